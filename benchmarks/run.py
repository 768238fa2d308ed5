"""`make bench`: Pennydrop beside Taguette on this machine, over HTTP, and its own figures.

    python -m benchmarks.run [small]

Prints a table and writes its part of benchmarks/results.md (not with `small`, which is a trial
run). Ends with status 1 when the two sides do not answer the same; a target that is missed is
written down, not hidden, and does not end the run.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.invented import FULL, SMALL, InventedStudy, Size, invent
from benchmarks.measure import Bench
from benchmarks.peer import environment
from benchmarks.processes import last_line
from benchmarks.report import Report, load_now, page
from benchmarks.results import write_part
from benchmarks.sides.pennydrop import PASSWORD, USERNAME, Pennydrop, places
from benchmarks.sides.taguette import Taguette


def main(arguments: list[str]) -> int:
    name = "small" if "small" in arguments else "full"
    size = SMALL if name == "small" else FULL
    study = invent(size)
    with tempfile.TemporaryDirectory(prefix="pennydrop-bench-") as place:
        folder = Path(place)
        made = load(folder, name)
        report = measure(folder, study, size, made)
        say("Pennydrop's own figures")
        report.inside = figures(folder, made["study"], name)
    text = page(report)
    print(f"\n{text}")
    if name == "full":
        write_part("taguette", text)
        say("Written to benchmarks/results.md")
    return 0


def say(text: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {text}", flush=True)


def load(folder: Path, name: str) -> dict[str, Any]:
    """Fill both sides. Returns where Pennydrop's loader put everything."""
    say("Making Taguette's environment, when it is not there")
    python = environment()
    say("Filling Taguette, through its own library")
    module = "benchmarks.loaders.taguette_load"
    last_line([python, "-W", "ignore", "-m", module, folder / "taguette.sqlite3", name], {})
    say("Filling Pennydrop, through its own actions")
    command = [sys.executable, "-m", "benchmarks.loaders.pennydrop_load", name]
    return dict(json.loads(last_line(command, places(folder))))


def figures(folder: Path, study: str, name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.loaders.inside", study, name]
    return dict(json.loads(last_line(command, places(folder))))


def measure(folder: Path, study: InventedStudy, size: Size, made: dict[str, Any]) -> Report:
    theirs, ours = Taguette(folder, study), None
    try:
        ours = Pennydrop(folder, study, made)
        ours.sign_in(USERNAME, PASSWORD)
        before = load_now()
        rows = Bench(theirs, ours, study, size, say).all()
        load = (before, load_now())
        return Report(rows, study, theirs.memory(), ours.memory(), load)
    finally:
        theirs.stop()
        if ours is not None:
            ours.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
