"""Where a quote's words come from: who took the names out of its source, and what codes them."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import Coding, Piece, Quote
from pennydrop.rooms.understand.queries.codes import codebook

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Origin:
    """`names_out_by` as in records ("user:3"); `codes`: every code on any of the quote's words,
    by its place in the codebook ("Pain / At night")."""

    names_out_by: str
    names_out_on: dt.date
    codes: tuple[str, ...]


def origins_of(study: UUID, quotes: Collection[UUID]) -> dict[UUID, Origin]:
    """Quote -> its origin. Three queries, however many quotes."""
    rows = list(Quote.objects.filter(study=study, pk__in=quotes).select_related("text"))
    said: dict[UUID, list[Stretch]] = {row.pk: [] for row in rows}
    for quote, start, end in Piece.objects.filter(quote__in=said, kind="words").values_list(
        "quote", "start", "end"
    ):
        said[quote].append((start, end))
    coded = _coded({row.text_id for row in rows})
    book = codebook(study, count=False)
    found = {}
    for row in rows:
        on = {code for code, here in coded.get(row.text_id, []) if _touches(here, said[row.pk])}
        found[row.pk] = Origin(
            names_out_by=row.text.signed_by,
            names_out_on=row.text.signed_at.date(),
            codes=tuple(code.path for code in book if code.id in on),
        )
    return found


def _coded(texts: Collection[UUID]) -> dict[UUID, list[tuple[UUID, Stretch]]]:
    coded: dict[UUID, list[tuple[UUID, Stretch]]] = {}
    rows = Coding.objects.filter(text__in=texts).values_list("text", "code", "start", "end")
    for text, code, start, end in rows:
        coded.setdefault(text, []).append((code, (start, end)))
    return coded


def _touches(one: Stretch, others: Collection[Stretch]) -> bool:
    return any(one[0] < end and start < one[1] for start, end in others)
