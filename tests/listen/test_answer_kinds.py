"""Forms other than the shipped one: choices, notes and groups, answered and shared in words."""

import dataclasses

import pytest

from pennydrop.rooms.listen.actions import answers as actions
from pennydrop.rooms.listen.actions.answers import (
    AlreadyBegun,
    Begun,
    NotADraft,
    begin_answering,
    keep_answer,
)
from pennydrop.rooms.listen.actions.consent import TakenBack, change_consent
from pennydrop.rooms.listen.actions.sharing import NothingToShare, share_answers
from pennydrop.rooms.listen.actions.studies import create_study, open_study
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Answer, Participant, Source
from pennydrop.rooms.listen.public import original_segments
from pennydrop.rooms.listen.queries.answers import newest_form, newest_sheet
from pennydrop.rooms.listen.queries.values import values_in
from pennydrop.rooms.listen.rules.consent import NotConsented
from pennydrop.rooms.listen.rules.form import form_to_json, read_form
from tests.listen.answering import Teller

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
FORM = {
    "survey": [
        ["type", "name", "label"],
        ["note", "hello", "A word first"],
        ["begin_group", "g", "Who"],
        ["select_one who", "who", "Who is it about?"],
        ["select_multiple felt", "felt", "How was it?"],
        ["end_group"],
        ["text", "more", "Anything else?"],
    ],
    "choices": [
        ["list_name", "name", "label"],
        ["who", "me", "Me"], ["who", "them", "Someone close"],
        ["felt", "lonely", "Lonely"], ["felt", "calm", "Calm"], ["felt", "sore", "Sore"],
    ],
}  # fmt: skip
YES = {"take_part": "yes", "analyse": "yes"}


@pytest.fixture
def study(new_study, at):
    form = form_to_json(read_form(FORM))
    made = create_study(new=dataclasses.replace(new_study, form=form), by="test", at=at)
    open_study(study=made, by="test", at=at)
    made.refresh_from_db()
    return made


@pytest.fixture
def begun(study):
    return Begun(
        study=study, sheet=newest_sheet(study), form=newest_form(study), replies=YES,
        lookup="b" * 64,
    )  # fmt: skip


@pytest.fixture
def draft(begun, at):
    return begin_answering(begun=begun, question="more", text="a line", by="quiet", at=at)


def test_only_what_was_written_is_shared_as_own_words(study):
    teller = Teller(study)
    assert "Who is it about?" in teller.agree()
    assert "A word first" in teller.go("all") and "Skip this one" not in teller.text
    assert "Who is it about?" in teller.go("skip", step=1)
    teller.go("save", step=2, answer="them")
    teller.get("on")
    assert teller.text.count('type="checkbox"') == 3
    teller.post("question", 3, go="save", answer=["sore", "lonely", "made-up"])
    assert 'value="sore"' in teller.get("question", 3) and teller.text.count(" checked") == 2
    teller.post("question", 4, go="save", answer="no")
    assert "Lonely; Sore" in teller.get("check")
    _own_words_stand_apart(teller.get("use"))
    cookie = teller.client.cookies["place"].value
    teller.share()
    kept = original_segments(Source.objects.get().pk)
    assert [s.text for s in kept] == ["no\n"]
    person = Participant.objects.get()
    assert values_in(person.study_id) == {person.pk: {"g/who": "them", "g/felt": "lonely sore"}}
    teller.client.cookies["place"] = cookie
    _own_words_stand_apart(teller.get("mine"))
    _own_words_stand_apart(teller.get("use"))


def _own_words_stand_apart(page):
    own, others = page.split("Your words</h2>")[1].split("Your other answers</h2>")
    assert "<h3>Anything else?</h3>" in own and "<p>no</p>" in own
    assert "Lonely" not in own and "Someone close" not in own
    for asked, given in (("Who is it about?", "Someone close"), ("How was it?", "Lonely; Sore")):
        assert f"<dt>{asked}</dt><dd>{given}</dd>" in others.split("</dl>")[0]


def test_who_only_chose_is_not_told_that_words_are_gone(study):
    teller = Teller(study)
    teller.agree()
    teller.go("all")
    teller.go("save", step=2, answer="them")
    cookie = teller.client.cookies["place"].value
    teller.share()
    assert not Source.objects.exists()
    teller.client.cookies["place"] = cookie
    page = teller.get("mine")
    assert "<dd>Someone close</dd>" in page and "no longer kept" not in page
    assert "Your words</h2>" not in page


def test_a_choice_that_was_not_offered_is_no_answer(study):
    teller = Teller(study)
    teller.agree()
    teller.go("all")
    assert "How was it?" in teller.go("save", step=2, answer="someone else")
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    "replies", [{}, {"take_part": "yes"}, YES | {"analyse": "no"}, YES | {"analyse": "unknown"}]
)
def test_nobody_begins_without_both_first_consents(begun, at, replies):
    with pytest.raises(NotConsented):
        begin_answering(
            begun=dataclasses.replace(begun, replies=replies), question="more", text="x",
            by="quiet", at=at,
        )  # fmt: skip
    assert not Participant.objects.exists()


def test_nothing_is_left_of_a_beginning_that_failed(begun, at):
    with pytest.raises(ValueError):
        begin_answering(begun=begun, question="no such", text="x", by="quiet", at=at)
    assert not Participant.objects.exists()


def test_two_beginnings_at_the_same_moment_make_one(begun, draft, at, monkeypatch):
    """The second looks before the first is there, and is stopped by the unique code."""
    seen = []
    real = Participant.objects.filter

    def late(**wanted):
        if "lookup" in wanted and not seen:
            seen.append(wanted)
            return real(pk=None)
        return real(**wanted)

    monkeypatch.setattr(actions.Participant.objects, "filter", late)
    with pytest.raises(AlreadyBegun) as held:
        begin_answering(begun=begun, question="more", text="a line", by="quiet", at=at)
    assert seen and held.value.participant == draft
    assert Participant.objects.count() == 1


def test_a_shared_draft_takes_no_more_and_an_empty_one_is_not_shared(begun, draft, at):
    keep = {"participant": draft, "form": begun.form, "question": "more", "by": "quiet", "at": at}
    keep_answer(text=" ", **keep)
    with pytest.raises(NothingToShare):
        share_answers(participant=draft, replies={}, sheet=begun.sheet, by="quiet", at=at)
    assert Participant.objects.get().state == "draft"
    keep_answer(text="again", **keep)
    share_answers(participant=draft, replies={}, sheet=begun.sheet, by="quiet", at=at)
    with pytest.raises(NotADraft):
        keep_answer(text="late", **keep)
    with pytest.raises(NotADraft):
        share_answers(participant=draft, replies={}, sheet=begun.sheet, by="quiet", at=at)
    assert Source.objects.count() == 1 and not Answer.objects.exists()


def test_nothing_can_be_agreed_to_after_taking_back(begun, draft, at):
    withdraw(participant=draft, asked="with the code", by="quiet", at=at)
    with pytest.raises(TakenBack):
        change_consent(
            participant=draft, replies={"quote": "yes"}, sheet=begun.sheet, by="quiet", at=at
        )
