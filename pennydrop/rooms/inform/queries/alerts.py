"""Read alerts: as the world does, and as those who pass them on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from pennydrop.core.documents.blocks import Block, ClaimRef, Heading
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.inform.models import Alert, AlertGrade, AlertVersion
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.queries.stored import read_source
from pennydrop.rooms.inform.rules.alerts import (
    AlertText,
    Evidence,
    Grade,
    Issued,
    Level,
    State,
)
from pennydrop.rooms.inform.rules.claims import Side, standing
from pennydrop.rooms.inform.rules.pages import GuidePage, page_of
from pennydrop.rooms.inform.rules.places import Place

MOST = 60


@dataclass(frozen=True)
class AlertPage:
    """An alert with what may be shown of what to do on a day."""

    alert: Issued
    state: State
    advice: GuidePage

    def instruction(self) -> list[str]:
        """The same as Markdown, a claim each. What is invented is marked as such elsewhere."""
        sections = self.advice.sections
        return [line.claim.text for one in sections for part in one.parts for line in part.lines]


def public_alerts(*, today: dt.date) -> dict[State, list[Issued]]:
    """The alerts that went out, by how they stand, newest first; at most `MOST` in all."""
    rows = AlertVersion.objects.exclude(issued_at=None).select_related("alert")
    newest: dict[UUID, list[AlertVersion]] = {}
    for row in rows.prefetch_related("grades").order_by("-issued_at", "-number"):
        newest.setdefault(row.alert_id, []).append(row)
    chosen = list(newest.values())[:MOST]
    invented = _invented(versions[0].alert for versions in chosen)
    found: dict[State, list[Issued]] = {state: [] for state in State}
    for versions in chosen:
        alert = _issued(versions, invented)
        found[alert.state(today)].append(alert)
    return found


def public_alert(key: UUID, *, today: dt.date, drafts: bool = True) -> AlertPage | None:
    """One that went out, or None. Advice stands on it while it is current, emergency steps always.
    With `drafts` a page of the demonstration shows unsigned advice too, under a banner."""
    rows = AlertVersion.objects.filter(alert=key).exclude(issued_at=None).select_related("alert")
    versions = list(rows.prefetch_related("grades").order_by("-number"))
    if not versions:
        return None
    alert = _issued(versions, _invented([versions[0].alert]))
    state = alert.state(today)
    advice = advice_of(
        versions[0].alert.organisation, alert.text, today=today, drafts=drafts and alert.invented,
        ended=state is not State.CURRENT,
    )  # fmt: skip
    return AlertPage(alert, state, advice)


def advice_of(
    organisation: UUID, text: AlertText, *, today: dt.date, drafts: bool, ended: bool = False
) -> GuidePage:
    """What to do and what helps in an emergency, from the claims that an alert names."""
    claims = claims_of(organisation, text.claims)
    keys = [key for key in text.claims if key in claims]
    advice = [key for key in keys if not claims[key].kind.stays and not ended]
    steps = [key for key in keys if claims[key].kind.stays]
    blocks: list[Block] = [
        Heading(2, "What to do"), *map(ClaimRef, advice),
        Heading(2, "In an emergency"), *map(ClaimRef, steps),
    ]  # fmt: skip
    return page_of(blocks, claims, partial(standing, today=today), drafts=drafts)


def alerts_of(organisation: UUID) -> list[AlertVersion]:
    """The newest version of each alert, newest first."""
    rows = AlertVersion.objects.filter(alert__organisation=organisation).select_related("alert")
    newest: dict[UUID, AlertVersion] = {}
    for row in rows.order_by("-made_at", "-number"):
        newest.setdefault(row.alert_id, row)
    return list(newest.values())


def newest_version(alert: Alert) -> AlertVersion:
    return AlertVersion.objects.filter(alert=alert).order_by("-number")[0]


def alert_text(row: AlertVersion) -> AlertText:
    return AlertText(
        found=row.found,
        sold_as=row.sold_as,
        why=row.why,
        level=Level(row.level),
        area=Place(row.area),
        evidence=Evidence(row.evidence),
        source=read_source(row.source),
        review_by=row.review_by,
        expires=row.expires,
        claims=tuple(row.claims),
        looks=row.looks,
        strength=row.strength,
        samples=row.samples,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
    )


def grades_of(rows: Iterable[AlertGrade]) -> tuple[Grade, ...]:
    found = [Grade(Side(r.side), r.role, Level(r.level), r.looks, r.on) for r in rows]
    return tuple(sorted(found, key=lambda grade: grade.side))


def _issued(versions: list[AlertVersion], invented: set[UUID]) -> Issued:
    """From the versions that went out, newest first."""
    newest, alert = versions[0], versions[0].alert
    earlier = [(row.number, row.issued_at) for row in reversed(versions[1:])]
    if newest.issued_at is None:
        raise ValueError("This version has not gone out.")
    return Issued(
        id=alert.pk,
        number=newest.number,
        text=alert_text(newest),
        grades=grades_of(newest.grades.all()),
        issued_at=newest.issued_at,
        earlier=tuple((number, at) for number, at in earlier if at is not None),
        withdrawn_at=alert.withdrawn_at,
        withdrawn_why=alert.withdrawn_why,
        invented=alert.organisation in invented,
    )


def _invented(alerts: Iterable[Alert]) -> set[UUID]:
    places = {alert.organisation for alert in alerts}
    rows = Organisation.objects.filter(pk__in=places, invented=True)
    return set(rows.values_list("pk", flat=True))
