"""The six colours of codes, as other tools write colours."""

import re

# The stripes of the light page (core/ui/static/ui/base.css).
SIX = ("#3C7FB8", "#C26A2B", "#4B8F3C", "#8455AD", "#9C8412", "#66747D")
_RGB = re.compile(r"#?([0-9a-fA-F]{6})")
_SHORT = re.compile(r"#?([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")


def nearest(colour: str) -> int | None:
    """Which of the six (from 1) is nearest to "#RRGGBB" or "#RGB"; None for anything else."""
    found = _RGB.fullmatch(colour.strip())
    short = _SHORT.fullmatch(colour.strip())
    if not found and not short:
        return None
    plain = found[1] if found else "".join(2 * part for part in short.groups() if short)  # type: ignore[union-attr]
    return min(range(1, 7), key=lambda n: _apart(plain, SIX[n - 1][1:]))


def _apart(one: str, other: str) -> int:
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (0, 2, 4))
    return sum((a - b) ** 2 for a, b in pairs)
