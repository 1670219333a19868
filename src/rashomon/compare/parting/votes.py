"""Results of votes: "21 to 9" in one text, "19 to 11" in another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.compare.labels import shortened
from rashomon.compare.parting.alike import Demands, Spot, alike, together
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.pointing import Entry, Verdict, parted
from rashomon.compare.parting.points import Parted, Point
from rashomon.compare.parting.quantities import scores
from rashomon.compare.parting.tellings import renumbered
from rashomon.model.offsets import Span
from rashomon.model.records import Reason

_ALIKE = Demands(((0.5, 1.0), (0.7, 0.5)))


@dataclass(frozen=True, slots=True)
class _Vote:
    """The result of a vote in a text."""

    document: str
    sentence: int
    span: Span
    result: tuple[int, int]
    words: str


def votes(ground: Ground) -> Iterator[Parted]:
    """Yield the votes of which texts give results that are not the same."""
    seen = list(_votes(ground))
    spots = [_spot(ground, each) for each in seen]
    pairs = {
        (one, other): score
        for (one, other), score in alike(ground, spots, _ALIKE)
        if seen[one].document != seen[other].document
    }
    for group in together(len(seen), pairs):
        place = renumbered(group)
        own = [seen[at] for at in place]
        held = {
            (place[one], place[other]): _contradiction(seen[one], seen[other], pairs[one, other])
            for one, other in group
            if sorted(seen[one].result) != sorted(seen[other].result)
        }
        point = Point("number", "vote", shortened(ground.collection.words(own[0].sentence)), ())
        found = parted(ground, point, [_entry(ground, each) for each in own], held)
        if found is not None:
            yield found


def _votes(ground: Ground) -> Iterator[_Vote]:
    for number, sentence in enumerate(ground.collection.sentences):
        document = ground.collection.documents[sentence.document]
        for span, result in scores(document.text, sentence.span):
            yield _Vote(document.id, number, span, result, span.of(document.text))


def _spot(ground: Ground, vote: _Vote) -> Spot:
    sentence = ground.collection.sentences[vote.sentence]
    own = ground.collection.texts[sentence.document].content_in(vote.span)
    return Spot(
        (ground.story_of(vote.document),), vote.sentence, ground.collection.content(vote.sentence) - own
    )


def _entry(ground: Ground, vote: _Vote) -> Entry:
    return Entry(
        f"{sorted(vote.result)}", ground.given(vote.document, vote.span, " ".join(vote.words.split()))
    )


def _contradiction(one: _Vote, other: _Vote, score: float) -> Verdict:
    detail = f"‘{one.words}’ and ‘{other.words}’ are two results of one vote"
    return Verdict(
        "contradict", compatible=False, reason=Reason(code="vote", detail=detail, score=score), score=score
    )
