"""Writes about whom the study wants to hear, and what people chose to share."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.consent import TakenBack
from pennydrop.rooms.listen.models import AboutYou, Band, Characteristic, Participant, Study
from pennydrop.rooms.listen.queries.targets import ABOUT_TABLE
from pennydrop.rooms.listen.rules.targets import Wanted


class NameTaken(Exception):
    """The study counts something under this name already."""


@transaction.atomic
def keep_characteristic(
    *, study: Study, name: str, question: str, bands: Sequence[Wanted],
    was: Characteristic | None = None, by: str, at: dt.datetime,
) -> Characteristic:  # fmt: skip
    """Keep something "about you" that is counted, with its bands and targets, new or changed.

    A band that is not named any more goes; who shared it counts as "did not say" then. Raises
    NameTaken.
    """
    same = Characteristic.objects.filter(study=study, name=name).first()
    if same is not None and (was is None or same.pk != was.pk):
        raise NameTaken(f"“{name}” is counted already.")
    if was is None:
        was = Characteristic.objects.create(
            study=study,
            name=name,
            question=question,
            position=Characteristic.objects.filter(study=study).count(),
        )
    Characteristic.objects.filter(pk=was.pk).update(name=name)
    rows = Band.objects.filter(characteristic=was)
    rows.exclude(name__in=[band.name for band in bands]).delete()
    for position, band in enumerate(bands):
        rows.update_or_create(
            characteristic=was,
            name=band.name,
            defaults={"position": position, "wanted": band.target},
        )
    record(what="listen.target.kept", on=str(study.pk), by=by, at=at)
    return was


@transaction.atomic
def drop_characteristic(*, characteristic: Characteristic, by: str, at: dt.datetime) -> None:
    """Count it no more; what people shared about it goes."""
    record(what="listen.target.dropped", on=str(characteristic.study_id), by=by, at=at)
    characteristic.delete()


@transaction.atomic
def keep_about_you(
    *, participant: Participant, shared: Mapping[int, str], by: str, at: dt.datetime
) -> None:
    """Keep what somebody chose to share, by characteristic, sealed; an empty text takes it away.

    Raises TakenBack.
    """
    held = Participant.objects.filter(pk=participant.pk, state="shared")
    if not held.update(staff=F("staff")):  # holds the row while we write
        raise TakenBack(f"{participant.name} has taken their words back.")
    for characteristic, band in shared.items():
        rows = AboutYou.objects.filter(participant=participant, characteristic=characteristic)
        rows.delete()
        if band:
            _keep(participant.pk, characteristic, band)
    record(what="listen.about_you.kept", on=str(participant.pk), by=by, at=at)


def _keep(participant: UUID, characteristic: int, band: str) -> None:
    row = uuid.uuid4()
    box = seal(
        band, participant=participant, key="words", table=ABOUT_TABLE, row=row, field="sealed"
    )
    AboutYou.objects.create(
        id=row, participant_id=participant, characteristic_id=characteristic, sealed=box
    )


def forget_about_you(participant: UUID) -> int:
    """Remove what somebody shared about themselves. Returns how many answers."""
    return AboutYou.objects.filter(participant=participant).delete()[0]
