"""Write questions that claims answer, retire them, and bring in those that are shipped."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.inform.models import StoredMyth
from pennydrop.rooms.inform.queries.claims import claims_of
from pennydrop.rooms.inform.rules.myths import BadMyth, Myth, check_myth
from pennydrop.rooms.inform.rules.starter.reading import starter_myths


@transaction.atomic
def write_myth(
    *, organisation: UUID, new: Myth, starter: bool = False, by: str, at: dt.datetime
) -> StoredMyth:
    """Keep a question, in place of one with the same key. What of it is shown depends on the claims
    alone. Raises BadMyth."""
    check_myth(new)
    known = claims_of(organisation, new.claims)
    unknown = [key for key in new.claims if key not in known]
    if unknown:
        raise BadMyth(f"There is no claim “{unknown[0]}”.")
    here = StoredMyth.objects.filter(organisation=organisation)
    made, _ = here.update_or_create(
        organisation=organisation, key=new.key,
        defaults={
            "asked": new.asked, "claims": list(new.claims), "starter": starter, "retired": False,
        },
        create_defaults={
            "asked": new.asked, "claims": list(new.claims), "starter": starter,
            "place": here.count() + 1,
        },
    )  # fmt: skip
    record(what="inform.myth.write", on=str(made.pk), by=by, at=at)
    return made


@transaction.atomic
def retire_myth(*, myth: StoredMyth, by: str, at: dt.datetime) -> None:
    """Take a question out of use. Its key stays taken; writing it anew brings it back."""
    StoredMyth.objects.filter(pk=myth.pk).update(retired=True, starter=False)
    record(what="inform.myth.retire", on=str(myth.pk), by=by, at=at)


@transaction.atomic
def bring_in_myths(*, organisation: UUID, by: str, at: dt.datetime) -> int:
    """Add the shipped questions that are missing, and bring those up to date that nobody here has
    changed or retired; returns how many. Their claims have to be here already."""
    rows = {row.key: row for row in StoredMyth.objects.filter(organisation=organisation)}
    known, brought = claims_of(organisation), 0
    for new in starter_myths():
        row = rows.get(new.key)
        same = row and (row.asked, tuple(row.claims)) == (new.asked, new.claims)
        if same or (row and not row.starter) or not known.keys() >= set(new.claims):
            continue
        write_myth(organisation=organisation, new=new, starter=True, by=by, at=at)
        brought += 1
    return brought
