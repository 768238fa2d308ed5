"""What looks rare in a text: things that name nobody, and by which somebody could still be known.

A table of plain phrases for a person to look at before they sign, and no more than that: it does
not know what is rare here, and misses most of what only one person could tell. There are no names
in it. The table: `table.py`, and of work, training and illness `trades.py`; how a phrase is
written: rules/phrases.py.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pennydrop.rooms.understand.rules.ages import is_general_age
from pennydrop.rooms.understand.rules.identifiers import Label
from pennydrop.rooms.understand.rules.phrases import Match, Tokens, table_of
from pennydrop.rooms.understand.rules.rare.table import COMBINATION, OUTCOMES, OWN_JOB, RULES, Rule
from pennydrop.rooms.understand.rules.weighing import HIDE, KEEP, Mention

__all__ = ["COMBINATION", "OUTCOMES", "RULES", "Rare", "Rule", "Said", "rare_in"]

_PLACES = frozenset({Label.PLACE.value, Label.ADDRESS.value, Label.POSTCODE.value})

# A stand-in that still says where: [village in Norfolk]
_SAYS_WHERE = re.compile(r"\b(?:in|near) \w")


@dataclass(frozen=True)
class Said:
    """A turn: who says it, its words, and what was found in them; where that is undecided, with the
    stand-in that it is offered."""

    who: str
    text: str
    mentions: Sequence[Mention] = ()


@dataclass(frozen=True)
class Rare:
    """Words that look rare: the key of their rule, which turn (by number), code points, and the
    words as they are compared. `beside`: what of the same person can be read with them, as a turn
    and what stands there."""

    rule: str
    turn: int
    start: int
    end: int
    words: str
    beside: tuple[tuple[int, str], ...] = ()


def rare_in(turns: Sequence[Said]) -> list[Rare]:
    """What looks rare in these turns and is not hidden, in reading order."""
    found = [one for at, turn in enumerate(turns) for one in _in_turn(at, turn)]
    found += _combinations(turns)
    return sorted(found, key=lambda one: (one.turn, one.start, one.rule))


def _in_turn(at: int, turn: Said) -> Iterator[Rare]:
    reached: dict[str, int] = {}
    matches = list(Tokens(turn.text).matches(_TABLE))
    for rule, start, end in _without_parts(matches):
        if start >= reached.get(rule, 0) and not _is_hidden(turn, start, end):
            yield Rare(rule, at, start, end, _same(turn.text[start:end]))
            reached[rule] = end
    jobs = [(start, end) for rule, start, end in matches if rule == "job"]
    for mention in turn.mentions:
        known = any(start < mention.end and mention.start < end for start, end in jobs)
        if mention.label == Label.JOB and mention.state != HIDE and not known:
            yield Rare("job", at, mention.start, mention.end, _same(mention.text))


def _without_parts(matches: Sequence[Match]) -> Iterator[Match]:
    """Those that are no part of a longer one of another kind: a lifeboat man is a job, and the
    lifeboat in it no event."""
    longest: list[Match] = []
    for match in sorted(matches, key=lambda one: (one[1], -one[2])):
        rule, start, end = match
        while longest and longest[-1][2] <= start:
            longest.pop()
        part = any(end <= b and end - start < b - a and rule != other for other, a, b in longest)
        if not part:
            longest.append(match)
            yield match


def _combinations(turns: Sequence[Said]) -> Iterator[Rare]:
    """The first job of whoever also says a place and an age that can be read."""
    for who in dict.fromkeys(turn.who for turn in turns):
        theirs = [(at, m) for at, turn in enumerate(turns) if turn.who == who
                  for m in turn.mentions]  # fmt: skip
        place = next(((at, _read(m)) for at, m in theirs if _tells_where(m)), None)
        age = next(((at, _read(m)) for at, m in theirs if _tells_age(m)), None)
        if place and age:
            yield from _first_job(turns, who, (place, age))


def _first_job(
    turns: Sequence[Said], who: str, beside: tuple[tuple[int, str], ...]
) -> Iterator[Rare]:
    for at, turn in enumerate(turns):
        if turn.who != who:
            continue
        for _, start, end in Tokens(turn.text).matches(_JOB_TABLE):
            if not _is_hidden(turn, start, end):
                yield Rare(COMBINATION, at, start, end, _same(turn.text[start:end]), beside)
                return


def _read(mention: Mention) -> str:
    """What a reader of the team finds there, or would find."""
    return mention.text if mention.state == KEEP else mention.surrogate or mention.text


def _tells_where(mention: Mention) -> bool:
    read = _read(mention)
    return mention.label in _PLACES and (read == mention.text or bool(_SAYS_WHERE.search(read)))


def _tells_age(mention: Mention) -> bool:
    read = _read(mention)
    return mention.label == Label.AGE and (read == mention.text or is_general_age(read))


def _is_hidden(turn: Said, start: int, end: int) -> bool:
    """Whether some of the words are hidden: what is left of them was looked at then."""
    return any(m.state == HIDE and m.start < end and start < m.end for m in turn.mentions)


def _same(words: str) -> str:
    return " ".join(words.casefold().split())


_TABLE = table_of((rule, phrase) for rule, one in RULES.items() for phrase in one.phrases)
_JOB_TABLE = table_of((COMBINATION, phrase) for phrase in OWN_JOB)
