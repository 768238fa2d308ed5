"""The small model that says of each word whether it is an identifier, as it is loaded and asked.

It runs here, on this machine, by onnxruntime and numpy; what it reads goes nowhere.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import chain
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
)
from pennydrop.rooms.understand.rules.meaning.wordpiece import end_pieces

# onnxruntime's own way of joining these two steps takes ten times as long as the steps themselves.
SLOW = ["SkipLayerNormFusion"]
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
            str(path), wishes, providers=["CPUExecutionProvider"], disabled_optimizers=SLOW
        )

    def said(self, pieces: Sequence[Piece]) -> Mapping[int, Said]:
        """What the model says of the words, by word number; those of which it thinks next to
        nothing are left out."""
        read = windows(len(pieces))
        if not read:
            return {}
        numbers, traits = _arrays(pieces)
        rows = np.concatenate([self._read(window, numbers, traits) for window in read])
        own = chain.from_iterable(pieces[each.own_first : each.own_last] for each in read)
        return _said(_softmax(rows), np.array([piece.word for piece in own], dtype=np.int64))

    def _read(self, window: Window, numbers: Whole, traits: Floats) -> Floats:
        """What the network puts out (L, K) for a window's own pieces. Windows are read one by one:
        several at once would have to be filled up to one length, and take no less time."""
        begin = window.own_first - window.first + 1  # after the mark of beginning
        numbers, traits = numbers[window.first : window.last], traits[window.first : window.last]
        length = len(numbers)
        pieces = np.empty((1, length + ENDS), dtype=np.int64)
        features = np.zeros((1, length + ENDS, len(TRAITS)), dtype=np.float32)
        pieces[0, 0], pieces[0, -1] = end_pieces()
        pieces[0, 1:-1], features[0, 1:-1] = numbers, traits
        given: dict[str, Any] = {"pieces": pieces, "features": features}
        logits: Floats = self._session.run(["logits"], given)[0][0]
        return logits[begin : begin + window.own_last - window.own_first]


def _arrays(pieces: Sequence[Piece]) -> tuple[Whole, Floats]:
    numbers = np.array([piece.number for piece in pieces], dtype=np.int64)
    traits = np.zeros((len(pieces), len(TRAITS)), dtype=np.float32)
    seen = [piece.traits for piece in pieces]
    traits[np.repeat(np.arange(len(pieces)), list(map(len, seen))), list(chain(*seen))] = 1
    return numbers, traits


def _said(rows: Floats, words: Whole) -> dict[int, Said]:
    """Chances (L, K) of pieces, read as what they say of the words that begin there. A kind counts
    with both of its tags: whether a name begins or goes on, it is one."""
    chance = 1 - rows[:, tags.OUTSIDE]
    at = np.flatnonzero((words >= 0) & (chance >= LEAST))
    begin, go_on = rows[at, 1::2], rows[at, 2::2]
    kinds = (begin + go_on).argmax(axis=1)
    places = np.arange(len(at))
    begins = begin[places, kinds] > go_on[places, kinds]
    told = (words[at].tolist(), kinds.tolist(), chance[at].tolist(), begins.tolist())
    return {
        word: Said(tags.KINDS[kind], likely, opens)
        for word, kind, likely, opens in zip(*told, strict=True)
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
