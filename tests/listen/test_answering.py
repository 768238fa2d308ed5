"""Any form on its pages: asked, checked, left out, added to, rested from, and shared."""

import pytest
from django.urls import reverse

from pennydrop.core import concerns
from pennydrop.rooms.listen.models import Answer, Participant, Segment, Study, Value
from pennydrop.rooms.listen.queries import wording
from pennydrop.rooms.listen.queries.values import values_of
from tests.listen.answering import Teller
from tests.listen.every_kind import YES_NO, begun, every_kind, kept, study_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def all_kinds(new_study, at):
    return Teller(study_of(every_kind(), new_study, at))


def test_only_what_is_relevant_is_asked_and_shared_and_the_rest_waits(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("select_one yn", "more", "More?"),
        ("text", "why", "Why?", "${more} = 'yes'"), ("text", "last", "Last?"), choices=YES_NO,
    ))  # fmt: skip
    teller.post("question", 2, go="save", answer="yes")
    assert "Why?" in teller.text
    teller.post("question", 3, go="save", answer="because of this")
    teller.post("question", 2, go="save", answer="no")
    assert "Last?" in teller.text and "because of this" not in teller.get("check")
    assert kept(teller)["why"] == "because of this"
    teller.post("question", 2, go="save", answer="yes")
    assert "because of this" in teller.get("question", 3)
    teller.post("question", 2, go="save", answer="no")
    teller.share()
    assert not Answer.objects.exists()
    assert sorted(Segment.objects.values_list("question", flat=True)) == ["first"]
    assert {v.path: v.words for v in values_of(Participant.objects.get())} == {"more": "No"}


def test_a_page_that_is_not_there_now_leads_on(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("text", "why", "Why?", "${first} = 'no'"),
        ("text", "last", "Last?"),
    ))  # fmt: skip
    assert "Last?" in teller.get("question", 2)
    assert "Last?" in teller.post("question", 2, go="save", answer="x")
    assert "Last?" in teller.get("question", 99)
    assert kept(teller) == {"first": "it began"}


def test_a_required_question_is_asked_once_more_and_then_let_be(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("text", "second", "Second?", "", "yes"),
        ("text", "third", "Third?"),
    ))  # fmt: skip
    again = teller.post("question", 2, go="skip", answer="")
    assert teller.page.status_code == 422 and "leave it out" in again
    assert 'name="again" value="1"' in again and "Skip this one" in again
    assert "Third?" in teller.post("question", 2, go="skip", answer="", again="1")
    assert "Second?" in teller.post("question", 2, go="save", answer="  ")


def test_a_yes_that_the_form_itself_needs_cannot_be_passed_over(asks):
    teller = begun(asks(
        ("text", "first", "First?"), ("acknowledge", "ok", "Is this all right?", "", "yes"),
        ("text", "third", "Third?"),
    ))  # fmt: skip
    for again in ("", "1"):
        page = teller.post("question", 2, go="skip", again=again)
        assert teller.page.status_code == 422 and "need your yes" in page
        assert "Skip this one" not in page and "stop here" in page
    teller.post("hide", go="skip", hidden="")
    assert "Is this all right?" in teller.share()
    assert Participant.objects.get().state == "draft"
    teller.post("question", 2, go="save", answer="OK")
    assert "Thank you" in teller.share()


def test_a_constraint_says_what_its_author_wrote(asks):
    rows = (("text", "first", "First?"), ("integer", "age", "Age?", ". > 17", "Only for adults"))
    teller = begun(asks(*rows, columns=("type", "name", "label", "constraint",
                                        "constraint_message")))  # fmt: skip
    assert "Only for adults" in teller.post("question", 2, go="save", answer="12")
    teller.post("question", 2, go="save", answer="18")
    assert kept(teller)["age"] == "18"


def test_a_default_is_only_suggested_and_can_be_emptied(asks):
    rows = (("text", "first", "First?", ""), ("integer", "n", "How many?", "3"))
    teller = begun(asks(*rows, columns=("type", "name", "label", "default")))
    assert 'value="3"' in teller.get("question", 2)
    teller.post("question", 2, go="skip")
    assert "n" not in kept(teller)
    teller.post("question", 2, go="save", answer="")
    assert 'value="3"' not in teller.get("question", 2)
    teller.share()
    assert not Value.objects.exists()


