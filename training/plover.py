"""PLOVER types, fitted on PLV to the vectors of an exported model, which stays as it is.

    python -m training.plover --model FOLDER --gold DIR

PLV has a thousand pairs, too few to move the shared encoder by. What is fitted is linear in the
vectors of predicates and in how they stand to the actors (see `rashomon.language.plover`), so that
it takes seconds, and `python -m evaluation events` can fit it anew for each of five folds. By what
source did to target, types are told apart that are uneven: each type weighs the same in the loss.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

from rashomon.language import Analyser, LanguageSettings
from rashomon.language.arrays import Floats
from rashomon.language.manifest import ARRAYS_FILE, load_arrays, load_manifest
from rashomon.language.plover import HEAD, VECTORS, EventParameters, predicates_around
from rashomon.model.errors import InputError
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part
from training.gold.plv import ROOTS, MarkedPair, read_plv
from training.licences import PLV
from training.manifests import file_hash, gold_sets, write_manifest

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How the head is fitted; chosen by five folds.

    Attributes:
        scale: the length that the vector of a word has on average.
        shrink_types: the weight of the squared parameters of types in the loss.
        shrink_weights: of those that weigh predicates by their vectors.
        shrink_marks: of those that weigh predicates by their marks.
        steps: the most steps of L-BFGS (Liu and Nocedal, 1989).
    """

    scale: float = 4.5
    shrink_types: float = 0.3
    shrink_weights: float = 3.0
    shrink_marks: float = 0.3
    steps: int = 80


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one pair.

    Attributes:
        vectors: float32 `[k, d]`, of the words of the predicates around it.
        marks: float32 `[k, m]`, as in `rashomon.language.plover.Around`.
    """

    vectors: Floats
    marks: Floats


def seen(analyser: Analyser, pairs: Sequence[MarkedPair]) -> Iterator[Seen]:
    """Yield what the analyser sees of each pair, in order.

    Raises:
        InputError: the model file gives no vectors.
    """
    documents = [document(pair) for pair in pairs]
    stretches = [analyser.encode(document) for document in documents]
    outputs = analyser.outputs(chain.from_iterable(stretches))
    analyses = analyser.analyse(documents)
    for pair, own, analysis in zip(pairs, stretches, analyses, strict=True):
        found = [next(outputs) for _ in own]
        if any(VECTORS not in output for output in found):
            raise InputError(f"the model {analyser.made_by} gives no vectors of words: export it anew")
        around = predicates_around(analysis, (pair.source, pair.target))
        vectors = np.concatenate([output[VECTORS] for output in found])
        yield Seen(vectors[analysis.frames.predicates[around.frames]], around.marks)


def document(pair: MarkedPair) -> Document:
    """Return the sentence of a pair as a document of one paragraph."""
    text = pair.text
    return Document(
        id=document_id(text, pair.identity),
        path=pair.identity,
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
        parts=(Part(kind="body", start=0, end=len(text)),),
    )


def fit(
    pairs: Sequence[Seen], roots: Sequence[str], settings: FitSettings = FitSettings()
) -> EventParameters:
    """Return the parameters that tell the types of `pairs` apart.

    A pair without predicates teaches nothing.

    Args:
        pairs: what is seen of each.
        roots: the type of each, one of `ROOTS`.
        settings: how to fit.

    Raises:
        InputError: no pair has a predicate.
    """
    kept = [(pair, ROOTS.index(root)) for pair, root in zip(pairs, roots, strict=True) if len(pair.vectors)]
    if not kept:
        raise InputError("no pair has a predicate to learn from: give a trained model and PLV's train split")
    vectors = np.concatenate([pair.vectors for pair, _ in kept]).astype(np.float64)
    mean, spread = vectors.mean(axis=0), vectors.std(axis=0) + 1e-6
    spread *= vectors.shape[1] ** 0.5 / settings.scale
    loss = _Loss(
        vectors=(vectors - mean) / spread,
        marks=np.concatenate([pair.marks for pair, _ in kept]).astype(np.float64),
        sizes=np.array([len(pair.vectors) for pair, _ in kept]),
        labels=_balanced(np.array([label for _, label in kept])),
        settings=settings,
    )
    learned = loss.split(
        minimize(loss, loss.start(), jac=True, method="L-BFGS-B", options={"maxiter": settings.steps}).x
    )
    return _on_plain_vectors(learned, mean, spread)


def _balanced(labels: NDArray[np.int64]) -> Doubles:
    """Return `[n, e]`: 0, or for the type of a pair its weight, on average 1 and inverse to its number."""
    counts = np.bincount(labels, minlength=len(ROOTS))
    rows = np.zeros((len(labels), len(ROOTS)))
    rows[np.arange(len(labels)), labels] = len(labels) / np.count_nonzero(counts) / counts[labels]
    return rows


@dataclass(frozen=True, slots=True)
class _Learned:
    """What is fitted, to vectors `[d]` of mean 0: `[d, e]`, `[e]`, `[d]` and `[m]`."""

    types: Doubles
    shift: Doubles
    weights: Doubles
    marks: Doubles


def _on_plain_vectors(learned: _Learned, mean: Doubles, spread: Doubles) -> EventParameters:
    """Return the same parameters for vectors as the model gives them."""
    types, weights = learned.types / spread[:, None], learned.weights / spread
    return EventParameters(
        np.vstack([types, learned.shift - mean @ types]).astype(np.float32),
        np.append(weights, -mean @ weights).astype(np.float32),
        learned.marks.astype(np.float32),
    )


@dataclass(frozen=True, slots=True)
class _Loss:
    """The weighted cross-entropy of the types, with what it costs that parameters are large.

    Attributes:
        vectors: `[w, d]`, of all predicates, pair after pair.
        marks: `[w, m]`.
        sizes: `[n]`, the number of predicates of each pair.
        labels: `[n, e]`, of `_balanced`.
        settings: what the parameters cost.
    """

    vectors: Doubles
    marks: Doubles
    sizes: NDArray[np.int64]
    labels: Doubles
    settings: FitSettings

    def start(self) -> Doubles:
        """Return the parameters that the search begins from."""
        count = (
            self.vectors.shape[1] * (self.labels.shape[1] + 1) + self.labels.shape[1] + self.marks.shape[1]
        )
        start = np.zeros(count)
        start[-self.marks.shape[1]] = 1.0  # a predicate between source and target
        return start

    def split(self, flat: Doubles) -> _Learned:
        """Return one after another what stands in a row."""
        width, types = self.vectors.shape[1], self.labels.shape[1]
        ends = np.cumsum([width * types, types, width])
        first, shift, weights, marks = np.split(flat, ends)
        return _Learned(first.reshape(width, types), shift, weights, marks)

    def __call__(self, flat: Doubles) -> tuple[float, Doubles]:
        """Return the loss and its gradient."""
        learned = self.split(flat)
        shares = self._shares(self.vectors @ learned.weights + self.marks @ learned.marks)
        means = self._sums(shares[:, None] * self.vectors)
        logs = log_softmax(means @ learned.types + learned.shift, axis=1)
        cost, slopes = self._cost(learned)
        # From here on backwards: of the scores, the means, the shares and what these are made from.
        scores = np.exp(logs) * self.labels.sum(axis=1, keepdims=True) - self.labels
        each = shares * np.einsum("wd,wd->w", self.vectors, self._spread(scores @ learned.types.T))
        inner = each - shares * self._spread(self._sums(each))
        gradient = _Learned(means.T @ scores, scores.sum(axis=0), inner @ self.vectors, inner @ self.marks)
        return cost - float((self.labels * logs).sum()), slopes + _flat(gradient)

    def _cost(self, learned: _Learned) -> tuple[float, Doubles]:
        set_to = self.settings
        slopes = _flat(
            _Learned(
                set_to.shrink_types * learned.types,
                np.zeros_like(learned.shift),
                set_to.shrink_weights * learned.weights,
                set_to.shrink_marks * learned.marks,
            )
        )
        return float(slopes @ _flat(learned)) / 2, slopes

    def _shares(self, logs: Doubles) -> Doubles:
        """Return the softmax over the predicates of each pair."""
        highest = np.maximum.reduceat(logs, self._starts)
        exponents = np.exp(logs - self._spread(highest))
        return exponents / self._spread(self._sums(exponents))

    def _sums(self, rows: Doubles) -> Doubles:
        sums: Doubles = np.add.reduceat(rows, self._starts, axis=0)
        return sums

    def _spread(self, rows: Doubles) -> Doubles:
        return np.repeat(rows, self.sizes, axis=0)

    @property
    def _starts(self) -> NDArray[np.int64]:
        return np.cumsum(self.sizes) - self.sizes


def _flat(learned: _Learned) -> Doubles:
    return np.concatenate([learned.types.ravel(), learned.shift, learned.weights, learned.marks])


def add_head(folder: Path, gold: Path, parameters: EventParameters) -> None:
    """Add the head to a model folder, in place of one that it may have.

    Raises:
        InputError: the set is missing.
        ModelError: the folder is damaged.
    """
    manifest, arrays = load_manifest(folder), load_arrays(folder) | parameters.arrays()
    with (folder / ARRAYS_FILE).open("wb") as file:
        np.savez(file, **{name: arrays[name] for name in sorted(arrays)})
    others = (each for each in manifest.trained_on if each.name != PLV[0])
    record = msgspec.structs.replace(
        manifest,
        heads=(*(head for head in manifest.heads if head != HEAD), HEAD),
        inventory=replace(manifest.inventory, events=ROOTS),
        files=manifest.files | {ARRAYS_FILE: file_hash(folder / ARRAYS_FILE)},
        trained_on=(*others, *gold_sets(gold, [PLV], ())),
    )
    write_manifest(record, folder)


def main() -> None:
    """Fit and add the head as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    pairs = list(read_plv(given.gold / PLV[1]))
    around = list(seen(Analyser(LanguageSettings(model=given.model)), pairs))
    add_head(given.model, given.gold, fit(around, [pair.root for pair in pairs]))


if __name__ == "__main__":
    main()
