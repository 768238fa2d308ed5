"""Services from somebody else's file: kept to be looked at, then taken in at once, or dropped."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.actions.services import keep
from pennydrop.rooms.inform.models import Service, ServiceBatch
from pennydrop.rooms.inform.queries.batches import known_of, read_batch
from pennydrop.rooms.inform.queries.stored_services import service_of
from pennydrop.rooms.inform.rules import services as rules
from pennydrop.rooms.inform.rules.open_referral.shapes import LARGEST
from pennydrop.rooms.inform.rules.web_names import is_web


@dataclass(frozen=True)
class Taken:
    """What came of it: how many are new, brought up to date, the same as before, and the names of
    those left alone because somebody here had changed or retired them."""

    new: int
    changed: int
    same: int
    left: tuple[str, ...]


@transaction.atomic
def keep_batch(
    *, organisation: UUID, publisher: str, link: str, licence: str, body: bytes, by: str,
    at: dt.datetime,
) -> ServiceBatch:  # fmt: skip
    """Keep a file so that it can be looked at; no service is written. Raises BadService."""
    publisher = " ".join(publisher.split())
    if not publisher or len(publisher) > rules.LONGEST_NAME:
        raise rules.BadService("Say who publishes it.")
    if link and not is_web(link):
        raise rules.BadService("The address where it is published has to begin with https://.")
    if len(body) > LARGEST:
        raise rules.BadService(f"It is larger than {LARGEST // 1024 // 1024} MB.")
    made = ServiceBatch.objects.create(
        organisation=organisation, publisher=publisher, link=link, body=body, made_by=by,
        licence=" ".join(licence.split())[: rules.LONGEST_LINE], made_at=at,
    )  # fmt: skip
    record(what="inform.services.look", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def take_batch(
    *, batch: ServiceBatch, chosen: Collection[UUID] | None, by: str, at: dt.datetime
) -> Taken:
    """Take the chosen services in (None: all), every one or, if anything fails, none. What somebody
    here has changed or retired since it last came is left as they have it."""
    row = ServiceBatch.objects.select_for_update().get(pk=batch.pk)
    counts = {"new": 0, "changed": 0, "same": 0}
    left = []
    known = known_of(row)
    for found in read_batch(row).services:
        if chosen is not None and found.id not in chosen:
            continue
        what = _take(row, known.get(found.origin.key), found, by, at)
        if what == "left":
            left.append(found.name)
        else:
            counts[what] += 1
    record(what="inform.services.take", on=str(row.pk), by=by, at=at)
    row.delete()
    return Taken(**counts, left=tuple(left))


@transaction.atomic
def drop_batch(*, batch: ServiceBatch, by: str, at: dt.datetime) -> None:
    """Take nothing in from it."""
    key = str(batch.pk)
    batch.delete()
    record(what="inform.services.drop", on=key, by=by, at=at)


def _take(
    batch: ServiceBatch, row: Service | None, found: rules.Service, by: str, at: dt.datetime
) -> str:
    mark = rules.mark_of(found)
    if row is None:
        free = not Service.objects.filter(pk=found.id).exists()
        key = found.id if free else uuid5(batch.organisation, f"{batch.publisher}/{found.id}")
        keep(batch.organisation, replace(found, id=key), None, by, at, mark)
        return "new"
    if row.retired_at is not None or row.mark != rules.mark_of(service_of(row)):
        return "left"
    if row.mark == mark:
        return "same"
    checked = rules.Checked(row.checked_on, row.checked_by, row.check_again)
    keep(batch.organisation, replace(found, id=row.pk, checked=checked), row, by, at, mark)
    return "changed"
