"""Fills the places that the environment names with one open, invented study, and says at which
address it asks; or, with `check`, says what is kept of what was sent.

    python -m benchmarks.answers.prepare         fifty questions; prints the study's slug
    python -m benchmarks.answers.prepare shipped the seven questions that Pennydrop ships with
    python -m benchmarks.answers.prepare check   reads a JSON list of acknowledged texts on standard
                                                 input, prints what is kept as JSON
"""

import json
import sys
from collections import Counter
from typing import Any

from django.utils import timezone

from benchmarks.loaders.ready import make_databases
from pennydrop.core.people.actions import found_organisation
from pennydrop.rooms.listen.actions.studies import NewStudy, create_study, open_study
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.answers import draft_answers
from pennydrop.rooms.listen.queries.builtin import (
    information_sheet,
    limits_of_confidentiality,
    seven_questions,
)
from pennydrop.rooms.listen.rules.form import Form, Kind, Question, form_to_json, plain

QUESTIONS = 50
SHIPPED = 7


def main(shipped: bool) -> None:
    make_databases()
    at = timezone.now()
    place = found_organisation(
        name="Invented", invented=True, require_second_factor=False, by="benchmark", at=at
    )
    new = NewStudy(
        organisation=place.pk, title="Invented", public_title="Your say", substance="ketamine",
        approach="codebook", form=seven_questions() if shipped else _fifty(), invented=True,
        sheet=information_sheet(organisation=place.name, substance="ketamine"),
        limits=limits_of_confidentiality(),
    )  # fmt: skip
    study = create_study(new=new, by="benchmark", at=at)
    open_study(study=study, by="benchmark", at=at)
    print(study.slug)


def _fifty() -> dict[str, Any]:
    items = tuple(
        Question(name=f"q{number}", kind=Kind.TEXT, label=plain(f"What happened at time {number}?"))
        for number in range(1, QUESTIONS + 1)
    )
    return form_to_json(Form(title="Fifty", form_id="fifty", version="1", items=items))


def check(acknowledged: list[str]) -> dict[str, int]:
    """Opens every answer that is kept and holds it against those that were acknowledged."""
    kept: Counter[str] = Counter()
    for person in Participant.objects.iterator():
        kept.update(draft_answers(person).values())
    told = set(acknowledged)
    return {
        "people": Participant.objects.count(),
        "kept": sum(kept.values()),
        "acknowledged": len(told),
        "lost": len(told - set(kept)),
        "doubled": sum(count - 1 for count in kept.values()),
        "kept and not yet acknowledged": len(set(kept) - told),
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["check"]:
        print(json.dumps(check(json.load(sys.stdin))))
    else:
        main("shipped" in sys.argv[1:])
