"""What must be entered before a study may open, and every change to it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.actions.sheets import renew_sheet
from pennydrop.rooms.listen.models import GateEntry, Study
from pennydrop.rooms.listen.queries.gate import anyone_joined, settings_of
from pennydrop.rooms.listen.rules.gate import ITEMS, Item, check_kept, check_ready


class NeedsReason(Exception):
    """What people were told once is changed only with a reason."""


@transaction.atomic
def enter_item(
    *, study: Study, item: Item, values: Mapping[str, Any], reason: str = "", by: str,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Enter one item of the gate; `values` has every field of the item.

    A new version is kept of it and, where its words change, of the information sheet. Raises
    NeedsReason once the study has been open, BrokenPromise where people who have joined were told
    something better, and NotReady where an open study would no longer pass its gate.
    """
    if set(values) != set(ITEMS[item].fields):
        raise ValueError(f"The item {item.value} has other fields.")
    # Holds the row, so that two entries at once cannot undo each other.
    Study.objects.filter(pk=study.pk).update(invented=study.invented)
    held = Study.objects.select_related("organisation").get(pk=study.pk)
    if held.opened_on and not reason.strip():
        raise NeedsReason("This study has been open. Say why this is changed.")
    before = settings_of(held)
    for name, value in values.items():
        setattr(held, name, value)
    after = settings_of(held)
    if before == after:
        return
    if anyone_joined(held.pk):
        check_kept(before, after)
    if held.state == "open" and not held.invented:
        check_ready(after, on=timezone.localdate(at))
    held.save(update_fields=list(values))
    _keep_entry(held, item, values, reason.strip(), by, timezone.localdate(at))
    renew_sheet(study=held, reason=reason.strip(), by=by, at=at)
    record(what=f"listen.gate.{item.value}.entered", on=str(held.pk), by=by, at=at)


def _keep_entry(
    study: Study, item: Item, values: Mapping[str, Any], reason: str, by: str, day: dt.date
) -> None:
    plain = {name: str(v) if isinstance(v, dt.date) else v for name, v in values.items()}
    version = GateEntry.objects.filter(study=study, item=item.value).count() + 1
    GateEntry.objects.create(
        study=study, item=item.value, version=version, values=plain, reason=reason, by=by, on=day
    )
