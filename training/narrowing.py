"""Makes a taught network narrower: `python -m training.narrowing IN OUT [--inner N]`.

Two thirds of what a layer computes is its inner part. Of its units those are kept that matter most:
what a unit gives on texts from frames (root mean square), times the length of what it adds to the
layer. A short time of further teaching makes up for the rest (docs/decisions/0040).
"""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random

import torch
from torch import Tensor
from torch.nn.functional import gelu

from training.examples import Row
from training.frames import frames
from training.learn import batches, keep, tensors
from training.network import Network, load
from training.reading import held_out
from training.sets import kept_back, stream
from training.values import read

BATCHES = 12
PIECES = 2048
SEED = 20261123


def worth(network: Network, texts: Iterable[Sequence[Row]]) -> list[Tensor]:
    """For each layer, how much each of its inner units matters (inner,)."""
    given = [torch.zeros(network.size.inner) for _ in network.layers]

    def listen(number: int) -> None:
        def heard(_module: object, _asked: object, answer: Tensor) -> None:
            given[number] += gelu(answer).square().mean((0, 1))

        hooks.append(network.layers[number].rise.register_forward_hook(heard))

    hooks: list[torch.utils.hooks.RemovableHandle] = []
    for number in range(len(network.layers)):
        listen(number)
    with torch.no_grad():
        for batch in texts:
            pieces, features, mask, _ = tensors(batch)
            network(pieces, features, mask)
    for hook in hooks:
        hook.remove()
    pairs = zip(given, network.layers, strict=True)
    return [each.sqrt() * layer.fall.weight.detach().norm(dim=0) for each, layer in pairs]


def narrowed(network: Network, texts: Iterable[Sequence[Row]], inner: int) -> Network:
    """A network with the `inner` units of each layer that matter most. Raises ValueError where the
    network has fewer."""
    if inner > network.size.inner:
        raise ValueError(f"a layer has {network.size.inner} inner units; {inner} were asked for")
    state = network.state_dict()
    for number, each in enumerate(worth(network.eval(), texts)):
        best = each.topk(inner).indices.sort().values
        for name in ("rise.weight", "rise.bias"):
            state[f"layers.{number}.{name}"] = state[f"layers.{number}.{name}"][best]
        fall = f"layers.{number}.fall.weight"
        state[fall] = state[fall][:, best]
    made = Network(replace(network.size, inner=inner))
    made.load_state_dict(state)
    return made.eval()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path, help="a folder for the new network.pt")
    parser.add_argument("--inner", type=int, default=384)
    asked = parser.parse_args()
    samples = stream(frames(), read(), SEED, "train", kept_back(held_out()))
    texts = islice(batches(samples, PIECES, Random(SEED)), BATCHES)
    keep(narrowed(load(asked.network), texts, asked.inner), asked.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
