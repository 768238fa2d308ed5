"""Original words go early, once their names are taken out and signed for."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.actions.file_names import forget_file_names
from pennydrop.rooms.listen.actions.recordings import end_corrected
from pennydrop.rooms.listen.models import AnswerFile, Participant, Segment


@transaction.atomic
def drop_originals(*, participants: Collection[UUID], by: str, at: dt.datetime) -> int:
    """Empty the originals, hide lists, files, names of files and corrected recordings of these
    people. Returns how many passages went.

    The caller destroys the raw keys afterwards. A passage keeps its row, without words, so that
    sources still know whose turns they hold.
    """
    segments = Segment.objects.filter(participant__in=participants, sealed__isnull=False)
    count = segments.update(sealed=None)
    forget_file_names(participants)
    Participant.objects.filter(pk__in=participants).update(hide=None)
    AnswerFile.objects.filter(participant__in=participants).delete()
    for person in participants:
        end_corrected(person)
        record(what="listen.originals.dropped", on=str(person), by=by, at=at)
    return count
