"""The saturation curve of a study: codes met after each further source."""

from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.understand.queries.tables import texts_with_codes
from pennydrop.rooms.understand.rules.bits import to_blob
from pennydrop.rooms.understand.rules.saturation import (
    in_order,
    median_curve,
    points_of,
    shuffled,
)


@dataclass(frozen=True)
class Saturation:
    """`points`: after how many sources; `met`: codes met by then in the order in which sources
    came; `median`: the same as the median over shuffled orders."""

    points: tuple[int, ...]
    met: tuple[int, ...]
    median: tuple[int, ...]
    codes: int


def saturation(study: UUID) -> Saturation | None:
    """None where there is too little for a curve: fewer than two sources, or no coding."""
    codes, having, sources = texts_with_codes(study)
    having = {code: bits for code, bits in having.items() if bits}
    if sources < 2 or not having:
        return None
    first = {code: (bits & -bits).bit_length() - 1 for code, bits in having.items()}
    points = points_of(sources)
    shuffles = shuffled({code: to_blob(having[code]) for code in sorted(having)}, sources)
    return Saturation(
        points=tuple(points),
        met=tuple(in_order(first, points)),
        median=tuple(median_curve(shuffles, points)),
        codes=len(having),
    )
