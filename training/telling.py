"""What is said by a cue, and who says it: fitted to vectors of an exported model.

    python -m training.telling --model FOLDER

What is learned from are the statements marked in our own texts (`training/statements`), those within others
among them: of all words of the sentence of a cue, which are of the content, of the source and of the cue. How
far a statement that comes of it is to be trusted is fitted to the texts that are kept apart, by how likely
its word heads a cue (`training.saying`, which comes before) and how likely its labels are. It takes two
minutes.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.arrays import Bools, Floats, with_one
from rashomon.language.manifest import load_manifest
from rashomon.language.paths import DISTANCES, Grown, branch_rows, climb_rows, grow
from rashomon.language.perceptron import Layer
from rashomon.language.telling import (
    CONTENT,
    CUE,
    HEAD,
    NONE,
    SOURCE,
    Asked,
    TellingParameters,
    asked,
    labelled,
    tellings,
)
from rashomon.model.errors import InputError
from training.assembly import WordsOf, regressed, which_are_right
from training.crf import field_loss
from training.gold.told import TOLD, ToldNote, ToldText, find_told
from training.licences import SAID
from training.manifests import gold_sets, put_head
from training.perceptrons import FitSettings, top, with_vectors
from training.saying import read_whole

LABELS: Final = {"t": CONTENT, "s": SOURCE, "c": CUE}
_SETTINGS: Final = FitSettings(seed=2, epochs=16, batch=32, decay=0.1, dropped=0.5)
_SHARD = 16  # batches of cues of like length are drawn from so many batches at once
_SCALE = 0.1  # of the first numbers in tables


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue with the words of its sentence.

    Attributes:
        vectors: float32 `[w, d]`, of these words.
        at: the number of the cue among them.
        rows: int64 `[3, w]`, as in `telling.Asked`.
        labels: int64 `[w]`, what each word is to the cue.
    """

    vectors: Floats
    at: int
    rows: NDArray[np.int64]
    labels: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The width of vectors, and how many relations trees have."""

    width: int
    relations: int


class _Network(nn.Module):
    def __init__(self, sizes: Sizes, settings: FitSettings) -> None:
        super().__init__()
        hidden = settings.hidden
        self.words, self.labels = nn.Linear(sizes.width, hidden), nn.Linear(hidden, len(LABELS) + 1)
        self.cues = nn.Linear(sizes.width, hidden, bias=False)
        counts = (DISTANCES, branch_rows(sizes.relations), climb_rows(sizes.relations))
        tables = [nn.Embedding(count, hidden) for count in counts]
        for table in tables:
            nn.init.normal_(table.weight, std=_SCALE)
        self.tables = nn.ModuleList(tables)
        self.before, self.behind = nn.Dropout(settings.dropped_inputs), nn.Dropout(settings.dropped)
        self.transitions = nn.Parameter(torch.zeros(len(LABELS) + 1, len(LABELS) + 1))
        self.start = nn.Parameter(torch.zeros(len(LABELS) + 1))

    def forward(self, vectors: Tensor, cues: Tensor, rows: Tensor) -> Tensor:
        """Map words `[n, w, d]`, cues `[n, d]` and rows `[n, 3, w]` to scores `[n, w, 4]`."""
        hidden = self.words(self.before(vectors)) + self.cues(self.before(cues))[:, None]
        for number, table in enumerate(self.tables):
            hidden = hidden + table(rows[:, number])
        scores: Tensor = self.labels(self.behind(functional.gelu(hidden, approximate="tanh")))
        return scores


def _grown(analysis: Analysis) -> Grown:
    return grow(analysis.syntax.heads, analysis.syntax.relations, len(analysis.inventory.relations))


def cues_of(analyser: Analyser, texts: Sequence[ToldText]) -> Iterator[Cue]:
    """Yield the marked cues of some texts.

    Raises:
        InputError: the model file gives no vectors.
    """
    for text, analysis, vectors in with_vectors(analyser, texts):
        for note in text.notes.values():
            labels, head = _labelled(note, text, analysis)
            if head is None:
                continue
            cue = np.array([head], dtype=np.int32)
            given = asked(cue, _grown(analysis), analysis.sentences)
            first, end = given.ranges[0].tolist()
            yield Cue(vectors[first:end], head - first, given.rows.astype(np.int64), labels[first:end])


def _labelled(note: ToldNote, text: ToldText, analysis: Analysis) -> tuple[NDArray[np.int64], int | None]:
    """Return what each word of a text is to a statement, and the word that heads its cue, if it has one."""
    labels = np.full(len(analysis.words), NONE, dtype=np.int64)
    spans = find_told(note, text.text)
    for name, label in LABELS.items():
        for span in spans[name]:
            labels[slice(*analysis.words_in(span))] = label
    cue = spans["c"]
    return labels, top(analysis, range(*analysis.words_in(cue[0]))) if cue else None


def fit(cues: Sequence[Cue], relations: int, settings: FitSettings = _SETTINGS) -> TellingParameters:
    """Return what tells what is said by a cue and who says it; how far it is to be trusted is left open.

    The same cues and settings give the same parameters on one machine.

    Raises:
        InputError: there is no cue.
    """
    if not cues:
        raise InputError("there is no cue: give texts in which statements are marked")
    torch.set_num_threads(settings.threads)
    torch.manual_seed(settings.seed)
    length = float(np.sqrt(np.mean([np.square(cue.vectors).mean() for cue in cues])))
    network = _Network(Sizes(cues[0].vectors.shape[1], relations), settings)
    steps = settings.epochs * (1 + (len(cues) - 1) // settings.batch)
    optimizer = torch.optim.AdamW(network.parameters(), lr=settings.rate, weight_decay=settings.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, settings.rate, total_steps=steps + 1)
    for _ in range(settings.epochs):
        for rows in _batches(cues, settings.batch):
            loss = _loss(network, [cues[row] for row in rows], length)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return _parameters(network, length)


def _batches(cues: Sequence[Cue], size: int) -> list[list[int]]:
    """Return the numbers of all cues in batches of sentences of like length, by lot."""
    order = torch.randperm(len(cues)).split(size * _SHARD)
    shards = [sorted(part.tolist(), key=lambda row: len(cues[row].labels)) for part in order]
    batches = [part[at : at + size] for part in shards for at in range(0, len(part), size)]
    return [batches[number] for number in torch.randperm(len(batches)).tolist()]


def _loss(network: _Network, cues: Sequence[Cue], length: float) -> Tensor:
    """Return the negative log-likelihood of gold's labels, mean over some cues."""
    sequence = nn.utils.rnn.pad_sequence
    vectors = sequence([torch.from_numpy(cue.vectors) / length for cue in cues], batch_first=True)
    rows = sequence([torch.from_numpy(cue.rows.T) for cue in cues], batch_first=True).transpose(1, 2)
    labels = sequence([torch.from_numpy(cue.labels) for cue in cues], batch_first=True, padding_value=-1)
    heads = vectors[torch.arange(len(cues)), torch.tensor([cue.at for cue in cues])]
    scores = network(vectors, heads, rows)
    known = labels >= 0
    return field_loss(scores, labels.clamp(min=0), known, network.transitions, network.start).mean()


