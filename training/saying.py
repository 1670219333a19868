"""Which words head the cue of a statement, and what is done by it: fitted to the vectors of an exported model.

    python -m training.saying --model FOLDER

What is learned from are the statements marked in our own texts (`training/statements`): of all words that may
head a cue, those that do, within the words of others and outside, and their acts. How likely an act is, the
product tells by this and by its rules; so the rule's act counts in training as it does there. It takes a minute.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final, get_args

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from rashomon.extract.acts import RULED, UNTOLD, act_of
from rashomon.extract.words import words_of
from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.analyser import plain_document
from rashomon.language.arrays import Floats
from rashomon.language.manifest import load_manifest
from rashomon.language.perceptron import Layer
from rashomon.language.plover import VECTORS
from rashomon.language.saying import HEAD, LAYERS, MAY_SAY, SayingParameters
from rashomon.model.errors import InputError
from rashomon.model.records import Act
from training.gold.counts import check_count
from training.gold.told import TOLD, ToldText, find_told, read_told
from training.licences import SAID
from training.manifests import gold_sets, put_head

ACTS: Final[tuple[Act, ...]] = get_args(Act)
COUNT: Final = (1283, 6796)
"""How many texts there are, those kept apart among them, and how many statements in them."""


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How the head is fitted, to vectors whose entries have a mean square of 1.

    Attributes:
        hidden: the width of the hidden layer.
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


@dataclass(frozen=True, slots=True)
class Heard:
    """Words that may head a cue.

    Attributes:
        vectors: float32 `[n, d]`.
        acts: int64 `[n]`, an index in `ACTS`; -1 where a word heads none.
        ruled: int64 `[n]`, the act that a rule gives, as an index in `ACTS`; -1 where it counts nothing.
    """

    vectors: Tensor
    acts: Tensor
    ruled: Tensor


class Network(nn.Module):
    """Two networks of one hidden layer; the names of their layers are those of `SayingParameters`."""

    def __init__(self, width: int, settings: FitSettings) -> None:
        super().__init__()
        hidden = settings.hidden
        sizes = {
            "hearing": (width, hidden),
            "said": (hidden, 1),
            "doing": (width, hidden),
            "acts": (hidden, len(ACTS)),
        }
        self.layers = nn.ModuleDict({name: nn.Linear(*sizes[name]) for name in LAYERS})
        self.before, self.behind = nn.Dropout(settings.dropped_inputs), nn.Dropout(settings.dropped)

    def forward(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Return log-odds `[n]` that words head a cue, and scores `[n, a]` of its acts."""
        hearing, doing = (self._hidden(vectors, name) for name in ("hearing", "doing"))
        return self.layers["said"](hearing).squeeze(-1), self.layers["acts"](doing)

    def _hidden(self, vectors: Tensor, name: str) -> Tensor:
        hidden = functional.gelu(self.layers[name](self.before(vectors)), approximate="tanh")
        kept: Tensor = self.behind(hidden)
        return kept


def heard_words(analyser: Analyser, texts: Sequence[ToldText]) -> Heard:
    """Return the words of some texts that may head a cue, with whether they do.

    Of the words of a cue one heads it, that on which the others hang; the others are left out.

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
        for word, kind in _candidates(text, analysis):
            vectors.append(read[word])
            kinds.append(kind)
    acts, ruled = torch.tensor(kinds).T
    return Heard(torch.from_numpy(np.stack(vectors).astype(np.float32)), acts, ruled)


def _candidates(text: ToldText, analysis: Analysis) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the words that may head a cue, each with its act and the act that a rule gives it."""
    heads, others = dict[int, tuple[int, int]](), set[int]()
    words = words_of(analysis)
    for note in text.notes.values():
        source, cue, content = (
            [analysis.words_in(span) for span in find_told(note, text.text)[label]] for label in "sct"
        )
        others.update(chain.from_iterable(range(*part) for part in cue))
        top = _top(analysis, range(*cue[0])) if cue else None
        if top is not None:
            ruled, _ = act_of(words, cue, content, source)
            heads[top] = ACTS.index(note.act), -1 if ruled in UNTOLD else ACTS.index(ruled)
    tags = analysis.inventory.upos
    for word, tag in enumerate(analysis.syntax.upos.tolist()):
        if tags[tag] in MAY_SAY and (word in heads or word not in others):
            yield word, heads.get(word, (-1, -1))


def _top(analysis: Analysis, words: range) -> int | None:
    return next((word for word in words if int(analysis.syntax.heads[word]) not in words), None)


def fit(heard: Heard, settings: FitSettings = FitSettings()) -> SayingParameters:
    """Return the parameters that tell words that head a cue apart from others.

    The same words and settings give the same parameters on one machine.

    Raises:
        InputError: no word heads a cue.
    """
    if not (heard.acts >= 0).any():
        raise InputError("no word heads a cue: give texts in which statements are marked")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    length = float(heard.vectors.square().mean().sqrt())
    network = Network(heard.vectors.shape[1], settings)
    steps = settings.epochs * (1 + (len(heard.vectors) - 1) // settings.batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + 1)
    for _ in range(settings.epochs):
        for rows in torch.randperm(len(heard.vectors)).split(settings.batch):
            some = Heard(heard.vectors[rows] / length, heard.acts[rows], heard.ruled[rows])
            loss = _loss(network, some)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return _parameters(network, length)


def _loss(network: Network, heard: Heard) -> Tensor:
    odds, acts = network(heard.vectors)
    heads = heard.acts >= 0
    loss = functional.binary_cross_entropy_with_logits(odds, heads.float())
    if heads.any():
        ruled = functional.one_hot(heard.ruled + 1, len(ACTS) + 1)[:, 1:]
        loss = loss + functional.cross_entropy((acts + RULED * ruled)[heads], heard.acts[heads])
    return loss


def _parameters(network: Network, length: float) -> SayingParameters:
    """Return the layers as the product reads them; those of vectors are divided by the length of these."""

    def layer(name: str) -> Layer:
        linear = network.layers[name]
        weights = linear.weight.detach().T.numpy() / (length if name in {"hearing", "doing"} else 1.0)
        return Layer(np.ascontiguousarray(weights, np.float32), linear.bias.detach().numpy())

    return SayingParameters(*map(layer, LAYERS))


def read_whole(folder: Path) -> list[ToldText]:
    """Return our own texts with their statements.

    Raises:
        InputError: there are not as many texts and statements as `COUNT` says, or a mark does not fit.
    """
    texts = list(read_told(folder))
    found = len(texts), sum(len(text.notes) for text in texts)
    for unit, own, published in zip(("texts", "statements"), found, COUNT, strict=True):
        check_count(SAID[0], unit, own, published)
    return texts


def add_head(folder: Path, parameters: SayingParameters) -> None:
    """Add the head to a model folder, in place of one that it may have.

    Raises:
        ModelError: the folder is damaged.
    """
    (learned_from,) = gold_sets(Path(), [SAID], ())
    inventory = replace(load_manifest(folder).inventory, acts=ACTS)
    put_head(folder, HEAD, parameters.arrays(), learned_from, inventory)


def main() -> None:
    """Fit and add the head as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    given = parser.parse_args()
    analyser = Analyser(LanguageSettings(model=given.model))
    learned_from = [text for text in read_whole(TOLD) if not text.kept_apart]
    add_head(given.model, fit(heard_words(analyser, learned_from)))


if __name__ == "__main__":
    main()
