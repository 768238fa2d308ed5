"""A pack for schools: a guide with slides and a quiz, all of it held up by claims.

The lesson is a guide that editors write; this adds what is made of claims alone. A slide without
its first claim is none, a question without its claims is not asked, and a lesson of which less than
half is left is no lesson: then only what never vanishes is shown.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pennydrop.core.documents.blocks import Block, Heading
from pennydrop.rooms.inform.rules.claims import ClaimText, Standing
from pennydrop.rooms.inform.rules.courses import Asked, Module, questions_asked
from pennydrop.rooms.inform.rules.marks import fingerprint
from pennydrop.rooms.inform.rules.pages import GuidePage, Section
from pennydrop.rooms.inform.rules.sheets import mark_of

SLUG = "school-pack"  # the guide that holds the words of the pack
_MINUTES = re.compile(r"(\d{1,2}) minutes?\b")


@dataclass(frozen=True)
class PackText:
    """What is shipped beside the guide: `slides` name claims by key, the first one leads."""

    slides: tuple[tuple[str, ...], ...]
    quiz: Module

    @property
    def keys(self) -> tuple[str, ...]:
        """The claims it names, each once."""
        return tuple(dict.fromkeys([key for one in self.slides for key in one] + [*self.quiz.keys]))


Slide = tuple[ClaimText, ...]


@dataclass(frozen=True)
class Pack:
    """The pack on a day. `minutes` add up what is left of the lesson; 0 where too little is, and
    then slides and quiz are empty too. `mark` tells these words from any others."""

    page: GuidePage
    slides: tuple[Slide, ...]
    quiz: tuple[Asked, ...]
    minutes: int

    @property
    def mark(self) -> str:
        slides = [[claim.text for claim in slide] for slide in self.slides]
        return fingerprint(mark_of(self.page.sections), slides, [one.mark for one in self.quiz])

    @property
    def chapters(self) -> tuple[tuple[Section, ...], ...]:
        """Its sections, those of one sheet together: a heading with the smaller ones below it."""
        found: list[list[Section]] = []
        for section in self.page.sections:
            if section.level == 2 or not found:
                found.append([])
            found[-1].append(section)
        return tuple(map(tuple, found))


def pack_of(
    text: PackText,
    page: GuidePage,
    blocks: Sequence[Block],
    claims: Mapping[str, ClaimText],
    judge: Callable[[ClaimText], Standing],
    *,
    drafts: bool = False,
) -> Pack:
    """The pack of a guide: `page` is what may be shown of its `blocks`."""
    whole = _minutes(block.text for block in blocks if isinstance(block, Heading))
    left = _minutes(section.title for section in page.sections)
    if 2 * left < whole or not left:
        return Pack(_lasting(page), (), (), 0)
    shown = {key for key, claim in claims.items() if drafts or judge(claim).public}
    slides = (
        tuple(claims[key] for key in slide if key in shown)
        for slide in text.slides
        if slide[0] in shown
    )
    return Pack(page, tuple(slides), questions_asked([text.quiz], claims, shown), left)


def _minutes(titles: Iterable[str]) -> int:
    found = (_MINUTES.match(title) for title in titles)
    return sum(int(one[1]) for one in found if one)


def _lasting(page: GuidePage) -> GuidePage:
    """What never vanishes, without the words of a lesson that is not there."""
    kept: list[Section] = []
    for section in page.sections:
        parts = tuple(
            replace(part, lines=lines)
            for part in section.parts
            if (lines := tuple(line for line in part.lines if line.claim.kind.stays))
        )
        kept += [replace(section, level=2, parts=parts)] if parts else []
    return replace(page, sections=tuple(kept))
