"""Read who answers for the questions of courses."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.inform.models import Claim, ClaimVersion, Course, SignOff
from pennydrop.rooms.inform.queries.stored import claim_text
from pennydrop.rooms.inform.rules.claims import ClaimText
from pennydrop.rooms.inform.rules.course_questions import PREFIX, course_in, signed_marks


@dataclass(frozen=True)
class Worded:
    """Every wording of the claim that stands for a course's questions, newest first. A claim that
    is out of use has none."""

    texts: tuple[ClaimText, ...] = ()

    @property
    def now(self) -> ClaimText | None:
        return self.texts[0] if self.texts else None

    def marks(self, today: dt.date) -> frozenset[str]:
        """Those of the questions that both sides answer for."""
        return signed_marks(self.texts, today=today)


def worded_questions(organisation: UUID) -> dict[str, Worded]:
    """By the key of the claim. What was signed in an older wording stays signed, question by
    question: hence all of them. Two questions to the database."""
    found = ClaimVersion.objects.filter(
        claim__organisation=organisation, claim__key__startswith=PREFIX, claim__retired=False
    )
    versions = list(found.select_related("claim").order_by("-number"))
    standing: dict[UUID, list[SignOff]] = defaultdict(list)
    for one in SignOff.objects.filter(version__in=versions, ended_on=None).order_by("on", "pk"):
        standing[one.version_id].append(one)
    texts: dict[str, list[ClaimText]] = defaultdict(list)
    for version in versions:
        texts[version.claim.key].append(claim_text(version, standing[version.pk]))
    return {key: Worded(tuple(worded)) for key, worded in texts.items()}


def standing_signs(organisation: UUID, key: str) -> list[SignOff]:
    """The sign-offs that stand, of every wording, so that each can be taken back."""
    here = Claim.objects.filter(organisation=organisation, key=key)
    found = SignOff.objects.filter(version__claim__in=here, ended_on=None)
    return list(found.select_related("version").order_by("-version__number", "side"))


def course_behind(claim: Claim) -> Course | None:
    """The course whose questions a claim stands for, or None for any other claim."""
    slug = course_in(claim.key)
    return (
        Course.objects.filter(slug=slug, organisation=claim.organisation).first() if slug else None
    )
