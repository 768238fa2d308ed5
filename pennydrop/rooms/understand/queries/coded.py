"""The codings on a text, as one reader sees them. Every page that draws or lists codings of one
text asks here, so that what a reader may see of other people's coding is decided in one place."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, Sum

from pennydrop.core.prepared import Prepared
from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.blind import only_own


class Coded(NamedTuple):
    """A coding and the look of its code (colour 1 to 6). `by` is the coder as in records."""

    id: int
    start: int
    end: int
    by: str
    at: datetime
    code: UUID
    name: str
    colour: int


_BETWEEN = Prepared(
    lambda text, low, high: (
        Coding.objects.filter(text=text, end__gt=low, start__lt=high)
        .order_by("start", "end", "pk")
        .values_list("pk", "start", "end", "by", "at", "code", "code__name", "code__colour")
    ),
    UUID,
    int,
    int,
)


def coded_between(text: UUID, start: int, end: int, *, reader: str) -> list[Coded]:
    """The codings that touch the positions [start, end), in order of place, as `reader` (a coder
    as in records, "user:3") may see them."""
    own = only_own(text, reader)
    found = [Coded(*row) for row in _BETWEEN(text, start, end)]
    return [one for one in found if one.by == reader] if own else found


def coded_sum(text: UUID, *, reader: str) -> tuple[int, ...]:
    """A few numbers that change whenever one of these codings comes, goes or moves: cheap to ask
    again and again."""
    own = only_own(text, reader)
    rows = Coding.objects.filter(text=text)
    found = (rows.filter(by=reader) if own else rows).aggregate(
        n=Count("pk"), last=Max("pk"), ids=Sum("pk"), low=Sum("start"), high=Sum("end")
    )
    return own, *(int(value or 0) for value in found.values())
