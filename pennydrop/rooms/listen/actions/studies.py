"""Writes about studies."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from pennydrop.core.audit.actions import record
from pennydrop.core.people.models import Organisation
from pennydrop.core.vault.keys import make_study_key
from pennydrop.rooms.listen.models import FormVersion, Sheet, Study
from pennydrop.rooms.listen.models.studies import APPROACHES
from pennydrop.rooms.listen.queries.builtin import (
    information_sheet,
    limits_of_confidentiality,
    seven_questions,
)
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.queries.studies import holes_in_sheet, sheet_is_behind
from pennydrop.rooms.listen.rules.gate import check_ready

# No vowels, so that no word is ever spelt; no digits that are read as letters.
SLUG_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


class NoSuchApproach(Exception):
    """A study is analysed in one of the ways that models.studies.APPROACHES lists."""


class NotOpen(Exception):
    """The study is not open, so there is nothing to close."""


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
    asks_whom: str = "both"


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
        asks_whom=new.asks_whom,
        invented=new.invented,
        next_steps=new.next_steps,
        made_on=timezone.localdate(at),
    )
    Sheet.objects.create(
        study=study, version=1, text=new.sheet, limits=new.limits, made_on=timezone.localdate(at)
    )
    FormVersion.objects.create(
        study=study, version=1, definition=new.form, made_on=timezone.localdate(at)
    )
    make_study_key(study.pk)
    record(what="listen.study.created", on=str(study.pk), by=by, at=at)
    return study


def create_from_builtin(
    *,
    organisation: UUID,
    title: str,
    public_title: str = "Your say",
    substance: str = "ketamine",
    approach: str = "codebook",
    asks_whom: str = "both",
    invented: bool = False,
    next_steps: str = "",
    by: str,
    at: dt.datetime,
) -> Study:
    """Make a closed draft with the information sheet and the seven questions that ship for those
    whom it asks: `used`, `affected` (people close to somebody who uses) or `both`."""
    name = Organisation.objects.get(pk=organisation).name
    new = NewStudy(
        organisation=organisation,
        title=title,
        public_title=public_title,
        substance=substance,
        approach=approach,
        asks_whom=asks_whom,
        invented=invented,
        next_steps=next_steps,
        sheet=information_sheet(organisation=name, substance=substance, whom=asks_whom),
        limits=limits_of_confidentiality(),
        form=seven_questions(whom=asks_whom),
    )
    return create_study(new=new, by=by, at=at)


class SheetUnfilled(Exception):
    """People would read a sheet with a hole in it. The message says what is missing."""


class SheetBehind(Exception):
    """People would be told something that was written for earlier questions."""


@transaction.atomic
def open_study(*, study: Study, by: str, at: dt.datetime) -> None:
    """Let people answer, for the first time or again.

    Raises NotReady, naming each missing thing, unless everything is entered that the go-live gate
    asks for, SheetUnfilled where the information sheet has a hole, and SheetBehind until somebody
    has saved the sheet since the newest questions were kept. An invented study passes: nobody real
    is asked through it.
    """
    held = Study.objects.get(pk=study.pk)
    if not held.invented:
        check_ready(settings_of(held), on=timezone.localdate(at))
        holes = holes_in_sheet(held.pk)
        if holes:
            raise SheetUnfilled(f"The information sheet is not finished: {'; '.join(holes)}.")
        if sheet_is_behind(held.pk):
            raise SheetBehind(
                "The information sheet was last saved before these questions. Read it again, and "
                "save it: as it is, where it still holds."
            )
    shut = Study.objects.filter(pk=study.pk).exclude(state="open")
    if shut.update(state="open", opened_on=Coalesce("opened_on", Value(timezone.localdate(at)))):
        record(what="listen.study.opened", on=str(study.pk), by=by, at=at)


@transaction.atomic
def close_study(*, study: Study, by: str, at: dt.datetime) -> None:
    """Take no more answers. Codes work on. Raises NotOpen."""
    if not Study.objects.filter(pk=study.pk, state="open").update(state="closed"):
        raise NotOpen("This study is not open, so there is nothing to close.")
    record(what="listen.study.closed", on=str(study.pk), by=by, at=at)


@transaction.atomic
def count_contacts(*, study: Study, contacts: int | None, by: str, at: dt.datetime) -> None:
    """Note how many outreach contacts were made, for the method section."""
    Study.objects.filter(pk=study.pk).update(contacts_made=contacts)
    record(what="listen.study.contacts", on=str(study.pk), by=by, at=at)


@transaction.atomic
def set_approach(*, study: UUID, approach: str, by: str, at: dt.datetime) -> None:
    """Analyse in another way from now on. Why is for the room of analysis to keep.

    Raises NoSuchApproach.
    """
    if approach not in APPROACHES:
        raise NoSuchApproach(f"A study can be {', '.join(APPROACHES)}.")
    Study.objects.filter(pk=study).update(approach=approach)
    record(what="listen.study.approach", on=str(study), by=by, at=at)
