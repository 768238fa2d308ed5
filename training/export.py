"""Writes the taught network as an ONNX file with int8 weights: what Pennydrop ships and loads.

Weights are rounded for each output by itself (symmetric, 8 bits) and the sums of a layer by what
they are when it runs (onnxruntime's dynamic quantisation), so that no text is needed to set ranges.
"""

import argparse
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.network import Network, load

MOST_BYTES = 25_000_000


def export(network: Network, out: Path) -> None:
    """Write `out`; raises ValueError if it is larger than may be shipped."""
    whole = out.with_suffix(".whole.onnx")
    length = network.size.longest
    example = (
        torch.zeros(1, length, dtype=torch.int64),
        torch.zeros(1, length, network.size.features),
    )
    names = ["pieces", "features"]
    axes = {name: {1: "pieces_of_a_text"} for name in [*names, "logits"]}
    torch.onnx.export(
        network,
        example,
        str(whole),
        input_names=names,
        output_names=["logits"],
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(whole, out, weight_type=QuantType.QInt8, per_channel=True)
    whole.unlink()
    if out.stat().st_size > MOST_BYTES:
        raise ValueError(f"{out} has {out.stat().st_size} bytes; {MOST_BYTES} may be shipped")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("network", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    export(load(asked.network), asked.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
