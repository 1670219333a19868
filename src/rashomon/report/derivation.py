"""Who took words from whom: the texts as a graph, for the drawing and for the list that says the same.

A line leads from a text to one that took passages from it, as the links of copied words tell. Words that came
to a text by way of another are counted on the way that they came, not once more from where they began. How
many steps a text is from its sources is told by lines that are sure; likely ones stand beside them, and
uncertain ones are only counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rashomon.compare.joining import Groups
from rashomon.model.corpus import Comparison
from rashomon.model.offsets import Span
from rashomon.model.records import Link, Passage
from rashomon.report import words
from rashomon.report.passages import TELL_OF_ORDER, Family
from rashomon.report.texts import Library, Text

_TEXTS_AT_MOST = 40  # that are drawn
_LINES_AT_MOST = 4  # from texts from which one text took, that are drawn
_PLACES_AT_MOST = 6  # to which one line leads
_NAMED_AT_MOST = 6
_NOT_TOLD = "nothing tells which had the words first"
_CIRCLE = (
    "which had the words first is not known: by what speaks for one order, the texts go round in a circle"
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Passages that one text took from another, or that both have and nothing tells who had them first.

    Attributes:
        source: where they come from; of no known order, the text that stands first.
        taker: the other text.
        passages: how many.
        anchors: the ids of the places where they are shown; of some that overlap there is one.
        certainty: how sure the surest of them is, in a word; nothing where it is sure.
        doubt: why there is no order; nothing where there is one.
    """

    source: Text
    taker: Text
    passages: int
    anchors: tuple[str, ...]
    certainty: str
    doubt: str = ""

    @property
    def numbers(self) -> tuple[int, int]:
        """Return the numbers of both texts, the source's first."""
        return self.source.number, self.taker.number

    @property
    def is_sure(self) -> bool:
        """Tell a line of known order of which some passage is sure."""
        return not self.doubt and not self.certainty

    @property
    def anchors_shown(self) -> tuple[str, ...]:
        """Return the places that a line has room for."""
        return self.anchors[:_PLACES_AT_MOST]

    @property
    def counted(self) -> str:
        """Return how many passages, in words."""
        return words.counted(self.passages, "passage")

    @property
    def told(self) -> str:
        """Return what the line says, in a sentence."""
        if self.doubt:
            return f"{self.source.name} and {self.taker.name} share {self.counted}; {self.doubt}"
        takes = f"{self.certainty} takes" if self.certainty else "takes"
        return f"{self.taker.name} {takes} {self.counted} from {self.source.name}"

    def other(self, text: Text) -> Text:
        """Return the text of the two that is not `text`."""
        return self.taker if text.number == self.source.number else self.source


