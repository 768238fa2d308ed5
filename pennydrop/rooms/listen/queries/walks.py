"""A form made ready, and the way through it for one draft."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from pennydrop.rooms.listen.models import FormVersion, Participant
from pennydrop.rooms.listen.queries.answers import draft_with_form
from pennydrop.rooms.listen.rules.form import form_from_json
from pennydrop.rooms.listen.rules.walking import Plan, Setting, Walk, plan_of


def plan_for(version: FormVersion) -> Plan:
    """The form of a version, ready to be walked through. Kept: a version never changes."""
    held = _PLANS.get(version.pk)
    if held is None:
        held = plan_of(form_from_json(version.definition))
        if len(_PLANS) >= MOST_PLANS:
            _PLANS.clear()
        _PLANS[version.pk] = held
    return held


_PLANS: dict[UUID, Plan] = {}
MOST_PLANS = 32


def walk_for(
    version: FormVersion, answers: Mapping[str, str], *, seed: UUID, on: dt.date, language: str = ""
) -> Walk:
    """The way through a form. The moment is no finer than the day: nothing of the time at which
    somebody answers may end up in what the form works out."""
    midnight = dt.datetime(on.year, on.month, on.day, tzinfo=dt.UTC)
    return Walk(plan_for(version), answers, Setting(midnight, seed.hex, language))


def walk_of(participant: Participant, *, on: dt.date, language: str = "") -> Walk | None:
    """The way through the form that a draft was begun with; None where the study has none."""
    version, answers = draft_with_form(participant)
    if version is None:
        return None
    return walk_for(version, answers, seed=participant.pk, on=on, language=language)
