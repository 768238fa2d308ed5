"""The texts that teach and the texts that tell how it goes, made from frames by fixed seeds.

Frames, names and places are each split in two (`values.side`): what is measured is met by frames,
names and places that taught nothing. What stands in the held-out set teaches nothing either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from random import Random

from pennydrop.rooms.understand.rules.identifiers import lists
from pennydrop.rooms.understand.rules.identifiers.words import key
from training.filling import Filler, Mark, Sample
from training.frames import Frame, Written
from training.noise import noisy
from training.reading import Passage
from training.values import Values, side

JOINED = (1, 1, 1, 2, 2, 3, 4)  # how many frames make one text
_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_JOINTS = {"typed": (" ", " ", "\n", ". ", " x "), "": (" ", " ", "\n", "\n\n")}


def frame_side(frame: Frame) -> str:
    """A frame is known by its place in its file, so that mending its words does not move it."""
    return side("frame " + frame.where)


def usable(values: Values, of: str, hidden: frozenset[str]) -> Values:
    """The values of one side, without those that are kept back."""
    return values.only(lambda value: side(value) == of and value.lower() not in hidden)


def kept_back(passages: Iterable[Passage]) -> frozenset[str]:
    """The words of names and places in passages that only measure: nobody teaches with these."""
    said = (
        passage.surface(mark)
        for passage in passages
        for mark in passage.marks
        if mark.type in ("name", "place")
    )
    return frozenset(part.lower() for surface in said for part in (surface, *surface.split()))


def stream(
    frames: Sequence[Frame], values: Values, seed: int, of: str, hidden: frozenset[str]
) -> Iterator[Sample]:
    """Texts without end; `of` is "train" or "dev", `hidden` the names and places never to use."""
    rng = Random(f"{seed} {of}")
    alone = hidden & lists.given_names() - lists.drug_names() - lists.many_meanings()
    chosen = [
        f for f in frames if frame_side(f) == of and not says(f, alone) and not names(f, hidden)
    ]
    by_style: dict[str, list[Frame]] = {}
    for frame in chosen:
        by_style.setdefault(frame.style, []).append(frame)
    filler = Filler(usable(values, of, hidden), rng)
    while True:
        first = rng.choice(chosen)
        count = rng.choice(JOINED)
        beside = by_style[first.style]
        some = [first, *(f for f in rng.sample(beside, min(count, len(beside))) if f is not first)]
        joined = joined_up([filler.fill(frame) for frame in some[:count]], rng)
        yield noisy(joined, rng)


def says(frame: Frame, names: Set[str]) -> bool:
    """Whether a frame spells out one of some names as nothing to hide ("Danny Boy"). A name that is
    kept back and met only so would be learned to be nobody's."""
    plain = " ".join(piece for piece in frame.pieces if isinstance(piece, str))
    return any(word.lower() in names for word in _CAPITAL.findall(plain))


def names(frame: Frame, kept: Set[str]) -> bool:
    """Whether a frame spells out, as a person or place, a name that is kept back and means nothing
    else ("Danny"; not "Grace", of which the frame teaches when it is a name)."""
    written = (piece for piece in frame.pieces if isinstance(piece, Written))
    return any(
        word.lower() in kept and not lists.has_senses(key(word))
        for piece in written
        if piece.label in ("person", "place")
        for word in piece.words.split()
    )


def joined_up(samples: Sequence[Sample], rng: Random) -> Sample:
    """Several samples as one text."""
    text, marks = "", []
    for sample in samples:
        if text:
            text += rng.choice(_JOINTS.get(sample.style, _JOINTS[""]))
        marks += [moved(mark, len(text)) for mark in sample.marks]
        text += sample.text
    return replace(samples[0], text=text, marks=tuple(marks))


def moved(mark: Mark, by: int) -> Mark:
    return replace(mark, start=mark.start + by, end=mark.end + by)
