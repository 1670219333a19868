"""Which predicates tell events, and of what kind: fitted to the vectors of an exported model, which stays.

    python -m training.happening --model FOLDER

What is learned from are the events marked in our own stories (`training/events`): of all words that may tell
one, those that do, and their types and statuses. It takes a minute.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final, get_args

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.analyser import plain_document
from rashomon.language.arrays import Floats
from rashomon.language.happening import HEAD, LAYERS, NO_TYPE, HappeningParameters, Layer
from rashomon.language.manifest import load_manifest
from rashomon.language.plover import VECTORS
from rashomon.model.errors import InputError
from rashomon.model.records import EventStatus
from training.gold.counts import check_count
from training.gold.happened import HAPPENED, EventNote, EventType, read_happened
from training.gold.marks import find_labelled
from training.gold.tables import NotedText
from training.licences import EVENTS
from training.manifests import gold_sets, put_head

TYPES: Final = (NO_TYPE, *get_args(EventType))
STATUSES: Final[tuple[EventStatus, ...]] = get_args(EventStatus)
COUNT: Final = (923, 8860)
"""How many texts there are, those kept apart among them, and how many events in them."""
_MAY_TELL: Final = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX", "NUM"})


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How the head is fitted, to vectors whose entries have a mean square of 1.

    Attributes:
        hidden: the width of either hidden layer.
        epochs: passes over all words; the rate rises and falls to zero over all of them.
        batch: words of one step.
        type_weight: weight of the loss of types beside that of whether an event is told.
        status_weight: of that of statuses.
    """

    hidden: int = 128
    epochs: int = 16
    batch: int = 512
    rate: float = 2e-3
    decay: float = 0.05
    dropped_inputs: float = 0.2
    dropped: float = 0.3
    type_weight: float = 1.0
    status_weight: float = 0.5
    seed: int = 1
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """Words that may tell an event.

    Attributes:
        vectors: float32 `[n, d]`.
        types: int64 `[n]`, an index in `TYPES`; -1 where a word tells none.
        statuses: int64 `[n]`, an index in `STATUSES`; -1 where a word tells none.
    """

    vectors: Tensor
    types: Tensor
    statuses: Tensor


