"""What somebody shared besides free text: choices, numbers, days, areas, pictures, recordings."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.vault.sealing import unseal, unseal_bytes, warm
from pennydrop.rooms.listen.models import AnswerFile, FormVersion, Participant, Value
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.form import Question
from pennydrop.rooms.listen.rules.walking import said

FILES = "listen_answerfile"
VALUES = "listen_value"
FEW_PEOPLE = 500  # as many as can be named in one question to the database
LONGEST_NAME = 80  # of a passage's question


@dataclass(frozen=True)
class Shared:
    """One value: the path in the form, the question in words, what is stored, and that in words.

    `question` is empty for what the form worked out by itself.
    """

    path: str
    question: str
    stored: str
    words: str


@dataclass(frozen=True)
class FileCard:
    """A picture or recording, without its bytes."""

    id: UUID
    participant: UUID
    name: str
    question: str
    media: str


def values_of(participant: Participant) -> list[Shared]:
    """The values of one person, in the order of the form. Raises KeyGone once taken back."""
    rows = list(Value.objects.filter(participant=participant).select_related("form"))
    found = [(_place(row), _shared(row, participant.pk)) for row in rows]
    return [value for _, value in sorted(found, key=lambda pair: pair[0])]


def labels_in(study: UUID) -> dict[str, str]:
    """Name of a question -> the question in words, in the newest version of the form that has it.
    Passages keep the name alone, cut to the length of its column."""
    found: dict[str, str] = {}
    for version in FormVersion.objects.filter(study=study).order_by("-version"):
        for placed in plan_for(version).form.placed():
            if isinstance(placed.item, Question) and placed.item.asks:
                found.setdefault(placed.item.name[:LONGEST_NAME], str(placed.item.label))
    return found


def values_in(study: UUID, people: Collection[UUID] | None = None) -> dict[UUID, dict[str, str]]:
    """Participant -> path -> what is stored. Nobody who took words back. `people`: only theirs."""
    found: dict[UUID, dict[str, str]] = {}
    rows = Value.objects.filter(participant__study=study)
    if people is not None and len(people) <= FEW_PEOPLE:
        rows = rows.filter(participant__in=people)
    held = list(rows.exclude(participant__state__in=["withdrawn", "ended"]))
    warm({row.participant_id for row in held}, "words")
    for row in held:
        if people is None or row.participant_id in people:
            found.setdefault(row.participant_id, {})[row.question] = _open(row, row.participant_id)
    return found


def files_in(study: UUID) -> list[FileCard]:
    """The files that people of a study shared; none of a draft."""
    rows = AnswerFile.objects.filter(participant__study=study, participant__state="shared")
    rows = rows.select_related("participant", "form").defer("sealed")
    return [
        FileCard(
            row.pk, row.participant_id, row.participant.name, _question_of(row), row.media
        )
        for row in rows.order_by("participant__number", "question")
    ]  # fmt: skip


def file_bytes(file: UUID) -> bytes:
    """Raises AnswerFile.DoesNotExist, and KeyGone once taken back."""
    row = AnswerFile.objects.get(pk=file)
    return unseal_bytes(
        row.sealed, participant=row.participant_id, key="raw", table=FILES, row=row.pk,
        field="sealed",
    )  # fmt: skip


def _shared(row: Value, participant: UUID) -> Shared:
    stored = _open(row, participant)
    question = _asked(row)
    if question is None or question.silent:
        return Shared(row.question, "", stored, stored)
    return Shared(row.question, str(question.label), stored, said(question, stored))


def _open(row: Value, participant: UUID) -> str:
    return unseal(
        row.sealed, participant=participant, key="words", table=VALUES, row=row.pk, field="sealed"
    )


def _asked(row: Value | AnswerFile) -> Question | None:
    plan = plan_for(row.form)
    spot = plan.at.get(f"/{plan.form.root}/{_plain(row.question)}")
    return spot.item if spot and isinstance(spot.item, Question) else None


def _question_of(row: AnswerFile) -> str:
    question = _asked(row)
    return str(question.label) if question else row.question


def _place(row: Value) -> tuple[int, str]:
    plan = plan_for(row.form)
    spot = plan.at.get(f"/{plan.form.root}/{_plain(row.question)}")
    return (spot.index if spot else 0, row.question)


def _plain(path: str) -> str:
    return "/".join(step.partition("[")[0] for step in path.split("/"))
