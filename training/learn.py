"""Teaches the network: `python -m training.learn --out FOLDER [--steps N] [--layers N]`.

AdamW with warm-up and a straight fall to nothing (Loshchilov & Hutter 2019, arXiv 1711.05101);
the encoder learns more slowly than what is new. Seeds are fixed; threads may change last digits.
"""

import argparse
import json
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy
from torch.utils.data import DataLoader, IterableDataset

from pennydrop.rooms.understand.rules.identifiers import tags
from pennydrop.rooms.understand.rules.identifiers.traits import NUMBER, TRAITS
from pennydrop.rooms.understand.rules.identifiers.windows import ENDS, LONGEST
from training.bases import fill_from
from training.examples import NONE, Row, rows, spread
from training.filling import Sample
from training.frames import frames
from training.network import Network, Size, load
from training.reading import held_out
from training.sets import kept_back, stream
from training.values import read

BUCKET = 64 * 16  # rows that are sorted by length together, so that little is filled up
VOCABULARY = 30522
MASK, FIRST_WORD = 103, 1000  # [MASK] in BERT's vocabulary; below are signs, not words
HIDDEN = 0.3  # share of pieces put out while learning
SWAPPED = 0.4  # of those, the share in whose place another stands
UNLISTED = 0.3  # share of windows in which no name is on a list
OF_LISTS = [
    NUMBER[trait]
    for trait in (
        "given name", "family name", "rules say person", "rules begin", "rules are sure",
    )
]  # fmt: skip
AHEAD = 24  # batches made ready while the network learns


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


class Lessons(IterableDataset[list[Row]]):
    """Batches without end, made ready beside the network by a process of their own."""

    def __init__(self, pieces: int, seed: int) -> None:
        self.pieces, self.seed = pieces, seed

    def __iter__(self) -> Iterator[list[Row]]:
        samples = stream(frames(), read(), self.seed, "train", kept_back(held_out()))
        return batches(samples, self.pieces, Random(self.seed))

    def ahead(self) -> Iterator[list[Row]]:
        return iter(DataLoader(self, batch_size=None, num_workers=1, prefetch_factor=AHEAD,
                               collate_fn=list))  # fmt: skip


def hide_some(pieces: Tensor, mask: Tensor, share: float) -> Tensor:
    """Pieces put out or changed by chance, as BERT does (Devlin et al. 2018) and more of them, so
    that no frame is known by heart: thousands of frames are few for five million weights."""
    hit = (mask > 0) & (pieces >= FIRST_WORD) & (torch.rand(pieces.shape) < share)
    swapped = hit & (torch.rand(pieces.shape) < SWAPPED)
    others = torch.randint(FIRST_WORD, VOCABULARY, pieces.shape)
    return pieces.masked_fill(hit, MASK).where(~swapped, others)


def forget_some(features: Tensor, share: float, unlisted: float = 0) -> Tensor:
    """Traits of pieces put out by chance, and in some windows (`unlisted`, a share) all that lists
    of names and the rules built on them say: every name that teaches is on a list, and of those
    that come later many are not."""
    kept = (torch.rand(features.shape[:2]) > share).float()[..., None].repeat(1, 1, len(TRAITS))
    rows = torch.rand(features.shape[0]) < unlisted
    kept[rows.nonzero(), :, torch.tensor(OF_LISTS)] = 0
    return features * kept


@dataclass(frozen=True)
class Plan:
    """How long to learn and how fast: the new parts learn `faster` times as fast as the encoder.
    `hidden` is the share of pieces put out. After every `keep_each` steps `keep` is called (never,
    where that is 0)."""

    steps: int
    rate: float
    faster: float = 10
    hidden: float = HIDDEN
    keep_each: int = 0


def learn(
    network: Network,
    flow: Iterator[list[Row]],
    plan: Plan,
    *,
    keep: Callable[[], None] = lambda: None,
    say: bool = True,
) -> float:
    """Teach the network; gives the mean loss of the last hundred steps (or of all, if fewer)."""
    optimiser, rates = optimisers(network, plan)
    network.train()
    begun = time.monotonic()
    losses: deque[float] = deque(maxlen=100)
    for step, batch in enumerate(islice(flow, plan.steps), start=1):
        pieces, features, mask, labels = tensors(batch)
        seen = hide_some(pieces, mask, plan.hidden)
        logits = network(seen, forget_some(features, 0.1, UNLISTED), mask)
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
        rates.step()
        losses.append(loss.item())
        if say and step % 100 == 0:
            mean, taken = sum(losses) / len(losses), time.monotonic() - begun
            print(f"{step}/{plan.steps} loss {mean:.4f} {taken:.0f} s", flush=True)
        if plan.keep_each and step % plan.keep_each == 0:
            keep()
    return sum(losses) / len(losses)


def optimisers(
    network: Network, plan: Plan
) -> tuple[torch.optim.AdamW, torch.optim.lr_scheduler.LambdaLR]:
    """What moves the weights, and how fast at each step."""
    new = [*network.head.parameters(), *network.features.parameters()]
    known = {id(p) for p in new}
    old = [p for p in network.parameters() if id(p) not in known]
    groups = [{"params": old, "lr": plan.rate}, {"params": new, "lr": plan.rate * plan.faster}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rise, steps = plan.steps * 0.06 + 1, plan.steps
    return optimiser, torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / rise, (steps - step) / steps)
    )


def keep(network: Network, folder: Path) -> None:
    """Write `network.pt`; a half-written one never takes the place of a whole one."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / "network.pt.part"
    torch.save({"size": vars(network.size), "state": network.state_dict()}, fresh)
    fresh.replace(folder / "network.pt")


def first_network(asked: argparse.Namespace) -> Network:
    """The network to begin with: one of ours, a published encoder, or chance."""
    if asked.further:
        return load(asked.further)
    size = Size(
        VOCABULARY,
        len(TRAITS),
        tags.COUNT,
        layers=asked.layers,
        width=asked.width,
        inner=4 * asked.width,
        longest=LONGEST + ENDS,
    )
    network = Network(size)
    if asked.base:
        fill_from(network, asked.base)
    return network


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="a safetensors file of the first weights")
    parser.add_argument("--further", type=Path, help="a network.pt to go on from")
    parser.add_argument("--steps", type=int, default=6000)
    parser.add_argument("--layers", type=int, default=3)
    parser.add_argument("--width", type=int, default=384, help="a published encoder needs its own")
    parser.add_argument("--pieces", type=int, default=2048, help="of one batch")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--faster", type=float, default=10, help="the new parts, than the others")
    parser.add_argument("--hidden", type=float, default=HIDDEN, help="share of pieces put out")
    parser.add_argument("--keep-each", type=int, default=500, help="steps between two files")
    parser.add_argument("--seed", type=int, default=20261123)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    network = first_network(asked)
    flow = Lessons(asked.pieces, asked.seed).ahead()
    plan = Plan(asked.steps, asked.rate, asked.faster, asked.hidden, asked.keep_each)
    loss = learn(network, flow, plan, keep=lambda: keep(network, asked.out))
    keep(network, asked.out)
    told = {name: str(value) for name, value in vars(asked).items()}
    (asked.out / "asked.json").write_text(json.dumps(told | {"loss": loss}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
