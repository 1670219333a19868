"""Pairs of sentences of one story, and whether the two part, from stories in which every point is marked.

The stories (`training/partings`) are our own, written for this as `evaluation/partings/guidelines.md` says.
Nothing is measured by them but how far training has come.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

from rashomon.compare.words import Vocabulary, read_words
from rashomon.model.offsets import Span
from training.gold.nli import in_dev_tenth
from training.gold.parted import SmallStory, find_mark, read_story, read_texts

STORIES: Final = Path(__file__).parent.parent / "partings"
PARTED: Final = "parted"
PARTED_COUNT: Final = 20_510
_LEAST_SHARED = 0.5
_LEAST_WORDS = 4
_ALIKE, _ANY = 120, 40

_Point = tuple[int, int]
"""The number of a dispute, and that of a value of it."""


@dataclass(frozen=True, slots=True)
class PartedPair:
    """Two sentences of one story.

    Attributes:
        story: name of the story's file.
        first: the one sentence.
        second: the other.
        parts: whether they give two values of one dispute.
        dev: whether the story is held out.
    """

    story: str
    first: str
    second: str
    parts: bool
    dev: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: str
    stems: frozenset[int]
    points: frozenset[_Point]


def read_parted(folder: Path = STORIES) -> Iterator[PartedPair]:
    """Yield pairs of each story: those that part, those that say the same, and some of the others.

    Each stands in both orders. Of the others are taken those that share most stems, and some at even
    distances in the rest.

    Raises:
        InputError: a story can't be read or is marked wrongly.
    """
    for path in sorted(folder.glob("*.toml")):
        sentences = list(_sentences(read_story(path)))
        for one, other in _chosen(sentences):
            parts, dev = _part(one, other), in_dev_tenth(path.stem)
            yield PartedPair(path.stem, one.words, other.words, parts, dev)
            yield PartedPair(path.stem, other.words, one.words, parts, dev)


def _sentences(story: SmallStory) -> Iterator[_Sentence]:
    documents = read_texts(story)
    texts = {Path(each.path or "").name: each.text for each in documents}
    marks = [
        (mark.text, find_mark(mark, texts), (number, value))
        for number, dispute in enumerate(story.dispute)
        for value, each in enumerate(dispute.value)
        for mark in each.given
    ]
    vocabulary = Vocabulary()
    for number, document in enumerate(documents):
        name, words = Path(document.path or "").name, read_words(document, number, vocabulary)
        for sentence in words.sentences:
            own = frozenset(at for text, span, at in marks if text == name and _shared(span, sentence.span))
            if len(sentence) >= _LEAST_WORDS or own:
                text = " ".join(sentence.span.of(document.text).split())
                yield _Sentence(name, text, words.content(sentence), own)


def _shared(mark: Span, sentence: Span) -> bool:
    shared = min(mark.end, sentence.end) - max(mark.start, sentence.start)
    return shared > _LEAST_SHARED * min(len(mark), len(sentence))


def _part(one: _Sentence, other: _Sentence) -> bool:
    return any(a[0] == b[0] and a[1] != b[1] for a in one.points for b in other.points)


def _chosen(sentences: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    marked = list[tuple[_Sentence, _Sentence]]()
    rest = list[tuple[_Sentence, _Sentence]]()
    for one, other in combinations(sentences, 2):
        both = {at[0] for at in one.points} & {at[0] for at in other.points}
        (marked if both else rest).append((one, other))
    rest.sort(key=lambda pair: -_likeness(*pair))
    far = rest[_ALIKE:]
    yield from marked
    yield from rest[:_ALIKE]
    yield from far[:: max(1, len(far) // _ANY)]


def _likeness(one: _Sentence, other: _Sentence) -> float:
    return len(one.stems & other.stems) / max(1, len(one.stems | other.stems))
