"""Who speaks in a transcript that comes in: staff, somebody who takes part, or nobody to keep.

A label in a file may be a real name. It is never kept as a label: turns carry a pseudonym or a
role, and a name goes onto the list of what must be hidden.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from pennydrop.rooms.listen.rules.transcripts.openings import Strength, strength
from pennydrop.rooms.listen.rules.transcripts.turns import Transcript


class Part(Enum):
    """What a speaker is to the study."""

    STAFF = "staff"
    PERSON = "person"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Voice:
    """Who a label stands for.

    A person is `participant` when they are in the study already, else the one with this
    pseudonym's `number`, else somebody new. New people with the same `same_as` are one person in
    every file that is brought in together.
    """

    part: Part
    participant: UUID | None = None
    number: int | None = None
    same_as: str = ""


STAFF = Voice(Part.STAFF)
NEW = Voice(Part.PERSON)
LEFT_OUT = Voice(Part.LEFT_OUT)

Ask = Callable[[str, str, str], Voice]
"""(file, source within the file, label) to who it is."""


def read_choice(text: str) -> Voice | None:
    """The voice that a form's value means; None for anything else."""
    plain = {"staff": STAFF, "new": NEW, "left_out": LEFT_OUT}
    if text in plain:
        return plain[text]
    part, _, key = text.partition(":")
    try:
        return Voice({"staff": Part.STAFF, "person": Part.PERSON}[part], participant=UUID(key))
    except (KeyError, ValueError):
        return None


_STAFF_WORDS = frozenset(
    """interviewer int intv iv ir i facilitator fac moderator researcher peer_researcher therapist
    counsellor counselor clinician doctor nurse worker keyworker key_worker volunteer observer
    notetaker note_taker host chair q question""".split()
)
_ANYBODY = frozenset(
    """man woman male female voice unknown somebody someone everyone all several group many
    person user caller me you us them narrator transcriber other others partner mum mother dad
    father parent friend carer""".split()
)
_NUMBERED = re.compile(r"[ #]*(?:\d{1,3}|(?<= )[a-z])$")
PSEUDONYM = re.compile(r"P(\d{3,6})")


def is_generic(label: str) -> bool:
    """Whether a label is a role or a code (Interviewer, client, P1) and so names nobody."""
    bare = _bare(label)
    return not bare or bare in _ANYBODY or strength(" ".join(label.split())) is Strength.ROLE


def is_staff_word(label: str) -> bool:
    """Whether a label is a word for somebody who asks or leads (Interviewer, therapist, Q)."""
    return _bare(label).replace(" ", "_") in _STAFF_WORDS


def _bare(label: str) -> str:
    return _NUMBERED.sub("", " ".join(label.casefold().split()))


def guess_voices(labels: Sequence[str], staff: Collection[str] = ()) -> dict[str, Voice]:
    """A first guess for every label of a source ("" are words before any label).

    Words before the first speaker are mostly a heading, so that they are staff's; where nobody
    is named, everything is one person's. `staff`: labels that are known to be staff's too.
    """
    asks = {label for label in labels if is_staff_word(label) or label in staff}
    guess = {label: STAFF if label in asks else NEW for label in labels}
    if "" in guess and len(guess) > 1:
        guess[""] = STAFF
    return guess


def likely_staff(sources: Sequence[Sequence[str]], names: Iterable[str]) -> set[str]:
    """Labels of sources that come in together that are probably staff's.

    These are the names, or first names, of people who work here; and the one name that speaks in
    every source where there are several. Never one without which nobody would be taking part.
    """
    words = [name.split() for name in names if name.strip()]
    known = {part.casefold() for whole in words for part in (" ".join(whole), whole[0])}
    everywhere = set(sources[0]).intersection(*sources[1:]) if len(sources) > 1 else set()
    always = {la for la in everywhere if not is_generic(la) and not PSEUDONYM.fullmatch(la)}
    working = {label for labels in sources for label in labels if label.casefold() in known}
    chosen = _with_somebody_left(working, sources)
    more = always - chosen if len(always) == 1 else set()
    return chosen | (more & _with_somebody_left(chosen | more, sources))


def _with_somebody_left(chosen: set[str], sources: Sequence[Sequence[str]]) -> set[str]:
    """The labels, without those of a source in which nobody else could be taking part."""
    alone = [
        set(labels) for labels in sources
        if all(not la or la in chosen or is_staff_word(la) for la in labels)
    ]  # fmt: skip
    return chosen.difference(*alone)


def labels_in(transcript: Transcript) -> tuple[str, ...]:
    """Every label, by first appearance; "" when some words have none."""
    return tuple(dict.fromkeys(turn.speaker for turn in transcript.turns))


_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "sir", "the"})


def names_in(label: str) -> tuple[str, ...]:
    """What of a label must be hidden: the name whole, and each of its words that is a name."""
    if is_generic(label):
        return ()
    whole = " ".join(label.split())
    words = [word.strip(".,'’-") for word in whole.split()]
    parts = [w for w in words if len(w) > 2 and w[0].isupper() and w.casefold() not in _TITLES]
    return tuple(dict.fromkeys([whole, *parts]))


class Miscast(Exception):
    """Who is who does not fit the source; the message says what to do."""


def check_cast(kind: str, voices: Iterable[Voice]) -> None:
    """Raise Miscast unless at least one speaker takes part."""
    if not any(voice.part is Part.PERSON for voice in voices):
        what = "focus group" if kind == "focus_group" else "interview"
        raise Miscast(
            f"nobody in this {what} is marked as taking part; say which speaker is a participant"
        )


def sealed_together(kind: str, people: int) -> bool:
    """Whether staff's turns are sealed under the participant's key: one person, one interviewer.

    With several people each keeps their own, staff too, so that one can leave and others stand.
    """
    return kind == "interview" and people == 1


def staff_label(kind: str, place: int, of: int) -> str:
    """How a member of staff is named in a source: Interviewer, or Facilitator 2."""
    role = "Facilitator" if kind == "focus_group" else "Interviewer"
    return role if of == 1 else f"{role} {place}"
