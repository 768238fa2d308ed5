"""The page of results: what was measured, on what, and what falls short."""

import datetime as dt
import os
import platform
import sqlite3
import subprocess
from dataclasses import dataclass, field

import django

from benchmarks.invented import InventedStudy
from benchmarks.peer import ROOT, version
from benchmarks.tables import HEAD, TARGET, Row, clock, table

WHAT = {
    "open": "open and decrypt every turn of the study, keys included",
    "index": "build the search index in scratch",
    "search": "search for a word (median)",
    "counts": "whose consent allows what: counts of people and sources",
    "import": "bring in 19 real conversations, by the function alone",
}


@dataclass
class Report:
    """Everything that goes onto the page. Memory: bytes by process; `inside` as inside.py says.
    `load`: the machine's load average before and after measuring.
    """

    rows: list[Row]
    study: InventedStudy
    theirs: dict[str, int]
    ours: dict[str, int]
    load: tuple[str, str]
    inside: dict[str, float] = field(default_factory=dict)


def page(report: Report) -> str:
    parts = [
        "# Pennydrop beside Taguette",
        "Written by `make bench`. Both servers ran at the same time on the same machine and were "
        "asked by turns over HTTP, one client, one kept connection each. Times are medians from "
        "sending a request to having read its whole answer; before anything was timed, both were "
        "checked to give the same quotes, in number and in words.",
        table(["on", "what"], _about(report)),
        f"## Side by side (target: at least {TARGET} times faster)",
        table(HEAD, [row.cells() for row in report.rows]),
        verdict(report.rows),
        "Both sides were filled in bulk, Taguette through its library and Pennydrop through its "
        "actions; that is not timed. Every highlight has one tag, because Taguette leaves "
        "highlights without a tag out of its export. Only Pennydrop decrypts each quote, asks "
        "whether its owner still agrees to be read, and notes who took the file.",
        "## Memory after all of it (RSS)",
        table(["side", "process", "MB"], [*_memory(report.theirs, "Taguette"),
                                          *_memory(report.ours, "Pennydrop")]),
    ]  # fmt: skip
    if report.inside:
        parts += ["## Pennydrop’s own figures", table(["what", "figure"], _inside(report.inside))]
    return "\n\n".join(parts) + "\n"


def verdict(rows: list[Row]) -> str:
    """Which targets are missed, by name."""
    missed = [f"{row.operation} ({row.times_faster:.1f})" for row in rows if not row.met]
    if not missed:
        return "Every target is met."
    return f"Not met: {'; '.join(missed)}."


def about_machine(load: tuple[str, str]) -> list[list[str]]:
    """When, with which versions and on what; `load` as in Report."""
    return [
        ["date", dt.datetime.now(dt.UTC).date().isoformat()],
        ["Pennydrop", _commit()],
        ["Python, Django, SQLite",
         f"{platform.python_version()}, {django.__version__}, {sqlite3.sqlite_version}"],
        ["machine", f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; load "
                    f"average {load[0]} before and {load[1]} after measuring (about 1 is ours; "
                    "with more, something else ran too and times are longer)"],
    ]  # fmt: skip


def _about(report: Report) -> list[list[str]]:
    *interviews, long = report.study.interviews
    size = sum(len(turn.encode()) for turns in interviews for turn in turns)
    return [
        *about_machine(report.load),
        ["Taguette", version()],
        ["study", f"{len(interviews)} interviews, {size / 1e6:.1f} MB of invented text, "
                  f"{len(report.study.codes)} codes in {len(report.study.themes)} themes, "
                  f"{len(report.study.codings):,} codings"],
        ["long text", f"{sum(len(turn.encode()) for turn in long) / 1e6:.1f} MB"],
    ]  # fmt: skip


def _commit() -> str:
    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--", "pennydrop")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + (
        " and changes not yet committed" if changed else ""
    )


def load_now() -> str:
    """The load average of the last minute, where the system knows one."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _memory(found: dict[str, int], side: str) -> list[list[str]]:
    rows = [[side, _role(name), f"{size / 1e6:.0f}"] for name, size in found.items()]
    total = sum(found.values())
    return [*rows, [side, "all of them", f"{total / 1e6:.0f}" if found else "not known here"]]


def _role(command: str) -> str:
    for words, role in [(" work", "background work"), ("granian", "web"), (" serve", "starter")]:
        if words in command:
            return role
    return "server"


def _inside(figures: dict[str, float]) -> list[list[str]]:
    rows = [[text, clock(figures[name])] for name, text in WHAT.items() if name in figures]
    finder = f"{figures['finder']:,.0f} characters a second"
    return [*rows, ["find identifiers", finder], ["turns in the study", f"{figures['segments']:,}"]]
