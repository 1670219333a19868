"""Passages that texts share, brought together so that each text's wording is shown once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb

from markupsafe import Markup

from rashomon.compare.nodes import same_places
from rashomon.model.corpus import Comparison
from rashomon.model.offsets import Span
from rashomon.model.records import Link, Passage
from rashomon.report import words
from rashomon.report.citation import passage_citation
from rashomon.report.excerpt import split
from rashomon.report.inline import compared
from rashomon.report.texts import Library, Text

_LEAD = 900  # characters of a passage shown before the rest is folded away
_NAMED_AT_MOST = 4
_MOSTLY = 0.6  # of the characters of a passage
_AT_ONCE = 3  # pairs of a family in other words shown before the rest is folded away
TELL_OF_ORDER = frozenset({"same-source", "same-quotation"})  # reasons that say why no text of two is first


@dataclass(frozen=True, slots=True)
class Shared:
    """A stretch of one text that another text has too; `number` counts within the text, from 1."""

    text: Text
    number: int
    span: Span

    @property
    def anchor(self) -> str:
        """Return the id of the passage in the reading view."""
        return f"{self.text.anchor}-p{self.number}"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a pair: where it stands, its words with the differences marked, and its citation."""

    shared: Shared
    says: str  # "first seen in", "also in" or "in"
    lead: Markup
    rest: Markup
    citation: str

    left_out: bool  # whether a share version shows none of it

    @property
    def text(self) -> Text:
        """Return the text that the passage stands in."""
        return self.shared.text


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages side by side; `differences` is how many the pair has, in words, or nothing.

    `again` tells that the pair before it has the same passage on its left, which is cited there.
    """

    left: Side
    right: Side
    directed: bool
    order: str
    differences: str
    reasons: str
    certainty: str
    score: float
    made_by: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """One passage that other texts have word for word: shown once."""

    left: Side
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """Passages of two texts or more that hang together; `more` pairs say nothing new and are left out."""

    anchor: str
    shared: tuple[Shared, ...]
    verbatim: tuple[Verbatim, ...]
    differing: tuple[Pair, ...]
    more: int

    @property
    def unsure(self) -> bool:
        """Tell whether no pair is more than uncertain."""
        pairs = (*self.differing, *(pair for same in self.verbatim for pair in same.pairs))
        return all(words.certainty(pair.score) == words.UNCERTAIN for pair in pairs)

    @property
    def first(self) -> tuple[Pair, ...]:
        """Return the pairs with other words that are shown at once."""
        return self.differing[:_AT_ONCE]

    @property
    def folded(self) -> tuple[Pair, ...]:
        """Return the pairs with other words that are folded away."""
        return self.differing[_AT_ONCE:]

    @property
    def names(self) -> str:
        """Return what to call the texts, as a list in a sentence."""
        names = list(dict.fromkeys(item.text.name for item in self.shared))
        more = len(names) - _NAMED_AT_MOST
        return words.listed([*names[:_NAMED_AT_MOST], f"{more} more"] if more > 1 else names)

    @property
    def texts(self) -> int:
        """Return the number of texts."""
        return len({item.text.number for item in self.shared})

    @property
    def pairs(self) -> int:
        """Return the number of pairs of places, in two texts, that have the passage, those not shown too."""
        held = Counter(item.text.number for item in self.shared)
        return comb(len(self.shared), 2) - sum(comb(number, 2) for number in held.values())


def families(comparison: Comparison, library: Library) -> tuple[Family, ...]:
    """Bring shared passages together: those of one text that are mostly the same are one; links join them.

    A family whose passages are all parts of those of one other is left out, since that one shows them. Of a
    family of n passages at most n - 1 pairs are shown, those with the passage that most others come from
    where there are such, so that a text that a hundred outlets copy does not make a page of five thousand
    pairs.
    """
    links = [link for link in comparison.copied if _is_shared(link, library)]
    nodes = _nodes(links, library)
    groups = _groups(links, nodes)
    ordered = sorted(_longest(groups, nodes), key=lambda group: _order(group, nodes))
    found = [_family(number, group, nodes, library) for number, group in enumerate(ordered, 1)]
    return tuple(sorted(found, key=lambda family: family.unsure))


def _longest(groups: Sequence[list[Link]], nodes: _Nodes) -> list[list[Link]]:
    """Return the groups but for those of which every passage is part of a longer one of one other group."""
    places: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
    members = [_members(group, nodes) for group in groups]
    for number, held in enumerate(members):
        for node in held:
            places[node.text.number].append((node.span, number))
    around = {text: _around(sorted(found)) for text, found in places.items()}
    return [
        group
        for number, (group, held) in enumerate(zip(groups, members, strict=True))
        if not frozenset.intersection(*(around[node.text.number][node.span, number] for node in held))
    ]


def _around(found: Sequence[tuple[Span, int]]) -> Mapping[tuple[Span, int], frozenset[int]]:
    """Return for each passage of a text, with its group's number, the groups that have a longer one there."""
    held: dict[tuple[Span, int], frozenset[int]] = {}
    going: list[tuple[Span, int]] = []
    for span, number in sorted(found, key=lambda each: (each[0].start, -each[0].end, each[1])):
        going = [each for each in going if each[0].end > span.start]
        longer = (other for whole, other in going if whole.covers(span) and len(whole) > len(span))
        held[span, number] = frozenset(longer) - {number}
        going.append((span, number))
    return held


