"""Whose words may be read now, and who coded. Consent can change after a text was signed."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from pennydrop.core.people.queries import name_of
from pennydrop.core.prepared import Prepared
from pennydrop.rooms.listen.public import Use, participants_of, staff_among, who_agrees
from pennydrop.rooms.understand.models import Segment, Text

# Asked with every passage that is read.
_BROUGHT_IN = Prepared(
    lambda study: Text.objects.filter(study=study, came_from__isnull=False).values_list("pk"), UUID
)


def readable(study: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Those of `people` who agree to take part and to be analysed, and facilitators. Whoever took
    part in another study must have agreed to later ones too."""
    wanted = set(people)
    agreed = who_agrees(wanted, Use.ANALYSE)
    guests = guests_in(study) & wanted
    refused = guests - who_agrees(guests, Use.LATER_STUDIES) if guests else set()
    if agreed == wanted and not refused:
        return agreed
    return (agreed - refused) | staff_among(wanted - (agreed - refused))


def guests_in(study: UUID) -> set[UUID]:
    """People of other studies whose words were brought into this one's analysis."""
    texts = [text for (text,) in _BROUGHT_IN(study)]
    rows = Segment.objects.filter(text__in=texts) if texts else Segment.objects.none()
    return set(rows.values_list("participant", flat=True))


def counted(study: UUID) -> set[UUID]:
    """Participants of the study who agree to be analysed, and people of other studies who agree
    to this one too; facilitators are not counted."""
    people = {card.id for card in participants_of(study) if not card.staff}
    guests = guests_in(study)
    lent = who_agrees(guests, Use.LATER_STUDIES) - staff_among(guests) if guests else set()
    return who_agrees(people, Use.ANALYSE) | lent


def counted_among(study: UUID, people: Iterable[UUID]) -> set[UUID]:
    """Those of `people` who are counted in this study: as `counted`, of people who are known."""
    wanted = set(people)
    agreed = who_agrees(wanted, Use.ANALYSE)
    guests = guests_in(study) & wanted
    refused = guests - who_agrees(guests, Use.LATER_STUDIES) if guests else set()
    return agreed - refused - staff_among(agreed)


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
