"""The lines of one person, as they would be printed, for that person alone."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import takewhile
from uuid import UUID

from pennydrop.core import first_look as port
from pennydrop.core.documents.blocks import (
    Block,
    Heading,
    Insight,
    Prose,
    QuoteRef,
    Theme,
)
from pennydrop.rooms.listen.public import Use, study_card, who_agrees
from pennydrop.rooms.publish.models import FirstLook
from pennydrop.rooms.publish.queries.checks import Ready, read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import is_out
from pennydrop.rooms.publish.queries.filled import attribution
from pennydrop.rooms.publish.queries.first_look import LineState, line_states, open_why
from pennydrop.rooms.publish.rules.first_look import State
from pennydrop.rooms.understand.public.quotes import QuoteCard, own_context


def lines_for(participant: UUID, on: dt.date) -> list[port.Line]:
    """What this person may look at: nothing unless they said that it may be published."""
    if participant not in who_agrees({participant}, Use.PUBLISH_QUOTE, on=on):
        return []
    looks = FirstLook.objects.filter(lines__participant=participant).distinct()
    found: list[port.Line] = []
    for look in looks.order_by("at", "pk"):
        found += _lines(look, participant, on)
    return found


def _lines(look: FirstLook, participant: UUID, on: dt.date) -> Iterable[port.Line]:
    study, draft = study_card(look.study), draft_by_id(look.document)
    if study is None or draft is None:
        return
    ready = read_draft(study, draft)
    theirs = [card for card in ready.cards.values() if participant in card.participants]
    for line in line_states(look.document, theirs, on=on):
        if line.person == participant and line.card.digest and line.last_day:
            yield _line(ready, line)


def _line(ready: Ready, line: LineState) -> port.Line:
    section, beside = _section(ready.blocks, line.card)
    said = line.objection
    return port.Line(
        quote=line.card.id,
        document=ready.draft.id,
        title=ready.draft.title,
        section=section,
        beside=beside,
        around=tuple(
            port.Said(turn.speaker, tuple(port.Part(s.text, s.chosen) for s in turn.stretches))
            for turn in own_context(line.card, line.person)
        ),
        printed=line.card.words,
        attribution=attribution(line.card),
        out=is_out(line.card.id, line.person),
        last_day=None if line.state is State.CHANGED else line.last_day,
        objection=said.objection if said else "",
        why=open_why(said) if said else "",
    )


def _section(blocks: Sequence[Block], card: QuoteCard) -> tuple[str, tuple[str, ...]]:
    """The section that a quote stands in: its title, and what we say in it ourselves."""
    place = next(n for n, b in enumerate(blocks) if _names(b, card))
    starts = [n for n, block in enumerate(blocks[:place]) if isinstance(block, Heading | Theme)]
    if not starts:
        return "", ()
    head = blocks[starts[-1]]
    inside = takewhile(lambda b: not isinstance(b, Heading | Theme), blocks[starts[-1] + 1 :])
    texts = tuple(block.markdown for block in inside if isinstance(block, Prose | Insight))
    return head.text if isinstance(head, Heading) else head.title, texts  # type: ignore[union-attr]


def _names(block: Block, card: QuoteCard) -> bool:
    return isinstance(block, QuoteRef) and block.quote_id == str(card.id)
