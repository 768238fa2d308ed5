"""Which themes are told in the same breath: passages that carry codes of both."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter

# Text, start, end, code.
Coded = tuple[Hashable, int, int, Hashable]


@dataclass(frozen=True)
class Link:
    """Two themes by their place in the list, in how many places both are told, and how many codes
    they have in common."""

    first: int
    second: int
    shared: int
    codes: int = 0


def links(codings: Iterable[Coded], themes: Sequence[Collection[Hashable]]) -> list[Link]:
    """The themes that overlap or have codes in common, the strongest first. A stretch where
    passages of two themes overlap counts once, however many coders or codes lie on it. A code of
    both themes says of no passage that two things were told in it, so its codings join nothing.
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
    common = Counter(pair for held in of_code.values() for pair in combinations(held, 2))
    found = [Link(*pair, len(shared.get(pair, ())), common[pair]) for pair in shared | common]
    return sorted(found, key=lambda link: (-link.shared, link.first, link.second))


def _overlaps(
    coded: Sequence[tuple[int, int, list[int]]],
) -> Iterable[tuple[int, int, set[tuple[int, int]]]]:
    """Each stretch that two codings of one text share, with the pairs of themes told there."""
    still: list[tuple[int, int, list[int]]] = []
    for low, high, themes in coded:
        still = [one for one in still if one[1] > low]
        for _, end, others in still:
            yield low, min(high, end), _pairs(themes, others)
        still.append((low, high, themes))


def _pairs(some: Iterable[int], others: Iterable[int]) -> set[tuple[int, int]]:
    """Each theme that is only in the one with each that is only in the other."""
    one, other = set(some), set(others)
    return {(min(a, b), max(a, b)) for a in one - other for b in other - one}
