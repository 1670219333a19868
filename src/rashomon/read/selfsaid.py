"""What a page says of itself without showing it: JSON-LD, OpenGraph and other meta tags, `<title>`."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from rashomon.model.records import Sourced
from rashomon.read.draft import Found, better, clean
from rashomon.read.names import person_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rashomon.read.pagetext import Head

_ARTICLE = re.compile(r"Article|Posting|Report", re.IGNORECASE)
_SITE = re.compile(r"WebSite|Organization")
_MOST_NODES = 2000
_SEPARATOR = re.compile(r"\s+[|–—·•»:«\\/-]{1,2}\s+|\s*[|»]\s*")
_TITLES = (("og:title", 0.7), ("twitter:title", 0.65), ("dc.title", 0.65), ("headline", 0.65))
_DATES = (
    ("article:published_time", 0.88),
    ("og:published_time", 0.86),
    ("datepublished", 0.85),
    ("parsely-pub-date", 0.84),
    ("dc.date.issued", 0.84),
    ("dcterms.issued", 0.84),
    ("dcterms.created", 0.8),
    ("dc.date", 0.78),
    ("sailthru.date", 0.82),
    ("pubdate", 0.82),
    ("publishdate", 0.82),
    ("publish-date", 0.82),
    ("publication_date", 0.82),
    ("article.published", 0.82),
    ("date", 0.75),
)
_AUTHORS = (
    ("article:author", 0.7),
    ("parsely-author", 0.75),
    ("author", 0.7),
    ("dc.creator", 0.7),
    ("byl", 0.7),
)
_OUTLETS = (("og:site_name", 0.85), ("application-name", 0.6), ("dc.publisher", 0.75), ("copyright", 0.0))
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)$")


def said_by_head(head: Head) -> Found:
    """Return what the head of a page gives: title, date, outlet, authors, address."""
    metas = _metas(head)
    linked = _linked_data(head.scripts)
    found = Found(
        title=_first(metas, _TITLES),
        published=_date(metas),
        outlet=_first(metas, _OUTLETS),
        author=_authors(metas),
        url=_address(head, metas),
    )
    return (
        linked.joined(found)
        if better(linked.published, found.published) is linked.published
        else found.joined(linked)
    )


def title_segments(title: str) -> list[str]:
    """Return the parts of a `<title>` between its separators, each once."""
    return [part for part in dict.fromkeys(clean(part) for part in _SEPARATOR.split(title)) if part]


def _metas(head: Head) -> dict[str, str]:
    metas: dict[str, str] = {}
    for attributes in head.metas:
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = clean(attributes.get("content", ""))
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _first(metas: Mapping[str, str], names: tuple[tuple[str, float], ...]) -> Sourced | None:
    for name, score in names:
        if name in metas and score > 0:
            return Sourced(value=metas[name], source=f"meta:{name}", score=score)
    return None


def _date(metas: Mapping[str, str]) -> Sourced | None:
    date = _first(metas, _DATES)
    if date is None:
        return None
    return Sourced(value=_COMPACT_DAY.sub(r"\1-\2-\3", date.value), source=date.source, score=date.score)


def _authors(metas: Mapping[str, str]) -> tuple[Sourced, ...]:
    for name, score in _AUTHORS:
        people = person_names(metas.get(name, ""))
        if people:
            return tuple(Sourced(value=person, source=f"meta:{name}", score=score) for person in people)
    return ()


def _address(head: Head, metas: Mapping[str, str]) -> str | None:
    links = [
        link.get("href", "") for link in head.links if "canonical" in link.get("rel", "").lower().split()
    ]
    for address in (*links, metas.get("og:url", "")):
        if address:
            return urljoin(head.base or "", address)
    return None


# JSON-LD ---------------------------------------------------------------------------------------


def _linked_data(scripts: tuple[str, ...]) -> Found:
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in nodes if _ARTICLE.search(str(node.get("@type", "")))]
    found = Found()
    for node in articles:
        found = found.joined(_article(node))
    return found.joined(Found(outlet=_site(nodes)))


def _nodes(script: str) -> Iterator[Mapping[str, object]]:
    try:
        # Line breaks inside strings are common in such scripts and no harm.
        queue = [json.loads(script.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    yield from islice(_walked(queue), _MOST_NODES)


def _walked(queue: list[object]) -> Iterator[Mapping[str, object]]:
    for value in queue:
        if isinstance(value, dict):
            yield value
            queue.extend(value.get(name) for name in ("@graph", "mainEntity", "mainEntityOfPage"))
        elif isinstance(value, list):
            queue.extend(value)


def _article(node: Mapping[str, object]) -> Found:
    return Found(
        title=_said(node.get("headline"), 0.7),
        published=_said(node.get("datePublished"), 0.85),
        outlet=_said(_name(node.get("publisher")), 0.87),
        author=_people(node.get("author")),
        url=node["url"] if isinstance(node.get("url"), str) else None,  # type: ignore[arg-type]
    )


def _site(nodes: list[Mapping[str, object]]) -> Sourced | None:
    for node in nodes:
        if _SITE.search(str(node.get("@type", ""))):
            return _said(node.get("name"), 0.7)
    return None


def _said(value: object, score: float) -> Sourced | None:
    text = clean(value) if isinstance(value, str) else ""
    return Sourced(value=text, source="json-ld", score=score) if text else None


def _name(value: object) -> object:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _people(value: object) -> tuple[Sourced, ...]:
    people = value if isinstance(value, list) else [value]
    names: list[str] = []
    for person in people:
        if not (isinstance(person, dict) and "Organization" in str(person.get("@type", ""))):
            name = _name(person)
            names.extend(person_names(name) if isinstance(name, str) else ())
    return tuple(Sourced(value=name, source="json-ld", score=0.75) for name in dict.fromkeys(names))
