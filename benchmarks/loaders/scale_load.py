"""Fills a new Pennydrop with a study of a given number of sources, ten codings for each: sealed,
with consents, written in bulk. Prints where everything is as one line of JSON.

What is left out is the way in (pages, de-identification): the tables hold what it would leave.
"""

import json
import sys
import uuid
from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from benchmarks.invented import _turn, _word
from benchmarks.loaders.ready import make_databases
from pennydrop.core.people.actions import found_organisation
from pennydrop.core.vault.keys import make_participant_keys
from pennydrop.core.vault.sealing import seal, warm
from pennydrop.rooms.listen.actions.studies import create_from_builtin
from pennydrop.rooms.listen.models import Consent, Participant, Study
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import (
    CaseAttribute,
    CaseValue,
    Coding,
    Segment,
    Text,
)
from pennydrop.rooms.understand.queries.attributes import TABLE as VALUES
from pennydrop.rooms.understand.queries.texts import TABLE as SEGMENTS
from pennydrop.rooms.understand.rules.positions import position

CODES, THEMES, PER_SOURCE, BATCH = 60, 10, 10, 5_000
AREAS = ("North", "South", "East", "West", "Coast")
KINDS = ("survey", "survey", "survey", "survey", "interview", "focus_group")
WORDS, TURNS = 4_000, 20_000


def main(sources: str) -> None:
    make_databases()
    print(json.dumps(load(int(sources))))


def load(sources: int) -> dict[str, Any]:
    at, dice = timezone.now(), Random(100)
    organisation = found_organisation(
        name="Invented", invented=True, require_second_factor=False, by="benchmark", at=at
    )
    study = create_from_builtin(
        organisation=organisation.pk, title="Large", invented=True, by="benchmark", at=at
    )
    vocabulary = sorted({_word(dice) for _ in range(WORDS)})
    codes = [
        make_code(study=study.pk, name=f"Code {n}", by="benchmark", at=at).pk for n in range(CODES)
    ]
    each = CODES // THEMES
    for n in range(THEMES):
        make_theme(
            study=study.pk, title=f"Theme {n}", codes=codes[n * each : (n + 1) * each],
            by="benchmark", at=at,
        )  # fmt: skip
    # Inventing each turn anew would take longer than writing it: sources share them.
    turns = [_turn(dice, vocabulary, (20, 60)) + "\n" for _ in range(TURNS)]
    area = CaseAttribute.objects.create(study=study.pk, name="Area", by="benchmark", at=at)
    for first in range(0, sources, BATCH):
        last = min(first + BATCH, sources)
        _part(_Filling(study, codes, area, turns, dice), range(first, last))
    return {
        "study": str(study.pk), "codes": [str(code) for code in codes],
        "area": area.pk.hex, "words": vocabulary,
    }  # fmt: skip


class _Filling:
    """What a part of the study is made of, and the rows of one batch."""

    def __init__(
        self, study: Study, codes: list[UUID], area: CaseAttribute, turns: list[str], dice: Random
    ) -> None:
        self.study, self.codes, self.area = study, codes, area
        self.dice, self.at = dice, timezone.now()
        # Frequent codes first, as in any codebook; the rarest a hundred times rarer.
        self.turns = turns
        self.weights = [1 / (1 + place) for place in range(len(codes))]

    def rows(self, numbers: range) -> dict[type[Model], list[Any]]:
        found: dict[type[Model], list[Any]] = {
            model: [] for model in (Participant, Consent, Text, Segment, CaseValue, Coding)
        }
        people = {number: uuid.uuid4() for number in numbers}
        make_participant_keys(self.study.pk, list(people.values()))
        warm(people.values(), "words")
        for number, person in people.items():
            for row in self._source(number, person):
                found[type(row)].append(row)
        return found

    def _source(self, number: int, person: UUID) -> Iterator[Model]:
        yield Participant(
            id=person, study=self.study, number=number + 1, state="shared", joined_on=self.at.date()
        )
        for scope in ("take_part", "analyse"):
            yield Consent(
                participant_id=person, scope=scope, answer="yes", version=1, how="paper",
                on=self.at.date(), recorded_by="benchmark",
            )  # fmt: skip
        value = CaseValue(
            id=uuid.uuid4(), attribute=self.area, participant=person, by="benchmark", at=self.at
        )
        value.sealed = self._sealed(AREAS[number % 5], person, VALUES, value.pk)
        yield value
        yield from self._words(number, person)

    def _words(self, number: int, person: UUID) -> Iterator[Model]:
        kind = KINDS[number % len(KINDS)]
        text = Text(
            source=uuid.uuid4(), study=self.study.pk, kind=kind, fidelity="word_for_word",
            title=f"Source {number + 1}", order=number, signed_by="benchmark", signed_at=self.at,
        )  # fmt: skip
        yield text
        lengths = []
        for order in range(3):
            words = self.dice.choice(self.turns)
            lengths.append(len(words))
            row = uuid.uuid4()
            yield Segment(
                id=row, text=text, order=order, participant=person, speaker=f"P{number + 1}",
                length=len(words), sealed=self._sealed(words, person, SEGMENTS, row),
            )  # fmt: skip
        yield from self._codings(text, lengths)

    def _codings(self, text: Text, lengths: list[int]) -> Iterator[Coding]:
        places = self.dice.choices(range(len(self.codes)), self.weights, k=PER_SOURCE)
        for n, place in enumerate(places):
            order = self.dice.randrange(3)
            start = self.dice.randrange(lengths[order] - 40)
            end = min(lengths[order] - 1, start + self.dice.randint(20, 120))
            yield Coding(
                text=text, code_id=self.codes[place], start=position(order, start),
                end=position(order, end), by=f"user:{n % 3}", at=self.at,
            )  # fmt: skip

    def _sealed(self, words: str, person: UUID, table: str, row: UUID) -> bytes:
        return seal(words, participant=person, key="words", table=table, row=row, field="sealed")


@transaction.atomic
def _part(filling: _Filling, numbers: range) -> None:
    for model, rows in filling.rows(numbers).items():
        model._base_manager.bulk_create(rows, batch_size=2_000, ignore_conflicts=model is Coding)


if __name__ == "__main__":
    main(sys.argv[1])
