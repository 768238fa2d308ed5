"""Words for shares ("most", "several") that our own text says of people, beside the figures.

How to read our figures says what each word means. A sentence about some of those behind a theme
cannot speak of more people than the theme itself has.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from pennydrop.core.numbers.small import possible
from pennydrop.rooms.publish.rules.figures import ByKind

# Word -> the least share that it stands for.
LEAST: Mapping[str, Fraction] = {
    "nearly all": Fraction(9, 10),
    "almost all": Fraction(9, 10),
    "most": Fraction(1, 2),
    "several": Fraction(1, 4),
}
_SAID = re.compile(
    rf"\b({'|'.join(LEAST)})(?: of)?(?: the| our| those| these)?"
    r" (?:people|participants|interviewees|respondents|them|us|relatives|parents|partners)\b",
    re.IGNORECASE,
)


def too_many(text: str, theme: ByKind, people: ByKind) -> tuple[str, ...]:
    """The words in a sentence that say more than any figure of its theme allows, as they stand
    there. `theme`: its released-safe figures by kind of source, `people`: who was heard in each.
    A figure that leaves it open speaks for the sentence."""
    allowed = [_most(theme, people, kind) for kind in people if kind in theme]
    if not allowed:
        return ()
    return tuple(
        found[0] for found in _SAID.finditer(text) if LEAST[found[1].lower()] > max(allowed)
    )


def _most(theme: ByKind, people: ByKind, kind: str) -> Fraction:
    """The largest share that a figure can stand for."""
    _, high = possible(theme[kind])
    low, _ = possible(people[kind])
    return Fraction(min(high, low), low) if low else Fraction(1)
