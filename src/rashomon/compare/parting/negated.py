"""Points on whether something happened: one tells it as so, another that nobody did it, or no trace of it.

A negated event is held against the words of others that tell the same deed as so, of somebody or something
that it names. What one's own did not do ("none of our men fired") others may have done, and is left alone.
"No trace of petrol" denies what somebody tells of petrol.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.parting.claimed import Claim, are_apart, claim_at, excluding, likeness, stems_in
from rashomon.compare.parting.ground import Ground
from rashomon.compare.parting.points import Parted
from rashomon.compare.wordlists import COMMON_WORDS
from rashomon.compare.words import NO_CONTENT
from rashomon.model.offsets import Span
from rashomon.model.records import Event, Reason

_NOBODY = re.compile(
    r"\b(?:no|nobody|no\s+one|none|not\s+(?:one|a\s+single|an?)|never|nothing|neither|nor)\b", re.IGNORECASE
)
_ANY = re.compile(r"\W*(?:any(?:thing|body|one)?\b.*|nothing|nobody|no one|none)", re.IGNORECASE | re.DOTALL)
_SO_FAR = re.compile(r"\b(?:yet|so\s+far|until|till|before|since|this\s+time)\b", re.IGNORECASE)
_OWN = re.compile(r"\b(?:our|ours|us|his|hers?|its|their|theirs|my|mine)\b", re.IGNORECASE)
_TRACE = re.compile(
    r"\bno\s+(?:trace|evidence|proof)s?\s+(?:whatever\s+)?of\s+(?:an?\s+|any\s+|the\s+)?"
    r"(?P<what>(?:[^\W\d_]+[ -]){0,2}?[^\W\d_]+)"
    r"(?=[.,;:)“”\"]|\s+(?:and|or|but|in|on|at|by|had|has|was|were|that|among)\b|$)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|nor|neither|cannot|whether|if|unless|would|could|may|might|will|should|to"
    r"|without|den(?:y|ied|ies)|before|until|warn\w*|threat\w*|suspect\w*|spoke|speaks?|talk|claims?|alleg\w*|reports?|rumou?rs?|messages?)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;:!?,“”\"]\s|\s(?:and|but|while|because|since)\s", re.IGNORECASE)
_HAPPENED = frozenset({"happened", "ongoing"})
_LIGHT = """
    do make take give get have be go come see say put set keep hold leave find begin start bring let use show
    turn lay run stand lie stay remain become happen occur
""".split()
_SHARED = 2  # stems that the sentences around two claims on one deed share, beside the deed
_LEAST = 0.5  # and their likeness
_LEAST_THING = 0.2  # likeness of what is told of a thing to that there was no trace of it
_AT_MOST = 24  # places of one word that a denial is held against
_SCORE = 0.65


@dataclass(frozen=True, slots=True)
class _Denial:
    """That something did not happen: the stems of the deed, of its doer and of what it is done to.

    `around` are the stems of its sentence and the one before; `own` is whether it was nobody of one's own;
    `thing` is the thing of which there was no trace.
    """

    claim: Claim
    deed: frozenset[int]
    others: frozenset[int]
    around: frozenset[int]
    own: bool
    thing: str = ""


def negated(ground: Ground) -> Iterator[Parted]:
    """Yield what one tells as so and another denies."""
    places = _Places(ground)
    for document in ground.collection.documents:
        for event in ground.events_of.get(document.id, ()):
            denial = _denial(ground, event) if event.status == "denied" else None
            if denial is not None and denial.deed and not denial.own:
                yield from _parted(ground, denial, places.told(denial))
        yield from _without_trace(ground, document.id, places)


def _denial(ground: Ground, event: Event) -> _Denial | None:
    """Return what a negated event denies, where nobody did it, or it was done to nothing."""
    text = ground.documents[event.document].text
    claim = claim_at(ground, event.document, event.trigger.spans[0])
    start = max((end.end() for end in _CLAUSE.finditer(text, 0, event.trigger.spans[0].start)), default=0)
    nobody = _NOBODY.search(text, start, event.trigger.spans[0].start)
    if claim is None or nobody is None or not text[nobody.end() : event.trigger.spans[0].start].strip():
        return None
    parts = [each.span for each in event.participants]
    named = [each for each in parts if not _ANY.fullmatch(each.of(text))]
    if _SO_FAR.search(claim.place.of(text)):
        return None
    return _Denial(
        claim,
        _deed(ground, event.document, event.trigger.spans),
        stems_in(ground, event.document, tuple(named)),
        _around(ground, claim),
        own=any(_OWN.search(each.of(text)) for each in parts),
    )


def _around(ground: Ground, claim: Claim) -> frozenset[int]:
    """Return the stems of the sentence of a claim, and of the one before in its text."""
    numbers = (claim.sentence - 1, claim.sentence)
    spans = [ground.collection.sentences[each] for each in numbers if each >= 0]
    own = [each.span for each in spans if ground.collection.documents[each.document].id == claim.document]
    return stems_in(ground, claim.document, tuple(own))


def _deed(ground: Ground, document: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the content stems of a deed, without those that tell nothing alone ("gave", "came")."""
    words = ground.collection.texts[ground.numbers[document]]
    found = frozenset(stem for span in spans for stem in words.content_in(span))
    return found - ground.collection.vocabulary.stems_of(_LIGHT)


