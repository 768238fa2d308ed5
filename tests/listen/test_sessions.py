"""Sessions: consent at each, typed turns under each speaker's key, and one leaving a group."""

import datetime as dt

import pytest

from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.core.vault import keys
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.actions.sessions import (
    NewSession,
    NotMeant,
    add_people,
    note_session,
    record_session_consent,
)
from pennydrop.rooms.listen.actions.typing import HandedIn, TypedMeanwhile, hand_in, keep_turns
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import (
    Participant,
    Segment,
    Session,
    SessionConsent,
    Source,
    TypedTurn,
)
from pennydrop.rooms.listen.public import consents_of, drafting, original_segments
from pennydrop.rooms.listen.queries.outreach import counts_by_day, counts_by_place, places_of
from pennydrop.rooms.listen.queries.sessions import may_join, people_at, session_rows, typed_turns
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.sessions import BadTurns, Said

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
YES = dict.fromkeys(Scope, Reply.YES)


@pytest.fixture
def meet(study, at):
    """Note a session; gives it and its people."""

    def go(kind="interview", joining=1, people=(), place=None):
        new = NewSession(kind=kind, on=dt.date(2026, 2, 3), place=place, interviewer="user:1")
        made = note_session(study=study, new=new, people=people, joining=joining,
                            by="user:1", at=at)  # fmt: skip
        return made, people_at(made.pk)

    return go


def typed(session, turns, at, seen=None):
    session.refresh_from_db()
    seen = session.typed_version if seen is None else seen
    return keep_turns(session=session, turns=turns, seen=seen, by="user:1", at=at)


def agree(session, person, answers, at, **more):
    record_session_consent(session=session, participant=person, answers=answers, sheet=None,
                           by="user:1", at=at, **{"how": "read_aloud", **more})  # fmt: skip


def handed(session, at):
    session.refresh_from_db()
    return hand_in(session=session, fidelity="word_for_word", seen=session.typed_version,
                   by="user:1", at=at)  # fmt: skip


def test_an_interview_is_typed_and_becomes_a_source(meet, at):
    session, (person,) = meet()
    turns = [Said(None, "How did it start?"), Said(person.pk, "At a party.\n\nIn May.")]
    typed(session, turns, at)
    assert typed_turns(session.pk) == turns
    source = handed(session, at)
    assert [(s.speaker, s.text) for s in original_segments(source.pk)] == [
        ("Interviewer", "How did it start?\n"),
        (person.name, "At a party.\n\nIn May.\n"),
    ]
    # One to one: the interviewer's turns go with the person.
    assert {s.participant for s in original_segments(source.pk)} == {person.pk}
    assert not TypedTurn.objects.exists()
    session.refresh_from_db()
    assert session.source == source


def test_typed_words_lie_sealed(meet, at):
    session, (person,) = meet()
    typed(session, [Said(person.pk, "Heron weather.")], at)
    box = bytes(TypedTurn.objects.get().sealed)
    assert b"Heron" not in box
    withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert not TypedTurn.objects.exists()
    with pytest.raises(KeyGone):
        TypedTurn(session=session, order=0, participant=person, sealed=box)
        unsealed(person, box)


def unsealed(person, box):
    from pennydrop.core.vault.sealing import unseal

    return unseal(box, participant=person.pk, key="raw", table="listen_typedturn",
                  row=person.pk, field="sealed")  # fmt: skip


@pytest.mark.parametrize("when", ["while typing", "handed in"])
def test_one_leaves_a_group_and_the_others_stay_whole(meet, at, when):
    session, people = meet("focus_group", joining=3)
    first, second, third = people
    turns = [Said(None, "Welcome."), Said(first.pk, "Nine weeks."), Said(second.pk, "Same."),
             Said(None, "And you?"), Said(first.pk, "Two."), Said(third.pk, "None.")]  # fmt: skip
    typed(session, turns, at)
    if when == "handed in":
        source = handed(session, at)
    withdraw(participant=first, asked="with the code", by="quiet", at=at)
    left = [turn for turn in turns if turn.who != first.pk]
    if when == "handed in":
        assert [s.text.strip() for s in original_segments(source.pk)] == [t.text for t in left]
        assert not Segment.objects.filter(participant=first).exists()
    else:
        assert typed_turns(session.pk) == left
    assert [person.pk for person in people_at(session.pk)] == [second.pk, third.pk]
    assert Session.objects.filter(pk=session.pk).exists()


def test_a_page_left_open_does_not_bring_back_who_has_left(meet, at):
    session, (first, second) = meet("focus_group", joining=2)
    turns = [Said(first.pk, "Nine weeks."), Said(second.pk, "Same.")]
    typed(session, turns, at)
    withdraw(participant=first, asked="with the code", by="quiet", at=at)
    typed(session, turns, at)
    assert typed_turns(session.pk) == [Said(second.pk, "Same.")]


def test_a_session_with_nobody_left_goes_and_a_visit_stays(meet, at):
    session, (person,) = meet()
    visit, _ = meet("visit", joining=0)
    agree(session, person, YES, at)
    held = {h.what: h.count for h in holdings_everywhere(person.pk)}
    assert held["answers about what we may do, at a talk or group"] == len(Scope)
    receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert receipt.removed["listen"]["answers about what we may do, at a talk or group"] == len(
        Scope
    )
    assert receipt.removed["listen"].items() <= held.items()  # as the page before it counted
    assert receipt.removed["listen"]["talks and groups that nobody else came to"] == 1
    assert list(Session.objects.values_list("pk", flat=True)) == [visit.pk]
    assert not SessionConsent.objects.exists()


