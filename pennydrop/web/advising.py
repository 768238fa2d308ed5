"""What the Today page says of advice: claims, drug alerts and the directory of services."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone

from pennydrop.core.people.models import User
from pennydrop.core.people.queries import actor, organisations_where, places_of
from pennydrop.core.people.rules import May
from pennydrop.rooms.inform.public import (
    AlertDuty,
    AlertNeed,
    Need,
    Side,
    alert_duties,
    needs_of,
    services_to_ask,
)

Item = dict[str, Any]


def advice_waiting(user: User, *, at: dt.datetime) -> list[Item]:
    """One line for each thing in the inform room that this person may do and that waits."""
    return [*_alerts(user, at), *_advice(user), *_directory(user)]


# What is said of one claim and of several, and how the line looks.
ADVICE = {
    Need.ALARM: (
        "emergency step or number is shown to everybody and not in order.",
        "emergency steps and numbers are shown to everybody and not in order.",
        "help",
    ),
    Need.OVERDUE: (
        "claim is hidden: its review is overdue.",
        "claims are hidden: their review is overdue.",
        "",
    ),
    Need.SOON: (
        "claim is due for review within 30 days.",
        "claims are due for review within 30 days.",
        "",
    ),
}


def _advice(user: User) -> list[Item]:
    """Claims that need a signature, for those who write advice."""
    places = organisations_where(user, May.WRITE_ADVICE)
    needs = needs_of(places, today=timezone.localdate())
    # In the demonstration nothing is signed, and nobody is misled.
    invented = all(place.invented for place in places_of(user))
    return [
        {
            "text": f"{needs[need]} {one if needs[need] == 1 else many}",
            "action": "See which",
            "url": reverse("inform:desk", args=[places[0]]) + f"#{need.name.lower()}",
            "kind": "" if invented else kind,
        }
        for need, (one, many, kind) in ADVICE.items()
        if need in needs
    ]


# Who may do something about an alert, and what is said to them of it.
_GRADES = {Side.LIVED: May.SIGN_LIVED, Side.CLINICAL: May.SIGN_CLINICAL}
_ALERT_SAYS = {
    AlertNeed.LAPSING: ("ends on {day} unless somebody looks at it again.", "Look at it again"),
    AlertNeed.GRADE: ("waits for you to grade it.", "Read and grade it"),
    AlertNeed.SENDING: ("is graded from both sides and not sent out.", "Send it out"),
}


def _alerts(user: User, at: dt.datetime) -> list[Item]:
    """Drug alerts that this person can grade, send out or look at again."""
    grades = {side: set(organisations_where(user, act)) for side, act in _GRADES.items()}
    writes = set(organisations_where(user, May.WRITE_ADVICE))
    items = []
    for place in writes.union(*grades.values()):
        for duty in alert_duties([place], today=timezone.localdate(at)):
            may_grade = any(place in grades[side] for side in duty.sides)
            mine = may_grade and actor(user) not in duty.graded_by
            if mine if duty.need is AlertNeed.GRADE else place in writes:
                items.append(_alert(duty))
    return items


def _alert(duty: AlertDuty) -> Item:
    says, action = _ALERT_SAYS[duty.need]
    said = says.format(day=f"{duty.text.last_day:%-d %B}")
    return {
        "text": f"The alert “{duty.text.headline}” {said}",
        "action": action,
        "url": reverse("inform:alert-version", args=[duty.alert]),
        "kind": "",
    }


def _directory(user: User) -> list[Item]:
    """Services whose facts have grown old, for those who look after the directory."""
    places = organisations_where(user, May.WRITE_ADVICE)
    left = services_to_ask(places, today=timezone.localdate())
    if not left:
        return []
    return [
        {
            "text": f"{left} {'service' if left == 1 else 'services'} of the directory "
            f"{'has' if left == 1 else 'have'} to be asked whether what we say still holds.",
            "action": "See which",
            "url": reverse("inform:services-here", args=[places[0]]) + "#due",
            "kind": "",
        }
    ]
