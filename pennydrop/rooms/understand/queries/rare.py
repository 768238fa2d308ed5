"""What looks rare in a source, and what somebody said to it."""

from dataclasses import dataclass, replace
from uuid import UUID

from pennydrop.rooms.understand.models import RareLooked
from pennydrop.rooms.understand.queries.review import Review, Row
from pennydrop.rooms.understand.rules.rare import RULES, Rare, Rule, Said, rare_in
from pennydrop.rooms.understand.rules.weighing import Mention

AROUND = 70


@dataclass(frozen=True)
class Spot:
    """One place of it, in listen's original."""

    segment: UUID
    participant: UUID
    start: int
    end: int


@dataclass(frozen=True)
class RareThing:
    """Words that look rare, in every place where they stand alike. `at`: the first of them
    (order-start); `outcome`: why they stay, "" while nobody has looked at all of them; `beside`:
    what the same person says with them, as the order of a turn and what stands there."""

    rule: str
    words: str
    before: str
    after: str
    turn: int
    at: str
    spots: tuple[Spot, ...]
    outcome: str = ""
    beside: tuple[tuple[int, str], ...] = ()

    @property
    def about(self) -> Rule:
        return RULES[self.rule]

    def waits_in(self, segments: set[UUID]) -> bool:
        """Whether nobody has looked at it, and it stands in one of these turns."""
        return not self.outcome and any(spot.segment in segments for spot in self.spots)


def rare_of(review: Review) -> list[RareThing]:
    """What looks rare in a source under review and is not hidden, in reading order."""
    turns = [
        Said(f"{row.participant} {row.speaker}", row.text, _as_read(row)) for row in review.rows
    ]
    alike: dict[tuple[str, str], list[Rare]] = {}
    for one in rare_in(turns):
        alike.setdefault((one.rule, one.words), []).append(one)
    looked = _looked(review)
    return [_thing(review, held, looked) for held in alike.values()]


def _as_read(row: Row) -> list[Mention]:
    """What was found in a turn, with the stand-in that is or would be there."""
    return [replace(p.mention, surrogate=p.surrogate) for p in row.parts if p.mention]


Looked = dict[tuple[UUID, int, int, str], str]


def _looked(review: Review) -> Looked:
    rows = RareLooked.objects.filter(segment__in=[row.id for row in review.rows])
    columns = rows.values_list("segment", "start", "end", "rule", "outcome")
    return {(segment, start, end, rule): said for segment, start, end, rule, said in columns}


def _thing(review: Review, held: list[Rare], looked: Looked) -> RareThing:
    first = held[0]
    row = review.rows[first.turn]
    spots = tuple(
        Spot(review.rows[one.turn].id, review.rows[one.turn].participant, one.start, one.end)
        for one in held
    )
    outcomes = [looked.get((s.segment, s.start, s.end, first.rule), "") for s in spots]
    return RareThing(
        rule=first.rule,
        words=row.text[first.start : first.end],
        before=row.text[max(0, first.start - AROUND) : first.start],
        after=row.text[first.end : first.end + AROUND].rstrip(),
        turn=row.order,
        at=f"{row.order}-{first.start}",
        spots=spots,
        outcome=outcomes[0] if all(outcomes) else "",
        beside=tuple((review.rows[turn].order, words) for turn, words in first.beside),
    )