def test_saving_over_somebody_else_s_save_is_refused(meet, at):
    session, (person,) = meet()
    first = typed(session, [Said(person.pk, "One.")], at)
    with pytest.raises(TypedMeanwhile):
        typed(session, [Said(person.pk, "Two.")], at, seen=first - 1)
    assert typed_turns(session.pk) == [Said(person.pk, "One.")]


def test_a_transcript_is_handed_in_once(meet, at):
    session, (person,) = meet()
    with pytest.raises(BadTurns):
        handed(session, at)
    typed(session, [Said(person.pk, "One.")], at)
    handed(session, at)
    with pytest.raises(HandedIn):
        handed(session, at)
    with pytest.raises(HandedIn):
        typed(session, [Said(person.pk, "Two.")], at)
    assert Source.objects.count() == 1


def test_a_long_turn_is_cut_and_nothing_of_it_lost(meet, at):
    session, (person,) = meet()
    words = " ".join(f"word{n}" for n in range(1500))
    typed(session, [Said(person.pk, words)], at)
    source = handed(session, at)
    pieces = [s.text for s in original_segments(source.pk)]
    assert len(pieces) > 1
    assert max(map(len, pieces)) <= 4000
    assert "".join(piece.removesuffix("\n") for piece in pieces) == words


def test_what_was_agreed_to_stands_at_the_session_and_in_the_ledger(meet, at):
    session, (person,) = meet()
    agree(session, person, {**YES, Scope.PUBLISH: Reply.NO}, at, how="signed")
    state = consents_of([person.pk])[person.pk]
    assert state.on(Scope.QUOTE).reply is Reply.YES
    assert state.on(Scope.QUOTE).how == "paper"
    assert state.on(Scope.PUBLISH).reply is Reply.NO
    there = SessionConsent.objects.get(scope="publish")
    assert (there.answer, there.how, there.on) == ("no", "signed", session.on)


def test_a_yes_at_a_later_session_opens_earlier_words_only_when_it_is_meant(meet, at):
    early, (person,) = meet()
    agree(early, person, {Scope.QUOTE: Reply.NO}, at)
    late, _ = meet(joining=0, people=[person.pk])
    with pytest.raises(NotMeant):
        agree(late, person, {Scope.QUOTE: Reply.YES}, at)
    assert consents_of([person.pk])[person.pk].on(Scope.QUOTE).reply is Reply.NO
    agree(late, person, {Scope.QUOTE: Reply.YES}, at, meant=True)
    assert consents_of([person.pk])[person.pk].on(Scope.QUOTE).reply is Reply.YES
    assert SessionConsent.objects.filter(session=early).get().answer == "no"


def test_a_yes_given_while_intoxicated_is_to_be_said_again(meet, at):
    session, (person,) = meet()
    agree(session, person, YES, at, intoxicated=True)
    assert SessionConsent.objects.filter(intoxicated=True).count() == len(Scope)
    assert consents_of([person.pk])[person.pk].on(Scope.PUBLISH).to_reconfirm


def test_nobody_of_another_study_and_nobody_who_left_is_added(meet, study, at):
    _, (gone,) = meet()
    withdraw(participant=gone, asked="with the code", by="quiet", at=at)
    session, (person,) = meet(people=[gone.pk])
    assert person.pk != gone.pk
    stranger = Participant(study=study, number=99, state="shared", joined_on=at.date())
    add_people(session=session, people=[stranger.pk], joining=0, by="user:1", at=at)
    assert [p.pk for p in people_at(session.pk)] == [person.pk]


def test_sessions_are_counted_once_on_their_own_day_and_place(meet, study, at):
    keep_lists(study=study, places=["Market"], kinds=["Talked"], by="test", at=at)
    session, (person,) = meet(place=places_of(study.pk)[0].pk)
    typed(session, [Said(person.pk, "One.")], at)
    handed(session, at)
    by_day = [(day, steps.talks) for day, steps in counts_by_day(study.pk) if steps.talks]
    by_place = [(name, steps.talks) for name, steps in counts_by_place(study.pk) if steps.talks]
    assert (by_day, by_place) == ([(dt.date(2026, 2, 3), 1)], [("Market", 1)])
    (row,) = session_rows(study.pk)
    assert (row.title, row.place, row.source) == ("Interview session 1", "Market", "Interview 1")


def test_who_is_typed_for_keeps_the_key_to_originals(meet, study, at):
    session, (person,) = meet()
    assert person.pk not in drafting(study.pk)
    typed(session, [Said(person.pk, "One.")], at)
    assert person.pk in drafting(study.pk)


def test_nothing_new_is_sealed_for_whose_originals_were_destroyed(meet, study, at):
    session, (person,) = meet()
    keys.destroy([person.pk], ["raw"])
    with pytest.raises(BadTurns):
        typed(session, [Said(person.pk, "One.")], at)
    assert not TypedTurn.objects.exists()
    assert person not in may_join(study.pk)
