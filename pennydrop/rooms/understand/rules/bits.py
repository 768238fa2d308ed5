"""Sets of people or sources as bits of one long number: the quickest way the standard library has
to count what two sets have in common. Bit n stands for number n, from 0."""

from collections.abc import Iterable, Iterator


def bits_of(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    given = list(numbers)
    if not given:
        return 0
    held = bytearray(max(given) // 8 + 1)
    for number in given:
        held[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(held, "little")


def numbers_in(bits: int) -> Iterator[int]:
    """The numbers of the set, in order."""
    data = to_blob(bits)
    for at, byte in enumerate(data):
        while byte:
            lowest = byte & -byte
            yield at * 8 + lowest.bit_length() - 1
            byte ^= lowest


def to_blob(bits: int) -> bytes:
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def from_blob(data: bytes) -> int:
    return int.from_bytes(data, "little")