def _is_shared(link: Link, library: Library) -> bool:
    sides = (link.left, link.right)
    known = all(side.document in library.texts and side.spans for side in sides)
    return known and link.left.document != link.right.document


_Nodes = Mapping[tuple[str, bool], Shared]  # by id of the link and whether it is the left side


def _nodes(links: Iterable[Link], library: Library) -> _Nodes:
    sides: defaultdict[str, list[tuple[Span, str, bool]]] = defaultdict(list)
    for link in links:
        for passage, is_left in ((link.left, True), (link.right, False)):
            sides[passage.document].append((_hull(passage), link.id, is_left))
    out: dict[tuple[str, bool], Shared] = {}
    for document, held in sides.items():
        for number, together in enumerate(_places(sorted(held)), 1):
            span = Span(together[0][0].start, max(item[0].end for item in together))
            node = Shared(library.texts[document], number, span)
            out.update(((link, is_left), node) for _, link, is_left in together)
    return out


def _hull(passage: Passage) -> Span:
    return Span(passage.spans[0].start, passage.spans[-1].end)


def _places(held: Sequence[tuple[Span, str, bool]]) -> list[list[tuple[Span, str, bool]]]:
    """Return the sides of one text, those that are mostly the same together, in order of place."""
    out: defaultdict[int, list[tuple[Span, str, bool]]] = defaultdict(list)
    for item, head in zip(held, same_places([(span.start, span.end) for span, _, _ in held]), strict=True):
        out[head].append(item)
    return list(out.values())


def _groups(links: Sequence[Link], nodes: _Nodes) -> list[list[Link]]:
    parent: dict[str, str] = {}
    for link in links:
        left, right = (_find(parent, nodes[link.id, is_left].anchor) for is_left in (True, False))
        parent[right] = left
    out: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        out[_find(parent, nodes[link.id, True].anchor)].append(link)
    return list(out.values())


def _find(parent: dict[str, str], key: str) -> str:
    while parent.setdefault(key, key) != key:
        parent[key] = parent.setdefault(parent[key], parent[key])  # halves the path for the next one
        key = parent[key]
    return key


def _members(group: Iterable[Link], nodes: _Nodes) -> list[Shared]:
    found = {node.anchor: node for link in group for node in (nodes[link.id, True], nodes[link.id, False])}
    return sorted(found.values(), key=lambda node: (node.text.number, node.number))


def _order(group: Iterable[Link], nodes: _Nodes) -> tuple[int, tuple[int, ...], tuple[int, int]]:
    """Return what puts families in order: more texts first, then by texts, then by place in the left text."""
    held = list(group)
    texts = tuple(sorted({node.text.number for node in _members(held, nodes)}))
    lefts = (nodes[link.id, True] for link in held)
    return -len(texts), texts, min((node.text.number, node.span.start) for node in lefts)


