"""What listen holds of a participant, in the words of the "what we hold" page."""

from uuid import UUID

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.listen.models import (
    AboutYou,
    Answer,
    AnswerFile,
    Consent,
    Present,
    Segment,
    SessionConsent,
    TypedTurn,
    Value,
)
from pennydrop.rooms.listen.queries.recordings import recordings_with


def holdings(participant: UUID) -> list[Holding]:
    segments = Segment.objects.filter(participant=participant)
    sources = {segment.source.title for segment in segments.select_related("source")}
    kept = segments.filter(sealed__isnull=False).count()
    return [
        Holding(what="original passages", count=kept, used_in=tuple(sorted(sources))),
        Holding(what="draft answers", count=Answer.objects.filter(participant=participant).count()),
        Holding(
            what="answers as values", count=Value.objects.filter(participant=participant).count()
        ),
        Holding(
            what="pictures, recordings and files",
            count=AnswerFile.objects.filter(participant=participant).count(),
        ),
        Holding(
            what="typed turns",
            count=TypedTurn.objects.filter(participant=participant).count(),
        ),
        Holding(
            what="recordings of a session they were at",
            count=recordings_with(participant).count(),
        ),
        Holding(
            what="answers about the person",
            count=AboutYou.objects.filter(participant=participant).count(),
        ),
        Holding(
            what="notes of having been at a session",
            count=Present.objects.filter(participant=participant).count(),
        ),
        Holding(
            what="answers given at a session",
            count=SessionConsent.objects.filter(participant=participant).count(),
        ),
        Holding(
            what="answers about what we may do",
            count=Consent.objects.filter(participant=participant).count(),
        ),
    ]


def invitations(participant: UUID) -> list[Invitation]:
    """listen shows people nothing new of their own; the rooms above may."""
    return []
