"""The coded passages as bits (rules/blocks.py), kept with the positions. A page that counts a
hundred thousand passages and shows fifty then reads some hundred kilobytes, and few rows.

Texts lie in parts of some thousands, so that a text that changed costs a part and not everything.
  blocks (text, part, at, size)     where a text's block lies in its part, in bytes
  bits (what, about, part, bits)    CODED and MEETING: about a code; KIND: about a kind of source;
                                    BY: people of whom something is known, once asked for;
                                    TOPS: the last bit of every block. Zeros at an end may be
                                    left out
  voices (text, person, bits)       the passages of one text with words of this person
  groups (codes, part, passages)    how many passages of a part have any of some codes, once asked
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable
from functools import reduce
from itertools import accumulate, groupby
from operator import or_
from typing import Any

from pennydrop.rooms.understand.rules.bits import to_blob
from pennydrop.rooms.understand.rules.blocks import (
    Block,
    block_of,
    blocks_with_any,
    places_from,
    room_for,
)

PART = 2048  # texts
CODED, MEETING, KIND, TOPS, BY = "coded", "meeting", "kind", "tops", "by"
MOST_ASKED = 50  # sets of people whose passages are kept
MOST_GROUPS = 500  # groups of codes whose counts are kept
BLOCKS = """
CREATE TABLE blocks (text INTEGER PRIMARY KEY, part INTEGER, at INTEGER, size INTEGER);
CREATE INDEX blocks_part ON blocks (part, at);
CREATE TABLE bits (what TEXT, about, part INTEGER, bits BLOB, PRIMARY KEY (what, about, part))
    WITHOUT ROWID;
CREATE TABLE voices (text INTEGER, person INTEGER, bits BLOB, PRIMARY KEY (text, person))
    WITHOUT ROWID;
CREATE TABLE groups (codes TEXT, part INTEGER, passages INTEGER, PRIMARY KEY (codes, part))
    WITHOUT ROWID;
