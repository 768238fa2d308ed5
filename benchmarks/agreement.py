"""Agreement of two coders on every code of a study, beside QualCoder's way of counting it.

    python -m benchmarks.agreement [small]

Prints its page and writes its part of benchmarks/results.md (not with `small`). Both sides count
the same codings of the same texts; ends with status 1 where they do not say the same of how much
of the text was coded alike.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.processes import last_line
from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.sides.pennydrop import places
from benchmarks.tables import TARGET, clock, table

# Percentage points: the peer rounds to two places.
ALIKE = 0.0051


def main(arguments: list[str]) -> int:
    size = "small" if "small" in arguments else "full"
    before = load_now()
    with tempfile.TemporaryDirectory(prefix="pennydrop-bench-") as place:
        folder = Path(place)
        found = measure(folder, size)
    text = page(found, (before, load_now()))
    print(f"\n{text}")
    if found["percent_apart"] > ALIKE:
        print("The two sides have not compared the same.", file=sys.stderr)
        return 1
    if size == "full":
        write_part("agreement", text)
    return 0


def measure(folder: Path, size: str) -> dict[str, Any]:
    load = [sys.executable, "-m", "benchmarks.loaders.pennydrop_load", size]
    made = last_line(load, places(folder))
    inside = [sys.executable, "-m", "benchmarks.loaders.agreement_inside", made, size, folder]
    return dict(json.loads(last_line(inside, places(folder))))


def page(found: dict[str, Any], load: tuple[str, str]) -> str:
    mine, theirs = found["worst"]
    return "\n\n".join([
        f"# Agreement on {found['codes']} codes, beside QualCoder's way",
        f"{found['texts']} interviews, {found['codings']:,} codings by two people. QualCoder is a "
        "desktop program: its tables, its questions and its counting stand in "
        "`benchmarks/sides/qualcoder.py` and ran without its windows, each code once. Pennydrop "
        "reads the codings and asks who still agrees to be read each time (median); QualCoder has "
        "no intervals.",
        table(["on", "what"], about_machine(load)),
        table(
            ["what", "QualCoder's way", "Pennydrop", "times faster", f"target {TARGET}"],
            [_row("percent agreement and kappa of every code", found["theirs"], found["plain"]),
             _row(f"the same, Pennydrop with alpha, Fleiss and {found['drawings']} drawings for "
                  "intervals", found["theirs"], found["drawn"])],
        ),
        f"On the {found['clean']} codes with which nobody overlaps themself both say the same of "
        f"how much was coded alike (at most {found['percent_apart']:.3f} percentage points apart; "
        "QualCoder rounds to two places, and takes a coder who overlaps themself for two who "
        "agree). Of kappa they do not: over only the characters that somebody coded QualCoder's is "
        f"off by {found['kappa_apart']:.2f} in the median; at worst it says {theirs:.2f} where "
        f"Cohen's kappa is {mine:.2f}.",
    ])  # fmt: skip


def _row(what: str, theirs: float, ours: float) -> list[str]:
    times = theirs / ours
    verdict = "met" if times >= TARGET else "NOT MET"
    return [what, clock(theirs), clock(ours), f"{times:.1f}", verdict]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
