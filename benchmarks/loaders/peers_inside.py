"""Times of reading the invented study beside QualCoder's tables and statements, in one process:
SQL against SQL. Prints as JSON `rows` of (what, theirs, ours, found), and `opened`: what it takes
to open sealed turns. Stops when the two sides do not find the same."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from uuid import UUID

from benchmarks.invented import FULL, SMALL, invent
from benchmarks.loaders import qualcoder_side as theirs
from benchmarks.loaders.ready import make_databases
from benchmarks.peers import QUOTES
from benchmarks.timing import in_turn
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.core.vault.sealing import opener, warm
from pennydrop.rooms.understand.models import Code
from pennydrop.rooms.understand.queries.codings import _held, codings_with, passages
from pennydrop.rooms.understand.queries.exports import quotes_table
from pennydrop.rooms.understand.queries.search import hits_of
from pennydrop.rooms.understand.queries.texts import TABLE

Work = Callable[[], int]


def main(study: str, size: str) -> None:
    make_databases()
    invented = invent(SMALL if size == "small" else FULL)
    key, held = UUID(study), theirs.filled(invented)
    word = next(w for w in invented.interviews[0][1].split() if w.isascii() and w.isalpha())
    code = invented.codes[0].name
    # Codes of one name stand under several themes; the first is the one that is asked for.
    ours = Code.objects.filter(study=key, name=code).values_list("pk", flat=True)
    rows: list[tuple[str, Work, Work]] = [
        ("find a word, every place", partial(theirs.matches, held, rf"\b{re.escape(word)}\b"),
         partial(_places, key, rf"/\b{word}\b/")),
        ("find a regular expression, every place",
         partial(theirs.matches, held, rf"\b{word[:3]}\w+\b"),
         partial(_places, key, rf"/\b{word[:3]}\w+\b/")),
        (QUOTES, lambda: len(theirs.quotes(held, code)),
         lambda: sum(one.words is not None for one in passages(key, codings_with(list(ours))))),
        ("every quote as CSV", lambda: bool(theirs.everything(held)),
         lambda: _as_csv(key)),
    ]  # fmt: skip
    made = [_row(*row) for row in rows]
    print(json.dumps({"rows": made, "opened": _opened(key, list(ours))}))


def _opened(study: UUID, codes: list[UUID]) -> tuple[int, float, float]:
    """How many turns the quotes of these codes touch; the seconds that it takes to open the keys of
    those who speak in them, and then the turns themselves, read from the tables before."""
    held = list({row[2]: row for row in _held(codings_with(codes))}.values())
    people = {row[3]: UUID(row[3]) for row in held}
    forget_opened_keys()
    began = perf_counter()
    warm(people.values(), "words")
    keys, began = perf_counter() - began, perf_counter()
    read = {
        typed: opener(participant=person, key="words", table=TABLE, field="sealed")
        for typed, person in people.items()
    }
    for _, _, row, person, _, sealed in held:
        read[person](row.replace("-", ""), sealed)
    return len(held), keys, perf_counter() - began


def _as_csv(study: UUID) -> bool:
    out = io.StringIO()
    head, rows = quotes_table(study, reader="benchmark")
    csv.writer(out).writerows([head, *rows])
    return bool(out.getvalue())


def _places(study: UUID, typed: str) -> int:
    return sum(len(hit.hits) for hit in hits_of(study, typed))


def _row(what: str, their: Work, our: Work) -> tuple[str, float, float, int]:
    found = their()
    if our() != found:
        raise SystemExit(f"{what}: {found} by theirs, {our()} by ours")
    times = in_turn(lambda _: _timed(their), lambda _: _timed(our), 9)
    return what, times[0].median, times[1].median, found


def _timed(work: Work) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main(*sys.argv[1:])
