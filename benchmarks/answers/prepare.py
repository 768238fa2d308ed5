"""Fills the places that the environment names with one open, invented study, and says at which
address it asks; or, with `check`, says what is kept of what was sent.

    python -m benchmarks.answers.prepare         fifty questions; prints the study's slug
    python -m benchmarks.answers.prepare shipped the seven questions that Pennydrop ships with, one
                                                 to a page; and seven of which six share a page
                                                 (prints both slugs)
    python -m benchmarks.answers.prepare check   reads a JSON list of acknowledged texts on standard
                                                 input, prints what is kept as JSON
"""

import datetime as dt
import json
import sys
from collections import Counter
from typing import Any

from django.utils import timezone

from benchmarks.loaders.ready import make_databases
from pennydrop.core.people.actions import found_organisation
from pennydrop.core.people.models import Organisation
from pennydrop.rooms.listen.actions.studies import NewStudy, create_study, open_study
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.answers import draft_answers
from pennydrop.rooms.listen.queries.builtin import (
    information_sheet,
    limits_of_confidentiality,
    seven_questions,
)
from pennydrop.rooms.listen.rules.form import Form, Group, Kind, Question, form_to_json, plain

QUESTIONS = 50
SHIPPED = 7


def main(shipped: bool) -> None:
    make_databases()
    at = timezone.now()
    place = found_organisation(
        name="Invented", invented=True, require_second_factor=False, by="benchmark", at=at
    )
    forms = [seven_questions(), _together()] if shipped else [_fifty()]
    print(*[_opened(place, form, at) for form in forms])


def _opened(place: Organisation, form: dict[str, Any], at: dt.datetime) -> str:
    """A new study that asks with this form; returns its slug."""
    new = NewStudy(
        organisation=place.pk, title="Invented", public_title="Your say", substance="ketamine",
        approach="codebook", form=form, invented=True,
        sheet=information_sheet(organisation=place.name, substance="ketamine"),
        limits=limits_of_confidentiality(),
    )  # fmt: skip
    study = create_study(new=new, by="benchmark", at=at)
    open_study(study=study, by="benchmark", at=at)
    return study.slug


def _asked(first: int, last: int) -> tuple[Question, ...]:
    return tuple(
        Question(name=f"q{number}", kind=Kind.TEXT, label=plain(f"What happened at time {number}?"))
        for number in range(first, last + 1)
    )


def _fifty() -> dict[str, Any]:
    items = _asked(1, QUESTIONS)
    return form_to_json(Form(title="Fifty", form_id="fifty", version="1", items=items))


def _together() -> dict[str, Any]:
    page = Group("page", plain("What happened"), _asked(2, SHIPPED), appearance="field-list")
    items: tuple[Question | Group, ...] = (*_asked(1, 1), page)
    return form_to_json(Form(title="Together", form_id="together", version="1", items=items))


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
