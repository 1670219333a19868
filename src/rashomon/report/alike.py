"""Told alike: events that texts of several origins tell with the same words, and nobody denies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.joining import Groups
from rashomon.compare.words import Vocabulary
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Act, Event, MergedEvent
from rashomon.report.apart import Setting, Settings
from rashomon.report.lines import Line, Quote, quote
from rashomon.report.roots import Roots
from rashomon.report.sentences import sentence_around
from rashomon.report.statements import Said
from rashomon.report.stems import stems_of
from rashomon.report.texts import Library, Text

_SEVERAL = 2
_OVERLAP = 0.5  # of the words that name who and what takes part, as a share of the fewer,
_OF_MORE = 0.3  # and of the more: "governors" tells little of who is elected governor where
_LONG = 200  # characters; a shorter sentence is shown rather than a longer one
_TOLD = frozenset({"happened", "ongoing"})
_NOT_TOLD = frozenset({"denied", "failed"})
_SHARING = frozenset({"derive", "agree"})
_PLAIN: frozenset[Act | None] = frozenset({None, "said", "announced"})
# Not told as having come about, whatever the status: "be closed", "to close", "would close".
_OPEN = re.compile(
    r"\b(?:be|to|would|should|could|may|might|must|will|shall|if|let|not)\s+(?:\w+ly\s+)?$", re.IGNORECASE
)
# Nor what stands behind a "not": "was never shown a court order".
_NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|nobody|none|no(?! (?:more|fewer|less) than))\b|n['’]t\b", re.IGNORECASE
)
# Nor what a text has as the claim of others ("a report that", "rumours of"), or turns down.
_CLAIMED = re.compile(
    r"\b(?:reports?|claims?|rumou?rs?|allegations?|assertions?|suggestions?|accusations?|theor(?:y|ies)|stor(?:y|ies)"
    r"|notions?|versions?|idea|talk|gossip)\b[^.;!?]*?\b(?:that|of|about|how|according\s+to\s+which)\b"
    r"|\b(?:claim|alleg|den(?:y|ie)|reject|dismiss|refut|rebut|disput|contradict|doubt)\w*|\brul(?:e|es|ed|ing)\s+out\b"
    r"|\b(?:whether|if|supposed(?:ly)?|allegedly|reportedly)\b",
    re.IGNORECASE,
)
# Nor what its own sentence takes back.
_UNTRUE = re.compile(
    r"\b(?:untrue|false|baseless|unfounded|unproven|nonsense|lies?|fabricat\w+|inventions?|fictions?)\b"
    r"|\bnot\s+(?:true|based|borne|confirmed|so)\b",
    re.IGNORECASE,
)
# A count is told alike only if its number is, which nothing here shows.
_COUNT = re.compile(r"\b(?:number|toll|count|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Telling:
    """How one text tells an event.

    Attributes:
        text: the text.
        who: whose words tell it; nobody for the text's own voice.
        own: whether the text tells it itself: in its own voice, or as a statement of those who signed it.
        parts: the words that tell it.
        stems: those of the words that name who and what takes part.
        length: characters of the sentence.
        begins: whether the sentence begins like one: lines broken in mid-sentence don't.
        passages: the numbers of the links by which its words are another text's as well.
        setting: when and where it is told to have come about.
    """

    text: Text
    who: str
    own: bool
    parts: tuple[Span, ...]
    stems: frozenset[int]
    length: int
    begins: bool
    passages: frozenset[int]
    setting: Setting


class _Finder:
    """Finds how texts tell events."""

    def __init__(
        self, extraction: Extraction, comparison: Comparison, books: Library, said: Iterable[Said]
    ) -> None:
        self._books = books
        self._shared: defaultdict[str, list[tuple[Span, int]]] = defaultdict(list)
        for number, link in enumerate(comparison.links):
            for end in (link.left, link.right) if link.kind in _SHARING and not link.left.finding else ():
                self._shared[end.document] += [(span, number) for span in end.spans]
        self._parted = _parted(comparison)
        self._settings = Settings(extraction)
        self._said = {each.statement.id: each for each in said}
        self._events = {event.id: event for event in extraction.events if event.document in books.texts}
        self._vocabulary = Vocabulary()

    def tellings(self, merged: MergedEvent) -> list[_Telling]:
        """Return how texts tell an event as something that came about, whoever says so."""
        events = (self._events[name] for name in merged.events if name in self._events)
        found = (
            self._telling(event) for event in events if event.status in _TOLD and not self._is_parted(event)
        )
        return [each for each in found if each and each.stems]

    def _is_parted(self, event: Event) -> bool:
        """Tell what stands in a value that another excludes, or beside a number that is out of date."""
        trigger = event.trigger.spans[0]
        sentence = sentence_around(self._books.texts[event.document].body, trigger)
        values = self._parted[event.document]
        return any(span.covers(trigger) or (counts and span.overlaps(sentence)) for span, counts in values)

    def _telling(self, event: Event) -> _Telling | None:
        said = self._said.get(event.reported_by or "")
        if said is not None and said.statement.act not in _PLAIN:
            return None
        text = self._books.texts[event.document]
        trigger = event.trigger.spans[0]
        sentence = sentence_around(text.body, trigger)
        inside = [each.span for each in event.participants if _within(each.span, sentence)]
        named = " ".join(span.of(text.body) for span in inside)
        asked = "?" in sentence.of(text.body)
        before, after = text.body[sentence.start : trigger.start], text.body[trigger.end : sentence.end]
        if asked or _is_open(before, after) or _COUNT.search(named):
            return None
        stems = stems_of(named, self._vocabulary) - stems_of(event.trigger.text, self._vocabulary)
        who, begins = said.who if said else "", not text.body[sentence.start].islower()
        passages = (number for span, number in self._shared[event.document] if span.overlaps(trigger))
        parts = (trigger, *sorted(inside))
        own = said is None or said.statement.kind == "authored"
        setting = self._settings.of(event, sentence)
        return _Telling(text, who, own, parts, stems, len(sentence), begins, frozenset(passages), setting)


def _parted(comparison: Comparison) -> Mapping[str, Sequence[tuple[Span, bool]]]:
    """Return by document values that exclude one another or are out of date, and whether they are numbers.

    What came about is not in dispute where its causes are.
    """
    kinds = {point.id: point.kind for point in comparison.points}
    found: defaultdict[str, list[tuple[Span, bool]]] = defaultdict(list)
    for link in comparison.links:
        excluded, kind = link.compatible is False, kinds.get(link.proposition or "", "other")
        if link.kind == "update" or (link.kind == "contradict" and excluded and kind != "cause"):
            for end in (link.left, link.right):
                found[end.document] += [(span, kind == "number") for span in end.spans]
    return found


def _is_open(before: str, after: str) -> bool:
    """Tell from the words around it what a sentence doesn't tell as come about, or not by itself."""
    held = (_OPEN.search(before), _NEGATED.search(before), _CLAIMED.search(before), _UNTRUE.search(after))
    return any(held)


