"""`pennydrop agreement`: how far coders agree, from a table. No settings, database or keys."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pennydrop.rooms.understand.rules.agreement.coefficients import Counts, Measure, pairs_of
from pennydrop.rooms.understand.rules.agreement.figures import (
    ENOUGH,
    RESAMPLES,
    SEED,
    Figure,
    Figures,
    drawn_units,
    figures_of,
    pair_values,
    taken,
)
from pennydrop.rooms.understand.rules.agreement.tables import (
    BadTable,
    Problem,
    Ratings,
    read_table,
)

ABOUT = """Reads a table (CSV, UTF-8) with the columns unit, coder and value, one row for each
rating, and says how far the coders agree: percent agreement, Cohen's kappa (of more than two
coders the mean over their pairs), Fleiss' kappa and Krippendorff's alpha (nominal; missing ratings
are fine), each with its 95 % interval by bootstrap over units, for all values together and for
each value against the rest. A figure that has no value is null, with the reason. “-” reads
standard input.

--json writes {"units", "coders", "values", "ratings", "percent", "cohen_kappa", "fleiss_kappa",
"krippendorff_alpha", "intervals": {"percent": [low, high], …}, "undefined": {"fleiss_kappa":
reason, …}, "notes", "by_value": {value: the same}, "pairs": [{"coders", "cohen_kappa"}],
"bootstrap": {"resamples", "seed"}}. Percent runs from 0 to 100, the others from -1 to 1.
Exit: 0 counted, 1 rows to put right ({"errors": [{"line", "message"}]}), 2 no such table."""
NAMES = {
    Measure.PERCENT: "Percent agreement",
    Measure.COHEN: "Cohen's kappa",
    Measure.FLEISS: "Fleiss' kappa",
    Measure.ALPHA: "Krippendorff's alpha",
}


@dataclass(frozen=True)
class Agreed:
    """What came out. Pairs are in the order of the coders; each has a value or the reason."""

    ratings: Ratings
    together: Figures
    by_value: dict[str, Figures]
    pairs: list[tuple[str, str, float | str]]
    resamples: int
    seed: int


def agreement(ratings: Ratings, resamples: int = RESAMPLES, seed: int = SEED) -> Agreed:
    coders = len(ratings.coders)

    def figures(counts: Counts) -> Figures:
        return figures_of(counts, coders, drawn_units(counts, resamples, seed))

    values = pair_values([taken(ratings.counts, coders)])
    pairs = [
        (ratings.coders[a], ratings.coders[b], value)
        for (a, b), value in zip(pairs_of(coders), values, strict=True)
    ]
    by_value = {value: figures(ratings.of(value)) for value in ratings.values}
    return Agreed(ratings, figures(ratings.counts), by_value, pairs, resamples, seed)


def as_json(agreed: Agreed) -> str:
    ratings = agreed.ratings
    found = {
        "units": len(ratings.units),
        "coders": list(ratings.coders),
        "values": list(ratings.values),
        "ratings": ratings.ratings,
        **_plain(agreed.together),
        "by_value": {value: _plain(figures) for value, figures in agreed.by_value.items()},
        "pairs": [_pair(one, other, value) for one, other, value in agreed.pairs],
        "bootstrap": {"resamples": agreed.resamples, "seed": agreed.seed},
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _plain(figures: Figures) -> dict[str, Any]:
    shown = {measure: _scaled(measure, figure) for measure, figure in figures.items()}
    return {
        **{str(measure): value for measure, (value, _) in shown.items()},
        "intervals": {str(measure): ends for measure, (_, ends) in shown.items()},
        "undefined": {str(m): figure.why for m, figure in figures.items() if figure.why},
        "notes": {str(m): figure.note for m, figure in figures.items() if figure.note},
    }


def _scaled(measure: Measure, figure: Figure) -> tuple[float | None, list[float] | None]:
    """The value and the ends of its interval, percent from 0 to 100."""
    by = 100 if measure is Measure.PERCENT else 1
    value = None if figure.value is None else figure.value * by
    if figure.low is None or figure.high is None:
        return value, None
    return value, [figure.low * by, figure.high * by]


def _pair(one: str, other: str, value: float | str) -> dict[str, Any]:
    held = value if isinstance(value, float) else None
    return {
        "coders": [one, other],
        "cohen_kappa": held,
        "why": value if isinstance(value, str) else "",
    }


def as_lines(agreed: Agreed) -> str:
    """The same for reading."""
    ratings = agreed.ratings
    counts = ", ".join(
        [
            _counted(len(ratings.units), "unit"), _counted(len(ratings.coders), "coder"),
            _counted(ratings.ratings, "rating"), _counted(len(ratings.values), "value"),
        ]
    )  # fmt: skip
    lines = [counts, "", *_table("All values together", agreed.together)]
    for value, figures in agreed.by_value.items():
        lines += ["", *_table(f"“{value}” against the rest", figures)]
    about = _about_intervals(agreed)
    return "\n".join([*lines, "", *about] if about else lines)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _about_intervals(agreed: Agreed) -> list[str]:
    """What the brackets are, and why some figures, or all of them, have none."""
    if not agreed.resamples:
        return []
    if len(agreed.ratings.units) < 2:
        return ["No 95 % intervals: they come from drawing units anew, and there is one unit."]
    tables = (agreed.together, *agreed.by_value.values())
    found = [one for table in tables for one in table.values() if one.value is not None]
    said = []
    if any(one.low is not None for one in found):
        drawn = _counted(agreed.resamples, "drawing")
        said.append(f"In brackets: 95 % intervals from {drawn} of the units.")
    if any(one.low is None for one in found):
        said.append(
            f"Without brackets: fewer than {ENOUGH * 100:.0f} % of the drawings gave the figure "
            "a value, mostly because there are few units, or one value is rare."
        )
    return said


def _table(title: str, figures: Figures) -> list[str]:
    width = max(map(len, NAMES.values()))
    return [title, *(f"  {NAMES[m]:<{width}}  {_said(m, f)}" for m, f in figures.items())]


def _said(measure: Measure, figure: Figure) -> str:
    value, ends = _scaled(measure, figure)
    if value is None:
        return f"no value: {figure.why}"
    form = "{:.1f} %" if measure is Measure.PERCENT else "{:.3f}"
    span = "" if ends is None else f"  [{form.format(ends[0])} to {form.format(ends[1])}]"
    return f"{form.format(value)}{span}" + (f"  ({figure.note})" if figure.note else "")


def _refused(problems: Sequence[Problem], *, json_wanted: bool) -> int:
    if json_wanted:
        errors = [{"line": one.line, "message": one.message} for one in problems]
        print(json.dumps({"errors": errors}, ensure_ascii=False, indent=2))
    for one in problems:
        print(f"pennydrop agreement: {one}", file=sys.stderr)
    return 1 if any(one.line > 1 for one in problems) else 2


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="pennydrop agreement", description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("file", metavar="FILE.csv")
    parser.add_argument("--json", action="store_true", help="write JSON, for programs")
    parser.add_argument("--resamples", type=int, default=RESAMPLES, help="0 leaves intervals out")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed, the same intervals")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    asked = _options(arguments)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        data = sys.stdin.buffer.read() if asked.file == "-" else Path(asked.file).read_bytes()
        ratings = read_table(data)
    except OSError as reason:
        said = f"{asked.file} cannot be read: {reason.strerror}."
        return _refused([Problem(0, said)], json_wanted=asked.json)
    except BadTable as bad:
        return _refused(bad.problems, json_wanted=asked.json)
    agreed = agreement(ratings, max(0, asked.resamples), asked.seed)
    print(as_json(agreed) if asked.json else as_lines(agreed))
    return 0
