"""Words, quotes and export beside QualCoder's tables and statements, SQL against SQL.

    python -m benchmarks.peers [small]

Writes its part of benchmarks/results.md. (Taguette has no search in texts; quotes and export
against it are measured over HTTP by benchmarks/run.py.)
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.peer import ROOT
from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.sides.pennydrop import places
from benchmarks.tables import TARGET, clock, table
from benchmarks.timing import ratio

QUOTES = "quotes of one code"


def main(arguments: list[str]) -> int:
    size = "small" if "small" in arguments else "full"
    before = load_now()
    with tempfile.TemporaryDirectory(prefix="pennydrop-peers-") as place:
        environ = {**os.environ, **places(Path(place)), "PYTHONPATH": str(ROOT)}
        made = json.loads(_last_line(["benchmarks.loaders.pennydrop_load", size], environ))
        inside = ["benchmarks.loaders.peers_inside", made["study"], size]
        found = json.loads(_last_line(inside, environ))
    text = page(found["rows"], (before, load_now()), found["opened"])
    print(f"\n{text}")
    if size == "full":
        write_part("peers", text)
    return 0


def _last_line(words: list[str], environ: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=environ, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{words[0]} failed: {done.stderr[-2000:]}")
    return done.stdout.strip().splitlines()[-1]


def page(
    rows: list[tuple[str, float, float, int]],
    load: tuple[str, str],
    opened: tuple[int, float, float],
) -> str:
    head = ["what", "found", "QualCoder's way", "Pennydrop", "times faster", f"target {TARGET}"]
    shown = [
        [
            what, f"{found:,}", clock(theirs), clock(ours), f"{ratio(theirs, ours):.1f}",
            "met" if ratio(theirs, ours) >= TARGET else "NOT MET",
        ]
        for what, theirs, ours, found in rows
    ]  # fmt: skip
    return "\n\n".join(
        [
            "# Words and quotes beside QualCoder's tables",
            "One process, both sides by turns, medians of 9; both found the same before anything "
            "was timed. QualCoder keeps each text whole and the words of each coding beside it, "
            "as plain text; Pennydrop decrypts each quote and asks whether its owner still agrees.",
            table(["on", "what"], about_machine(load)),
            table(head, shown),
            _why(rows, *opened),
        ]
    )


def _why(rows: list[tuple[str, float, float, int]], turns: int, keys: float, words: float) -> str:
    """What sealing alone costs, beside the time that a tenth of the peer's would be."""
    theirs = next((theirs for what, theirs, _, _ in rows if what == QUOTES), 0.0)
    return (
        f"What sealing costs: the quotes of that code touch {turns:,} turns. To open the keys of "
        f"whoever speaks in them takes {clock(keys)}, to decrypt the turns {clock(words)}, "
        f"{clock(words / max(turns, 1))} each. QualCoder reads the words from a column in "
        f"{clock(theirs)}. "
        + (
            "Decrypting alone takes longer than a tenth of that, so ten times faster cannot be had "
            "with sealed words, whatever else is spared."
            if words > theirs / TARGET
            else "Decrypting is not what stands between."
        )
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
