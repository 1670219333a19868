"""The pair model in PyTorch: the shared kind of encoder, segments, and a head for each task."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language.encoding import FEATURES
from rashomon.language.pair_encoding import FIRST, SEGMENTS
from training.network import Encoder, Shape, load_base
from training.pairs.tasks import TASKS, Task
from training.speed import Dropout


class SegmentedFeatures(nn.Module):
    """Vectors of letter shapes and of segments, summed; takes the place of an encoder's feature table."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.shapes = nn.Embedding(FEATURES, width)
        self.segments = nn.Embedding(SEGMENTS, width)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.segments.weight)

    def forward(self, features: Tensor) -> Tensor:
        """Map int `[b, t]` below `PAIR_FEATURES` to `[b, t, width]`."""
        return self.shapes(features % FEATURES) + self.segments(features // FEATURES)


class PairHead(nn.Module):
    """Scores for the classes of one task, from the vector of `[CLS]`."""

    def __init__(self, task: Task, shape: Shape) -> None:
        super().__init__()
        self.inner = nn.Linear(shape.width, shape.width)
        self.scores = nn.Linear(shape.width, len(task.classes))
        self.dropout = Dropout(shape.dropout)

    def forward(self, vector: Tensor) -> Tensor:
        """Map `[b, width]` to `[b, classes]`."""
        return self.scores(self.dropout(functional.gelu(self.inner(self.dropout(vector)))))


class PairNetwork(nn.Module):
    """The encoder with one head for each of `TASKS`."""

    def __init__(self, shape: Shape = Shape()) -> None:  # noqa: B008 - frozen
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.encoder.features = SegmentedFeatures(shape.width)
        self.heads = nn.ModuleDict({task.name: PairHead(task, shape) for task in TASKS})

    @property
    def device(self) -> torch.device:
        """Return where the weights lie."""
        return self.encoder.norm.weight.device

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Map int `[b, t]` pieces and features and their bool mask to scores `[b, classes]` of each task."""
        vector = self.encoder(pieces, features, mask)[-1][:, 0]
        return {name: head(vector) for name, head in self.heads.items()}

    def embed(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Map texts read alone to unit vectors `[b, width]`: the mean of the last layer over a text.

        Marks are counted in the mean, as the base model counts them (Reimers and Gurevych, 2019).
        """
        last = self.encoder(pieces, features, mask)[-1].float()
        weights = mask[:, :, None].float()
        return functional.normalize((last * weights).sum(1) / weights.sum(1), dim=1)


def load_pair_base(network: PairNetwork, weights: Path) -> None:
    """Fill the encoder from a BERT checkpoint in safetensors layout; letter shapes and heads stay.

    Position vectors hold the base's first token type, so the later segments begin as the difference
    of its two.
    """
    load_base(network.encoder, weights)
    types = load_file(weights)["embeddings.token_type_embeddings.weight"]
    with torch.no_grad():
        segments = network.encoder.features.segments.weight
        segments[FIRST + 1 :] = types[1] - types[0]
