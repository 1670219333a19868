"""PLOVER types, fitted on PLV to the vectors of an exported model, which stays as it is.

    python -m training.plover --model FOLDER --gold DIR

PLV has a thousand pairs, too few to move the shared encoder by. What is fitted is linear in the
vectors of predicates (see `rashomon.language.plover`), so that it takes seconds, and
`python -m evaluation events` can fit it anew for each of five folds. The types are uneven; each
weighs the same in the loss. How sure the head is to be is fitted by folds too: one temperature, by which
the parameters of types are divided.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax

from rashomon.language import Analyser, LanguageSettings
from rashomon.language.arrays import Floats
from rashomon.language.manifest import load_manifest
from rashomon.language.plover import (
    HEAD,
    VECTORS,
    EventParameters,
    mixed,
    predicate_types,
    predicates_around,
)
from rashomon.model.errors import InputError
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part
from training.gold.counts import check_count
from training.gold.plv import ROOTS, MarkedPair, read_plv
from training.licences import PLV
from training.manifests import gold_sets, put_head

Doubles = NDArray[np.float64]
PAIRS: Final = 1050
"""How many pairs PLV's train split has."""
FOLDS: Final = 5
MOST: Final = 10  # scores are multiplied or divided by no more


@dataclass(frozen=True, slots=True)
class FitSettings:
    """How the head is fitted, to vectors whose squared length is 1 on average; chosen by five folds.

    Attributes:
        shrink_types: the weight in the loss of half the squared parameters of types.
        shrink_weights: of those that weigh predicates.
        least_gain: the part of the loss that a step has to take off it, or it is the last.
    """

    shrink_types: float = 0.015
    shrink_weights: float = 0.5
    least_gain: float = 1e-5


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of one pair.

    Attributes:
        vectors: float32 `[k, d]`, of the words of the predicates around it.
        nearness: float32 `[k]`, as in `rashomon.language.plover.Around`.
    """

    vectors: Floats
    nearness: Floats


def seen(analyser: Analyser, pairs: Sequence[MarkedPair]) -> Iterator[Seen]:
    """Yield what the analyser sees of each pair, in order.

    Raises:
        InputError: the model file gives no vectors.
    """
    documents = [document(pair) for pair in pairs]
    stretches = [analyser.encode(document) for document in documents]
    outputs = analyser.outputs(chain.from_iterable(stretches))
    for pair, own, analysis in zip(pairs, stretches, analyser.analyse(documents), strict=True):
        found = [next(outputs) for _ in own]
        if any(VECTORS not in output for output in found):
            raise InputError(f"the model {analyser.made_by} gives no vectors of words: export it anew")
        around = predicates_around(analysis, (*pair.source, *pair.target))
        vectors = np.concatenate([output[VECTORS] for output in found])
        yield Seen(vectors[analysis.frames.predicates[around.frames]], around.nearness)


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


def fold(identity: str) -> int:
    """Return the fold of a sentence, the same wherever it stands and whatever stands beside it."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % FOLDS


def shares(pair: Seen, parameters: EventParameters) -> Floats:
    """Return float32 `[e]`, how likely each type is for a pair; see `rashomon.language.plover.mixed`."""
    types, weights = predicate_types(pair.vectors, parameters)
    return mixed(types, weights + pair.nearness)


def fit_calibrated(
    pairs: Sequence[Seen], roots: Sequence[str], folds: Sequence[int], settings: FitSettings = FitSettings()
) -> EventParameters:
    """Return the parameters of `fit`, as sure of types as they are right on pairs that they have not seen.

    Which type is likeliest is the same.

    Args:
        pairs: what is seen of each.
        roots: the type of each, one of `ROOTS`.
        folds: the number of the fold that each is in.
        settings: how to fit.

    Raises:
        InputError: no pair has a predicate.
    """
    fitted = fit(pairs, roots, settings)
    return replace(fitted, types=fitted.types / np.float32(temperature(pairs, roots, folds, settings)))


def temperature(
    pairs: Sequence[Seen], roots: Sequence[str], folds: Sequence[int], settings: FitSettings = FitSettings()
) -> float:
    """Return what scores of types are to be divided by, 1 where there are no two folds.

    Each fold is judged by parameters that are fitted to the others; of all divisors the one is taken that
    makes gold's types likeliest (Guo et al., 2017, "On Calibration of Modern Neural Networks").

    Args:
        pairs: what is seen of each.
        roots: the type of each, one of `ROOTS`.
        folds: the number of the fold that each is in.
        settings: how parameters are fitted.

    Raises:
        InputError: no pair of the other folds has a predicate.
    """
    if len(set(folds)) < 2:  # noqa: PLR2004 - one to judge, and one to learn from
        return 1.0
    judged = np.zeros((len(pairs), len(ROOTS)))
    for number in set(folds):
        own = [at for at, each in enumerate(folds) if each == number]
        others = [at for at, each in enumerate(folds) if each != number]
        fitted = fit([pairs[at] for at in others], [roots[at] for at in others], settings)
        judged[own] = [shares(pairs[at], fitted) for at in own]
    logs = np.log(np.maximum(judged, np.finfo(np.float32).tiny))
    labels = [ROOTS.index(root) for root in roots]

    def loss(inverse: float) -> float:
        likely = log_softmax(inverse * logs, axis=1)[np.arange(len(labels)), labels]
        return -float(likely.mean())

    return 1 / float(minimize_scalar(loss, bounds=(1 / MOST, MOST), method="bounded").x)


