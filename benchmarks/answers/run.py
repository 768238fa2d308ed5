"""Answers: how quickly they are taken in, and whether any is lost when the server is killed.

    python -m benchmarks.answers.run [small]

Writes its part of benchmarks/results.md (not with `small`). Ends with status 1 when an acknowledged
answer was lost or doubled, or somebody was shut out; a rate that is missed is written down and ends
nothing.
"""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answers.killing import answer_while_killed
from benchmarks.answers.prepare import QUESTIONS
from benchmarks.answers.rate import Rates, prepare, rates
from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.run import say
from benchmarks.tables import table

TARGET = 0.5  # of the bare view's rate


@dataclass(frozen=True)
class Size:
    batches: int
    people: int
    kills: int


FULL = Size(batches=30, people=200, kills=50)
SMALL = Size(batches=3, people=10, kills=3)
CONNECTIONS = 4


def main(arguments: list[str]) -> int:
    size = SMALL if "small" in arguments else FULL
    before = load_now()
    say("Taking answers in, beside a bare view")
    with tempfile.TemporaryDirectory(prefix="pennydrop-bench-") as place:
        slugs = prepare(Path(place), "shipped")
        found = rates(Path(place), slugs, batches=size.batches, connections=CONNECTIONS)
    load = (before, load_now())
    say(f"{size.people * QUESTIONS:,} answers while the server is killed {size.kills} times")
    with tempfile.TemporaryDirectory(prefix="pennydrop-bench-") as place:
        [slug] = prepare(Path(place))
        kept = answer_while_killed(
            Path(place), slug, people=size.people, kills=size.kills, connections=CONNECTIONS,
            say=say,
        )  # fmt: skip
    text = page(found, kept, load)
    print(f"\n{text}")
    if size is FULL:
        write_part("answers", text)
    return 1 if kept["lost"] or kept["doubled"] or kept["people who got no answer"] else 0


def page(found: Rates, kept: dict[str, int], load: tuple[str, str]) -> str:
    rows = [
        [name, f"{rate:,.0f}"]
        + [part for ours in (found.pennydrop, found.together) for part in _share(ours, rate)]
        for name, rate in (
            ("one bare view, no middleware", found.bare),
            ("the same view behind a new project’s own middleware", found.usual),
        )
    ]
    target = f"target {TARGET}"
    heads = ["peer", "its answers a second", "one question to a page: our share of it", target,
             "six questions on one page: our share of it", target]  # fmt: skip
    return "\n\n".join(
        [
            "# Answers taken in",
            f"The shipped form of seven questions; {CONNECTIONS} people answer at once, each over "
            "one kept connection. The bare view inserts one row with Django’s ORM, served by the "
            "same server with as many processes and threads and the same database settings. "
            "Pennydrop opens the person’s place, checks the answer against the form, seals it, "
            "and writes the row and its record in one transaction. Medians of batches, the sides "
            "by turns.",
            table(["on", "what"], about_machine(load)),
            table(heads, rows),
            f"Pennydrop: {found.pennydrop:,.0f} answers a second with one question to a page, "
            f"{found.together:,.0f} with six on one page (sent, checked, sealed and kept together; "
            "the bare view is sent one at a time).",
            "## Killed while people answer",
            f"A form of {QUESTIONS} questions. Every process of the server was killed (SIGKILL) at "
            "a random moment and started again; a browser that got no answer sent the same again.",
            table(["what", "how many"], [[name, f"{value:,}"] for name, value in kept.items()]),
        ]
    )  # fmt: skip


def _share(ours: float, peer: float) -> list[str]:
    share = ours / peer
    return [f"{share:.2f}", "met" if share >= TARGET else "NOT MET"]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
