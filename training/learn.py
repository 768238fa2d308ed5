"""Teaches the network: `python -m training.learn --out FOLDER [--steps N] [--layers N]`.

AdamW with warm-up and a straight fall to nothing (Loshchilov & Hutter 2019, arXiv 1711.05101);
the encoder learns more slowly than what is new. Seeds are fixed; threads may change last digits.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from pennydrop.rooms.understand.rules.identifiers import tags
from pennydrop.rooms.understand.rules.identifiers.traits import TRAITS
from pennydrop.rooms.understand.rules.identifiers.windows import LONGEST
from training.bases import fill_from
from training.examples import NONE, Row, rows, spread
from training.filling import Sample
from training.frames import frames
from training.network import Network, Size
from training.reading import held_out
from training.sets import kept_back, stream
from training.values import read

BUCKET = 64 * 16  # rows that are sorted by length together, so that little is filled up
VOCABULARY = 30522


def batches(samples: Iterator[Sample], pieces: int, rng: Random) -> Iterator[list[Row]]:
    """Rows of like length, about `pieces` pieces a batch, in an order of chance."""
    flow = rows(samples)
    while bucket := list(islice(flow, BUCKET)):
        bucket.sort(key=lambda row: len(row.pieces))
        made: list[list[Row]] = [[]]
        for row in bucket:
            if made[-1] and (len(made[-1]) + 1) * len(row.pieces) > pieces:
                made.append([])
            made[-1].append(row)
        rng.shuffle(made)
        yield from made


def tensors(batch: Sequence[Row]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces (B, L), features (B, L, F), mask (B, L) and labels (B, L)."""
    longest = max(len(row.pieces) for row in batch)
    pieces = np.zeros((len(batch), longest), dtype=np.int64)
    traits = np.zeros((len(batch), longest), dtype=np.uint64)
    mask = np.zeros((len(batch), longest), dtype=np.float32)
    labels = np.full((len(batch), longest), NONE, dtype=np.int64)
    for at, row in enumerate(batch):
        length = len(row.pieces)
        pieces[at, :length], traits[at, :length] = row.pieces, row.traits
        mask[at, :length], labels[at, :length] = 1, row.labels
    features = spread(traits, len(TRAITS))
    return tuple(torch.from_numpy(part) for part in (pieces, features, mask, labels))  # type: ignore[return-value]


def forget_some(features: Tensor, share: float) -> Tensor:
    """Traits of whole words put out by chance, so that the network does not lean on lists alone."""
    kept = (torch.rand(features.shape[:2]) > share).float()[..., None]
    return features * kept


def learn(
    network: Network, flow: Iterator[list[Row]], *, steps: int, rate: float, say: bool = True
) -> None:
    """`steps` batches; the new parts learn ten times as fast as what was published."""
    new = [*network.head.parameters(), *network.features.parameters()]
    known = {id(p) for p in new}
    old = [p for p in network.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": rate}, {"params": new, "lr": rate * 10}], weight_decay=0.01
    )
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (steps * 0.06 + 1), (steps - step) / steps)
    )
    network.train()
    begun, sum_of = time.monotonic(), 0.0
    for step, batch in enumerate(islice(flow, steps), start=1):
        pieces, features, mask, labels = tensors(batch)
        logits = network(pieces, forget_some(features, 0.1), mask)
        loss = cross_entropy(
            logits.reshape(-1, tags.COUNT),
            labels.reshape(-1),
            ignore_index=NONE,
            label_smoothing=0.02,
        )
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        plan.step()
        sum_of += loss.item()
        if say and step % 100 == 0:
            taken = time.monotonic() - begun
            print(f"{step}/{steps} loss {sum_of / 100:.4f} {taken:.0f} s", flush=True)
            sum_of = 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="a safetensors file of the first weights")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--pieces", type=int, default=2048, help="of one batch")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=20261123)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    size = Size(VOCABULARY, len(TRAITS), tags.COUNT, layers=asked.layers, longest=LONGEST)
    network = Network(size)
    if asked.base:
        fill_from(network, asked.base)
    samples = stream(frames(), read(), asked.seed, "train", kept_back(held_out()))
    flow = batches(samples, asked.pieces, Random(asked.seed))
    learn(network, flow, steps=asked.steps, rate=asked.rate)
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.save({"size": vars(size), "state": network.state_dict()}, asked.out / "network.pt")
    (asked.out / "asked.json").write_text(json.dumps({k: str(v) for k, v in vars(asked).items()}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
