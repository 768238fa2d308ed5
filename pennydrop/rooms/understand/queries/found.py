"""What was found, with its words as they stand now; only these are opened."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from pennydrop.rooms.understand.models import Coding, Segment, Text
from pennydrop.rooms.understand.queries.alike import Place
from pennydrop.rooms.understand.queries.asking import Found
from pennydrop.rooms.understand.queries.blind import codings_seen
from pennydrop.rooms.understand.queries.care import Fold, fold_over, folds_of
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import Opened, cut, open_places
from pennydrop.rooms.understand.rules.positions import SPAN

AROUND = 60
FEW = 4  # turns that may be read for each that is shown, where that spares a question
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
    texts = _texts({one.source for one in page})
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


def _texts(sources: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Title and kind of each text."""
    rows = Text.objects.filter(pk__in=sources).values_list("pk", "title", "kind")
    return {source: (title, kind) for source, title, kind in rows}


def _folded(one: FoundWords, folds: Iterable[Fold]) -> FoundWords:
    fold = fold_over(folds, one.start - AROUND, one.end + AROUND) if one.words else None
    return replace(one, before="", words="", after="", note=fold.note) if fold else one


def _codes(study: UUID, page: Sequence[Found], reader: str) -> Codes:
    """Place -> the codes on exactly those words, each with its coders."""
    places = {(one.source, one.span.start, one.span.end) for one in page if one.span.id}
    # Some codings elsewhere fit too, and nobody asks for them. To word a condition for each place
    # would take longer than to answer it.
    rows = Coding.objects.filter(
        text__in={source for source, _, _ in places},
        start__in={start for _, start, _ in places},
        end__in={end for _, _, end in places},
    )
    columns = ("text", "start", "end", "code", "by")
    found: dict[Place, dict[UUID, list[str]]] = {}
    seen = codings_seen(rows, study, reader).order_by("pk").values_list(*columns)
    for text, start, end, code, by in seen if places else ():
        found.setdefault((text, start, end), {}).setdefault(code, []).append(by)
    return {
        place: tuple((code, tuple(by)) for code, by in codes.items())
        for place, codes in found.items()
    }


def _turns(page: Sequence[Found]) -> dict[UUID, list[Opened]]:
    wanted = {
        (one.source, order)
        for one in page
        for order in range(one.span.start // SPAN, (one.span.end - 1) // SPAN + 1)
    }
    texts, orders = {source for source, _ in wanted}, {order for _, order in wanted}
    rows = Segment.objects.filter(text__in=texts, order__in=orders)
    if len(texts) * len(orders) > FEW * len(wanted):
        # Of long texts only the turns themselves are read.
        places = rows.values_list("pk", "text", "order")
        turns = [pk for pk, source, order in places if (source, order) in wanted]
        rows = Segment.objects.filter(pk__in=turns)
    found: dict[UUID, list[Opened]] = {}
    for turn in open_places(rows.order_by("text", "order"), wanted):
        found.setdefault(turn.source, []).append(turn)
    return found


def _covers(one: Found, turn: Opened) -> bool:
    return one.span.start // SPAN == turn.order


def _words(
    one: Found,
    about: tuple[str, str],
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
        source=one.source, title=about[0], kind=about[1], turn=first.order,
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
