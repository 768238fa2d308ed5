"""The kinds of person there can be beside some rows: by which of them somebody can be counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import prod

from pennydrop.core.numbers.whom import KIND, AnyOf, How, Joined, Known, Whom

# Beyond these, looking at every kind of person would take too long.
MOST_LOOKED_AT = 4096
MOST_CELLS = 256
Sets = Mapping[AnyOf | Known, int]


@lru_cache(maxsize=4096)
def cells(rows: tuple[Whom, ...], kind: str) -> tuple[int, ...] | None:
    """Every way in which these rows can count one person who was heard in this way: numbers with a
    bit for each row, the first row the lowest. None where there are too many ways."""
    plain = [row for row in rows if isinstance(row, AnyOf)]
    found = _unions(plain) if len(plain) == len(rows) else _looked_at(rows, kind)
    return None if found is None or len(found) > MOST_CELLS else tuple(sorted(found))


@lru_cache(maxsize=4096)
def adds_up(found: tuple[int, ...]) -> bool:
    """Whether these cells say more of their rows than which of them lies within which: then what
    is public of some bounds sums of others, and not only each other by itself."""
    able = set(found)
    every = range(max(found, default=0).bit_length())
    around = [_in_all(one for one in found if one >> row & 1) & ~(1 << row) for row in every]
    return 0 not in able or any(
        one | 1 << row not in able for one in found for row in every if around[row] & ~one == 0
    )


def _in_all(found: Iterable[int]) -> int:
    """The rows that count everybody of these cells."""
    rows = -1
    for one in found:
        rows &= one
    return rows


def _unions(rows: Sequence[AnyOf]) -> set[int] | None:
    """Whoever is counted by some is counted together with whoever is counted by others."""
    found = {0}
    for column in {_bits(fact in row.facts for row in rows) for fact in _facts(rows)}:
        found |= {column | one for one in found}
        if len(found) > MOST_CELLS:
            return None
    return found


def _facts(leaves: Iterable[AnyOf]) -> frozenset[str]:
    return frozenset[str]().union(*(leaf.facts for leaf in leaves))


def _bits(so: Iterable[bool]) -> int:
    return sum(1 << place for place, one in enumerate(so) if one)


def _looked_at(rows: Sequence[Whom], kind: str) -> set[int] | None:
    """Each person is one of all combinations of facts; a set of them is a number with a bit for
    each combination."""
    leaves = list(dict.fromkeys(leaf for row in rows for leaf in _leaves(row)))
    said = [leaf for leaf in leaves if isinstance(leaf, AnyOf)]
    known = [leaf for leaf in leaves if isinstance(leaf, Known)]
    columns = sorted({tuple(fact in leaf.facts for leaf in said) for fact in _facts(said)})
    asked = {leaf.of: sorted(_values(known, leaf.of)) for leaf in known if leaf.of != KIND}
    sizes = [2] * len(columns) + [len(values) + 1 for values in asked.values()]
    many = prod(sizes)
    if many > MOST_LOOKED_AT:
        return None
    digits = list(_digits(sizes, many))
    sets: dict[AnyOf | Known, int] = {}
    for place, leaf in enumerate(said):
        sets[leaf] = _any(
            digit[1] for column, digit in zip(columns, digits, strict=False) if column[place]
        )
    told = dict(zip(asked, digits[len(columns) :], strict=True))
    for one in known:
        sets[one] = _known(one, kind, many, asked, told)
    found = [f"{_set_of(row, sets):0{many}b}" for row in rows]
    return {_bits(bit == "1" for bit in one) for one in set(zip(*found, strict=True))}


def _known(
    leaf: Known, kind: str, many: int, asked: Mapping[str, list[str]],
    told: Mapping[str, Sequence[int]],
) -> int:  # fmt: skip
    if leaf.of == KIND:
        return (1 << many) - 1 if kind in leaf.values else 0
    values = asked[leaf.of]
    return _any(digit for value, digit in zip(values, told[leaf.of], strict=False)
                if value in leaf.values)  # fmt: skip


def _values(known: Iterable[Known], of: str) -> frozenset[str]:
    return frozenset[str]().union(*(leaf.values for leaf in known if leaf.of == of))


def _digits(sizes: Sequence[int], many: int) -> Iterator[list[int]]:
    """For each place of a number written in these bases, and each digit there: in which of all
    numbers it stands."""
    stride = 1
    for size in sizes:
        period = stride * size
        repeated = ((1 << many) - 1) // ((1 << period) - 1)
        yield [repeated * (((1 << stride) - 1) << (digit * stride)) for digit in range(size)]
        stride = period


def _any(sets: Iterable[int]) -> int:
    found = 0
    for one in sets:
        found |= one
    return found


def _leaves(whom: Whom) -> Iterator[AnyOf | Known]:
    if isinstance(whom, Joined):
        yield from _leaves(whom.one)
        yield from _leaves(whom.other)
    else:
        yield whom


def _set_of(whom: Whom, sets: Sets) -> int:
    if not isinstance(whom, Joined):
        return sets[whom]
    one, other = _set_of(whom.one, sets), _set_of(whom.other, sets)
    if whom.how is How.AND:
        return one & other
    return one | other if whom.how is How.OR else one & ~other