def test_a_hard_part_can_be_left_out_whole(asks):
    rows = (
        ("text", "first", "First?"), ("begin_group", "g", "Hospital", "This is about hospital."),
        ("text", "ward", "The ward?"), ("text", "night", "The night?"), ("end_group",),
        ("text", "last", "Last?"),
    )  # fmt: skip
    teller = begun(asks(*rows, columns=("type", "name", "label", "content_note")))
    assert "This is about hospital." in teller.text and "Leave this part out" in teller.text
    assert "Last?" in teller.post("question", 2, go="pass")
    assert "The ward?" in teller.post("question", 2, go="save")


def test_words_of_risk_bring_help_at_once_and_a_way_on(asks):
    rows = (("text", "first", "First?"), ("text", "second", "Second?"))
    teller = asks(*rows)
    teller.agree()
    teller.go("all")
    page = teller.go("save", step=1, answer="I want to kill myself tonight")
    assert "116 123" in page and "tel:116123" in page and "code-words" not in page
    assert reverse("listen:shown") in page
    assert "code-words" in teller.get("shown")
    calm = teller.post("question", 2, go="save", answer="it was a long year")
    assert "116 123" not in calm.split("<footer")[0]
    again = teller.post("question", 2, go="save", answer="he wont wake up")
    assert "999" in again and reverse("listen:on") in again
    teller.get("on")
    teller.post("question", 2, go="save", answer="he wont wake up")  # unchanged: not again
    assert "Call 999" not in teller.text.split("<footer")[0]


@pytest.mark.parametrize("words", ["I want to kill myself tonight", "a long quiet year"])
def test_a_concern_is_opened_only_at_sharing_and_only_for_risk(asks, monkeypatch, words):
    opened = []
    monkeypatch.setattr(concerns, "raise_from_words", lambda **told: opened.append(told))
    teller = begun(asks(("text", "first", "First?"), ("text", "second", "Second?")), words)
    assert not opened  # nobody reads a draft
    teller.share()
    person = Participant.objects.get()
    if "kill" not in words:
        assert not opened
        return
    (told,) = opened
    assert (told["study"], told["participant"]) == (person.study_id, person.pk)
    assert told["level"] is concerns.Level.IMMEDIATE and words not in str(told)
    assert told["joined_on"] == person.joined_on


def test_an_answer_is_not_taken_in_without_the_concern_that_it_calls_for(asks, monkeypatch):
    def fails(**told):
        raise RuntimeError("the desk is not there")

    monkeypatch.setattr(concerns, "raise_from_words", fails)
    teller = begun(asks(("text", "first", "First?")), "I want to kill myself tonight")
    with pytest.raises(RuntimeError):
        teller.share()
    assert Participant.objects.get().state == "draft" and Answer.objects.exists()


def test_what_is_passed_on_is_said_before_the_first_question(asks, monkeypatch):
    teller = asks(("text", "first", "First?"))
    monkeypatch.setattr(wording, "told_before", lambda study: "We may tell **Jo** about danger.")
    assert "We may tell <strong>Jo</strong>" in teller.get("limits", teller.study.slug)


def test_somebody_too_young_is_told_so_kindly_and_nothing_is_kept(asks):
    teller = asks(("text", "first", "First?"))
    Study.objects.filter(pk=teller.study.pk).update(minimum_age=16, below_age="help_only")
    slug = teller.study.slug
    assert "Are you 16 or over?" in teller.get("agree", slug)
    page = teller.post("agree", slug, old_enough="no", take_part="yes", analyse="yes")
    assert "0800 1111" in page and "Nothing was kept" in page and not teller.client.cookies
    missing = teller.post("agree", slug, take_part="yes", analyse="yes")
    assert teller.page.status_code == 422 and "to your age" in missing
    assert "First?" in teller.post("agree", slug, old_enough="yes", take_part="yes", analyse="yes")
    assert not Participant.objects.exists()


