"""The process that listens: what it says is read, whatever it does; and the real one, where it is
installed."""

import io
import sys
import wave

import pytest

from pennydrop.rooms.listen.actions import recording_engine
from pennydrop.rooms.listen.actions.recording_engine import can_hear, hear_in_process
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Heard, Stopped, Unheard

ALONE = """
import json, os, sys
data = sys.stdin.buffer.read()
assert len(data) == 3_000_000
known = sorted(name for name in os.environ if name.startswith(("PENNYDROP", "HF")))
print(json.dumps({"percent": 0, "seconds": 9}), flush=True)
print(json.dumps({"percent": 60, "words": [[0, 1, " " + " ".join(known)]]}), flush=True)
"""


@pytest.fixture
def child(tmp_path, monkeypatch):
    """Let something else stand in for the process that listens."""

    def become(source):
        (tmp_path / "stands_in.py").write_text(source)
        monkeypatch.setattr(recording_engine, "CHILD", "stands_in")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    return become


def test_what_it_says_becomes_a_draft(child, monkeypatch):
    monkeypatch.setenv("PENNYDROP_KEYS", "somewhere")
    child(ALONE)
    told = []
    draft = hear_in_process(b"s" * 3_000_000, told.append)
    # It is told nothing of ours, and may not ask the network.
    assert draft == Draft((Heard(0, "HF_HUB_DISABLE_TELEMETRY HF_HUB_OFFLINE"),), 9)
    assert told == [0, 60]


@pytest.mark.parametrize(
    ("source", "why"),
    [("import sys; sys.exit(3)", "cannot be read"),
     ("import os; os.kill(os.getpid(), 9)", "stopped"), ("raise ValueError('words')", "stopped")],
)  # fmt: skip
def test_it_ends_badly_and_nothing_else_does(child, source, why):
    child(source)
    with pytest.raises(Unheard, match=why):
        hear_in_process(b"s" * 3_000_000, lambda percent: None)


def test_it_is_ended_when_nobody_needs_it(child):
    child("import time\nwhile True: print('{\"percent\": 1}', flush=True); time.sleep(0.01)")

    def told(percent):
        raise Stopped

    with pytest.raises(Stopped):
        hear_in_process(b"s", told)


@pytest.mark.skipif(not can_hear(), reason="the optional part [transcribe] is not installed here")
def test_the_real_one_hears_nobody_in_silence():
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(b"\0\0" * 16_000 * 3)
    told = []
    assert hear_in_process(out.getvalue(), told.append) == Draft((), 3)
    assert told[-1] == 100 and sys.modules.get("faster_whisper") is None
    with pytest.raises(Unheard, match="cannot be read"):
        hear_in_process(b"no sound at all", told.append)
