"""QualCoder's way, without its windows: its tables in SQLite, and how it compares two coders.

Written anew from what its source (ccbogel/QualCoder, `reports.py`) does: two questions for each
text and code, a list with one number for each character of the text, and a kappa over only those
characters that somebody coded, with the two chances multiplied where they should be added.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TABLES = """
CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text,
 owner text, date text, unique(name));
CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text,
 date text, color text, unique(name));
CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text,
 pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer,
 unique(cid, fid, pos0, pos1, owner));
"""
CODED = "SELECT pos0, pos1 FROM code_text WHERE fid = ? AND cid = ? AND owner = ?"


@dataclass(frozen=True)
class Compared:
    """What its report shows: agreement in percent over all characters, and what it calls kappa
    (None where its formula divides by nothing)."""

    agreement: float
    kappa: float | None


class QualCoder:
    """Codings: (code, text, start, end, coder), offsets in code points of the whole text."""

    def __init__(
        self,
        file: Path,
        texts: list[str],
        codings: Iterable[tuple[int, int, int, int, str]],
    ) -> None:
        self.lengths = [len(text) for text in texts]
        self.base = sqlite3.connect(file)
        self.base.executescript(TABLES)
        rows = [(number, f"text {number}", text) for number, text in enumerate(texts)]
        self.base.executemany("INSERT INTO source (id, name, fulltext) VALUES (?, ?, ?)", rows)
        self.base.executemany(
            "INSERT OR IGNORE INTO code_text (cid, fid, seltext, pos0, pos1, owner) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            [(code, at, texts[at][low:high], low, high, by) for code, at, low, high, by in codings],
        )
        self.base.commit()

    def compare(self, code: int, one: str, other: str) -> Compared:
        """One code, every text."""
        both = single = nobody = ours = theirs = 0
        for text, length in enumerate(self.lengths):
            seen = [0] * length
            ours += self._mark(seen, text, code, one)
            theirs += self._mark(seen, text, code, other)
            for times in seen:
                if times == 0:
                    nobody += 1
                elif times == 1:
                    single += 1
                elif times == 2:
                    both += 1
        agreement = 100 * (both + nobody) / sum(self.lengths)
        return Compared(round(agreement, 2), _kappa(both, ours, theirs))

    def _mark(self, seen: list[int], text: int, code: int, coder: str) -> int:
        marked = 0
        for low, high in self.base.execute(CODED, (text, code, coder)).fetchall():
            for place in range(low, high):
                seen[place] += 1
                marked += 1
        return marked


def _kappa(both: int, ours: int, theirs: int) -> float | None:
    coded = ours + theirs - both
    if not coded:
        return None
    chance = (ours * theirs / coded**2) * ((coded - ours) * (coded - theirs) / coded**2)
    return None if chance == 1 else round((both / coded - chance) / (1 - chance), 4)
