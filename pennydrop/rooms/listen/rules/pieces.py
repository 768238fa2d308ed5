"""A long answer as pieces that each fit a segment, cut where a reader would pause."""

LONGEST = 3_999  # a segment has at most 4,000 code points and ends with a line end


def pieces(text: str) -> list[str]:
    """The text in pieces of at most 3,999 code points, cut at a line, a sentence or a space.

    Only white space at the cuts is lost.
    """
    found = []
    rest = text.strip()
    while len(rest) > LONGEST:
        cut = _cut(rest[: LONGEST + 1])
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, rest] if rest else found


def _cut(head: str) -> int:
    for mark in ("\n", ". ", " "):
        place = head.rfind(mark, LONGEST // 2)
        if place > 0:
            return min(place + len(mark.rstrip(" ")), LONGEST)
    return LONGEST
