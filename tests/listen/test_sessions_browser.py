"""A transcript typed in a real browser, with a script and without; every page of sessions fits."""

import datetime as dt
import os
from pathlib import Path

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
from tests.chromium import FLAGS, find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
PICTURES = os.environ.get("PENNYDROP_PICTURES", "")


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    # The driver's own event loop would make Django refuse ordinary database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        try:
            yield playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        except sync_api.Error as problem:
            pytest.skip(f"No Chromium here: {problem}")
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def window(chromium, live_server, client, owner):
    client.force_login(owner)
    opened = []

    def go(width=1280, **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **more
        )
        context.add_cookies([{
            "name": "sessionid", "value": client.cookies["sessionid"].value,
            "url": live_server.url,
        }])  # fmt: skip
        context.set_default_timeout(8000)
        opened.append(context)
        return context.new_page()

    yield go
    for context in opened:
        context.close()


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
def address(live_server, study, group):
    return live_server.url + reverse("listen:typing", args=[study.pk, group.pk])


def say(tab, number, who, words):
    tab.get_by_label(f"Turn {number}: who speaks").select_option(label=who)
    tab.get_by_label(f"Turn {number}: the words").fill(words)


def test_without_a_script_turns_are_kept_and_handed_in(window, address, study, group):
    tab = window(320, java_script_enabled=False)
    tab.goto(address)
    for number, (who, words) in enumerate(
        [("Facilitator", "Welcome."), ("P001", "Nine weeks."), ("P002", "Same.")], start=1
    ):
        say(tab, number, who, words)
    with tab.expect_navigation():
        tab.get_by_role("button", name="Keep it so far").click()
    assert tab.get_by_label("Turn 2: the words").input_value() == "Nine weeks."
    say(tab, 4, "P001", "And no call.")
    tab.get_by_label("Word for word").check()
    with tab.expect_navigation():
        tab.get_by_role("button", name="Hand it in").click()
    assert tab.get_by_text("They are Focus group 1 now").is_visible()
    assert Segment.objects.count() == 4


def test_what_is_typed_is_kept_by_itself_and_turns_are_added_by_keyboard(window, address, group):
    tab = window()
    tab.goto(address)
    say(tab, 1, "Facilitator", "Welcome.")
    say(tab, 2, "P001", "Nine weeks.")
    say(tab, 3, "P002", "Same.")
    tab.keyboard.press("Control+Enter")
    tab.keyboard.type("And no call.")
    assert (
        tab.get_by_label("Turn 4: who speaks").evaluate("e => e.selectedOptions[0].text") == "P001"
    )
    tab.get_by_text("4 turns kept").wait_for()
    assert [turn.text for turn in typed_turns(group.pk)][-1] == "And no call."
    tab.reload()
    assert tab.get_by_label("Turn 4: the words").input_value() == "And no call."


def test_a_second_window_overwrites_nothing(window, address, group, at):
    tab = window()
    tab.goto(address)
    other = people_at(group.pk)[0]
    keep_turns(session=group, turns=[Said(other.pk, "From elsewhere.")], seen=0, by="test", at=at)
    say(tab, 1, "P001", "Mine.")
    tab.get_by_text("Nothing was overwritten").wait_for()
    assert tab.get_by_label("Turn 1: the words").input_value() == "Mine."
    assert [turn.text for turn in typed_turns(group.pk)] == ["From elsewhere."]


def test_a_page_left_open_brings_nobody_back(window, address, group, at):
    tab = window()
    tab.goto(address)
    gone, _ = people_at(group.pk)
    say(tab, 1, "P001", "Nine weeks.")
    say(tab, 2, "P002", "Same.")
    withdraw(participant=gone, asked="with the code", by="quiet", at=at)
    tab.get_by_text("1 turns kept. Words of somebody").wait_for()
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


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_fits_and_passes_axe(window, live_server, study, group, filled, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = window(width)
    at_group = [study.pk, group.pk]
    pages = {"sessions": [study.pk], "new_session": [study.pk], "session": at_group,
             "session_consent": [*at_group, filled.pk], "typing": at_group, "guide": [study.pk],
             "edit_guide": [study.pk], "field": [study.pk]}  # fmt: skip
    for name, args in pages.items():
        tab.goto(live_server.url + reverse(f"listen:{name}", args=args))
        check(tab, axe, f"{name}-{width}")
        if name in {"new_session", "session_consent"}:
            with tab.expect_navigation():
                tab.locator("main form button").last.click()
            assert tab.title().startswith("Error: "), name
            check(tab, axe, f"{name}-wrong-{width}")


def check(tab, axe, name):
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = axe.run(tab)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert not tab.evaluate("document.documentElement.scrollWidth > innerWidth"), name
