"""The encoder in PyTorch, laid out for export: nothing here is needed at run time.

The encoder is BERT (Devlin et al., 2019) in the size of MiniLM-L6 (Wang et al., 2020), with one
added embedding table for letter shape and line breaks. Heads read weighted sums of its last layers
at the first piece of each word (Peters et al., 2018), one sum for each group of heads, because
tags and trees are best read from lower layers than reference is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.encoding import FEATURES
from training.crf import FORBIDDEN
from training.heads.base import GROUPS, Head
from training.speed import Dropout


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the encoder; the defaults are MiniLM-L6's. `mixed` is how many layers heads read."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    mixed: int = 4
    dropout: float = 0.1


def attend(query: Tensor, key: Tensor, value: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    """Return attention `[b, t, width]` of so many heads over `[b, t, width]` three times.

    Written out, since on a processor the library's own is slower where gradients are needed.
    """
    split = (*query.shape[:2], heads, query.shape[2] // heads)
    query, key, value = (part.view(split).transpose(1, 2) for part in (query, key, value))
    # Autocast would have the softmax in float32, which is slower.
    with torch.autocast(query.device.type, enabled=False):
        scores = torch.matmul(query * query.shape[-1] ** -0.5, key.transpose(-1, -2))
        if mask is not None and not mask.all():
            scores.add_(torch.where(mask, 0.0, FORBIDDEN).to(scores.dtype))
        mixed = torch.matmul(scores.softmax(dim=-1), value)
    return mixed.transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """One transformer layer, normalised after each half as in BERT.

    Attributes:
        attend: the attention; export puts one in its place that the runtime has a node for.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attend = attend
        self.query, self.key, self.value = (nn.Linear(shape.width, shape.width) for _ in range(3))
        self.attended = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.widen = nn.Linear(shape.width, shape.inner)
        self.narrow = nn.Linear(shape.inner, shape.width)
        self.output_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Map `[b, t, width]` to the same shape; `mask` is bool `[b, 1, 1, t]`, true where there is text."""
        mixed = self.attended(self.attend(self.query(x), self.key(x), self.value(x), self.heads, mask))
        x = self.attention_norm(x + self.dropout(mixed))
        inner = functional.gelu(self.widen(x))
        return self.output_norm(x + self.dropout(self.narrow(inner)))


class Encoder(nn.Module):
    """Wordpieces and their features to vectors."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """Map int `[b, t]` pieces and features to the output `[b, t, width]` of each layer."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(positions)[None] + self.features(features)
        x = self.dropout(self.norm(x))
        attended = None if mask is None else mask[:, None, None, :]
        outputs = []
        for layer in self.layers:
            x = layer(x, attended)
            outputs.append(x)
        return outputs


class Network(nn.Module):
    """The encoder with its heads, over the first piece of each word."""

    def __init__(self, heads: Sequence[Head], shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.heads = nn.ModuleDict({head.name: head for head in heads})
        self.mix = nn.Parameter(torch.zeros(len(GROUPS), shape.mixed))

    @property
    def device(self) -> torch.device:
        """Return where the encoder lies."""
        return self.encoder.norm.weight.device

    def forward(
        self, pieces: Tensor, features: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Map int `[b, t]` pieces and features and int `[b, w]` first pieces to the heads' outputs."""
        outputs: dict[str, Tensor] = {}
        mixes = self._mixes(self._words(pieces, features, first, mask))
        for head in self.heads.values():
            outputs.update(head.outputs(mixes[head.group]))
        return outputs

    def exported(self, pieces: Tensor, features: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Do as `forward` does, but return only what decoding reads, and `vectors` `[b, w, width]`.

        The vectors are those of the lowest layer that the heads mix, the least bound to their tasks.
        They belong to no head: small ones can be fitted to them later, without moving the encoder.
        """
        words = self._words(pieces, features, first, None)
        mixes = self._mixes(words)
        outputs = {"vectors": words[0]}
        for head in self.heads.values():
            outputs.update(head(mixes[head.group]))
        return outputs

    def _words(self, pieces: Tensor, features: Tensor, first: Tensor, mask: Tensor | None) -> list[Tensor]:
        """Return `[b, w, width]` of each of the last layers: the outputs for the first pieces of words.

        The encoder may stand on another device than heads and gold, which is where nearly all the work is.
        """
        attended = None if mask is None else mask.to(self.device)
        layers = self.encoder(pieces.to(self.device), features.to(self.device), attended)[-self.shape.mixed :]
        index = first.to(self.device)[:, :, None].expand(-1, -1, self.shape.width)
        return [torch.gather(layer, 1, index).to(first.device) for layer in layers]

    def _mixes(self, words: Sequence[Tensor]) -> dict[str, Tensor]:
        """Return for each group of heads the weighted sum of the layers."""
        return {
            group: sum(w * x for w, x in zip(weights, words, strict=True))
            for group, weights in zip(GROUPS, self.mix.softmax(1), strict=True)
        }


def load_base(encoder: Encoder, weights: Path) -> None:
    """Fill the encoder from a BERT checkpoint in safetensors layout; features stay as they are."""
    state = load_file(weights)
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
