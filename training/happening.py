"""Which predicates tell events, and of what kind: fitted to the vectors of an exported model, which stays.

    python -m training.happening --model FOLDER

What is learned from are the events marked in our own stories (`training/events`): of all words that may tell
one, those that do, and their types and statuses. It takes a minute.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, get_args

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from rashomon.language import Analyser, Analysis, LanguageSettings
from rashomon.language.arrays import Floats
from rashomon.language.happening import HEAD, NO_TYPE, HappeningParameters
from rashomon.language.manifest import load_manifest
from rashomon.model.errors import InputError
from rashomon.model.records import EventStatus
from training import perceptrons
from training.gold.happened import HAPPENED, EventNote, EventType, read_happened
from training.gold.marks import find_labelled
from training.gold.tables import NotedText, whole
from training.licences import EVENTS
from training.manifests import gold_sets, put_head
from training.perceptrons import fit_layers, top, with_vectors

TYPES: Final = (NO_TYPE, *get_args(EventType))
STATUSES: Final[tuple[EventStatus, ...]] = get_args(EventStatus)
COUNT: Final = (923, 8860)
"""How many texts there are, those kept apart among them, and how many events in them."""
_MAY_TELL: Final = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "AUX", "NUM"})


@dataclass(frozen=True, slots=True)
class FitSettings(perceptrons.FitSettings):
    """How the head is fitted.

    Attributes:
        type_weight: weight of the loss of types beside that of whether an event is told.
        status_weight: of that of statuses.
    """

    type_weight: float = 1.0
    status_weight: float = 0.5


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


def told_words(analyser: Analyser, texts: Sequence[NotedText[EventNote]]) -> Told:
    """Return the words of some texts that may tell an event, with what they tell.

    Of the words of a trigger one tells the event, the one that the others hang on; the others are left out.

    Raises:
        InputError: the model file gives no vectors.
    """
    vectors: list[Floats] = []
    kinds: list[tuple[int, int]] = []
    for text, analysis, read in with_vectors(analyser, texts):
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
        teller = top(analysis, words)
        found.update(dict.fromkeys((word for word in words if word not in found), None))
        if teller is not None:
            found[teller] = (TYPES.index(note.type or NO_TYPE), STATUSES.index(note.status))
    return found


def fit(told: Told, settings: FitSettings = FitSettings()) -> HappeningParameters:
    """Return the parameters that tell words with events apart from others, and events by their kinds.

    The same words and settings give the same parameters on one machine.

    Raises:
        InputError: no word tells an event.
    """
    if not (told.types >= 0).any():
        raise InputError("no word tells an event: give stories in which some are marked")
    shape = {"telling": {"told": 1}, "coming": {"types": len(TYPES), "statuses": len(STATUSES)}}

    def loss(scores: Mapping[str, Tensor], rows: Tensor) -> Tensor:
        return _loss(scores, told.types[rows], told.statuses[rows], settings)

    return HappeningParameters(**fit_layers(told.vectors, shape, loss, settings))


def _loss(scores: Mapping[str, Tensor], types: Tensor, statuses: Tensor, settings: FitSettings) -> Tensor:
    tells = types >= 0
    loss = functional.binary_cross_entropy_with_logits(scores["told"].squeeze(-1), tells.float())
    if tells.any():
        loss = loss + settings.type_weight * functional.cross_entropy(scores["types"][tells], types[tells])
        of_statuses = functional.cross_entropy(scores["statuses"][tells], statuses[tells])
        loss = loss + settings.status_weight * of_statuses
    return loss


def read_whole(folder: Path) -> list[NotedText[EventNote]]:
    """Return the texts of our own stories with their events.

    Raises:
        InputError: there are not as many texts and events as `COUNT` says, or a mark does not fit.
    """
    return whole(EVENTS[0], "events", read_happened(folder), COUNT)


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
