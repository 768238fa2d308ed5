"""Sessions: who speaks in a typed transcript, and what an answer given there means for earlier
words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pennydrop.rooms.listen.rules.consent import ConsentState, Reply, Scope

MOST_TURNS = 2000
LONGEST_TURN = 20_000
MOST_NEW_PEOPLE = 20
STAFF = "staff"
UNSURE = "unsure"


class BadTurns(ValueError):
    """A typed transcript cannot be kept. The message says why."""


@dataclass(frozen=True)
class Mark:
    """Where a machine heard a turn: in which recording, and at which second."""

    recording: UUID
    begins: int

    def __str__(self) -> str:
        return f"{self.recording.hex}:{self.begins}"


@dataclass(frozen=True)
class Said:
    """One turn as typed: who (None is the interviewer or facilitator), and the words.

    `mark`: it comes from a machine's draft. `unsure`: nobody has said yet who speaks.
    """

    who: UUID | None
    text: str
    mark: Mark | None = None
    unsure: bool = False


@dataclass(frozen=True)
class Typed:
    """Turns to keep, and how many were of somebody who is not here (any more)."""

    turns: tuple[Said, ...]
    left_out: int = 0


def read_turns(
    who: Sequence[str],
    texts: Sequence[str],
    people: Collection[UUID],
    marks: Sequence[str] = (),
    recordings: Collection[UUID] = (),
) -> Typed:
    """Turns as a page sends them: speakers and words side by side; empty ones fall away.

    Words of somebody who is not among `people`, and words of nobody yet whose recording is not
    among `recordings`, are left out and counted: a page that was open while somebody took their
    words back must not bring them in again. Raises BadTurns.
    """
    if len(who) != len(texts) or len(marks) not in {0, len(texts)}:
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
        mark = _mark(marks[number - 1], recordings) if marks else None
        turn = _said(speaker, text, people, mark)
        if turn is None:
            left_out += 1
        else:
            kept.append(turn)
    return Typed(tuple(kept), left_out)


def _said(speaker: str, text: str, people: Collection[UUID], mark: Mark | None) -> Said | None:
    if speaker == STAFF:
        return Said(None, text, mark)
    if speaker == UNSURE:
        return Said(None, text, mark, unsure=True) if mark else None
    if speaker in {str(person) for person in people}:
        return Said(UUID(speaker), text, mark)
    return None


def _mark(sent: str, recordings: Collection[UUID]) -> Mark | None:
    """A mark as a page sends it back; None for one that is not of these recordings."""
    name, _, begins = sent.partition(":")
    found = next((one for one in recordings if one.hex == name), None)
    return Mark(found, int(begins)) if found and begins.isdecimal() and len(begins) < 7 else None


def check_somebody_speaks(turns: Sequence[Said]) -> None:
    """Raise BadTurns unless each turn has a speaker, and somebody who takes part says something."""
    unsure = sum(turn.unsure for turn in turns)
    if unsure:
        raise BadTurns(
            f"{unsure} turn{'s have' if unsure != 1 else ' has'} no speaker yet. Listen again, and "
            "choose who speaks; a turn without words falls away."
        )
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
