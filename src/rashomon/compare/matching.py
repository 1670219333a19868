"""Which sentences of two documents say the same in the same or in other words.

The likeness of two sentences is the Ochiai coefficient of their content stems, weighted: the
shared weight over the geometric mean of both sentences' weights. Unlike the Jaccard coefficient
it stays high where a relay adds its own attribution to the sentence or cuts its end.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.compare.collection import Collection
from rashomon.compare.quotes import mostly_quoted
from rashomon.compare.settings import CompareSettings

_EXTENDED_LIKENESS = 0.3  # enough for a sentence that stands beside a matched one, on both sides
_EXTENDED_WEIGHT = 1.5
_TITLE_PENALTY = 0.1


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Two sentences, by number, and how alike they are."""

    left: int
    right: int
    likeness: float
    sure: bool


def match_sentences(
    collection: Collection, candidates: Iterable[tuple[int, int]], settings: CompareSettings
) -> Iterator[list[Match]]:
    """Yield the matched sentences of each pair of documents that has any, sorted by place."""
    grouped: defaultdict[tuple[int, int], list[Match]] = defaultdict(list)
    for left, right in candidates:
        match = _accepted(collection, left, right, settings)
        if match:
            pair = collection.sentences[left].document, collection.sentences[right].document
            grouped[pair].append(match)
    sure = {pair: _one_to_one(collection, _sure(matches)) for pair, matches in grouped.items()}
    kin = _kin(pair for pair, matches in sure.items() if _are_kin(collection, pair, matches, settings))
    for pair in sorted(grouped):
        related = not kin[pair[0]].isdisjoint(kin[pair[1]])
        chosen = _one_to_one(collection, grouped[pair]) if related else sure[pair]
        if chosen:
            yield sorted([*_extended(collection, chosen), *_absorbed(collection, chosen, grouped[pair])])


def _sure(matches: list[Match]) -> list[Match]:
    return [match for match in matches if match.sure]


def _are_kin(
    collection: Collection, pair: tuple[int, int], matches: list[Match], settings: CompareSettings
) -> bool:
    """Tell whether two documents share enough without doubt.

    What both quote does not count: two reporters who heard one speech are not kin for that.
    """
    own = [
        match
        for match in matches
        if not (_quoted(collection, match.left) and _quoted(collection, match.right))
    ]
    shorter = min(len(collection.texts[number].forms) for number in pair)
    words = sum(len(collection.sentences[match.left]) for match in own)
    return len(own) >= settings.kin_sentences and words >= settings.kin_share * shorter


def _quoted(collection: Collection, number: int) -> bool:
    sentence = collection.sentences[number]
    return mostly_quoted(sentence.span.of(collection.text(sentence.document)))


def _kin(pairs: Iterable[tuple[int, int]]) -> defaultdict[int, set[int]]:
    """Return, for each document, itself and those that it shares enough with beyond doubt.

    Two reports on one event hold sentences that look alike by chance, but not many of them;
    only between documents with common kin is a lesser likeness enough.
    """
    kin: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in pairs:
        kin[left] |= {left, right}
        kin[right] |= {left, right}
    return kin


def likeness_of(collection: Collection, left: frozenset[int], right: frozenset[int]) -> float:
    """Return the weighted Ochiai coefficient of two sets of content stems, 0 to 1."""
    shared = collection.weight(left & right)
    if not shared:
        return 0.0
    return shared / math.sqrt(collection.weight(left) * collection.weight(right))


def _accepted(collection: Collection, left: int, right: int, settings: CompareSettings) -> Match | None:
    """Return two sentences as a match if they are alike enough to be shown, at least between kin."""
    if _same_words(collection, left, right, settings):
        return Match(left, right, 1.0, sure=True)
    here, there = collection.content(left), collection.content(right)
    shared = here & there
    if len(shared) < settings.shared_words:
        return None
    likeness, weight = likeness_of(collection, here, there), collection.weight(shared)
    if weight >= settings.shared_weight and _verbatim(collection, left, right, settings):
        return Match(left, right, likeness, sure=True)
    if likeness < settings.kin_likeness or weight < settings.kin_weight:
        return None
    if _plain(collection, left, right) < settings.plain_words:
        return None
    sure = likeness >= settings.likeness and weight >= settings.shared_weight
    return Match(left, right, likeness, sure)


def _plain(collection: Collection, left: int, right: int) -> int:
    here, there = (
        collection.texts[collection.sentences[number].document].plain(collection.sentences[number])
        for number in (left, right)
    )
    return len(here & there)


def _same_words(collection: Collection, left: int, right: int, settings: CompareSettings) -> bool:
    here = collection.forms(left)
    return len(here) >= settings.passage_words and here == collection.forms(right)


def _verbatim(collection: Collection, left: int, right: int, settings: CompareSettings) -> bool:
    """Tell whether enough words in a row stand in both sentences, and say enough.

    They do not where they are a name with its office and the like, which many texts write alike.
    """
    here, there = collection.forms(left), collection.forms(right)
    run = SequenceMatcher(None, here, there, autojunk=False).find_longest_match()
    if run.size < settings.verbatim_words:
        return False
    place = collection.sentences[left]
    first = place.first + run.a
    stems = collection.texts[place.document].content_between(first, first + run.size)
    return collection.weight(stems) >= settings.shared_weight


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
    """Return the likeness, less a little where a title is held against body text.

    A title often repeats a sentence of its own text, which is the better half of the pair.
    """
    same_standing = collection.sentences[match.left].body == collection.sentences[match.right].body
    return match.likeness - (0.0 if same_standing else _TITLE_PENALTY)


def _extended(collection: Collection, matches: list[Match]) -> list[Match]:
    """Add neighbours of matched sentences that are alike enough, given where they stand."""
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
                if likeness is not None:
                    found.append(Match(left, right, likeness, sure=False))
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
    likeness = likeness_of(collection, here, there)
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
