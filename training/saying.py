"""Which words head the cue of a statement, and what is done by it: fitted to vectors of an exported model.

    python -m training.saying --model FOLDER

What is learned from are the statements marked in our own texts (`training/statements`): of all words that may
head a cue, those that do, within the words of others and outside, and their acts. The product takes the act
that is likeliest by this and by its rules (`rashomon.extract.acts`); so the act that a rule gives counts in
training as it does there. It takes a minute.
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
from torch import Tensor
from torch.nn import functional

from rashomon.extract.acts import RULED, UNTOLD, act_of
from rashomon.extract.words import words_of
from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.arrays import Floats
from rashomon.language.manifest import load_manifest
from rashomon.language.saying import HEAD, MAY_SAY, SayingParameters
from rashomon.model.errors import InputError
from rashomon.model.records import Act
from training.gold.tables import whole
from training.gold.told import TOLD, ToldText, find_told, read_told
from training.licences import SAID
from training.manifests import gold_sets, put_head
from training.perceptrons import FitSettings, fit_layers, top, with_vectors

ACTS: Final[tuple[Act, ...]] = get_args(Act)
COUNT: Final = (1283, 6796)
"""How many texts there are, those kept apart among them, and how many statements in them."""
_SETTINGS: Final = FitSettings()


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


def heard_words(analyser: Analyser, texts: Sequence[ToldText]) -> Heard:
    """Return the words of some texts that may head a cue, with whether they do.

    Of the words of a cue one heads it, that on which the others hang; the others are left out.

    Raises:
        InputError: the model file gives no vectors.
    """
    vectors: list[Floats] = []
    kinds: list[tuple[int, int]] = []
    for text, analysis, read in with_vectors(analyser, texts):
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
        head = top(analysis, range(*cue[0])) if cue else None
        if head is not None:
            ruled, _ = act_of(words, cue, content, source)
            heads[head] = ACTS.index(note.act), -1 if ruled in UNTOLD else ACTS.index(ruled)
    tags = analysis.inventory.upos
    for word, tag in enumerate(analysis.syntax.upos.tolist()):
        if tags[tag] in MAY_SAY and (word in heads or word not in others):
            yield word, heads.get(word, (-1, -1))


def fit(heard: Heard, settings: FitSettings = _SETTINGS) -> SayingParameters:
    """Return the parameters that tell words that head a cue apart from others.

    The same words and settings give the same parameters on one machine.

    Raises:
        InputError: no word heads a cue.
    """
    if not (heard.acts >= 0).any():
        raise InputError("no word heads a cue: give texts in which statements are marked")
    shape = {"hearing": {"said": 1}, "doing": {"acts": len(ACTS)}}

    def loss(scores: Mapping[str, Tensor], rows: Tensor) -> Tensor:
        return _loss(scores, heard.acts[rows], heard.ruled[rows])

    return SayingParameters(**fit_layers(heard.vectors, shape, loss, settings))


def _loss(scores: Mapping[str, Tensor], acts: Tensor, ruled: Tensor) -> Tensor:
    heads = acts >= 0
    loss = functional.binary_cross_entropy_with_logits(scores["said"].squeeze(-1), heads.float())
    if heads.any():
        given = RULED * functional.one_hot(ruled + 1, len(ACTS) + 1)[:, 1:]
        loss = loss + functional.cross_entropy((scores["acts"] + given)[heads], acts[heads])
    return loss


def read_whole(folder: Path) -> list[ToldText]:
    """Return our own texts with their statements.

    Raises:
        InputError: there are not as many texts and statements as `COUNT` says, or a mark does not fit.
    """
    return whole(SAID[0], "statements", read_told(folder), COUNT)


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
