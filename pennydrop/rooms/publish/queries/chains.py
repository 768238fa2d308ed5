"""From a sentence back to where it comes from: what it stands on, and behind that codes, passages,
consent and signatures. Read at the time of asking, for those who write findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.queries.claims import label_of
from pennydrop.rooms.publish.queries.trails import NumberTrail, Trail, all_trails
from pennydrop.rooms.publish.rules.claims import FOUND_IN_STUDY, NAMES, Evidence, Kind
from pennydrop.rooms.understand.public.quotes import QuoteCard
from pennydrop.rooms.understand.public.themes import ThemeCard


@dataclass(frozen=True)
class Chain:
    """One piece of evidence with what stands behind it. `label` is what it is called, empty where
    it is gone; `quotes`: the chains of the quotes that show it, without a word of theirs."""

    evidence: Evidence
    kind: str
    label: str
    number: NumberTrail | None = None
    quotes: tuple[Trail, ...] = ()

    @property
    def gone(self) -> bool:
        return self.evidence.kind in FOUND_IN_STUDY and not self.label


@dataclass(frozen=True)
class Behind:
    """What chains are made of: a study's quotes and themes as they are now."""

    study: StudyCard
    cards: Sequence[QuoteCard]
    themes: Sequence[ThemeCard]
    named: Mapping[Kind, Mapping[str, str]]
    released: Mapping[str, Sequence[str]] | None = None


def chains_of(evidence: Iterable[Evidence], behind: Behind) -> list[Chain]:
    """One chain for each piece of evidence, in their order."""
    trails = all_trails(behind.study, behind.cards, behind.themes, behind.released)
    return [
        Chain(
            evidence=one,
            kind=NAMES[one.kind],
            label=label_of(one, behind.named),
            number=trails.numbers.get(one.target) if one.kind is Kind.THEME else None,
            quotes=tuple(_shown_by(one, behind, trails.quotes)),
        )
        for one in evidence
    ]


def _shown_by(one: Evidence, behind: Behind, trails: Mapping[str, Trail]) -> Iterable[Trail]:
    """The quotes that show it."""
    path = label_of(one, behind.named)
    for card in behind.cards:
        trail = trails[str(card.id)]
        if (
            (one.kind is Kind.QUOTE and str(card.id) == one.target)
            or (one.kind is Kind.THEME and str(card.theme) == one.target)
            or (one.kind is Kind.CODE and path and path in trail.codes)
        ):
            yield trail
