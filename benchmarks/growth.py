"""What `benchmarks/scale.py` asks of a study of one size, and how it tells of it."""

import json
import subprocess
import sys
from collections.abc import Mapping

from benchmarks.peer import ROOT
from benchmarks.report import about_machine
from benchmarks.tables import clock, table

PROMISED = {"together": 1.0, "added": 1.0}  # seconds; the others:
PROMISE = 0.1
MADE_READY = ("index", "positions")
WHAT = {
    "word": "search: a word", "phrase": "search: a phrase", "prefix": "search: a beginning",
    "near": "search: two words near each other", "pattern": "search: a regular expression",
    "pattern of few letters": "search: a regular expression without letters to go by",
    "in context": "words in context", "word counts": "the 100 words said most",
    "quotes": "quotes of the commonest code: how many, the first 50",
    "and": "this code and that", "not": "this code, not that",
    "or": "this code or that", "codebook": "the codebook with its counts",
    "themes": "every theme, its passages and people counted",
    "near turns": "a code in the same turn as another, or the next",
    "near words": "a code within 10 words of another",
    "near characters": "a code within 100 characters of another",
    "code near word": "a word within 5 words of a code",
    "by people": "the commonest code, in interviews, by people of one area",
    "by attribute": "people with each code, by area", "by kind": "themes by kind of source",
    "saturation": "the saturation curve, 49 shuffles",
    "together": "the whole matrix of codes together",
    "added": "the same, just after somebody coded a passage",
    "index": "make the words index, once", "positions": "make positions and sums, once",
}  # fmt: skip
Figures = dict[str, float]


def measure(environ: Mapping[str, str], size: int) -> Figures:
    print(f"  {size:,} sources", flush=True)
    made = last_line("benchmarks.loaders.scale_load", str(size), environ)
    figures: Figures = json.loads(last_line("benchmarks.loaders.scale_inside", made, environ))
    return figures


def last_line(module: str, argument: str, environ: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, argument], cwd=ROOT, env=dict(environ),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        print(done.stderr[-3000:], file=sys.stderr)
        raise SystemExit(f"{module} failed with status {done.returncode}.")
    return done.stdout.strip().splitlines()[-1]


def page(database: str, found: Mapping[int, Figures], load: tuple[str, str]) -> str:
    head = ["question", *(f"{size:,} sources" for size in found), "promise", "verdict"]
    return "\n\n".join(
        [
            f"# How questions grow with the study: {database}",
            "Ten codings and three turns for each source, sealed, everybody's consent recorded; 60 "
            "codes, the commonest 60 times as common as the rarest. Medians of 9, inside one "
            "process, from the question to the values that a page shows, the words shown "
            "decrypted with no key already open. Codes joined by and, or, not are counted "
            "whole. What is near, words beside codes and regular expressions are looked for from "
            "source to source until the page is full and 20 ms have gone by; the page says how "
            "far.",
            table(["on", "what"], about_machine(load)),
            table(head, [_row(name, found) for name in WHAT]),
        ]
    )


def _row(name: str, found: Mapping[int, Figures]) -> list[str]:
    times = [figures[name] for figures in found.values()]
    shown = [WHAT[name], *(clock(time) for time in times)]
    if name in MADE_READY:
        return [*shown, "", ""]
    promise = PROMISED.get(name, PROMISE)
    return [*shown, clock(promise), "met" if max(times) <= promise else "NOT MET"]
