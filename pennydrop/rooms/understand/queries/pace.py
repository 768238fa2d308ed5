"""What somebody did last while taking names out, and for how long without a break."""

import datetime as dt
from uuid import UUID

from pennydrop.rooms.understand.models import NameStep
from pennydrop.rooms.understand.rules.stepping import minutes_at_it

LOOK_BACK = dt.timedelta(hours=6)


def last_step(source: UUID, by: str) -> NameStep | None:
    """The last step of this person in a source that is not undone."""
    return NameStep.objects.filter(source=source, by=by, undone_at=None).order_by("-pk").first()


def minutes_without_break(by: str, *, now: dt.datetime) -> int:
    """For how many minutes this person has decided on names, in any source, without a break."""
    steps = NameStep.objects.filter(by=by, at__gt=now - LOOK_BACK, at__lte=now)
    return minutes_at_it(list(steps.values_list("at", flat=True)), now)
