"""Invented people who passed a course, one before it changed. Their certificates do not count."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from pennydrop.rooms.inform.actions.certificates import give_certificate
from pennydrop.rooms.inform.queries.courses import public_course
from pennydrop.rooms.inform.queries.learners import Learner
from pennydrop.rooms.inform.rules.courses import result_of

# Name, workplace, course, days ago, wrong answers, facts that were not in it then.
_PASSED = (
    ("Invented Iris", "Invented Surgery", "gps", 75, 2, 2),
    ("Invented Omar", "Invented Festival Welfare", "first-responders", 20, 1, 0),
)


def let_some_pass(at: Any) -> None:
    for name, workplace, slug, days, wrong, new in _PASSED:
        then = at - dt.timedelta(days=days)
        view = public_course(slug, today=then.date())
        assert view is not None
        known = dict(list(view.facts.items())[new:])
        answers = {one.mark: place >= wrong for place, one in enumerate(view.asked)}
        give_certificate(
            view=replace(view, facts=known), result=result_of(view.course, view.asked, answers),
            attempt=uuid.uuid4(), learner=Learner(name, workplace), at=then,
        )  # fmt: skip
