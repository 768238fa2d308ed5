"""A study's questions as staff edit them: the steps, the versions, and what to begin from."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.models import FormStep, FormVersion, Study
from pennydrop.rooms.listen.queries.builtin import SHIPPED
from pennydrop.rooms.listen.queries.form_files import read_form_file
from pennydrop.rooms.listen.rules.form import Form, NotAForm, form_from_json


@dataclass(frozen=True)
class Desk:
    """What is being edited. `form` is the newest step, else the newest version, else None.

    `seen` names this state: an edit that began from another one is refused. `steps` are newest
    first.
    """

    form: Form | None
    seen: str
    steps: tuple[FormStep, ...]
    newest: FormVersion | None

    @property
    def changed(self) -> bool:
        return bool(self.steps)


@dataclass(frozen=True)
class Start:
    """Questions to begin from. `key` is what a page sends back."""

    key: str
    title: str
    about: str


# The files that ship, by the key of their start.
SHIPPED_FORMS = {
    "seven": ("seven-questions.xlsx", "The seven questions",
              "For people who use or used it: how it began, what it did, what got in the way, what "
              "would help. One to a page, or somebody picks one."),
    "close": ("seven-questions-close.xlsx", "The seven questions, for people close to somebody",
              "For family, partners and friends, about their own lives."),
    "one": ("one-question.xlsx", "One question",
            "One open question and nothing else: for a poster, or for people with little time."),
}  # fmt: skip


def desk_of(study: UUID) -> Desk:
    steps = tuple(
        FormStep.objects.filter(study=study).order_by("-number").defer("definition")
    )  # fmt: skip
    newest = FormVersion.objects.filter(study=study).order_by("-version").first()
    stored = steps[0].definition if steps else (newest.definition if newest else None)
    seen = f"{newest.version if newest else 0}.{steps[0].number if steps else 0}"
    return Desk(_read(stored), seen, steps, newest)


def _read(stored: dict[str, object] | None) -> Form | None:
    if not stored:
        return None
    try:
        return form_from_json(stored)
    except NotAForm:
        return None


def form_in(version: FormVersion) -> Form | None:
    """The questions of a version; None for a study that asked nothing with it."""
    return _read(version.definition)


def versions_of(study: UUID) -> list[FormVersion]:
    """Every version, newest first."""
    return list(FormVersion.objects.filter(study=study).order_by("-version"))


def version_of(study: UUID, version: int) -> FormVersion | None:
    return FormVersion.objects.filter(study=study, version=version).first()


def starts(organisations: Collection[UUID], but: UUID) -> list[Start]:
    """What a form may begin from: those that ship, and those of other studies one works on."""
    shipped = [Start(key, title, about) for key, (_, title, about) in SHIPPED_FORMS.items()]
    others = Study.objects.filter(organisation__in=organisations).exclude(pk=but)
    found = [*shipped]
    for study in others.order_by("-made_on", "title"):
        newest = versions_of(study.pk)[:1]
        form = form_in(newest[0]) if newest else None
        if form is not None:
            count = len(form.questions())
            about = f"{count} question{'s' if count != 1 else ''}, version {newest[0].version}."
            found.append(Start(f"study-{study.pk}", f"From “{study.title}”", about))
    return found


def form_to_start(key: str) -> Form | None:
    """The form of a start that `starts` gave; None for one that is not there."""
    if key in SHIPPED_FORMS:
        path = SHIPPED / SHIPPED_FORMS[key][0]
        return read_form_file(path.read_bytes(), path.name)
    try:
        study = UUID(key.removeprefix("study-"))
    except ValueError:
        return None
    newest = versions_of(study)[:1]
    return form_in(newest[0]) if newest else None
