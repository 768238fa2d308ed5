"""What is known of participants besides their words: what the survey asked, what was noted at a
session, and what the team noted. Each person's is opened with their own key."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.listen.public import answered_values, bands_offered, bands_shared
from pennydrop.rooms.understand.models import CaseAttribute, CaseValue
from pennydrop.rooms.understand.queries.dataset import chosen_apart, many_chosen, outside_columns
from pennydrop.rooms.understand.rules.dataset import Column, Holds

TABLE = "understand_casevalue"
FEW = 500  # people whose values are looked up; for more all are read
Known = dict[UUID, dict[str, str]]


@dataclass(frozen=True)
class Attribute:
    """Something known of people. `key` says where from ("survey:town", "session:Age",
    "team:…"); `numeric`: its values are numbers, and are shown in bands; `choices`: what could be
    chosen, in the order of the form."""

    key: str
    label: str
    numeric: bool = False
    choices: tuple[str, ...] = ()

    @property
    def by_team(self) -> bool:
        return self.key.startswith("team:")


def attributes_of(study: UUID, people: Collection[UUID]) -> tuple[list[Attribute], Known]:
    """Everything known of these people: the attributes in order, and person -> key -> value.
    Consent is for the caller to ask about."""
    found: Known = {person: {} for person in people}
    known = [
        *_from_survey(study, people, found),
        *_from_sessions(study, people, found),
        *_from_team(study, people, found),
    ]
    return known, found


def _from_survey(study: UUID, people: Collection[UUID], found: Known) -> list[Attribute]:
    columns = {column.name: column for column in outside_columns(study)}
    several = many_chosen(study)
    for person, stored in answered_values(study, people).items():
        for name, value in chosen_apart(stored, several).items():
            if name in columns and value:
                found[person][f"survey:{name}"] = _read(columns[name], value)
    return [
        Attribute(
            f"survey:{column.name}",
            column.label,
            column.holds is Holds.NUMBER,
            tuple(label for _, label in column.choices),
        )  # fmt: skip
        for column in columns.values()
    ]


def _read(column: Column, stored: str) -> str:
    """What is stored, in words: a choice by its label, a day by its month."""
    if column.holds is Holds.DAY:
        return stored[:7]
    if column.holds is Holds.CHOICE and not column.choices:
        return {"1": "yes", "0": "no"}.get(stored, stored)
    return dict(column.choices).get(stored, stored)


def _from_sessions(study: UUID, people: Collection[UUID], found: Known) -> list[Attribute]:
    shared = bands_shared(study, people)
    for name, bands in shared.items():
        for person, band in bands.items():
            found[person][f"session:{name}"] = band
    offered = bands_offered(study)
    return [Attribute(f"session:{name}", name, choices=offered.get(name, ())) for name in shared]


def _from_team(study: UUID, people: Collection[UUID], found: Known) -> list[Attribute]:
    rows = CaseValue.objects.filter(attribute__study=study)
    if len(people) <= FEW:
        # What the attributes are called is asked with each table, of nobody's values.
        rows = rows.filter(participant__in=people)
    held = [row for row in rows if row.participant in found]
    warm({row.participant for row in held}, "words")
    for row in held:
        found[row.participant][team_key(row.attribute_id)] = open_value(row)
    attributes = CaseAttribute.objects.filter(study=study).order_by("order", "name")
    return [Attribute(team_key(row.pk), row.name) for row in attributes]


def team_key(attribute: UUID) -> str:
    return f"team:{attribute.hex}"


def open_value(row: CaseValue) -> str:
    return unseal(
        row.sealed, participant=row.participant, key="words", table=TABLE, row=row.pk,
        field="sealed",
    )  # fmt: skip
