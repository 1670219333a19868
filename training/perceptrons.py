"""Networks of one hidden layer, fitted to the vectors that an exported model gives of words.

What `training.happening` and `training.saying` have in common: the vectors of words, the network, its fit,
and its layers as the product reads them (`rashomon.language.perceptron`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language import Analyser, Analysis
from rashomon.language.analyser import plain_document
from rashomon.language.arrays import Floats
from rashomon.language.perceptron import Layer
from rashomon.language.plover import VECTORS
from rashomon.model.errors import InputError

Shape = Mapping[str, Mapping[str, int]]
"""Hidden layers by name, and for each the names and widths of the layers that read it."""
Loss = Callable[[Mapping[str, Tensor], Tensor], Tensor]
"""What the scores of some words, by layer, cost; the numbers of these words are given beside them."""


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How a head is fitted, to vectors whose entries have a mean square of 1.

    Attributes:
        hidden: the width of each hidden layer.
        epochs: passes over all words; the rate rises and falls to zero over all of them.
        batch: words of one step.
    """

    hidden: int = 128
    epochs: int = 16
    batch: int = 512
    rate: float = 2e-3
    decay: float = 0.05
    dropped_inputs: float = 0.2
    dropped: float = 0.3
    seed: int = 1
    threads: int = 1


class _Text(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def text(self) -> str: ...


_Read = TypeVar("_Read", bound=_Text)


class _Network(nn.Module):
    def __init__(self, width: int, shape: Shape, settings: FitSettings) -> None:
        super().__init__()
        self.shape = shape
        self.layers = nn.ModuleDict()
        for name, read_by in shape.items():
            self.layers[name] = nn.Linear(width, settings.hidden)
            self.layers.update({own: nn.Linear(settings.hidden, size) for own, size in read_by.items()})
        self.before, self.behind = nn.Dropout(settings.dropped_inputs), nn.Dropout(settings.dropped)

    def forward(self, vectors: Tensor) -> dict[str, Tensor]:
        """Return the scores of words by the layer that gives them."""
        hidden = {name: self._hidden(vectors, name) for name in self.shape}
        return {
            own: self.layers[own](hidden[name]) for name, read_by in self.shape.items() for own in read_by
        }

    def _hidden(self, vectors: Tensor, name: str) -> Tensor:
        hidden = functional.gelu(self.layers[name](self.before(vectors)), approximate="tanh")
        kept: Tensor = self.behind(hidden)
        return kept


def with_vectors(analyser: Analyser, texts: Sequence[_Read]) -> Iterator[tuple[_Read, Analysis, Floats]]:
    """Yield texts, each with its analysis and float32 `[w, d]`, the vectors of its words.

    Raises:
        InputError: the model file gives no vectors.
    """
    documents = [plain_document(text.text, text.name) for text in texts]
    stretches = [analyser.encode(document) for document in documents]
    outputs = analyser.outputs(chain.from_iterable(stretches))
    for text, own, analysis in zip(texts, stretches, analyser.analyse(documents), strict=True):
        found = [next(outputs) for _ in own]
        if any(VECTORS not in output for output in found):
            raise InputError(f"the model {analyser.made_by} gives no vectors of words: export it anew")
        yield text, analysis, np.concatenate([output[VECTORS] for output in found])


def top(analysis: Analysis, words: range) -> int | None:
    """Return the first of some words that hangs on none of the others."""
    return next((word for word in words if int(analysis.syntax.heads[word]) not in words), None)


def fit_layers(vectors: Tensor, shape: Shape, loss: Loss, settings: FitSettings) -> dict[str, Layer]:
    """Return layers by name, fitted so that a loss is small.

    The same vectors and settings give the same layers on one machine. The fit is to vectors divided by their
    length; by it the layers that read them are divided instead.
    """
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    length = float(vectors.square().mean().sqrt())
    network = _Network(vectors.shape[1], shape, settings)
    steps = settings.epochs * (1 + (len(vectors) - 1) // settings.batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + 1)
    for _ in range(settings.epochs):
        for rows in torch.randperm(len(vectors)).split(settings.batch):
            cost = loss(network(vectors[rows] / length), rows)
            optimizer.zero_grad()
            cost.backward()
            optimizer.step()
            schedule.step()
    return {name: _layer(linear, length if name in shape else 1.0) for name, linear in network.layers.items()}


def _layer(linear: nn.Module, length: float) -> Layer:
    weights, bias = (part.detach().numpy() for part in linear.parameters())
    return Layer(np.ascontiguousarray(weights.T / length, np.float32), bias)
