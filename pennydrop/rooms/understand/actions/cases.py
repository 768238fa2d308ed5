"""Writes about participants as cases: what the team notes of them."""

import datetime as dt
import uuid
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from pennydrop.core.audit.actions import record
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.models import CaseAttribute, CaseValue
from pennydrop.rooms.understand.queries.attributes import TABLE, open_value
from pennydrop.rooms.understand.queries.cases import is_case

LONGEST_NAME, LONGEST_VALUE = 60, 60
MOST = 40


class BadAttribute(Exception):
    """The message says what is wrong with an attribute or a value."""


@transaction.atomic
def make_attribute(*, study: UUID, name: str, by: str, at: dt.datetime) -> CaseAttribute:
    """Begin to note something of participants. Raises BadAttribute."""
    tidied = _tidy(name, LONGEST_NAME)
    rows = CaseAttribute.objects.filter(study=study)
    if not tidied:
        raise BadAttribute("Give it a name, such as “Town or country”.")
    if rows.filter(name__iexact=tidied).exists():
        raise BadAttribute(f"“{tidied}” is noted already.")
    if rows.count() >= MOST:
        raise BadAttribute(f"{MOST} things can be noted of participants.")
    last = rows.aggregate(last=Max("order"))["last"]
    row = CaseAttribute.objects.create(
        study=study, name=tidied, order=0 if last is None else last + 1, by=by, at=at
    )
    record(what="understand.attribute.made", on=str(row.pk), by=by, at=at)
    return row


@transaction.atomic
def drop_attribute(*, attribute: UUID, by: str, at: dt.datetime) -> int:
    """Stop noting it, and remove what was noted. Returns of how many people something was."""
    row = CaseAttribute.objects.get(pk=attribute)
    count: int = row.casevalue_set.count()
    row.delete()
    record(what="understand.attribute.dropped", on=str(attribute), by=by, at=at)
    return count


@transaction.atomic
def note_case(
    *, study: UUID, participant: UUID, values: Mapping[UUID, str], by: str, at: dt.datetime
) -> int:
    """Note what is known of one participant: attribute -> value ("" takes it away). Returns how
    many values changed. Raises BadAttribute, also for somebody who is not of this study."""
    if not is_case(study, participant):
        raise BadAttribute("This person is not in the study any more.")
    known = {row.pk for row in CaseAttribute.objects.filter(study=study)}
    rows = CaseValue.objects.filter(participant=participant, attribute__study=study)
    before = {row.attribute_id: row for row in rows}
    changed = 0
    for attribute, typed in values.items():
        if attribute not in known:
            raise BadAttribute("One of these is not noted any more.")
        changed += _note(attribute, participant, typed, before.get(attribute), by, at)
    if changed:
        record(what="understand.case.noted", on=str(participant), by=by, at=at)
    return changed


def _note(
    attribute: UUID, participant: UUID, typed: str, row: CaseValue | None, by: str, at: dt.datetime
) -> bool:
    value = _tidy(typed, LONGEST_VALUE)
    if value == (open_value(row) if row else ""):
        return False
    if row is not None:
        row.delete()
    if value:
        new = CaseValue(
            id=uuid.uuid4(), attribute_id=attribute, participant=participant, by=by, at=at
        )
        new.sealed = seal(
            value, participant=participant, key="words", table=TABLE, row=new.pk, field="sealed"
        )
        new.save(force_insert=True)
    return True


def _tidy(typed: str, longest: int) -> str:
    tidied = " ".join(typed.split())
    if len(tidied) > longest:
        raise BadAttribute(f"At most {longest} characters; this has {len(tidied)}.")
    return tidied
