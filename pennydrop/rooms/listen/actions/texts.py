"""Texts of a project that was analysed elsewhere become sources, exactly as they stand."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.rooms.listen.actions.file_names import keep_file_name
from pennydrop.rooms.listen.actions.importing import add_to_hide_list
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Participant, Sheet, Study
from pennydrop.rooms.listen.rules.speakers import sealed_together, staff_label


@dataclass(frozen=True)
class NewPart:
    """A part of a text. `person` tells the people of a project apart ("" is staff); `text` is kept
    to the letter, white space and line ends included."""

    person: str
    text: str
    question: str = ""


@dataclass(frozen=True)
class NewText:
    """One source: its parts in order, each at most 4,000 code points, and names to be hidden by
    the person whose they are ("" for staff). `file`: what the text was called where it was."""

    kind: str
    fidelity: str
    parts: tuple[NewPart, ...]
    names: tuple[tuple[str, str], ...] = ()
    file: str = ""


@dataclass(frozen=True)
class Arrived:
    """A text as it was kept: its source, and whose key seals each part."""

    source: UUID
    title: str
    owners: tuple[UUID, ...]


@transaction.atomic
def bring_in_texts(
    *, study: UUID, texts: Sequence[NewText], consents: Mapping[str, str], by: str, at: dt.datetime
) -> list[Arrived]:
    """Keep every text. People of one name in the project are one new participant each; `consents`
    (scope to answer) is what all of them agreed to on paper, and what is left out is unknown: no.

    Call it inside a transaction on the key store too, so that both are kept or neither.
    """
    cast = _Cast(Study.objects.get(pk=study), consents, by, at)
    made = [cast.keep(text) for text in texts]
    record(what="listen.texts.brought_in", on=str(study), by=by, at=at)
    return made


class _Cast:
    """The people of the project, each made when first met."""

    def __init__(self, study: Study, consents: Mapping[str, str], by: str, at: dt.datetime) -> None:
        self.study, self.consents, self.by, self.at = study, consents, by, at
        self.people: dict[str, Participant] = {}
        self.staff: Participant | None = None
        self.sheet = Sheet.objects.filter(study=study).order_by("-version").first()

    def keep(self, text: NewText) -> Arrived:
        people = dict.fromkeys(part.person for part in text.parts if part.person)
        owners = {name: self._person(name) for name in people}
        if any(not part.person for part in text.parts):
            alone = sealed_together(text.kind, len(owners))
            owners[""] = next(iter(owners.values())) if alone else self._staff()
        for whose, name in text.names:
            if whose in owners:
                add_to_hide_list(participant=owners[whose], terms=[name], by=self.by, at=self.at)
        role = staff_label(text.kind, 1, 1)
        source = add_source(
            study=self.study, kind=text.kind, fidelity=text.fidelity,
            segments=[
                NewSegment(
                    owner=owners[part.person], text=part.text, question=part.question, exact=True,
                    speaker=owners[part.person].name if part.person else role,
                )
                for part in text.parts
            ],
            by=self.by, at=self.at,
        )  # fmt: skip
        keep_file_name(name=text.file, sources=[source])
        return Arrived(source.pk, source.title, tuple(owners[p.person].pk for p in text.parts))

    def _person(self, name: str) -> Participant:
        if name not in self.people:
            made = self._new(staff=False)
            self.people[name] = made
            if self.consents:
                record_consent(
                    participant=made, answers=self.consents, sheet=self.sheet, how="paper",
                    by=self.by, at=self.at,
                )  # fmt: skip
        return self.people[name]

    def _staff(self) -> Participant:
        self.staff = self.staff or self._new(staff=True)
        return self.staff

    def _new(self, *, staff: bool) -> Participant:
        return add_participant(
            study=self.study, state="shared", lookup=None, staff=staff, by=self.by, at=self.at
        )
