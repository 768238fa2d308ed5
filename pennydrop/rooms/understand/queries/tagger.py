"""The small model that says of each word whether it is an identifier, as it is loaded and asked.

It runs here, on this machine, by onnxruntime and numpy; what it reads goes nowhere.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime

from pennydrop.rooms.understand.rules.identifiers import tags
from pennydrop.rooms.understand.rules.identifiers.traits import TRAITS
from pennydrop.rooms.understand.rules.identifiers.windows import (
    Piece,
    Window,
    windows,
    worth_reading,
)

AT_ONCE = 16  # windows; more takes memory and no less time
Floats = npt.NDArray[np.float32]
Whole = npt.NDArray[np.int64]


class Tagger:
    """A loaded model. One for a process: it may be asked from several threads."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        wishes = onnxruntime.SessionOptions()
        wishes.intra_op_num_threads = threads
        wishes.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(path), wishes, providers=["CPUExecutionProvider"]
        )

    def chances(self, pieces: Sequence[Piece]) -> Mapping[int, Sequence[float]]:
        """For the words that could be identifiers, by word number, the chance of each tag."""
        numbers, traits = _arrays(pieces)
        found: dict[int, Sequence[float]] = {}
        asked = sorted(windows(len(pieces), worth_reading(pieces)), key=lambda w: w.last - w.first)
        for at in range(0, len(asked), AT_ONCE):
            some = asked[at : at + AT_ONCE]
            rows = self._rows(some, numbers, traits)
            for row, window in zip(rows, some, strict=True):
                for own in range(window.own_first, window.own_last):
                    if pieces[own].word >= 0:
                        found[pieces[own].word] = row[own - window.first].tolist()
        return found

    def _rows(self, some: Sequence[Window], numbers: Whole, traits: Floats) -> Floats:
        longest = max(window.last - window.first for window in some)
        pieces = np.zeros((len(some), longest), dtype=np.int64)
        features = np.zeros((len(some), longest, len(TRAITS)), dtype=np.float32)
        mask = np.zeros((len(some), longest), dtype=np.float32)
        for at, window in enumerate(some):
            length = window.last - window.first
            pieces[at, :length] = numbers[window.first : window.last]
            features[at, :length] = traits[window.first : window.last]
            mask[at, :length] = 1
        given: dict[str, Any] = {"pieces": pieces, "features": features, "mask": mask}
        logits: Floats = self._session.run(["logits"], given)[0]
        return _softmax(logits)


def _arrays(pieces: Sequence[Piece]) -> tuple[Whole, Floats]:
    numbers = np.array([piece.number for piece in pieces], dtype=np.int64)
    traits = np.zeros((len(pieces), len(TRAITS)), dtype=np.float32)
    rows = [at for at, piece in enumerate(pieces) for _ in piece.traits]
    traits[rows, [trait for piece in pieces for trait in piece.traits]] = 1
    return numbers, traits


def _softmax(logits: Floats) -> Floats:
    assert logits.shape[-1] == tags.COUNT
    risen = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = risen / risen.sum(axis=-1, keepdims=True)
    return shares


@cache
def shipped() -> Tagger:
    """The model that Pennydrop ships."""
    return Tagger(Path(__file__).parents[1] / "rules/identifiers/model.onnx")
