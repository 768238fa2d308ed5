"""Measures how sure the model's suggestions are, and sets what is asked of it:
`python -m training.tuning MODEL.onnx`, which writes `model.json` beside the model.

Looked at are the passages of `watching/`, written by hand and by other people than the frames, and
texts from frames, names and places that taught nothing. The held-out passages stay out of it.
"""

import argparse
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from pennydrop.rooms.understand.queries.finder import judged
from pennydrop.rooms.understand.queries.tagger import Tagger
from pennydrop.rooms.understand.rules.identifiers import find_in
from pennydrop.rooms.understand.rules.identifiers.asking import Setting
from pennydrop.rooms.understand.rules.identifiers.combining import FIXED, Asked, Sure
from pennydrop.rooms.understand.rules.identifiers.decoding import Least
from pennydrop.rooms.understand.rules.identifiers.tags import KINDS
from pennydrop.rooms.understand.rules.identifiers.words import Words
from training.filling import Sample
from training.frames import frames
from training.measuring import counted, places
from training.reading import STYLES, Mark, Passage, Weight, held_out
from training.sets import kept_back, stream
from training.values import read as read_values

WATCHING = Path(__file__).parent / "watching"
FROM_FRAMES = 500
SEED = 20261124
EDGE = 0.3
LEAST_CORE = 0.04  # taught with smoothed labels, the model says one or two in a hundred of any word
# A suggestion is made where such a one was right this often: `core` what the model sees alone,
# `floor` what rules point to as well, `known` what the rules are certain of, `fixed` what is
# written as a number or address is. Where nothing in a text is right as often as `company`, a
# suggestion has to be right as often as `alone`.
WANTED = {
    Setting.MISS_NOTHING: {
        "core": 0.05, "floor": 0.05, "known": 0.05, "fixed": 0.03, "company": 0.85, "alone": 0.7,
    },
    Setting.LESS_NOISE: {
        "core": 0.5, "floor": 0.4, "known": 0.3, "fixed": 0.1, "company": 0.85, "alone": 0.75,
    },
}  # fmt: skip
_TYPES = {
    "person": "name",
    "nhs_number": "nhs",
    "address": "street",
}
OPEN = Asked(
    least=Least(dict.fromkeys(KINDS, 0.02), EDGE),
    floor=dict.fromkeys(KINDS, 0.0),
    known=dict.fromkeys(KINDS, 0.0),
    again=0.0,
    sure=Sure(1.0, {}),
)


@dataclass(frozen=True)
class Tried:
    """A suggestion made where next to nothing was asked: its kind, what the model said of it, and
    whether it was right (at least half of its letters and digits are in an identifier)."""

    kind: str
    chance: float
    right: bool


def watched(passages: int = FROM_FRAMES) -> tuple[Passage, ...]:
    """Everything that settings are tuned on."""
    samples = stream(frames(), read_values(), SEED, "dev", kept_back(held_out()))
    made = (as_passage(n, sample) for n, sample in enumerate(islice(samples, passages)))
    return (*held_out(WATCHING), *made)


def as_passage(number: int, sample: Sample) -> Passage:
    """A text from frames as it is measured."""
    marks = tuple(
        Mark(m.start, m.end, _TYPES.get(m.label, m.label), m.culture or None) for m in sample.marks
    )
    style = sample.style if sample.style in STYLES else "other"
    return Passage(f"F{number:03d}", style, sample.text, marks)


def tried(passages: Iterable[Passage], tagger: Tagger) -> list[Tried]:
    found = []
    for passage in passages:
        hidden = passage.of(Weight.DIRECT, Weight.INDIRECT)
        ought = {place for mark in hidden for place in places(passage, mark)}
        words = Words(passage.text)
        for span in judged(words, find_in(words), tagger, OPEN):
            mine = counted(passage.text, span.start, span.end)
            right = bool(mine) and len(mine & ought) * 2 >= len(mine)
            # OPEN gives the chance itself: slope 1, no shift.
            found.append(Tried(span.label, span.score, right))
    return found


