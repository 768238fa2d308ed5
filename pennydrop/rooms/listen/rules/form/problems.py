"""Why a form was refused: every reason with its place, in words that say what to do."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to put right. Row 1 is the row of column names; row 0 means the whole sheet.

    `column` is the column's name, or empty where no single one is meant.
    """

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [f"sheet “{self.sheet}”"]
        if self.row:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column “{self.column}”")
        return f"{', '.join(place)}: {self.message}"


class FormProblems(ValueError):
    """The form cannot be used until `problems` are put right."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NoSurvey(FormProblems):
    """Nothing in the file looks like a form: there is no sheet of questions to put right."""
