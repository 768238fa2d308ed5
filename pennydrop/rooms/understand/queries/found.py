"""What was found, with its words as they stand now; only these are opened."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q

from pennydrop.rooms.understand.models import Coding, Segment, Text
from pennydrop.rooms.understand.queries.alike import Place
from pennydrop.rooms.understand.queries.asking import Found
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.care import Fold, fold_over, folds_of
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import Opened, cut, open_segments
from pennydrop.rooms.understand.rules.positions import SPAN

AROUND = 60
Codes = Mapping[Place, tuple[tuple[UUID, tuple[str, ...]], ...]]


@dataclass(frozen=True)
class FoundWords:
    """A passage with a few words before and after. `words` is None where somebody in it no longer
    agrees to be read. `codes`: every code on exactly these words where a coding was found, each
    with its coders, as in records. `note`: a hard passage that the reader has not opened is in or
    beside it; then there are no words."""

    source: UUID
    title: str
    kind: str
    turn: int
    speaker: str
    start: int
    end: int
    coding: int
    codes: tuple[tuple[UUID, tuple[str, ...]], ...]
    before: str
    words: str | None
    after: str
    note: str = ""


def read(study: UUID, page: Sequence[Found], *, reader: str) -> list[FoundWords]:
    """The words of a page of what was found, in its order, as `reader` may see them. What changed
    meanwhile is left out."""
    texts = Text.objects.in_bulk({one.source for one in page})
    turns = _turns(page)
    people = {turn.participant for held in turns.values() for turn in held}
    allowed = readable(study, people)
    codes, folds = _codes(study, page, reader), folds_of(texts, reader=reader)
    return [
        _folded(
            _words(one, texts[one.source], turns.get(one.source, []), allowed, codes),
            folds.get(one.source, ()),
        )
        for one in page
        if one.source in texts and any(_covers(one, t) for t in turns.get(one.source, []))
    ]


def _folded(one: FoundWords, folds: Iterable[Fold]) -> FoundWords:
    fold = fold_over(folds, one.start - AROUND, one.end + AROUND) if one.words else None
    return replace(one, before="", words="", after="", note=fold.note) if fold else one


def _codes(study: UUID, page: Sequence[Found], reader: str) -> Codes:
    """Place -> the codes on exactly those words, each with its coders."""
    places = [Q(text=one.source, start=one.span.start, end=one.span.end)
              for one in page if one.span.id]  # fmt: skip
    if not places:
        return {}
    rows = codings_seen(Coding.objects.filter(reduce(or_, places)), study, reader)
    columns = ("text", "start", "end", "code", "by")
    found: dict[Place, dict[UUID, list[str]]] = {}
    for text, start, end, code, by in rows.order_by("pk").values_list(*columns):
        found.setdefault((text, start, end), {}).setdefault(code, []).append(by)
    return {
        place: tuple((code, tuple(by)) for code, by in codes.items())
        for place, codes in found.items()
    }


def _turns(page: Sequence[Found]) -> dict[UUID, list[Opened]]:
    wanted = Q(pk__in=[])
    for source in {one.source for one in page}:
        spans = [one.span for one in page if one.source == source]
        orders = {
            order
            for span in spans
            for order in range(span.start // SPAN, (span.end - 1) // SPAN + 1)
        }
        wanted |= Q(text=source, order__in=orders)
    found: dict[UUID, list[Opened]] = {}
    for turn in open_segments(Segment.objects.filter(wanted).order_by("text", "order")):
        found.setdefault(turn.source, []).append(turn)
    return found


def _covers(one: Found, turn: Opened) -> bool:
    return one.span.start // SPAN == turn.order


def _words(
    one: Found,
    text: Text,
    turns: list[Opened],
    allowed: Collection[UUID],
    codes: Codes,
) -> FoundWords:
    start, end, coding = one.span
    mine = [turn for turn in turns if start // SPAN <= turn.order <= (end - 1) // SPAN]
    first, last = mine[0], mine[-1]
    reads = all(turn.participant in allowed for turn in mine)
    before, after = first.text[: start % SPAN], last.text[end % SPAN :]
    return FoundWords(
        source=one.source, title=text.title, kind=text.kind, turn=first.order,
        speaker=first.speaker, start=start, end=end, coding=coding,
        codes=codes.get((one.source, start, end), ()) if coding else (),
        before=_last_words(before) if reads else "",
        words=cut(mine, start, end).strip() if reads else None,
        after=_first_words(after) if reads else "",
    )  # fmt: skip


def _last_words(text: str) -> str:
    return text if len(text) <= AROUND else "… " + text[-AROUND:].split(" ", 1)[-1]


def _first_words(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= AROUND else text[:AROUND].rsplit(" ", 1)[0] + " …"
