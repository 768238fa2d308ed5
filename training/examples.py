"""Samples as the network reads them: windows of pieces, traits as bits, and a label for each word.

A window is a row: `pieces` (L,) of int32, `traits` (L,) of uint64 (bit t for trait t), `labels`
(L,) of int8 with NONE where no word begins or the window does not answer for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pennydrop.rooms.understand.rules.identifiers import find_in
from pennydrop.rooms.understand.rules.identifiers.tags import BEGIN, GO_ON, OUTSIDE
from pennydrop.rooms.understand.rules.identifiers.windows import Piece, marked, pieces_of, windows
from pennydrop.rooms.understand.rules.identifiers.words import Words
from training.filling import Mark, Sample

NONE = -100


@dataclass(frozen=True)
class Row:
    """One window."""

    pieces: npt.NDArray[np.int32]
    traits: npt.NDArray[np.uint64]
    labels: npt.NDArray[np.int8]


def word_tags(words: Words, marks: Iterable[Mark]) -> list[int]:
    """The tag of each word: a word that an identifier touches belongs to it."""
    tags = [OUTSIDE] * len(words)
    for mark in marks:
        inside = [
            i
            for i in range(len(words))
            if words.starts[i] < mark.end and words.ends[i] > mark.start
        ]
        for nth, i in enumerate(inside):
            tags[i] = (GO_ON if nth else BEGIN)[mark.label]
    return tags


def rows(samples: Iterable[Sample]) -> Iterator[Row]:
    """Every window of every sample."""
    for sample in samples:
        words = Words(sample.text)
        tags = word_tags(words, sample.marks)
        pieces = pieces_of(words, find_in(words))
        for window in windows(len(pieces)):
            some = marked(pieces[window.first : window.last])
            labels = np.full(len(some), NONE, dtype=np.int8)
            for at in range(window.own_first, window.own_last):
                if pieces[at].word >= 0:
                    labels[at - window.first + 1] = tags[pieces[at].word]
            yield Row(_numbers(some), _bits(some), labels)


def _numbers(pieces: list[Piece]) -> npt.NDArray[np.int32]:
    return np.array([piece.number for piece in pieces], dtype=np.int32)


def _bits(pieces: list[Piece]) -> npt.NDArray[np.uint64]:
    return np.array([sum(1 << t for t in set(piece.traits)) for piece in pieces], dtype=np.uint64)


def spread(bits: npt.NDArray[np.uint64], count: int) -> npt.NDArray[np.float32]:
    """Bits as features: (…,) of uint64 to (…, count) of 0 and 1."""
    places = np.arange(count, dtype=np.uint64)
    return ((bits[..., None] >> places) & np.uint64(1)).astype(np.float32)
