"""What is found in our own texts and tables."""

from collections.abc import Iterable
from itertools import takewhile

from pennydrop.core.documents.blocks import (
    Block,
    Heading,
    Insight,
    Prose,
    QuoteRef,
    Table,
    Theme,
)
from pennydrop.core.documents.outline import TOP
from pennydrop.core.documents.stored import read_blocks
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.checks.ready import Ready, places
from pennydrop.rooms.publish.queries.drafts import theme_before
from pennydrop.rooms.publish.queries.drawing import copied_in
from pennydrop.rooms.publish.queries.filled import texts_of
from pennydrop.rooms.publish.rules import checking
from pennydrop.rooms.publish.rules.checking import WHOLE, Problem
from pennydrop.rooms.publish.rules.claims import Kind
from pennydrop.rooms.publish.rules.defined_words import too_many
from pennydrop.rooms.publish.rules.filling import places_in
from pennydrop.rooms.publish.rules.reading import HARDEST, reading_age
from pennydrop.rooms.publish.rules.templates import shown_of_themes
from pennydrop.rooms.publish.rules.templates.parts import Shown
from pennydrop.rooms.publish.rules.wording import NO_CONTACT, TITLES


def in_texts(ready: Ready) -> Iterable[Problem]:
    named = places(ready.blocks)
    # All at once first, since each look asks whether the study's words have changed.
    together = "\n".join(text for block in ready.blocks for text in texts_of(block))
    clean = not copied_in(ready.draft.studies, together)
    for number, block in enumerate(ready.blocks, start=1):
        for text in texts_of(block):
            for run, source in [] if clean else copied_in(ready.draft.studies, text):
                said = f"“{run}” stands in {source}. Make it a quote, or say it in your own words."
                yield Problem(True, named[number - 1], said, number)
            for place in places_in(text):
                said = f"There is nothing to fill in for “{place}” yet."
                yield Problem(True, named[number - 1], said, number)


def without_contact(ready: Ready) -> Iterable[Problem]:
    """A place that says whom readers can ask, and nobody to name there."""
    named = places(ready.blocks)
    for number, block in enumerate(ready.blocks, start=1):
        if any(NO_CONTACT in text for text in texts_of(block)):
            said = (
                "Readers can ask nobody about this. Enter who answers and how people reach them: "
                "Listen, the study, “People can ask somebody”."
            )
            yield Problem(False, named[number - 1], said, number, kind="no contact")


def in_sections(ready: Ready) -> Iterable[Problem]:
    """Themes that a reader would stumble over: a section without what its template means it to
    hold, or one that follows the thanks."""
    named = places(ready.blocks)
    shown = shown_of_themes(ready.draft.template)
    # where a document tells no narrative by design, its key insight is what it tells
    tellers = Prose if shown is Shown.WHOLE else (Prose, Insight)
    thanks = TITLES["thanks"]
    thanked = False
    for number, block in enumerate(ready.blocks, start=1):
        thanked = thanked or (isinstance(block, Heading) and block.text.strip() == thanks)
        if not isinstance(block, Theme):
            continue
        inside = _inside(ready.blocks[number:])
        if missing := checking.missing_of_theme(
            told=any(isinstance(one, tellers) for one in inside),
            quoted=shown is Shown.POINT or any(isinstance(one, QuoteRef) for one in inside),
        ):
            yield Problem(False, named[number - 1], missing, number, kind="section")
        if thanked:
            said = f"This theme stands after “{thanks}”. Readers may take the report to end there."
            yield Problem(False, named[number - 1], said, number, kind="after thanks")


def _inside(blocks: Iterable[Block]) -> list[Block]:
    """Blocks up to where the next section begins."""
    return list(takewhile(lambda b: not (isinstance(b, Theme) or _is_section(b)), blocks))


def _is_section(block: Block) -> bool:
    return isinstance(block, Heading) and block.level == TOP


def in_numbers(ready: Ready, study: StudyCard) -> Iterable[Problem]:
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
                yield Problem(False, where, said, number, kind="not rounded")
        if isinstance(block, Table) and _small_cell(block, threshold):
            said = f"The table holds a number under {threshold}. Does it count people?"
            yield Problem(False, where, said, number, kind="table")


def in_words(ready: Ready) -> Iterable[Problem]:
    """“Most people” where the figures of the theme that a sentence stands on, or stands under, say
    that it was fewer: a reader sees both."""
    figures, named = ready.facts.figures, places(ready.blocks)
    for claim in ready.claims.all:
        number = claim.sentence.place
        tied = [one.target for one in claim.evidence if one.kind is Kind.THEME]
        for theme in tied or [theme_before(ready.blocks, number)]:
            cells = figures.themes.get(theme, {})
            for words in too_many(claim.sentence.text, cells, figures.people):
                text = (
                    f"“{words}” is more than the figures of “{ready.facts.titles[theme]}” say. Use "
                    "a word as “How to read our figures” explains it, or say whom you mean."
                )
                yield Problem(False, named[number - 1], text, number, kind="too many")


def _small_cell(table: Table, threshold: int) -> bool:
    cells = [cell.strip() for row in table.rows for cell in row]
    return any(cell.isdecimal() and int(cell) < threshold for cell in cells)


def beside_earlier(ready: Ready, study: StudyCard) -> Iterable[Problem]:
    """Counts that we typed ourselves, set against those in every earlier edition of the study:
    figures of ours settle that by themselves, typed ones cannot."""
    before = [text for blocks in _released(study) for block in blocks for text in texts_of(block)]
    told = checking.counts_by_who(before)
    named = places(ready.blocks)
    for number, block in enumerate(ready.blocks, start=1):
        for words, earlier in checking.too_near(
            texts_of(block), told, threshold=study.small_number
        ):
            text = (
                f"“{words}” stands here, and “{earlier}” in an earlier edition. If both count the "
                "same people, the difference is a small number."
            )
            yield Problem(False, named[number - 1], text, number, kind="beside earlier")


def _released(study: StudyCard) -> Iterable[tuple[Block, ...]]:
    rows = Edition.objects.filter(study=study.id).values_list("skeleton", flat=True)
    return [read_blocks(row["blocks"]) for row in rows]


def hard_to_read(ready: Ready) -> Iterable[Problem]:
    """Our own prose, all of it together: one hard sentence is no hard report."""
    age = reading_age(text for block in ready.blocks for text in texts_of(block))
    if age is not None and age >= HARDEST:
        text = (
            f"Our own text reads like something for people of {age} and above. Shorter sentences "
            "and everyday words reach more of those it is about."
        )
        yield Problem(False, WHOLE, text, kind="reading age")
