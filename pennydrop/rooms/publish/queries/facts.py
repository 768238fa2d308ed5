"""What a draft is filled with: read from the study as it is now."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.documents.blocks import Block, Figure, Theme
from pennydrop.core.numbers.small import meanings, rounded
from pennydrop.core.numbers.whom import Whom
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.listen.public import StudyCard, contact_of, gathered_between, sources_of
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.charts import question_key, question_of
from pennydrop.rooms.publish.rules import wording
from pennydrop.rooms.publish.rules.figures import (
    KINDS,
    Figures,
    TrueCounts,
    from_data,
    people_line,
    settle_figures,
)
from pennydrop.rooms.understand.public.questions import people_of_questions, questions_of
from pennydrop.rooms.understand.public.themes import (
    Elsewhere,
    ThemeCard,
    coded_elsewhere,
    study_counts,
    themes_of,
)
from pennydrop.rooms.understand.public.whom import whom_codes_count, whom_questions_count

MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True)
class Facts:
    """A study as its findings may tell of it. `figures` are those that may leave;
    `questions`: `question_key` -> name, of those that the draft has a chart of."""

    study: StudyCard
    organisation: str
    themes: tuple[ThemeCard, ...]
    figures: Figures
    places: dict[str, str]
    questions: dict[str, str]

    def theme(self, theme: str) -> ThemeCard | None:
        return next((card for card in self.themes if str(card.id) == theme), None)

    def theme_places(self, theme: str) -> dict[str, str]:
        card = self.theme(theme)
        if card is None:
            return {}
        return {
            "theme title": card.title.strip(),
            "central idea": card.central_idea.strip(),
            "narrative": card.narrative.strip(),
            "key insight": card.insight.strip(),
        }

    @property
    def titles(self) -> dict[str, str]:
        return {str(card.id): card.title for card in self.themes}


def facts_of(
    study: StudyCard, blocks: Iterable[Block] = (), others: Sequence[StudyCard] = ()
) -> Facts:
    """Everything that these blocks of a draft of this study can be filled with. `others`: studies
    that it draws on too."""
    blocks = tuple(blocks)
    themes = tuple(themes_of(study.id))
    charts = [block.chart for block in blocks if isinstance(block, Figure)]
    charted = [UUID(id_) for id_ in dict.fromkeys(map(question_of, charts)) if id_]
    names = {card.id: card.name for card in questions_of(study.id) if card.id in charted}
    charted = [question for question in charted if question in names]
    shown = _shown(blocks, themes)
    found = gathered_between(study.id)
    figures = settle_figures(
        _counts(study, shown, charted),
        threshold=study.small_number,
        months=_months(*found) if found else "",
        before=released_figures(study.id),
        asked=_asked(study, shown, charted),
    )
    organisation = Organisation.objects.get(pk=study.organisation).name
    questions = {question_key(str(question)): names[question] for question in charted}
    places = _places(study, organisation, figures, coded_elsewhere(study.id))
    places["approach"] = " ".join([places["approach"], *map(_also, others)]).strip()
    return Facts(study, organisation, themes, figures, places, questions)


def released_figures(study: UUID) -> list[Figures]:
    """The figures of every edition of a study, oldest first."""
    rows = Edition.objects.filter(study=study).order_by("released_at", "number")
    return [from_data(row["figures"]) for row in rows.values_list("skeleton", flat=True)]


def _shown(blocks: Iterable[Block], themes: Iterable[ThemeCard]) -> list[ThemeCard]:
    """The themes that the blocks have, in their order. No other figure leaves, and none is told
    beside one that does not."""
    cards = {str(card.id): card for card in themes}
    named = dict.fromkeys(block.theme_id for block in blocks if isinstance(block, Theme))
    return [cards[theme] for theme in named if theme in cards]


def _asked(
    study: StudyCard, themes: Iterable[ThemeCard], questions: Sequence[UUID]
) -> dict[str, Whom]:
    """Whom each row of the figures counts."""
    asked = whom_questions_count(study.id, questions) if questions else {}
    return {str(card.id): whom_codes_count(card.code_ids) for card in themes} | {
        question_key(str(question)): whom for question, whom in asked.items()
    }


def _counts(
    study: StudyCard, themes: Iterable[ThemeCard], questions: Sequence[UUID]
) -> TrueCounts:  # fmt: skip
    told = {str(card.id): card.people for card in themes}
    if questions:
        found = people_of_questions(study.id, questions)
        told |= {question_key(str(one)): found[one] for one in questions if one in found}
    counts = study_counts(study.id)
    return TrueCounts(
        people=counts.people,
        groups=counts.sources.get("focus_group", 0),
        themes=told,
    )


def _months(first: dt.date, last: dt.date) -> str:
    begin, end = (f"{MONTHS[day.month - 1]} {day.year}" for day in (first, last))
    return f"in {begin}" if begin == end else f"between {begin} and {end}"


def _places(
    study: StudyCard, organisation: str, figures: Figures, elsewhere: Elsewhere
) -> dict[str, str]:
    lines = wording.QUESTIONS_CLOSE if study.asks_whom == "affected" else wording.QUESTIONS
    asked = (line.format(substance=study.substance) for line in lines)
    return {
        "organisation": organisation,
        "study": study.title,
        "substance": study.substance,
        "whom": wording.WHOM[study.asks_whom].format(substance=study.substance),
        "people": people_line(figures),
        "months": figures.months,
        "approach": _approach(study, elsewhere),
        "reading figures": "\n".join(
            f"- {line}" for line in (*meanings(study.small_number), wording.BEHIND)
        ),
        "limits": _limits(study, elsewhere),
        "not heard": _not_heard(study, figures),
        "contact": wording.told_contact(contact_of(study.id)),
        "questions": "\n".join(f"{n}. {line}" for n, line in enumerate(asked, start=1)),
    }


def _also(other: StudyCard) -> str:
    return wording.ALSO.format(title=other.title)


def _approach(study: StudyCard, elsewhere: Elsewhere) -> str:
    if elsewhere is Elsewhere.ALL:
        return wording.APPROACH_ELSEWHERE
    own = wording.APPROACHES.get(study.approach, "")
    return f"{own} {wording.ALSO_ELSEWHERE}".strip() if elsewhere is Elsewhere.SOME else own


def _limits(study: StudyCard, elsewhere: Elsewhere) -> str:
    told = any(card.fidelity != "word_for_word" for card in sources_of(study.id))
    lines = [
        wording.LIMITS,
        *([wording.LIMITS_ELSEWHERE] if elsewhere is not Elsewhere.NONE else []),
        *([wording.NOT_WORD_FOR_WORD] if told else []),
    ]
    return "\n\n".join(lines)


def _not_heard(study: StudyCard, figures: Figures) -> str:
    missing = [wording.NO_SUCH_SOURCE[kind] for kind in KINDS if kind not in figures.people]
    if study.asks_whom in wording.NOT_ASKED:
        missing.insert(0, wording.NOT_ASKED[study.asks_whom])
    if study.contacts_made and study.contacts_made >= study.small_number:
        missing.append(
            f"In outreach we met about {rounded(study.contacts_made)} people; most of them are not "
            "heard here."
        )
    return " ".join([wording.NOT_HEARD, *missing])
