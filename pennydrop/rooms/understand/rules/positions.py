"""Positions inside a text: one integer, segment order * 65,536 + offset in code points."""

SPAN = 65_536


def position(order: int, offset: int) -> int:
    return order * SPAN + offset


def split(pos: int) -> tuple[int, int]:
    return divmod(pos, SPAN)
