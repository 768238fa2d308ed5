"""A sound, a machine's draft of it, and what becomes of both in tests."""

from pennydrop.core.vault import keys
from pennydrop.rooms.listen.actions.typing import hand_in, keep_turns
from pennydrop.rooms.listen.queries.recordings import PIECE, file_of
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Heard

SOUND = bytes(range(256)) * (PIECE // 256) + b"the end"
DRAFT = Draft((Heard(0, "How did it start?"), Heard(3, "At a party.")), 7)


def corrected(session, turns, at, **more):
    session.refresh_from_db()
    seen = keep_turns(session=session, turns=turns, seen=session.typed_version, by="user:1", at=at)
    return hand_in(session=session, fidelity="word_for_word", seen=seen, by="user:2", at=at, **more)


def erased(recording):
    recording.refresh_from_db()
    return (recording.state == "gone" and recording.erased and not file_of(recording.pk).exists()
            and recording.pk not in keys.holders(kind="raw"))  # fmt: skip
