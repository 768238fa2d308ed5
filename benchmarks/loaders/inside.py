"""Pennydrop's own figures, inside one process: opening words, searching, finding identifiers.

Prints one line of JSON: name of the figure to its value. Times are in seconds.
"""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.utils import timezone

from benchmarks.invented import FULL, SMALL, invent
from benchmarks.loaders.ready import make_databases
from benchmarks.real import FILE
from benchmarks.timing import Times
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.core.vault.scratch import drop_study
from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.studies import create_from_builtin
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.reading import columns_of
from pennydrop.rooms.understand.models import Segment
from pennydrop.rooms.understand.queries.counts import study_counts
from pennydrop.rooms.understand.queries.search import search
from pennydrop.rooms.understand.queries.texts import open_segments
from pennydrop.rooms.understand.rules.identifiers import find_identifiers

WORDS_SOUGHT = 30


def main(study: str, size: str) -> None:
    make_databases()
    sizes = SMALL if size == "small" else FULL
    invented = invent(sizes)
    key = UUID(study)
    texts = ["\n".join(turns) for turns in invented.interviews[:20]]
    figures = {
        "segments": Segment.objects.filter(text__study=key).count(),
        "open": _median(lambda: _open_all(key), sizes.repeats),
        "index": _median(lambda: _index_again(key), min(3, sizes.repeats)),
        "search": _search(key, texts),
        "counts": _median(lambda: study_counts(key), sizes.repeats),
        "finder": sum(map(len, texts)) / _once(lambda: [find_identifiers(text) for text in texts]),
    }
    if FILE.exists():
        figures["import"] = _median(lambda: _import(key), min(3, sizes.repeats))
    print(json.dumps(figures))


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _median(work: Callable[[], object], repeats: int) -> float:
    return Times([_once(work) for _ in range(repeats)]).median


def _open_all(study: UUID) -> None:
    """From the table, without any key already open, to plain words."""
    forget_opened_keys()
    open_segments(Segment.objects.filter(text__study=study))


def _index_again(study: UUID) -> None:
    drop_study(study)
    search(study, "nothing", count=1)


def _search(study: UUID, texts: list[str]) -> float:
    """The median of searches for words that stand in the texts."""
    words = [text.split()[40 + place].strip(".?!") for place, text in enumerate(texts)]
    sought = (words * WORDS_SOUGHT)[:WORDS_SOUGHT]
    return Times([_once(partial(search, study, word)) for word in sought]).median


def _import(study: UUID) -> None:
    old = Study.objects.get(pk=study)
    at = timezone.now()
    new = create_from_builtin(
        organisation=old.organisation_id, title="Real", invented=True, by="benchmark", at=at
    )
    columns = columns_of(FILE.name, FILE.read_bytes()).guess
    results = import_files(
        study=new, files=[Upload.at(FILE)], kind="interview", fidelity="word_for_word",
        columns=columns, by="benchmark", at=at,
    )  # fmt: skip
    if [len(result.sources) for result in results] != [19]:
        raise RuntimeError("The nineteen conversations did not all come in.")


if __name__ == "__main__":
    main(*sys.argv[1:])
