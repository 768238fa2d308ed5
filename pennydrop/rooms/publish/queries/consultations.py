"""Answers to consultations as they stand: what they say, what they quote, and what is missing."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from pennydrop.core.documents.blocks import Block, Heading, Insight, Prose, Recommendation
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.prose import plain
from pennydrop.core.documents.stored import read_blocks
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.listen.public import studies_in
from pennydrop.rooms.publish.models import Consultation, Edition, Question
from pennydrop.rooms.publish.queries.editions import edition_by_slug, edition_cards
from pennydrop.rooms.publish.rules.consultations import (
    SOON_DAYS,
    Answered,
    Asked,
    Stand,
    gaps,
    stand_of,
    word_count,
)


@dataclass(frozen=True)
class Cited:
    """A key insight or a recommendation of one edition. `behind`: the figures beneath it, as they
    were released."""

    name: str
    text: str
    behind: str
    edition: str
    address: str

    @property
    def said(self) -> str:
        """As an answer quotes it."""
        figures = f" {self.behind}" if self.behind else ""
        return f"“{self.text}”{figures} ({self.edition}, {self.address})"


@dataclass(frozen=True)
class AnswerView:
    """One question with its answer as it would be sent."""

    question: Question
    cited: tuple[Cited, ...]
    answered: Answered
    said: str


@dataclass(frozen=True)
class ConsultationView:
    """The whole answer. `mark` changes with any word of it."""

    row: Consultation
    answers: tuple[AnswerView, ...]
    signers: tuple[str, ...]
    gaps: tuple[str, ...]
    stand: Stand
    mark: str


def consultation_view(row: Consultation, *, today: dt.date) -> ConsultationView:
    """As it stands on a day; once it was sent, as it was sent."""
    answers = tuple(map(_answer, row.questions.all()))
    mark = _mark(answers)
    signers = tuple(row.signs.filter(mark=mark).order_by("at").values_list("by", flat=True))
    missing = () if row.sent else tuple(gaps([one.answered for one in answers], signers))
    stand = stand_of(row.due, sent=row.sent is not None, today=today)
    return ConsultationView(row, answers, signers, missing, stand, mark)


def consultations_in(organisations: Collection[UUID], *, today: dt.date) -> list[ConsultationView]:
    """Every one, the nearest day first."""
    rows = Consultation.objects.filter(organisation__in=organisations)
    return [consultation_view(row, today=today) for row in rows]


def citable(organisation: UUID) -> list[Cited]:
    """What an answer can quote: of the newest edition of each document."""
    studies = {study.id for study in studies_in([organisation])}
    found = [card for card in edition_cards() if card.study in studies]
    return [cited for card in found for cited in _parts(card.slug).values()]


def consultation_copy(view: ConsultationView, *, site: str, today: dt.date) -> Copy:
    """The answer as a document: each question with its words and its count."""
    row = view.row
    blocks: list[Block] = []
    for number, (asked, said, count, most) in enumerate(_told(view), start=1):
        limit = f" of at most {most}" if most else ""
        blocks += [Heading(2, f"{number}. {asked}"), Prose(said or "(no answer yet)")]
        if not row.sent_on and view.gaps:  # what is handed in says nothing of its making
            blocks += [Prose(f"*{count} words{limit}.*")]
    return Copy(
        title=row.title, subtitle=f"An answer to {row.asked_by}",
        organisation=Organisation.objects.get(pk=row.organisation).name,
        date=row.sent_on or today, blocks=blocks, site=site, invented=row.invented,
        layout=Layout.REPORT,
        stands="A draft" if view.gaps else f"{row.sent_on or today:%-d %B %Y}",
    )  # fmt: skip


def duties_of(organisations: Collection[UUID], *, today: dt.date) -> list[tuple[UUID, str]]:
    """What has to be sent soon, and what should have been."""
    found = []
    for view in consultations_in(organisations, today=today):
        left = (view.row.due - today).days
        if view.stand is Stand.LATE and left >= -SOON_DAYS:
            said = f"The answer to “{view.row.title}” was due on {view.row.due:%-d %B}."
            found.append((view.row.pk, said))
        elif view.stand is Stand.WRITING and left <= SOON_DAYS:
            said = f"The answer to “{view.row.title}” is due by {view.row.due:%-d %B}."
            found.append((view.row.pk, said))
    return found


def frozen(view: ConsultationView) -> list[dict[str, Any]]:
    """What is kept of what was sent."""
    return [
        {"asked": one.question.text, "said": one.said, "words": one.answered.words,
         "most": one.question.most_words}
        for one in view.answers
    ]  # fmt: skip


def _told(view: ConsultationView) -> list[tuple[str, str, int, int | None]]:
    kept: list[dict[str, Any]] = view.row.sent or frozen(view)
    return [(one["asked"], one["said"], one["words"], one["most"]) for one in kept]


def _answer(question: Question) -> AnswerView:
    found = [_part(name) for name in question.cites]
    cited = tuple(one for one in found if one)
    said = "\n\n".join(part for part in [question.answer.strip(), *(c.said for c in cited)] if part)
    answered = Answered(
        Asked(question.text, question.most_words), word_count(said), lost=None in found
    )
    return AnswerView(question, cited, answered, said)


def _part(name: str) -> Cited | None:
    slug, _, _ = name.partition("#")
    return _parts(slug).get(name)


def _parts(slug: str) -> Mapping[str, Cited]:
    """Key insights and recommendations of an edition by name. No quote: what a participant said
    stands in no answer, where it could not be taken back."""
    card = edition_by_slug(slug)
    if card is None:
        return {}
    skeleton = Edition.objects.values_list("skeleton", flat=True).get(pk=card.id)
    found = {}
    for number, block in enumerate(read_blocks(skeleton["blocks"]), start=1):
        if isinstance(block, Insight | Recommendation):
            name = f"{slug}#block-{number}"
            found[name] = Cited(
                name, " ".join(plain(block.markdown).split()),
                block.behind if isinstance(block, Insight) else "",
                f"{card.title}, edition {card.number}, {card.day:%-d %B %Y}",
                settings.SITE + card.address,
            )  # fmt: skip
    return found


def _mark(answers: Collection[AnswerView]) -> str:
    said = [[one.question.text, one.question.most_words, one.said] for one in answers]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
