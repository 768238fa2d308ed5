"""The small model: a BERT encoder of few layers that also sees how a word is written and which
lists know it, and says of each piece of a text which kind of identifier it begins or goes on.

Shapes: B texts, L pieces, F features of a piece, K labels.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention


@dataclass(frozen=True)
class Size:
    """How large the network is. The defaults are those of MiniLM-L6-H384 (Wang et al. 2020,
    arXiv 2002.10957), cut to `layers`."""

    vocabulary: int
    features: int
    labels: int
    layers: int = 3
    width: int = 384
    heads: int = 12
    inner: int = 1536
    longest: int = 128


class Layer(nn.Module):
    """One encoder layer of BERT (Devlin et al. 2018), normalised after each part."""

    def __init__(self, size: Size, dropout: float) -> None:
        super().__init__()
        self.heads = size.heads
        self.joint = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm_first = nn.LayerNorm(size.width, eps=1e-12)
        self.rise = nn.Linear(size.width, size.inner)
        self.fall = nn.Linear(size.inner, size.width)
        self.norm_second = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, width = x.shape
        shape = (batch, length, self.heads, width // self.heads)
        query, key, value = (
            part.reshape(shape).transpose(1, 2) for part in self.joint(x).split(width, dim=2)
        )
        if torch.onnx.is_in_onnx_export():
            weights = query @ key.transpose(2, 3) / math.sqrt(width // self.heads)
            seen = weights.softmax(dim=3) @ value  # one text at a time: nothing to leave out
        else:
            seen = scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(batch, length, width)
        x = self.norm_first(x + self.dropout(self.out(seen)))
        return self.norm_second(x + self.dropout(self.fall(gelu(self.rise(x)))))


class Network(nn.Module):
    """`forward(pieces (B, L) int, features (B, L, F) float, mask (B, L) float)` gives logits
    (B, L, K). The mask is 0 where a text was filled up; without it, nothing was."""

    def __init__(self, size: Size, dropout: float = 0.15) -> None:
        super().__init__()
        self.size = size
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.places = nn.Embedding(size.longest, size.width)
        self.features = nn.Linear(size.features, size.width)
        nn.init.normal_(self.features.weight, std=0.02)
        nn.init.zeros_(self.features.bias)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(size.width, size.labels)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        where = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(where)[None] + self.features(features)
        x = self.dropout(self.norm(x))
        hidden = None if mask is None else ((mask - 1) * 1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, hidden)
        logits: Tensor = self.head(x)
        return logits


def load(path: Path) -> Network:
    """A network as `training.learn` left it."""
    stored = torch.load(path, weights_only=True)
    network = Network(Size(**stored["size"]))
    network.load_state_dict(stored["state"])
    return network.eval()
