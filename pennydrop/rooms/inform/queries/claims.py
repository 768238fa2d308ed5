"""Read claims as they stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from pennydrop.rooms.inform.models import Claim, ClaimVersion, SignOff
from pennydrop.rooms.inform.queries.stored import claim_text
from pennydrop.rooms.inform.rules.claims import ClaimText


@dataclass(frozen=True)
class ClaimRow:
    """A claim of an organisation with the id of its current version."""

    id: UUID
    version: UUID
    text: ClaimText
    starter: bool


def claims_of(organisation: UUID, keys: Collection[str] | None = None) -> dict[str, ClaimText]:
    """The claims in use by key, all of them or those named. Two questions to the database."""
    return {row.text.key: row.text for row in claim_rows(organisation, keys)}


def claim_rows(organisation: UUID, keys: Collection[str] | None = None) -> list[ClaimRow]:
    """The same as rows, by key."""
    found = ClaimVersion.objects.filter(
        claim__organisation=organisation, claim__retired=False, number=F("claim__current")
    )
    if keys is not None:
        found = found.filter(claim__key__in=list(keys))
    versions = list(found.select_related("claim").order_by("claim__key"))
    signed = _signed(versions)
    return [
        ClaimRow(
            id=version.claim_id,
            version=version.pk,
            text=claim_text(version, signed.get(version.pk, [])),
            starter=bool(version.claim.starter),
        )
        for version in versions
    ]


def claim_with_key(organisation: UUID, key: str) -> Claim | None:
    return Claim.objects.filter(organisation=organisation, key=key).first()


def versions_of(claim: Claim) -> list[ClaimVersion]:
    """Every wording there was, newest first, with all sign-offs, ended ones too."""
    return list(
        ClaimVersion.objects.filter(claim=claim)
        .select_related("claim")
        .prefetch_related("signoffs")
        .order_by("-number")
    )


def _signed(versions: Iterable[ClaimVersion]) -> dict[UUID, list[SignOff]]:
    found: dict[UUID, list[SignOff]] = {}
    ids = [version.pk for version in versions]
    for row in SignOff.objects.filter(version__in=ids, ended_on=None).order_by("on", "pk"):
        found.setdefault(row.version_id, []).append(row)
    return found
