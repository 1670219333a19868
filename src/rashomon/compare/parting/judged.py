"""Sentences of two givers that may part by the judgement of the pair model, whatever it is that they part on.

Which sentences are set against one another is found by the cosine of their vectors: each with the nearest few
of its story that stand before it, so that cost grows with the number of sentences. The model, which learned
from stories in which every point is marked (`training/partings`), reads both orders of two sentences; how
likely they part is the mean. It is right too seldom for a contradiction: whether both can hold is left open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from rashomon.compare.flat import Numbers
from rashomon.compare.parting.claimed import Claim, are_apart, claim_at
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted, Parting, Point, Value
from rashomon.compare.untrue import is_all_untrue
from rashomon.model.offsets import Span
from rashomon.model.records import Reason

ACCOUNT = "account"
"""What two sentences are values of where nothing tells on what they part."""
LEAST = 0.45
"""How likely two sentences that share a content word must part to be worth a look."""
LEAST_UNLIKE = 0.55
"""How likely those that share none must; both were chosen on stories of `training/partings` that the shipped
model has not seen: of sentences above one bar, those without a word in common part half as often."""
_ASKED_AGAIN = 0.2  # how likely two must part in one order to be read in the other
_NEAREST = 3  # sentences that each is set against
_NEAR = 0.2  # their least cosine
_MOST = 20_000  # pairs that are judged, those nearest in meaning: what bounds the time
_REACH = 2000  # sentences of an event before one that are looked at
_LEAST_WORDS = 4

_Pair = tuple[int, int]


def judged(ground: Ground, points: Iterable[Point] = ()) -> Iterator[Parted]:
    """Yield sentences that may part, the likeliest first; no sentence is in more than one point.

    Args:
        ground: the run.
        points: those found by what values tell; two sentences that give values of one are not judged, nor two
            of which one was written from the other.
    """
    on = _points_of(ground, points)
    claims = {claim.sentence: claim for claim in _claims(ground)}
    pairs = [
        (one, other)
        for one, other in _near(ground, sorted(claims))
        if are_apart(claims[one], claims[other]) and on[one].isdisjoint(on[other])
    ]
    taken = set[int]()
    above = [
        (likely - _least(claims[pair[0]], claims[pair[1]]), pair, likely)
        for likely, pair in zip(_likely(ground, pairs), pairs, strict=True)
    ]
    for more, pair, likely in sorted(above, key=lambda each: (-each[0], each[1])):
        if more < 0:
            break
        if taken.isdisjoint(pair):
            taken.update(pair)
            yield _parted(ground, claims[pair[0]], claims[pair[1]], likely)


def _least(one: Claim, other: Claim) -> float:
    """Return how likely two claims must part to be worth a look."""
    return LEAST_UNLIKE if one.stems.isdisjoint(other.stems) else LEAST


def _points_of(ground: Ground, points: Iterable[Point]) -> Mapping[int, set[int]]:
    """Return what each sentence has in common with others: numbers of points and of shared passages."""
    told = [[given.passage for value in point.values for given in value.given] for point in points]
    told += [[link.left, link.right] for link in ground.comparison.links if link.kind == "derive"]
    found: defaultdict[int, set[int]] = defaultdict(set)
    for number, passages in enumerate(told):
        for passage in passages:
            for span in passage.spans:
                sentence = ground.sentence_number(passage.document, span)
                if sentence is not None:
                    found[sentence].add(number)
    return found


def _claims(ground: Ground) -> Iterator[Claim]:
    """Yield what is claimed in each sentence, furniture, questions and demands left out.

    What somebody says in half of a sentence or more is theirs, not the text's. A claim that is called untrue
    is left out too: the model takes "rumours that he was dismissed are false" for the dismissal.
    """
    for number, sentence in enumerate(ground.collection.sentences):
        if len(sentence) >= _LEAST_WORDS and not is_all_untrue(ground.collection.words(number)):
            document = ground.collection.documents[sentence.document]
            claim = claim_at(ground, document.id, _said(ground, document.id, sentence.span))
            if claim is not None:
                yield claim


def _said(ground: Ground, document: str, sentence: Span) -> Span:
    """Return the most of a sentence that stands in one piece of somebody's words, else the sentence."""
    pieces = (
        Span(max(own.start, sentence.start), min(own.end, sentence.end))
        for statement in ground.statements_of.get(document, ())
        for own in statement.content.spans
        if own.overlaps(sentence)
    )
    longest = max(pieces, key=len, default=sentence)
    return longest if 2 * len(longest) >= len(sentence) else sentence


def _near(ground: Ground, numbers: Sequence[int]) -> list[_Pair]:
    """Return each sentence with the nearest of its story that stand before it; of too many the nearest pairs.

    What several texts have in the same words is judged once, where it stands first.
    """
    stories: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number in numbers:
        document = ground.collection.documents[ground.collection.sentences[number].document]
        stories[ground.story_of(document.id)].setdefault(ground.collection.words(number), number)
    groups = (np.array(list(own.values()), dtype=np.int64) for own in stories.values())
    found = [pair for own in groups for pair in _nearest(ground, own)]
    return [pair for _, pair in sorted(found, key=lambda each: (-each[0], each[1]))[:_MOST]]


def _nearest(ground: Ground, numbers: Numbers) -> Iterator[tuple[float, _Pair]]:
    """Yield each with the nearest of those before it, by their cosine."""
    vectors = ground.embed([ground.collection.words(number) for number in numbers.tolist()])
    for place in range(1, len(numbers)):
        first = max(0, place - _REACH)
        cosines = vectors[first:place] @ vectors[place]
        for at in np.argsort(-cosines, kind="stable")[:_NEAREST].tolist():
            if cosines[at] >= _NEAR:
                yield float(cosines[at]), (int(numbers[first + at]), int(numbers[place]))


def _likely(ground: Ground, pairs: Sequence[_Pair]) -> list[float]:
    """Return how likely two sentences part; those that hardly do are read in one order only."""
    words = {at: " ".join(ground.collection.words(at).split()) for pair in pairs for at in pair}
    first = ground.judge([(words[one], words[other]) for one, other in pairs])[:, 0]
    again = [number for number, likely in enumerate(first.tolist()) if likely >= _ASKED_AGAIN]
    second = ground.judge([(words[pairs[number][1]], words[pairs[number][0]]) for number in again])[:, 0]
    means = first / 2
    means[again] += second / 2
    found: list[float] = means.tolist()
    return found


def _parted(ground: Ground, one: Claim, other: Claim, likely: float) -> Parted:
    left, right = ground.ends(one.given, other.given)
    point = Point("other", ACCOUNT, left.value, (Value(left.value, (left,)), Value(right.value, (right,))))
    detail = "the program takes them for sentences on one thing that do not go together"
    score = round(likely, 4)
    reason = Reason(code="judged", detail=detail, score=score)
    return Parted(point, (Parting(left, right, "contradict", None, (reason,), score),))
