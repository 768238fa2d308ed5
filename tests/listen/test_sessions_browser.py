"""A transcript typed in a real browser, with a script and without; every page of sessions fits."""

import datetime as dt

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.guide import keep_prompts
from pennydrop.rooms.listen.actions.outreach import keep_lists
from pennydrop.rooms.listen.actions.sessions import (
    NewSession,
    note_session,
    record_session_consent,
)
from pennydrop.rooms.listen.actions.studies import create_from_builtin, open_study
from pennydrop.rooms.listen.actions.typing import keep_turns
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Segment, Session
from pennydrop.rooms.listen.queries.outreach import places_of
from pennydrop.rooms.listen.queries.sessions import people_at, typed_turns
from pennydrop.rooms.listen.rules.consent import Reply, Scope
from pennydrop.rooms.listen.rules.sessions import Said

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


@pytest.fixture
def study(organisation, at):
    made = create_from_builtin(organisation=organisation.pk, title="Ketamine in the county",
                               invented=True, by="test", at=at)  # fmt: skip
    open_study(study=made, by="test", at=at)
    keep_lists(study=made, places=["Market town"], kinds=["Talked"], by="test", at=at)
    return made


@pytest.fixture
def group(study, owner, at):
    new = NewSession(kind="focus_group", on=dt.date(2026, 2, 3), interviewer=actor(owner),
                     place=places_of(study.pk)[0].pk)  # fmt: skip
    return note_session(study=study, new=new, people=[], joining=2, by="test", at=at)


@pytest.fixture
def typing(window, owner, study, group):
    """The page on which a transcript is typed."""

    def opened(width=1280, **how):
        seat = window(width, by=owner, **how)
        seat.go(reverse("listen:typing", args=[study.pk, group.pk]))
        return seat

    return opened


def say(seat, number, who, words):
    seat.tab.get_by_label(f"Turn {number}: who speaks").select_option(label=who)
    seat.tab.get_by_label(f"Turn {number}: the words").fill(words)


def words_of(seat, number):
    return seat.tab.get_by_label(f"Turn {number}: the words").input_value()


def test_without_a_script_turns_are_kept_and_handed_in(typing):
    seat = typing(320, script=False)
    for number, (who, words) in enumerate(
        [("Facilitator", "Welcome."), ("P001", "Nine weeks."), ("P002", "Same.")], start=1
    ):
        say(seat, number, who, words)
    seat.press("Keep it so far")
    assert words_of(seat, 2) == "Nine weeks."
    say(seat, 4, "P001", "And no call.")
    seat.tab.get_by_label("Word for word").check()
    seat.press("Hand it in")
    assert seat.tab.get_by_text("They are Focus group 1 now").is_visible()
    assert Segment.objects.count() == 4


def test_what_is_typed_is_kept_by_itself_and_turns_are_added_by_keyboard(typing, group):
    seat = typing()
    say(seat, 1, "Facilitator", "Welcome.")
    say(seat, 2, "P001", "Nine weeks.")
    say(seat, 3, "P002", "Same.")
    seat.tab.keyboard.press("Control+Enter")
    seat.tab.keyboard.type("And no call.")
    speaker = seat.tab.get_by_label("Turn 4: who speaks").locator("option:checked")
    assert speaker.inner_text() == "P001"
    seat.tab.get_by_text("4 turns kept").wait_for()
    seat.until(lambda: typed_turns(group.pk)[-1].text == "And no call.")
    seat.again()
    assert words_of(seat, 4) == "And no call."


def test_a_second_window_overwrites_nothing(typing, group, at):
    seat = typing()
    other = people_at(group.pk)[0]
    keep_turns(session=group, turns=[Said(other.pk, "From elsewhere.")], seen=0, by="test", at=at)
    say(seat, 1, "P001", "Mine.")
    seat.tab.get_by_text("Nothing was overwritten").wait_for()
    assert words_of(seat, 1) == "Mine."
    assert [turn.text for turn in typed_turns(group.pk)] == ["From elsewhere."]
    seat.forgive("status of 409")


def test_a_page_left_open_brings_nobody_back(typing, group, at):
    seat = typing()
    gone, _ = people_at(group.pk)
    withdraw(participant=gone, asked="with the code", by="quiet", at=at)
    say(seat, 1, "P001", "Nine weeks.")
    say(seat, 2, "P002", "Same.")
    seat.tab.get_by_text("1 turns kept. Words of somebody").wait_for()
    assert [turn.text for turn in typed_turns(group.pk)] == ["Same."]
    assert Session.objects.filter(pk=group.pk).exists()


@pytest.fixture
def filled(study, group, at):
    first, second = people_at(group.pk)
    record_session_consent(session=group, participant=first, how="signed", sheet=None, by="t",
                           answers=dict.fromkeys(Scope, Reply.YES),
                           intoxicated=True, at=at)  # fmt: skip
    keep_turns(session=group, turns=[Said(None, "Welcome."), Said(second.pk, "Nine weeks. " * 9)],
               seen=0, by="test", at=at)  # fmt: skip
    keep_prompts(study=study, by="test", at=at, prompts={
        "opening": "Say who you are.\nBreaks whenever they like.", "start": "Where was it?",
        "closing": "How are they getting home?"})  # fmt: skip
    return second


def test_every_page_fits_and_passes_axe(window, owner, study, group, filled):
    seat = window(by=owner)
    at_group = [study.pk, group.pk]
    pages = {"sessions": [study.pk], "new_session": [study.pk], "session": at_group,
             "session_consent": [*at_group, filled.pk], "typing": at_group, "guide": [study.pk],
             "edit_guide": [study.pk], "field": [study.pk]}  # fmt: skip
    for name, args in pages.items():
        assert seat.go(reverse(f"listen:{name}", args=args)) == 200
        seat.looks(name)
        if name in {"new_session", "session_consent"}:
            seat.leads(seat.tab.locator("main form button").last)
            assert seat.title.startswith("Error: "), name
            seat.looks(f"{name}-wrong")
