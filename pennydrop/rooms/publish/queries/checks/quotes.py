"""What is found in the quotes of a draft, and in what stands in several quotes of one person."""

from collections.abc import Collection, Iterable
from uuid import UUID

from pennydrop.core import concerns
from pennydrop.core.documents.blocks import Block, QuoteRef
from pennydrop.rooms.listen.public import (
    NotConsented,
    StudyCard,
    Use,
    check_may,
    consents_of,
    participants_of,
)
from pennydrop.rooms.publish.queries.checks.ready import Ready, places
from pennydrop.rooms.publish.queries.drawing import names_left_in
from pennydrop.rooms.publish.queries.filled import attribution
from pennydrop.rooms.publish.rules import checking
from pennydrop.rooms.publish.rules.checking import WHOLE, Problem, QuoteFacts
from pennydrop.rooms.publish.rules.facts import may_point
from pennydrop.rooms.publish.rules.figures import KIND
from pennydrop.rooms.understand.public.quotes import QuoteCard


def in_quotes(ready: Ready) -> Iterable[Problem]:
    named = places(ready.blocks)
    refused, studies = _refused(ready.cards.values()), set(map(str, ready.draft.studies))
    seen: set[str] = set()
    for number, block in enumerate(ready.blocks, start=1):
        if not isinstance(block, QuoteRef):
            continue
        where, quote = named[number - 1], block.quote_id
        card = ready.cards.get(quote)
        if card is None:
            gone = "The quote is gone: its words were taken back, or somebody removed it."
            yield Problem(True, where, gone, number, quote)
            continue
        where = f"{where}, quote from {card.source_title}"
        for reason in checking.check_quote(_facts(card), studies=studies, refused=refused):
            yield Problem(True, where, reason, number, quote)
        if quote in seen:
            yield Problem(
                False, where, "The same quote stands here twice.", number, quote, kind="twice"
            )
        seen.add(quote)


def names_in_quotes(ready: Ready) -> Iterable[Problem]:
    """Names that may still stand in the quotes: a warning, because only a person can know."""
    left = names_left_in(ready.cards.values())
    named = places(ready.blocks)
    for quote in ready.used:
        card = ready.cards.get(quote)
        found = left.get(card.id, ()) if card else ()
        if not card or not found:
            continue
        number = next(n for n, b in enumerate(ready.blocks, 1) if _is(b, quote))
        said = ", ".join(f"“{one.words}” ({one.why})" for one in found)
        where = f"{named[number - 1]}, quote from {card.source_title}"
        said = f"Does one of these words say who somebody is? {said}."
        words = ", ".join(f"“{one.words}”" for one in found)
        outside = f"Does one of these words say who somebody is? {words}."
        yield Problem(False, where, said, number, quote, kind="names", outside=outside)


def _is(block: Block, quote: str) -> bool:
    return isinstance(block, QuoteRef) and block.quote_id == quote


def _facts(card: QuoteCard) -> QuoteFacts:
    return QuoteFacts(
        id=str(card.id),
        study=str(card.study),
        source_title=card.source_title,
        fidelity=card.fidelity,
        participants=tuple(map(str, card.participants)),
        signed_by=card.signed_by,
        consent=card.consent,
        blocks=card.blocks,
    )


def _refused(cards: Iterable[QuoteCard]) -> dict[str, str]:
    """Who has not agreed to be published word for word, and what stands in the way. Asked of
    listen again, so that a release never rests on one room's word alone."""
    people = {person for card in cards for person in card.participants}
    states = consents_of(people)
    refused: dict[str, str] = {}
    for person in people:
        try:
            check_may(states[person], Use.PUBLISH_QUOTE)
        except NotConsented as reason:
            refused[str(person)] = reason.reason
    return refused


