"""Which source of a project a memo, a definition or a code's name repeats word for word."""

from collections.abc import Sequence

from pennydrop.rooms.understand.rules.copying import RUN, Numbers, numbered, shared, shingles

FEW = RUN - 1
"""So many words in a row may stand in the team's own text."""


class Retold:
    """The texts of a project, ready to be asked many times."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._numbers = Numbers()
        self._runs = [set(shingles(numbered(text, self._numbers))) for text in texts]

    def where(self, words: str) -> int | None:
        """The number of the first text with six words in a row of these; None where none has."""
        ours = numbered(words, self._numbers)
        if len(ours) < RUN:
            return None
        return next((n for n, known in enumerate(self._runs) if shared(ours, known)), None)


def shortened(name: str) -> str:
    """A name cut to as many words as may repeat somebody's."""
    words = name.split()
    return name if len(words) <= FEW else f"{' '.join(words[:FEW])} …"
