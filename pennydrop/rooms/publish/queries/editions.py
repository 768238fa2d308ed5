"""Released editions: the skeleton as it was, the words as far as they are still there."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max

from pennydrop.core.documents.blocks import Block, QuoteRef
from pennydrop.core.documents.blocks import Figure as FigureBlock
from pennydrop.core.documents.resolved import (
    PieceKind,
    Quote,
    QuotePiece,
    Resolved,
    ThemeLine,
    theme_key,
)
from pennydrop.core.documents.stored import read_blocks
from pennydrop.core.vault.sealing import KeyGone, unseal, warm
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.queries.behind import said_beneath
from pennydrop.rooms.publish.queries.charts import draw
from pennydrop.rooms.publish.queries.cited import cited
from pennydrop.rooms.publish.queries.photos import photos_in
from pennydrop.rooms.publish.rules.claims import Evidence, Kind
from pennydrop.rooms.publish.rules.figures import Figures, from_data, theme_line
from pennydrop.rooms.publish.rules.templates import REPORT, kind_called
from pennydrop.rooms.publish.rules.wording import split_title

TABLE = "publish_slot"
ATTRIBUTION = 0


@dataclass(frozen=True)
class EditionCard:
    """An edition without its words."""

    id: UUID
    study: UUID
    document: UUID
    number: int
    slug: str
    title: str
    subtitle: str
    organisation: str
    invented: bool
    day: dt.date
    newest: bool
    template: str = REPORT

    @property
    def address(self) -> str:
        return f"/findings/{self.slug}/"

    @property
    def kind(self) -> str:
        """What readers call it: documents of one study often have one title."""
        return kind_called(self.template)


@dataclass(frozen=True)
class EditionView:
    """An edition as it may be shown now. `removed`: how many of its quotes were taken back;
    `state` changes whenever that does, and nothing else changes it; `keys`: one for each block,
    in all but the first editions."""

    card: EditionCard
    blocks: tuple[Block, ...]
    values: dict[str, Resolved]
    removed: tuple[str, ...]
    state: str
    keys: tuple[str, ...] = ()
    sources: tuple[Block, ...] = ()

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks, and at their end what others published that its sentences stand on."""
        return (*self.blocks, *self.sources)


def edition_cards(
    *, study: UUID | None = None, everything: bool = False, limit: int | None = None
) -> list[EditionCard]:
    """The newest edition of each document (or every edition), newest first."""
    found = Edition.objects.all() if study is None else Edition.objects.filter(study=study)
    rows = list(found.order_by("-released_at", "-number"))
    newest = _newest({row.document for row in rows})
    cards = [_card(row, newest) for row in rows]
    return [card for card in cards if everything or card.newest][:limit]


def edition_by_slug(slug: str) -> EditionCard | None:
    row = Edition.objects.filter(slug=slug).first()
    return _card(row, _newest({row.document})) if row else None


def newest_edition(document: UUID) -> EditionCard | None:
    row = Edition.objects.filter(document=document).order_by("-number").first()
    return _card(row, {document: row.number}) if row else None


def editions_of_document(document: UUID) -> list[EditionCard]:
    """Every edition of one report, newest first."""
    rows = list(Edition.objects.filter(document=document).order_by("-number"))
    newest = {document: rows[0].number} if rows else {}
    return [_card(row, newest) for row in rows]


def read_edition(card: EditionCard) -> EditionView:
    """Open an edition's slots and put what is left into its skeleton. Nothing is remembered: the
    next reader opens them again."""
    skeleton = Edition.objects.values_list("skeleton", flat=True).get(pk=card.id)
    blocks = read_blocks(skeleton["blocks"])
    rows = list(Slot.objects.filter(edition=card.id))
    words = _words(rows)
    figures = from_data(skeleton["figures"])
    # A list of pairs, because a database may keep the names of an object in any order.
    titles = dict(skeleton["titles"])
    values: dict[str, Resolved] = {**photos_in(card.document, blocks)}
    for block in blocks:
        if isinstance(block, QuoteRef):
            shape = skeleton["quotes"][block.quote_id]
            values[block.key] = _quote(shape, words.get(block.quote_id))
        elif isinstance(block, FigureBlock):
            values[block.chart.key] = draw(block.chart, figures, titles)
    beneath = said_beneath(blocks, figures)
    for theme in titles:
        line = "" if theme in beneath else theme_line(figures, theme)
        values[theme_key(theme)] = ThemeLine(line)
    gone = tuple(sorted(quote for quote in skeleton["quotes"] if words.get(quote) is None))
    left = sum(row.sealed is not None for row in rows)
    keys = tuple(skeleton.get("keys", ()))
    sources = cited(evidence_in(skeleton))
    return EditionView(card, blocks, values, gone, _state(left), keys, sources)


