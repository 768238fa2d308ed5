"""spaCy and its medium English model: `python -m benchmarks.finders.spacy_alone`."""

from collections.abc import Iterator

import spacy

from benchmarks.finders.disk import installed
from benchmarks.finders.model import PACKAGE, PATH
from benchmarks.finders.timed import answer

# Names, places, buildings, organisations, events and dates; the other labels are amounts and works.
LABELS = frozenset(["PERSON", "GPE", "LOC", "FAC", "ORG", "EVENT", "DATE"])
MODEL = spacy.load(PATH)


def find(text: str) -> Iterator[tuple[int, int, str]]:
    for each in MODEL(text).ents:
        if each.label_ in LABELS:
            yield each.start_char, each.end_char, each.label_


if __name__ == "__main__":
    answer(find, installed(["spacy", PACKAGE]))
