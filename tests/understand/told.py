"""Originals as the listen room brings them in, for tests of taking names out."""

import datetime as dt
from collections.abc import Sequence

from pennydrop.rooms.listen.actions.participants import (
    add_participant,
    keep_hide_list,
    record_consent,
)
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Participant, Source, Study

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
ALL = {"take_part": "yes", "analyse": "yes", "quote": "yes", "publish": "yes"}


def somebody(
    study: Study, *, hide: Sequence[str] = (), consent: dict | None = None, staff: bool = False
) -> Participant:
    person = add_participant(
        study=study, state="shared", lookup=None, staff=staff, by="test", at=NOON
    )
    answers = ALL if consent is None else consent
    if answers and not staff:
        record_consent(
            participant=person, answers=answers, sheet=None, how="paper", by="test", at=NOON
        )
    if hide:
        keep_hide_list(participant=person, terms=hide, by="test", at=NOON)
    return person


def tell(
    study: Study,
    turns: Sequence[tuple[Participant, str]],
    kind: str = "interview",
    fidelity: str = "word_for_word",
) -> Source:
    return add_source(
        study=study, kind=kind, fidelity=fidelity, by="test", at=NOON,
        segments=[
            NewSegment(owner=who, speaker="Facilitator" if who.staff else who.name, text=words)
            for who, words in turns
        ],
    )  # fmt: skip
