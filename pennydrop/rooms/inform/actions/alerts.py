"""Write an alert, grade it, send it out, and withdraw it."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.models import Alert, AlertGrade, AlertVersion
from pennydrop.rooms.inform.queries.alerts import alert_text, grades_of
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.queries.stored import stored_source
from pennydrop.rooms.inform.rules.alerts import (
    AlertText,
    BadAlert,
    Level,
    check_alert,
    gaps,
    tidied,
)
from pennydrop.rooms.inform.rules.claims import Side


@transaction.atomic
def write_alert(
    *, organisation: UUID, new: AlertText, alert: Alert | None = None, by: str, at: dt.datetime
) -> AlertVersion:
    """A new alert, or a new version of one, without grades. What is out stays out until the new
    version is sent. Raises BadAlert."""
    new = tidied(new)
    check_alert(new)
    _check_claims(organisation, new)
    if alert is None:
        alert = Alert.objects.create(organisation=organisation)
    else:
        alert = _open(alert.pk)
    newest = alert.versions.order_by("-number").first()
    made = AlertVersion.objects.create(
        alert=alert, number=newest.number + 1 if newest else 1, made_by=by, made_at=at,
        **_fields(new),
    )  # fmt: skip
    record(what="inform.alert.write", on=str(alert.pk), by=by, at=at)
    return made


@transaction.atomic
def grade_alert(
    *, version: AlertVersion, side: Side, role: str, level: Level, looks: bool, by: str,
    at: dt.datetime,
) -> AlertGrade:  # fmt: skip
    """Decide the level of a version from one side. Raises BadAlert where it is no longer the newest
    one or out already, that side has graded, or this person has for the other side."""
    alert = _open(version.alert_id)
    _check_newest(alert, version)
    here = AlertGrade.objects.filter(version=version)
    if here.filter(side=side).exists():
        raise BadAlert("This side has graded already.")
    if here.filter(by=by).exists():
        raise BadAlert("You graded for the other side. Somebody else has to grade for this one.")
    if not role.strip():
        raise BadAlert("Say in a few words who you are to readers, such as “drugs pharmacist”.")
    made = AlertGrade.objects.create(
        version=version, side=side, role=role.strip(), level=level, looks=looks, by=by, on=at.date()
    )
    record(what="inform.alert.grade", on=str(alert.pk), by=by, at=at)
    return made


@transaction.atomic
def issue_alert(*, version: AlertVersion, by: str, at: dt.datetime) -> None:
    """Send the newest version out. Raises BadAlert for the first thing that is missing."""
    alert = _open(version.alert_id)
    _check_newest(alert, version)
    rows = list(version.grades.all())
    missing = gaps(
        alert_text(version), grades_of(rows), [row.by for row in rows], today=at.date()
    )  # fmt: skip
    if missing:
        raise BadAlert(missing[0])
    AlertVersion.objects.filter(pk=version.pk).update(issued_at=at, issued_by=by)
    version.issued_at = at
    record(what="inform.alert.issue", on=str(alert.pk), by=by, at=at)


@transaction.atomic
def withdraw_alert(*, alert: Alert, why: str, by: str, at: dt.datetime) -> None:
    """Say that it no longer holds. One person is enough, and it is not undone: whoever raises the
    matter again writes a new alert. Raises BadAlert."""
    why = " ".join(why.split())
    if not why or len(why) > 300 or not why.isprintable():
        raise BadAlert("Say in one sentence why it is withdrawn.")
    row = _open(alert.pk)
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = at, by, why
    row.save()
    record(what="inform.alert.withdraw", on=str(row.pk), by=by, at=at)


def _open(key: UUID) -> Alert:
    """The alert, locked; it can still change."""
    alert = Alert.objects.select_for_update().get(pk=key)
    if alert.withdrawn_at is not None:
        raise BadAlert("It is withdrawn. Write a new alert.")
    return alert


def _check_newest(alert: Alert, version: AlertVersion) -> None:
    newest = AlertVersion.objects.filter(alert=alert).order_by("-number").first()
    if newest is None or newest.pk != version.pk:
        raise BadAlert("It was changed while you read. Read it again.")
    if newest.issued_at is not None:
        raise BadAlert("This version is out already. Write a new one.")


def _check_claims(organisation: UUID, new: AlertText) -> None:
    known = claims_of(organisation, new.claims)
    unknown = [key for key in new.claims if key not in known]
    if unknown:
        raise BadAlert(f"There is no claim “{unknown[0]}”.")
    if not any(claim.kind.stays for claim in known.values()):
        raise BadAlert("Name at least one emergency step: that is what always shows.")


def _fields(new: AlertText) -> dict[str, Any]:
    same = (
        "found", "sold_as", "looks", "why", "strength", "level", "area", "evidence", "samples",
        "first_seen", "last_seen", "review_by", "expires",
    )  # fmt: skip
    kept = {name: getattr(new, name) for name in same}
    return kept | {"source": stored_source(new.source), "claims": list(new.claims)}
