"""How likely two claims speak of one matter, whether they agree on it or not.

A logistic regression over six marks: the weighted overlap of their content stems (a cosine), the cosines of
the vectors (Reimers and Gurevych, 2019) of their words, of their sentences and of what stands around these,
whether they stand in two texts, and how far they stand in one place of sentences of which one was written
from the other.
What all claims of a story have in common is taken off the vectors, so that a topic makes no two claims alike.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

import numpy as np

from rashomon.compare.claims import Claim
from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Embed, Floats
from rashomon.compare.flat import Numbers
from rashomon.compare.passages import Shared
from rashomon.compare.settings import CompareSettings
from rashomon.model.offsets import Span

MARKS = ("overlap", "wording", "meaning", "apart", "linked", "around")
_BLOCK = 512  # claims whose vectors are compared with others at once
_AROUND = 1  # sentences before and after those of a claim
_COMMON = 20  # claims from which on more than half of what a story's claims have in common is taken off
_ONE_PLACE = 0.3  # share of the stretch of two linked sentences that either of two claims covers
_LEAST_STRETCH = 1e-6

SentencePair = tuple[int, int]
"""Two sentences by number, the lower first."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What claims are compared by: the texts, vectors, and which sentences are one in two texts."""

    collection: Collection
    embed: Embed
    linked: frozenset[SentencePair]


@dataclass(frozen=True, slots=True)
class ClaimPairs:
    """Pairs of claims by number, the lower first: int64 `[n]` twice."""

    left: Numbers
    right: Numbers


def basis(collection: Collection, embed: Embed, passages: Iterable[Shared]) -> Basis:
    """Return what claims are compared by, with the sentences that the `passages` are made of."""
    pairs = frozenset(
        (min(match.left, match.right), max(match.left, match.right))
        for passage in passages
        for match in passage.matches
    )
    return Basis(collection, embed, pairs)


