"""Read whom a study wants to hear, and count who was heard, by what they chose to share."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from pennydrop.core.numbers.small import Figure
from pennydrop.core.vault.sealing import unseal, warm
from pennydrop.rooms.listen.models import AboutYou, Band, Characteristic, Participant
from pennydrop.rooms.listen.models.participants import Value
from pennydrop.rooms.listen.models.targets import PLACES
from pennydrop.rooms.listen.queries.studies import newest_form
from pennydrop.rooms.listen.rules.form import NotAForm, Question, form_from_json
from pennydrop.rooms.listen.rules.targets import (
    Heard,
    Wanted,
    count_bands,
    named_by,
    protect,
)

ABOUT_TABLE = "listen_aboutyou"
VALUE_TABLE = "listen_value"
SEAL = 29  # the algorithm byte, the random nonce and the beginning: new with every sealing


@dataclass(frozen=True)
class Counted:
    """One characteristic as it may be read."""

    id: int
    name: str
    heard: tuple[Heard, ...]
    not_shared: Figure


def characteristics_of(study: UUID) -> list[Characteristic]:
    return list(Characteristic.objects.filter(study=study).order_by("position", "pk"))


def characteristic_by_id(study: UUID, wanted: int) -> Characteristic | None:
    return Characteristic.objects.filter(study=study, pk=wanted).first()


def bands_of(characteristic: int) -> list[Wanted]:
    rows = Band.objects.filter(characteristic=characteristic).order_by("position", "pk")
    return [Wanted(row.name, row.wanted) for row in rows]


def choosing_questions(study: UUID) -> list[Question]:
    """Questions of the newest form to which one answer is chosen: those can be counted."""
    version = newest_form(study)
    try:
        questions = form_from_json(version.definition).questions() if version else ()
    except NotAForm:
        return []
    return [question for question in questions if question.choices]


def heard_from(study: UUID, *, threshold: int) -> list[Counted]:
    """Everything that is counted, protected. People who have left are not in it."""
    people = set(_people(study).values_list("pk", flat=True))
    counted = []
    for row in characteristics_of(study):
        bands = bands_of(row.pk)
        said = _places(people) if row.question == PLACES else _shared(row, people)
        counts = count_bands(said, [band.name for band in bands], len(people))
        heard, silent = protect(bands, counts, threshold=threshold)
        counted.append(Counted(row.pk, row.name, tuple(heard), silent))
    return counted


def about_you(participant: UUID) -> dict[int, str]:
    """What somebody shared, by characteristic."""
    rows = AboutYou.objects.filter(participant=participant)
    return {row.characteristic_id: _band(row) for row in rows}


def mark_of_bands(study: UUID) -> str:
    """A digest of the seals of what was noted at sessions; nothing is opened."""
    rows = AboutYou.objects.filter(characteristic__study=study).order_by("pk")
    seals = rows.values_list("sealed", flat=True)
    return hashlib.sha256(b"".join(bytes(seal)[:SEAL] for seal in seals)).hexdigest()


def bands_by_person(study: UUID, people: Collection[UUID]) -> dict[str, dict[UUID, str]]:
    """What was noted at sessions: characteristic -> person -> band. What people chose in the form
    is not in it (queries/values.py)."""
    noted = AboutYou.objects.filter(characteristic__study=study).select_related("characteristic")
    held = [
        row for row in noted.order_by("characteristic__position") if row.participant_id in people
    ]
    warm({row.participant_id for row in held}, "words")
    found: dict[str, dict[UUID, str]] = {}
    for row in held:
        found.setdefault(row.characteristic.name, {})[row.participant_id] = _band(row)
    return found


def bands_in_order(study: UUID) -> dict[str, tuple[str, ...]]:
    """Characteristic -> its bands, in the order in which they are offered."""
    found: dict[str, tuple[str, ...]] = {}
    rows = Band.objects.filter(characteristic__study=study).order_by("position", "pk")
    for name, band in rows.values_list("characteristic__name", "name"):
        found[name] = (*found.get(name, ()), band)
    return found


def _shared(row: Characteristic, people: set[UUID]) -> list[str]:
    """The bands of everybody who shared one: noted at a session, else chosen in the form."""
    noted = list(AboutYou.objects.filter(characteristic=row, participant__in=people))
    warm({kept.participant_id for kept in noted}, "words")
    bands = {kept.participant_id: _band(kept) for kept in noted}
    for person, band in _chosen(row, people) if row.question else ():
        bands.setdefault(person, band)
    return list(bands.values())


def _chosen(row: Characteristic, people: set[UUID]) -> list[tuple[UUID, str]]:
    """What people chose in the form. A question stands at its name, or below a group's."""
    here = Q(question=row.question) | Q(question__endswith=f"/{row.question}")
    values = list(Value.objects.filter(here, participant__in=people))
    warm({value.participant_id for value in values}, "words")
    names = _names(row)
    found = [(value.participant_id, named_by(names, _value(value))) for value in values]
    return [(person, band) for person, band in found if band]


def _places(people: set[UUID]) -> list[str]:
    """Where people were heard: one place for each, that of the first session with one."""
    rows = Participant.objects.filter(pk__in=people, present__session__place__isnull=False)
    found = rows.order_by("present__session__on").values_list("pk", "present__session__place__name")
    first: dict[UUID, str] = {}
    for person, place in found:
        first.setdefault(person, place)
    return list(first.values())


def _people(study: UUID) -> QuerySet[Participant]:
    return Participant.objects.filter(study=study, staff=False, state="shared")


def _names(row: Characteristic) -> dict[str, str]:
    """What is stored for each choice of the question, to the band of the choice's label."""
    bands = {band.name.casefold(): band.name for band in bands_of(row.pk)}
    question = next((q for q in choosing_questions(row.study_id) if q.name == row.question), None)
    return {
        choice.name.casefold(): bands.get(str(choice.label).casefold(), "")
        for choice in (question.choices if question else ())
    }


def _value(row: Value) -> str:
    return unseal(
        row.sealed,
        participant=row.participant_id,
        key="words",
        table=VALUE_TABLE,
        row=row.pk,
        field="sealed",
    )


def _band(row: AboutYou) -> str:
    return unseal(
        row.sealed,
        participant=row.participant_id,
        key="words",
        table=ABOUT_TABLE,
        row=row.pk,
        field="sealed",
    )