def evidence_in(skeleton: Mapping[str, Any]) -> Iterator[Evidence]:
    """What the sentences of an edition stood on, sentence by sentence."""
    for claim in skeleton.get("claims", ()):
        for kind, target, label in claim["on"]:
            yield Evidence(Kind(kind), target, label)


def released_figures(edition: UUID) -> Figures:
    """The figures as they were released with an edition."""
    return from_data(Edition.objects.values_list("skeleton", flat=True).get(pk=edition)["figures"])


def state_of(edition: UUID) -> str:
    """A name for what is left of an edition's words: how many slots still hold some."""
    return _state(Slot.objects.filter(edition=edition, sealed__isnull=False).count())


def _state(left: int) -> str:
    return f"{left:05d}"


def consents_in(edition: UUID) -> dict[str, tuple[str, ...]]:
    """quote id -> the consent versions it was released under, one for each person."""
    rows = Slot.objects.filter(edition=edition).order_by("quote", "order")
    found: dict[str, dict[str, None]] = {}
    for quote, consent in rows.values_list("quote", "consent"):
        found.setdefault(str(quote), {})[consent] = None
    return {quote: tuple(lines) for quote, lines in found.items()}


def is_out(quote: UUID, participant: UUID) -> bool:
    """Whether words of this person stand in some edition as this quote."""
    rows = Slot.objects.filter(quote=quote, participant=participant, sealed__isnull=False)
    return rows.exists()


def removed_count(edition: UUID) -> int:
    """How many quotes of an edition were taken back."""
    rows = Slot.objects.filter(edition=edition, sealed__isnull=True)
    return rows.values("quote").distinct().count()


def _newest(documents: Iterable[UUID]) -> dict[UUID, int]:
    rows = Edition.objects.filter(document__in=set(documents)).values("document")
    return {row["document"]: row["n"] for row in rows.annotate(n=Max("number")).order_by()}


def _card(row: Edition, newest: dict[UUID, int]) -> EditionCard:
    title, subtitle = split_title(row.title)
    return EditionCard(
        id=row.pk,
        study=row.study,
        document=row.document,
        number=row.number,
        slug=row.slug,
        title=title,
        subtitle=subtitle,
        organisation=row.skeleton["organisation"],
        invented=row.invented,
        day=row.released_at.date(),
        newest=newest[row.document] == row.number,
        template=row.skeleton.get("template", REPORT),
    )


def _words(rows: list[Slot]) -> dict[str, dict[int, str] | None]:
    """quote id -> its pieces by order; None for a quote of which a piece is gone."""
    warm({row.participant for row in rows if row.sealed is not None}, "words")
    found: dict[str, dict[int, str] | None] = {}
    for row in rows:
        quote = str(row.quote)
        text = open_slot(row)
        pieces = found.setdefault(quote, {})
        if text is None:
            found[quote] = None
        elif pieces is not None:
            pieces[row.order] = text
    return found


def open_slot(row: Slot) -> str | None:
    """The words of a slot, or None where they were taken back."""
    kept = open_sealed(row)
    return kept["text"] if kept else None


def open_sealed(row: Slot) -> dict[str, str] | None:
    """The words and their salt, or None where they were taken back."""
    if row.sealed is None:
        return None
    try:
        box = unseal(
            row.sealed, participant=row.participant, key="words", table=TABLE, row=row.pk,
            field="sealed",
        )  # fmt: skip
    except KeyGone:
        return None
    kept: dict[str, str] = json.loads(box)
    return kept


def _quote(shape: dict[str, list[str]], words: dict[int, str] | None) -> Quote:
    """A quote put together again, or one that reads as removed."""
    if words is None or set(words) != set(_orders(shape["pieces"])):
        return Quote((), "", removed=True)
    pieces = tuple(
        QuotePiece(words.get(order, ""), PieceKind(kind))
        for order, kind in enumerate(shape["pieces"], start=1)
    )
    return Quote(pieces, words[ATTRIBUTION], verbatim="not word for word" not in shape["marks"])


def _orders(kinds: list[str]) -> list[int]:
    """Which places in a quote hold words of somebody: its attribution, and all but omissions."""
    return [ATTRIBUTION, *(n for n, kind in enumerate(kinds, start=1) if kind != "omission")]
