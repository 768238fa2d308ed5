"""A second talk with somebody, recorded and written down by a machine: nobody has corrected it."""

import io
import struct
import wave
from typing import Any

from pennydrop.rooms.listen.actions.recording_hearing import hear
from pennydrop.rooms.listen.actions.recordings import NewRecording, keep_recording
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session
from pennydrop.rooms.listen.models import Session, Study
from pennydrop.rooms.listen.queries.sessions import people_at
from pennydrop.rooms.listen.rules.recording_drafts import DAYS, Draft, Heard

RATE, SECONDS = 8000, 26
# What a machine makes of such a talk: it heard “relieved” where she said “believed”.
HEARD = (
    Heard(0, "Last time you said that you would ring the clinic. How did that go?"),
    Heard(6, "I rang three times and nobody picked up. On the fourth day a nurse rang back."),
    Heard(13, "What did she say?"),
    Heard(15, "That the pain is real. I felt relieved, for the first time. What happens next?"),
    Heard(22, "You go there together, if you like."),
)


def add_recording(study: Study, by: str, at: Any) -> None:
    """The newest interview is gone on with, and recorded."""
    before = Session.objects.filter(study=study, kind="interview").order_by("-on", "-number")
    last = before.select_related("place")[0]
    session = note_session(
        study=study,
        new=NewSession(
            kind="interview", on=at.date(), place=last.place_id, interviewer=last.interviewer
        ),
        people=[person.pk for person in people_at(last.pk)],
        joining=0,
        by=by,
        at=at,
    )
    new = NewRecording(_hum(), "audio/wav", DAYS)
    recording = keep_recording(session=session, new=new, by=by, at=at)
    hear(recording_id=recording.pk, engine=lambda data, told: Draft(HEARD, SECONDS), at=at)


def _hum() -> bytes:
    """Nobody speaks in the demo: a quiet rising tone gives a player something to play."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        for second in range(SECONDS):
            half = 40 - second
            tone = [132] * half + [124] * half
            whole = (tone * (RATE // len(tone) + 1))[:RATE]
            file.writeframes(struct.pack(f"{RATE}B", *whole))
    return out.getvalue()
