"""How stand-ins for names read in print."""

import re
from collections.abc import Sequence

# "[friend 2]", or a description without a number ("[village in Norfolk]"); "[spring 2024]" is none.
_STAND_IN = re.compile(r"\[([^\[\]]*[^\[\]\d\s])(?: (?!(?:19|20)\d\d\])(\d+))?\]")


def natural(texts: Sequence[str]) -> tuple[str, ...]:
    """The words of one quote, piece by piece, with stand-ins as a reader would say them.

    A number keeps two people apart. Where only one of a kind is spoken of, it says nothing, and
    makes a reader look for the others; so within a quote they are counted anew. The study's own
    numbers stay inside: they would join what several people said.

    >>> natural(["did [friend 2]'s exam go all right?"])
    ("did [friend]'s exam go all right?",)
    >>> natural(["[friend 7] rang", "and [friend 4] came"])
    ('[friend 1] rang', 'and [friend 2] came')
    """
    met: dict[str, list[str]] = {}
    for text in texts:
        for kind, number in _STAND_IN.findall(text):
            if number not in met.setdefault(kind, []):
                met[kind].append(number)

    def said(found: re.Match[str]) -> str:
        kind, every = found[1], met[found[1]]
        return f"[{kind}]" if len(every) == 1 else f"[{kind} {every.index(found[2] or '') + 1}]"

    return tuple(_STAND_IN.sub(said, text) for text in texts)