def _placed(link: Link, nodes: _Nodes) -> tuple[int, Span, int, Span]:
    left, right = (nodes[link.id, is_left].text.number for is_left in (True, False))
    return left, _hull(link.left), right, _hull(link.right)


def _family(number: int, group: Sequence[Link], nodes: _Nodes, library: Library) -> Family:
    kept = sorted(_telling(group, nodes), key=lambda link: _placed(link, nodes))
    same: dict[Passage, list[Pair]] = {}
    for link in kept:
        if not link.changes:
            same.setdefault(link.left, []).append(_pair(link, nodes, library))
    return Family(
        anchor=f"shared-{number}",
        shared=tuple(_members(group, nodes)),
        verbatim=tuple(Verbatim(pairs[0].left, tuple(pairs)) for pairs in same.values()),
        differing=tuple(_pairs([link for link in kept if link.changes], nodes, library)),
        more=len(group) - len(kept),
    )


def _telling(group: Sequence[Link], nodes: _Nodes) -> list[Link]:
    """Return the links of a tree over the passages: those of the commonest source, then the surest, first."""
    sources = Counter(nodes[link.id, True].anchor for link in group)
    ranked = sorted(group, key=lambda link: (-sources[nodes[link.id, True].anchor], -link.score, link.id))
    parent: dict[str, str] = {}
    kept: list[Link] = []
    for link in ranked:
        left, right = (_find(parent, nodes[link.id, is_left].anchor) for is_left in (True, False))
        if left != right:
            parent[right] = left
            kept.append(link)
    return kept


def _pairs(links: Sequence[Link], nodes: _Nodes, library: Library) -> Iterator[Pair]:
    before: Passage | None = None
    for link in links:
        yield replace(_pair(link, nodes, library), again=link.left == before)
        before = link.left


def _pair(link: Link, nodes: _Nodes, library: Library) -> Pair:
    directed = link.kind != "agree"
    told = any(reason.code in TELL_OF_ORDER for reason in link.reasons)
    return Pair(
        left=_side(
            link, nodes[link.id, True], link.left, "first seen in" if directed else "in", directed=directed
        ),
        right=_side(link, nodes[link.id, False], link.right, "also in", directed=directed),
        directed=directed,
        order="" if directed or told else "nothing tells which came first",
        differences=_differences(link),
        reasons="; ".join(library.told(reason.detail) for reason in link.reasons),
        certainty=words.certainty(link.score),
        score=link.score,
        made_by=link.made_by,
    )


def _differences(link: Link) -> str:
    if _is_told_otherwise(link):
        return "told in other words"
    return words.counted(len(link.changes), "difference") if link.changes else ""


def _is_told_otherwise(link: Link) -> bool:
    """Tell whether so many words differ on a side that marks would say nothing."""
    for is_left, passage in ((True, link.left), (False, link.right)):
        marked = sum(map(len, _changed(link, is_left=is_left)))
        if marked > _MOSTLY * sum(map(len, passage.spans)):
            return True
    return False


def _changed(link: Link, *, is_left: bool) -> list[Span]:
    found = (change.left if is_left else change.right for change in link.changes)
    return [span for span in found if span]


def _side(link: Link, shared: Shared, passage: Passage, says: str, *, directed: bool) -> Side:
    is_left = passage is link.left
    changes = [] if _is_told_otherwise(link) else _changed(link, is_left=is_left)
    label = ("dropped or changed" if is_left else "added or changed") if directed else "differs"
    head, rest = split(passage.spans, shared.text.body, _LEAD)
    lead, folded = (compared(shared.text.excerpt, spans, changes, label) for spans in (head, rest))
    left_out = not any(shared.text.excerpt.of(span) for span in passage.spans)
    return Side(shared, says, lead, folded, passage_citation(shared.text, passage.spans), left_out)
