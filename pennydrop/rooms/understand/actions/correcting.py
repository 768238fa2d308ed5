"""Corrections after names are out: words change, and everything anchored on them moves along.

An edit is a list of replacements in one segment. Signatures of quotes whose words changed no
longer match by themselves: they carry a fingerprint of the words that were signed.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.scratch import drop_study
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.actions.anchors import move_anchors
from pennydrop.rooms.understand.actions.rulings import Kept, keep_rulings
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.texts import TABLE, Opened, open_segments
from pennydrop.rooms.understand.rules.deciding import check_hideable, tidy_surrogate
from pennydrop.rooms.understand.rules.identifiers import mentions_of
from pennydrop.rooms.understand.rules.replacing import (
    Replacement,
    differences,
    replace,
    within_edges,
)
from pennydrop.rooms.understand.rules.second_reading import places_marked
from pennydrop.rooms.understand.rules.weighing import HIDE, Ruling, same

LONGEST = 8_000


class NothingToCorrect(Exception):
    """The words are the same already, or are not there."""


class TooLong(Exception):
    """A turn is longer than a segment may be."""


@dataclass(frozen=True)
class Corrected:
    """What a correction did. `lost`: codings left without words, waiting for a person."""

    places: int
    moved: int
    lost: int


@transaction.atomic
def correct_segment(*, segment: UUID, text: str, by: str, at: dt.datetime) -> Corrected:
    """Give one turn its corrected words. Codings, notes and quotes stay on the words that they
    covered; an end inside changed words snaps outward.

    Raises NothingToCorrect, TooLong, and Segment.DoesNotExist.
    """
    row = Segment.objects.select_related("text").get(pk=segment)
    opened = open_segments([row])[0]
    new = within_edges(opened.text, text)
    if len(new) > LONGEST:
        raise TooLong(f"A turn can hold at most {LONGEST:,} characters.")
    edits = differences(opened.text, new)
    if not edits:
        raise NothingToCorrect("These are the words that are there already.")
    if row.came_from is not None:
        raise NothingToCorrect("These words are of another study. Correct them there.")
    done = _edit(row, opened, edits)
    # Where the words stand in another study's analysis too, they stay the same words.
    for copy in Segment.objects.filter(came_from=row.pk).select_related("text"):
        _edit(copy, open_segments([copy])[0], edits)
    record(what="understand.segment.corrected", on=str(segment), by=by, at=at)
    return done


@transaction.atomic
def hide_everywhere(
    *, source: UUID, ruling: Ruling, turns: Collection[UUID] = (), by: str, at: dt.datetime
) -> Corrected:
    """Hide one more thing in signed texts: every mention by everybody in this source, in all
    their sources. The decision is kept while originals are, for texts not signed yet. `turns`: in
    these it also goes where it may be no name, in just these letters.

    Raises NothingToCorrect when the words are nowhere, BadSurrogate.
    """
    check_hideable(ruling.form)
    tidy = Ruling(ruling.form.strip(), ruling.label, HIDE, tidy_surrogate(ruling))
    rows = Segment.objects.filter(text=source)
    people = set(rows.values_list("participant", flat=True))
    study = rows.values_list("text__study", flat=True).first()
    done = _hide(people, tidy, turns)
    if study is None or not done.places:
        raise NothingToCorrect(f"“{tidy.form}” stands nowhere in these texts.")
    kept = Kept(study, by, at, added={same(tidy.form)})
    keep_rulings(people=people, rulings=[tidy], kept=kept)
    record(what="understand.words.hidden", on=str(source), by=by, at=at)
    return done


@transaction.atomic
def hide_in_signed(
    *, source: UUID, people: Iterable[UUID], ruling: Ruling, by: str, at: dt.datetime
) -> int:
    """Carry a decision made on one source into these people's signed texts. Returns how many
    mentions changed there."""
    done = _hide(set(people), ruling)
    if done.places:
        record(what="understand.words.hidden", on=str(source), by=by, at=at)
    return done.places


@transaction.atomic
def rename_in_signed(
    *, source: UUID, renamed: Mapping[UUID, Mapping[str, str]], by: str, at: dt.datetime
) -> int:
    """Where a name has another stand-in now, its old one goes out of signed texts: person -> old
    stand-in -> new. Returns how many places changed."""
    rows = list(
        Segment.objects.filter(participant__in=renamed).select_related("text").order_by("pk")
    )
    places = 0
    for row, opened in zip(rows, open_segments(rows), strict=True):
        edits = [
            Replacement(start, start + len(old), new)
            for old, new in renamed[row.participant].items()
            for start in _starts(old, opened.text)
        ]
        if edits:
            places += _edit(row, opened, edits).places
    if places:
        record(what="understand.stand_in.renamed", on=str(source), by=by, at=at)
    return places


def _starts(words: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(re.escape(words), text)]


def _hide(people: set[UUID], ruling: Ruling, turns: Collection[UUID] = ()) -> Corrected:
    rows = list(
        Segment.objects.filter(participant__in=people).select_related("text").order_by("pk")
    )
    done = Corrected(0, 0, 0)
    for row, opened in zip(rows, open_segments(rows), strict=True):
        places = mentions_of(ruling.form, opened.text)
        if row.pk in turns:
            places = places_marked(ruling.form, opened.text, exactly=True)
        edits = [
            Replacement(start, end, ruling.surrogate)
            for start, end in places
            if not _in_brackets(opened.text, start)
        ]
        if edits:
            one = _edit(row, opened, edits)
            done = Corrected(done.places + len(edits), done.moved + one.moved, done.lost + one.lost)
    return done


def _in_brackets(text: str, at: int) -> bool:
    """Whether a mention stands inside a surrogate such as [friend 1]."""
    return text.rfind("[", 0, at) > text.rfind("]", 0, at)


def _edit(row: Segment, opened: Opened, edits: Sequence[Replacement]) -> Corrected:
    new = replace(opened.text, edits)
    row.sealed = seal(
        new, participant=row.participant, key="words", table=TABLE, row=row.pk, field="sealed"
    )
    row.length = len(new)
    row.save(update_fields=["sealed", "length"])
    Text.objects.filter(pk=row.text_id).update(version=F("version") + 1)
    moved, lost = move_anchors(
        text=row.text_id, order=row.order, length=len(opened.text), edits=edits
    )
    # The index and rendered pages still hold the old words; they are made anew when asked for.
    transaction.on_commit(partial(drop_study, row.text.study))
    return Corrected(len(edits), moved, lost)
