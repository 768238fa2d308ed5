"""The pages on which a study's questions are looked at, changed, and kept."""

import io
from dataclasses import replace

import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.people.queries import places_of
from pennydrop.rooms.listen.actions.questions import (
    MOST_STEPS,
    FormFaulty,
    FormNeedsReason,
    keep_version,
)
from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.models import FormStep, FormVersion, Study
from pennydrop.rooms.listen.queries.form_files import read_form_file
from pennydrop.rooms.listen.queries.questions import desk_of, form_in, form_to_start
from pennydrop.rooms.listen.rules.editing.places import item_at, moved, places, without
from pennydrop.rooms.listen.rules.editing.starting import empty_form, titled
from pennydrop.rooms.listen.rules.form import Kind, Repeat, form_to_json
from tests.listen.questioning import step, version, whole

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

KINDS = ("text", "note", "select_one", "select_multiple", "rank", "acknowledge", "integer",
         "decimal", "range", "date", "time", "dateTime", "geopoint", "image", "audio", "video",
         "file", "calculate", "section", "again")  # fmt: skip
PLACES = ("start", "helped", "first", "age", "hard", "hard/stay", "hard/stay/ward",
          "hard/stay/day", "hard/picture", "worth", "order", "yes")  # fmt: skip


@pytest.fixture
def desk(client, owner, study):
    """The questions of a study, and somebody who works on them."""
    client.force_login(owner)
    return Desk(client, study)


class Desk:
    def __init__(self, client, study):
        self.client, self.study = client, study

    def url(self, name, *more):
        return reverse(f"listen:{name}", args=[self.study.pk, *more])

    def get(self, name, /, *more, status=200, **query):
        answer = self.client.get(self.url(name, *more), query, follow=True)
        assert answer.status_code == status, (name, more, answer.status_code)
        return answer.text

    def post(self, name, /, *more, **said):
        sent = {"seen": desk_of(self.study.pk).seen, **said}
        return self.client.post(self.url(name, *more), sent, follow=True)

    @property
    def form(self):
        return desk_of(self.study.pk).form

    def names(self):
        return [place for place, _ in places(self.form)]


@pytest.fixture
def filled(study, at):
    step(study, whole(), at, "Began")


def test_every_page_opens(desk, filled, study, at):
    version(study, titled(whole(), "Other"), at)
    step(study, whole(), at)
    for name in ("asks", "questions", "questions_bring", "questions_add", "questions_versions",
                 "questions_keep", "questions_whole"):  # fmt: skip
        assert desk.get(name)
    for kind in KINDS:
        desk.get("question_new", kind)
    for place in PLACES:
        assert "Change this" in desk.get("question_edit", place)
    for kind in ("hidden", "nonsense"):
        desk.get("question_new", kind, status=404)


def test_a_study_without_questions_can_begin(desk):
    assert "asks nothing online yet" in desk.get("asks")
    assert "Begin the questions" in desk.get("questions")
    for name in ("questions_keep", "questions_whole"):
        assert "asks nothing online yet" in desk.get(name)
    desk.get("preview", "now", status=404)
    desk.get("questions_now_xlsx", status=404)


# -- who may --------------------------------------------------------------------------------------

LOOK = ["questions", "questions_versions", "questions_now_xlsx"]
CHANGE = ["questions_bring", "questions_add", "questions_keep", "questions_whole"]
PRESS = ["questions_change", "questions_undo", "questions_away", "questions_start",
         "questions_drop"]  # fmt: skip


