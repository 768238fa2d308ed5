"""The small model that says of each word whether it is an identifier, as it is loaded and asked.

It runs here, on this machine, by onnxruntime and numpy; what it reads goes nowhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from pennydrop.rooms.understand.rules.identifiers import tags
from pennydrop.rooms.understand.rules.identifiers.decoding import Said
from pennydrop.rooms.understand.rules.identifiers.traits import TRAITS
from pennydrop.rooms.understand.rules.identifiers.windows import (
    ENDS,
    Piece,
    Window,
    windows,
    worth_reading,
)
from pennydrop.rooms.understand.rules.meaning.wordpiece import end_pieces

AT_ONCE = 16  # windows; more takes memory and no less time
ALIKE = 0.8  # of the longest window's length
LEAST = 0.005  # chance from which a word is spoken of
Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]


class Tagger:
    """A loaded model. One for a process: it may be asked from several threads."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        wishes = onnxruntime.SessionOptions()
        wishes.intra_op_num_threads = threads
        wishes.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(path), wishes, providers=["CPUExecutionProvider"]
        )

    def said(self, pieces: Sequence[Piece]) -> Mapping[int, Said]:
        """What the model says of the words that could be identifiers, by word number; words of
        which it thinks next to nothing are left out."""
        numbers, traits = _arrays(pieces)
        words = np.array([piece.word for piece in pieces], dtype=np.int64)
        found: dict[int, Said] = {}
        for some in _alike(windows(len(pieces), worth_reading(pieces))):
            rows = self._rows(some, numbers, traits)
            for row, window in zip(rows, some, strict=True):
                own = slice(window.own_first, window.own_last)
                begin = window.own_first - window.first + 1  # after the mark of beginning
                mine = row[begin : begin + window.own_last - window.own_first]
                found |= _said(mine, words[own])
        return found

    def _rows(self, some: Sequence[Window], numbers: Whole, traits: Floats) -> Floats:
        longest = max(window.last - window.first for window in some) + ENDS
        pieces = np.zeros((len(some), longest), dtype=np.int64)
        features = np.zeros((len(some), longest, len(TRAITS)), dtype=np.float32)
        mask = np.zeros((len(some), longest), dtype=np.float32)
        first, last = end_pieces()
        for at, window in enumerate(some):
            length = window.last - window.first
            pieces[at, 0], pieces[at, length + 1] = first, last
            pieces[at, 1 : length + 1] = numbers[window.first : window.last]
            features[at, 1 : length + 1] = traits[window.first : window.last]
            mask[at, : length + ENDS] = 1
        given: dict[str, Any] = {"pieces": pieces, "features": features, "mask": mask}
        logits: Floats = self._session.run(["logits"], given)[0]
        return _softmax(logits)


def _arrays(pieces: Sequence[Piece]) -> tuple[Whole, Floats]:
    numbers = np.array([piece.number for piece in pieces], dtype=np.int64)
    traits = np.zeros((len(pieces), len(TRAITS)), dtype=np.float32)
    rows = [at for at, piece in enumerate(pieces) for _ in piece.traits]
    traits[rows, [trait for piece in pieces for trait in piece.traits]] = 1
    return numbers, traits


def _alike(asked: Sequence[Window]) -> Iterator[list[Window]]:
    """Windows of like length together: what is shorter than the longest is filled up and read."""
    some: list[Window] = []
    for window in sorted(asked, key=lambda w: w.first - w.last):
        longest = some[0].last - some[0].first if some else 0
        if some and (len(some) == AT_ONCE or window.last - window.first < longest * ALIKE):
            yield some
            some = []
        some.append(window)
    if some:
        yield some


def _said(rows: Floats, words: Whole) -> dict[int, Said]:
    """Chances (L, K) of pieces read as what they say of the words that begin there. A kind counts
    with both of its tags: whether a name begins or goes on, it is one."""
    chance = 1 - rows[:, tags.OUTSIDE]
    at = np.flatnonzero((words >= 0) & (chance >= LEAST))
    begin, go_on = rows[at, 1::2], rows[at, 2::2]
    kinds = (begin + go_on).argmax(axis=1)
    places = np.arange(len(at))
    begins = begin[places, kinds] > go_on[places, kinds]
    return {
        int(words[place]): Said(tags.KINDS[kind], float(chance[place]), bool(opens))
        for place, kind, opens in zip(at, kinds, begins, strict=True)
    }


def _softmax(logits: Floats) -> Floats:
    assert logits.shape[-1] == tags.COUNT
    risen = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = risen / risen.sum(axis=-1, keepdims=True)
    return shares


@cache
def shipped() -> Tagger:
    """The model that Pennydrop ships."""
    return Tagger(Path(__file__).parents[1] / "rules/identifiers/model.onnx")
