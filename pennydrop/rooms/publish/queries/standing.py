"""How many recommendations stand in which state."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pennydrop.rooms.publish.queries.promises import LOOK, Entry
from pennydrop.rooms.publish.rules.commitments import MEANING, State


@dataclass(frozen=True)
class Counted:
    """How many stand in one state."""

    state: State
    look: str
    meaning: str
    count: int


def counted(found: Iterable[Entry]) -> list[Counted]:
    """How many stand in each state that there is, in the order of the states."""
    counts = Counter(state for entry in found for state in entry.states)
    return [
        Counted(state, LOOK[state], MEANING[state], counts[state])
        for state in State
        if counts[state]
    ]