def _without_trace(ground: Ground, document: str, places: _Places) -> Iterator[Parted]:
    """Yield what some tell of a thing of which others found no trace."""
    document_text = ground.documents[document].text
    for match in _TRACE.finditer(document_text):
        what = Span(*match.span("what"))
        claim = claim_at(ground, document, what)
        stems = _deed(ground, document, (what,))
        if claim is not None and len(stems) == 1:
            thing = what.of(document_text).casefold()
            denial = _Denial(claim, stems, frozenset(), frozenset(), own=False, thing=thing)
            yield from _parted(ground, denial, places.told(denial))


def _parted(ground: Ground, denial: _Denial, told: Sequence[Claim]) -> Iterator[Parted]:
    """Yield a denial with what it denies, of each who tells it once."""
    seen: set[object] = set()
    for claim in told:
        who = claim.holders or claim.document
        if who not in seen and are_apart(claim, denial.claim):
            seen.add(who)
            reason = Reason(
                code="denied", detail="the one tells it, the other that it was not so", score=_SCORE
            )
            yield excluding(ground, "fact", "denied", claim, denial.claim, reason)


class _Places:
    """Where words stand, by story and stem."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._common = ground.collection.vocabulary.forms_of(COMMON_WORDS)  # "saw" is seldom of "sawed"
        self._at = self._indexed()
        self._triggers = {
            (event.document, span.start): event
            for event in ground.extraction.events
            for span in event.trigger.spans
        }

    def _indexed(self) -> Mapping[tuple[str, int], Sequence[tuple[str, int]]]:
        found: defaultdict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
        for document, words in zip(
            self._ground.collection.documents, self._ground.collection.texts, strict=True
        ):
            story = self._ground.story_of(document.id)
            for at, stem in enumerate(words.stems):
                if stem != NO_CONTENT and words.forms[at] not in self._common:
                    found[story, stem].append((document.id, at))
        return found

    def told(self, denial: _Denial) -> list[Claim]:
        """Return what is claimed as so in the words of a denial, by its rarest word."""
        story = self._ground.story_of(denial.claim.document)
        lists = [self._at.get((story, stem), ()) for stem in sorted(denial.deed)]
        rarest = min(lists, key=len)
        claims = (self._as_so(document, at, denial) for document, at in rarest[:_AT_MOST])
        return [each for each in claims if each is not None]

    def _as_so(self, document: str, at: int, denial: _Denial) -> Claim | None:
        """Return what is claimed at a word, if it tells as so what is denied."""
        words = self._ground.collection.texts[self._ground.numbers[document]]
        span = Span(words.starts[at], words.ends[at])
        text = self._ground.documents[document].text
        claim = claim_at(self._ground, document, span)
        if claim is None or claim.sentence == denial.claim.sentence:
            return None
        if not denial.deed <= _deed(self._ground, document, claim.given.passage.spans):
            return None
        start = max((end.end() for end in _CLAUSE.finditer(text, claim.place.start, span.start)), default=0)
        if _OPEN.search(text, max(start, claim.place.start), span.end) or claim.words.endswith("?"):
            return None
        form = span.of(text).casefold()
        if denial.thing and form != denial.thing and not form.endswith("ed"):
            return None  # "two saws" are no trace of a saw, "sawed" is
        event = self._triggers.get((document, span.start))
        if event is not None and event.status not in _HAPPENED:
            return None
        return claim if self._is_on_one(claim, denial) else None

    def _is_on_one(self, claim: Claim, denial: _Denial) -> bool:
        """Tell a claim that is close to a denial, and names what it names, or shares much else with it."""
        if denial.thing:
            return likeness(self._ground, claim, denial.claim) >= _LEAST_THING
        shared = _around(self._ground, claim) & denial.around - denial.deed
        named = denial.others & claim.stems
        return len(shared | named) >= _SHARED and likeness(self._ground, claim, denial.claim) >= _LEAST
