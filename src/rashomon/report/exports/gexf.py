"""Actors as a network: GEXF 1.3, for Gephi and others.

An edge leads from who speaks or acts; edges of different kinds between two actors stand side by side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from lxml import etree

from rashomon.compare.stands import is_unsaid
from rashomon.model.offsets import Span
from rashomon.model.records import Mention, Statement
from rashomon.report.characters import one_line
from rashomon.report.exports.holding import Happening, Holding

_NAMESPACE = "http://gexf.net/1.3"
_COUNTS = ("mentions", "statements", "events", "documents")
_ACTED_ON = frozenset({"recipient", "object"})
_CAME_ABOUT = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """Who says something about, to or through whom, or acts on whom."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Weight:
    """What shows an edge: the ids of statements and events, and of their documents."""

    findings: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)


def write(holding: Holding) -> str:
    """Return the network as XML; actors without an edge are nodes too."""
    root = etree.Element("gexf", nsmap={None: _NAMESPACE}, version="1.3")
    meta = etree.SubElement(root, "meta")
    etree.SubElement(meta, "creator").text = "Rashomon"
    etree.SubElement(meta, "description").text = holding.label
    graph = etree.SubElement(root, "graph", defaultedgetype="directed", mode="static")
    _declare(graph, "node", {"type": "string", **dict.fromkeys(_COUNTS, "integer")})
    _declare(graph, "edge", {"documents": "integer"})
    _add_nodes(etree.SubElement(graph, "nodes"), holding)
    _add_edges(etree.SubElement(graph, "edges"), holding)
    text: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return text.decode()


def _declare(graph: etree._Element, of: str, types: Mapping[str, str]) -> None:
    held = etree.SubElement(graph, "attributes", {"class": of})
    for name, kind in types.items():
        etree.SubElement(held, "attribute", id=name, title=name, type=kind)


def _add_nodes(nodes: etree._Element, holding: Holding) -> None:
    counted = _counts(holding)
    for actor in (each for each in holding.extraction.actors if each.id in holding.names):
        node = etree.SubElement(nodes, "node", id=actor.id, label=holding.names[actor.id])
        values = {"type": actor.type, **{name: str(counted[name][actor.id]) for name in _COUNTS}}
        _add_values(node, values)


def _add_edges(edges: etree._Element, holding: Holding) -> None:
    for number, (edge, weight) in enumerate(sorted(_weights(holding).items(), key=lambda pair: pair[0])):
        made = etree.SubElement(
            edges, "edge", id=str(number), source=edge.source, target=edge.target, kind=edge.kind,
            label=edge.kind, weight=str(len(weight.findings)),
        )  # fmt: skip
        _add_values(made, {"documents": str(len(weight.documents))})


def _add_values(element: etree._Element, values: Mapping[str, str]) -> None:
    held = etree.SubElement(element, "attvalues")
    for name, value in values.items():
        etree.SubElement(held, "attvalue", {"for": name, "value": one_line(value)})


def _counts(holding: Holding) -> Mapping[str, Counter[str]]:
    """Return how often an actor is named, speaks and takes part in events, and how many texts name it."""
    mentions = [each for each in holding.extraction.mentions if each.actor]
    return {
        "mentions": Counter(each.actor or "" for each in mentions),
        "statements": Counter(actor for each in _made(holding) for actor in _speakers(each)),
        "events": Counter(
            actor for each in holding.happenings for actor in _actors_of(each, {"actor"} | _ACTED_ON)
        ),
        "documents": Counter(actor for actor, _ in {(each.actor or "", each.document) for each in mentions}),
    }


def _weights(holding: Holding) -> Mapping[Edge, _Weight]:
    known = holding.names.keys()
    found: defaultdict[Edge, _Weight] = defaultdict(_Weight)
    for edge, finding, document in (*_said(holding), *_done(holding.happenings)):
        if edge.source != edge.target and {edge.source, edge.target} <= known:
            found[edge].findings.add(finding)
            found[edge].documents.add(document)
    return found


# What is said ---------------------------------------------------------------------------------------


def _said(holding: Holding) -> Iterator[tuple[Edge, str, str]]:
    by_document: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in holding.extraction.mentions:
        if mention.actor:
            by_document[mention.document].append(mention)
    for mentions in by_document.values():
        mentions.sort(key=lambda each: each.span)
    for each in _made(holding):
        if each.document in holding.books.texts:
            for speaker, (kind, other) in product(_speakers(each), _others(each, by_document[each.document])):
                yield Edge(speaker, other, kind), each.id, each.document


def _made(holding: Holding) -> Iterator[Statement]:
    """Yield the statements that are not told as not made."""
    return (each for each in holding.extraction.statements if not is_unsaid(each))


def _others(statement: Statement, mentions: Sequence[Mention]) -> Iterator[tuple[str, str]]:
    """Yield whom a statement is about, to and through, each with the kind of edge."""
    addressee = statement.addressee.spans if statement.addressee else ()
    yield from (("says about", actor) for actor in _named_in(statement.content.spans, mentions))
    yield from (("says to", actor) for actor in _named_in(addressee, mentions))
    yield from (("says through", relay.actor) for relay in statement.via if relay.actor)


def _named_in(spans: Iterable[Span], mentions: Sequence[Mention]) -> Iterator[str]:
    for span in spans:
        first = bisect_left(mentions, span.start, key=lambda each: each.span.start)
        last = bisect_left(mentions, span.end, key=lambda each: each.span.start)
        yield from (each.actor for each in mentions[first:last] if each.actor and span.covers(each.span))


def _speakers(statement: Statement) -> list[str]:
    return list(dict.fromkeys(each.actor for each in statement.speaker.members if each.actor))


# What is done ---------------------------------------------------------------------------------------


def _done(happenings: Iterable[Happening]) -> Iterator[tuple[Edge, str, str]]:
    for happening in happenings:
        for event in happening.tellings:
            kind = "acts on" if event.status in _CAME_ABOUT else f"acts on ({event.status})"
            own = [each for each in event.participants if each.actor]
            acting = [each.actor or "" for each in own if each.role == "actor"]
            acted_on = [each.actor or "" for each in own if each.role in _ACTED_ON]
            for pair in product(acting, acted_on):
                yield Edge(*pair, kind), happening.id, event.document


def _actors_of(happening: Happening, roles: Iterable[str]) -> set[str]:
    held = (each for event in happening.tellings for each in event.participants)
    return {each.actor for each in held if each.actor and each.role in set(roles)}
