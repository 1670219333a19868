"""Fit how likely one of two sentences was written from the other, on passages of our own gold.

    python -m evaluation.rewording --gold evaluation/stories/dev --gold evaluation/reuse/dev

Sentences that are compared (`rashomon.compare.candidates`) are right where gold has a passage pair that both
stand in; of several sentences of such a pair, only the likeliest partner of each counts, the others neither
way. Each folder has the same say, however few its pairs. Prints the weights of `CompareSettings`
(`rewording_marks`, `rewording_around`) and how well they tell right pairs from others: average precision, on
the stories that they are fitted to and, with `--measure`, on others.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np

from evaluation.console import exit_with
from evaluation.likeness import average_precision
from evaluation.tasks.reuse import PairOfPlaces, Place, passage_folders, read_story
from rashomon.compare import CompareSettings
from rashomon.compare.candidates import SentencePairs, candidate_pairs
from rashomon.compare.collection import Collection, collect
from rashomon.compare.flat import Numbers
from rashomon.compare.rewording import around_of, chances_alone, marks_of
from rashomon.language.arrays import Bools, Floats
from rashomon.pipeline import sentence_vectors
from training.assembly import fit

_LEAST = 0.25
"""The share of the shorter of a sentence and a passage of gold that must stand in both."""


@dataclass(frozen=True, slots=True)
class Marked:
    """The pairs of one story that are compared, their `MARKS`, and 1 if right, -1 if not known."""

    collection: Collection
    pairs: SentencePairs
    marks: Floats
    right: Numbers


def marked(folder: Path, settings: CompareSettings) -> Marked:
    """Return the marked pairs of one story.

    Raises:
        InputError: the gold does not fit the texts.
    """
    documents, gold = read_story(folder)
    collection = collect(documents)
    pairs = candidate_pairs(collection.flat, settings)
    marks = marks_of(collection, pairs, sentence_vectors)
    return Marked(collection, pairs, marks, _right(collection, pairs, marks, gold))


def _right(
    collection: Collection, pairs: SentencePairs, marks: Floats, gold: Iterable[PairOfPlaces]
) -> Numbers:
    numbers = {pair: number for number, pair in enumerate(pairs.each())}
    right = np.zeros(len(pairs), dtype=np.int64)
    alike = marks[:, 0] + marks[:, 1]
    for passage in gold:
        if passage.kind != "unrelated":
            inside = [numbers[pair] for pair in _inside(collection, passage) if pair in numbers]
            right[inside] = np.where(right[inside] == 1, 1, -1)
            right[list(_likeliest(pairs, alike, inside))] = 1
    return right


def _inside(collection: Collection, passage: PairOfPlaces) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences of which one stands in either side of a passage, the lower first."""
    sides = [list(_sentences(collection, place)) for place in (passage.left, passage.right)]
    yield from (tuple(sorted((left, right))) for left in sides[0] for right in sides[1])  # type: ignore[misc]


def _sentences(collection: Collection, place: Place) -> Iterator[int]:
    for number, sentence in enumerate(collection.sentences):
        document = collection.documents[sentence.document]
        if Path(document.path or document.id).name == place.document:
            shared = min(sentence.span.end, place.span.end) - max(sentence.span.start, place.span.start)
            if shared > 0 and shared >= _LEAST * min(len(sentence.span), len(place.span)):
                yield number


def _likeliest(pairs: SentencePairs, alike: Floats, inside: Sequence[int]) -> Iterator[int]:
    """Yield, of the pairs of one passage, the likeliest of each sentence."""
    own: defaultdict[int, list[int]] = defaultdict(list)
    for number in inside:
        for sentence in (int(pairs.left[number]), int(pairs.right[number])):
            own[sentence].append(number)
    yield from (max(numbers, key=lambda number: (alike[number], -number)) for numbers in own.values())


def _fitted(marks: Floats, right: Numbers) -> tuple[float, ...]:
    known = right >= 0
    return tuple(round(weight, 3) for weight in fit(marks[known], right[known] == 1).tolist())


def _around(stories: Sequence[Marked], settings: CompareSettings) -> tuple[Floats, Numbers]:
    """Return the `AROUND` of all pairs that are worth a second look, and which are right."""
    marks: list[Floats] = []
    right: list[Numbers] = []
    for story in stories:
        alone = chances_alone(story.marks, settings)
        kept = alone >= settings.rewording_alone
        marks.append(around_of(story.collection, story.pairs.where(kept), alone[kept]))
        right.append(story.right[kept])
    return np.concatenate(marks), np.concatenate(right)


def _evened(parts: Sequence[list[Marked]]) -> list[Marked]:
    """Return the stories of all parts, those with fewer right pairs as often as makes them as many."""
    counts = [sum(int((story.right == 1).sum()) for story in part) for part in parts]
    most = max(counts)
    times = [max(1, round(most / max(1, count))) for count in counts]
    return [story for part, again in zip(parts, times, strict=True) for story in part * again]


def fitted(stories: Sequence[Marked], settings: CompareSettings) -> CompareSettings:
    """Return the settings with the weights that fit some stories."""
    marks = np.concatenate([story.marks for story in stories])
    alone = replace(
        settings, rewording_marks=_fitted(marks, np.concatenate([story.right for story in stories]))
    )
    return replace(alone, rewording_around=_fitted(*_around(stories, alone)))


def _measured(stories: Sequence[Marked], settings: CompareSettings) -> str:
    marks, right = _around(stories, settings)
    weights = np.array(settings.rewording_around, dtype=np.float32)
    known = right >= 0
    reached: Bools = right[known] == 1
    found = average_precision(marks[known] @ weights[:-1], reached)
    return f"{len(reached)} pairs, {reached.mean():.1%} right: {found:.1f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit as the command line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, action="append", required=True)
    parser.add_argument("--measure", type=Path, action="append", default=[])
    given = parser.parse_args(arguments)
    settings = CompareSettings()
    parts = [[marked(folder, settings) for folder in passage_folders([path]).values()] for path in given.gold]
    stories = list(chain.from_iterable(parts))
    settings = fitted(_evened(parts), settings)
    print(f"rewording_marks {settings.rewording_marks}\nrewording_around {settings.rewording_around}")
    print(f"average precision, fitted to {_measured(stories, settings)}")
    if given.measure:
        others = [marked(folder, settings) for folder in passage_folders(given.measure).values()]
        print(f"average precision, measured on {_measured(others, settings)}")
    return 0


if __name__ == "__main__":
    exit_with(main)
