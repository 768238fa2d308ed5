"""The invented study in the field: people met at four places, counted as they were met."""

import datetime as dt
import random
import uuid
from typing import Any

from pennydrop.rooms.listen.actions.outreach import count_taps, keep_lists
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.outreach import kinds_of, places_of
from pennydrop.rooms.listen.rules.outreach import FIRST_KINDS, Tap
from pennydrop.web.demo.content import noon, read

PLACES = ("Coast towns", "Market town", "University", "Villages inland")
# How many contacts a week the team made at each place, from the first week on.
PACE = {"Coast towns": 9, "Market town": 6, "University": 5, "Villages inland": 1}
# Which kind of contact it was, of each ten.
KINDS = (0, 0, 0, 0, 0, 1, 1, 1, 2, 3)
WEEKS = 8


def add_outreach(study: Study, by: str, at: Any) -> None:
    """Eight weeks of contacts, more of them once the team was known."""
    keep_lists(study=study, places=PLACES, kinds=FIRST_KINDS, by=by, at=at)
    first = min(noon(entry["day"]) for entry in read("interviews")).date()
    chance = random.Random(30)
    places = {place.name: place.pk for place in places_of(study.pk)}
    kinds = [kind.pk for kind in kinds_of(study.pk)]
    for week in range(WEEKS):
        taps = [
            Tap(
                id=uuid.uuid4(),
                place=places[name],
                kind=kinds[chance.choice(KINDS)],
                on=first + dt.timedelta(weeks=week, days=chance.randrange(5)),
            )
            for name, pace in PACE.items()
            for _ in range(pace + chance.randrange(week + 2) * (pace > 1))
        ]
        count_taps(study=study, taps=taps, by=by, at=at)
