"""What is found in the document as a whole: its charts, its paper, and whether anybody tried to
recognise somebody in it."""

import datetime as dt
from collections.abc import Iterable

from pennydrop.core.documents.blocks import Blank, Figure, QuoteRef, Theme
from pennydrop.core.documents.cards import FITS, letters_on, section_cards
from pennydrop.core.documents.commenting import open_by_block, threads_of
from pennydrop.core.documents.copies import MOST_SHEETS, Layout
from pennydrop.core.documents.outline import sections
from pennydrop.core.documents.pdf.render import CannotPrint, render_pdf, sheets_in
from pennydrop.core.documents.text_writing import write_section
from pennydrop.rooms.publish.queries.checks.ready import Ready, as_pdf, places
from pennydrop.rooms.publish.queries.tries import tries_of
from pennydrop.rooms.publish.rules import checking
from pennydrop.rooms.publish.rules.checking import WHOLE, Problem
from pennydrop.rooms.publish.rules.intruding import NARROWED, NOT_DONE, RECOGNISED
from pennydrop.rooms.publish.rules.templates import PICKED

LONGEST_TITLE = 160
TRY = "Note a try"


def as_a_whole(ready: Ready) -> Iterable[Problem]:
    title = ready.draft.document.title
    if len(title) > LONGEST_TITLE:
        yield Problem(True, WHOLE, f"The title has more than {LONGEST_TITLE} characters.")
    if not ready.facts.figures.people:
        yield Problem(True, WHOLE, "Nobody’s words have been signed for analysis yet.")
    if not any(isinstance(block, Theme) for block in ready.blocks):
        # cards whose editor picked none may say what they say by themselves
        stops = ready.draft.template not in PICKED
        yield Problem(stops, WHOLE, "There is no theme in it yet.", kind="no theme")
    if not any(isinstance(block, QuoteRef) for block in ready.blocks):
        yield Problem(
            False, WHOLE, "There is no quote in it: readers hear only us.", kind="no quote"
        )
    if not any(isinstance(block, Figure) for block in ready.blocks):
        yield Problem(False, WHOLE, "There is no chart in it.", kind="no chart")


def in_charts(ready: Ready) -> Iterable[Problem]:
    named = places(ready.blocks)
    for number, block in enumerate(ready.blocks, start=1):
        if isinstance(block, Figure):
            title = getattr(ready.values[block.chart.key], "title", "")
            wrong = checking.alt_problem(block.alt, title)
            if wrong:
                yield Problem(True, named[number - 1], wrong, number)


def in_print(ready: Ready) -> Iterable[Problem]:
    try:
        printed = render_pdf(as_pdf(ready, date=dt.date(2000, 1, 1), edition=1))
        yield from _too_long(ready, sheets_in(printed))
    except CannotPrint as problem:
        if not problem.missing:
            yield Problem(True, WHOLE, f"It cannot be printed. {problem}")
        for missing in problem.missing:
            yield Problem(True, WHOLE, f"It cannot be printed: no font has {missing}.")


def _too_long(ready: Ready, sheets: int) -> Iterable[Problem]:
    most = MOST_SHEETS.get(Layout.named(ready.draft.template), sheets)
    if sheets > most:
        room = "one sheet" if most == 1 else f"{most} sheets"
        text = f"On paper it fills {sheets} sheets, and was meant for {room}. Say less, or accept."
        yield Problem(False, WHOLE, text, kind="sheets")


def on_cards(ready: Ready) -> Iterable[Problem]:
    """Cards that say more than somebody reads on a telephone."""
    copy = as_pdf(ready, date=dt.date(2000, 1, 1))
    if copy.layout is not Layout.CARDS:
        return
    for section in sections(copy.blocks):
        cards = section_cards(copy, section)
        name = write_section(copy, section[:1]).partition("\n")[0]
        if len(cards) > 1:
            text = f"This fills {len(cards)} cards: {FITS} letters fit on one. Say less, or accept."
            yield Problem(False, name, text, kind="long card")
        elif (letters := letters_on(copy, section[1:])) > FITS:
            text = f"This card holds {letters} letters, so its type is small: {FITS} fit well."
            yield Problem(False, name, text, kind="long card")


def waiting(ready: Ready) -> Iterable[Problem]:
    """Places of the template that nobody has filled. Readers see nothing of them."""
    open_places = sum(isinstance(block, Blank) for block in ready.blocks)
    if open_places:
        said = "One place waits" if open_places == 1 else f"{open_places} places wait"
        text = f"{said} to be written. Readers see nothing of what is not."
        yield Problem(False, WHOLE, text, kind="open places")


def commented(ready: Ready) -> Iterable[Problem]:
    """Comments that nobody has settled: somebody of the team still has a question."""
    blocks = {key: number for number, key in enumerate(ready.draft.keys, start=1)}
    named = places(ready.blocks)
    for key, many in open_by_block(threads_of(ready.draft.id)).items():
        number = blocks.get(key, 0)
        where = named[number - 1] if number else WHOLE
        said = "A comment is open here." if many == 1 else f"{many} comments are open here."
        gone = "" if number else " The block that it was about is not there any more."
        yield Problem(
            False, where, f"{said}{gone} Settle it, or say why it can wait.", number,
            kind="comments", page="publish:comments", go="Read the comments",
        )  # fmt: skip


def stands_on(ready: Ready) -> Iterable[Problem]:
    """Sentences that nobody tied to evidence, and ties that lead nowhere by now."""
    without = len(ready.claims.open)
    gone = sum(bool(claim.gone) for claim in ready.claims.all)
    said = [ready.claims.said] if without else []
    if gone:
        said.append(f"What {_count(gone)} stood on is gone.")
    if ready.claims.loose:
        said.append("A sentence changed after it was tied: tie it again, or let go.")
    if said:
        yield Problem(
            False, WHOLE, " ".join(said), kind="claims", page="publish:evidence",
            go="Open the evidence",
        )  # fmt: skip


def _count(sentences: int) -> str:
    return "one sentence" if sentences == 1 else f"{sentences} sentences"


def tried(ready: Ready) -> Iterable[Problem]:
    """A try at recognising somebody counts for the quotes that it was made with, and no others."""
    if not ready.used:
        return
    tries = tries_of(ready.draft.id, ready.cards.values())
    current = [one.row for one in tries if one.current]
    if not current:
        text = (
            "Nobody has tried to find out who is quoted, "
            f"{'since the quotes changed' if tries else 'as a curious neighbour would'}. Try it, "
            "or say why it need not be tried."
        )
        yield Problem(True, WHOLE, text, page="publish:intruder", go=TRY)
    elif any(row.outcome == RECOGNISED for row in current):
        text = "Somebody was recognised, and the quotes are still the same. Change them, try again."
        yield Problem(True, WHOLE, text, page="publish:intruder", go=TRY)
    elif any(row.outcome == NARROWED for row in current):
        text = "Whoever tried could narrow somebody down to a few people."
        yield Problem(False, WHOLE, text, kind="intruder", page="publish:intruder", go=TRY)
    elif all(row.outcome == NOT_DONE for row in current):
        text = f"Nobody tried to find out who is quoted. Noted: {current[0].not_done_why}"
        yield Problem(False, WHOLE, text, kind="intruder", page="publish:intruder", go=TRY)
