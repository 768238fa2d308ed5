"""Reads the invented passages and measures the finder on them."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from pennydrop.rooms.understand.rules.identifiers import Span, find_identifiers

MARKED = re.compile(r"\{(\w+):([^{}]*)\}")
INDIRECT = {"place", "organisation", "date", "age"}


@dataclass(frozen=True)
class Passage:
    id: str
    part: str
    text: str
    gold: tuple[tuple[int, int, str], ...]


def plain(marked: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text without its {label:words} marks, and where the marked words stand in it."""
    text, gold, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        gold.append((len(text), len(text) + len(match.group(2)), match.group(1)))
        text += match.group(2)
        last = match.end()
    return text + marked[last:], tuple(gold)


def passages(part: str) -> list[Passage]:
    stored = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return [
        Passage(p["id"], p["part"], *plain(p["text"]))
        for p in stored["passages"]
        if p["part"] == part
    ]


@dataclass(frozen=True)
class Figures:
    direct: float
    indirect: float
    precision: float  # share of flagged characters that are marked
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def covered(start: int, end: int, spans: list[Span]) -> bool:
    """Whether every letter and digit of a stretch lies in some span."""
    inside = {i for s in spans for i in range(s.start, s.end)}
    return set(range(start, end)) <= inside


def measure(part: str) -> Figures:
    hits: dict[bool, list[bool]] = {True: [], False: []}
    missed, extra, flagged, right = [], [], 0, 0
    for passage in passages(part):
        spans = find_identifiers(passage.text)
        gold = {i for s, e, _ in passage.gold for i in range(s, e)}
        for start, end, label in passage.gold:
            hit = covered(start, end, spans)
            hits[label in INDIRECT].append(hit)
            if not hit:
                missed.append(f"{passage.id} {label} {passage.text[start:end]!r}")
        for span in spans:
            inside = sum(i in gold for i in range(span.start, span.end))
            flagged, right = flagged + span.end - span.start, right + inside
            if inside < span.end - span.start:
                extra.append(f"{passage.id} {span.label} {passage.text[span.start : span.end]!r}")
    return Figures(
        sum(hits[False]) / len(hits[False]),
        sum(hits[True]) / len(hits[True]),
        right / flagged,
        tuple(missed),
        tuple(extra),
    )


def labelled(part: str) -> list[str]:
    """Spans whose place is right and whose label is not."""
    wrong = []
    for passage in passages(part):
        for span in find_identifiers(passage.text):
            for start, end, label in passage.gold:
                if span.start <= start and end <= span.end and span.label != label:
                    wrong.append(
                        f"{passage.id} {label} {passage.text[start:end]!r} -> {span.label}"
                    )
    return wrong