def candidate_claims(claims: Sequence[Claim], over: Basis, settings: CompareSettings) -> ClaimPairs:
    """Return the pairs of claims of one story that are worth comparing.

    These are the ones whose words are near in meaning, and those in linked sentences. Each claim is set
    against a number of claims before it only, so that the number of pairs grows with that of claims.
    """
    vectors = _of_words(claims, over)
    near = (pairs for numbers in _by_story(claims) for pairs in _near(vectors, numbers, settings))
    codes = [
        np.array(sorted(_linked(claims, over)), dtype=np.int64),
        *(_codes(claims, pairs) for pairs in near),
    ]
    found = np.unique(np.concatenate(codes))
    return ClaimPairs(found // len(claims), found % len(claims))


def marks_of(claims: Sequence[Claim], pairs: ClaimPairs, over: Basis) -> Floats:
    """Return float32 `[n, 6]`: the `MARKS` of each pair."""
    norms = [_norm(claim.stems, over.collection) for claim in claims]
    documents = np.array([claim.document for claim in claims], dtype=np.int64)
    overlap = [
        _norm(claims[one].stems & claims[other].stems, over.collection) ** 2
        / max(norms[one] * norms[other], np.finfo(np.float32).tiny)
        for one, other in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    marks = (
        np.array(overlap),
        _cosines(_of_words(claims, over), pairs),
        _cosines(_of_sentences(claims, over, 0), pairs),
        documents[pairs.left] != documents[pairs.right],
        _places_shared(claims, pairs, over),
        _cosines(_of_sentences(claims, over, _AROUND), pairs),
    )
    return np.stack(marks, axis=1).astype(np.float32)


def likeness(marks: Floats, settings: CompareSettings) -> Floats:
    """Return float32 `[n]`: how likely the claims of each pair speak of one matter.

    Args:
        marks: float32 `[n, 6]`, the `MARKS` of each pair.
        settings: what they weigh.
    """
    weights = np.array(settings.matter_marks, dtype=np.float32)
    shares: Floats = 1 / (1 + np.exp(-(marks @ weights[:-1] + weights[-1])))
    return shares


def _norm(stems: frozenset[int], collection: Collection) -> float:
    return math.sqrt(sum(collection.weights[stem] ** 2 for stem in sorted(stems)))


def _codes(claims: Sequence[Claim], pairs: ClaimPairs) -> Numbers:
    """Return each pair as one number."""
    return pairs.left * len(claims) + pairs.right


def _cosines(vectors: Floats, pairs: ClaimPairs) -> Floats:
    cosines: Floats = np.einsum("nd,nd->n", vectors[pairs.left], vectors[pairs.right])
    return cosines


def _of_words(claims: Sequence[Claim], over: Basis) -> Floats:
    """Return float32 `[n, d]`: the vector of the words of each claim."""
    return _parted(claims, over.embed([claim.text(over.collection) for claim in claims]))


def _of_sentences(claims: Sequence[Claim], over: Basis, beside: int) -> Floats:
    """Return float32 `[n, d]`: the mean vector of a claim's sentences and of so many on either side."""
    places = [list(_sentences(claim, over.collection, beside)) for claim in claims]
    needed = sorted(set(chain.from_iterable(places)))
    rows = {number: row for row, number in enumerate(needed)}
    given = over.embed([over.collection.words(number) for number in needed])
    means = np.stack([given[[rows[number] for number in own]].mean(axis=0) for own in places])
    return _parted(claims, means)


def _parted(claims: Sequence[Claim], vectors: Floats) -> Floats:
    """Return vectors of length 1, without what those of a story's claims have in common.

    Of few claims it is not known what they have in common by their topic, so that less is taken off.
    """
    parted = vectors.copy()
    for numbers in _by_story(claims):
        parted[numbers] -= vectors[numbers].sum(axis=0) / (len(numbers) + _COMMON)
    lengths = np.linalg.norm(parted, axis=1, keepdims=True)
    parted /= np.maximum(lengths, np.finfo(np.float32).tiny)
    return parted


def _sentences(claim: Claim, collection: Collection, beside: int) -> Iterator[int]:
    first, end = claim.sentences
    for number in range(max(0, first - beside), min(len(collection.sentences), end + beside)):
        if collection.sentences[number].document == claim.document:
            yield number


def _by_story(claims: Sequence[Claim]) -> Iterable[Numbers]:
    stories: defaultdict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        stories[claim.story].append(number)
    return (np.array(numbers, dtype=np.int64) for numbers in stories.values())


def _near(vectors: Floats, numbers: Numbers, settings: CompareSettings) -> Iterator[ClaimPairs]:
    """Yield the pairs of some claims whose vectors are near, a block of them after the other."""
    for start in range(0, len(numbers), _BLOCK):
        first = max(0, start - settings.matter_reach)
        later, earlier = numbers[start : start + _BLOCK], numbers[first : start + _BLOCK]
        is_near = vectors[later] @ vectors[earlier].T >= settings.matter_nearness
        rows, columns = np.nonzero(is_near & (earlier[None] < later[:, None]))
        yield ClaimPairs(earlier[columns], later[rows])


def _places_shared(claims: Sequence[Claim], pairs: ClaimPairs, over: Basis) -> list[float]:
    linked = _linked(claims, over)
    return [linked.get(code, 0.0) for code in _codes(claims, pairs).tolist()]


def _linked(claims: Sequence[Claim], over: Basis) -> dict[int, float]:
    """Return how far claims of linked sentences stand in one place of them, by the pair as one number.

    Left out are those that hardly do: a sentence that was written from another may tell two things, as the
    other does.
    """
    standing: defaultdict[int, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for sentence in range(*claim.sentences):
            standing[sentence].append(number)
    found: dict[int, float] = {}
    for left, right in sorted(over.linked):
        for one, other in product(standing.get(left, ()), standing.get(right, ())):
            shared = _shared(claims[one], claims[other], (left, right), over.collection)
            if shared >= _ONE_PLACE and claims[one].story == claims[other].story:
                code = min(one, other) * len(claims) + max(one, other)
                found[code] = max(shared, found.get(code, 0.0))
    return found


def _shared(one: Claim, other: Claim, sentences: SentencePair, collection: Collection) -> float:
    """Return what share two claims have in common of the stretch of their sentences that either covers."""
    first, second = (
        _stretch(claim, collection.sentences[sentence].span)
        for claim, sentence in zip((one, other), sentences, strict=True)
    )
    both = min(first[1], second[1]) - max(first[0], second[0])
    return max(0.0, both) / max(max(first[1], second[1]) - min(first[0], second[0]), _LEAST_STRETCH)


def _stretch(claim: Claim, sentence: Span) -> tuple[float, float]:
    """Return from where to where a claim reaches in a sentence, as shares of its length."""
    inside = [span for span in claim.spans if span.overlaps(sentence)]
    start = max(min(span.start for span in inside), sentence.start) if inside else sentence.start
    end = min(max(span.end for span in inside), sentence.end) if inside else sentence.start
    return (start - sentence.start) / len(sentence), (end - sentence.start) / len(sentence)
