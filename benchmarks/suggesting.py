"""How well suggestions would do: what clients say in 19 real counselling conversations.

    python -m benchmarks.suggesting

The conversations (AnnoMI; acted, for training) say of each client utterance whether it talks for
change, for going on, or neither. Talk types are not themes, and acted conversations are not lived
experience: this tests the machinery. Each conversation is either learnt from or judged, never both.
"""

import csv
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline

from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.tables import table
from pennydrop.rooms.understand.queries.learning_child import classifier
from pennydrop.rooms.understand.queries.meaning_child import model, placed

CONVERSATIONS = Path(__file__).parents[2] / "shared/data/transcripts/counselling_conversations.csv"
FOLDS, DRAWS = 5, 5
SIZES = (25, 50, 100, 200, 400)
Rows = Any  # an array, or a list of texts
Make = Callable[[], Any]


def utterances(path: Path) -> tuple[list[str], list[str], list[str]]:
    """Texts of clients, the type most annotators gave each, and which conversation it is in."""
    found: dict[tuple[str, str], tuple[str, Counter[str]]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["interlocutor"] == "client":
                key = (row["transcript_id"], row["utterance_id"])
                found.setdefault(key, (row["utterance_text"], Counter()))[1][
                    row["client_talk_type"]
                ] += 1
    types = [max(sorted(counts), key=counts.__getitem__) for _, counts in found.values()]
    return [text for text, _ in found.values()], types, [key[0] for key in found]


def macro(make: Make, rows: Rows, truth: Rows, groups: Sequence[str], size: int | None) -> float:
    """Macro-F1 over all folds; learnt from `size` utterances of the others, or from all of them."""
    draws = [_one(make, rows, truth, groups, size, seed) for seed in range(DRAWS if size else 1)]
    return mean(draws)


def _one(
    make: Make, rows: Rows, truth: Rows, groups: Sequence[str], size: int | None, seed: int
) -> float:
    guessed = np.empty(len(truth), dtype=object)
    for learn, judge in GroupKFold(FOLDS).split(truth, truth, groups):
        chosen = learn
        if size is not None:
            chosen = np.random.default_rng(seed).choice(learn, min(size, len(learn)), replace=False)
        if len(set(truth[chosen])) < 2:
            guessed[judge] = truth[chosen][0]
            continue
        guessed[judge] = make().fit(_of(rows, chosen), truth[chosen]).predict(_of(rows, judge))
    return float(f1_score(truth, list(guessed), average="macro"))


def _of(rows: Rows, numbers: Rows) -> Rows:
    return [rows[n] for n in numbers] if isinstance(rows, list) else rows[numbers]


def by_words() -> Any:
    return make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), classifier())


def main() -> int:
    if not CONVERSATIONS.exists():
        print(f"Not measured: {CONVERSATIONS.name} is not there.")
        return 0
    before = load_now()
    texts, types, groups = utterances(CONVERSATIONS)
    truth = np.array(types)
    rows = placed(model(), texts)
    most = Counter(types).most_common(1)[0][0]
    nothing = float(f1_score(truth, [most] * len(truth), average="macro"))
    lines = []
    for size in (*SIZES, None):
        ours = macro(classifier, rows, truth, groups, size)
        words = macro(by_words, texts, truth, groups, size)
        about = f"{size}" if size else "all the others"
        lines.append((about, f"{ours:.3f}", f"{words:.3f}", f"{nothing:.3f}"))
    heads = ("utterances learnt from", "by meaning", "by words (TF-IDF)", "always the commonest")
    counts = ", ".join(f"{n} {kind}" for kind, n in Counter(types).most_common())
    text = "\n\n".join(
        [
            "# Suggestions: macro-F1",
            f"What {len(texts)} client utterances of {len(set(groups))} acted counselling "
            f"conversations do ({counts}), guessed by the classifier that suggests codes. {FOLDS} "
            f"folds by conversation; smaller samples are means of {DRAWS} draws. Talk types are "
            "not themes: this tests the machinery.",
            table(["on", "what"], about_machine((before, load_now()))),
            table(heads, lines),
        ]
    )
    write_part("suggestions", text)
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
