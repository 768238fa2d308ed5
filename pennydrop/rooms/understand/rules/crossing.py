"""Tables of people by what is known of them: what may be crossed, and how numbers become bands.

Each thing known of a person (age, town) helps somebody to recognise them, and two or three of them
often are enough. Only the study team, who know the pseudonyms anyway, may cross more than two.
"""

from collections.abc import Collection, Iterable, Sequence

from pennydrop.core.numbers.small import Figure
from pennydrop.core.numbers.tables import release_lines
from pennydrop.rooms.understand.rules.dataset import LEFT_OUT, bands

MOST_FOR_OTHERS = 2
MOST_FOR_TEAM = 3
MOST_COLUMNS = 60


class TooMuchCrossed(ValueError):
    """The message says how many may be crossed, and for whom."""


def check_crossed(attributes: Collection[str], *, team: bool) -> None:
    """Raise TooMuchCrossed for more attributes than somebody may see crossed."""
    most = MOST_FOR_TEAM if team else MOST_FOR_OTHERS
    if len(set(attributes)) > most:
        why = "" if team else ": with more, a person could be recognised"
        raise TooMuchCrossed(f"At most {most} things known of people can be crossed here{why}.")


def banded(values: Iterable[str], counts: Sequence[int], least: int) -> dict[str, str]:
    """Number as given -> the band it stands in; each band has at least `least` people. `counts`:
    how many people gave each value."""
    said = [value for value, count in zip(values, counts, strict=True) for _ in range(count)]
    return {
        value: "not told apart" if band == LEFT_OUT else band
        for value, band in bands(said, least).items()
    }


def protected(counts: Sequence[Sequence[int]], *, threshold: int) -> list[list[Figure]]:
    """The same table as it may be seen by others: small counts hidden, and more wherever a row's
    total would tell. One person can have several codes, so columns do not add up."""
    if not counts or not counts[0]:
        return [[] for _ in counts]
    return [list(row) for row in release_lines(counts, threshold=threshold)]