def fit(
    pairs: Sequence[Seen], roots: Sequence[str], settings: FitSettings = FitSettings()
) -> EventParameters:
    """Return the parameters that tell the types of `pairs` apart, by L-BFGS (Liu and Nocedal, 1989).

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
        raise InputError(
            "no pair has a predicate to learn from: give a model with the head 'roles' and PLV's train split"
        )
    vectors = np.concatenate([pair.vectors for pair, _ in kept]).astype(np.float64)
    length = np.sqrt((vectors**2).sum(axis=1).mean())
    loss = Loss(
        vectors=vectors / length,
        nearness=np.concatenate([pair.nearness for pair, _ in kept]).astype(np.float64),
        pairs=np.repeat(np.arange(len(kept)), [len(pair.vectors) for pair, _ in kept]),
        labels=_balanced(np.array([label for _, label in kept])),
        settings=settings,
    )
    start = np.zeros(vectors.shape[1] * (len(ROOTS) + 1))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"ftol": settings.least_gain})
    types, weights = loss.split(found.x)
    return EventParameters((types / length).astype(np.float32), (weights / length).astype(np.float32))


def _balanced(labels: NDArray[np.int64]) -> Doubles:
    """Return `[n, e]`: 0, or for the type of a pair its weight, on average 1 and inverse to its number."""
    counts = np.bincount(labels, minlength=len(ROOTS))
    rows = np.zeros((len(labels), len(ROOTS)))
    rows[np.arange(len(labels)), labels] = len(labels) / np.count_nonzero(counts) / counts[labels]
    return rows


@dataclass(frozen=True, slots=True)
class Loss:
    """The weighted cross-entropy of the types, with what it costs that parameters are large.

    Attributes:
        vectors: `[w, d]`, of all predicates, pair after pair.
        nearness: `[w]`.
        pairs: int64 `[w]`, the pair of each predicate, numbered from 0 without a gap.
        labels: `[n, e]`, for each pair 0, or for its type the weight of the pair.
        settings: what the parameters cost.
    """

    vectors: Doubles
    nearness: Doubles
    pairs: NDArray[np.int64]
    labels: Doubles
    settings: FitSettings

    def split(self, flat: Doubles) -> tuple[Doubles, Doubles]:
        """Return `[d, e]` and `[d]`, the parameters of types and weights that stand in a row."""
        width = self.vectors.shape[1]
        return flat[:-width].reshape(width, -1), flat[-width:]

    def __call__(self, flat: Doubles) -> tuple[float, Doubles]:
        """Return the loss and its gradient for parameters in a row, `[d * e + d]`."""
        (types, weights), settings = self.split(flat), self.settings
        shares = self._shares(weights)
        means = self._sums(shares[:, None] * self.vectors)
        logs = log_softmax(means @ types, axis=1)
        # From here on backwards: how the loss falls with the scores of types, then with the logs of weights.
        scores = np.exp(logs) * self.labels.sum(axis=1, keepdims=True) - self.labels
        pulls = shares * np.einsum("wd,wd->w", self.vectors, (scores @ types.T)[self.pairs])
        pulls -= shares * self._sums(pulls)[self.pairs]
        costs = np.concatenate(
            [settings.shrink_types * flat[: types.size], settings.shrink_weights * weights]
        )
        slopes = np.concatenate([(means.T @ scores).ravel(), pulls @ self.vectors])
        return float(costs @ flat / 2 - (self.labels * logs).sum()), slopes + costs

    def _shares(self, weights: Doubles) -> Doubles:
        """Return `[w]`, the softmax over the predicates of each pair."""
        logs = self.vectors @ weights + self.nearness
        shares: Doubles = np.exp(logs - np.logaddexp.reduceat(logs, self._starts)[self.pairs])
        return shares

    def _sums(self, rows: Doubles) -> Doubles:
        sums: Doubles = np.add.reduceat(rows, self._starts)
        return sums

    @property
    def _starts(self) -> NDArray[np.int64]:
        return np.flatnonzero(np.diff(self.pairs, prepend=-1))


def add_head(folder: Path, gold: Path, parameters: EventParameters) -> None:
    """Add the head to a model folder, in place of one that it may have.

    Args:
        folder: what `training.export` wrote.
        gold: the folder of gold sets, for what the manifest says of PLV.
        parameters: what was fitted.

    Raises:
        InputError: the set is missing.
        ModelError: the folder is damaged.
    """
    (learned_from,) = gold_sets(gold, [PLV], ())
    inventory = replace(load_manifest(folder).inventory, events=ROOTS)
    put_head(folder, HEAD, parameters.arrays(), learned_from, inventory)


def main() -> None:
    """Fit and add the head as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    pairs = list(read_plv(given.gold / PLV[1]))
    check_count(PLV[0], "pairs", len(pairs), PAIRS)
    around = list(seen(Analyser(LanguageSettings(model=given.model)), pairs))
    folds = [fold(pair.identity) for pair in pairs]
    add_head(given.model, given.gold, fit_calibrated(around, [pair.root for pair in pairs], folds))


if __name__ == "__main__":
    main()