class Network(nn.Module):
    """Two networks of one hidden layer; the names of its layers are those of `HappeningParameters`."""

    def __init__(self, width: int, settings: FitSettings) -> None:
        super().__init__()
        hidden = settings.hidden
        sizes = {
            "telling": (width, hidden),
            "told": (hidden, 1),
            "coming": (width, hidden),
            "types": (hidden, len(TYPES)),
            "statuses": (hidden, len(STATUSES)),
        }
        self.layers = nn.ModuleDict({name: nn.Linear(*sizes[name]) for name in LAYERS})
        self.before, self.behind = nn.Dropout(settings.dropped_inputs), nn.Dropout(settings.dropped)

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return log-odds `[n]` that words tell an event, and scores of its types and statuses."""
        telling, coming = (self._hidden(vectors, name) for name in ("telling", "coming"))
        told = self.layers["told"](telling).squeeze(-1)
        return told, self.layers["types"](coming), self.layers["statuses"](coming)

    def _hidden(self, vectors: Tensor, name: str) -> Tensor:
        hidden = functional.gelu(self.layers[name](self.before(vectors)), approximate="tanh")
        kept: Tensor = self.behind(hidden)
        return kept


def told_words(analyser: Analyser, texts: Sequence[NotedText[EventNote]]) -> Told:
    """Return the words of some texts that may tell an event, with what they tell.

    Of the words of a trigger one tells the event, the one that the others hang on; the others are left out.

    Raises:
        InputError: the model file gives no vectors.
    """
    documents = [plain_document(text.text, text.name) for text in texts]
    stretches = [analyser.encode(document) for document in documents]
    outputs = analyser.outputs(chain.from_iterable(stretches))
    vectors: list[Floats] = []
    kinds: list[tuple[int, int]] = []
    for text, own, analysis in zip(texts, stretches, analyser.analyse(documents), strict=True):
        found = [next(outputs) for _ in own]
        if any(VECTORS not in output for output in found):
            raise InputError(f"the model {analyser.made_by} gives no vectors of words: export it anew")
        read = np.concatenate([output[VECTORS] for output in found])
        told = _told_by_word(text, analysis)
        for word in _candidates(analysis):
            kind = told.get(word, (-1, -1))
            if kind is not None:
                vectors.append(read[word])
                kinds.append(kind)
    types, statuses = torch.tensor(kinds).T
    return Told(torch.from_numpy(np.stack(vectors).astype(np.float32)), types, statuses)


def _candidates(analysis: Analysis) -> Iterator[int]:
    tags = analysis.inventory.upos
    return (word for word, tag in enumerate(analysis.syntax.upos.tolist()) if tags[tag] in _MAY_TELL)


def _told_by_word(text: NotedText[EventNote], analysis: Analysis) -> Mapping[int, tuple[int, int] | None]:
    """Return type and status by the word that tells an event; `None` for the other words of triggers."""
    found: dict[int, tuple[int, int] | None] = {}
    for note in text.notes.values():
        (span,) = (brace.span for brace in find_labelled(note.mark, text.text) if brace.label == "e")
        words = range(*analysis.words_in(span))
        top = _top(analysis, words)
        found.update(dict.fromkeys((word for word in words if word not in found), None))
        if top is not None:
            found[top] = (TYPES.index(note.type or NO_TYPE), STATUSES.index(note.status))
    return found


def _top(analysis: Analysis, words: range) -> int | None:
    return next((word for word in words if int(analysis.syntax.heads[word]) not in words), None)


def fit(told: Told, settings: FitSettings = FitSettings()) -> HappeningParameters:
    """Return the parameters that tell words with events apart from others, and events by their kinds.

    The same words and settings give the same parameters on one machine.

    Raises:
        InputError: no word tells an event.
    """
    if not (told.types >= 0).any():
        raise InputError("no word tells an event: give stories in which some are marked")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    length = told.vectors.square().mean().sqrt()
    network = Network(told.vectors.shape[1], settings)
    steps = settings.epochs * (1 + (len(told.vectors) - 1) // settings.batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + 1)
    for _ in range(settings.epochs):
        for rows in torch.randperm(len(told.vectors)).split(settings.batch):
            loss = _loss(
                network, Told(told.vectors[rows] / length, told.types[rows], told.statuses[rows]), settings
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return _parameters(network, float(length))


def _loss(network: Network, told: Told, settings: FitSettings) -> Tensor:
    odds, types, statuses = network(told.vectors)
    tells = told.types >= 0
    loss = functional.binary_cross_entropy_with_logits(odds, tells.float())
    if tells.any():
        loss = loss + settings.type_weight * functional.cross_entropy(types[tells], told.types[tells])
        loss = loss + settings.status_weight * functional.cross_entropy(statuses[tells], told.statuses[tells])
    return loss


def _parameters(network: Network, length: float) -> HappeningParameters:
    """Return the layers as the product reads them; those of vectors are divided by the length of these."""

    def layer(name: str) -> Layer:
        linear = network.layers[name]
        weights = linear.weight.detach().T.numpy() / (length if name in {"telling", "coming"} else 1.0)
        return Layer(np.ascontiguousarray(weights, np.float32), linear.bias.detach().numpy())

    return HappeningParameters(*map(layer, LAYERS))


def read_whole(folder: Path) -> list[NotedText[EventNote]]:
    """Return the texts of our own stories with their events.

    Raises:
        InputError: there are not as many texts and events as `COUNT` says, or a mark does not fit.
    """
    texts = list(read_happened(folder))
    found = len(texts), sum(len(text.notes) for text in texts)
    for unit, own, published in zip(("texts", "events"), found, COUNT, strict=True):
        check_count(EVENTS[0], unit, own, published)
    return texts


def add_head(folder: Path, parameters: HappeningParameters) -> None:
    """Add the head to a model folder, in place of one that it may have.

    Raises:
        ModelError: the folder is damaged.
    """
    (learned_from,) = gold_sets(Path(), [EVENTS], ())
    inventory = replace(load_manifest(folder).inventory, happening=TYPES, statuses=STATUSES)
    put_head(folder, HEAD, parameters.arrays(), learned_from, inventory)


def main() -> None:
    """Fit and add the head as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    given = parser.parse_args()
    texts = read_whole(HAPPENED)
    analyser = Analyser(LanguageSettings(model=given.model))
    learned_from = [text for text in texts if not text.kept_apart]
    add_head(given.model, fit(told_words(analyser, learned_from)))


if __name__ == "__main__":
    main()