@pytest.mark.parametrize("name", LOOK + CHANGE)
def test_who_may_open_it(name, desk, filled, client, colleague, worker, stranger):
    address = desk.url(name)
    assert client.get(address).status_code == 200
    for who, status in ((colleague, 200 if name in LOOK else 403), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(address).status_code == status
    client.logout()
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("name", PRESS)
def test_who_may_press_it(name, desk, filled, client, colleague, worker, stranger):
    for who, status in ((colleague, 403), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(desk.url(name), {"seen": "1.1"}).status_code == status
    assert client.get(desk.url(name)).status_code == 405


def test_a_preview_is_for_the_team_only(desk, filled, client, colleague, stranger):
    address = desk.url("preview_page", "now", "1")
    for who, status in ((colleague, 200), (stranger, 404)):
        client.force_login(who)
        assert client.get(address).status_code == status
    client.logout()
    assert client.get(address).status_code == 302


# -- adding and changing --------------------------------------------------------------------------


def test_a_question_is_added_with_a_rule_in_words(desk, filled):
    page = desk.post(
        "question_new", "text", label="What did the doctor say?", hint="Words.", about_1="helped",
        how_1="contains", what_1="a doctor", about_2="age", how_2="at_least", what_2="16",
        any_of="any", required="on", most="200", after="age",
    )  # fmt: skip
    assert "Added “What did the doctor say?”" in page.text
    assert "includes “A doctor” or “How old were you?” is at least 16" in page.text
    made = item_at(desk.form, "doctor_say")
    assert made.relevant == "selected(${helped}, 'doctor') or ${age} >= 16"
    assert (made.required, made.constraint) == ("true()", "string-length(.) <= 200")
    assert str(made.constraint_message) == "Write at most 200 letters"
    assert desk.names().index("doctor_say") == desk.names().index("age") + 1


def test_choices_with_something_else_ask_what(desk, filled):
    desk.post("question_new", "select_multiple", label="Where?", choices="Home\nWork", other="on",
              inside="hard")  # fmt: skip
    made = item_at(desk.form, "hard/where")
    assert [choice.name for choice in made.choices] == ["home", "work", "other"]
    assert item_at(desk.form, "hard/where_other").relevant == "selected(${where}, 'other')"


def test_shared_choices_change_for_all_or_for_one(desk, filled):
    said = {"label": "Who helped first?", "choices": "A friend\nA nurse", "kind": "select_one"}
    desk.post("question_edit", "first", **said)
    assert [c.name for c in item_at(desk.form, "first").choices] == ["friend", "nurse"]
    assert [c.name for c in item_at(desk.form, "helped").choices] == ["friend", "doctor", "nobody"]
    desk.post("question_edit", "order", label="What?", choices="X\nY", everywhere="on", kind="rank")
    assert [c.name for c in item_at(desk.form, "helped").choices] == ["x", "y"]


def test_what_a_page_does_not_show_stays(desk, filled):
    before = item_at(desk.form, "first")
    page = desk.get("question_edit", "first")
    assert 'value="A friend"' in page
    desk.post("question_edit", "first", label="Who helped first?", kind="select_one",
              choices="A friend\nA doctor\nNobody", everywhere="on", about_1="helped",
              how_1="contains", what_1="A friend")  # fmt: skip
    assert item_at(desk.form, "first") == before and desk.form == whole()
    assert FormStep.objects.count() == 1


@pytest.mark.parametrize(
    ("kind", "said", "check"),
    [
        ("range", {"start": "0", "end": "5", "step": "0.5"},
         lambda q: dict(q.parameters) == {"start": "0", "end": "5", "step": "0.5"}),
        ("date", {"no_future": "on"}, lambda q: q.constraint == ". <= today()"),
        ("integer", {"least": "1", "most": "31", "message": "A day"},
         lambda q: str(q.constraint_message) == "A day" and q.constraint == ". >= 1 and . <= 31"),
        ("acknowledge", {"required": "on"}, lambda q: q.required == "true()"),
        ("calculate", {"calculation": "${age} * 2"}, lambda q: q.kind is Kind.CALCULATE),
        ("text", {"constraint": "regex(., '^a')", "name": "mine"}, lambda q: q.name == "mine"),
        ("text", {"relevant": "count(${ward}) > 1"}, lambda q: "count" in q.relevant),
    ],
)  # fmt: skip
def test_kinds_keep_what_they_are_told(kind, said, check, desk, filled):
    page = desk.post("question_new", kind, label="Anything at all?", **said)
    assert "Added" in page.text, page.text
    made = item_at(desk.form, desk.names()[-1])
    assert check(made)
    assert desk.get("question_edit", made.name)


@pytest.mark.parametrize(
    ("kind", "said", "says"),
    [
        ("text", {"label": ""}, "Write what people will read"),
        ("select_one", {"choices": "One"}, "at least two choices"),
        ("select_one", {}, "Write the choices"),
        ("range", {"start": "0", "end": "5", "step": "9"}, "larger than the scale"),
        ("range", {"start": "", "end": "5", "step": "1"}, "Write a number"),
        ("integer", {"least": "9", "most": "1"}, "Swap them"),
        ("integer", {"least": "x"}, "Write a number"),
        ("integer", {"least": "1", "constraint": ". > 0"}, "not both"),
        ("text", {"constraint": "1 +"}, "This rule cannot be read"),
        ("text", {"relevant": "${age"}, "This rule cannot be read"),
        ("text", {"relevant": "${nobody} = 1"}, "“${nobody}” is no question here"),
        ("text", {"relevant": "${age} = 1", "about_1": "age", "what_1": "1"}, "not both"),
        ("text", {"about_1": "helped", "how_1": "is", "what_1": "A goat"}, "is no choice there"),
        ("text", {"what_2": "lonely"}, "Choose the question"),
        ("text", {"about_1": "nobody"}, "Select a valid choice"),
        ("text", {"name": "age"}, "is used already"),
        ("text", {"name": "1 2"}, "begin with a letter"),
        ("text", {"label": "Was it ${nobody}?"}, "no question here"),
        ("calculate", {}, "Write what to work out"),
        ("text", {"inside": "nowhere"}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_bad_input_gets_words_and_keeps_what_was_typed(kind, said, says, desk, filled):
    page = desk.post("question_new", kind, **{"label": "My words?", **said})
    assert page.status_code == 422 and says in page.text and "<title>Error: " in page.text
    assert desk.form == whole()
    assert said.get("label", "My words?") in page.text


def test_a_section_with_a_content_note_and_one_that_is_asked_again(desk, filled):
    desk.post("question_new", "again", label="Each service", note="About services.\r\nGo slowly.")
    made = item_at(desk.form, "each_service")
    assert isinstance(made, Repeat)
    assert dict(made.kept) == {"content_note": "About services.\nGo slowly."}
    assert "has no question" in desk.get("questions")
    desk.post("question_new", "text", label="Which service?", inside="each_service")
    assert "each_service/service" in desk.names() and "has no question" not in desk.get("questions")
    desk.post("question_edit", "hard", label="The ward", note="", about_1="age", how_1="at_least",
              what_1="18")  # fmt: skip
    assert item_at(desk.form, "hard").kept == ()


def test_below_and_inside_are_offered_where_they_were_asked_for(desk, filled):
    assert "It goes below “Hospital”" in desk.get("questions_add", after="hard")
    page = desk.get("questions_add", inside="hard/stay")
    assert "It goes into “A stay”" in page and "?inside=hard%2Fstay" in page
    page = desk.get("question_new", "text", inside="hard/stay")
    assert '<option value="hard/stay" selected>' in page
    assert "It goes" not in desk.get("questions_add", after="nobody")


def test_a_question_moves_into_a_section(desk, filled):
    desk.post("question_edit", "order", label="What comes first?", kind="rank", inside="hard/stay",
              choices="A friend\nA doctor\nNobody", everywhere="on")  # fmt: skip
    assert "hard/stay/order" in desk.names()
    page = desk.post(
        "question_edit", "age", label="How old were you?", inside="hard", kind="integer"
    )
    assert page.status_code == 422 and "depends on itself" in page.text


def test_an_answer_in_a_repeat_is_offered_inside_it_only(desk, filled):
    assert '"ward"' in desk.get("question_edit", "hard/stay/day")
    assert '<option value="ward"' not in desk.get("question_edit", "worth")


# -- order, undo ----------------------------------------------------------------------------------


def test_up_down_and_out(desk, filled):
    desk.post("questions_change", do="down start")
    assert desk.names()[:2] == ["helped", "start"]
    desk.post("questions_change", do="up hard/picture")
    assert desk.names()[5] == "hard/picture"
    desk.post("questions_change", do="out hard")
    assert not any(name.startswith("hard") for name in desk.names())


@pytest.mark.parametrize(
    ("do", "says"),
    [("up start", "first or the last"), ("out helped", "“Who helped first?”"),
     ("out nobody", "not there any more"), ("sideways start", "10 questions"),
     ("", "10 questions")],
)  # fmt: skip
def test_what_cannot_be_done_says_why(do, says, desk, filled):
    page = desk.post("questions_change", do=do)
    assert page.status_code == 200 and says in page.text and desk.form == whole()


def test_undo_takes_back_one_step_and_away_all(desk, filled, study):
    desk.post("questions_change", do="out first")
    desk.post("questions_change", do="out worth")
    page = desk.post("questions_undo")
    assert "Undone: took out “Was it worth it" in page.text and "worth" in desk.names()
    desk.post("questions_undo")
    assert desk.form == whole()
    page = desk.post("questions_away")
    assert "thrown away" in page.text and desk.form is None
    assert "nothing to undo" in desk.post("questions_undo").text


def test_two_people_never_overwrite_each_other(desk, filled, study):
    old = desk_of(study.pk).seen
    desk.post("questions_change", do="out first")
    for name, said in (
        ("questions_change", {"do": "out worth"}), ("questions_undo", {}), ("questions_away", {}),
        ("questions_start", {"start": "empty"}), ("questions_whole", {"title": "T"}),
    ):  # fmt: skip
        assert "Somebody else has changed" in desk.post(name, seen=old, **said).text, name
    page = desk.post("question_new", "text", seen=old, label="Typed with care")
    assert page.status_code == 422 and "Typed with care" in page.text
    assert "first" not in desk.names() and "worth" in desk.names()


def test_steps_are_let_go_in_the_end_and_a_faulty_form_is_no_step(study, at):
    for number in range(MOST_STEPS + 3):
        step(study, titled(whole(), f"Title {number}"), at)
    assert FormStep.objects.count() == MOST_STEPS
    with pytest.raises(FormFaulty):
        step(study, without(whole(), "age"), at)


# -- keeping --------------------------------------------------------------------------------------


def test_keeping_makes_a_version_with_a_reason(desk, filled, study):
    page = desk.post("questions_keep")
    assert page.status_code == 422 and "Say why the questions are changed" in page.text
    page = desk.post("questions_keep", reason="Amendment 2")
    assert "Kept as version 2" in page.text
    made = FormVersion.objects.get(version=2)
    assert (made.reason, form_in(made)) == ("Amendment 2", whole())
    assert not FormStep.objects.exists()
    assert Event.objects.filter(what="listen.form.kept", on=str(made.pk)).exists()
    assert "Nothing is changed" in desk.get("questions_keep")


def test_no_reason_is_no_reason_whoever_asks(study, filled, at):
    with pytest.raises(FormNeedsReason):
        keep_version(study=study, seen="1.1", reason=" \n", by="test", at=at)
    assert FormVersion.objects.count() == 1 and FormStep.objects.exists()


def test_a_draft_study_needs_no_reason(desk, filled, study):
    Study.objects.filter(pk=study.pk).update(opened_on=None, state="draft")
    assert "Why are the questions" not in desk.get("questions_keep")
    assert "Kept as version 2" in desk.post("questions_keep").text


def test_an_unfinished_form_is_not_kept(desk, study, at):
    step(study, empty_form("T"), at)
    assert "Not ready to be asked" in desk.get("questions_keep")
    page = desk.post("questions_keep", reason="x")
    assert page.status_code == 422 and "no question yet" in page.text
    assert FormVersion.objects.count() == 1


def test_keeping_what_is_asked_already_makes_no_version(desk, study, at):
    version(study, whole(), at)
    step(study, without(whole(), "first"), at)
    step(study, whole(), at)
    desk.post("questions_keep", reason="x")
    assert FormVersion.objects.count() == 2 and not FormStep.objects.exists()


def test_versions_are_compared_and_taken_away(desk, study, at):
    version(study, whole(), at)
    version(study, moved(without(whole(), "first"), "yes", -1), at, reason="Shorter")
    page = desk.get("questions_versions")
    assert "Shorter" in page and "Gone" in page and "Moved" in page
    assert "The same in both" in desk.get("questions_versions", old="2", new="2")
    assert page.count("Who helped first?") == 1
    answer = desk.client.get(desk.url("questions_xlsx", 2))
    assert answer["Content-Disposition"] == 'attachment; filename="whole-version-2.xlsx"'
    assert read_form_file(io.BytesIO(answer.content).getvalue(), "a.xlsx") == whole()
    desk.get("questions_xlsx", 9, status=404)
    desk.get("questions_xlsx", 1, status=404)
    for nonsense in ("x", "99999999999", "-1"):
        assert "Versions" in desk.get("questions_versions", old=nonsense, new=nonsense)


# -- beginning ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "count"), [("seven", 7), ("close", 7), ("one", 1)])
def test_what_ships_can_be_begun_with(key, count, desk):
    page = desk.post("questions_start", start=key)
    assert f"{count} question" in page.text and len(desk.form.questions()) == count
    assert form_to_start(key) == desk.form


def test_another_study_of_ones_own_can_be_copied_and_no_other(desk, new_study, at, stranger):
    mine = create_study(new=replace(new_study, title="Mine", form=form_to_json(whole())),
                        by="test", at=at)  # fmt: skip
    (elsewhere,) = [place.organisation for place in places_of(stranger)]
    theirs = create_study(
        new=replace(new_study, organisation=elsewhere, title="Theirs", form=form_to_json(whole())),
        by="test", at=at,
    )  # fmt: skip
    page = desk.get("questions_bring")
    assert "From “Mine”" in page and "Theirs" not in page
    assert "not there any more" in desk.post("questions_start", start=f"study-{theirs.pk}").text
    assert desk.form is None
    desk.post("questions_start", start=f"study-{mine.pk}")
    assert desk.form == whole()
    for nonsense in ("", "x", "study-", "study-x"):
        assert "not there any more" in desk.post("questions_start", start=nonsense).text


# -- languages ------------------------------------------------------------------------------------


def test_a_language_is_added_side_by_side(desk, filled):
    page = desk.post("questions_whole", title="Ours", own="English (en)", new="Cymraeg (cy)")
    assert "Texts in Cymraeg" in page.text and "How did it start?" in page.text
    desk.post("questions_words", language="Cymraeg (cy)", text_0="Sut y dechreuodd?")
    assert desk.form.languages == ("English (en)", "Cymraeg (cy)") and desk.form.title == "Ours"
    assert item_at(desk.form, "start").label.in_language("Cymraeg (cy)") == "Sut y dechreuodd?"
    desk.post("question_edit", "start", label="How did it begin?", hint="", short="")
    assert item_at(desk.form, "start").label.said == (
        ("English (en)", "How did it begin?"), ("Cymraeg (cy)", "Sut y dechreuodd?"),
    )  # fmt: skip
    assert "Sut y dechreuodd?" in desk.get("preview_page", "now", "1", l="1")
    desk.post("questions_drop", language="Cymraeg (cy)")
    assert desk.form.languages == ("English (en)",)


@pytest.mark.parametrize(
    ("said", "says"),
    [({"title": ""}, "Give it a title"), ({"title": "T", "new": "english (EN)"}, "is in “english"),
     ({"title": "T", "new": "a::b"}, "without “:”")],
)  # fmt: skip
def test_bad_languages_get_words(said, says, desk, filled):
    desk.post("questions_whole", title="T", own="English (en)", new="Cymraeg (cy)")
    page = desk.post("questions_whole", **{"own": "English (en)", **said})
    assert page.status_code == 422 and says in page.text


def test_words_for_no_language_are_not_found(desk, filled):
    for language in ("", "a:b"):
        desk.get("questions_words", status=404, language=language)
    for language in ("", "Polski (pl)"):
        assert desk.post("questions_drop", language=language).status_code == 404


# -- looking --------------------------------------------------------------------------------------


def test_the_preview_shows_every_page_and_keeps_nothing(desk, filled, study):
    address, seen = desk.url("preview", "now"), []
    page = desk.client.get(address, follow=True)
    while page.request["PATH_INFO"] != desk.url("questions"):
        assert "Nothing is kept" in page.text and len(seen) < 20
        seen.append(page.context["item_place"])
        here = page.request["PATH_INFO"]
        page = desk.client.post(here, {"go": "save", "answer": "Secret"}, follow=True)
    assert seen == [
        "start", "helped", "first", "age", "hard", "hard/stay/ward", "hard/stay/day",
        "hard/stay", "hard/picture", "worth", "order", "yes",
    ]  # fmt: skip
    assert not study.participant_set.exists()


def test_the_buttons_of_a_preview_lead_where_they_say(desk, filled):
    def lands(address, go):
        page = desk.client.post(desk.url("preview_page", "now", address), {"go": go}, follow=True)
        return page.context["item_place"], page

    assert lands("2", "back")[0] == "start" and lands("1", "back")[0] == "start"
    assert lands("5", "pass")[0] == "worth" and lands("5", "save")[0] == "hard/stay/ward"
    assert lands("1", "rest")[0] == "start" and lands("1", "lang-x")[0] == "start"
    assert "Smaller text" in lands("1", "text-1")[1].text
    assert "[" not in lands("9", "save")[1].context["heading"]
    page = desk.client.get(desk.url("preview", "now"), {"at": "hard/stay"}, follow=True)
    assert page.context["item_place"] == "hard/stay/ward"
    assert "Shown only if" in desk.get("preview_page", "now", "3")
    for nonsense in ("999", "1-2-3", "a"):
        assert desk.get("preview_page", "now", nonsense)
    for which in ("1", "9", "x", "99999999"):
        desk.get("preview", which, status=404)
