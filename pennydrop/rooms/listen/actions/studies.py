"""Writes about studies."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import Organisation
from pennydrop.core.vault.keys import make_study_key
from pennydrop.rooms.listen.models import FormVersion, Sheet, Study
from pennydrop.rooms.listen.queries.builtin import (
    information_sheet,
    limits_of_confidentiality,
    seven_questions,
)

# No vowels, so that no word is ever spelt; no digits that are read as letters.
SLUG_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


class NotYet(Exception):
    """Real people can be asked nothing until a study has passed its go-live gate."""


@dataclass(frozen=True)
class NewStudy:
    """What a study starts with. `limits` are the limits of confidentiality."""

    organisation: UUID
    title: str
    public_title: str
    substance: str
    approach: str
    sheet: str
    limits: str
    form: dict[str, Any]
    invented: bool = False
    next_steps: str = ""


@transaction.atomic
def create_study(*, new: NewStudy, by: str, at: dt.datetime) -> Study:
    """Make a closed draft with version 1 of its sheet and its form, and the study's key."""
    slug = "".join(secrets.choice(SLUG_LETTERS) for _ in range(8))
    study = Study.objects.create(
        organisation_id=new.organisation,
        slug=slug,
        title=new.title,
        public_title=new.public_title,
        substance=new.substance,
        approach=new.approach,
        invented=new.invented,
        next_steps=new.next_steps,
        made_on=at.date(),
    )
    Sheet.objects.create(
        study=study, version=1, text=new.sheet, limits=new.limits, made_on=at.date()
    )
    FormVersion.objects.create(study=study, version=1, definition=new.form, made_on=at.date())
    make_study_key(study.pk)
    record(what="listen.study.created", on=str(study.pk), by=by, at=at)
    return study


def create_from_builtin(
    *,
    organisation: UUID,
    title: str,
    public_title: str = "Your say",
    substance: str = "ketamine",
    approach: str = "reflexive thematic",
    invented: bool = False,
    next_steps: str = "",
    by: str,
    at: dt.datetime,
) -> Study:
    """Make a closed draft with the shipped information sheet and the seven questions."""
    name = Organisation.objects.get(pk=organisation).name
    new = NewStudy(
        organisation=organisation,
        title=title,
        public_title=public_title,
        substance=substance,
        approach=approach,
        invented=invented,
        next_steps=next_steps,
        sheet=information_sheet(organisation=name, substance=substance),
        limits=limits_of_confidentiality(),
        form=seven_questions(),
    )
    return create_study(new=new, by=by, at=at)


@transaction.atomic
def open_study(*, study: Study, by: str, at: dt.datetime) -> None:
    """Let people answer. Raises NotYet for a real study: the go-live gate is not built yet."""
    if not study.invented:
        raise NotYet(
            "This study stays closed. Real people can be asked only after a go-live check "
            "(data protection, ethics, safeguarding, who reads and when), and that check is not "
            "part of this version yet. You can prepare everything else."
        )
    Study.objects.filter(pk=study.pk).update(state="open")
    record(what="listen.study.opened", on=str(study.pk), by=by, at=at)


@transaction.atomic
def count_contacts(*, study: Study, contacts: int | None, by: str, at: dt.datetime) -> None:
    """Note how many outreach contacts were made, for the method section."""
    Study.objects.filter(pk=study.pk).update(contacts_made=contacts)
    record(what="listen.study.contacts", on=str(study.pk), by=by, at=at)
