"""Which sentences of two documents say the same in the same or in other words.

How likely two sentences do is judged by `rashomon.compare.rewording`; here the likeliest pairs are chosen,
each sentence once for each two documents, and the sentences beside them that go with them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rashomon.compare.candidates import SentencePairs
from rashomon.compare.collection import Collection
from rashomon.compare.embedding import Floats
from rashomon.compare.opposed import Opposition
from rashomon.compare.settings import CompareSettings
from rashomon.compare.verbatim import are_same_words, is_verbatim

_EXTENDED_LIKENESS = 0.3  # enough for a sentence that stands beside a matched one, on both sides
_EXTENDED_WEIGHT = 1.5
_TITLE_PENALTY = 0.1
_VERBATIM = 0.95  # the chance of sentences that share many words in a row


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Two sentences, by number, and how likely one was written from the other or both from one text."""

    left: int
    right: int
    chance: float


def match_sentences(
    collection: Collection, pairs: SentencePairs, chances: Floats, settings: CompareSettings
) -> Iterator[list[Match]]:
    """Yield the matched sentences of each pair of documents that has any, sorted by place.

    Args:
        collection: the documents.
        pairs: the sentences that are looked at.
        chances: float32 `[n]`, how likely each pair is one (`rashomon.compare.rewording`).
        settings: how likely a pair must be.
    """
    grouped: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for (left, right), chance in zip(pairs.each(), chances.tolist(), strict=True):
        documents = collection.sentences[left].document, collection.sentences[right].document
        grouped[documents].append(_judged(collection, Match(left, right, round(chance, 4)), settings))
    opposition = Opposition(collection, settings)
    for documents in sorted(grouped):
        matches = [match for match in grouped[documents] if match.chance >= settings.rewording]
        chosen = _one_to_one(collection, matches)
        if chosen:
            added = _extended(collection, chosen, opposition)
            yield sorted([*added, *_absorbed(collection, chosen, grouped[documents])])


def _judged(collection: Collection, match: Match, settings: CompareSettings) -> Match:
    """Return a match with the chance of those in the same words where it has the same words."""
    if are_same_words(collection, match.left, match.right, settings):
        return replace(match, chance=1.0)
    if match.chance < _VERBATIM and is_verbatim(collection, match.left, match.right, settings):
        return replace(match, chance=_VERBATIM)
    return match


def _one_to_one(collection: Collection, matches: list[Match]) -> list[Match]:
    """Return the best matches, each sentence used once."""
    used: set[tuple[str, int]] = set()
    chosen = []
    for match in sorted(matches, key=lambda match: (-_rank(collection, match), match)):
        ends = {("left", match.left), ("right", match.right)}
        if not ends & used:
            used |= ends
            chosen.append(match)
    return chosen


def _rank(collection: Collection, match: Match) -> float:
    """Return the chance, less a little where a title is held against body text.

    A title often repeats a sentence of its own text, which is the better half of the pair.
    """
    same_standing = collection.sentences[match.left].body == collection.sentences[match.right].body
    return match.chance - (0.0 if same_standing else _TITLE_PENALTY)


def _extended(collection: Collection, matches: list[Match], opposition: Opposition) -> list[Match]:
    """Add neighbours of matched sentences that are alike enough, given where they stand.

    One that denies what the other says is added only where something else was copied plainly.
    """
    plain = any(match.chance >= _VERBATIM for match in matches)
    lefts = {match.left for match in matches}
    rights = {match.right for match in matches}
    found = list(matches)
    for match in found:  # grows as it goes: an added pair may have neighbours of its own
        for step in (1, -1):
            left, right = match.left + step, match.right + step
            if left in lefts or right in rights:
                continue
            if _neighbours(collection, match.left, left) and _neighbours(collection, match.right, right):
                likeness = _beside(collection, left, right)
                if likeness is not None and (plain or not opposition.are(left, right)):
                    found.append(Match(left, right, round(likeness, 4)))
                    lefts.add(left)
                    rights.add(right)
    return found


def _neighbours(collection: Collection, number: int, other: int) -> bool:
    """Tell whether both sentences stand in one paragraph of one document."""
    if not 0 <= other < len(collection.sentences):
        return False
    here, there = collection.sentences[number], collection.sentences[other]
    return (here.document, here.paragraph) == (there.document, there.paragraph)


def _beside(collection: Collection, left: int, right: int) -> float | None:
    if collection.forms(left) == collection.forms(right):
        return 1.0
    here, there = collection.content(left), collection.content(right)
    likeness = _likeness(collection, here, there)
    enough = likeness >= _EXTENDED_LIKENESS and collection.weight(here & there) >= _EXTENDED_WEIGHT
    return likeness if enough else None


def _absorbed(collection: Collection, chosen: list[Match], matches: list[Match]) -> Iterator[Match]:
    """Yield matches that join a sentence to the half of a longer one that its neighbour leaves over.

    One text's two sentences are often one sentence of the other.
    """
    by_left = {match.left: match.right for match in chosen}
    by_right = {match.right: match.left for match in chosen}
    for match in matches:
        if match.left in by_left and match.right not in by_right:
            taken, rest = by_left[match.left], match.right
            whole = collection.content(match.left)
        elif match.right in by_right and match.left not in by_left:
            taken, rest = by_right[match.right], match.left
            whole = collection.content(match.right)
        else:
            continue
        left_over = (whole - collection.content(taken)) & collection.content(rest)
        half = 0.5 * collection.weight(collection.content(rest))
        if (
            abs(taken - rest) == 1
            and _neighbours(collection, taken, rest)
            and collection.weight(left_over) >= half
        ):
            yield match


def _likeness(collection: Collection, left: frozenset[int], right: frozenset[int]) -> float:
    """Return the weighted Ochiai coefficient of two sets of content stems, 0 to 1."""
    shared = collection.weight(left & right)
    if not shared:
        return 0.0
    return shared / math.sqrt(collection.weight(left) * collection.weight(right))
