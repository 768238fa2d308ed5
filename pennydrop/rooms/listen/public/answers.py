"""What people answered besides free text, and the forms they answered, for the data file."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.form_files import write_xlsx
from pennydrop.rooms.listen.queries.targets import bands_by_person, bands_in_order, mark_of_bands
from pennydrop.rooms.listen.queries.values import values_in
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.form import UPLOADING, NotAForm, Placed, Question


@dataclass(frozen=True)
class AskedColumn:
    """A question as a column. `path` is its place in the form (`home/name`), `kind` its type in
    XLSForm, `rounds` whether it can be answered several times, `own_words` whether it is free text.
    """

    path: str
    name: str
    label: str
    kind: str
    choices: tuple[tuple[str, str], ...]
    rounds: bool
    own_words: bool


def asked_columns(study: UUID) -> list[AskedColumn]:
    """Every question of every version of the study's form, the newest version's first. Files
    (pictures, recordings) are no columns."""
    found: dict[str, AskedColumn] = {}
    for version in FormVersion.objects.filter(study=study).order_by("-version"):
        try:
            form = plan_for(version).form
        except NotAForm:
            continue  # made by a version of Pennydrop that this one cannot read: asked nothing here
        for placed in form.placed():
            if isinstance(placed.item, Question) and _is_column(placed.item):
                path = placed.path.removeprefix(f"/{form.root}/")
                found.setdefault(path, _column(placed, placed.item, path))
    return list(found.values())


def answered_values(
    study: UUID, people: Collection[UUID] | None = None
) -> dict[UUID, dict[str, str]]:
    """Participant -> path with rounds (`home[2]/name`) -> what is stored; nobody who took their
    words back; `people`: only theirs. Consent is for the caller to ask about."""
    return values_in(study, people)


def bands_mark(study: UUID) -> str:
    """Another one whenever something was noted at a session about somebody, or taken away."""
    return mark_of_bands(study)


def bands_shared(study: UUID, people: Collection[UUID]) -> dict[str, dict[UUID, str]]:
    """What these people shared about themselves at a session: characteristic -> person -> band.
    Consent is for the caller to ask about."""
    return bands_by_person(study, people)


def bands_offered(study: UUID) -> dict[str, tuple[str, ...]]:
    """What could be shared at a session: characteristic -> its bands, in the order of the form."""
    return bands_in_order(study)


def form_workbooks(study: UUID) -> dict[int, bytes]:
    """Each version of the study's form as an XLSForm workbook, by its number."""
    rows = FormVersion.objects.filter(study=study).order_by("version")
    return {row.version: write_xlsx(plan_for(row).form) for row in rows}


def _is_column(question: Question) -> bool:
    return question.kind not in UPLOADING and (question.asks or question.silent)


def _column(placed: Placed, question: Question, path: str) -> AskedColumn:
    return AskedColumn(
        path=path, name=question.name, label=str(question.label) or question.name,
        kind=question.kind.value, rounds=bool(placed.repeats),
        choices=tuple((choice.name, str(choice.label)) for choice in question.choices),
        own_words=question.kind.value == "text",
    )  # fmt: skip
