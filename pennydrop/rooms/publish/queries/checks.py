"""The release check: everything that stands in the way of an edition, and what to weigh."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from pennydrop.core.documents.blanks import for_readers
from pennydrop.core.documents.blocks import Block, Figure, Heading, Prose, QuoteRef, Table, Theme
from pennydrop.core.documents.outline import TOP, outline
from pennydrop.core.documents.pdf.render import CannotPrint, PdfDocument, render_pdf
from pennydrop.core.documents.resolved import Resolved
from pennydrop.rooms.listen.public import (
    NotConsented,
    StudyCard,
    Use,
    check_may,
    consents_of,
    participants_of,
)
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.facts import Facts, facts_of
from pennydrop.rooms.publish.queries.filled import cards_in, filled, resolved, texts_of
from pennydrop.rooms.publish.queries.first_look import WHOLE, first_look_problems
from pennydrop.rooms.publish.rules import checking
from pennydrop.rooms.publish.rules.checking import Problem, QuoteFacts
from pennydrop.rooms.publish.rules.filling import places_in
from pennydrop.rooms.publish.rules.wording import TITLES, split_title
from pennydrop.rooms.understand.public.quotes import QuoteCard, names_left
from pennydrop.rooms.understand.public.themes import copied_from_study

LONGEST_TITLE = 160


@dataclass(frozen=True)
class Ready:
    """A draft read for release: its blocks filled, its quotes as they are now, and what was
    found. `problems` come in the order of the report, those that stop it first."""

    draft: Draft
    facts: Facts
    blocks: tuple[Block, ...]
    cards: dict[str, QuoteCard]
    values: dict[str, Resolved]
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> tuple[Block, ...]:
        """What readers see of the blocks: nothing of a place that nobody has filled."""
        return tuple(self.blocks[place] for place in for_readers(self.blocks))

    @property
    def stops(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.stops)

    @property
    def ticks(self) -> tuple[Problem, ...]:
        """What must be ticked by whoever releases: they have read it."""
        return tuple(problem for problem in self.problems if problem.tick)

    @property
    def weighs(self) -> tuple[Problem, ...]:
        return tuple(p for p in self.problems if not p.stops and not p.tick)


def read_draft(study: StudyCard, draft: Draft) -> Ready:
    """The draft filled and resolved, nothing checked yet."""
    facts = facts_of(study, draft.blocks)
    blocks = filled(draft.blocks, facts)
    cards = cards_in(blocks, study.id)
    return Ready(draft, facts, blocks, cards, resolved(blocks, facts, cards))


def check_draft(study: StudyCard, draft: Draft, *, printing: bool = True) -> Ready:
    """The draft with everything that was found. `printing`: also try the PDF (half a second)."""
    ready = read_draft(study, draft)
    found = [
        *_whole(ready),
        *_quotes(ready, study),
        *first_look_problems(study, draft.id, ready.blocks, ready.cards, places(ready.blocks)),
        *_names(ready, study),
        *_texts(ready, study),
        *_figures(ready),
        *_numbers(ready, study),
        *_sections(ready),
        *_often(ready, study),
    ]
    if printing and not any(problem.stops for problem in found):
        found += _printing(ready)
    ordered = sorted(found, key=lambda problem: (not problem.stops, problem.block))
    return Ready(ready.draft, ready.facts, ready.blocks, ready.cards, ready.values, tuple(ordered))


def as_pdf(ready: Ready, *, date: dt.date, edition: int | None = None) -> PdfDocument:
    """The draft as a document to print."""
    title, subtitle = split_title(ready.draft.document.title)
    return PdfDocument(
        title=title,
        subtitle=subtitle,
        organisation=ready.facts.organisation,
        date=date,
        blocks=ready.readable,
        resolve=ready.values,
        edition=edition,
        invented=ready.facts.study.invented,
    )


def places(blocks: tuple[Block, ...]) -> list[str]:
    """For each block what a message calls it: the section it stands in, and its number."""
    sections = {place.number: place.text for place in outline(blocks)}
    named, section = [], WHOLE
    for number, _ in enumerate(blocks, start=1):
        section = sections.get(number, section)
        named.append(f"{section}, block {number}")
    return named


def _whole(ready: Ready) -> Iterable[Problem]:
    title = ready.draft.document.title
    if len(title) > LONGEST_TITLE:
        yield Problem(True, WHOLE, f"The title has more than {LONGEST_TITLE} characters.")
    if not ready.facts.figures.people:
        yield Problem(True, WHOLE, "Nobody’s words have been signed for analysis yet.")
    if not any(isinstance(block, Theme) for block in ready.blocks):
        yield Problem(True, WHOLE, "There is no theme in it yet.")
    if not any(isinstance(block, QuoteRef) for block in ready.blocks):
        yield Problem(False, WHOLE, "There is no quote in it: readers hear only us.")
    if not any(isinstance(block, Figure) for block in ready.blocks):
        yield Problem(False, WHOLE, "There is no chart in it.")


def _quotes(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    named = places(ready.blocks)
    refused = _refused(ready.cards.values())
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
        for reason in checking.check_quote(_facts(card), study=str(study.id), refused=refused):
            yield Problem(True, where, reason, number, quote)
        if quote in seen:
            yield Problem(False, where, "The same quote stands here twice.", number, quote)
        seen.add(quote)


def _names(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    """Names that may still stand in the quotes: a warning, because only a person can know."""
    left = names_left(study.id, list(ready.cards.values()))
    named = places(ready.blocks)
    for quote in _used(ready.blocks):
        card = ready.cards.get(quote)
        found = left.get(card.id, ()) if card else ()
        if not card or not found:
            continue
        number = next(n for n, b in enumerate(ready.blocks, 1) if _is(b, quote))
        said = ", ".join(f"“{one.words}” ({one.why})" for one in found)
        where = f"{named[number - 1]}, quote from {card.source_title}"
        yield Problem(False, where, f"{said}.", number, quote, checking.tick(quote, said))


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


def _texts(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    named = places(ready.blocks)
    # All at once first, since each look asks whether the study's words have changed.
    together = "\n".join(text for block in ready.blocks for text in texts_of(block))
    clean = not copied_from_study(study.id, together)
    for number, block in enumerate(ready.blocks, start=1):
        for text in texts_of(block):
            for run, source in [] if clean else copied_from_study(study.id, text):
                said = f"“{run}” stands in {source}. Make it a quote, or say it in your own words."
                yield Problem(True, named[number - 1], said, number)
            for place in places_in(text):
                said = f"There is nothing to fill in for “{place}” yet."
                yield Problem(True, named[number - 1], said, number)


def _sections(ready: Ready) -> Iterable[Problem]:
    """Themes that a reader would stumble over: a section with next to nothing in it, or one that
    follows the thanks."""
    named = places(ready.blocks)
    thanks = TITLES["thanks"]
    thanked = False
    for number, block in enumerate(ready.blocks, start=1):
        thanked = thanked or (isinstance(block, Heading) and block.text.strip() == thanks)
        if not isinstance(block, Theme):
            continue
        inside = _inside(ready.blocks[number:])
        if missing := checking.missing_of_theme(
            told=any(isinstance(one, Prose) for one in inside),
            quoted=any(isinstance(one, QuoteRef) for one in inside),
        ):
            yield Problem(False, named[number - 1], missing, number)
        if thanked:
            said = f"This theme stands after “{thanks}”. Readers may take the report to end there."
            yield Problem(False, named[number - 1], said, number)


def _inside(blocks: Iterable[Block]) -> list[Block]:
    """Blocks up to where the next section begins."""
    return list(takewhile(lambda b: not (isinstance(b, Theme) or _is_section(b)), blocks))


def _is_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == TOP


def _figures(ready: Ready) -> Iterable[Problem]:
    named = places(ready.blocks)
    for number, block in enumerate(ready.blocks, start=1):
        if isinstance(block, Figure):
            title = getattr(ready.values[block.chart.key], "title", "")
            wrong = checking.alt_problem(block.alt, title)
            if wrong:
                yield Problem(True, named[number - 1], wrong, number)


def _numbers(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    named = places(ready.blocks)
    threshold = study.small_number
    for number, block in enumerate(ready.blocks, start=1):
        where = named[number - 1]
        for text in texts_of(block):
            for words in checking.small_counts(text, threshold=threshold):
                said = f"“{words}” is a small number of people. Use a word, such as “a few”."
                yield Problem(True, where, said, number)
            for words in checking.unrounded_counts(text, threshold=threshold):
                said = f"“{words}” is not rounded to 5, if it counts people who took part."
                yield Problem(False, where, said, number)
        if isinstance(block, Table) and _small_cell(block, threshold):
            said = f"The table holds a number under {threshold}. Does it count people?"
            yield Problem(False, where, said, number)


def _small_cell(table: Table, threshold: int) -> bool:
    cells = [cell.strip() for row in table.rows for cell in row]
    return any(cell.isdecimal() and int(cell) < threshold for cell in cells)


def _often(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    wanted = [ready.cards[q] for q in _used(ready.blocks) if q in ready.cards]
    often = checking.quoted_too_often([_facts(card) for card in wanted])
    names = {str(card.id): card.name for card in participants_of(study.id)} if often else {}
    for person, times in often:
        said = (
            f"{names.get(person, 'One person')} is quoted {times} times in {len(wanted)} quotes. "
            "Read them side by side: together they may point at somebody."
        )
        yield Problem(False, WHOLE, said)


def _used(blocks: Iterable[Block]) -> list[str]:
    return list(dict.fromkeys(b.quote_id for b in blocks if isinstance(b, QuoteRef)))


def _printing(ready: Ready) -> Iterable[Problem]:
    try:
        render_pdf(as_pdf(ready, date=dt.date(2000, 1, 1), edition=1))
    except CannotPrint as problem:
        if not problem.missing:
            yield Problem(True, WHOLE, f"It cannot be printed. {problem}")
        for missing in problem.missing:
            yield Problem(True, WHOLE, f"It cannot be printed: no font has {missing}.")
