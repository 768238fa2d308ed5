"""Results as tables for a screen and for a Markdown page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.timing import Times, ratio

TARGET = 10


@dataclass(frozen=True)
class Row:
    """One operation on both sides. `target`: Pennydrop promises to be 10 times faster at it."""

    operation: str
    taguette: float
    pennydrop: float
    target: bool = False
    note: str = ""

    @property
    def times_faster(self) -> float:
        return ratio(self.taguette, self.pennydrop)

    @property
    def met(self) -> bool:
        return not self.target or self.times_faster >= TARGET

    def cells(self) -> list[str]:
        verdict = "" if not self.target else ("met" if self.met else "NOT MET")
        return [
            self.operation,
            clock(self.taguette),
            clock(self.pennydrop),
            f"{self.times_faster:.1f}",
            verdict,
            self.note,
        ]


HEAD = ["operation", "Taguette", "Pennydrop", "times faster", f"target {TARGET}", "note"]


def compare(
    operation: str, theirs: Times, ours: Times, *, target: bool = False, note: str = ""
) -> Row:
    """A row of two medians."""
    return Row(operation, theirs.median, ours.median, target, note)


def compare_tail(operation: str, theirs: Times, ours: Times, share: float = 0.95) -> Row:
    """A row of two percentiles, p95 unless said."""
    return Row(operation, theirs.percentile(share), ours.percentile(share))


def clock(seconds: float) -> str:
    """Three figures, in the unit that fits."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:.3g} s"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table, padded so that it reads as well on a screen."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in [lines[0], rule, *lines[1:]]
    )
