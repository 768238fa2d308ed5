"""A machine's draft corrected in a real browser: listening, saying who speaks, handing it in."""

import datetime as dt

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.actions.recordings import NewRecording, keep_recording
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.models import Segment
from pennydrop.rooms.listen.queries.sessions import typed_turns
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Heard
from pennydrop.rooms.listen.views import recordings as views
from tests.listen.test_recordings_pages import wav

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]
DRAFT = Draft((Heard(0, "How did it start?"), Heard(12, "I felt relieved."), Heard(19, "So.")), 20)
CURRENT = "document.querySelector('audio').currentTime"


@pytest.fixture
def group(study, owner, at):
    new = NewSession(kind="focus_group", on=dt.date(2026, 2, 3), interviewer=actor(owner),
                     place=None)  # fmt: skip
    made = note_session(study=study, new=new, people=[], joining=2, by="test", at=at)
    sound = NewRecording(wav(20), "audio/wav", 14)
    recording = keep_recording(session=made, new=sound, by="test", at=at)
    hear(recording_id=recording.pk, engine=lambda data, told: DRAFT, at=at)
    return made


@pytest.fixture
def typing(window, owner, study, group):
    def opened(width=1280, **how):
        seat = window(width, by=owner, **how)
        seat.go(reverse("listen:typing", args=[study.pk, group.pk]))
        return seat

    return opened


def test_listening_and_saying_who_speaks_by_keyboard(typing, group):
    seat = typing()
    play = seat.tab.get_by_role("button", name="Play from 0:12")
    seat.touch(play, shows=seat.tab.locator("audio"))
    seat.until(lambda: seat.tab.evaluate(CURRENT) > 12)
    words = seat.tab.get_by_label("Turn 2: the words")
    words.fill("I felt believed.")
    seat.tab.keyboard.press("Control+Space")
    assert seat.tab.evaluate("document.querySelector('audio').paused")
    seat.tab.keyboard.press("Control+3")
    seat.until(lambda: not typed_turns(group.pk)[1].unsure)
    turn = typed_turns(group.pk)[1]
    assert (turn.text, turn.unsure, turn.mark.begins) == ("I felt believed.", False, 12)
    assert seat.tab.get_by_label("Turn 2: who speaks").locator("option:checked").inner_text() == (
        "P002"
    )


def test_without_a_script_it_is_corrected_and_handed_in(typing):
    seat = typing(320, script=False)
    assert seat.tab.get_by_text("0:12", exact=True).is_visible()
    for number, who in ((1, "Facilitator"), (2, "P001"), (3, "P002")):
        seat.tab.get_by_label(f"Turn {number}: who speaks").select_option(label=who)
    seat.tab.get_by_label("Word for word").check()
    seat.tab.get_by_label("I have listened").check()
    seat.press("Hand it in")
    assert seat.tab.get_by_text("They are Focus group 1 now").is_visible()
    assert Segment.objects.count() == 3


def test_every_page_fits_and_passes_axe(window, owner, study, group, monkeypatch):
    monkeypatch.setattr(views, "can_hear", lambda: True)
    seat = window(by=owner)
    at_group = [study.pk, group.pk]
    pages = {
        "recordings": at_group,
        "typing": at_group,
        "session": at_group,
        "sessions": [study.pk],
    }
    for name, args in pages.items():
        assert seat.go(reverse(f"listen:{name}", args=args)) == 200
        seat.looks(f"recordings-{name}")
