"""What was found in a project, in plain words; never words of a source."""

from collections import Counter
from collections.abc import Iterator

from pennydrop.rooms.understand.rules.exchange.project import (
    ALWAYS_TWO,
    ONE,
    UTF8,
    UTF16,
    PlacedProject,
    TableColumns,
)
from pennydrop.rooms.understand.rules.exchange.retelling import shortened

DOUBTFUL = 0.9
"""Below this share of passages that meet words, a person should look before trusting any."""


def told_as_lines(found: PlacedProject) -> Iterator[str]:
    if found.read.table:
        yield told_table(found.read.table.columns)
    else:
        yield f"Made by: {found.read.origin or 'not named'}"
        yield f"It counts {told_way(found)}."
    yield f"{found.seen} sources, {len(found.read.codes)} codes, {found.codings} codings."
    yield f"Placed: {found.placed} of {found.codings}. {told_fit(found)}"
    for why, count in reasons(found):
        yield f"Not placed: {count} because {why}."
    for source in found.read.sources:
        if source.raw is None:
            yield f"Not brought in: {source.name or 'a source without a name'}: {source.missing}."
    for line in (*found.read.left_out, *found.remarks):
        yield f"Note: {line}."


def told_table(columns: TableColumns) -> str:
    """As what the columns of a table were read."""
    read = {
        "the words": columns.text, "the code": columns.code, "who speaks": columns.speaker,
        "which conversation": columns.source, "which turn": columns.turn,
        "who coded": columns.coder,
    }  # fmt: skip
    said = [f"{what} from “{heading}”" for what, heading in read.items() if heading]
    return f"A table, read as: {', '.join(said)}."


def told_way(found: PlacedProject) -> str:
    """How the tool counts positions."""
    way = found.dialect
    unit = {UTF16: "UTF-16 units", UTF8: "bytes"}.get(found.read.counted or way.unit, "characters")
    lines = {ONE: "a line end as one", ALWAYS_TWO: "every line end as two"}
    said = [unit, lines.get(way.lines, "line ends as they stand")]
    said.append("the byte order mark too" if way.bom else "no byte order mark")
    return ", ".join(said)


def told_fit(found: PlacedProject) -> str:
    """How well passages meet words, and what that means."""
    if found.fit is None:
        return "There is no passage to judge by."
    share = f"{found.fit:.1%} of the passages begin and end between words"
    if found.fit < DOUBTFUL:
        return f"Only {share}: read some of them before you trust any."
    return f"{share}."


def told_unplaced(found: PlacedProject) -> list[str]:
    """How many codings with which code have no place, and why; the commonest first."""
    counts = Counter((shortened(one.code) or "a lost code", one.why) for one in found.unplaced)
    return [f"{count} × {code}: {why}" for (code, why), count in counts.most_common()]


def reasons(found: PlacedProject) -> list[tuple[str, int]]:
    """Why codings could not be placed, the commonest first."""
    return Counter(one.why for one in found.unplaced).most_common()
