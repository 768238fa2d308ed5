"""Runs by itself: learns from codings which codes may fit passages that nobody coded yet.

Only this module imports the part that learns, and only `meaning_engine` starts it. One JSON value
on the standard input, one on the output:

    {"vectors": [base64 of 384 float32, …], "lessons": [{"code", "has", "has_not"}, …],
     "open": [stretch, …]}
    -> {"codes": [{"code", "right", "found"}], "fits": [[stretch, code, likely, [like]]],
        "unsure": [[stretch, 0 to 1]], "unlike": [[stretch, 0 to 1]]}
"""

import base64
import json
import os
import sys
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import precision_recall_curve
from sklearn.model_selection import StratifiedKFold, cross_val_predict

SIDE = 384
FOLDS = 5
RIGHT = 0.5  # of what would have been suggested among the passages coded so far
FOUND = 0.1  # of the passages with a code; what finds fewer is luck
LIKE = 2  # coded passages shown beside a suggestion
MOST = 40  # suggestions of one code at a time
WITHOUT = 3000  # stretches without a code are enough to learn from
AT_ONCE = 1000  # stretches compared with all others, to keep the memory small
Numbers = Any  # an array


def learned(given: dict[str, Any]) -> dict[str, Any]:
    """Which codes may fit the open stretches, and how sure each stretch leaves us."""
    rows = _arrays(given["vectors"])
    waiting = np.array(given["open"], dtype=int)
    codes: list[dict[str, Any]] = []
    fits: list[list[Any]] = []
    best = np.zeros(len(waiting))
    seen: set[int] = set()
    for lesson in given["lessons"]:
        has, has_not = np.array(lesson["has"], int), _some(lesson["has_not"])
        seen.update(lesson["has"], lesson["has_not"])
        if len(has_not) < FOLDS or not len(waiting):
            codes.append({"code": lesson["code"], "right": None, "found": None})
            continue
        near, least, right, found = _taught(rows, has, has_not)
        codes.append({"code": lesson["code"], "right": right, "found": found})
        likely = near.predict_proba(rows[waiting])[:, 1]
        best = np.maximum(best, likely)
        if least is not None:
            fits += _fitting(lesson, rows, waiting, likely, least)
    return {
        "codes": codes,
        "fits": fits,
        "unsure": [
            [int(number), round(float(1 - abs(2 * likely - 1)), 3)]
            for number, likely in zip(waiting, best, strict=True)
        ],
        "unlike": _unlike(rows, waiting, sorted(seen)),
    }


def _fitting(
    lesson: dict[str, Any], rows: Numbers, waiting: Numbers, likely: Numbers, least: float
) -> list[list[Any]]:
    """The likeliest stretches that nobody has given or refused the code, with its nearest ones."""
    has = np.array(lesson["has"], int)
    known = {*lesson["has"], *lesson["has_not"]}
    left = [n for n in np.argsort(-likely) if likely[n] >= least and waiting[n] not in known]
    found = []
    for place in left[:MOST]:
        number = int(waiting[place])
        alike = has[np.argsort(-(rows[has] @ rows[number]))[:LIKE]]
        found.append([number, lesson["code"], round(float(likely[place]), 3), alike.tolist()])
    return found


def classifier() -> LogisticRegression:
    return LogisticRegression(C=4.0, class_weight="balanced", max_iter=500)


def _taught(
    rows: Numbers, has: Numbers, has_not: Numbers
) -> tuple[LogisticRegression, float | None, float | None, float | None]:
    """A classifier; from how likely on at least RIGHT of what it would have suggested among these
    passages was right when it had not seen them; and what part was right and was found there."""
    taught = rows[np.concatenate([has, has_not])]
    truth = np.concatenate([np.ones(len(has)), np.zeros(len(has_not))])
    folds = StratifiedKFold(min(FOLDS, len(has)), shuffle=True, random_state=7)
    guessed = cross_val_predict(classifier(), taught, truth, cv=folds, method="predict_proba")[:, 1]
    right, found, least = precision_recall_curve(truth, guessed)
    good = np.flatnonzero((right[:-1] >= RIGHT) & (found[:-1] >= FOUND))
    made = classifier().fit(taught, truth)
    if not len(good):
        return made, None, None, None
    at = good[0]
    return made, float(least[at]), round(float(right[at]), 2), round(float(found[at]), 2)


def _some(numbers: list[int]) -> Numbers:
    held = np.array(numbers, dtype=int)
    if len(held) <= WITHOUT:
        return held
    return np.sort(np.random.default_rng(7).choice(held, WITHOUT, replace=False))


def _unlike(rows: Numbers, waiting: Numbers, seen: list[int]) -> list[list[Any]]:
    if not seen:
        return []
    read = rows[seen].T
    found = []
    for first in range(0, len(waiting), AT_ONCE):
        some = waiting[first : first + AT_ONCE]
        found += [
            [int(number), round(max(0.0, 1 - float(like)), 3)]
            for number, like in zip(some, (rows[some] @ read).max(axis=1), strict=True)
        ]
    return found


def _arrays(packed: list[str]) -> Numbers:
    data = b"".join(map(base64.b64decode, packed))
    return np.frombuffer(data, dtype=np.float32).reshape(-1, SIDE)


def main() -> int:
    os.nice(10)  # pages come first
    print(json.dumps(learned(json.load(sys.stdin))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
