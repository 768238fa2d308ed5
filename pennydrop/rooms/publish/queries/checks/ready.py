"""A draft as it would be released, and what was found in it."""

import datetime as dt
from dataclasses import dataclass

from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.blocks import Block, QuoteRef
from pennydrop.core.documents.copies import Copy, Layout
from pennydrop.core.documents.outline import outline
from pennydrop.core.documents.resolved import Resolved
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.queries.behind import with_behind
from pennydrop.rooms.publish.queries.cited import cited
from pennydrop.rooms.publish.queries.claims import claims_in
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.drawing import others_of
from pennydrop.rooms.publish.queries.facts import Facts, facts_of
from pennydrop.rooms.publish.queries.filled import cards_in, filled, resolved
from pennydrop.rooms.publish.queries.photos import photos_in
from pennydrop.rooms.publish.rules.checking import WHOLE, Problem
from pennydrop.rooms.publish.rules.claims import Claims
from pennydrop.rooms.publish.rules.templates import kind_called
from pennydrop.rooms.publish.rules.wording import split_title
from pennydrop.rooms.understand.public.quotes import QuoteCard


@dataclass(frozen=True)
class Ready:
    """A draft read for release: its blocks filled, its quotes as they are now, what its sentences
    stand on, and what was found. `problems` come in the order of the report, those that stop it
    first."""

    draft: Draft
    facts: Facts
    blocks: tuple[Block, ...]
    cards: dict[str, QuoteCard]
    values: dict[str, Resolved]
    claims: Claims
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> tuple[Block, ...]:
        """What readers see of the blocks: nothing of a place that nobody has filled."""
        return tuple(self.blocks[place] for place in for_readers(self.blocks))

    @property
    def printed(self) -> tuple[Block, ...]:
        """What readers see, and at its end what others published that sentences stand on."""
        return (*self.readable, *cited(one for claim in self.claims.all for one in claim.evidence))

    @property
    def stops(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.stops)

    @property
    def weighs(self) -> tuple[Problem, ...]:
        """What may stay for a reason that a person gives. Each has a tick of its own."""
        return tuple(problem for problem in self.problems if not problem.stops)

    @property
    def used(self) -> list[str]:
        """The quotes that stand in it, each once, in the order of the report."""
        return list(dict.fromkeys(b.quote_id for b in self.blocks if isinstance(b, QuoteRef)))


def read_draft(study: StudyCard, draft: Draft) -> Ready:
    """The draft filled and resolved, nothing checked yet."""
    facts = facts_of(study, draft.blocks, others_of(draft))
    blocks = filled(draft.blocks, facts)
    cards = cards_in(blocks, draft)
    claims = claims_in(draft, blocks, facts)
    stood = with_behind(draft, blocks, facts, claims, cards)
    values = resolved(stood.blocks, stood.facts, cards) | photos_in(draft.id, blocks)
    return Ready(draft, stood.facts, stood.blocks, cards, values, claims)


def as_pdf(ready: Ready, *, date: dt.date, edition: int | None = None) -> Copy:
    """The draft as a document to print."""
    title, subtitle = split_title(ready.draft.document.title)
    return Copy(
        title=title,
        subtitle=subtitle,
        organisation=ready.facts.organisation,
        date=date,
        blocks=ready.printed,
        resolve=ready.values,
        edition=edition,
        invented=ready.facts.study.invented,
        layout=Layout.named(ready.draft.template),
        kind=kind_called(ready.draft.template),
    )


def places(blocks: tuple[Block, ...]) -> list[str]:
    """For each block what a message calls it: the section it stands in, and its number."""
    sections = {place.number: place.text for place in outline(blocks)}
    named, section = [], WHOLE
    for number, _ in enumerate(blocks, start=1):
        section = sections.get(number, section)
        named.append(f"{section}, block {number}")
    return named
