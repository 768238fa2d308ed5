"""The mean of two taught networks: `python -m training.averaging FIRST.pt SECOND.pt OUT --share S`.

Two that were taught on from one another lie in one hollow, and what lies between them is often
surer than either on texts that neither has met (Wortsman et al. 2022, arXiv 2203.05482).
"""

import argparse
from pathlib import Path

import torch

from training.learn import keep
from training.network import Network, load


def mean(first: Network, second: Network, share: float) -> Network:
    """`share` of the first and the rest of the second; raises ValueError if their sizes differ."""
    if first.size != second.size:
        raise ValueError("The two networks are not of one size")
    others = second.state_dict()
    mixed = {name: torch.lerp(others[name], own, share) for name, own in first.state_dict().items()}
    network = Network(first.size)
    network.load_state_dict(mixed)
    return network.eval()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--share", type=float, default=0.5, help="of the first")
    asked = parser.parse_args()
    keep(mean(load(asked.first), load(asked.second), asked.share), asked.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
