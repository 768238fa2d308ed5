"""What people did while taking names out: who what, the last thing, how long without a break."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.models import NameStep, SecondMark
from pennydrop.rooms.understand.rules.stepping import (
    ADDED,
    HIDDEN,
    HIDDEN_HERE,
    KEPT,
    KEPT_HERE,
    PERSON,
    REOPENED,
    SEVERAL,
    SHARE_LINES,
    SURE,
    minutes_at_it,
)

LOOK_BACK = dt.timedelta(hours=6)


def last_step(source: UUID, by: str) -> NameStep | None:
    """The last step of this person in a source that is not undone."""
    return NameStep.objects.filter(source=source, by=by, undone_at=None).order_by("-pk").first()


def minutes_without_break(by: str, *, now: dt.datetime) -> int:
    """For how many minutes this person has decided on names, in any source, without a break."""
    steps = NameStep.objects.filter(by=by, at__gt=now - LOOK_BACK, at__lte=now)
    return minutes_at_it(list(steps.values_list("at", flat=True)), now)


@dataclass(frozen=True)
class Share:
    """What one person did on a source: so many names hidden, kept, added, opened again; steps of
    theirs that were undone; names marked in a blind reading."""

    by: str
    hid: int
    kept: int
    added: int
    again: int
    undone: int
    marked: int

    @property
    def said(self) -> tuple[str, ...]:
        """A sentence for each thing that they did."""
        counts = (self.hid, self.kept, self.added, self.again, self.undone, self.marked)
        lines = zip(counts, SHARE_LINES, strict=True)
        return tuple(line.format(n=n, s="" if n == 1 else "s") for n, line in lines if n)


def shares_of(source: UUID) -> list[Share]:
    """What each person did on the names of a source, in the order in which they began."""
    steps = list(NameStep.objects.filter(source=source).order_by("pk"))
    marks = SecondMark.objects.filter(read__source=source).values_list("read__by", "name")
    names: dict[str, set[int]] = {}
    for by, name in marks.exclude(read__done_at=None):
        names.setdefault(by, set()).add(name)
    return [
        _share(by, [step for step in steps if step.by == by], len(names.get(by, ())))
        for by in dict.fromkeys([*(step.by for step in steps), *names])
    ]


def _share(by: str, steps: Sequence[NameStep], marked: int) -> Share:
    stands = [step for step in steps if step.undone_at is None]

    def names(*what: str) -> int:
        return sum(step.names for step in stands if step.what in what)

    return Share(
        by=by, hid=names(HIDDEN, HIDDEN_HERE, PERSON, SURE, SEVERAL), kept=names(KEPT, KEPT_HERE),
        added=names(ADDED), again=names(REOPENED), undone=len(steps) - len(stands), marked=marked,
    )  # fmt: skip
