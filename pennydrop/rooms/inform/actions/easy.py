"""Write easy words of a claim, sign them, take a sign-off back, and bring in those shipped."""

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.models import Claim, ClaimVersion, EasySignOff, EasyWording
from pennydrop.rooms.inform.queries.claims import claim_rows
from pennydrop.rooms.inform.queries.easy import easy_words, newest_wordings
from pennydrop.rooms.inform.queries.stored import claim_text
from pennydrop.rooms.inform.rules.claims import LONGEST_REVIEW_DAYS, Side
from pennydrop.rooms.inform.rules.easy import BadEasy, EasyWords, check_easy
from pennydrop.rooms.inform.rules.starter.reading import starter_claims
from pennydrop.rooms.inform.rules.starter.wording import starter_easy


@transaction.atomic
def write_easy_words(
    *, version: ClaimVersion, new: EasyWords, starter: bool = False, by: str, at: dt.datetime
) -> EasyWording:
    """Keep easy words of a version; they begin unsigned. The same words as before stay as they are,
    with their sign-offs. Raises BadEasy, also where the claim has changed since."""
    claim = Claim.objects.select_for_update().get(pk=version.claim_id)
    if claim.current != version.number or claim.retired:
        raise BadEasy("The claim was changed while you wrote. Read it again first.")
    check_easy(new, claim_text(version))
    before = newest_wordings([version.pk]).get(version.pk)
    if before is not None and easy_words(before).lines == new.lines:
        return before
    made = EasyWording.objects.create(
        version=version, number=before.number + 1 if before else 1,
        lines=[[line.picture, line.text] for line in new.lines], starter=starter,
        made_by=by, made_at=at,
    )  # fmt: skip
    record(what="inform.easy.write", on=str(claim.pk), by=by, at=at)
    return made


@transaction.atomic
def sign_easy_words(
    *, wording: EasyWording, side: Side, role: str, review_by: dt.date, by: str, at: dt.datetime
) -> EasySignOff:
    """Answer for easy words from one side, until a day; an earlier sign-off of that side ends.

    Raises BadEasy where they or their claim have changed, the same person signs for the other side,
    nobody says who they are to readers, or the review date is out of range.
    """
    claim = Claim.objects.select_for_update().get(pk=wording.version.claim_id)
    today = at.date()
    standing = EasySignOff.objects.filter(wording=wording, ended_on=None)
    newest = newest_wordings([wording.version_id])[wording.version_id]
    old = claim.current != wording.version.number or claim.retired or newest.pk != wording.pk
    problems: Mapping[str, bool] = {
        "They were changed while you read. Read them again before you sign.": old,
        "You signed the other side. Somebody else has to sign this one.": (
            standing.filter(by=by).exclude(side=side).exists()
        ),
        "Say in a few words who you are to readers, such as “urology nurse”.": not role.strip(),
        f"Choose a review date within {LONGEST_REVIEW_DAYS} days.": not (
            today < review_by <= today + dt.timedelta(days=LONGEST_REVIEW_DAYS)
        ),
    }
    for problem, here in problems.items():
        if here:
            raise BadEasy(problem)
    standing.filter(side=side).update(ended_on=today, ended_by=by)
    made = EasySignOff.objects.create(
        wording=wording, side=side, role=role.strip(), by=by, on=today, review_by=review_by
    )
    record(what="inform.easy.sign", on=str(claim.pk), by=by, at=at)
    return made


@transaction.atomic
def take_easy_sign_off_back(*, signed: EasySignOff, by: str, at: dt.datetime) -> None:
    """From now on nobody answers for that side: the words leave the public pages at once."""
    rows = EasySignOff.objects.filter(pk=signed.pk, ended_on=None)
    rows.update(ended_on=at.date(), ended_by=by)
    record(what="inform.easy.unsign", on=str(signed.wording.version.claim_id), by=by, at=at)


@transaction.atomic
def bring_in_easy(*, organisation: UUID, by: str, at: dt.datetime) -> int:
    """Add the shipped easy words to claims that are here as they were shipped, in place of older
    shipped ones; words that somebody here wrote stay. Returns how many were written."""
    shipped, claims = starter_easy(), starter_claims()
    rows = [row for row in claim_rows(organisation, list(shipped))
            if row.starter and row.text.text == claims[row.text.key].text]  # fmt: skip
    here = newest_wordings([row.version for row in rows])
    versions = ClaimVersion.objects.select_related("claim").in_bulk([row.version for row in rows])
    brought = 0
    for row in rows:
        before, new = here.get(row.version), shipped[row.text.key]
        if before and (not before.starter or easy_words(before).lines == new.lines):
            continue
        write_easy_words(version=versions[row.version], new=new, starter=True, by=by, at=at)
        brought += 1
    return brought
