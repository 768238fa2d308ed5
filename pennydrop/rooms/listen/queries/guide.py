"""The interview guide: what the study asks, and what to ask further."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.models import Prompt
from pennydrop.rooms.listen.queries.studies import newest_form
from pennydrop.rooms.listen.rules.form import NotAForm, form_from_json

OPENING, CLOSING = "opening", "closing"


@dataclass(frozen=True)
class Asked:
    """One question of the guide. `prompts`: what to ask further, one a line."""

    name: str
    label: str
    hint: str
    choices: tuple[str, ...]
    prompts: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    opening: tuple[str, ...]
    questions: tuple[Asked, ...]
    closing: tuple[str, ...]


def guide_of(study: UUID) -> Guide:
    """The newest form's questions with the study's own prompts."""
    prompts = {
        row.question: tuple(line.strip() for line in row.text.splitlines() if line.strip())
        for row in Prompt.objects.filter(study=study)
    }
    version = newest_form(study)
    try:
        questions = form_from_json(version.definition).questions() if version else ()
    except NotAForm:
        questions = ()
    return Guide(
        opening=prompts.get(OPENING, ()),
        questions=tuple(
            Asked(
                name=question.name,
                label=str(question.label),
                hint=str(question.hint),
                choices=tuple(str(choice.label) for choice in question.choices),
                prompts=prompts.get(question.name, ()),
            )
            for question in questions
        ),
        closing=prompts.get(CLOSING, ()),
    )
