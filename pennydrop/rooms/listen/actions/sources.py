"""Sources come in: each turn sealed under its speaker's raw key, all or nothing."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.participants import note
from pennydrop.rooms.listen.models import Participant, Segment, Source, Study

TABLE = "listen_segment"
ATTEMPTS = 5


@dataclass(frozen=True)
class NewSegment:
    """One turn to keep. `owner` holds the key; `speaker` is a pseudonym or a role, never a name.
    `exact`: the text is kept to the letter, because something lies on its code points."""

    owner: Participant
    speaker: str
    text: str
    question: str = ""
    exact: bool = False


@transaction.atomic
def add_source(
    *,
    study: Study,
    kind: str,
    fidelity: str,
    segments: Sequence[NewSegment],
    number: int | None = None,
    by: str,
    at: dt.datetime,
) -> Source:
    """Keep a source as its segments, in order; the whole source is exactly their concatenation, so
    that each text ends with one line end unless it is kept to the letter."""
    source = _take_number(study, kind, number, fidelity, by, timezone.localdate(at))
    Segment.objects.bulk_create(
        [_seal(source, order, segment) for order, segment in enumerate(segments)]
    )
    if by == "quiet":
        note("listen.source.shared", segments[0].owner, by=by, at=at)
    else:
        record(what="listen.source.added", on=str(source.pk), by=by, at=at)
    return source


def _seal(source: Source, order: int, segment: NewSegment) -> Segment:
    row = uuid.uuid4()
    text = segment.text if segment.exact else segment.text.rstrip("\n") + "\n"
    owner = segment.owner.pk
    box = seal(text, participant=owner, key="raw", table=TABLE, row=row, field="sealed")
    return Segment(
        id=row,
        source=source,
        order=order,
        participant_id=owner,
        speaker=segment.speaker,
        question=segment.question,
        sealed=box,
    )


def _take_number(
    study: Study, kind: str, number: int | None, fidelity: str, by: str, day: dt.date
) -> Source:
    for attempt in range(ATTEMPTS):
        taken = Source.objects.filter(study=study, kind=kind).aggregate(n=Max("number"))["n"]
        try:
            with transaction.atomic():
                return Source.objects.create(
                    study=study,
                    kind=kind,
                    number=number or (taken or 0) + 1,
                    fidelity=fidelity,
                    on=day,
                    added_by=by,
                )
        except IntegrityError:
            if number or attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")
