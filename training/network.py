"""The encoder and its heads in PyTorch, laid out for export: nothing here is needed at run time.

The encoder is BERT (Devlin et al., 2019) in the size of MiniLM-L6 (Wang et al., 2020), with one
added embedding table for letter shape and line breaks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.decode import DISTANCE_BUCKETS, LABELS, LINK_PARTS, legal_transitions
from rashomon.language.encoding import FEATURES

FORBIDDEN = -1e4  # as good as minus infinity, and finite in float32 sums


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; the defaults are MiniLM-L6's."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    link_width: int = 32
    dropout: float = 0.1


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query, self.key, self.value = (nn.Linear(shape.width, shape.width) for _ in range(3))
        self.attended = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.output_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Map `[b, t, width]` to the same shape; `mask` is bool `[b, 1, 1, t]`, true where there is text."""
        mixed = self.attended(self._attend(x, mask))
        x = self.attention_norm(x + self.dropout(mixed))
        inner = functional.gelu(self.widen(x))
        return self.output_norm(x + self.dropout(self.narrow(inner)))

    def _attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        split = (*x.shape[:2], self.heads, x.shape[2] // self.heads)
        query, key, value = (f(x).view(split).transpose(1, 2) for f in (self.query, self.key, self.value))
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return mixed.transpose(1, 2).reshape(x.shape)


class Encoder(nn.Module):
    """Wordpieces and their features to vectors."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> Tensor:
        """Map int `[b, t]` pieces and features to `[b, t, width]`."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(positions)[None] + self.features(features)
        x = self.dropout(self.norm(x))
        attended = None if mask is None else mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attended)
        return x


class StatementHead(nn.Module):
    """Label scores for each word, and the vectors that links are scored with."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.link_width = shape.link_width
        self.labels = nn.Linear(shape.width, len(LABELS))
        self.link_inner = nn.Linear(shape.width, shape.width)
        self.link = nn.Linear(shape.width, len(LINK_PARTS) * 2 * shape.link_width)
        self.dropout = nn.Dropout(shape.dropout)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.start = nn.Parameter(torch.zeros(len(LABELS)))
        self.distance = nn.Parameter(_nearness().repeat(2, 1))
        self.no_source = nn.Parameter(torch.zeros(()))
        self.register_buffer("legal", torch.from_numpy(legal_transitions()))

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Map `[..., width]` to label scores `[..., 7]` and link vectors `[..., 4 * 2 * link_width]`."""
        words = self.dropout(words)
        # Divided so that a product of two sums of vectors starts out near one.
        link = self.link(functional.gelu(self.link_inner(words))) / math.sqrt(math.sqrt(self.link_width))
        return self.labels(words), link

    def scalars(self) -> list[nn.Parameter]:
        """Return the parameters that are single scores; they need larger steps than matrices do."""
        return [self.transitions, self.start, self.distance, self.no_source]

    def legal_scores(self) -> tuple[Tensor, Tensor]:
        """Return transition and start scores with the illegal ones made impossible."""
        transitions = self.transitions.masked_fill(~self.legal, FORBIDDEN)
        return transitions, self.start.masked_fill(~self.legal[0], FORBIDDEN)


def _nearness() -> Tensor:
    """Return first biases for distance buckets: none up to seven words, then ever less likely.

    Far pairs are rare within one stretch, so without this the biases hardly move from zero.
    """
    steps = torch.arange(DISTANCE_BUCKETS) - DISTANCE_BUCKETS // 2
    return -1.5 * (steps.abs() - 3).clamp(min=0).float()


class Network(nn.Module):
    """The encoder with the statement head, over the first piece of each word."""

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.statements = StatementHead(shape)

    def forward(
        self, pieces: Tensor, features: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Map int `[b, t]` pieces and features and int `[b, w]` first pieces to scores by word."""
        x = self.encoder(pieces, features, mask)
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        return self.statements(words)


def load_base(network: Network, weights: Path) -> None:
    """Fill the encoder from a BERT checkpoint in safetensors layout; heads and features stay as they are."""
    state = load_file(weights)
    encoder = network.encoder
    token_type = state["embeddings.token_type_embeddings.weight"][0]
    with torch.no_grad():
        encoder.pieces.weight.copy_(state["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(state["embeddings.position_embeddings.weight"] + token_type)
    _copy(encoder.norm, state, "embeddings.LayerNorm")
    names = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "attended": "attention.output.dense",
        "attention_norm": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "output_norm": "output.LayerNorm",
    }
    for number, layer in enumerate(encoder.layers):
        for ours, theirs in names.items():
            _copy(getattr(layer, ours), state, f"encoder.layer.{number}.{theirs}")


def _copy(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    with torch.no_grad():
        module.weight.copy_(state[f"{name}.weight"])
        module.bias.copy_(state[f"{name}.bias"])
