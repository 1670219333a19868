"""Pairs of sentences of one story that part, say the same or do neither, where every point is marked.

The stories (`training/partings`) are our own, written for this as `evaluation/partings/guidelines.md` says.
Nothing is measured by them but how far training has come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final, Literal

from rashomon.compare.words import Vocabulary, read_words
from rashomon.model.offsets import Span
from training.gold.nli import in_dev_tenth
from training.gold.parted import Marked, SmallStory, find_mark, read_story, read_texts

STORIES: Final = Path(__file__).parent.parent / "partings"
PARTED: Final = "parted"
PARTED_COUNT: Final = 164_848
_LEAST_SHARED = 0.5
_LEAST_WORDS = 4
_ALIKE, _ANY = 120, 40

Relation = Literal["parts", "same", "other"]

_Point = tuple[int, int]
"""The number of a dispute or of a claim that is agreed on, and that of a value of it."""


@dataclass(frozen=True, slots=True)
class PartedPair:
    """Two sentences of one story.

    Attributes:
        story: name of the story's file.
        first: the one sentence.
        second: the other.
        relation: "parts" for two values of one dispute, "same" for one value or one agreed claim.
        sure: whether another relation than "parts" is known: what is agreed on is marked in that story.
        dev: whether the story is held out.
    """

    story: str
    first: str
    second: str
    relation: Relation
    sure: bool
    dev: bool


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: str
    stems: frozenset[int]
    points: frozenset[_Point]
    seeming: frozenset[int]


def read_parted(folder: Path = STORIES) -> Iterator[PartedPair]:
    """Yield pairs of each story: those that part, say the same or only seem to part, and some of the others.

    Each stands in both orders. Of the others are taken those that share most stems, and some at even
    distances in the rest.

    Raises:
        InputError: a story can't be read or is marked wrongly.
    """
    for path in sorted(folder.glob("*.toml")):
        story, dev = read_story(path), in_dev_tenth(path.stem)
        for one, other in _chosen(list(_sentences(story))):
            relation = _relation(one, other)
            sure = relation != "other" or bool(story.agreed)
            yield PartedPair(path.stem, one.words, other.words, relation, sure, dev)
            yield PartedPair(path.stem, other.words, one.words, relation, sure, dev)


def _sentences(story: SmallStory) -> Iterator[_Sentence]:
    documents = read_texts(story)
    texts = {Path(each.path or "").name: each.text for each in documents}
    points = [[value.given for value in dispute.value] for dispute in story.dispute]
    points += [[point.given] for point in story.agreed]
    seeming = [[(each.left, each.right)] for each in story.apparent]
    vocabulary = Vocabulary()
    for number, document in enumerate(documents):
        name, words = Path(document.path or "").name, read_words(document, number, vocabulary)
        own, alike = (_placed(marks, name, texts) for marks in (points, seeming))
        for sentence in words.sentences:
            given = frozenset(at for span, at in own if _shared(span, sentence.span))
            near = frozenset(at[0] for span, at in alike if _shared(span, sentence.span))
            if len(sentence) >= _LEAST_WORDS or given or near:
                text = " ".join(sentence.span.of(document.text).split())
                yield _Sentence(name, text, words.content(sentence), given, near)


def _placed(
    points: Sequence[Sequence[Sequence[Marked]]], name: str, texts: Mapping[str, str]
) -> list[tuple[Span, _Point]]:
    """Return where the clauses of one text stand, with their points: one row of clauses for each value."""
    return [
        (find_mark(mark, texts), (number, value))
        for number, values in enumerate(points)
        for value, given in enumerate(values)
        for mark in given
        if mark.text == name
    ]


def _shared(mark: Span, sentence: Span) -> bool:
    shared = min(mark.end, sentence.end) - max(mark.start, sentence.start)
    return shared > _LEAST_SHARED * min(len(mark), len(sentence))


def _relation(one: _Sentence, other: _Sentence) -> Relation:
    """Return how two sentences stand; those that part on one point and agree on another do part."""
    if any(a[0] == b[0] and a[1] != b[1] for a in one.points for b in other.points):
        return "parts"
    return "same" if one.points & other.points else "other"


def _chosen(sentences: Sequence[_Sentence]) -> Iterator[tuple[_Sentence, _Sentence]]:
    marked = list[tuple[_Sentence, _Sentence]]()
    rest = list[tuple[_Sentence, _Sentence]]()
    for one, other in combinations(sentences, 2):
        both = {at[0] for at in one.points} & {at[0] for at in other.points}
        (marked if both or one.seeming & other.seeming else rest).append((one, other))
    rest.sort(key=lambda pair: -_likeness(*pair))
    far = rest[_ALIKE:]
    yield from marked
    yield from rest[:_ALIKE]
    yield from far[:: max(1, len(far) // _ANY)]


def _likeness(one: _Sentence, other: _Sentence) -> float:
    return len(one.stems & other.stems) / max(1, len(one.stems | other.stems))