def fitted(some: Sequence[Tried], rounds: int = 50, held: float = 1.0) -> Sure:
    """The curve of `Sure` through what was tried, by Newton's method. `held` pulls the shift of a
    kind towards that of all, as much as so many suggestions would."""
    kinds = list(KINDS)
    x = np.array([math.log(_inside(t.chance) / (1 - _inside(t.chance))) for t in some])
    columns = [x, np.ones(len(some)), *([t.kind == kind for t in some] for kind in kinds)]
    design = np.array(columns, dtype=np.float64).T
    right = np.array([t.right for t in some], dtype=np.float64)
    pull = np.array([1e-6, 1e-6, *([held] * len(kinds))])
    weights = _newton(design, right, pull, rounds)
    slope, shift, *own = (float(value) for value in weights)
    shifts = {kind: round(shift + extra, 4) for kind, extra in zip(kinds, own, strict=True)}
    return Sure(round(slope, 4), shifts)


Floats = npt.NDArray[np.float64]


def _newton(design: Floats, right: Floats, pull: Floats, rounds: int) -> Floats:
    weights = np.zeros(design.shape[1])
    for _ in range(rounds):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        slope = design.T @ (right - chance) - pull * weights
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(pull + 1e-9)
        step: Floats = np.linalg.solve(bend, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _inside(chance: float) -> float:
    return min(max(chance, 1e-6), 1 - 1e-6)


def chance_for(sure: Sure, kind: str, wanted: float) -> float:
    """What the model has to say of a kind for it to be right as often as is wanted."""
    odds = (math.log(wanted / (1 - wanted)) - sure.shifts.get(kind, 0.0)) / sure.slope
    return round(min(max(1 / (1 + math.exp(-odds)), 0.001), 0.99), 4)


def settings(sure: Sure) -> dict[str, Any]:
    """What is asked in each setting, as `model.json` holds it."""
    return {
        setting.value: {
            "core": {
                kind: max(LEAST_CORE, chance_for(sure, kind, wanted["core"])) for kind in KINDS
            },
            "edge": EDGE,
            "floor": {
                kind: chance_for(sure, kind, wanted["fixed" if kind in FIXED else "floor"])
                for kind in KINDS
            },
            "known": {
                kind: chance_for(sure, kind, wanted["fixed" if kind in FIXED else "known"])
                for kind in KINDS
            },
            "again": chance_for(sure, "person", wanted["floor"]),
            "company": wanted["company"],
            "alone": wanted["alone"],
        }
        for setting, wanted in WANTED.items()
    }


@dataclass(frozen=True)
class Bin:
    """Suggestions of nearly one sureness: how many, how sure they were in the mean, how many were
    right."""

    count: int
    said: float
    right: float


def reliability(some: Iterable[Tried], sure: Sure, bins: int = 10) -> list[Bin]:
    """Suggestions by how sure they are, beside how often they were right."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for one in some:
        said = sure.of(one.kind, one.chance)
        held[min(int(said * bins), bins - 1)].append((said, one.right))
    return [
        Bin(len(each), sum(s for s, _ in each) / len(each), sum(r for _, r in each) / len(each))
        for each in held
        if each
    ]


def away(table: Sequence[Bin]) -> float:
    """The expected calibration error: how far sureness and truth lie apart, in the mean."""
    whole = sum(each.count for each in table)
    return sum(each.count * abs(each.said - each.right) for each in table) / max(whole, 1)


def card(model: Path, sure: Sure, more: Mapping[str, Any]) -> dict[str, Any]:
    """`model.json`."""
    return {
        "model": hashlib.sha256(model.read_bytes()).hexdigest(),
        **more,
        "sure": {"slope": sure.slope, "shifts": dict(sure.shifts)},
        "settings": settings(sure),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    asked = parser.parse_args()
    some = tried(watched(), Tagger(asked.model))
    sure = fitted(some)
    table = reliability(some, sure)
    for each in table:
        print(f"{each.count:5d}  said {each.said:.2f}  right {each.right:.2f}")
    print(f"apart in the mean: {away(table):.3f}")
    out = asked.model.with_suffix(".json")
    out.write_text(json.dumps(card(asked.model, sure, {}), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
