"""Fills a new Pennydrop with the invented study: people, consents, sources, codes, themes and
codings through the product's own actions.

Only the signing of each text is left out: an invented text holds no names to take out. So the
de-identified turns are sealed and written here, exactly as signing does. Prints what the benchmark
needs to know as one line of JSON.
"""

import json
import sys
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from benchmarks.invented import FULL, SMALL, InventedStudy, Passage, invent
from benchmarks.loaders.ready import make_databases
from benchmarks.sides.pennydrop import PASSWORD, USERNAME
from pennydrop.core.people.actions import add_person, found_organisation
from pennydrop.core.people.queries import actor
from pennydrop.core.people.rules import Role
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.studies import create_from_builtin
from pennydrop.rooms.listen.models import Segment as OriginalSegment
from pennydrop.rooms.listen.models import Source, Study
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.queries.texts import TABLE
from pennydrop.rooms.understand.rules.positions import position

AGREED = {"take_part": "yes", "analyse": "yes", "quote": "yes", "publish": "yes", "keep": "yes"}


def main(size: str) -> None:
    make_databases()
    print(json.dumps(load(invent(SMALL if size == "small" else FULL))))


def load(invented: InventedStudy) -> dict[str, Any]:
    """The addresses of everything made. Two transactions in all: sources, then analysis."""
    at = timezone.now()
    organisation = found_organisation(
        name="Invented", invented=True, require_second_factor=False, by="benchmark", at=at
    )
    user = add_person(
        username=USERNAME, name="Benchmark", role=Role.COORDINATOR,
        organisation=organisation.pk, password=PASSWORD, by="benchmark", at=at,
    )  # fmt: skip
    study = create_from_builtin(
        organisation=organisation.pk, title="Invented", invented=True, by="benchmark", at=at
    )
    by = actor(user)
    with transaction.atomic(), transaction.atomic(using="keys"):
        texts = [_text(study, turns, by, at) for turns in invented.interviews]
    with transaction.atomic():
        codes, themes = _codebook(study.pk, invented, by, at)
        for passage in invented.codings:
            start, end = place(passage)
            add_coding(
                text=texts[passage.interview], code=codes[passage.code], start=start, end=end,
                by=by, at=at,
            )  # fmt: skip
    return {
        "study": str(study.pk),
        "texts": [str(text) for text in texts],
        "codes": [str(code) for code in codes],
        "themes": {title: str(theme) for title, theme in themes.items()},
    }


def place(passage: Passage) -> tuple[int, int]:
    return position(passage.first, passage.start), position(passage.last, passage.end)


def _text(study: Study, turns: tuple[str, ...], by: str, at: Any) -> UUID:
    person = add_participant(study=study, state="shared", lookup=None, by=by, at=at)
    record_consent(participant=person, answers=AGREED, sheet=None, how="paper", by=by, at=at)
    speakers = ("Interviewer", person.name)
    segments = [
        NewSegment(owner=person, speaker=speakers[order % 2], text=turn)
        for order, turn in enumerate(turns)
    ]
    source = add_source(
        study=study, kind="interview", fidelity="word_for_word", segments=segments, by=by, at=at
    )
    return _sign(source, turns, by, at)


def _sign(source: Source, turns: tuple[str, ...], by: str, at: Any) -> UUID:
    text = Text.objects.create(
        source=source.pk, study=source.study_id, kind=source.kind, fidelity=source.fidelity,
        title=source.title, order=source.number, signed_by=by, signed_at=at,
    )  # fmt: skip
    rows = OriginalSegment.objects.filter(source=source).order_by("order")
    Segment.objects.bulk_create(
        [_turn(text, row, turn) for row, turn in zip(rows, turns, strict=True)]
    )
    return source.pk


def _turn(text: Text, row: OriginalSegment, turn: str) -> Segment:
    words = turn + "\n"
    box = seal(
        words, participant=row.participant_id, key="words", table=TABLE, row=row.pk, field="sealed"
    )
    return Segment(
        id=row.pk, text=text, order=row.order, participant=row.participant_id, speaker=row.speaker,
        length=len(words), sealed=box,
    )  # fmt: skip


def _codebook(
    study: UUID, invented: InventedStudy, by: str, at: Any
) -> tuple[list[UUID], dict[str, UUID]]:
    codes = [
        make_code(study=study, name=code.name, definition="", by=by, at=at).pk
        for code in invented.codes
    ]
    themes: dict[str, list[UUID]] = {}
    for pk, code in zip(codes, invented.codes, strict=True):
        themes.setdefault(code.theme, []).append(pk)
    made = {
        title: make_theme(study=study, title=title, codes=its, by=by, at=at).pk
        for title, its in themes.items()
    }
    return codes, made


if __name__ == "__main__":
    main(sys.argv[1])
