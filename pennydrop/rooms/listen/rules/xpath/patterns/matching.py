"""Parts as states, and all states followed at once through a text."""

from dataclasses import dataclass, field
from functools import lru_cache

from pennydrop.rooms.listen.rules.xpath.patterns.classes import is_word
from pennydrop.rooms.listen.rules.xpath.patterns.parts import (
    MANY,
    Ahead,
    Edge,
    Either,
    Letter,
    Part,
    Repeat,
    Row,
    Test,
)
from pennydrop.rooms.listen.rules.xpath.patterns.reading import read
from pennydrop.rooms.listen.rules.xpath.problems import ExpressionError

LARGEST = 5_000  # states
ENOUGH = 500_000  # steps: about half a second


def matches(pattern: str, text: str) -> bool:
    """Whether the whole text fits the pattern.

    Raises ExpressionError for a pattern that cannot be used, and for one that is too much work on
    this text (more than half a million steps).
    """
    return _Matching(text).fits(_states_of(pattern), 0, whole=True)


@dataclass(slots=True)
class _State:
    """One state: a test leads to `then`; without a test, `free` are reached without a letter."""

    test: Test | None = None
    then: int = -1
    free: list[int] = field(default_factory=list)
    edge: str = ""
    ahead: "tuple[_States, bool] | None" = None


@dataclass(slots=True)
class _States:
    states: list[_State]
    start: int
    end: int


@lru_cache(maxsize=256)
def _states_of(pattern: str) -> _States:
    return _build(read(pattern), [0])


def _build(part: Part, made: list[int]) -> _States:
    building = _Building([], made)
    start, end = building.state(), building.state()
    building.join(part, start, end)
    return _States(building.states, start, end)


@dataclass(slots=True)
class _Building:
    states: list[_State]
    made: list[int]  # how many states there are with those of every part that looks ahead

    def state(self) -> int:
        self.made[0] += 1
        if self.made[0] > LARGEST:
            raise ExpressionError("This pattern is too large.")
        self.states.append(_State())
        return len(self.states) - 1

    def free(self, start: int, end: int) -> None:
        self.states[start].free.append(end)

    def join(self, part: Part, start: int, end: int) -> None:
        """Make a way from one state to another that takes up what the part matches."""
        match part:
            case Letter(test):
                here = self.state()
                self.free(start, here)
                self.states[here].test, self.states[here].then = test, end
            case Row(parts):
                self._row(parts, start, end)
            case Either(ways):
                for way in ways:
                    self.join(way, start, end)
            case Repeat():
                self._repeat(part, start, end)
            case Edge(kind):
                here = self._gate(start, end)
                self.states[here].edge = kind
            case Ahead(inner, wanted):
                here = self._gate(start, end)
                self.states[here].ahead = (_build(inner, self.made), wanted)

    def _gate(self, start: int, end: int) -> int:
        here = self.state()
        self.free(start, here)
        self.free(here, end)
        return here

    def _row(self, parts: tuple[Part, ...], start: int, end: int) -> None:
        for part in parts:
            following = self.state()
            self.join(part, start, following)
            start = following
        self.free(start, end)

    def _repeat(self, repeat: Repeat, start: int, end: int) -> None:
        for _ in range(repeat.least):
            following = self.state()
            self.join(repeat.part, start, following)
            start = following
        if repeat.most == MANY:
            loop = self.state()
            self.free(start, loop)
            again = self.state()
            self.join(repeat.part, loop, again)
            self.free(again, loop)
            start = loop
        for _ in range(max(0, repeat.most - repeat.least)):
            self.free(start, end)
            following = self.state()
            self.join(repeat.part, start, following)
            start = following
        self.free(start, end)


class _Matching:
    """One text, with a bound on how much is done about it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = ENOUGH

    def fits(self, pattern: _States, at: int, *, whole: bool) -> bool:
        """Whether the pattern fits from a place on: to the end of the text, or to anywhere."""
        now = self._reach(pattern, [pattern.start], at)
        for place in range(at, len(self.text)):
            if not whole and pattern.end in now:
                return True
            if not now:
                return False
            letter, states = self.text[place], pattern.states
            tests = [states[number] for number in now if states[number].test]
            self.left -= len(now)
            reached = [state.then for state in tests if state.test and state.test(letter)]
            now = self._reach(pattern, reached, place + 1)
        return pattern.end in now

    def _reach(self, pattern: _States, numbers: list[int], at: int) -> set[int]:
        """All states that are reached without taking up a letter."""
        found: set[int] = set()
        waiting = list(numbers)
        while waiting:
            number = waiting.pop()
            if number in found:
                continue
            found.add(number)
            state = pattern.states[number]
            if self._passes(state, at):
                waiting.extend(state.free)
        self.left -= len(found)
        if self.left < 0:
            raise ExpressionError("This pattern is too much work on a text this long.")
        return found

    def _passes(self, state: _State, at: int) -> bool:
        if state.ahead is not None:
            inner, wanted = state.ahead
            return self.fits(inner, at, whole=False) == wanted
        return not state.edge or self._is_edge(state.edge, at)

    def _is_edge(self, kind: str, at: int) -> bool:
        if kind == "^":
            return at == 0
        if kind == "$":
            return at == len(self.text)
        before = at > 0 and is_word(self.text[at - 1])
        after = at < len(self.text) and is_word(self.text[at])
        return (before != after) == (kind == "b")
