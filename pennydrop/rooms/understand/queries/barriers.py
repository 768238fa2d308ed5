"""Compare the barriers across studies. Counts are protected: a study is small, and whoever
compares may know who took part."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from pennydrop.core.numbers.small import Figure, figure
from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.understand.models import Code
from pennydrop.rooms.understand.queries.codes import parents_in
from pennydrop.rooms.understand.queries.counts import study_counts, turns_with
from pennydrop.rooms.understand.queries.people import counted
from pennydrop.rooms.understand.rules.barriers import BARRIERS, Barrier
from pennydrop.rooms.understand.rules.tree import below


@dataclass(frozen=True)
class Told:
    """One barrier in one study. `code` None and no figure: the study does not code it."""

    study: UUID
    code: UUID | None
    figure: Figure | None


@dataclass(frozen=True)
class Row:
    """One barrier across studies, in the order of the columns."""

    barrier: Barrier
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Comparison:
    """`columns`: each study with how many people were heard, protected."""

    columns: tuple[tuple[StudyCard, Figure], ...]
    rows: tuple[Row, ...]


def compare_barriers(studies: Iterable[StudyCard]) -> Comparison:
    """The studies that code any of the barriers, side by side."""
    columns, found = [], {}
    for card in studies:
        codes = barrier_codes(card.id)
        if codes:
            everyone = study_counts(card.id).everyone
            heard = figure(everyone, threshold=card.small_number)
            columns.append((card, heard))
            found[card.id] = _told(card, codes, heard)
    rows = tuple(
        Row(
            barrier,
            tuple(
                found[card.id].get(barrier.key, Told(card.id, None, None)) for card, _ in columns
            ),
        )
        for barrier in BARRIERS
    )
    return Comparison(tuple(columns), rows)


def barrier_codes(study: UUID) -> dict[str, UUID]:
    """Key of a barrier -> the study's code for it."""
    rows = Code.objects.filter(study=study, barrier__in=[one.key for one in BARRIERS])
    return dict(rows.values_list("barrier", "pk"))


def _told(card: StudyCard, codes: Mapping[str, UUID], heard: Figure) -> dict[str, Told]:
    parents = parents_in(card.id)
    groups = {key: below(code, parents) for key, code in codes.items()}
    people = _people(card.id, {code for group in groups.values() for code in group})
    return {
        key: Told(
            card.id,
            codes[key],
            figure(
                len(set().union(*(people[code] for code in group))),
                threshold=card.small_number,
                of=heard,
            ),
        )
        for key, group in groups.items()
    }


def _people(study: UUID, codes: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    """Code -> whose words have it: those who agree to be analysed, never those who asked."""
    rows = turns_with(codes).filter(text__study=study)
    agreed = counted(study)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for code, person in rows.values_list("text__coding__code", "participant").distinct():
        if person in agreed:
            found[code].add(person)
    return found
