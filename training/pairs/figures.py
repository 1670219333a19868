"""Figures on held-out pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from rashomon.language.arrays import Ints
from training.pairs.batch import by_task, collate, distance, scores_of
from training.pairs.network import PairNetwork
from training.pairs.sampling import Example, batches, texts_of


@dataclass(frozen=True, slots=True)
class Figures:
    """What a network scores on one set, in percent; classes that the set lacks do not count."""

    set: str
    pairs: int
    accuracy: float
    macro_f1: float


def some_of(examples: Sequence[Example], most: int) -> list[Example]:
    """Return at most `most` examples of each set, spread evenly over it."""
    by_set: dict[str, list[Example]] = {}
    for example in examples:
        by_set.setdefault(example.set, []).append(example)
    kept: list[Example] = []
    for members in by_set.values():
        count = min(most, len(members))
        kept += [members[place * len(members) // count] for place in range(count)]
    return kept


@torch.no_grad()
def score(network: PairNetwork, examples: Sequence[Example], pieces: int) -> list[Figures]:
    """Return the figures of each set, in order of name."""
    network.eval()
    predicted = np.zeros(len(examples), dtype=np.int32)
    for rows in batches(examples, range(len(examples)), pieces, 0):
        predicted[rows] = _predicted(network, [examples[number] for number in rows])
    target = np.array([example.target for example in examples], dtype=np.int32)
    names = np.array([example.set for example in examples])
    return [_figures(str(name), predicted[names == name], target[names == name]) for name in np.unique(names)]


def mean_score(figures: Sequence[Figures]) -> float:
    """Return the mean over sets of macro F1: what decides between epochs."""
    return float(np.mean([figure.macro_f1 for figure in figures]))


@torch.no_grad()
def embedding_kept(
    network: PairNetwork, base: PairNetwork, examples: Sequence[Example], pieces: int, limit: int
) -> float:
    """Return the mean cosine between a text's embedding and the base's, over one text of each batch row."""
    network.eval()
    plan = batches(examples, range(len(examples)), pieces, 0)
    texts = [texts_of(examples, rows, limit, pieces, number) for number, rows in enumerate(plan)]
    chosen = [part for part in texts if part]
    far = [len(part) * float(distance(network, base, collate(part, network.device))) for part in chosen]
    return 1 - sum(far) / max(1, sum(map(len, chosen)))


def _predicted(network: PairNetwork, examples: Sequence[Example]) -> Ints:
    texts = collate([example.pieces for example in examples], network.device)
    with torch.autocast(network.device.type, dtype=torch.bfloat16):
        outputs = network(texts.pieces, texts.features, texts.mask)
    found = np.zeros(len(examples), dtype=np.int32)
    for rows in by_task(examples, network.device):
        found[rows.rows.cpu().numpy()] = scores_of(outputs, rows).argmax(1).cpu().numpy()
    return found


def _figures(name: str, predicted: Ints, target: Ints) -> Figures:
    f1 = [_f1(predicted == kind, target == kind) for kind in np.unique(target)]
    accuracy = float((predicted == target).mean())
    return Figures(name, len(target), round(100 * accuracy, 2), round(100 * float(np.mean(f1)), 2))


def _f1(predicted: np.ndarray, target: np.ndarray) -> float:  # type: ignore[type-arg]
    return 2 * float((predicted & target).sum()) / float(predicted.sum() + target.sum())
