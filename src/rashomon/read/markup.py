"""HTML taken apart into tags and characters with their offsets, in one pass.

The usual parsers repair a page into a tree and forget where its characters stood. Here the tags
are found by one expression, in time that grows with the length of the page and not faster,
and every character that a reader sees keeps its offset.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN = re.compile(
    r"<!--(?:>|->|.*?(?:--!?>|\Z))"
    r"|<(?P<close>/)?(?P<name>[A-Za-z][^\s/><]*)"
    r"|<[!?/][^>]*>?",
    re.DOTALL,
)
# An attribute's value may hold ">" between quotes; possessive, so that nothing is tried twice.
_ATTRIBUTES = re.compile(r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')|["'=])*+>""")
_ATTRIBUTES_TO_BRACKET = re.compile(r"[^>]*>?")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++)))?+""")
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"})
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})
VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    }
)


_PART_OF_PAGE = re.compile(
    r"<(?:p|div|span|br|a|h[1-6]|ul|ol|li|table|td|img|section|article|em|strong|b|i)\b[^<>]*>", re.IGNORECASE
)
_TAGS = 3  # so many make a fragment of a page


def is_fragment(text: str) -> bool:
    """Tell whether a text holds so many tags that it is part of a page."""
    return len(_PART_OF_PAGE.findall(text)) >= _TAGS


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag; `attributes` have names in lower case and values with entities resolved."""

    name: str
    closes: bool
    attributes: Mapping[str, str]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Characters:
    """A stretch `[start, end)` of the raw page between tags; `raw` elements hold no entities."""

    start: int
    end: int


def tokens(page: str) -> Iterator[Tag | Characters]:
    """Return the tags of `page` and the stretches between them, in order; comments are left out.

    What stands in a raw-text element (`script`, `style`, `title`, ...) comes as one stretch.
    """
    position = 0
    quoted = True  # until a quote is found that nothing closes; then tags end at the next bracket
    while (match := _TOKEN.search(page, position)) is not None:
        if match.start() > position:
            yield Characters(position, match.start())
        position = match.end()
        if match["name"] is None:
            continue
        tag, quoted = _tag(page, match, quoted=quoted)
        yield tag
        position = tag.end
        if tag.name in _RAW_TEXT and not tag.closes:
            end = _raw_text_end(page, tag.name, position)
            if end > position:
                yield Characters(position, end)
            position = end
    if position < len(page):
        yield Characters(position, len(page))


def _tag(page: str, match: re.Match[str], *, quoted: bool) -> tuple[Tag, bool]:
    rest = _ATTRIBUTES.match(page, match.end()) if quoted else None
    quoted = rest is not None
    rest = rest or _ATTRIBUTES_TO_BRACKET.match(page, match.end())
    end = rest.end() if rest is not None else match.end()
    closes = match["close"] is not None
    attributes = (
        _NO_ATTRIBUTES if closes or end <= match.end() + 1 else _attributes(page[match.end() : end - 1])
    )
    return Tag(match["name"].lower(), closes, attributes, match.start(), end), quoted


def _attributes(text: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def _raw_text_end(page: str, name: str, start: int) -> int:
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, start)
    return end.start() if end is not None else len(page)
