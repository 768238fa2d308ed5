"""Whose words may be read now, and who coded. Consent can change after a text was signed."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from pennydrop.core.people.queries import name_of
from pennydrop.rooms.listen.public import Use, participants_of, staff_among, who_agrees


def readable(study: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Those of `people` who agree to take part and to be analysed, and facilitators."""
    wanted = set(people)
    agreed = who_agrees(wanted, Use.ANALYSE)
    if agreed == wanted:
        return agreed
    return agreed | staff_among(wanted - agreed)


def counted(study: UUID) -> set[UUID]:
    """Participants of the study who agree to be analysed; facilitators are not counted."""
    people = {card.id for card in participants_of(study) if not card.staff}
    return who_agrees(people, Use.ANALYSE)


def counted_among(people: Iterable[UUID]) -> set[UUID]:
    """Those of `people` who are counted: who agree to be analysed; facilitators are not."""
    agreed = who_agrees(people, Use.ANALYSE)
    return agreed - staff_among(agreed)


class Ids(dict[str, UUID]):
    """Ids read as text, each turned into a UUID once: a long list repeats few of them, and making
    them is what such a list would spend its time on."""

    def __missing__(self, typed: str) -> UUID:
        self[typed] = made = UUID(typed)
        return made


def as_text(field: str) -> Cast:
    return Cast(field, CharField())


class Names(dict[str, str]):
    """Names of coders, each looked up once."""

    def __missing__(self, by: str) -> str:
        self[by] = found = name_of(by)
        return found
