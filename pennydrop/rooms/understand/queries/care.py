"""Read which passages are folded for a reader, and how much they opened today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import Count

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.understand.models import HardOpened, HardPassage, ReadingLimit
from pennydrop.rooms.understand.rules.care import USUAL_LIMIT
from pennydrop.rooms.understand.rules.quoting import QuoteCard


@dataclass(frozen=True)
class Fold:
    """A hard passage that a reader has not opened yet."""

    id: UUID
    start: int
    end: int
    note: str


Folds = Mapping[UUID, list[Fold]]  # by text


# Asked with each part of a text that is drawn.
_HARD = Prepared(
    lambda text: (
        HardPassage.objects.filter(text=text)
        .order_by("start", "end")
        .values_list("id", "start", "end", "note")
    ),
    UUID,
)
_OPENED = Prepared(
    lambda text, by: HardOpened.objects.filter(passage__text=text, by=by).values_list("passage"),
    UUID,
    str,
)


def folds_in(text: UUID, *, reader: str) -> list[Fold]:
    """What is folded for this reader in one text, in reading order."""
    hard = [Fold(*row) for row in _HARD(text)]
    if not hard:
        return []
    opened = {passage for (passage,) in _OPENED(text, reader)}
    return [fold for fold in hard if fold.id not in opened]


def fold_over(folds: Iterable[Fold], start: int, end: int) -> Fold | None:
    """The first of these that the positions [start, end) touch."""
    return next((one for one in folds if one.start < end and start < one.end), None)


def folds_of(texts: Iterable[UUID], *, reader: str) -> Folds:
    """Text -> what is folded for this reader; for lists of passages from many texts."""
    rows = HardPassage.objects.filter(text__in=set(texts)).exclude(hardopened__by=reader)
    found: dict[UUID, list[Fold]] = defaultdict(list)
    columns = ("text", "id", "start", "end", "note")
    for text, passage, start, end, note in rows.order_by("start").values_list(*columns):
        found[text].append(Fold(passage, start, end, note))
    return found


def note_over(source: UUID, start: int, end: int, *, reader: str) -> str:
    """The content note on the positions [start, end), while it is folded for this reader; or ""."""
    fold = fold_over(folds_in(source, reader=reader), start, end)
    return fold.note if fold else ""


def folded_quotes(quotes: Iterable[QuoteCard], *, reader: str) -> list[QuoteCard]:
    """The same quotes, without the words of those that this reader has not opened."""
    held = list(quotes)
    folds = folds_of({quote.source for quote in held}, reader=reader)
    return [_folded(quote, folds.get(quote.source, ())) for quote in held]


def _folded(quote: QuoteCard, folds: Iterable[Fold]) -> QuoteCard:
    for piece in quote.pieces:
        fold = fold_over(folds, piece.start, piece.end)
        if fold is not None and piece.kind == "words":
            return replace(quote, note=fold.note, pieces=())
    return quote


def opened_today(reader: str, *, on: dt.date) -> int:
    """How many hard passages this reader opened on this day, in all studies."""
    return HardOpened.objects.filter(by=reader, on=on).count()


def study_limit(study: UUID) -> int:
    """How many a day for whoever has set no limit of their own."""
    row = ReadingLimit.objects.filter(study=study, by="").first()
    return row.most if row else USUAL_LIMIT


def own_limit(study: UUID, reader: str) -> int | None:
    """The limit that the reader set for themself."""
    row = ReadingLimit.objects.filter(study=study, by=reader).first()
    return row.most if row else None


def limit_of(study: UUID, reader: str) -> int:
    """The reader's own limit, or else the study's."""
    return own_limit(study, reader) or study_limit(study)


def notes_in(study: UUID) -> list[tuple[str, int]]:
    """Each kind of content note in the study, and on how many passages it stands."""
    rows = HardPassage.objects.filter(text__study=study).values_list("note")
    return list(rows.annotate(n=Count("pk")).order_by("note"))
