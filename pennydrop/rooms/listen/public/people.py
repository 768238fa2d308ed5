"""People who take part, as other rooms may see them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.prepared import Prepared
from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.listen.models import Answer, Consent, Participant, Present, TypedTurn
from pennydrop.rooms.listen.queries.answers import person_by_lookup
from pennydrop.rooms.listen.queries.consent import consent_states
from pennydrop.rooms.listen.queries.recordings import UNCORRECTED
from pennydrop.rooms.listen.rules.consent import NEEDS, ConsentState, Use, may
from pennydrop.rooms.listen.rules.hiding import HideLine, read_lines, terms_of


@dataclass(frozen=True)
class ParticipantCard:
    id: UUID
    name: str
    staff: bool
    state: str


def drafting(study: UUID) -> set[UUID]:
    """Who has answers begun and not yet shared, a transcript that is being typed, or a recording
    that nobody has corrected: they still need their key to the originals."""
    begun = Answer.objects.filter(participant__study=study)
    typed = TypedTurn.objects.filter(session__study=study, participant__isnull=False)
    heard = Present.objects.filter(session__study=study, session__recording__state__in=UNCORRECTED)
    return {
        person
        for rows in (begun, typed, heard)
        for person in rows.values_list("participant_id", flat=True)
    }


def study_of(participant: UUID) -> UUID | None:
    """The study that this person took part in."""
    return Participant.objects.filter(pk=participant).values_list("study", flat=True).first()


def participants_of(study: UUID) -> list[ParticipantCard]:
    rows = Participant.objects.filter(study=study).order_by("staff", "number")
    return [ParticipantCard(row.pk, row.name, row.staff, row.state) for row in rows]


def participant_with(lookup: str) -> UUID | None:
    """Whoever holds the private code that leads to this lookup; nobody once their words were taken
    back."""
    person = person_by_lookup(lookup)
    return person.pk if person else None


def who_can_come_back(participants: Iterable[UUID]) -> set[UUID]:
    """Those who hold a private code: what is shown under a code reaches nobody else."""
    rows = Participant.objects.filter(pk__in=set(participants), lookup__isnull=False)
    return set(rows.values_list("pk", flat=True))


def hide_lists(participants: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Who and what each person asked to have hidden, in their own words."""
    return {person: terms_of(lines) for person, lines in hide_lines(participants).items()}


def hide_lines(participants: Iterable[UUID]) -> dict[UUID, list[HideLine]]:
    """The same, with whose name it is where that came from a speaker's label."""
    rows = Participant.objects.filter(pk__in=set(participants), hide__isnull=False)
    return {
        row.pk: read_lines(
            unseal(
                row.hide or b"",
                participant=row.pk,
                key="raw",
                table="listen_participant",
                row=row.pk,
                field="hide",
            ).splitlines()
        )
        for row in rows
    }


def consents_of(
    participants: Iterable[UUID], *, on: dt.date | None = None
) -> dict[UUID, ConsentState]:
    """What each person agreed to, newest versions; somebody never asked is all unknown.

    With a day: as it stands on that day, so that what has lapsed before it counts as no."""
    return consent_states(participants, on=on)


def who_agrees(participants: Iterable[UUID], use: Use, *, on: dt.date | None = None) -> set[UUID]:
    """Those who agree to this use of their words now, or on a day. Unknown means no."""
    states = consent_states(participants, NEEDS[use], on=on)
    return {person for person, state in states.items() if may(state, use)}


# Asked with each search and each count.
_NEWEST_CONSENT = Prepared(lambda: Consent.objects.order_by("-pk").values_list("pk")[:1])


def newest_consent() -> int:
    """The number of the newest entry in the ledger of consents; 0 where there is none."""
    return next((number for (number,) in _NEWEST_CONSENT()), 0)


def consent_changes_since(entry: int) -> set[UUID]:
    """Who said something about their consent after the entry of this number."""
    rows = Consent.objects.filter(pk__gt=entry).values_list("participant", flat=True)
    return set(rows.distinct())


def staff_among(participants: Iterable[UUID]) -> set[UUID]:
    """Those who facilitate: their turns have keys, and nobody counts them."""
    wanted = list(participants)
    found: set[UUID] = set()
    for start in range(0, len(wanted), 500):
        rows = Participant.objects.filter(pk__in=wanted[start : start + 500], staff=True)
        found.update(rows.values_list("pk", flat=True))
    return found


def name_of_participant(participant: UUID, study: UUID) -> str | None:
    """The pseudonym of somebody who takes part in this study; None for anybody else."""
    row = Participant.objects.filter(pk=participant, study=study).first()
    return row.name if row else None


def day_withdrawn(participant: UUID) -> dt.date:
    """The day on which the person took their words back (design: days, never times)."""
    day = Participant.objects.values_list("withdrawn_on", flat=True).get(pk=participant)
    if day is None:
        raise ValueError("This person has not withdrawn.")
    return day
