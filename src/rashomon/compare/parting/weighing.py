"""How two numbers of one thing stand to one another: one function for each way in which both can hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rashomon.compare.figures import excludes
from rashomon.compare.parting.givers import Givers
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.measured import TOLLS
from rashomon.compare.parting.pointing import LATER_DAY, Verdict
from rashomon.compare.parting.sightings import Sighting
from rashomon.model.records import Figure, Reason

_PART = re.compile(
    r"\b(?:including|among (?:them|whom|these)|of (?:them|whom|these|which)|alone|another|other|further)\W*$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"\W*(?:of (?:them|whom|these|those|the (?:dead|killed|injured|wounded|missing|arrested|detained))"
    r"|alone)\b",
    re.IGNORECASE,
)
_OF_TOLL = re.compile(r"\W*of the (?:dead|killed|injured|wounded|missing|arrested|detained)\b", re.IGNORECASE)
"""What makes a number a part of a whole toll."""
_MORE = re.compile(r"[^\S\n]*(?:more|other|others|further|additional|new)\b", re.IGNORECASE)
_STILL = re.compile(r"(?:^|[.!?…\n–—-]\s*)Still\s+$")
"""A sentence that begins so with a number may tell of as many more: "Still three were found"."""
_CORRECTED = re.compile(
    r"\b(?:correct(?:s|ed|ions?)\b|revis(?:es|ed|ions?)\b|earlier (?:figure|report|count)"
    r"|(?:at )?(?:first|initially|originally|previously) (?:reported|said|given|put|counted))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:now|so far|to date|by now|as of|since then|meanwhile|still|up from|down from"
    r"|ha(?:s|ve|d) (?:now )?(?:reached|risen|grown|climbed|passed|fallen)"
    r"|by (?:yester|mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
"""What says that a number was another one before."""
_ROSE = re.compile(
    r"\b(?:r[io]ses?|risen|climb(?:s|ed)|gr[eo]wn?|grows|increased) to\s+(?:at least\s+)?$", re.IGNORECASE
)
_TO_COME = re.compile(r"\b(?:will|would|shall)\b", re.IGNORECASE)
_ALONE = re.compile(r"[^.,;]*\balone\b", re.IGNORECASE)
_MEASURED = re.compile(r"\W*of (?!(?:the|its|his|her|their|our|them|whom|which)\b)(\w+)")
_BEFORE = 24  # characters before a number that may say that it is a part
_AROUND = 40  # characters before a number that may say that it rose
_SAME = 0.08  # how far two numbers in different units may lie apart, as a share of the larger


@dataclass(frozen=True, slots=True)
class Compared:
    """Two numbers of one thing, the earlier first, and who gives them."""

    ground: Ground
    givers: Givers
    left: Sighting
    right: Sighting

    def words(self, sighting: Sighting) -> str:
        """Return a number as its text has it."""
        return " ".join(sighting.span.of(self.text(sighting)).split())

    def text(self, sighting: Sighting) -> str:
        """Return the text of a number."""
        return self.ground.documents[sighting.document].text

    def sentence(self, sighting: Sighting) -> str:
        """Return the sentence of a number."""
        return self.ground.collection.words(sighting.sentence)

    @property
    def both(self) -> str:
        """Return both numbers, in words."""
        return f"‘{self.words(self.left)}’ and ‘{self.words(self.right)}’"


def weighed(pair: Compared, score: float) -> Verdict | None:
    """Return how two numbers stand to one another; `None` where they are not of one thing."""
    if _is_more(pair) or _is_part(pair) or _is_measured_otherwise(pair):
        return None
    for find in _FINDERS:
        verdict = find(pair, score)
        if verdict is not None:
            return verdict
    return excluded(pair, score)


def excluded(pair: Compared, score: float) -> Verdict:
    """Return that two numbers exclude one another."""
    detail = f"{pair.both} exclude one another"
    reason = Reason(code="number", detail=detail, score=score)
    return Verdict("contradict", compatible=False, reason=reason, score=score)


def _is_more(pair: Compared) -> bool:
    """Tell a number that comes on top of another one: "three more bodies"."""
    return any(
        bool(_MORE.match(pair.text(each), each.span.end))
        or bool(_STILL.search(pair.text(each)[max(0, each.span.start - _BEFORE) : each.span.start]))
        for each in (pair.left, pair.right)
    )


def _verdict(code: str, detail: str, score: float, *, agree: bool = False) -> Verdict:
    reason = Reason(code=code, detail=detail, score=score)
    return Verdict("agree" if agree else "contradict", compatible=True, reason=reason, score=score)


def _units(pair: Compared, score: float) -> Verdict | None:
    one, other = _middle(pair.left.figure), _middle(pair.right.figure)
    if pair.left.size == pair.right.size or abs(one - other) > _SAME * max(one, other):
        return None
    return _verdict("units", f"{pair.both} are the same in other units", score, agree=True)


def _bounds(pair: Compared, score: float) -> Verdict | None:
    one, other = pair.left.figure, pair.right.figure
    if excludes(one, other):
        return None
    if one.best is None or other.best is None:
        return _verdict("bounds", f"{pair.both} can both hold", score)
    return _verdict("rounding", f"{pair.both} can both hold: one is a round number", score, agree=True)


def _is_part(pair: Compared) -> bool:
    """Tell numbers of which the smaller one alone is said to be a part: "three of them"."""
    parts = [_is_of_more(pair, each) for each in (pair.left, pair.right)]
    smaller, larger = sorted((pair.left, pair.right), key=lambda each: _middle(each.figure))
    if _OF_TOLL.match(pair.text(smaller), smaller.span.end) and not larger.unit:
        return True
    return parts[0] != parts[1] and parts[0] == (smaller is pair.left)


def _is_of_more(pair: Compared, sighting: Sighting) -> bool:
    text, span = pair.text(sighting), sighting.span
    of_them = sighting.what and not sighting.unit and _OF_THEM.match(text, span.end)
    sentence = pair.ground.collection.sentences[sighting.sentence].span
    alone = _ALONE.match(text, span.end, sentence.end)
    return bool(of_them or alone or _PART.search(text[max(0, span.start - _BEFORE) : span.start]))


def _is_measured_otherwise(pair: Compared) -> bool:
    """Tell measures of which one alone says of what it is: "39 tonnes of steel" and "58 tonnes"."""
    measured = [bool(_MEASURED.match(pair.text(each), each.span.end)) for each in (pair.left, pair.right)]
    return bool(pair.left.unit) and pair.left.unit != "per cent" and measured[0] != measured[1]


def _update(pair: Compared, score: float) -> Verdict | None:
    """Return an update: a later number of one source, of what goes on, or one that corrects the other."""
    later = pair.ground.is_later(pair.left.document, pair.right.document)
    toll = not TOLLS.isdisjoint(pair.left.what)
    if not later and toll and _has_risen(pair):
        return _risen(pair, score)
    if not later:
        return _of_no_date(pair, score) if toll else None
    corrects = _corrects(pair)
    rivals = "arrested" in pair.left.what and not _by_one(pair)  # who bring each other not up to date
    grows = "killed" in pair.left.what or rivals
    fell = grows and _middle(pair.right.figure) < _middle(pair.left.figure)
    goes_on = _goes_on(pair)
    code = "later"
    if corrects:
        detail = "which corrects it"
    elif pair.ground.one_source(pair.left.document, pair.right.document) and _by_one(pair):
        detail = "a later number by the same source"
    elif later == "day" and not fell and (toll or goes_on):
        code, detail = LATER_DAY, "a count of a later day"
    else:
        return None
    told = f"‘{pair.words(pair.left)}’, then ‘{pair.words(pair.right)}’, {detail}: an update"
    reason = Reason(code=code, detail=told, score=score)
    return Verdict(
        "update", compatible=(toll or goes_on) and not (corrects or fell), reason=reason, score=score
    )


def _by_one(pair: Compared) -> bool:
    """Tell numbers that one gives, or that nobody but the texts themselves does."""
    here, there = pair.givers.of(pair.left), pair.givers.of(pair.right)
    return here == there or not here.isdisjoint(there)


def _corrects(pair: Compared) -> bool:
    """Tell a number whose sentence, or the first one of its text, says that it corrects an earlier one.

    Nobody corrects what another gave: of a number that somebody else gives it is a second one.
    """
    here, there = pair.givers.of(pair.left), pair.givers.of(pair.right)
    if here and there and here.isdisjoint(there):
        return False
    number = pair.ground.numbers[pair.right.document]
    opening = pair.ground.collection.texts[number].sentences[0].span
    by_one = pair.ground.one_source(pair.left.document, pair.right.document) or pair.words(
        pair.left
    ) in pair.text(pair.right)
    told = (pair.sentence(pair.right), *([opening.of(pair.text(pair.right))] if by_one else []))
    return any(map(_CORRECTED.search, told))


def _has_risen(pair: Compared) -> bool:
    """Tell a toll of which its own sentence says that it rose to what it is."""
    smaller, larger = sorted((pair.left, pair.right), key=lambda each: _middle(each.figure))
    text, sentence = pair.text(larger), pair.ground.collection.sentences[larger.sentence].span
    rose = _ROSE.search(text[max(sentence.start, larger.span.start - _AROUND) : larger.span.start])
    return bool(rose) and smaller.document != larger.document


def _risen(pair: Compared, score: float) -> Verdict:
    smaller, larger = sorted((pair.left, pair.right), key=lambda each: _middle(each.figure))
    told = f"‘{pair.words(smaller)}’ rose to ‘{pair.words(larger)}’, by the words of the text: an update"
    reason = Reason(code="later", detail=told, score=score)
    return Verdict("update", compatible=True, reason=reason, score=score)


def _goes_on(pair: Compared) -> bool:
    """Tell a later count of what the text says was another number before; not one of what is to come."""
    sentences = [pair.sentence(each) for each in (pair.left, pair.right)]
    return bool(_GOES_ON.search(sentences[1])) and not any(_TO_COME.search(each) for each in sentences)


def _of_no_date(pair: Compared, score: float) -> Verdict | None:
    """Return that two counts of victims may both hold where a text has no date: they may be of two days."""
    if all(pair.ground.day(each.document) for each in (pair.left, pair.right)):
        return None
    return _verdict("undated", f"{pair.both} can both hold: which count is the later is not known", score)


def _middle(figure: Figure) -> float:
    found = [each for each in (figure.best, figure.low, figure.high) if each is not None]
    return found[0] if found else 0.0


_FINDERS: tuple[Callable[[Compared, float], Verdict | None], ...] = (_units, _bounds, _update)