def test_a_break_keeps_what_was_typed_and_shows_the_code(asks):
    teller = begun(asks(("text", "first", "First?"), ("text", "second", "Second?")))
    page = teller.post("question", 2, go="rest", answer="half a thou")
    assert "Nothing runs out" in page and "code-words" in page and "116 123" in page
    assert kept(teller)["second"] == "half a thou"
    assert "Second?" in teller.get("on") and "half a thou" in teller.text


def test_a_break_at_a_number_that_is_none_loses_nothing_that_was_kept(asks):
    teller = begun(asks(("text", "first", "First?"), ("integer", "n", "How many?")))
    teller.post("question", 2, go="save", answer="4")
    assert "Nothing runs out" in teller.post("question", 2, go="rest", answer="x")
    assert kept(teller)["n"] == "4"


def test_every_page_of_the_form_comes_in_the_language_asked_for(all_kinds):
    teller = all_kinds
    teller.agree()
    assert "کیا ہوا؟" in teller.go("lang-1") and 'dir="rtl"' in teller.text
    teller.go("all")
    assert "پہلے" in teller.text and 'lang="ur"' in teller.text
    teller.go("skip", step=1)
    typed = teller.go("lang-0", step=2, answer="half typed")
    assert "What happened?" in typed and "half typed" in typed
    teller.go("lang-1", step=2)
    teller.go("save", step=2, answer="پہلا جواب")
    teller.get("question", 6)
    assert "ہاں" in teller.text and 'lang="ur"' in teller.text
    assert "One of these?" in teller.post("question", 6, go="lang-0")
    assert "One of these?" in teller.get("question", 6)  # it is remembered
    assert "کیا ہوا؟" in teller.get("check", l="1") and "پہلا جواب" in teller.text
    assert "What happened?" in teller.get("check", l="99")


def test_larger_text_goes_along_without_a_cookie_before_the_first_answer(asks):
    teller = asks(("text", "first", "First?"), ("text", "second", "Second?"))
    slug = teller.study.slug
    page = teller.get("start", slug, t="1")
    assert (
        'class="participant large"' in page
        and f"{reverse('listen:about', args=[slug])}?t=1" in page
    )
    for name in ("code", "words"):
        assert f'href="{reverse(f"listen:{name}")}?t=1"' in page
        assert 'class="participant large"' in teller.get(name, t="1")
    for name in ("about", "limits", "agree"):
        page = teller.get(name, slug, t="1")
        assert 'class="participant large"' in page and "?t=1" in page
    teller.page = teller.client.post(
        reverse("listen:agree", args=[slug]) + "?t=1", {"take_part": "yes", "analyse": "yes"}
    )
    assert 'class="participant large"' in teller.text and not teller.client.cookies
    teller.go("all")
    teller.go("save", step=1, answer="words")
    assert 'class="participant large"' in teller.get("question", 2)
    assert 'class="participant"' in teller.get("question", 2, t="0")
    assert 'class="participant"' in teller.get("check")


def test_larger_text_asked_for_where_the_code_is_typed_stays(asks):
    teller = begun(asks(("text", "first", "First?")))
    teller.get("shown")
    code = teller.code()
    page = teller.get("code", t="1")
    assert f'action="{reverse("listen:code")}?t=1"' in page
    address = reverse("listen:code") + "?t=1"
    teller.page = teller.client.post(address, {"code": code}, follow=True)
    assert "Your page</h1>" in teller.text and 'class="participant large"' in teller.text


def test_now_is_no_finer_than_the_day_in_what_a_form_works_out(asks):
    rows = (
        ("text", "first", "First?", ""), ("calculate", "when", "", "now()"),
        ("calculate", "day", "", "today()"),
    )  # fmt: skip
    teller = begun(asks(*rows, columns=("type", "name", "label", "calculation")))
    teller.share()
    held = {v.path: v.stored for v in values_of(Participant.objects.get())}
    assert "T00:00:00" in held["when"] and len(held["day"]) == 10
