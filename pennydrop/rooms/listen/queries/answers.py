"""What somebody has answered so far, and what they are asked with."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from pennydrop.core.erasure.registry import keepers
from pennydrop.core.prepared import Prepared, PreparedRows
from pennydrop.core.vault.sealing import opener, unseal
from pennydrop.rooms.listen.models import (
    Answer,
    Consent,
    FormVersion,
    Participant,
    Segment,
    Sheet,
    Study,
)


@dataclass(frozen=True)
class Said:
    """One passage that we hold of a person, as they gave it."""

    title: str
    question: str
    speaker: str
    text: str


def study_by_slug(slug: str) -> Study | None:
    return Study.objects.select_related("organisation").filter(slug=slug).first()


def newest_sheet(study: Study) -> Sheet | None:
    return Sheet.objects.filter(study=study).order_by("-version").first()


def newest_form(study: Study) -> FormVersion | None:
    return FormVersion.objects.filter(study=study).order_by("-version").first()


def sheet_in(study: UUID, sheet: UUID) -> Sheet | None:
    return Sheet.objects.filter(study=study, pk=sheet).first()


def form_in(study: UUID, form: UUID) -> FormVersion | None:
    return FormVersion.objects.filter(study=study, pk=form).first()


def person_by_lookup(lookup: str) -> Participant | None:
    """Whoever holds the private code; nobody once their words were taken back."""
    people = Participant.objects.select_related("study__organisation")
    return people.filter(lookup=lookup).exclude(state="withdrawn").first()


# Asked for each page of somebody's own.
_PERSON = PreparedRows(
    lambda person: Participant.objects.filter(pk=person).select_related("study__organisation"),
    UUID,
)
_BEGUN_WITH = Prepared(
    lambda person: Answer.objects.filter(participant=person).values_list("form")[:1], UUID
)
_ANSWERS = Prepared(
    lambda person: Answer.objects.filter(participant=person).values_list(
        "id", "question", "sealed", "form"
    ),
    UUID,
)


def person_by_id(participant: UUID) -> Participant | None:
    """Nobody once their words were taken back."""
    found: list[Participant] = _PERSON(participant)
    return next((person for person in found if person.state != "withdrawn"), None)


def form_of(participant: Participant) -> FormVersion | None:
    """The version that a draft was begun with, so that questions do not change half-way."""
    begun = _BEGUN_WITH(participant.pk)
    return version_by_id(begun[0][0]) if begun else newest_form(participant.study)


@lru_cache(maxsize=32)
def version_by_id(form: UUID) -> FormVersion:
    """A version never changes once it is made, so each process reads it once."""
    return FormVersion.objects.get(pk=form)


def sheet_of(participant: Participant) -> Sheet | None:
    """The information sheet that the person read."""
    first = Consent.objects.filter(participant=participant, sheet__isnull=False)
    found = first.select_related("sheet").order_by("pk").first()
    return found.sheet if found else None


def draft_answers(participant: Participant) -> dict[str, str]:
    """Path of the question -> what was written, in no order. Raises KeyGone once taken back."""
    return draft_with_form(participant)[1]


def draft_with_form(participant: Participant) -> tuple[FormVersion | None, dict[str, str]]:
    """What `form_of` and `draft_answers` give, by one question to the database."""
    rows = _ANSWERS(participant.pk)
    if not rows:
        return newest_form(participant.study), {}
    read = opener(participant=participant.pk, key="raw", table="listen_answer", field="sealed")
    answers = {question: read(row.hex, sealed) for row, question, sealed, _ in rows}
    return version_by_id(rows[0][3]), answers


def words_of(participant: Participant) -> list[Said]:
    """The original passages that we still hold of a person, in order."""
    rows = Segment.objects.filter(participant=participant, sealed__isnull=False)
    return [
        Said(
            title=row.source.title, question=row.question, speaker=row.speaker,
            text=unseal(
                row.sealed or b"", participant=participant.pk, key="raw", table="listen_segment",
                row=row.pk, field="sealed",
            ).strip(),
        )
        for row in rows.select_related("source").order_by("source__on", "source", "order")
    ]  # fmt: skip


def words_let_go(participant: Participant) -> bool:
    """Whether the person gave words whose original is no longer kept."""
    return Segment.objects.filter(participant=participant, sealed__isnull=True).exists()


def hidden_list(participant: Participant) -> str:
    """Who and what the person asked us to hide, one a line."""
    if participant.hide is None:
        return ""
    return unseal(
        participant.hide, participant=participant.pk, key="raw", table="listen_participant",
        row=participant.pk, field="hide",
    )  # fmt: skip


def stage_of(participant: Participant) -> str:
    """How far somebody's words have come: draft, shared, working or released.

    It decides what taking them back can still do. Rooms are known here by the name under which
    they registered, and only counted.
    """
    if participant.state == "draft":
        return "draft"
    held = {
        room: sum(holding.count for holding in keeper.holdings(participant.pk))
        for room, keeper in keepers().items()
    }
    if held.get("publish"):
        return "released"
    return "working" if held.get("understand") else "shared"
