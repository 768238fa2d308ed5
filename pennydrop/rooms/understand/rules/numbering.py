"""Which numbered stand-in each name is offered: counted in reading order, and steady.

Somebody reads through the offers and takes them one by one, in any order. So a number that was
shown must not change because another name was decided on: numbers are counted over everything
that was found, decided or not, and not over what is left.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice

from pennydrop.rooms.understand.rules.kinds import number_in, numbers_in, written


@dataclass(frozen=True)
class Held:
    """A stand-in that was decided on. `unit`: the name it stands for; "" for one place alone."""

    unit: str
    surrogate: str


def offers(
    kinds: Mapping[str, str],
    held: Sequence[Held],
    standing: Collection[str],
    passed: Collection[str] = (),
) -> dict[str, str]:
    """The stand-in for every name found in a source, such as "[friend 2]", decided or not.

    `kinds`: name to kind, in reading order. `held`: what was decided, earliest first. `standing`:
    the stand-ins that are in this source's text already. A number that is in use only elsewhere is
    passed over; one that somebody gave to another name here is swapped for that name's own.
    `passed`: stand-ins of other people's words, which no name here is given of itself.
    """
    offered: dict[str, str] = {}
    there = numbers_in(passed)
    for kind in dict.fromkeys(kinds.values()):
        units = [unit for unit, its in kinds.items() if its == kind]
        numbers = _of_one_kind(
            units, _holders(kind, held), _numbers(kind, standing), there.get(kind, set())
        )
        offered |= {unit: written(kind, number) for unit, number in numbers.items()}
    return offered


def _of_one_kind(
    units: Sequence[str],
    holders: Mapping[int, Sequence[str]],
    standing: Collection[int],
    passed: set[int],
) -> dict[str, int]:
    here = set(units)
    elsewhere = {n for n, who in holders.items() if n not in standing and not here & set(who)}
    own = dict(zip(units, islice(_free(elsewhere | passed), len(units)), strict=True))
    given: dict[str, int] = {}
    more = _free({*own.values(), *holders, *passed})
    for unit in units:
        number = _swapped(unit, own, holders)
        taken = number is None or number in given.values()
        given[unit] = next(more) if taken or number is None else number
    return given


def _swapped(unit: str, own: Mapping[str, int], holders: Mapping[int, Sequence[str]]) -> int | None:
    """The name's own number; where another name was given it, that one's, and so on. None when
    the number went to something that has none of its own, or round in a circle."""
    number, seen = own[unit], set[int]()
    while number not in seen:
        seen.add(number)
        others = [holder for holder in holders.get(number, ()) if holder != unit]
        if not others:
            return number
        # Whoever came first: a second one given the same number later must move nobody again.
        if others[0] not in own:
            return None
        number = own[others[0]]
    return None


def _holders(kind: str, held: Iterable[Held]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for one in held:
        if number := number_in(one.surrogate, kind):
            found.setdefault(number, []).append(one.unit)
    return found


def _numbers(kind: str, surrogates: Iterable[str]) -> set[int]:
    return {number for one in surrogates if (number := number_in(one, kind))}


def _free(taken: Collection[int]) -> Iterator[int]:
    return (number for number in count(1) if number not in taken)
