"""The coded passages of a study as bits of one long number.

Each text has a block of whole bytes, and in it one bit for each different passage, in reading
order, with room for more at its end. What a question about codes finds is then one number: "and",
"or" and "not" are one step each, however many passages there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.positions import SPAN

STEP = 4096  # bytes that are counted at once on the way to a page


@dataclass(frozen=True)
class Block:
    """The passages of one text. `coded`: code -> the passages that have it; `meeting`: code -> the
    passages that have at least one letter in common with one of those."""

    passages: tuple[tuple[int, int], ...]
    coded: Mapping[int, int]
    meeting: Mapping[int, int]

    def voices(self, speakers: Mapping[int, int]) -> dict[int, int]:
        """Person -> the passages with words of theirs. `speakers`: order of a turn -> person."""
        found: dict[int, int] = {}
        for number, (start, end) in enumerate(self.passages):
            for order in range(start // SPAN, (end - 1) // SPAN + 1):
                if order in speakers:
                    found[speakers[order]] = found.get(speakers[order], 0) | 1 << number
        return found


def block_of(codings: Iterable[tuple[int, int, int]]) -> Block:
    """The block of one text's codings: start, end (exclusive), code."""
    rows = sorted(codings)
    passages = tuple(dict.fromkeys((start, end) for start, end, _ in rows))
    meets = _meets(passages)
    number = {passage: at for at, passage in enumerate(passages)}
    coded: dict[int, int] = {}
    meeting: dict[int, int] = {}
    for start, end, code in rows:
        at = number[start, end]
        coded[code] = coded.get(code, 0) | 1 << at
        meeting[code] = meeting.get(code, 0) | meets[at]
    return Block(passages, coded, meeting)


def _meets(passages: tuple[tuple[int, int], ...]) -> list[int]:
    """For each passage those that it overlaps, itself among them. Passages are in order."""
    meets = [1 << at for at in range(len(passages))]
    for at, (_, end) in enumerate(passages):
        for other in range(at + 1, len(passages)):
            if passages[other][0] >= end:
                break
            meets[at] |= 1 << other
            meets[other] |= 1 << at
    return meets


def room_for(passages: int) -> int:
    """How many bytes a block of so many passages is given: some more find room later."""
    return passages // 8 + 1 + passages // 32


def blocks_with_any(bits: int, tops: int) -> int:
    """In how many blocks at least one bit is set. `tops`: the last bit of each block.

    All blocks at once: what is added to a block's other bits carries into its last bit when one
    of them is set, and never beyond.
    """
    others = (1 << tops.bit_length()) - 1 ^ tops
    return (((bits & others) + others | bits) & tops).bit_count()


def places_from(data: bytes, first: int, count: int) -> list[int]:
    """Where the set bits number `first` to `first + count - 1` stand."""
    at = 0
    while at < len(data):
        held = int.from_bytes(data[at : at + STEP], "little").bit_count()
        if held > first:
            break
        first -= held
        at += STEP
    found: list[int] = []
    for byte in range(at, len(data)):
        if len(found) >= first + count:
            break
        if data[byte]:
            found += [byte * 8 + bit for bit in range(8) if data[byte] >> bit & 1]
    return found[first : first + count]