def _parameters(network: _Network, length: float) -> TellingParameters:
    weights = {name: part.detach().numpy() for name, part in network.named_parameters()}
    distances, branches, climbs = (
        weights[f"tables.{number}.weight"] for number in range(len(network.tables))
    )
    return TellingParameters(
        words=Layer(
            np.ascontiguousarray(weights["words.weight"].T / length, np.float32), weights["words.bias"]
        ),
        labels=Layer(np.ascontiguousarray(weights["labels.weight"].T), weights["labels.bias"]),
        cues=np.ascontiguousarray(weights["cues.weight"].T / length, np.float32),
        distances=distances,
        branches=branches,
        climbs=climbs,
        transitions=weights["transitions"],
        start=weights["start"],
        trust=np.array([1, 0, 0], dtype=np.float32),
    )


def trusted(
    analyser: Analyser, texts: Sequence[ToldText], parameters: TellingParameters
) -> TellingParameters:
    """Return parameters with how far statements are to be trusted, by texts that were not learned from.

    Raises:
        InputError: no statement is found in them, or all or none of those found are right.
    """
    marks, right = list[Floats](), list[Bools]()
    for text, analysis, vectors in with_vectors(analyser, texts):
        found = tellings(vectors, analysis.sayings, _grown(analysis), analysis.sentences, parameters)
        gold = [_gold_words(note, text, analysis) for note in text.notes.values()]
        marks.append(found.marks.reshape(-1, 2))
        right.append(which_are_right(found, gold, len(analysis.words)))
    weights = regressed(with_one(np.concatenate(marks)), np.concatenate(right))
    return replace(parameters, trust=weights.astype(np.float32))


def _gold_words(note: ToldNote, text: ToldText, analysis: Analysis) -> WordsOf:
    labels, _ = _labelled(note, text, analysis)
    return labels == SOURCE, labels == CUE, labels == CONTENT


def right_of(parameters: TellingParameters, cues: Sequence[Cue]) -> tuple[float, float]:
    """Return for how many in a hundred cues the whole content is right, and for how many the whole source."""
    right = np.array([_is_right(parameters, cue) for cue in cues])
    content, source = 100 * right.mean(axis=0)
    return float(content), float(source)


def _is_right(parameters: TellingParameters, cue: Cue) -> tuple[bool, bool]:
    """Tell whether all words of the content of a cue are right, and all of its source."""
    words = np.arange(len(cue.labels), dtype=np.int32)
    given = Asked(
        np.array([[0, len(words)]], np.int32), np.zeros_like(words), words, cue.rows.astype(np.int32)
    )
    (path,) = labelled(cue.vectors, np.array([cue.at], np.int32), given, parameters)[1]
    content, source = (bool(((path == label) == (cue.labels == label)).all()) for label in (CONTENT, SOURCE))
    return content, source


def add_head(folder: Path, parameters: TellingParameters) -> None:
    """Add the head to a model folder, in place of one that it may have.

    Raises:
        ModelError: the folder is damaged.
    """
    (learned_from,) = gold_sets(Path(), [SAID], ())
    put_head(folder, HEAD, parameters.arrays(), learned_from, load_manifest(folder).inventory)


def main() -> None:
    """Fit and add the head as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, required=True, help="a folder that training.export wrote")
    given = parser.parse_args()
    analyser, texts = Analyser(LanguageSettings(model=given.model)), read_whole(TOLD)
    relations = len(load_manifest(given.model).inventory.relations)
    apart = [text for text in texts if text.kept_apart]
    fitted = fit(list(cues_of(analyser, [text for text in texts if not text.kept_apart])), relations)
    add_head(given.model, trusted(analyser, apart, fitted))
    cues = list(cues_of(analyser, apart))
    content, source = right_of(fitted, cues)
    print(f"of {len(cues)} cues kept apart, in a hundred: content right {content:.1f}, source {source:.1f}")


if __name__ == "__main__":
    main()
