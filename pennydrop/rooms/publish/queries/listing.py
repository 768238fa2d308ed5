"""The public list of findings: what was released, to be searched and sorted out.

Only what stands in a released skeleton is read, and that holds no word of anybody who took part.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pennydrop.core.documents.blocks import Theme
from pennydrop.core.documents.stored import read_blocks
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.editions import EditionCard, edition_cards
from pennydrop.rooms.publish.queries.filled import texts_of

LONGEST_QUERY = 200
IN_TITLE, IN_THEMES, IN_TEXT = 9, 4, 1


@dataclass(frozen=True)
class Wish:
    """What somebody looks for; "" leaves it open."""

    words: str = ""
    kind: str = ""
    theme: str = ""
    organisation: str = ""
    year: str = ""

    @property
    def open(self) -> bool:
        return not any((self.words, self.kind, self.theme, self.organisation, self.year))


@dataclass(frozen=True)
class Finding:
    """One document in its newest edition. `text`: all that we say in it ourselves."""

    card: EditionCard
    themes: tuple[str, ...]
    text: str = field(repr=False)


@dataclass(frozen=True)
class Choices:
    """What can be chosen from, in the order in which it is shown."""

    kinds: tuple[str, ...]
    themes: tuple[str, ...]
    organisations: tuple[str, ...]
    years: tuple[str, ...]


def findings() -> list[Finding]:
    """Every document that was released, in its newest edition, newest first."""
    cards = edition_cards()
    rows = Edition.objects.filter(pk__in=[card.id for card in cards])
    skeletons = dict(rows.values_list("pk", "skeleton"))
    return [_finding(card, skeletons[card.id]) for card in cards]


def themes_of_edition(edition: UUID) -> tuple[str, ...]:
    return _themes(Edition.objects.values_list("skeleton", flat=True).get(pk=edition))


def _themes(skeleton: Mapping[str, Any]) -> tuple[str, ...]:
    """Only of the themes: the titles of charted questions stand beside theirs."""
    blocks = read_blocks(skeleton["blocks"])
    told = {block.theme_id for block in blocks if isinstance(block, Theme)}
    return tuple(title for theme, title in skeleton["titles"] if theme in told)


def choices_in(found: Sequence[Finding]) -> Choices:
    return Choices(
        kinds=_sorted({one.card.kind for one in found}),
        themes=_sorted({theme for one in found for theme in one.themes}),
        organisations=_sorted({one.card.organisation for one in found}),
        years=tuple(sorted({str(one.card.day.year) for one in found}, reverse=True)),
    )


def wished_for(found: Sequence[Finding], wish: Wish) -> list[Finding]:
    """Those that hold every word, best first: a word in a title says more than one in the text."""
    kept = [
        one
        for one in found
        if wish.kind in ("", one.card.kind)
        and wish.theme in ("", *one.themes)
        and wish.organisation in ("", one.card.organisation)
        and wish.year in ("", str(one.card.day.year))
    ]
    words = wish.words[:LONGEST_QUERY].casefold().split()
    if not words:
        return kept
    weighed = [(_weight(one, words), one) for one in kept]
    # Sorting keeps the newest first among equals.
    return [one for weight, one in sorted(weighed, key=lambda pair: -pair[0]) if weight]


def _weight(one: Finding, words: Sequence[str]) -> int:
    """0 where a word is nowhere in it."""
    card = one.card
    title = f"{card.title} {card.subtitle} {card.kind} {card.organisation}".casefold()
    themes, text = " ".join(one.themes).casefold(), one.text.casefold()
    each = [
        IN_TITLE * (word in title) + IN_THEMES * (word in themes) + IN_TEXT * (word in text)
        for word in words
    ]
    return sum(each) if all(each) else 0


def _finding(card: EditionCard, skeleton: Mapping[str, Any]) -> Finding:
    blocks = read_blocks(skeleton["blocks"])
    text = " ".join(part for block in blocks for part in texts_of(block))
    return Finding(card, _themes(skeleton), text)


def _sorted(values: set[str]) -> tuple[str, ...]:
    fold: Callable[[str], str] = str.casefold
    return tuple(sorted(values, key=fold))
