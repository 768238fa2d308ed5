"""Questions in a real browser: every page fits a small phone and passes axe, and a form is put
together, tried and kept without a script."""

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.questions import form_in
from pennydrop.rooms.listen.rules.editing.texts import pieces, translated
from tests.listen.questioning import step, version, whole

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


def url(name, study, *more):
    return reverse(f"listen:{name}", args=[study.pk, *more])


@pytest.fixture
def filled(study, at):
    """A version, and on top of it a step with another language."""
    version(study, whole(), at)
    welsh = translated(whole(), {p.key: "Gair" for p in list(pieces(whole()))[:5]}, "Cymraeg (cy)")
    step(study, welsh, at, "Put texts into Cymraeg")


def test_every_page_fits_and_passes_axe(window, owner, study, filled):
    seat = window(by=owner)
    pages = [
        ("asks", [], ""), ("questions", [], ""), ("questions_bring", [], ""),
        ("questions_add", [], "?after=hard/stay"), ("question_new", ["select_one"], ""),
        ("question_new", ["section"], ""), ("question_edit", ["first"], ""),
        ("question_edit", ["hard"], ""), ("question_edit", ["worth"], ""),
        ("questions_keep", [], ""), ("questions_versions", [], ""), ("questions_whole", [], ""),
        ("questions_words", [], "?language=Cymraeg (cy)"),
        ("preview_page", ["now", "2"], ""), ("preview_page", ["now", "5"], ""),
        ("preview_page", ["now", "8-1"], ""), ("preview_page", ["now", "1"], "?l=1&t=1"),
    ]  # fmt: skip
    for name, more, query in pages:
        assert seat.go(url(name, study, *more) + query) == 200, name
        seat.looks("-".join([name, *more]).replace("/", "_"))


def test_what_is_wrong_is_said_and_shown(window, owner, study, filled):
    seat = window(by=owner)
    seat.go(url("questions_bring", study))
    seat.tab.get_by_label("Your form").set_input_files(
        {"name": "f.csv", "mimeType": "text/csv", "buffer": b"type,name,label\ntxet,a b,\n"}
    )
    seat.press("Read the form")
    assert seat.title.startswith("Error: ") and "Did you mean" in seat.words
    seat.looks("bring-wrong")
    seat.go(url("question_edit", study, "first"))
    seat.tab.get_by_label("The question").fill("")
    seat.tab.get_by_label("Answer, line 1").fill("A goat")
    seat.press("Save")
    assert "“A goat” is no choice there" in seat.words and "“A friend”" in seat.words
    seat.looks("question-wrong")


@pytest.mark.parametrize("script", [True, False])
def test_a_form_is_put_together_tried_and_kept(script, window, owner, study):
    seat = window(320, by=owner, script=script)
    seat.go(url("asks", study))
    seat.follow("Change the questions")
    seat.follow("Begin the questions")
    seat.press("Begin empty")
    _add_two(seat)
    seat.leads(seat.tab.get_by_role("button", name="Take out “Who helped you?”"))
    assert "It stays, because “What did the doctor say?” looks at it" in seat.html
    seat.follow("Preview every page")
    assert "Preview" in seat.title
    seat.press("Save and go on")
    seat.leads(seat.tab.get_by_role("link", name="Back to the questions"))
    seat.follow("See what changes, and keep it")
    seat.tab.get_by_label("Why are the questions changed?").fill("Amendment 1")
    seat.press("Keep these questions")
    newest = FormVersion.objects.order_by("-version").first()
    assert newest.reason == "Amendment 1"
    assert [q.name for q in form_in(newest).questions()] == ["helped", "doctor_say"]


def _add_two(seat):
    seat.follow("Add a question")
    seat.follow("Choose any")
    seat.tab.get_by_label("The question").fill("Who helped you?")
    seat.tab.get_by_label("Choices").fill("A friend\nA doctor\n\n")
    seat.press("Save")
    assert "Added “Who helped you?”" in seat.html
    seat.follow("Add a question")
    seat.follow("Open question")
    seat.tab.get_by_label("The question").fill("What did the doctor say?")
    seat.tab.get_by_label("Question, line 1").select_option(label="Who helped you?")
    seat.tab.get_by_label("How, line 1").select_option(label="contains")
    seat.tab.get_by_label("Answer, line 1").fill("a doctor")
    seat.press("Save")
    assert "Only if “Who helped you?” includes “A doctor”" in seat.words