"""
Rows = dict[int, list[tuple[Any, ...]]]  # text -> its rows, without the text
Name = tuple[str, Any]  # what, about


def lay_blocks(file: sqlite3.Connection) -> None:
    """Every block of a new file."""
    last = file.execute("SELECT coalesce(max(n), -1) FROM texts").fetchone()[0]
    for part in range(last // PART + 1):
        held = _Part(file, part)
        held.lay(range(part * PART, (part + 1) * PART))
        held.save()


def lay_again(file: sqlite3.Connection, texts: Collection[int]) -> None:
    """The blocks of texts that are new or whose codings changed."""
    for part, inside in groupby(sorted(texts), lambda text: text // PART):
        file.execute("DELETE FROM bits WHERE what = ? AND part = ?", (BY, part))
        file.execute("DELETE FROM groups WHERE part = ?", (part,))
        held = _Part(file, part)
        for text in inside:
            file.execute("DELETE FROM voices WHERE text = ?", (text,))
            held.lay(range(text, text + 1))
        held.save()


def forget_people_asked_for(file: sqlite3.Connection) -> None:
    """Something else is known of people: which passages are theirs is found anew."""
    file.execute("DELETE FROM bits WHERE what = ?", (BY,))


class _Part:
    """The bits of some thousand texts, while blocks are laid."""

    def __init__(self, file: sqlite3.Connection, part: int) -> None:
        self.file, self.part = file, part
        rows = file.execute("SELECT text, at, size FROM blocks WHERE part = ?", (part,))
        self.blocks: dict[int, tuple[int, int]] = {text: (at, size) for text, at, size in rows}
        self.size = sum(size for _, size in self.blocks.values())
        self.last = max(self.blocks, default=-1)
        held = file.execute("SELECT what, about, bits FROM bits WHERE part = ?", (part,))
        self.bits: dict[Name, bytearray] = {
            (what, about): bytearray(bits) for what, about, bits in held
        }
        self.blocks_before = dict(self.blocks)
        self.bits_before = {name: bytes(bits) for name, bits in self.bits.items()}

    def lay(self, texts: range) -> None:
        among = (texts.start, texts.stop)
        codings = self._rows('SELECT text, start, "end", code FROM codings', among)
        turns = self._rows("SELECT text, ord, person FROM turns", among, "AND NOT asks")
        kinds = self.file.execute(
            "SELECT n, kind FROM texts WHERE n >= ? AND n < ? ORDER BY n", among
        )
        for text, kind in kinds.fetchall():
            block = block_of((start, end, code) for start, end, code in codings.get(text, ()))
            self._place(text, block, kind)
            voices = block.voices(dict(turns.get(text, ())))
            self.file.executemany(
                "INSERT INTO voices VALUES (?, ?, ?)",
                ((text, person, to_blob(bits)) for person, bits in voices.items()),
            )

    def _rows(self, columns: str, among: tuple[int, int], more: str = "") -> Rows:
        rows = self.file.execute(f"{columns} WHERE text >= ? AND text < ? {more}", among)
        found: Rows = {}
        for text, *others in rows:
            found.setdefault(text, []).append(tuple(others))
        return found

    def _place(self, text: int, block: Block, kind: str) -> None:
        if text in self.blocks:
            at, size = self.blocks[text]
            for held in self.bits.values():
                held[at : at + size] = bytes(len(held[at : at + size]))
        at, size = self._room(text, len(block.passages))
        if not size:
            return
        self._put((TOPS, ""), at, size, 1 << size * 8 - 1)
        self._put((KIND, kind), at, size, (1 << len(block.passages)) - 1)
        for what, masks in ((CODED, block.coded), (MEETING, block.meeting)):
            for code, bits in masks.items():
                self._put((what, code), at, size, bits)

    def _room(self, text: int, passages: int) -> tuple[int, int]:
        """Where the text's block lies, with room for so many; what follows makes way."""
        at, size = self.blocks.get(text) or (self._place_for(text), 0)
        if passages <= size * 8:
            return at, size
        wanted = room_for(passages)
        if at + size < self.size:
            self._make_way(at + size, wanted - size)
        self.size += wanted - size
        self.blocks[text] = (at, wanted)
        self.last = max(self.last, text)
        return at, wanted

    def _place_for(self, text: int) -> int:
        """Blocks lie in the order of their texts."""
        if text > self.last:
            return self.size
        return min(at for other, (at, _) in self.blocks.items() if other > text)

    def _make_way(self, at: int, more: int) -> None:
        for bits in self.bits.values():
            if len(bits) > at:
                bits[at:at] = bytes(more)
        for other, (place, length) in self.blocks.items():
            if place >= at:
                self.blocks[other] = (place + more, length)

    def _put(self, name: Name, at: int, size: int, bits: int) -> None:
        held = self.bits.setdefault(name, bytearray())
        held.extend(bytes(max(0, at + size - len(held))))
        held[at : at + size] = bits.to_bytes(size, "little")

    def save(self) -> None:
        self.file.executemany(
            "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?)",
            (
                (text, self.part, *place)
                for text, place in self.blocks.items()
                if place != self.blocks_before.get(text)
            ),
        )
        self.file.executemany(
            "INSERT OR REPLACE INTO bits VALUES (?, ?, ?, ?)",
            (
                (*name, self.part, bytes(bits))
                for name, bits in self.bits.items()
                if bytes(bits) != self.bits_before.get(name)
            ),
        )


