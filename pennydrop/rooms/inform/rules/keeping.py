"""Answers as they are kept under a code: which table they were given to, and for how long."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

KEEP_DAYS = 30
SIZE = 1024  # every box is as long as any other: its length says nothing of what was answered
PURPOSE = "check"


@dataclass(frozen=True)
class Given:
    """Answers by question, both by key, and the mark of the table that asked."""

    mark: str
    answers: Mapping[str, str]


def packed(given: Given) -> bytes:
    """As bytes that are all of the same length. Raises ValueError for what does not fit."""
    text = json.dumps([given.mark, dict(given.answers)], separators=(",", ":")).encode()
    if len(text) > SIZE:
        raise ValueError("These answers are longer than any that we ask for.")
    return text.ljust(SIZE)


def unpacked(data: bytes) -> Given:
    mark, answers = json.loads(data)
    return Given(mark, answers)
