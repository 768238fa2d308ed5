"""Makes a network that can be taught further of the file that is shipped:
`python -m training.reopening MODEL.onnx OUT`.

Its weights are those of the file, rounded to 8 bits as they are there; what that lost is soon made
up for when teaching goes on.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.learn import keep
from training.network import Network, Size

Stored = dict[str, np.ndarray]


def reopened(path: Path) -> Network:
    """The network that `training.export` wrote. Raises KeyError where the file is another."""
    graph = onnx.load(path).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    state = {name: torch.tensor(value) for name, value in stored.items() if name[0] != "o"}
    for name in ("words.weight", "places.weight"):
        state[name] = _whole(stored, name)
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            of = node.name.removeprefix("/").removesuffix("/MatMul_quant").replace("/", ".")
            state[f"{of}.weight"] = _whole(stored, node.input[1].removesuffix("_quantized")).T
    network = Network(_size(state))
    network.load_state_dict({name: state[name] for name in network.state_dict()})
    return network.eval()


def _whole(stored: Stored, name: str) -> Tensor:
    """Weights as numbers of full width: each its step times how far it is from the zero point."""
    rounded, zero = stored[f"{name}_quantized"], stored[f"{name}_zero_point"]
    whole = (rounded.astype(np.float32) - zero.astype(np.float32)) * stored[f"{name}_scale"]
    return torch.tensor(whole)


def _size(state: dict[str, Tensor]) -> Size:
    return Size(
        vocabulary=state["words.weight"].shape[0],
        features=state["features.weight"].shape[1],
        labels=state["head.bias"].shape[0],
        layers=sum(name.endswith(".rise.bias") for name in state),
        width=state["norm.bias"].shape[0],
        inner=state["layers.0.rise.bias"].shape[0],
        longest=state["places.weight"].shape[0],
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path, help="a folder for network.pt")
    asked = parser.parse_args()
    keep(reopened(asked.model), asked.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
