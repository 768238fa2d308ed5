"""How many places words must fit, so that they do not point to one of them: the one number, and how
it is counted. Standard library only."""

from collections.abc import Iterable

FEW = 5


def is_crowd(names: Iterable[str]) -> bool:
    """Whether these names are those of FEW places or more.

    A name whose words all stand in another one of them may be short for it ("dereham" beside "east
    dereham"), and is not counted.
    """
    counted: list[frozenset[str]] = []
    for words in sorted({frozenset(name.split()) for name in names}, key=len, reverse=True):
        if not any(words <= longer for longer in counted):
            counted.append(words)
        if len(counted) == FEW:
            return True
    return False
