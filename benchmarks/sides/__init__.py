"""The two programs measured, behind one shape, so that both are asked the same things."""

from typing import Protocol

from benchmarks.invented import Passage
from benchmarks.wire import Answer


class Side(Protocol):
    """A running server that holds the invented study. Everything here goes over HTTP."""

    name: str

    def add_coding(self, passage: Passage) -> float:
        """Seconds until a new coding was stored and answered."""

    def read_theme(self, theme: str) -> list[Answer]:
        """Every quote of a theme, complete, in as many answers as that takes."""

    def quotes_in(self, answers: list[Answer]) -> list[str]:
        """The quotes in those answers, each on one line. Not timed."""

    def export_theme(self, theme: str) -> Answer:
        """One theme's quotes as CSV."""

    def export_all(self) -> Answer:
        """All quotes as CSV."""

    def rows_of(self, answer: Answer) -> list[tuple[str, str]]:
        """Code and words of each row of an export. Not timed."""

    def memory(self) -> dict[str, int]:
        """Resident bytes of each of its processes."""

    def stop(self) -> None: ...
