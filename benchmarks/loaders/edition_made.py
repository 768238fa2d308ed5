"""A large edition, written as a release writes one: invented words sealed under invented people's
keys in slots, and a skeleton without them."""

import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from benchmarks.invented import Size, invent
from benchmarks.loaders.ready import make_databases
from pennydrop.core.documents.blocks import (
    Block,
    ChartRef,
    Figure,
    Insight,
    Prose,
    QuoteRef,
    Theme,
)
from pennydrop.core.documents.stored import block_data
from pennydrop.core.people.actions import found_organisation
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.studies import create_from_builtin
from pennydrop.rooms.publish.actions.release import commitment
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.queries.editions import ATTRIBUTION, TABLE
from pennydrop.rooms.publish.rules.figures import TrueCounts, as_data, settle_figures


@dataclass(frozen=True)
class Scale:
    """How large an edition: themes, with so many quotes, paragraphs and charts each."""

    themes: int
    quotes: int
    paragraphs: int
    charts: int
    people: int


FULL = Scale(themes=10, quotes=20, paragraphs=1, charts=2, people=40)
SMALL = Scale(themes=2, quotes=2, paragraphs=1, charts=1, people=3)
_WORDS = Size(4, 40_000, 40_000, 1, 1, 10, 0, 0, 1)


def make_editions(size: str) -> list[str]:
    """New databases with an edition of this size ("full" or "small") and another, small one.
    Returns their slugs."""
    make_databases()
    return [make_edition(scale).slug for scale in (SMALL if size == "small" else FULL, SMALL)]


def make_edition(scale: Scale) -> Edition:
    """One edition of a new study."""
    at = timezone.now()
    organisation = found_organisation(
        name=f"Invented {secrets.token_hex(3)}",
        invented=True,
        require_second_factor=False,
        by="benchmark",
        at=at,
    )
    study = create_from_builtin(
        organisation=organisation.pk, title="Invented", invented=True, by="benchmark", at=at
    )
    with transaction.atomic(), transaction.atomic(using="keys"):
        people = [
            add_participant(
                study=study, state="shared", lookup=None, staff=True, by="benchmark", at=at
            ).pk
            for _ in range(scale.people)
        ]
        blocks, words = _written(scale)
        edition = Edition.objects.create(
            document=uuid.uuid4(), study=study.pk, number=1, slug=secrets.token_hex(5),
            title="What helps: an invented edition", skeleton=_skeleton(blocks, words, scale),
            invented=True, released_by="benchmark", released_at=at,
        )  # fmt: skip
        Slot.objects.bulk_create(
            slot
            for number, (quote, said) in enumerate(words.items())
            for slot in _slots(edition, quote, said, people[number % len(people)])
        )
    return edition


def _written(scale: Scale) -> tuple[list[Block], dict[str, str]]:
    """The blocks, and the words of each quote by its id."""
    turns = [turn for turns in invent(_WORDS).interviews for turn in turns]
    said = iter(turns * 20)
    blocks: list[Block] = []
    words: dict[str, str] = {}
    for number in range(scale.themes):
        blocks.append(Theme(f"Theme {number + 1}: {next(said)[:40]}", f"t{number}"))
        blocks += [
            Prose(" ".join(next(said) for _ in range(3))[:900]) for _ in range(scale.paragraphs)
        ]
        for _ in range(scale.quotes):
            quote = str(uuid.uuid4())
            words[quote] = next(said)[:220].strip()
            blocks.append(QuoteRef(quote))
        blocks.append(Insight(next(said)[:120]))
        for chart in range(scale.charts):
            ref = ChartRef("themes", (("copy", f"{number}.{chart}"),))
            blocks.append(Figure(ref, "Shares of the people heard, by theme."))
    return blocks, words


def _skeleton(blocks: list[Block], words: dict[str, str], scale: Scale) -> dict[str, Any]:
    counts = TrueCounts(
        people={"interview": 60, "survey": 200},
        groups=0,
        themes={
            f"t{n}": {"interview": 20 + n % 30, "survey": 15 + 7 * n} for n in range(scale.themes)
        },
    )
    figures = settle_figures(counts, threshold=10, months="in May 2026", before=[])
    return {
        "organisation": "Invented",
        "revision": 1,
        "blocks": block_data(blocks),
        "titles": [[b.theme_id, b.title] for b in blocks if isinstance(b, Theme)],
        "figures": as_data(figures),
        "quotes": {quote: {"pieces": ["words"], "marks": []} for quote in words},
    }


def _slots(edition: Edition, quote: str, said: str, person: uuid.UUID) -> list[Slot]:
    pieces = [(ATTRIBUTION, "Interview, somebody in their thirties"), (1, said)]
    return [_slot(edition, quote, order, text, person) for order, text in pieces]


def _slot(edition: Edition, quote: str, order: int, text: str, person: uuid.UUID) -> Slot:
    row, salt = uuid.uuid4(), secrets.token_hex(16)
    kept = json.dumps({"salt": salt, "text": text})
    return Slot(
        id=row, edition=edition, quote=quote, order=order, participant=person, consent="invented",
        commitment=commitment(salt, text),
        sealed=seal(kept, participant=person, key="words", table=TABLE, row=row, field="sealed"),
    )  # fmt: skip
