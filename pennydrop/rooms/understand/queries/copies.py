"""Find words of the study's sources in text that the team writes."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from uuid import UUID

from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.indexing import runs_index, words_index
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.copying import (
    RUN,
    Numbers,
    copied_runs,
    numbered,
    shared,
    shingles,
    words_of,
)
from pennydrop.rooms.understand.rules.searching import for_index

MANY = 5000


def copied(study: UUID, text: str) -> list[tuple[str, str]]:
    """Six or more words in a row of `text` that stand in a source: (the words, its title)."""
    ours = numbered(text, Numbers())
    if len(ours) < RUN:
        return []
    with runs_index(study) as index:
        known = array("q", index.execute("SELECT data FROM runs").fetchone()[0])
    places = shared(ours, _among(ours, known))
    if not places:
        return []
    with words_index(study) as index:
        likely = _likely(index, text, places)
    rows = list(Text.objects.filter(study=study).order_by("order"))
    # A run over the end of a turn stands whole in no turn: then every source is read through.
    return _runs(text, [row for row in rows if row.pk in likely]) or _runs(text, rows)


def _runs(text: str, rows: Iterable[Text]) -> list[tuple[str, str]]:
    return [
        (run.words, row.title)
        for row in rows
        for run in copied_runs(text, "".join(one.text for one in segments_of(row.pk)))
    ]


def _likely(index: sqlite3.Connection, text: str, places: list[int]) -> set[UUID]:
    """Sources with a copied run in one turn, so that few need to be read through."""
    words = [word.folded for word in words_of(text)]
    segments: set[UUID] = set()
    for at in places:
        rows = index.execute(
            "SELECT t.segment FROM words JOIN turns t ON t.id = words.rowid WHERE words MATCH ?",
            (for_index(f'"{" ".join(words[at : at + RUN])}"'),),
        )
        segments.update(UUID(row) for (row,) in rows)
    found = Segment.objects.filter(pk__in=list(segments)[:MANY]).values_list("text", flat=True)
    return set(found)


def _among(ours: list[int], known: "array[int]") -> set[int]:
    """Which runs of `ours` are in the sorted list `known`."""
    found = set()
    for one in shingles(ours):
        at = bisect_left(known, one)
        if at < len(known) and known[at] == one:
            found.add(one)
    return found
