"""A 60-page edition with 200 quotes and 20 charts: its web page and its PDF, beside the PDF library
alone on the same content.

    python -m benchmarks.edition [small]

Writes its part of benchmarks/results.md (not with `small`, which is a trial run).
"""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.processes import last_line
from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.sides.pennydrop import places
from benchmarks.tables import clock, table

MOST = 1.5
"""How many times as long as the library alone a PDF may take."""
SIDES = ("page", "pdf", "library")
NAMES = {
    "page": "web page, from sealed slots",
    "pdf": "PDF, from sealed slots",
    "library": "the same PDF by the library alone",
}


def main(arguments: list[str]) -> int:
    size = "small" if "small" in arguments else "full"
    before = load_now()
    found = measure(size)
    text = page(found, (before, load_now()))
    print(f"\n{text}")
    if size == "full":
        write_part("edition", text)
    return 0


def measure(size: str) -> dict[str, Any]:
    """Medians in seconds, memory in bytes, and how large the edition is."""
    repeats = 1 if size == "small" else 5
    with tempfile.TemporaryDirectory(prefix="pennydrop-edition-") as place:
        environ = places(Path(place))
        slug, other = _inside(environ, "make", size)
        found: dict[str, Any] = _inside(environ, "look", slug)
        taken: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
        for _ in range(repeats):
            for side in SIDES:
                taken[side].append(_inside(environ, "once", slug, other, side))
    for side, rounds in taken.items():
        found[side] = {name: median(one[name] for one in rounds) for name in rounds[0]}
    return found


def _inside(environ: dict[str, str], *words: str) -> Any:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.loaders.edition_inside", *words]
    return json.loads(last_line(command, environ))


def page(found: dict[str, Any], load: tuple[str, str]) -> str:
    seconds = {side: found[side]["seconds"] for side in SIDES}
    overhead = seconds["pdf"] / seconds["library"]
    both = (seconds["page"] + seconds["pdf"]) / seconds["library"]
    rows = [[NAMES[side], clock(seconds[side]), *_memory(found[side])] for side in SIDES]
    size = (
        f"{found['sheets']} sheets, {found['quotes']} quotes, {found['charts']} charts with "
        f"their tables; the page has {found['page_bytes'] / 1e6:.1f} MB, the PDF "
        f"{found['pdf_bytes'] / 1e6:.1f} MB"
    )
    return "\n\n".join(
        [
            "# A large edition: page and PDF",
            "Every quote is opened from its sealed slot each time, with no key held from before; "
            "then charts are drawn and the document is set. The library alone is given the very "
            "data that it is handed then, and makes the same file, byte for byte. Each time is "
            "taken in a new process that has made a small edition before; by turns, medians.",
            table(["on", "what"], [*about_machine(load), ["edition", size]]),
            table(["what", "time", "memory before", "at the most"], rows),
            table(
                ["times as long as the library alone", "ratio", f"target {MOST}"],
                [
                    ["PDF", f"{overhead:.2f}", verdict(overhead)],
                    ["web page and PDF together", f"{both:.2f}", verdict(both)],
                ],
            ),
        ]
    )


def verdict(ratio: float) -> str:
    return "met" if ratio < MOST else "NOT MET"


def _memory(found: dict[str, float]) -> list[str]:
    return [f"{found['before'] / 1e6:.0f} MB", f"{found['peak'] / 1e6:.0f} MB"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
