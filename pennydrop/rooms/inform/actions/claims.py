"""Write a claim, sign it, take a sign-off back, and retire it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.models import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.queries.stored import claim_text, stored_source
from pennydrop.rooms.inform.rules.claims import LONGEST_REVIEW_DAYS, ClaimText, Side
from pennydrop.rooms.inform.rules.writing import BadClaim, check_claim


@transaction.atomic
def write_claim(
    *, organisation: UUID, new: ClaimText, why: str = "", starter: str = "", by: str,
    at: dt.datetime,
) -> Claim:  # fmt: skip
    """A new claim, or a new version of the one with this key. A new version begins unsigned; what
    is worded exactly as before stays as it is, with its sign-offs. Raises BadClaim."""
    check_claim(new)
    claim, _ = Claim.objects.select_for_update().get_or_create(
        organisation=organisation, key=new.key
    )
    before = _current(claim)
    if before is not None and not claim.retired and _same(claim_text(before), new):
        return claim
    claim.current += 1
    claim.starter = starter
    claim.retired = False
    claim.save()
    ClaimVersion.objects.create(
        claim=claim,
        number=claim.current,
        text=new.text.strip(),
        kind=new.kind,
        severity=new.severity,
        nations=sorted(new.nations),
        sources=[stored_source(source) for source in new.sources],
        disagree=new.disagree,
        conflict=new.conflict.strip(),
        why=why.strip(),
        made_by=by,
        made_at=at,
    )
    record(what="inform.claim.write", on=str(claim.pk), by=by, at=at)
    return claim


@transaction.atomic
def sign_claim(
    *, version: ClaimVersion, side: Side, role: str, review_by: dt.date, by: str, at: dt.datetime
) -> SignOff:
    """Answer for a version from one side, until a day.

    Raises BadClaim where it is no longer the current version, that side has signed, the same person
    signs for the other side, no source stands below it, or the review date is out of range.
    """
    claim = Claim.objects.select_for_update().get(pk=version.claim_id)
    today = at.date()
    standing = SignOff.objects.filter(version=version, ended_on=None)
    problems: Mapping[str, bool] = {
        "It was changed while you read. Read it again before you sign.": (
            claim.current != version.number or claim.retired
        ),
        "This side has signed already.": standing.filter(side=side).exists(),
        "You signed the other side. Somebody else has to sign this one.": (
            standing.filter(by=by).exists()
        ),
        "Name a source before anybody signs.": not version.sources,
        "Say in a few words who you are to readers, such as “urology nurse”.": not role.strip(),
        f"Choose a review date within {LONGEST_REVIEW_DAYS} days.": not (
            today < review_by <= today + dt.timedelta(days=LONGEST_REVIEW_DAYS)
        ),
    }
    _refuse(problems)
    made = SignOff.objects.create(
        version=version, side=side, role=role.strip(), by=by, on=today, review_by=review_by
    )
    record(what="inform.claim.sign", on=str(claim.pk), by=by, at=at)
    return made


@transaction.atomic
def review_again(
    *, version: ClaimVersion, side: Side, role: str, review_by: dt.date, by: str, at: dt.datetime
) -> SignOff:
    """Sign the same words anew when their review is due. The old sign-off ends on that day."""
    _end(SignOff.objects.filter(version=version, side=side, ended_on=None), by=by, on=at.date())
    return sign_claim(version=version, side=side, role=role, review_by=review_by, by=by, at=at)


@transaction.atomic
def take_sign_off_back(*, signed: SignOff, by: str, at: dt.datetime) -> None:
    """From now on nobody answers for that side. The claim leaves the public pages at once."""
    _end(SignOff.objects.filter(pk=signed.pk, ended_on=None), by=by, on=at.date())
    record(what="inform.claim.unsign", on=str(signed.version.claim_id), by=by, at=at)


@transaction.atomic
def retire_claim(*, claim: Claim, by: str, at: dt.datetime) -> None:
    """Take a claim out of use: guides show the rest. Writing it anew brings it back."""
    Claim.objects.filter(pk=claim.pk).update(retired=True)
    claim.retired = True
    record(what="inform.claim.retire", on=str(claim.pk), by=by, at=at)


def _end(rows: Any, *, by: str, on: dt.date) -> None:
    rows.update(ended_on=on, ended_by=by)


def _refuse(problems: Mapping[str, bool]) -> None:
    for problem, here in problems.items():
        if here:
            raise BadClaim(problem)


def _current(claim: Claim) -> ClaimVersion | None:
    if not claim.current:
        return None
    return ClaimVersion.objects.filter(claim=claim, number=claim.current).first()


def _same(before: ClaimText, new: ClaimText) -> bool:
    after = replace(new, text=new.text.strip(), conflict=new.conflict.strip(), signed=())
    return replace(before, signed=()) == after