def _within(span: Span, sentence: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


@dataclass(frozen=True, slots=True)
class Alike:
    """Lines of what is told alike: `sure` ones, and those that only texts which share the sentence tell."""

    sure: tuple[Line, ...]
    shared: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Which texts are of one origin, and where the page shows each merged event, by its id."""

    roots: Roots
    anchors: Mapping[str, str]


def alike(
    extraction: Extraction,
    comparison: Comparison,
    books: Library,
    said: Iterable[Said],
    told: Told,
) -> Alike:
    """Return a line for each event that at least two origins tell alike, none of them as not so.

    Told alike is what texts of two origins tell with one word for it, and with half of the words for who and
    what takes part in common: one of them itself, so that not all have it from one speaker. Left
    out is what tellings give other numbers, days or places for, what stands under Disputed or is out of
    date, and what is of one matter with something that somebody denies. What only texts tell that share the
    sentence stands by itself, and says so, for the facts may be alike and not the texts' source; of what
    others give other times for, that is said too.
    """
    finder = _Finder(extraction, comparison, books, said)
    contested = _contested(extraction, comparison)
    sure: list[Line] = []
    shared: list[Line] = []
    for merged in comparison.merged_events:
        if merged.id not in told.anchors or _differs(merged) or not contested.isdisjoint(merged.events):
            continue
        tellings = finder.tellings(merged)
        for lines, passages in ((sure, True), (shared, False)):
            held = _agreeing(tellings, _origins(tellings, told.roots, passages=passages))
            if _independent(held, _origins(held, told.roots, passages=passages)) and (shown := _shown(held)):
                numbers = frozenset(each.text.number for each in held)
                note = "; ".join(_notes(merged, shared=not passages))
                lines.append(Line("", shown, numbers, told.anchors[merged.id], "All passages", note=note))
                break
    return Alike(tuple(sure), tuple(shared))


def _notes(merged: MergedEvent, *, shared: bool) -> Iterator[str]:
    """Yield what a reader has to know of an event that is told alike, but for something."""
    if shared:
        yield "in nearly the same sentence, so that one may have it from the other"
    if any(each.field == "time" for each in merged.alternatives):
        yield "when is told differently"


def _contested(extraction: Extraction, comparison: Comparison) -> frozenset[str]:
    """Return the findings of one matter with a denial, or with an event of their verb told as not so."""
    denials = {statement.id for statement in extraction.statements if statement.act == "denied"}
    vocabulary = Vocabulary()
    verbs = {event.id: stems_of(event.trigger.text, vocabulary) for event in extraction.events}
    denied = {event.id: verbs[event.id] for event in extraction.events if event.status == "denied"}
    found: set[str] = set()
    for proposition in comparison.matters:
        if not denials.isdisjoint(proposition.members):
            found.update(proposition.members)
        not_so = frozenset[int]().union(*(denied.get(each, frozenset()) for each in proposition.members))
        found.update(each for each in proposition.members if not_so & verbs.get(each, frozenset()))
    return frozenset(found)


def _differs(merged: MergedEvent) -> bool:
    return any(
        each.field.startswith("figure: ")
        or (each.field == "status" and any(value.value in _NOT_TOLD for value in each.values))
        for each in merged.alternatives
    )


def _agreeing(tellings: Sequence[_Telling], origins: Sequence[int]) -> list[_Telling]:
    """Return the tellings that share their words, and may share day and place, with one of another origin."""
    return [
        each
        for at, each in enumerate(tellings)
        if any(
            origins[at] != origins[to]
            and _shares(each.stems, other.stems)
            and not each.setting.excludes(other.setting)
            for to, other in enumerate(tellings)
        )
    ]


def _origins(tellings: Sequence[_Telling], roots: Roots, *, passages: bool) -> list[int]:
    """Return the origin of each telling by number.

    That of texts which go back to one, and with `passages` of tellings that are one passage in two texts.
    """
    groups = Groups(len(tellings))
    first: dict[tuple[str, int], int] = {}
    for at, each in enumerate(tellings):
        keys = [("text", root) for root in roots.of([each.text.number])]
        keys += [("passage", number) for number in sorted(each.passages)] if passages else []
        for key in keys:
            groups.join(first.setdefault(key, at), at)
    return [groups.head(at) for at in range(len(tellings))]


def _independent(tellings: Sequence[_Telling], origins: Sequence[int]) -> bool:
    """Tell whether two origins tell it, a text of one itself, and not all by one speaker."""
    holders = {each.who.casefold() or str(origin) for each, origin in zip(tellings, origins, strict=True)}
    return len(holders) > 1 and any(each.own for each in tellings)


def _shares(one: Collection[int], other: Collection[int]) -> bool:
    common = len(frozenset(one) & frozenset(other))
    fewer, more = sorted((len(one), len(other)))
    return common >= _OVERLAP * fewer and common >= _OF_MORE * more


def _shown(tellings: Iterable[_Telling]) -> Quote | None:
    """Return the sentence to show: a whole one that names most of who takes part, the shorter first."""
    ordered = sorted(
        tellings, key=lambda each: (not each.begins, each.length > _LONG, -len(each.parts), each.length)
    )
    return next(filter(None, (quote(each.text, each.parts) for each in ordered)), None)
