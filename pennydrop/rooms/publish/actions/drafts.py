"""Write a draft of findings."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction

from pennydrop.core.audit.actions import record
from pennydrop.core.documents.actions import rename_document, save_revision, start_document
from pennydrop.core.documents.blocks import Block
from pennydrop.core.documents.keys import new_key
from pennydrop.core.documents.models import Document
from pennydrop.core.documents.queries import revision
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.models import Findings
from pennydrop.rooms.publish.queries.drafts import (
    KIND_OF_DOCUMENT,
    Draft,
    drafts_of,
    recommended_in,
)
from pennydrop.rooms.publish.queries.drawing import copied_in
from pennydrop.rooms.publish.queries.filled import texts_of
from pennydrop.rooms.publish.queries.template import Material, template_blocks
from pennydrop.rooms.publish.rules.templates import PICKED, REPORT, TEMPLATES
from pennydrop.rooms.understand.public.quotes import quotes_of
from pennydrop.rooms.understand.public.themes import themes_of


class Copied(ValueError):
    """Our text holds six or more words in a row that somebody said. `runs`: words and source."""

    def __init__(self, runs: Sequence[tuple[str, str]]) -> None:
        self.runs = tuple(runs)
        said = "; ".join(f"“{words}” ({source})" for words, source in self.runs)
        super().__init__(
            f"These words stand in what people told us: {said}. Make them a quote, so that the "
            "person’s consent goes with them, or say it in your own words."
        )


class AlreadyStarted(Exception):
    """The study has a document of this kind and title already: `document` is its id."""

    def __init__(self, document: UUID) -> None:
        self.document = document
        super().__init__("There is one of this kind with this title already.")


class NoSuchRevision(LookupError):
    """The document has no revision of this number."""


@dataclass(frozen=True)
class NewFindings:
    """What a draft starts with. `template`: a name in rules/templates.py. `texts` replace the
    template's sections by name (rules/wording.py: overview, about, context, method, limits,
    ethics, asks, conclusion, thanks …; Markdown); `points` the key points. The title may hold a
    subtitle after ": ". `themes`: those it takes; None: all, or none where an editor picks them
    (rules/templates, PICKED)."""

    template: str = REPORT
    title: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    points: Sequence[str] = ()
    themes: Collection[UUID] | None = None

    def takes(self, theme: UUID) -> bool:
        """Whether the document starts with this theme."""
        if self.themes is None:
            return self.template not in PICKED
        return theme in self.themes


@transaction.atomic
def start_findings(*, study: StudyCard, new: NewFindings, by: str, at: dt.datetime) -> Document:
    """Start a document of the study from a template. Raises AlreadyStarted where there is one of
    this template and title, and Copied where a given text holds a source's words."""
    title = new.title.strip() or study.title
    _check_fresh(study.id, new.template, title)
    themes = [theme for theme in themes_of(study.id) if new.takes(theme.id)]
    asks = recommended_in(study.id)
    material = Material(themes, quotes_of(study.id), new.texts, new.points, asks)
    blocks = template_blocks(TEMPLATES[new.template], material)
    check_own_words([study.id], [*new.texts.values(), *new.points, new.title])
    document = start_document(
        kind=KIND_OF_DOCUMENT,
        organisation=str(study.organisation),
        title=title,
        subject=str(study.id),
        blocks=blocks,
        by=by,
        at=at,
    )
    Findings.objects.create(
        document=document.id, study=study.id, template=new.template, started_at=at
    )
    record(what="publish.draft.start", on=str(document.id), by=by, at=at)
    return document


@transaction.atomic
def put_block(
    *, draft: Draft, block: Block, place: int, new: bool, based_on: int, by: str,
    at: dt.datetime,
) -> int:  # fmt: skip
    """Put a block at `place` (counted from 1): a new one before what stands there, or in its
    stead. Returns the new revision's number. Raises Copied, Stale or BadBlock."""
    check_own_words(draft.studies, texts_of(block))
    rows = _rows(draft)
    index = max(0, min(place - 1, len(rows)))
    key = new_key() if new or index == len(rows) else rows[index].key
    rows[index : index if new else index + 1] = [Row(key, block)]
    return _save(draft, rows, based_on, by, at)


@transaction.atomic
def put_blocks(
    *, draft: Draft, blocks: Sequence[Block], place: int, based_on: int, by: str,
    at: dt.datetime,
) -> int:  # fmt: skip
    """Put several new blocks before `place`, such as a theme's whole section."""
    check_own_words(draft.studies, [text for block in blocks for text in texts_of(block)])
    rows = _rows(draft)
    index = max(0, min(place - 1, len(rows)))
    rows[index:index] = [Row(new_key(), block) for block in blocks]
    return _save(draft, rows, based_on, by, at)


@transaction.atomic
def move_block(
    *, draft: Draft, place: int, steps: int, based_on: int, by: str, at: dt.datetime
) -> int:
    """Move a block up (-1) or down (1). Raises Stale."""
    rows = _rows(draft)
    row = rows.pop(place - 1)
    rows.insert(max(0, min(place - 1 + steps, len(rows))), row)
    return _save(draft, rows, based_on, by, at)


@transaction.atomic
def remove_block(*, draft: Draft, place: int, based_on: int, by: str, at: dt.datetime) -> int:
    """Take a block out; earlier revisions keep it. Raises Stale."""
    rows = _rows(draft)
    del rows[place - 1]
    return _save(draft, rows, based_on, by, at)


@transaction.atomic
def go_back(*, draft: Draft, number: int, based_on: int, by: str, at: dt.datetime) -> int:
    """Make an earlier revision the newest again; what came between stays in the history.

    Raises NoSuchRevision, Stale, and Copied where its text holds words that have since come in.
    """
    earlier = revision(draft.id, number)
    if earlier is None:
        raise NoSuchRevision("There is no such revision.")
    check_own_words(draft.studies, [text for block in earlier.blocks for text in texts_of(block)])
    rows = [Row(key, block) for key, block in zip(earlier.keys, earlier.blocks, strict=True)]
    saved = _save(draft, rows, based_on, by, at)
    record(what="publish.draft.go_back", on=str(draft.id), by=by, at=at)
    return saved


@transaction.atomic
def rename_findings(*, draft: Draft, title: str, by: str, at: dt.datetime) -> None:
    """Give the findings another title. Raises Copied."""
    check_own_words(draft.studies, [title])
    rename_document(document=draft.document, title=title.strip(), by=by, at=at)
    record(what="publish.draft.rename", on=str(draft.id), by=by, at=at)


def _check_fresh(study: UUID, template: str, title: str) -> None:
    for draft in drafts_of(study):
        if (draft.template, draft.title.strip()) == (template, title):
            raise AlreadyStarted(draft.id)


@dataclass(frozen=True)
class Row:
    """A block with its key."""

    key: str
    block: Block


def _rows(draft: Draft) -> list[Row]:
    return [Row(key, block) for key, block in zip(draft.keys, draft.blocks, strict=True)]


def _save(draft: Draft, rows: Sequence[Row], based_on: int, by: str, at: dt.datetime) -> int:
    saved = save_revision(
        document=draft.document,
        blocks=[row.block for row in rows],
        keys=[row.key for row in rows],
        based_on=based_on,
        by=by,
        at=at,
    )
    return saved.number


def check_own_words(studies: Sequence[UUID], texts: Sequence[str]) -> None:
    """Raise Copied where one of our texts repeats what somebody told one of these studies."""
    runs = [run for text in texts if text.strip() for run in copied_in(studies, text)]
    if runs:
        raise Copied(list(dict.fromkeys(runs)))
