"""From a neutral address to shared words, page by page, as a browser without script meets it."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from pennydrop.core.audit.models import Event, QuietEvent
from pennydrop.core.erasure.models import Receipt
from pennydrop.rooms.listen.models import Answer, Consent, Participant, Segment, Source, Study
from pennydrop.rooms.listen.public import consents_of, hide_lists, original_segments
from pennydrop.rooms.listen.rules.consent import Use, may
from tests.listen.answering import Teller, seven_study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ALL = ["start", "change", "harms", "barriers", "services", "help", "recovery"]


@pytest.fixture
def study(organisation, at):
    return seven_study(organisation, at)


@pytest.fixture
def teller(study):
    return Teller(study)


def test_the_way_in_says_what_must_be_said_before_the_first_question(teller, study):
    first = teller.get("start", study.slug)
    assert "Tell us" in first and "Help now" in first and "No name" in first
    assert "etamine" not in first
    assert "private code" in teller.get("about", study.slug)
    assert "Information Commissioner" in teller.get("more", study.slug)
    assert "court" in teller.get("limits", study.slug)
    asked = teller.get("agree", study.slug)
    assert "checked" not in asked and asked.count('type="radio"') == 7


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ({}, 422, "Choose yes or no"),
        ({"take_part": "yes"}, 422, "Choose yes or no"),
        ({"take_part": "yes", "analyse": "maybe"}, 422, "Choose yes or no"),
        ({"take_part": "no", "analyse": "yes"}, 200, "That is fine"),
        ({"take_part": "yes", "analyse": "no"}, 200, "That is fine"),
    ],
)
def test_both_first_consents_are_needed(teller, study, said, status, words):
    assert words in teller.post("agree", study.slug, **said)
    assert teller.page.status_code == status
    assert teller.path == ""


def test_nothing_is_kept_and_no_cookie_set_before_the_first_answer(teller, study):
    for name in ("start", "about", "more", "limits", "agree"):
        teller.get(name, study.slug)
    teller.agree()
    for step in range(1, 8):
        teller.go("all" if step == 1 else "skip", step=step - 1)
        assert f"{step} of 7" in teller.text
    assert "nothing was kept" in teller.go("skip", step=7)
    assert not teller.client.cookies
    assert not Participant.objects.exists() and not Consent.objects.exists()
    assert not QuietEvent.objects.exists() and not Session.objects.exists()


def answer_all_but_services(teller):
    teller.agree()
    teller.go("all")
    teller.go("save", step=1, answer="words about start")
    for step, name in enumerate(ALL[1:], start=2):
        assert f"Question {step} of 7" in teller.get("on")
        if name == "services":
            teller.post("question", step, go="skip", answer="typed and then skipped")
        else:
            teller.post("question", step, go="save", answer=f"words about {name}\r\nand more")


def test_all_seven_one_at_a_time_then_what_to_hide_then_a_check(teller):
    answer_all_but_services(teller)
    person = Participant.objects.get()
    assert person.state == "draft"
    assert "must we hide" in teller.text
    teller.post("hide", go="save", hidden="Craig\r\n\r\nAcle\nCraig")
    assert hide_lists([person.pk]) == {person.pk: ["Craig", "Acle"]}
    assert "words about harms" in teller.text and "Acle" in teller.text
    own = teller.get("use")
    assert "words about recovery" in own and "checked" not in own


def test_what_is_shared_is_what_was_written_with_what_was_allowed(teller):
    answer_all_but_services(teller)
    thanks = teller.share(quote="yes", publish="yes", keep="no")

    assert "1 June 2026" in thanks and "Thank you" in thanks
    person, source = Participant.objects.get(), Source.objects.get()
    assert (source.kind, source.fidelity, person.state) == ("survey", "word_for_word", "shared")
    kept = original_segments(source.pk)
    assert [s.question for s in kept] == [name for name in ALL if name != "services"]
    assert kept[1].text == "words about change\nand more\n"
    assert {s.speaker for s in kept} == {"P001"} and not Answer.objects.exists()
    state = consents_of([person.pk])[person.pk]
    assert may(state, Use.PUBLISH_QUOTE) and not may(state, Use.KEEP)
    assert not may(state, Use.CONTACT)  # never answered: unknown means no
    assert teller.client.cookies["place"].value == ""  # no key is carried along
    assert "Type your code" in teller.get("mine")


def test_just_one_question(teller, study):
    code = teller.begin("they did not believe me", step=4)
    assert "must we hide" in teller.get("on")
    assert "they did not believe me" in teller.post("hide", go="skip", hidden="")
    assert "Answer this one" not in teller.text or "You can answer more" in teller.text
    assert "they did not believe me" in teller.get("use")
    assert "Thank you" in teller.share()
    back = Teller(study)
    assert "they did not believe me" in back.post("code", code=code)


def test_an_answer_can_be_changed_from_the_check_page_and_taken_away(teller):
    teller.begin("first try")
    teller.page = teller.client.post(
        reverse("listen:question", args=[1]) + "?check=1", {"go": "save", "answer": "second try"},
        follow=True,
    )  # fmt: skip
    assert "Check your answers" in teller.text and "second try" in teller.text
    assert Answer.objects.count() == 1
    teller.post("question", 1, go="save", answer="  ")
    assert not Answer.objects.exists()
    assert "not written anything" in teller.get("check")
    assert "not written anything" in teller.get("use")
    assert "not written anything" in teller.share(quote="yes")
    assert Participant.objects.get().state == "draft"


def test_back_leads_one_page_back_without_losing_words(teller, study):
    teller.agree()
    teller.go("all")
    teller.go("skip", step=1)
    assert "1 of 7" in teller.go("back", step=2)
    assert "Where would you like to start" in teller.go("back", step=1)
    teller.go("all")
    teller.go("save", step=1, answer="kept")
    page = teller.get("question", 2)
    assert f'href="{reverse("listen:question", args=[1])}"' in page
    assert "kept" in teller.get("question", 1)


def test_nothing_is_shared_twice_and_shared_words_stay(teller):
    teller.begin("once")
    cookies = dict(teller.client.cookies)
    teller.share(quote="yes")
    teller.client.cookies["place"] = cookies["place"].value
    teller.share(quote="no")  # the same button again: now it only changes the consent
    teller.post("question", 1, go="save", answer="something else")
    assert Source.objects.count() == 1 and Segment.objects.count() == 1
    assert original_segments(Source.objects.get().pk)[0].text == "once\n"
    assert not Answer.objects.exists()


def test_too_long_an_answer_is_given_back_whole(teller):
    teller.agree()
    teller.go("one-1")
    long = "word " * 5000
    page = teller.go("save", step=1, answer=long)
    assert teller.page.status_code == 422 and long.strip() in page
    assert "letters too long" in page
    assert not Participant.objects.exists()
    teller.go("save", step=1, answer="short")
    teller.post("question", 2, go="save", answer=long)
    assert teller.page.status_code == 422 and long.strip() in teller.text


def test_a_long_answer_becomes_pieces_that_fit(teller):
    long = "\n".join(f"line {n} of a long night" for n in range(700))
    teller.begin(long)
    teller.share()
    kept = original_segments(Source.objects.get().pk)
    assert len(kept) > 3 and all(len(s.text) <= 4000 for s in kept)
    assert "".join(s.text for s in kept) == long + "\n"


def test_a_closed_study_takes_nothing_but_gives_back(teller, study):
    code = teller.begin("in time")
    Study.objects.filter(pk=study.pk).update(state="closed")
    assert "This has closed" in teller.post("question", 2, go="save", answer="late")
    assert teller.page.status_code == 410
    assert "This has closed" in teller.share()
    assert "This has closed" in Teller(study).get("start", study.slug)
    back = Teller(study)
    assert "closed" in back.post("code", code=code)
    back.post("away")
    assert Receipt.objects.exists()


def test_a_draft_study_is_not_there(organisation, at):
    hidden = seven_study(organisation, at, opened=False)
    for name in ("start", "about", "more", "limits", "agree", "first", "done"):
        visitor = Teller(hidden)
        visitor.get(name, hidden.slug)
        assert visitor.page.status_code == 404, name


def test_only_days_are_kept_of_an_anonymous_person(teller):
    teller.begin()
    teller.share(quote="yes")
    assert not Event.objects.filter(what__startswith="listen.").exclude(by="test").exists()
    for model in (Participant, Consent, Answer, Source, Segment, QuietEvent):
        kinds = {f.get_internal_type() for f in model._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField", "GenericIPAddressField"}
    assert not Session.objects.exists()


def test_a_list_to_hide_is_kept_changed_and_given_back_when_too_long(teller):
    teller.begin()
    long = "Craig\n" * 1000
    assert "too long" in teller.post("hide", go="save", hidden=long)
    assert teller.page.status_code == 422 and teller.text.count("Craig") == 1000
    teller.post("hide", go="save", hidden="Acle")
    assert "Acle" in teller.get("hide")
    teller.share()
    person = Participant.objects.get()
    assert hide_lists([person.pk]) == {person.pk: ["Acle"]}
