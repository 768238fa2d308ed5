"""How stand-ins for names read in print."""

import re
from collections.abc import Sequence

_NUMBERED = re.compile(r"\[([^\[\]]*[^\[\]\d\s]) (\d+)\]")


def natural(texts: Sequence[str]) -> tuple[str, ...]:
    """The words of one quote, piece by piece, with stand-ins as a reader would say them.

    A number keeps two people apart. Where only one of a kind is spoken of, it says nothing, and
    makes a reader look for the others.

    >>> natural(["did [friend 2]'s exam go all right?"])
    ("did [friend]'s exam go all right?",)
    >>> natural(["[friend 1] rang", "and [friend 2] came"])
    ('[friend 1] rang', 'and [friend 2] came')
    """
    numbers: dict[str, set[str]] = {}
    for text in texts:
        for kind, number in _NUMBERED.findall(text):
            numbers.setdefault(kind, set()).add(number)
    alone = {kind for kind, found in numbers.items() if len(found) == 1}

    def said(found: re.Match[str]) -> str:
        return f"[{found[1]}]" if found[1] in alone else found[0]

    return tuple(_NUMBERED.sub(said, text) for text in texts)
