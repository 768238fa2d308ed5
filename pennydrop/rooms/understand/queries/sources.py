"""A study's sources as the team sees them: a page of them, each with how far it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from pennydrop.rooms.listen import public as listen
from pennydrop.rooms.understand.models import Coding, Text
from pennydrop.rooms.understand.queries.pending import waiting_among


@dataclass(frozen=True)
class SourceRow:
    """A source in the list. `signed`: names are out, so that it can be coded; `waiting`: codings
    that came with a project and wait for that; `file`: what its file was called, for those alone
    who may see originals."""

    source: listen.SourceCard
    signed: bool
    coded: int
    waiting: int = 0
    file: str = ""


def source_rows(cards: Sequence[listen.SourceCard], *, originals: bool) -> list[SourceRow]:
    """How far these sources are, whatever their number with the same few questions. `originals`:
    whether whoever reads may see originals."""
    ids = [card.id for card in cards]
    signed = set(Text.objects.filter(pk__in=ids).values_list("pk", flat=True))
    coded = _coded(ids)
    waiting = waiting_among(ids)
    files = listen.file_names(ids) if originals else {}
    return [
        SourceRow(
            card, card.id in signed, coded.get(card.id, 0), waiting.get(card.id, 0),
            files.get(card.id, ""),
        )
        for card in cards
    ]  # fmt: skip


def _coded(texts: Collection[UUID]) -> dict[UUID, int]:
    rows = Coding.objects.filter(text__in=texts).values_list("text")
    return dict(rows.annotate(n=Count("pk")).order_by())


def brought_in(study: UUID) -> QuerySet[Text]:
    """Texts of other studies that are read in this one."""
    return Text.objects.filter(study=study, came_from__isnull=False).order_by("order")
