"""What is asked of both sides, by turns, and whether both answered the same."""

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.invented import InventedStudy, Passage, Size
from benchmarks.real import FILE, pages
from benchmarks.sides import Side
from benchmarks.sides.pennydrop import Pennydrop
from benchmarks.sides.taguette import Taguette
from benchmarks.tables import Row, compare, compare_tail
from benchmarks.timing import Times, in_turn

Say = Callable[[str], None]
CONVERSATIONS = 19


class Mismatch(Exception):
    """The two sides, or one of them and the study they were given, do not say the same."""


class Bench:
    """Both sides, loaded with the same study."""

    def __init__(
        self, theirs: Taguette, ours: Pennydrop, study: InventedStudy, size: Size, say: Say
    ) -> None:
        self.theirs, self.ours = theirs, ours
        self.study, self.size, self.say = study, size, say

    def all(self) -> list[Row]:
        """Every row. Reads come first, because adding makes the study larger on both sides."""
        themes = self.study.themes
        rows = []
        for theme in (themes[len(themes) // 2], themes[0]):
            rows += self.theme(theme)
        rows += self.export()
        rows += self.adding("30 kB", self.study.fresh)
        rows += self.adding("0.5 MB", self.study.long_fresh)
        return rows + self.conversations()

    def theme(self, theme: str) -> list[Row]:
        wanted = sorted(self.study.words(coding) for coding in self.study.in_theme(theme))
        self.say(f"All quotes of a theme: {len(wanted):,}")
        pages = self._check_theme(theme, wanted)
        read = self._both(
            lambda side: sum(answer.seconds for answer in side.read_theme(theme)),
            self.size.repeats,
        )
        table = self._both(lambda side: side.export_theme(theme).seconds, self.size.repeats)
        what = f"all quotes of a theme ({len(wanted):,}"
        note = f"Taguette: {pages} pages of at most 50; Pennydrop: one page"
        return [
            compare(f"{what}, to read)", *read, target=True, note=note),
            compare(f"{what}, as CSV)", *table, note="both: one file"),
        ]

    def _check_theme(self, theme: str, wanted: list[str]) -> int:
        for side in self._sides():
            # Once each: Pennydrop's page tells a passage once where it was coded alike twice.
            told = sorted(set(side.quotes_in(side.read_theme(theme))))
            self._same(side, "theme", told, sorted(set(wanted)))
            rows = side.rows_of(side.export_theme(theme))
            self._same(side, "theme as CSV", sorted(words for _, words in rows), wanted)
        return len(self.theirs.read_theme(theme))

    def export(self) -> list[Row]:
        self.say("Export of all quotes")
        codes = self.study.codes
        wanted = sorted((codes[c.code].name, self.study.words(c)) for c in self.study.codings)
        for side in self._sides():
            self._same(side, "export", sorted(side.rows_of(side.export_all())), wanted)
        times = self._both(lambda side: side.export_all().seconds, self.size.repeats)
        what = f"export all quotes, CSV ({len(wanted):,})"
        return [compare(what, *times, target=True, note="both: one file, the same rows")]

    def adding(self, length: str, passages: tuple[Passage, ...]) -> list[Row]:
        self.say(f"Adding codings to a text of {length}")
        theirs, ours = in_turn(
            lambda number: self.theirs.add_coding(passages[number]),
            lambda number: self.ours.add_coding(passages[number]),
            len(passages),
        )
        what = f"add a coding, {length} text"
        note = f"{len(passages)} each"
        return [
            compare(f"{what}, p50", theirs, ours, target=True, note=note),
            compare_tail(f"{what}, p95", theirs, ours),
        ]

    def conversations(self) -> list[Row]:
        if not FILE.exists():
            self.say(f"Left out: the real conversations are not there ({FILE.name})")
            return []
        self.say("Bringing in 19 real conversations")
        documents = pages()
        repeats = min(3, self.size.repeats)
        theirs, ours = in_turn(
            lambda number: self._their_import(documents),
            lambda number: self._our_import(FILE),
            repeats,
        )
        note = "Taguette: 19 HTML files; Pennydrop: the CSV, four pages, with the wait for its jobs"
        return [compare("bring in 19 real conversations", theirs, ours, note=note)]

    def _their_import(self, documents: dict[str, str]) -> float:
        before = self.theirs.project
        self.theirs.new_project("Real")
        seconds = sum(self.theirs.add_document(name, page) for name, page in documents.items())
        self.theirs.project = before
        return seconds

    def _our_import(self, file: Path) -> float:
        seconds, count = self.ours.import_table(file)
        if count != CONVERSATIONS:
            raise Mismatch(f"Pennydrop brought in {count} conversations of {CONVERSATIONS}.")
        return seconds

    def _sides(self) -> tuple[Side, Side]:
        return self.theirs, self.ours

    def _both(self, measure: Callable[[Side], float], repeats: int) -> tuple[Times, Times]:
        return in_turn(lambda _: measure(self.theirs), lambda _: measure(self.ours), repeats)

    def _same(self, side: Side, what: str, got: Sequence[object], wanted: Sequence[object]) -> None:
        if got != wanted:
            first = next((g for g, w in zip(got, wanted, strict=False) if g != w), None)
            raise Mismatch(
                f"{side.name}, {what}: {len(got)} instead of {len(wanted)}; first other: {first!r}"
            )
