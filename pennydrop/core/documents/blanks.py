"""Which blocks are for readers: a place that nobody has filled is for writers alone."""

from collections.abc import Sequence

from pennydrop.core.documents.blocks import Blank, Block, Heading, Theme
from pennydrop.core.documents.outline import TOP


def for_readers(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The places (counted from 0) of the blocks that readers see, in order.

    Blanks are left out, and so is a heading under which nothing but blanks stands. A heading
    with nothing at all under it stays: somebody wrote it so.
    """
    shown = {place for place, block in enumerate(blocks) if not isinstance(block, Blank)}
    for place in reversed(range(len(blocks))):
        block = blocks[place]
        if isinstance(block, Heading) and _waits(blocks, place, block.level, shown):
            shown.discard(place)
    return tuple(sorted(shown))


def _waits(blocks: Sequence[Block], place: int, level: int, shown: set[int]) -> bool:
    """Whether a section holds blanks and nothing else."""
    empty = False
    for below in range(place + 1, len(blocks)):
        block = blocks[below]
        if _level(block) <= level:
            break
        if below in shown:
            return False
        empty = True
    return empty


def _level(block: Block) -> int:
    """The heading level of a block; what is no heading stands below all of them."""
    if isinstance(block, Heading):
        return block.level
    return TOP if isinstance(block, Theme) else 9
