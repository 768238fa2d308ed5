"""JSON as it comes: read without trusting it, with a note of each thing that is wrong."""

import datetime as dt
import html
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pennydrop.rooms.inform.rules.services import LONGEST_TEXT
from pennydrop.rooms.inform.rules.web_names import is_email, is_web

LARGEST = 8 * 1024 * 1024
MOST_REMARKS = 300
_TAG = re.compile(r"<(?:br|p|li|div)\b[^<>]{0,200}>|</(?:p|li|div|ul|ol)>", re.IGNORECASE)
_OTHER_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,400}>")
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1>|$)", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?=$|[T ])")
_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,12})?")


class NotReadable(ValueError):
    """The file is no JSON that can be read. The message says why, in a sentence."""


@dataclass(frozen=True)
class Remark:
    """Something that is wrong: where it is (the first place of several), what, and how often."""

    place: str
    says: str
    times: int = 1


class Notes:
    """Remarks as they are found. What is wrong in the same way in many places is told once."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], Remark] = {}
        self._more = 0

    def say(self, place: str, says: str) -> None:
        key = (re.sub(r"\[\d+\]", "[]", place), says)
        known = self._found.get(key)
        if known is not None:
            self._found[key] = replace(known, times=known.times + 1)
        elif len(self._found) < MOST_REMARKS:
            self._found[key] = Remark(place, says)
        else:
            self._more += 1

    def all(self) -> tuple[Remark, ...]:
        more = (Remark("", f"{self._more} more things are wrong.", self._more),)
        return (*self._found.values(), *(more if self._more else ()))


@dataclass(frozen=True)
class Node:
    """An object of the file, the place where it stands, and where remarks go."""

    data: dict[str, Any]
    place: str
    notes: Notes

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name

    def say(self, name: str, says: str) -> None:
        self.notes.say(self.at(name), says)

    def raw(self, name: str) -> Any:
        """The value, or None. An empty field should not be there at all; it is told once."""
        value = self.data.get(name)
        if value is None and name in self.data:
            self.say(name, "is null. A field that says nothing should be left out.")
        return value

    def text(self, name: str, most: int = LONGEST_TEXT) -> str:
        """One line of plain text; tags are taken out, what is longer is cut."""
        value = self.raw(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.say(name, f"is {kind_of(value)} where text belongs. Left out.")
            return ""
        said = plain_line(value)
        if len(said) > most:
            self.say(name, f"is longer than the {most} characters that fit. Cut there.")
            said = said[: most - 1].rstrip() + "…"
        return said

    def checked(self, name: str, fits: Callable[[str], bool], what: str) -> str:
        said = self.text(name)
        if said and not fits(said):
            self.say(name, f"“{said[:60]}” is no {what}. Left out.")
            return ""
        return said

    def web(self, name: str) -> str:
        return self.checked(name, is_web, "whole web address (https://…)")

    def email(self, name: str) -> str:
        return self.checked(name, is_email, "e-mail address")

    def key(self, name: str = "id") -> str:
        """An id as text, whatever it is made of; empty where there is none."""
        value = self.data.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30:
            self.say(name, "is a number where a text belongs. Kept.")
            return str(value)
        return self.text(name, 200)

    def number(self, name: str, least: float, most: float) -> float | None:
        value = self.raw(name)
        if isinstance(value, str) and _NUMBER.fullmatch(value.strip()):
            self.say(name, "is text where a number belongs. Kept.")
            value = float(value)
        if value is None or value == "":
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.say(name, f"is {kind_of(value)} where a number belongs. Left out.")
            return None
        if not math.isfinite(value) or not least <= value <= most:
            shown = f"{value:g}" if isinstance(value, float) else str(value)[:20]
            self.say(name, f"{shown} is not between {least:g} and {most:g}. Left out.")
            return None
        return float(value)

    def day(self, name: str) -> dt.date | None:
        """The day of a date or of a date with a time."""
        said = self.text(name, 60)
        found = _DAY.match(said)
        try:
            day = dt.date(*map(int, found.groups())) if found else None
        except ValueError:
            day = None
        if said and (day is None or not 1990 <= day.year <= 2200):
            self.say(name, f"“{said[:30]}” is no date (YYYY-MM-DD). Left out.")
            return None
        return day

    def flag(self, name: str) -> bool | None:
        value = self.raw(name)
        if value is not None and not isinstance(value, bool):
            self.say(name, f"is {kind_of(value)} where true or false belongs.")
            return None
        return value

    def node(self, name: str) -> "Node | None":
        value = self.raw(name)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.say(name, f"is {kind_of(value)} where an object belongs. Left out.")
            return None
        return Node(value, self.at(name), self.notes)

    def nodes(self, name: str, most: int = 100) -> "Iterator[Node]":
        """The objects of a list. One object that stands alone is read as a list of one."""
        value = self.raw(name)
        if isinstance(value, dict):
            self.say(name, "is one object where a list belongs. Read as a list of one.")
            value = [value]
        if value is None:
            return
        if not isinstance(value, list):
            self.say(name, f"is {kind_of(value)} where a list belongs. Left out.")
            return
        if len(value) > most:
            self.say(name, f"has {len(value)} entries. The first {most} are read.")
        for number, one in enumerate(value[:most]):
            place = f"{self.at(name)}[{number}]"
            if isinstance(one, dict):
                yield Node(one, place, self.notes)
            else:
                self.notes.say(place, f"is {kind_of(one)} where an object belongs. Left out.")


def kind_of(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "nothing" if value is None else "an object")


def plain_line(text: str) -> str:
    """Text as one line: no tags, no signs that cannot be shown, single spaces."""
    bare = _SCRIPT.sub(" ", text[: 20 * LONGEST_TEXT])
    for _ in range(2):  # entities may hide tags
        bare = html.unescape(_OTHER_TAG.sub("", _TAG.sub(" ", bare)))
    shown = "".join(sign if sign.isprintable() else " " for sign in bare)
    return " ".join(shown.split())


def parse(data: bytes, notes: Notes) -> Any:
    """The JSON of a file. Raises NotReadable; says what is odd and can be read all the same."""
    if len(data) > LARGEST:
        raise NotReadable(f"It is larger than {LARGEST // 1024 // 1024} MB.")
    text = _decoded(data, notes)
    if not text.strip():
        raise NotReadable("It is empty.")
    try:
        return json.loads(text, object_pairs_hook=_once(notes), parse_constant=_no_constant)
    except json.JSONDecodeError as problem:
        where = f"line {problem.lineno}, column {problem.colno}"
        raise NotReadable(f"It is no JSON: {where} cannot be read.") from problem
    except RecursionError as problem:
        raise NotReadable("Its parts stand inside each other too deeply.") from problem
    except ValueError as problem:
        raise NotReadable("There is a number in it that nobody can read.") from problem


def _decoded(data: bytes, notes: Notes) -> str:
    try:
        return data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        notes.say("", "The file is not in UTF-8. Read as Windows-1252: look at its accents.")
        return data.decode("cp1252", errors="replace")


def _once(notes: Notes) -> Callable[[list[tuple[str, Any]]], dict[str, Any]]:
    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        whole = dict(pairs)
        if len(whole) < len(pairs):
            notes.say("", "An object names the same field twice. The last one is read.")
        return whole

    return made


def _no_constant(name: str) -> float:
    raise ValueError(name)
