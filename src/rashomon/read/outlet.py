"""The name of the outlet that a page shows: in its `<title>`, its masthead, its copyright line."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from rashomon.model.records import Sourced
from rashomon.read import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.read.zones import Look

_GENERIC = frozenset(
    "news home homepage article articles story live blog world politics latest video videos index page "
    "welcome untitled document online website site post opinion business sport sports analysis local "
    "national report international reports press release statement statements media english en update "
    "updates breaking news-item item".split()
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?\s*(?:by\s+)?"
    r"(?P<name>[^\d\W][^.|·•,;©()]{2,60}?)\s*(?:\d{4}.*|all rights.*|[.|·•,;()].*)?",
    re.IGNORECASE,
)
# The line is about the page itself, so it opens with this: a report tells where other things were published.
_REPRINT = re.compile(
    r"[\W_]*(?i:this (?:article|piece|story|text|report|essay|column|post|interview|analysis)\b.{0,60}?\b)?"
    r"(?i:reprinted|republished|reproduced|(?:first|originally) (?:published|appeared))(?: \w+ permission)?"
    r" (?:from|by|in) (?:the )?(?P<name>[A-Z][\w'’&.-]*(?: (?:of |the |and |for )*[A-Z][\w'’&.-]*){0,5})"
)
_COLON = re.compile(r":\s+")
_MASTHEAD_WORDS = frozenset(
    {"masthead", "logo", "brand", "sitetitle", "sitename", "site", "blogtitle", "publication"}
)
_SHORTEST_LABEL = 3  # letters of a host's label that can be a name; "www" and "com" are none
_MOST_WORDS = 7
_EDGE = 12  # blocks at the start and the end of a page where its name stands
_LONGEST = 80


def outlet_of(
    blocks: Sequence[Look], title: int | None, segments: Sequence[str], url: str | None
) -> Sourced | None:
    """Return the outlet that the page names, or `None`.

    Args:
        blocks: The blocks of the page.
        title: The block that is the title.
        segments: The parts of the page's `<title>`.
        url: The address of the page, if known.
    """
    reprint = _reprinted(blocks, title)
    if reprint is not None:
        return Sourced(value=reprint, source="page:reprint line", score=0.9)
    headline = blocks[title].line.text.casefold() if title is not None else ""
    shown = _shown_names(blocks, title)
    hosted = _of_host(shown, url)
    if hosted is not None:
        return Sourced(value=hosted, source="page:name of the host", score=0.82)
    pieces = [piece for segment in segments for piece in (segment, *_COLON.split(segment)[:-1])]
    names = [piece for piece in pieces if _is_name(piece, headline)]
    for name in names:
        seen = _seen(name, shown)
        if seen is not None:
            return Sourced(value=seen, source="html:title", score=0.8)
    whole = [name for name in names if name in segments]
    if whole and len(segments) > 1:
        return Sourced(value=_likeliest(whole, segments), source="html:title", score=0.6)
    masthead = next(
        (look.line.text for look in blocks[:_EDGE] if look.words & _MASTHEAD_WORDS or look.large), None
    )
    if masthead is not None and _is_name(masthead, headline):
        return Sourced(value=masthead, source="page:masthead", score=0.5)
    return _copyright(blocks, headline)


def _reprinted(blocks: Sequence[Look], title: int | None) -> str | None:
    near = blocks[: (title or 0) + _EDGE]
    matches = (
        _REPRINT.match(look.line.text)
        for look in (*near, *blocks[-_EDGE:])
        if len(look.line.text) <= 2 * _LONGEST
    )
    return next((match["name"].rstrip(".,") for match in matches if match is not None), None)


def _shown_names(blocks: Sequence[Look], title: int | None) -> list[str]:
    edges = [
        look
        for number, look in enumerate(blocks)
        if number != title and not _EDGE < number < len(blocks) - _EDGE
    ]
    return [look.line.text for look in edges if len(look.line.text) <= 2 * _LONGEST]


def _of_host(shown: Sequence[str], url: str | None) -> str | None:
    """Return the words of the page's first or last lines that make the name of its host."""
    host = (urlsplit(url).hostname or "") if url else ""
    labels = {label for label in host.split(".") if len(label) > _SHORTEST_LABEL}
    for text in shown:
        words = text.split()
        for start, end in combinations(range(min(len(words), _EDGE) + 1), 2):
            if end - start <= _MOST_WORDS and "".join(words[start:end]).casefold() in labels:
                return " ".join(words[start:end])
    return None


def _is_name(segment: str, headline: str) -> bool:
    folded = segment.casefold()
    words = folded.split()
    if not words or len(words) > _MOST_WORDS or all(word.strip(":!") in _GENERIC for word in words):
        return False
    capitals = sum(1 for word in segment.split() if word[0].isupper() or word[0].isdigit())
    told_apart = folded not in headline and not (headline and headline in folded)
    return told_apart and capitals * 2 >= len(words) and not lexicon.is_furniture(segment)


def _seen(name: str, shown: Sequence[str]) -> str | None:
    """Return the name as a line of the page has it: alone on the line, or within its copyright line."""
    folded = name.casefold()
    for text in shown:
        line = text.casefold()
        if line == folded or (folded.startswith(line + " ") and len(text.split()) > 1):
            return text if line != folded else name
    if any(folded in text.casefold() for text in shown):
        return name
    return None


def _likeliest(names: Sequence[str], segments: Sequence[str]) -> str:
    # Most sites put their name last, some first; names in the middle are sections.
    return names[-1] if names[-1] == segments[-1] else names[0]


def _copyright(blocks: Sequence[Look], headline: str) -> Sourced | None:
    for look in blocks[-_EDGE:]:
        match = _COPYRIGHT.match(look.line.text[: 2 * _LONGEST])
        if match is not None and _is_name(match["name"].strip(), headline):
            return Sourced(value=match["name"].strip(), source="page:copyright line", score=0.4)
    return None
