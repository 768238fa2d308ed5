"""A guide as somebody may read it: what may not be shown is gone, and what is left makes sense.

A claim that the public may not read disappears. With it go the words that only lead up to it, and a
heading with nothing left below it. Nothing is greyed out and nothing says "content removed": a
frightened person should not have to wonder what is being kept from them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pennydrop.core.documents.blocks import Block, ClaimRef, Heading, Prose
from pennydrop.rooms.inform.rules.claims import ClaimText, Severity, Source, Standing
from pennydrop.rooms.inform.rules.glossary import Explained, Term

FEWEST_NAMED = 4
_CARDS = (Severity.NOW, Severity.TODAY, Severity.CARE)


@dataclass(frozen=True)
class Line:
    """One claim on a page. `notes` number its sources in the page's own list, from 1; `terms` are
    the hard words that stand here first."""

    claim: ClaimText
    standing: Standing
    notes: tuple[int, ...]
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Part:
    """Words that lead up to something, and the claims they lead up to; either may be empty.

    `severity` is set where all claims are equally pressing, and the part is shown as a care card.
    """

    lead: str = ""
    lines: tuple[Line, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it. The first one of a page may have none. `number` counts
    the sections of a page from 1."""

    number: int
    level: int
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class GuidePage:
    """What is shown, and the sources in the order in which they are first named."""

    sections: tuple[Section, ...]
    sources: tuple[Source, ...]

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections to be named at the top; none on a page that is short."""
        named = tuple(section for section in self.sections if section.title and section.level == 2)
        return named if len(named) >= FEWEST_NAMED else ()

    @property
    def empty(self) -> bool:
        return not any(part.lines for section in self.sections for part in section.parts)


@dataclass
class _Notes:
    """Sources by the order in which they are named, and the hard words that were explained; None
    on a page for those who know them."""

    explained: Explained | None
    found: dict[Source, int] = field(default_factory=dict)

    def number(self, source: Source) -> int:
        return self.found.setdefault(source, len(self.found) + 1)


def prune(blocks: Sequence[Block], shown: Collection[str]) -> tuple[Block, ...]:
    """The blocks without the claims that are not `shown`, and without what stood only for them.

    Words go with the claims that follow them directly, when every one of those goes. A section goes
    when it named claims and none is left. Pruning again changes nothing.
    """
    kept: list[Block] = []
    for section in _sections(blocks):
        kept += _pruned(section, shown)
    return tuple(_without_bare_headings(kept))


def page_of(
    blocks: Sequence[Block],
    claims: Mapping[str, ClaimText],
    judge: Callable[[ClaimText], Standing],
    *,
    drafts: bool = False,
    explain: bool = True,
) -> GuidePage:
    """The page as the public reads it, or with `drafts` as editors do: everything, marked. Hard
    words are explained where they first stand, unless its readers know them.

    A claim that is named and does not exist is never shown.
    """
    stand = {key: judge(claim) for key, claim in claims.items()}
    shown = {key for key, how in stand.items() if drafts or how.public}
    notes = _Notes(Explained() if explain else None)
    sections = tuple(
        _section(number, section, claims, stand, notes)
        for number, section in enumerate(_sections(prune(blocks, shown)), start=1)
    )
    return GuidePage(sections, tuple(notes.found))


def _section(
    number: int,
    blocks: Sequence[Block],
    claims: Mapping[str, ClaimText],
    stand: Mapping[str, Standing],
    notes: _Notes,
) -> Section:
    first = blocks[0]
    level, title = (first.level, first.text) if isinstance(first, Heading) else (2, "")
    parts = tuple(
        _part(lead, [_line(claims[key], stand[key], notes) for key in keys])
        for lead, keys in _runs(blocks)
    )
    return Section(number, level, title, parts)


def _part(lead: str, lines: Sequence[Line]) -> Part:
    pressing = {line.claim.severity for line in lines}
    one = next(iter(pressing)) if len(pressing) == 1 else None
    return Part(lead, tuple(lines), one if one in _CARDS else None)


def _line(claim: ClaimText, how: Standing, notes: _Notes) -> Line:
    cited = tuple(notes.number(source) for source in claim.sources)
    return Line(claim, how, cited, notes.explained.first(claim.text) if notes.explained else ())


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Split before each heading."""
    sections: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Heading) or not sections:
            sections.append([])
        sections[-1].append(block)
    return sections


def _runs(blocks: Iterable[Block]) -> list[tuple[str, list[str]]]:
    """Words with the claims that follow them directly. A run of equally pressing claims is not
    parted here: whoever wants two cards writes words between them."""
    runs: list[tuple[str, list[str]]] = []
    for block in blocks:
        if isinstance(block, Prose):
            runs.append((block.markdown, []))
        elif isinstance(block, ClaimRef):
            if not runs:
                runs.append(("", []))
            runs[-1][1].append(block.claim_id)
    return runs


def _pruned(section: Sequence[Block], shown: Collection[str]) -> list[Block]:
    runs = _runs(section)
    named = [key for _, keys in runs for key in keys]
    if named and not any(key in shown for key in named):
        # Its heading may still be needed by a section below it; see `_without_bare_headings`.
        return [block for block in section if isinstance(block, Heading)]
    kept: list[Block] = [block for block in section if isinstance(block, Heading)]
    for lead, keys in runs:
        left = [key for key in keys if key in shown]
        if left or not keys:
            kept += [Prose(lead)] if lead else []
            kept += [ClaimRef(key) for key in left]
    return kept


def _without_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    """Drop headings with nothing below them before the next one of the same or a higher level."""
    kept: list[Block] = []
    deepest = 0  # the lowest level of a heading that what was kept last can belong to
    for block in reversed(blocks):
        if not isinstance(block, Heading):
            kept.append(block)
            deepest = 99
        elif block.level < deepest:
            kept.append(block)
            deepest = block.level
    return kept[::-1]