class KeptBits:
    """The bits of a whole study, read out of the file."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self.file = file
        rows = file.execute(
            "SELECT part, length(bits) FROM bits WHERE what = ? ORDER BY part", (TOPS,)
        )
        self.sizes: list[tuple[int, int]] = rows.fetchall()

    def of(self, what: str, about: Iterable[Any]) -> int:
        """Every passage that any of these is said of."""
        return reduce(or_, (self._of(what, one) for one in about), 0)

    def _of(self, what: str, about: Any) -> int:
        rows = self.file.execute(
            "SELECT part, bits FROM bits WHERE what = ? AND about = ?", (what, about)
        )
        held = dict(rows.fetchall())
        parts = (held.get(part, b"").ljust(size, b"\0") for part, size in self.sizes)
        return int.from_bytes(b"".join(parts), "little")

    def by_people(self, about: str, people: Callable[[], int]) -> int:
        """Every passage with words of one of these people, `about` whom the same is known. `people`
        tells their numbers as bits, where they were not asked for before."""
        rows = self.file.execute("SELECT part FROM bits WHERE what = ? AND about = ?", (BY, about))
        missing = {part for part, _ in self.sizes} - {part for (part,) in rows}
        if missing:
            self._make_room()
            member = to_blob(people())
            self.file.executemany(
                "INSERT OR REPLACE INTO bits VALUES (?, ?, ?, ?)",
                ((BY, about, part, self._spoken(part, member)) for part in missing),
            )
        return self._of(BY, about)

    def group_counted(self, codes: Collection[int]) -> int:
        """How many passages have any of these codes. Counted again only in parts that changed."""
        wanted = sorted(codes)
        name = " ".join(map(str, wanted))
        rows = self.file.execute("SELECT part, passages FROM groups WHERE codes = ?", (name,))
        held: dict[int, int] = dict(rows.fetchall())
        missing = [part for part, _ in self.sizes if part not in held]
        if missing:
            self._make_room_for_group()
            held |= {part: self._count(part, wanted) for part in missing}
            self.file.executemany(
                "INSERT OR REPLACE INTO groups VALUES (?, ?, ?)",
                ((name, part, held[part]) for part, _ in self.sizes),
            )
        return sum(held[part] for part, _ in self.sizes)

    def _count(self, part: int, codes: list[int]) -> int:
        rows = self.file.execute(
            f"SELECT bits FROM bits WHERE what = ? AND about IN ({','.join('?' * len(codes))}) "
            "AND part = ?",
            (CODED, *codes, part),
        )
        return reduce(or_, (int.from_bytes(bits, "little") for (bits,) in rows), 0).bit_count()

    def _make_room_for_group(self) -> None:
        asked = "SELECT count(DISTINCT codes) FROM groups"
        if self.file.execute(asked).fetchone()[0] >= MOST_GROUPS:
            self.file.execute("DELETE FROM groups")

    def _make_room(self) -> None:
        asked = "SELECT count(DISTINCT about) FROM bits WHERE what = ?"
        if self.file.execute(asked, (BY,)).fetchone()[0] >= MOST_ASKED:
            forget_people_asked_for(self.file)

    def _spoken(self, part: int, member: bytes) -> bytes:
        """The passages of a part with words of these people."""
        found = bytearray(dict(self.sizes)[part])
        rows = self.file.execute(
            "SELECT v.person, v.bits, b.at FROM blocks b JOIN voices v ON v.text = b.text "
            "WHERE b.part = ?",
            (part,),
        )
        for person, bits, at in rows:
            if person >> 3 < len(member) and member[person >> 3] >> (person & 7) & 1:
                for byte, held in enumerate(bits, at):
                    found[byte] |= held
        return bytes(found)

    def texts(self, bits: int) -> int:
        """In how many texts these passages lie."""
        return blocks_with_any(bits, self.of(TOPS, [""]))

    def page(self, bits: int, first: int, count: int) -> list[tuple[int, list[int]]]:
        """Some of these passages in reading order: each text, with which of the passages that
        were found in it."""
        data = to_blob(bits)
        found: list[tuple[int, list[int]]] = []
        begin = end = text = 0
        for place in places_from(data, first, count):
            if not found or place >= end:
                text, begin, end = self._block_at(place // 8)
                found.append((text, []))
            here = int.from_bytes(data[begin // 8 : place // 8 + 1], "little")
            found[-1][1].append((here & (1 << place - begin) - 1).bit_count())
        return found

    def _block_at(self, byte: int) -> tuple[int, int, int]:
        """The text whose block has this byte, and from where to where its bits go."""
        begins = self._begins()
        part = max(part for part, begin in begins.items() if begin <= byte)
        text, at, size = self.file.execute(
            "SELECT text, at, size FROM blocks WHERE part = ? AND at <= ? ORDER BY at DESC LIMIT 1",
            (part, byte - begins[part]),
        ).fetchone()
        begin = (begins[part] + at) * 8
        return text, begin, begin + size * 8

    def _begins(self) -> dict[int, int]:
        """At which byte each part begins."""
        ends = accumulate((size for _, size in self.sizes), initial=0)
        return {part: begin for (part, _), begin in zip(self.sizes, ends, strict=False)}