def of_one_person(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    wanted = [ready.cards[q] for q in ready.used if q in ready.cards]
    often = checking.quoted_too_often([_facts(card) for card in wanted])
    names = {str(card.id): card.name for card in participants_of(study.id)} if often else {}
    for person, times in often:
        said = (
            f"is quoted {times} times in {len(wanted)} quotes. "
            "Read them side by side: together they may point at somebody."
        )
        text = f"{names.get(person, 'One person')} {said}"
        held = {card.id for card in wanted if person in map(str, card.participants)}
        yield Problem(
            False, WHOLE, text, kind="often", outside=f"One person {said}",
            blocks=_blocks_with(ready, held),
        )  # fmt: skip


def _blocks_with(ready: Ready, quotes: Collection[UUID]) -> tuple[int, ...]:
    """Where these quotes stand, from 1."""
    ids = set(map(str, quotes))
    return tuple(
        number
        for number, block in enumerate(ready.blocks, start=1)
        if isinstance(block, QuoteRef) and block.quote_id in ids
    )


def described_alike(ready: Ready) -> Iterable[Problem]:
    """Quotes under which the same description stands, where it says more than how they were told:
    readers take whoever is described alike for one person."""
    said: dict[str, list[int]] = {}
    seen: set[str] = set()
    for number, block in enumerate(ready.blocks, start=1):
        card = ready.cards.get(block.quote_id) if isinstance(block, QuoteRef) else None
        if card and str(card.id) not in seen and attribution(card) != KIND[card.kind]:
            seen.add(str(card.id))
            said.setdefault(attribution(card).casefold(), []).append(number)
    alike = [", ".join(map(str, numbers)) for numbers in said.values() if len(numbers) > 1]
    if alike:
        text = (
            f"Quotes are described in the same words: blocks {'; blocks '.join(alike)}. Readers "
            "take whoever is described alike for one person. Where they are not one, or should not "
            "be put together, describe one of them otherwise."
        )
        every = tuple(sorted(n for same in said.values() if len(same) > 1 for n in same))
        yield Problem(False, WHOLE, text, kind="alike", blocks=every)


def together(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    """Facts that stand apart in several quotes of one person, and point at them side by side."""
    said: dict[UUID, list[str]] = {}
    for quote in ready.used:
        card = ready.cards.get(quote)
        for person in card.participants if card else ():
            own = [p.text for p in card.pieces if p.participant in (None, person)] if card else []
            said.setdefault(person, []).extend([*own, card.attribution if card else ""])
    found = {person: kinds for person, texts in said.items() if (kinds := may_point(texts))}
    names = {card.id: card.name for card in participants_of(study.id)} if found else {}
    for person, kinds in found.items():
        told = (
            f"tell of {_listed(kinds)}. "
            "Could somebody who knows them put that together? Leave one out, or say less."
        )
        text = f"Together, the quotes of {names.get(person, 'one person')} {told}"
        outside = f"Together, the quotes of one person {told}"
        held = {card.id for card in ready.cards.values() if person in card.participants}
        blocks = _blocks_with(ready, held)
        yield Problem(False, WHOLE, text, kind="rare facts", outside=outside, blocks=blocks)


def of_concern(ready: Ready) -> Iterable[Problem]:
    """While somebody's safety is in question nothing of theirs goes out."""
    used = [ready.cards[quote] for quote in ready.used if quote in ready.cards]
    worried = concerns.open_about({person for card in used for person in card.participants})
    named = places(ready.blocks)
    for card in used:
        if worried & set(card.participants):
            number = next(n for n, b in enumerate(ready.blocks, 1) if _is(b, str(card.id)))
            where = f"{named[number - 1]}, quote from {card.source_title}"
            text = (
                "A concern for somebody’s safety is open here. Wait until it is closed, or leave "
                "the quote out; your safeguarding lead knows more."
            )
            yield Problem(True, where, text, number, str(card.id))


def _listed(kinds: tuple[str, ...]) -> str:
    return f"{', '.join(kinds[:-1])} and {kinds[-1]}"
