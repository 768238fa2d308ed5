"""Reads the invented study's files. Every word in them was written for this demonstration."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"


@cache
def read(name: str) -> Any:
    """One of the JSON files by its name without ending."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def transcript(file: str) -> bytes:
    return (FOLDER / file).read_bytes()


@dataclass(frozen=True)
class Voice:
    """One invented participant: pseudonym number, consents, who to hide, what hides them."""

    number: int
    consents: dict[str, str]
    hide: tuple[str, ...]
    identifiers: tuple[tuple[str, str, str], ...]


def voice(entry: dict[str, Any]) -> Voice:
    replies = {True: "yes", False: "no", None: "unknown"}
    given = {"take_part": True, "analyse": True, **entry["consents"]}
    return Voice(
        number=int(entry["pseudonym"].removeprefix("P")),
        consents={scope: replies[answer] for scope, answer in given.items()},
        hide=tuple(entry["hide"]),
        identifiers=tuple((form, kind, name) for form, kind, name in entry["identifiers"]),
    )


def noon(day: str) -> dt.datetime:
    """Noon of an ISO day: demo records have days, and actions want a moment."""
    return dt.datetime.fromisoformat(f"{day}T12:00:00+00:00")
