"""What the safeguarding desk may ask about studies. The desk's room stands beside the rooms that
hold words and may import neither, so the answers are put together here and handed over."""

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from pennydrop.core.concerns import Place, Pointer, Studies
from pennydrop.rooms.listen.public import (
    original_segments,
    participants_of,
    source_card,
    sources_of,
    studies_in,
    study_card,
)
from pennydrop.rooms.understand.public.themes import copied_from_study
from pennydrop.rooms.understand.rules.copying import copied_runs


def titles(organisations: Collection[UUID]) -> list[tuple[UUID, UUID, str]]:
    """Studies as (id, organisation, title)."""
    return [(card.id, card.organisation, card.title) for card in studies_in(organisations)]


def place_of(pointer: Pointer) -> Place | None:
    """What a pointer leads to; None where there is no such study, person or source."""
    study = study_card(pointer.study)
    if study is None:
        return None
    people = {person.id: person.name for person in participants_of(study.id)}
    if pointer.participant and pointer.participant not in people:
        return None
    names = [people[pointer.participant]] if pointer.participant else []
    url = reverse("listen:study", args=[study.id])
    if pointer.source:
        source = source_card(pointer.source)
        if source is None or source.study != study.id:
            return None
        names.insert(0, source.title)
        url = reverse("understand:review-list", args=[study.id])
    return Place(study.organisation, ", ".join([study.title, *names]), url)


def copied(pointer: Pointer, text: str) -> list[tuple[str, str]]:
    """Runs of six or more words of `text` in the study's de-identified sources, or in the original
    words that the pointer leads to."""
    found = copied_from_study(pointer.study, text)
    for source, title in _originals(pointer):
        words = "".join(turn.text for turn in original_segments(source))
        found += [(run.words, title) for run in copied_runs(text, words)]
    return found


def _originals(pointer: Pointer) -> list[tuple[UUID, str]]:
    cards = [card for card in sources_of(pointer.study) if card.originals_kept]
    return [
        (card.id, card.title)
        for card in cards
        if card.id == pointer.source or pointer.participant in card.participants
    ]


STUDIES = Studies(titles=titles, place_of=place_of, copied=copied)
