"""Read coded passages: many at once, each as its words stand now.

One query for the texts, one for the segments and one for the keys, however many passages.
"""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, QuerySet

from pennydrop.core.vault.sealing import opener, warm
from pennydrop.rooms.understand.models import Coding, Text
from pennydrop.rooms.understand.queries.care import fold_over, folds_of
from pennydrop.rooms.understand.queries.people import Ids, as_text, readable
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.positions import SPAN

PART = 500
# Turn order -> who speaks, and the words (None: they may not be read).
Turns = dict[int, tuple[str, str | None]]
Row = tuple[int, str, str, int, int, str, str]
# Source, order, segment, participant (as text), who speaks, and the sealed words.
Held = tuple[str, int, str, str, str, bytes | memoryview]
About = tuple[UUID, str, str, str]


class Passage(NamedTuple):
    """A passage with a code. `words` is None where somebody in it no longer agrees to be read.

    `note`: it touches a hard passage that the reader has not opened; then `words` is "".
    `speaker` is the pseudonym or role of whoever speaks first in it; `on` the day it was coded, as
    2026-11-22.
    """

    id: int
    source: UUID
    title: str
    kind: str
    fidelity: str
    code: UUID
    start: int
    end: int
    turn: int
    by: str
    on: str
    speaker: str
    words: str | None
    note: str = ""


def codings_with(codes: Collection[UUID]) -> QuerySet[Coding]:
    """Codings with any of these codes, source by source, in reading order."""
    rows = Coding.objects.filter(code__in=codes)
    return rows.order_by("text__order", "text_id", "start", "end", "pk")


def passages(
    study: UUID,
    coded: QuerySet[Coding],
    first: int = 0,
    count: int | None = None,
    *,
    reader: str = "",
) -> list[Passage]:
    """The passages of these codings, in their order (`count` of them, from number `first` on).

    With a `reader`, what is hard to read stays folded until they have opened it.
    """
    part = coded[first:] if count is None else coded[first : first + count]
    # Ids stay text while rows are matched: comparing UUIDs is what ten thousand rows would cost.
    rows: list[Row] = list(
        part.values_list(
            "id", as_text("text_id"), as_text("code_id"), "start", "end", "by", as_text("at")
        )
    )
    whole = not part.query.is_sliced
    held = _held(coded if whole else Coding.objects.filter(pk__in=[row[0] for row in rows]))
    opened = _opened(study, held)
    ids = Ids()
    texts = _texts({row[1] for row in rows})
    found = [
        _passage(row, ids[row[2]], texts[row[1]], opened.get(row[1], {}))
        for row in rows
        if row[1] in texts
    ]
    return _folded(found, reader) if reader else found


def _folded(found: list[Passage], reader: str) -> list[Passage]:
    folds = folds_of({one.source for one in found}, reader=reader)
    if not folds:
        return found
    return [
        one._replace(words="", note=fold.note)
        if one.words is not None
        and (fold := fold_over(folds.get(one.source, ()), one.start, one.end))
        else one
        for one in found
    ]


def _texts(sources: Collection[str]) -> dict[str, About]:
    wanted = list(sources)
    found: dict[str, About] = {}
    for at in range(0, len(wanted), PART):
        rows = Text.objects.filter(pk__in=wanted[at : at + PART])
        columns = (as_text("pk"), "pk", "title", "kind", "fidelity")
        found.update((typed, about) for typed, *about in rows.values_list(*columns))
    return found


def _held(coded: QuerySet[Coding]) -> list[Held]:
    """The segments that these codings touch, and no others, found by one join; some twice."""
    touched = coded.order_by().filter(
        text__segment__order__gte=F("start") / SPAN, text__segment__order__lte=F("end") / SPAN
    )
    columns = touched.values_list(
        as_text("text_id"),
        "text__segment__order",
        as_text("text__segment__id"),
        as_text("text__segment__participant"),
        "text__segment__speaker",
        "text__segment__sealed",
    )
    return list(columns)


def _opened(study: UUID, held: list[Held]) -> dict[str, Turns]:
    """Source -> its turns, opened where the person agrees."""
    people = {typed: UUID(typed) for typed in {one[3] for one in held}}
    warm(people.values(), "words")
    allowed = readable(study, people.values())
    read = {
        typed: opener(participant=person, key="words", table=TABLE, field="sealed")
        for typed, person in people.items()
        if person in allowed
    }
    found: dict[str, Turns] = {}
    for source, order, row, person, speaker, sealed in held:
        turns = found.setdefault(source, {})
        if order not in turns:
            words = read[person](row.replace("-", ""), sealed) if person in read else None
            turns[order] = (speaker, words)
    return found


def _passage(row: Row, code: UUID, about: About, turns: Turns) -> Passage:
    coding, _, _, start, end, by, at = row
    source, title, kind, fidelity = about
    first = start // SPAN
    return Passage(
        coding, source, title, kind, fidelity, code, start, end, first, by,
        at[:10], turns[first][0] if first in turns else "",
        _words(start, end, turns),
    )  # fmt: skip


def _words(start: int, end: int, turns: Turns) -> str | None:
    first, low = divmod(start, SPAN)
    last, high = divmod(end, SPAN)
    if first == last and first in turns:
        whole = turns[first][1]
        return None if whole is None else whole[low:high]
    parts = []
    for order in range(first, last + 1):
        if order not in turns:
            continue  # a turn that was never let in, or was taken back
        text = turns[order][1]
        if text is None:
            return None
        parts.append(text[low if order == first else 0 : high if order == last else None])
    return "".join(parts)
