"""Texts with names taken out, made without the review pages, and the people in them."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

import pytest

from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.participants import add_participant, record_consent
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.models import Segment as Original
from pennydrop.rooms.understand.models import Segment, Text
from pennydrop.rooms.understand.rules.positions import position

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
ASKING = ("Interviewer", "Facilitator")


@dataclass(frozen=True)
class Signed:
    """A text that the team may code: its id (listen's source) and who speaks in it."""

    id: UUID
    study: UUID
    text: Text
    people: dict[str, Participant]

    def place(self, turn: int, words: str) -> tuple[int, int]:
        """The positions of these words in a turn."""
        from pennydrop.rooms.understand.queries.texts import segments_of

        found = next(one for one in segments_of(self.id) if one.order == turn)
        start = found.text.index(words)
        return position(turn, start), position(turn, start + len(words))


def agrees(person, answers=None):
    """Record what somebody agrees to; by default all that a published quote needs."""
    record_consent(
        participant=person,
        answers=answers
        or {"take_part": "yes", "analyse": "yes", "quote": "yes", "publish": "yes"},
        sheet=None, how="paper", by="test", at=NOON,
    )  # fmt: skip


@pytest.fixture
def agree():
    return agrees


class Teller:
    """Makes sources and their texts. A speaker is a name of the test's choosing: the same name is
    the same participant for a study. "Interviewer" speaks under the key of whoever is interviewed,
    "Facilitator" is staff."""

    def __init__(self, agree):
        self.agree = agree
        self.known: dict[tuple, Participant] = {}

    def __call__(self, study, kind, turns, fidelity="word_for_word"):
        """A signed text of these turns: (speaker, words)."""
        people = self._people(study, [name for name, _ in turns])
        source = self._source(study, kind, turns, fidelity, people)
        text = Text.objects.create(
            source=source.pk, study=study.pk, kind=kind, fidelity=fidelity, title=source.title,
            order=Text.objects.filter(study=study.pk).count(), signed_by="test", signed_at=NOON,
        )  # fmt: skip
        originals = Original.objects.filter(source=source).order_by("order")
        Segment.objects.bulk_create(
            _without_names(text, row, words)
            for row, (_, words) in zip(originals, turns, strict=True)
        )
        return Signed(source.pk, study.pk, text, people)

    def _people(self, study, names):
        told = next(name for name in names if name not in ASKING)
        return {n: self._person(study, told if n == "Interviewer" else n) for n in names}

    def _person(self, study, name):
        if (study.pk, name) not in self.known:
            staff = name == "Facilitator"
            made = add_participant(
                study=study, state="shared", lookup=None, staff=staff, by="test", at=NOON
            )
            if not staff:
                self.agree(made)
            self.known[study.pk, name] = made
        return self.known[study.pk, name]

    def _source(self, study, kind, turns, fidelity, people):
        segments = [
            NewSegment(
                owner=people[name],
                speaker=name if name in ASKING else people[name].name,
                text=words,
            )
            for name, words in turns
        ]
        return add_source(
            study=study, kind=kind, fidelity=fidelity, by="test", at=NOON, segments=segments
        )


def _without_names(text, row, words):
    """The de-identified side of an original turn."""
    kept = words.rstrip("\n") + "\n"
    return Segment(
        id=row.pk, text=text, order=row.order, participant=row.participant_id,
        speaker=row.speaker, question=row.question, length=len(kept),
        sealed=seal(
            kept, participant=row.participant_id, key="words", table="understand_segment",
            row=row.pk, field="sealed",
        ),
    )  # fmt: skip


@pytest.fixture
def make_text(agree):
    return Teller(agree)


INTERVIEW = [
    ("Interviewer", "What happened when you went to the surgery?"),
    (
        "Ash",
        "I said I was up every half hour, all night, and it burned like glass. And he looks at the "
        "screen, not at me, and he goes, how much are you taking. So that was that. I was a "
        "druggie wanting pills.",
    ),
    ("Interviewer", "And after that?"),
    (
        "Ash",
        "After that I sorted it myself, didn't I. More K, because K takes the pain off. I know how "
        "that sounds. It was [sister 1] who rang round until somebody listened. Same nurse every "
        "time since. She knows. I don't have to start from the beginning.",
    ),
]


@pytest.fixture
def interview(make_text, study):
    return make_text(study, "interview", INTERVIEW)


@pytest.fixture
def group(make_text, study):
    return make_text(
        study,
        "focus_group",
        [
            ("Facilitator", "What would have helped?"),
            ("Bo", "Somebody who stays. One worker, and not a new one every month 🙂 honestly."),
            ("Cal", "They look at your arms before they look at your face, every single time."),
        ],
    )


@pytest.fixture
def answer(make_text, study):
    return make_text(
        study, "survey", [("Dee", "I told them about the pain and nobody wrote it down.")]
    )
