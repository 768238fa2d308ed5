"""What listen holds of a participant, in the words of the "what we hold" page."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model, QuerySet

from pennydrop.core.erasure.registry import Holding, Invitation
from pennydrop.rooms.listen.models import (
    AboutYou,
    Answer,
    AnswerFile,
    Consent,
    Participant,
    Present,
    Segment,
    Session,
    SessionConsent,
    Source,
    TypedTurn,
    Value,
)
from pennydrop.rooms.listen.queries.file_names import files_of, names_that_go_with
from pennydrop.rooms.listen.queries.recordings import recordings_with

# The names under which these are counted before they go and on the receipt. Participants read them.
ORIGINALS = "pieces of the words as they were given"
FILE_NAMES = "names of files that words came in"
SOURCES = "talks and forms with one person’s answers in them"
DRAFTS = "answers not shared yet"
VALUES = "other answers, such as numbers and choices"
FILES = "pictures, recordings and files"
TYPED = "pieces of a talk still being typed"
RECORDINGS = "sound recordings of a talk or group"
ABOUT_YOU = "answers about the person"
PRESENT = "notes of coming to a talk or group"
SESSIONS = "talks and groups that nobody else came to"
SAID_THERE = "answers about what we may do, at a talk or group"
SAID = "answers about what we may do"
HIDE = "list of what to hide"


# Counted by the rows that name the person, in this order.
_BEFORE: tuple[tuple[str, type[Model]], ...] = (
    (DRAFTS, Answer), (VALUES, Value), (FILES, AnswerFile), (TYPED, TypedTurn),
)  # fmt: skip
_AFTER: tuple[tuple[str, type[Model]], ...] = ((ABOUT_YOU, AboutYou), (PRESENT, Present))
_AGREED: tuple[tuple[str, type[Model]], ...] = ((SAID_THERE, SessionConsent), (SAID, Consent))


def holdings(participant: UUID) -> list[Holding]:
    segments = Segment.objects.filter(participant=participant)
    sources = {segment.source.title for segment in segments.select_related("source")}
    kept = segments.filter(sealed__isnull=False).count()
    hidden = Participant.objects.filter(pk=participant, hide__isnull=False).count()
    return [
        Holding(what=ORIGINALS, count=kept, used_in=tuple(sorted(sources))),
        Holding(what=FILE_NAMES, count=files_of(names_that_go_with([participant]))),
        Holding(what=SOURCES, count=sources_alone(participant).count()),
        *_rows_of(participant, _BEFORE),
        Holding(what=RECORDINGS, count=recordings_with(participant).count()),
        *_rows_of(participant, _AFTER),
        Holding(what=SESSIONS, count=_sessions_alone(participant)),
        *_rows_of(participant, _AGREED),
        Holding(what=HIDE, count=hidden),
    ]


def _rows_of(participant: UUID, tables: Iterable[tuple[str, type[Model]]]) -> list[Holding]:
    return [
        Holding(what=what, count=table._default_manager.filter(participant=participant).count())
        for what, table in tables
    ]


def sources_alone(participant: UUID) -> QuerySet[Source]:
    """Sources with nobody else's words in them; a facilitator alone is nobody."""
    theirs = Segment.objects.filter(participant=participant)
    others = Segment.objects.filter(participant__staff=False).exclude(participant=participant)
    return Source.objects.filter(pk__in=theirs.values("source")).exclude(
        pk__in=others.values("source")
    )


def _sessions_alone(participant: UUID) -> int:
    """How many sessions nobody else was at."""
    others = Present.objects.exclude(participant=participant)
    return (
        Session.objects.filter(present__participant=participant)
        .exclude(pk__in=others.values("session"))
        .count()
    )


def invitations(participant: UUID) -> list[Invitation]:
    """listen shows people nothing new of their own; the rooms above may."""
    return []
