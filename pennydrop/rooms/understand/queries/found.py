"""What was found, with its words as they stand now; only these are opened."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from pennydrop.rooms.understand.models import Coding, Segment, Text
from pennydrop.rooms.understand.queries.asking import Found
from pennydrop.rooms.understand.queries.people import readable
from pennydrop.rooms.understand.queries.texts import Opened, cut, open_segments
from pennydrop.rooms.understand.rules.positions import SPAN

AROUND = 60


@dataclass(frozen=True)
class FoundWords:
    """A passage with a few words before and after. `words` is None where somebody in it no longer
    agrees to be read. `code`: the code of the coding it is, if it is one."""

    source: UUID
    title: str
    kind: str
    turn: int
    speaker: str
    start: int
    end: int
    coding: int
    code: UUID | None
    before: str
    words: str | None
    after: str


def read(study: UUID, page: Sequence[Found]) -> list[FoundWords]:
    """The words of a page of what was found, in its order. What changed meanwhile is left out."""
    texts = Text.objects.in_bulk({one.source for one in page})
    turns = _turns(page)
    people = {turn.participant for held in turns.values() for turn in held}
    allowed = readable(study, people)
    codes = dict(
        Coding.objects.filter(pk__in=[one.span.id for one in page if one.span.id]).values_list(
            "pk", "code"
        )
    )
    return [
        _words(one, texts[one.source], turns.get(one.source, []), allowed, codes)
        for one in page
        if one.source in texts and any(_covers(one, t) for t in turns.get(one.source, []))
    ]


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
    codes: dict[int, UUID],
) -> FoundWords:
    start, end, coding = one.span
    mine = [turn for turn in turns if start // SPAN <= turn.order <= (end - 1) // SPAN]
    first, last = mine[0], mine[-1]
    reads = all(turn.participant in allowed for turn in mine)
    before, after = first.text[: start % SPAN], last.text[end % SPAN :]
    return FoundWords(
        source=one.source, title=text.title, kind=text.kind, turn=first.order,
        speaker=first.speaker, start=start, end=end, coding=coding, code=codes.get(coding),
        before=_last_words(before) if reads else "",
        words=cut(mine, start, end).strip() if reads else None,
        after=_first_words(after) if reads else "",
    )  # fmt: skip


def _last_words(text: str) -> str:
    return text if len(text) <= AROUND else "… " + text[-AROUND:].split(" ", 1)[-1]


def _first_words(text: str) -> str:
    text = text.rstrip()
    return text if len(text) <= AROUND else text[:AROUND].rsplit(" ", 1)[0] + " …"