@dataclass(frozen=True, slots=True)
class Branch:
    """A text in the list, under one from which it took, with those that took from it under itself.

    Attributes:
        text: the text.
        taking: what it took from the one that it stands under; `None` at the top.
        sources: the other texts from which it took.
        takers: in order; empty where they stand elsewhere already.
        likely: what it likely took from others.
        beside: what it shares with others in no known order.
        again: whether all that goes on from it stands elsewhere already.
    """

    text: Text
    taking: Taking | None
    sources: tuple[Text, ...]
    takers: tuple[Branch, ...]
    likely: tuple[Taking, ...]
    beside: tuple[Taking, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Derivation:
    """The graph.

    Attributes:
        parts: the lines that are drawn, by texts that hang together, those of most texts first.
        texts: how many texts there are.
        linked: how many of them have a line.
        apart: how many have nothing in common with another, not even what is uncertain or a quotation.
        relays: the texts that took from one that had itself taken, in order, drawn or not.
        left_out: how many of those with a line are not drawn.
        lines_left_out: how many lines between texts that are drawn are not.
        uncertain: between how many texts there may be a line, all of which is uncertain.
        quoting: how many pairs of texts share nothing but a quotation.
    """

    parts: tuple[tuple[Taking, ...], ...]
    texts: int
    linked: int
    apart: int
    relays: tuple[Text, ...]
    left_out: int
    lines_left_out: int
    uncertain: int
    quoting: int

    @property
    def lines(self) -> tuple[Taking, ...]:
        """Return all lines that are drawn."""
        return tuple(taking for part in self.parts for taking in part)

    @property
    def circles(self) -> bool:
        """Tell whether the orders of some texts would go round in a circle."""
        return any(taking.doubt == _CIRCLE for taking in self.lines)

    @property
    def unordered(self) -> bool:
        """Tell whether some texts share words in no known order."""
        return any(taking.doubt for taking in self.lines)

    @property
    def likely(self) -> bool:
        """Tell whether some lines are only likely."""
        return any(not taking.doubt and not taking.is_sure for taking in self.lines)

    @property
    def list(self) -> tuple[Branch, ...]:
        """Return the texts that took from none, each with those that took from it under it."""
        return tuple(branch for part in self.parts for branch in _Lister(part).top())

    @property
    def relays_named(self) -> tuple[Text, ...]:
        """Return those of them that a line has room for."""
        return self.relays[:_NAMED_AT_MOST]


def by_date(text: Text) -> tuple[str, int]:
    """Return what puts texts in order: by the day of publication, those without one last."""
    return text.published_key, text.number


def derivation(
    comparison: Comparison, shared: Sequence[Family], books: Library, texts: Sequence[Text]
) -> Derivation:
    """Return who took words from whom among `texts`; `shared` has the passages as the page shows them."""
    known = {text.document.id for text in texts}
    links = [link for link in comparison.copied if _ends(link) <= known]
    found = list(_takings(links, shared, books))
    every = list(_in_order(_ranked(taking for taking in found if taking.certainty != words.UNCERTAIN)))
    parts = _together(every)
    drawn = _chosen(parts)
    held = [taking for taking in every if drawn.issuperset(taking.numbers)]
    kept = _strongest(held)
    linked = {number for taking in every for number in taking.numbers}
    shown = {number for taking in kept for number in taking.numbers}
    related = {document for link in links if len(_ends(link)) > 1 for document in _ends(link)}
    return Derivation(
        parts=tuple(map(tuple, _together(kept))),
        texts=len(texts),
        linked=len(linked),
        apart=len(texts) - len(related),
        relays=_relays(every),
        left_out=len(linked - shown),
        lines_left_out=len(held) - len(kept),
        uncertain=len(found) - len(every),
        quoting=_quoting(links),
    )


def _relays(takings: Iterable[Taking]) -> tuple[Text, ...]:
    sure = [taking for taking in takings if taking.is_sure]
    took = {taking.taker.number for taking in sure}
    found = {taking.taker.number: taking.taker for taking in sure if taking.source.number in took}
    return tuple(sorted(found.values(), key=by_date))


def _ends(link: Link) -> frozenset[str]:
    return frozenset((link.left.document, link.right.document))


# Which text took from which -----------------------------------------------------------------------


def _takings(links: Sequence[Link], shared: Sequence[Family], books: Library) -> Iterator[Taking]:
    """Yield a line for each two texts of which one took from the other, or that share words."""
    shows = _Shows(shared)
    derived = [link for link in links if link.kind == "derive" and len(_ends(link)) > 1]
    for taker, sources in _ways(_straight(derived)).items():
        for source, own in sources.items():
            yield _taking(books.texts[source], books.texts[taker], own, shows)
    known = {_ends(link) for link in derived}
    for pair, own in _unordered(link for link in links if _ends(link) not in known).items():
        first, second = sorted((books.texts[document] for document in pair), key=by_date)
        yield _taking(first, second, own, shows, _NOT_TOLD)


_Ways = Mapping[str, Mapping[str, Sequence[Link]]]
"""Links by the document of their right side, then by that of their left side."""


def _ways(links: Iterable[Link]) -> _Ways:
    found: defaultdict[str, defaultdict[str, list[Link]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        found[link.right.document][link.left.document].append(link)
    return found


def _unordered(links: Iterable[Link]) -> Mapping[frozenset[str], Sequence[Link]]:
    """Return by both documents the links that lack a source and any reason why."""
    found: defaultdict[frozenset[str], list[Link]] = defaultdict(list)
    for link in links:
        told = any(reason.code in TELL_OF_ORDER for reason in link.reasons)
        if link.kind == "agree" and not told and len(_ends(link)) > 1:
            found[_ends(link)].append(link)
    return found


def _straight(derived: Iterable[Link]) -> Iterator[Link]:
    """Yield the links whose words did not come through a third text, in order of place in the taker."""
    ordered = sorted(derived, key=lambda link: (link.right.document, link.right.spans, link.left.spans))
    ways = _ways(ordered)
    takers: defaultdict[str, set[str]] = defaultdict(set)
    for link in ordered:
        takers[link.left.document].add(link.right.document)
    for stretch in _stretches(ordered):
        near = _ways(stretch)[stretch[0].right.document]
        for link in stretch:
            source = link.left.document
            between = near.keys() & takers[source]
            if not any(_came_through(link, near[third], ways[third][source]) for third in between):
                yield link


def _stretches(ordered: Iterable[Link]) -> Iterator[Sequence[Link]]:
    """Yield the links of one taker that hang together by what they cover there: only these can overlap."""
    held: list[Link] = []
    end = 0
    for link in ordered:
        if held and (held[0].right.document != link.right.document or link.right.spans[0].start >= end):
            yield held
            held, end = [], 0
        held.append(link)
        end = max(end, link.right.spans[-1].end)
    if held:
        yield held


def _came_through(link: Link, near: Iterable[Link], far: Collection[Link]) -> bool:
    """Tell whether the words came by two steps that are sure, or as sure as the link.

    Args:
        link: from the first text to the last.
        near: the steps from one between to the last,
        far: and from the first to that one.
    """
    least = min(link.score, words.LIKELY_BELOW)
    return any(
        before.score >= least and _overlap(before.right, step.left)
        for step in near
        if step.score >= least and _overlap(step.right, link.right)
        for before in far
    )


def _overlap(one: Passage, other: Passage) -> bool:
    return any(span.overlaps(each) for span in one.spans for each in other.spans)


def _quoting(links: Iterable[Link]) -> int:
    found = [link for link in links if any(reason.code == "same-quotation" for reason in link.reasons)]
    return len(set(map(_ends, found)))


def _taking(source: Text, taker: Text, links: Sequence[Link], shows: _Shows, doubt: str = "") -> Taking:
    anchors = dict.fromkeys(anchor for link in links for anchor in shows.of(link))
    return Taking(
        source=source,
        taker=taker,
        passages=len(links),
        anchors=tuple(anchors),
        certainty=words.certainty(max(link.score for link in links)),
        doubt=doubt,
    )


class _Shows:
    """Finds where the page shows the passages of a link."""

    def __init__(self, shared: Sequence[Family]) -> None:
        self._at: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
        for family in shared:
            for item in family.shared:
                self._at[item.text.document.id].append((item.span, family.anchor))

    def of(self, link: Link) -> Iterator[str]:
        """Yield the ids of the families that have both sides of a link, in the order of the page."""
        right = set(self._over(link.right))
        yield from (anchor for anchor in self._over(link.left) if anchor in right)

    def _over(self, passage: Passage) -> Iterator[str]:
        for span, anchor in self._at[passage.document]:
            if any(span.overlaps(each) for each in passage.spans):
                yield anchor


# What is drawn ------------------------------------------------------------------------------------


def _together(takings: Sequence[Taking]) -> list[list[Taking]]:
    """Return the lines by texts that hang together, those of most texts first."""
    numbers = sorted({number for taking in takings for number in taking.numbers})
    at = {number: place for place, number in enumerate(numbers)}
    groups = Groups(len(numbers))
    for taking in takings:
        groups.join(*(at[number] for number in taking.numbers))
    found: defaultdict[int, list[Taking]] = defaultdict(list)
    for taking in takings:
        found[groups.head(at[taking.source.number])].append(taking)
    return sorted((found[head] for head in sorted(found)), key=lambda part: -len(_texts(part)))


def _texts(takings: Iterable[Taking]) -> set[int]:
    return {number for taking in takings for number in taking.numbers}


def _chosen(parts: Iterable[Sequence[Taking]]) -> frozenset[int]:
    """Return the numbers of the texts that are drawn: the largest parts; of a huge one the most linked."""
    held: set[int] = set()
    for part in parts:
        own = _texts(part)
        if len(held) + len(own) <= _TEXTS_AT_MOST:
            held |= own
        elif not held:
            often = Counter(number for taking in part for number in taking.numbers)
            held = set(sorted(own, key=lambda number: (-often[number], number))[:_TEXTS_AT_MOST])
    return frozenset(held)


def _ranked(takings: Iterable[Taking]) -> Sequence[Taking]:
    """Return the sure lines first, then those of a known order, and of these those of most passages."""
    return sorted(
        takings, key=lambda each: (not each.is_sure, bool(each.doubt), -each.passages, each.numbers)
    )


def _strongest(takings: Iterable[Taking]) -> tuple[Taking, ...]:
    """Return the first lines into each text, by rank."""
    into: Counter[int] = Counter()
    kept: list[Taking] = []
    for taking in _ranked(takings):
        if into[taking.taker.number] < _LINES_AT_MOST:
            into[taking.taker.number] += 1
            kept.append(taking)
    return tuple(kept)


def _in_order(ranked: Iterable[Taking]) -> Iterator[Taking]:
    """Yield lines of which none closes a circle: one that would is of no known order, the weakest of it."""
    beyond: defaultdict[int, set[int]] = defaultdict(set)  # to which texts words go on, by any steps
    for taking in ranked:
        source, taker = taking.numbers
        if not taking.is_sure:
            yield taking
        elif source in beyond[taker]:
            first, second = sorted((taking.source, taking.taker), key=by_date)
            yield Taking(first, second, taking.passages, taking.anchors, taking.certainty, _CIRCLE)
        else:
            if taker not in beyond[source]:
                fresh = {taker, *beyond[taker]}
                for number, further in beyond.items():
                    if number == source or source in further:
                        further.update(fresh)
            yield taking


# The list -----------------------------------------------------------------------------------------


class _Lister:
    """Puts the texts of one part under those from which they took; what goes on from one stands once."""

    def __init__(self, takings: Iterable[Taking]) -> None:
        self._texts: dict[int, Text] = {}
        self._into: defaultdict[int, list[Taking]] = defaultdict(list)
        self._out: defaultdict[int, list[Taking]] = defaultdict(list)
        self._likely: defaultdict[int, list[Taking]] = defaultdict(list)
        self._beside: defaultdict[int, list[Taking]] = defaultdict(list)
        self._seen: set[int] = set()
        for taking in sorted(takings, key=lambda each: (by_date(each.taker), by_date(each.source))):
            self._add(taking)

    def _add(self, taking: Taking) -> None:
        source, taker = taking.numbers
        self._texts |= {source: taking.source, taker: taking.taker}
        if taking.doubt:
            self._beside[source].append(taking)
            self._beside[taker].append(taking)
        elif not taking.is_sure:
            self._likely[taker].append(taking)
        else:
            self._out[source].append(taking)
            self._into[taker].append(taking)

    def top(self) -> Iterator[Branch]:
        """Yield the texts that took from none, in order."""
        for text in sorted(self._texts.values(), key=by_date):
            if text.number not in self._into:
                yield self._branch(text, None)

    def _branch(self, text: Text, taking: Taking | None) -> Branch:
        again = text.number in self._seen
        self._seen.add(text.number)
        takers, beside = self._out.get(text.number, []), self._beside.get(text.number, [])
        likely, into = self._likely.get(text.number, []), self._into.get(text.number, [])
        return Branch(
            text=text,
            taking=taking,
            sources=tuple(each.source for each in into if taking and each.source != taking.source),
            takers=() if again else tuple(self._branch(each.taker, each) for each in takers),
            likely=() if again else tuple(likely),
            beside=() if again else tuple(beside),
            again=again and bool(takers or likely or beside),
        )
