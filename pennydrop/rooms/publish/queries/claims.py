"""The sentences of a draft as it reads now, with what they stand on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from uuid import UUID

from pennydrop.core.documents.blocks import Block, Figure, Heading, Insight, Prose, Table, Theme
from pennydrop.core.documents.outline import TOP
from pennydrop.core.documents.sentences import fingerprint, sentences
from pennydrop.rooms.publish.models import ClaimTie
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.drawing import quotes_for
from pennydrop.rooms.publish.queries.facts import Facts
from pennydrop.rooms.publish.rules.claims import (
    Claims,
    Evidence,
    Kind,
    Sentence,
    Tie,
    read_claims,
)
from pennydrop.rooms.publish.rules.templates import TEMPLATES
from pennydrop.rooms.publish.rules.templates.parts import Text
from pennydrop.rooms.publish.rules.wording import TEXTS
from pennydrop.rooms.understand.public.codes import codes_of
from pennydrop.rooms.understand.public.questions import questions_of

OWN_INSIGHT = "{{key insight}}"
# Texts that speak of the study itself, as a template brings them.
_OF_THE_STUDY = {*TEXTS.values()} | {
    part.markdown
    for template in TEMPLATES.values()
    for part in template.parts
    if isinstance(part, Text)
}


def claims_in(draft: Draft, blocks: Sequence[Block], facts: Facts) -> Claims:
    """Every sentence of running text and of key insights. `blocks`: the draft's, filled."""
    ties = ties_of(draft.id)
    said = list(sentences_of(draft, blocks))
    return read_claims(said, ties, targets(draft, facts, {tie.evidence.kind for tie in ties}))


def ties_of(document: UUID) -> list[Tie]:
    """Every tie of a document, oldest first."""
    return [
        Tie(
            id=str(row.pk),
            block=row.block,
            mark=row.sentence,
            evidence=Evidence(Kind(row.kind), row.target, row.label),
            said=row.said,
            by=row.by,
        )
        for row in ClaimTie.objects.filter(document=document)
    ]


def sentences_of(draft: Draft, blocks: Sequence[Block]) -> Iterator[Sentence]:
    """The sentences in order; one that stands twice in a block is one."""
    theme = ""
    rows = zip(draft.keys, draft.blocks, blocks, strict=True)
    for place, (key, saved, block) in enumerate(rows, start=1):
        if isinstance(block, Theme):
            theme = block.theme_id
        elif isinstance(block, Heading) and block.level == TOP:
            theme = ""
        if isinstance(block, Prose | Insight) and isinstance(saved, Prose | Insight):
            given = _given(saved, theme)
            marks = {fingerprint(text): text for text in reversed(sentences(block.markdown))}
            for mark, text in reversed(marks.items()):
                yield Sentence(key, place, mark, text, isinstance(block, Insight), given)


def _given(saved: Prose | Insight, theme: str) -> Evidence | None:
    """A key insight that is the theme's own stands on the theme, and a template's words about the
    study on how it was done: nobody has to say so."""
    text = saved.markdown.strip()
    if theme and text == OWN_INSIGHT:
        return Evidence(Kind.THEME, theme)
    if text in _OF_THE_STUDY:
        return Evidence(Kind.METHOD)
    return None


def targets(
    draft: Draft, facts: Facts, kinds: Collection[Kind] = tuple(Kind)
) -> dict[Kind, dict[str, str]]:
    """What can be tied to now: for each of these kinds id -> what it is called. Names of ours, and
    for a quote the title of its source: never what somebody said."""
    named: dict[Kind, dict[str, str]] = {Kind.THEME: dict(facts.titles)}
    if Kind.CODE in kinds:
        named[Kind.CODE] = {str(code.id): code.path for code in codes_of(draft.study)}
    if Kind.QUESTION in kinds:
        named[Kind.QUESTION] = {str(one.id): one.name for one in questions_of(draft.study)}
    if Kind.QUOTE in kinds:
        named[Kind.QUOTE] = {str(card.id): card.source_title for card in quotes_for(draft)}
    if Kind.FIGURE in kinds:
        named[Kind.FIGURE] = dict(_figures(draft))
    return named


def _figures(draft: Draft) -> Iterator[tuple[str, str]]:
    for place, (key, block) in enumerate(zip(draft.keys, draft.blocks, strict=True), start=1):
        if isinstance(block, Figure):
            yield key, f"Chart in block {place}"
        elif isinstance(block, Table):
            yield key, f"Table: {block.caption}"


def label_of(evidence: Evidence, named: Mapping[Kind, Mapping[str, str]]) -> str:
    """What a page calls it; nothing where it is gone."""
    if evidence.kind is Kind.SOURCE:
        return evidence.label
    return named.get(evidence.kind, {}).get(evidence.target, "")
