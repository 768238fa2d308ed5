"""Sessions: who speaks in a typed transcript, and what an answer given there means for earlier
words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.rules.consent import ConsentState, Reply, Scope

MOST_TURNS = 2000
LONGEST_TURN = 20_000
MOST_NEW_PEOPLE = 20
STAFF = "staff"


class BadTurns(ValueError):
    """A typed transcript cannot be kept. The message says why."""


@dataclass(frozen=True)
class Said:
    """One turn as typed: who (None is the interviewer or facilitator), and the words."""

    who: UUID | None
    text: str


@dataclass(frozen=True)
class Typed:
    """Turns to keep, and how many were of somebody who is not here (any more)."""

    turns: tuple[Said, ...]
    left_out: int = 0


def read_turns(who: Sequence[str], texts: Sequence[str], people: Collection[UUID]) -> Typed:
    """Turns as a page sends them: speakers and words side by side; empty ones fall away.

    Words of somebody who is not among `people` are left out and counted: a page that was open
    while somebody took their words back must not bring them in again. Raises BadTurns.
    """
    if len(who) != len(texts):
        raise BadTurns("The page did not arrive whole. Send it again.")
    if len(texts) > MOST_TURNS:
        raise BadTurns(f"{MOST_TURNS} turns fit; bring in a longer transcript as a file.")
    kept, left_out = [], 0
    for number, (speaker, words) in enumerate(zip(who, texts, strict=True), start=1):
        text = words.replace("\r\n", "\n").replace("\x00", "").strip()
        if not text:
            continue
        if len(text) > LONGEST_TURN:
            raise BadTurns(f"Turn {number} is longer than {LONGEST_TURN} letters. Divide it.")
        if speaker == STAFF:
            kept.append(Said(None, text))
        elif speaker in {str(person) for person in people}:
            kept.append(Said(UUID(speaker), text))
        else:
            left_out += 1
    return Typed(tuple(kept), left_out)


def check_somebody_speaks(turns: Iterable[Said]) -> None:
    """Raise BadTurns unless somebody who takes part says something."""
    if all(turn.who is None for turn in turns):
        raise BadTurns("No turn is of somebody who takes part. Choose who speaks, then hand it in.")


def opened_again(state: ConsentState, answers: Mapping[Scope, Reply]) -> list[Scope]:
    """Scopes to which somebody said no before and says yes now.

    An answer holds for all of a person's words, also for those of an earlier session: such a yes
    needs to be meant.
    """
    return [
        scope
        for scope, reply in answers.items()
        if reply is Reply.YES and state.on(scope).reply is Reply.NO
    ]
