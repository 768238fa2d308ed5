"""Passages told once: when two people coded exactly the same words, they agree, and the words are
not said twice. A passage is a stretch of words; a coding is one person's code on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.codings import Passage, codings_with, passages


@dataclass(frozen=True)
class Alike:
    """A passage with everything that codes exactly these words. `passage` is by the first of them;
    `codes` and `by` (as in records, "user:3") hold each code and each coder once."""

    passage: Passage
    codes: tuple[UUID, ...]
    by: tuple[str, ...]


def told_once(coded: Iterable[Passage]) -> list[Alike]:
    """Passages in the order in which each first comes."""
    together: dict[tuple[UUID, int, int], list[Passage]] = {}
    for one in coded:
        together.setdefault((one.source, one.start, one.end), []).append(one)
    return [
        Alike(
            passage=rows[0],
            codes=tuple(dict.fromkeys(row.code for row in rows)),
            by=tuple(dict.fromkeys(row.by for row in rows)),
        )
        for rows in together.values()
    ]


Place = tuple[UUID, int, int]  # text, start, end


def places_in(coded: QuerySet[Coding]) -> int:
    """On how many different stretches of text these codings lie."""
    return coded.order_by().values("text", "start", "end").distinct().count()


def places_of(coded: QuerySet[Coding]) -> QuerySet[Coding, Place]:
    """The stretches of text on which these codings lie, each once, in reading order."""
    rows = coded.order_by("text__order", "text_id", "start", "end")
    return rows.values_list("text_id", "start", "end").distinct()


def told_at(
    study: UUID, coded: QuerySet[Coding], places: Iterable[Place], *, reader: str = ""
) -> list[Alike]:
    """The passages of these codings at some places (at most some hundred), each told once."""
    at = [Q(text=text, start=low, end=high) for text, low, high in places]
    if not at:
        return []
    return told_once(passages(study, coded.filter(reduce(or_, at)), reader=reader))


def first_told_once(
    study: UUID, coded: QuerySet[Coding], most: int, *, reader: str = ""
) -> list[Alike]:
    """The first `most` passages of these codings, each told once."""
    return told_at(study, coded, places_of(coded)[:most], reader=reader)


def alike(coded: QuerySet[Coding], some: Iterable[int]) -> QuerySet[Coding]:
    """Those of these codings that lie on exactly the words of `some` codings (ids)."""
    return coded.filter(_same_words(Coding.objects.filter(pk__in=list(some))))


def not_alike(coded: QuerySet[Coding], some: Iterable[int]) -> QuerySet[Coding]:
    """The others of these codings."""
    return coded.exclude(_same_words(Coding.objects.filter(pk__in=list(some))))


def _same_words(rows: QuerySet[Coding]) -> Exists:
    return Exists(rows.filter(text=OuterRef("text"), start=OuterRef("start"), end=OuterRef("end")))


def close_to(study: UUID, coding: Coding, most: int, *, reader: str) -> list[Alike]:
    """Other passages with the same code, from other sources where there are any."""
    rows = codings_seen(codings_with([coding.code_id]), study, reader).exclude(
        text=coding.text_id, start=coding.start, end=coding.end
    )
    elsewhere = rows.exclude(text=coding.text_id)
    chosen = elsewhere if elsewhere.exists() else rows
    return [one for one in first_told_once(study, chosen, most, reader=reader) if one.passage.words]
