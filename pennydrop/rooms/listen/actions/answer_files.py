"""Staff open a picture or recording that somebody gave."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.models import AnswerFile
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.values import file_bytes
from pennydrop.rooms.listen.rules.consent import Use, check_may


@transaction.atomic
def take_file(*, file: AnswerFile, by: str, at: dt.datetime) -> bytes:
    """The bytes, for somebody who may see originals. It leaves the system with them: should the
    person take their words back, that copy must be destroyed too.

    Raises NotConsented where the person's yes to analysis does not hold on this day, and KeyGone.
    """
    person: UUID = file.participant_id
    check_may(consent_states([person], on=timezone.localdate(at))[person], Use.ANALYSE)
    data = file_bytes(file.pk)
    HandCopy.objects.create(
        study=file.participant.study_id, what=f"A file of {file.participant.name}", by=by,
        on=timezone.localdate(at),
    )  # fmt: skip
    record(what="listen.file.taken", on=str(file.pk), by=by, at=at)
    return data
