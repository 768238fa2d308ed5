"""Which themes are told in the same breath: passages that carry codes of both."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

# Text, start, end, code.
Coded = tuple[Hashable, int, int, Hashable]


@dataclass(frozen=True)
class Link:
    """Two themes by their place in the list, and in how many places both are told."""

    first: int
    second: int
    shared: int


def links(codings: Iterable[Coded], themes: Sequence[Collection[Hashable]]) -> list[Link]:
    """The themes that overlap, the strongest first. A stretch where passages of two themes overlap
    counts once, however many coders or codes lie on it; a code of both themes shares all it has.
    """
    of_code: dict[Hashable, list[int]] = defaultdict(list)
    for number, codes in enumerate(themes):
        for code in codes:
            of_code[code].append(number)
    shared: dict[tuple[int, int], set[tuple[Hashable, int, int]]] = defaultdict(set)
    rows = sorted(
        (row for row in codings if row[3] in of_code), key=lambda row: (str(row[0]), *row[1:3])
    )
    for text, part in groupby(rows, key=itemgetter(0)):
        for start, end, pairs in _overlaps(
            [(low, high, of_code[code]) for _, low, high, code in part]
        ):
            for pair in pairs:
                shared[pair].add((text, start, end))
    found = [Link(first, second, len(on)) for (first, second), on in shared.items()]
    return sorted(found, key=lambda link: (-link.shared, link.first, link.second))


def _overlaps(
    coded: Sequence[tuple[int, int, list[int]]],
) -> Iterable[tuple[int, int, set[tuple[int, int]]]]:
    """Each stretch that two codings of one text share, with the pairs of themes told there."""
    still: list[tuple[int, int, list[int]]] = []
    for low, high, themes in coded:
        still = [one for one in still if one[1] > low]
        yield low, high, _pairs(themes, themes)
        for _, end, others in still:
            yield low, min(high, end), _pairs(themes, others)
        still.append((low, high, themes))


def _pairs(some: Iterable[int], others: Iterable[int]) -> set[tuple[int, int]]:
    return {(min(a, b), max(a, b)) for a in some for b in others if a != b}
