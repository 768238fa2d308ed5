"""Takes the times of the interactive questions to a study that `scale_load` filled, inside one
process: from the call to the values that a page shows, with what is shown decrypted. Prints them
in seconds as one line of JSON."""

import json
import sys
from collections.abc import Callable
from functools import partial
from time import perf_counter
from typing import Any
from uuid import UUID

from django.utils import timezone

from benchmarks.loaders.ready import make_databases
from benchmarks.timing import Times
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.core.vault.scratch import drop_study
from pennydrop.rooms.understand.actions.codings import add_coding, remove_coding
from pennydrop.rooms.understand.models import Text
from pennydrop.rooms.understand.queries.asking import find_page
from pennydrop.rooms.understand.queries.attributes import team_key
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.queries.found import read
from pennydrop.rooms.understand.queries.positions import positions
from pennydrop.rooms.understand.queries.saturation import saturation
from pennydrop.rooms.understand.queries.search import search
from pennydrop.rooms.understand.queries.tables import (
    codes_by_attributes,
    codes_together,
    themes_by_kind,
)
from pennydrop.rooms.understand.queries.themes import themes
from pennydrop.rooms.understand.queries.words import in_context, said_most
from pennydrop.rooms.understand.rules.asking import (
    Coded,
    How,
    Joined,
    Narrowed,
    Question,
    Unit,
    Worded,
)
from pennydrop.rooms.understand.rules.positions import position

REPEATS, SHOWN = 9, 50


def main(made: str) -> None:
    make_databases()
    found = json.loads(made)
    study = UUID(found["study"])
    figures = {"index": _once(partial(search, study, "nothing")), "positions": _ready(study)}
    for name, work in questions(study, found).items():
        work()
        figures[name] = Times([_once(work) for _ in range(REPEATS)]).median
    figures["added"] = Times([_after_a_coding(study, found, n) for n in range(REPEATS)]).median
    drop_study(study)
    print(json.dumps(figures))


def questions(study: UUID, made: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """Each as a person asks it; the commonest codes and words, which cost most."""
    words = made["words"]
    common, second, rare = (Coded(frozenset({UUID(made["codes"][place])})) for place in (0, 1, 40))
    coast = frozenset({(team_key(UUID(made["area"])), "Coast")})
    asked: dict[str, Question] = {
        "quotes": common,
        "and": Joined(common, How.AND, second),
        "not": Joined(second, How.NOT, common),
        "or": Joined(second, How.OR, common),
        "near turns": Joined(common, How.NEAR, second, 1, Unit.TURNS),
        "near words": Joined(rare, How.NEAR, second, 10, Unit.WORDS),
        "near characters": Joined(second, How.NEAR, rare, 100, Unit.CHARACTERS),
        "code near word": Joined(Worded(words[9]), How.NEAR, common, 5, Unit.WORDS),
        "by people": Narrowed(common, frozenset({"interview"}), coast),
    }
    searches = {
        "word": words[5], "phrase": f'"{words[5]} {words[6]}"', "prefix": words[7][:4] + "*",
        "near": f"{words[5]} near/5 {words[8]}", "pattern": f"/{words[10]}\\w*/",
        "pattern of few letters": "/\\bz\\w+ z\\w+/",
    }  # fmt: skip
    return {
        **{name: partial(_shown, study, question) for name, question in asked.items()},
        **{name: partial(search, study, typed) for name, typed in searches.items()},
        "in context": lambda: in_context(search(study, words[5]).results),
        "word counts": lambda: said_most(study),
        "codebook": lambda: codebook(study),
        "themes": lambda: themes(study),
        "by attribute": lambda: codes_by_attributes(
            study, [team_key(UUID(made["area"]))], least=10
        ),
        "by kind": lambda: themes_by_kind(study),
        "together": lambda: codes_together(study),
        "saturation": lambda: saturation(study),
    }


def _shown(study: UUID, question: Question) -> object:
    """The number of passages, and the first page of them with their words."""
    forget_opened_keys()
    return read(study, find_page(study, question, reader="", first=0, count=SHOWN).page, reader="")


def _ready(study: UUID) -> float:
    def once() -> None:
        with positions(study):
            pass

    return _once(once)


def _after_a_coding(study: UUID, made: dict[str, Any], number: int) -> float:
    """The whole matrix, just after somebody coded a passage."""
    text = Text.objects.filter(study=study, order=number).get()
    coding = add_coding(
        text=text.pk, code=UUID(made["codes"][3]), start=position(0, 1), end=position(0, 9),
        by="benchmark", at=timezone.now(),
    )  # fmt: skip
    seconds = _once(lambda: codes_together(study))
    remove_coding(coding=coding.pk, by="benchmark", at=timezone.now())
    codes_together(study)
    return seconds


def _once(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1])
