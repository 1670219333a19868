"""The parts of a page: title, date, byline, headings, body, captions; the rest is furniture."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from rashomon.model.records import PartKind, Sourced
from rashomon.read import lexicon
from rashomon.read.draft import Found
from rashomon.read.layout import closes_letter, is_foreign, is_headline
from rashomon.read.outlet import outlet_of
from rashomon.read.pagehead import find_title, read_head
from rashomon.read.zones import HEADING_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.read.pagetext import Element
    from rashomon.read.zones import Look, Looks

_CLOCK = r"[\W]*\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?[\W]*"
_TIME_ONLY = re.compile(rf"{_CLOCK}(?:{_CLOCK})?", re.IGNORECASE)
_COMMENTS = re.compile(
    r"[\W_]*(?:\d+ )?(?:comments?|responses?|replies|reactions?|discussion|reader comments"
    r"|what do you think\?|leave a (?:reply|comment)|join the (?:discussion|conversation))(?:\s*\(?\d*\)?)?"
    r"(?: (?:to|on) .{0,120})?[\W_]*",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LINKED = 0.6  # share of a line that is a link
_WHOLE = 0.9
_BOLD = 0.8
_LABEL_WORDS = 8  # a longer line is no label
_OFTEN = 2  # a label that comes up more often belongs to a widget
_PULLED = (6, 40)  # words of a pull quote, at least and at most
_MOST_BLOCKS = 2000  # beyond, a page is no magazine's, and comparing all with all takes too long
_SMALL_BOX = 14  # words of prose
_AROUND = 6  # blocks on either side that may share a small box
_LONG = 12  # words; a longer line without a full stop is still body
_LINES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "dt", "dd", "ul", "ol", "dl"})
_NO_BOXES = frozenset({"body", "article", "main", "td", ""})


@dataclass(frozen=True, slots=True)
class _Page:
    """The blocks of a page; `kinds` is filled in while they are being told apart."""

    looks: Looks
    kinds: list[PartKind | None]
    body: frozenset[int]

    @property
    def blocks(self) -> tuple[Look, ...]:
        return self.looks.blocks


def page_parts(
    looks: Looks, said: Found, segments: Sequence[str], article: frozenset[int]
) -> tuple[list[PartKind], Found]:
    """Return the kind of each block, and what the visible page tells.

    Args:
        looks: The blocks of the page.
        said: What the page says of itself in its head.
        segments: The parts of its `<title>`.
        article: The blocks that trafilatura takes for the article.
    """
    page = _Page(looks, [None] * len(looks.blocks), article)
    first, last = _region(page)
    title = find_title(looks, said, segments, first)
    found = Found(outlet=outlet_of(page.blocks, title, segments, said.url))
    if title is not None:
        page.kinds[title] = "title"
        first = first if title < first else title + 1
        heading = Sourced(value=page.blocks[title].line.text, source="page:title", score=0.95)
        found = Found(title=heading, outlet=found.outlet)
    found = found.joined(read_head(looks, page.kinds, title, (first, last), said.published))
    _mark_text(page, first if title is None else title + 1, last)
    return [kind or "furniture" for kind in page.kinds], found


# Where the text runs -----------------------------------------------------------------------------


def _region(page: _Page) -> tuple[int, int]:
    """Return the first and the last block of prose of the article."""
    root = page.looks.root
    chosen = [
        number
        for number, look in enumerate(page.blocks)
        if look.prose and not page.looks.boxed[number] and (root is None or _within(look.element, root))
    ]
    chosen = chosen or sorted(page.body)
    if not chosen:
        return len(page.blocks), len(page.blocks)
    return chosen[0], _before_comments(page, chosen)


def _before_comments(page: _Page, chosen: Sequence[int]) -> int:
    """Return the last block of prose above the comments, which follow at least half of it."""
    total = sum(len(page.blocks[number].line.text) for number in chosen)
    is_prose = frozenset(chosen)
    seen, last = 0, chosen[0]
    for number in range(chosen[0], chosen[-1] + 1):
        text = page.blocks[number].line.text
        if 2 * seen >= total and _COMMENTS.fullmatch(text):
            break
        if number in is_prose:
            last = number
            seen += len(text)
    return last


def _within(element: Element, outer: Element) -> bool:
    return any(around is outer for around in element.up())


# The text itself -----------------------------------------------------------------------------------


def _mark_text(page: _Page, first: int, last: int) -> None:
    for number in range(first, min(last + 1, len(page.blocks))):
        if page.kinds[number] is None:
            page.kinds[number] = _kind(page, number, last)
    _mark_signature(page, last)
    _mark_repeated(page)
    _mark_pull_quotes(page)


def _kind(page: _Page, number: int, last: int) -> PartKind:
    look = page.blocks[number]
    if look.caption:
        return "caption"
    if page.looks.boxed[number] or _is_interface(look.line.text) or _in_small_box(page, number):
        return "furniture"
    if look.prose:
        return "body"
    return "furniture" if look.linked > _LINKED else _short_kind(page, number, last)


def _is_interface(text: str) -> bool:
    return lexicon.is_furniture(text) or _TIME_ONLY.fullmatch(text) is not None


def _in_small_box(page: _Page, number: int) -> bool:
    """Tell whether a block shares a small container with words of the page's interface."""
    box = next((around for around in page.blocks[number].element.up() if around.name not in _LINES), None)
    if box is None or box is page.looks.root or box.name in _NO_BOXES:
        return False
    around = page.blocks[max(0, number - _AROUND) : number + _AROUND + 1]
    inside = [look for look in around if _within(look.element, box)]
    others = [look for look in inside if not _is_widget(look)]
    prose = sum(look.line.words for look in others if look.prose)
    return len(inside) > 1 and len(others) < len(inside) and prose <= _SMALL_BOX


def _is_widget(look: Look) -> bool:
    return lexicon.is_furniture(look.line.text) or (look.linked > _WHOLE and not look.line.ended)


def _short_kind(page: _Page, number: int, last: int) -> PartKind:
    look = page.blocks[number]
    if look.level or look.words & HEADING_WORDS or (look.bold > _BOLD and not look.line.ended):
        return "heading"
    if look.line.ended or look.listed or number in page.body:
        return "body"
    lines = [other.line for other in page.blocks[number : number + 3]]
    if is_headline(look.line) and is_foreign(lines, 0, last + 1 - number):
        return "furniture"
    return "body" if look.line.words > _LONG else "furniture"


def _mark_signature(page: _Page, last: int) -> None:
    """Mark who signs a letter, below its last sentence, as part of it."""
    below = range(last + 1, len(page.blocks))
    if below and closes_letter(page.blocks[below[0]].line.text):
        for number in takewhile(lambda number: _can_sign(page, number), below):
            page.kinds[number] = "body"


def _can_sign(page: _Page, number: int) -> bool:
    look = page.blocks[number]
    free = page.kinds[number] is None and not page.looks.boxed[number]
    return free and look.linked < _LINKED and not lexicon.is_furniture(look.line.text)


def _mark_repeated(page: _Page) -> None:
    """Mark short lines that come up again and again: labels of a widget that each entry has."""
    counts = Counter(look.line.text for look in page.blocks if look.line.words <= _LABEL_WORDS)
    for number, look in enumerate(page.blocks):
        often = counts[look.line.text] > _OFTEN and not look.line.ended
        if often and page.kinds[number] in ("body", "heading"):
            page.kinds[number] = "furniture"


def _mark_pull_quotes(page: _Page) -> None:
    """Mark short blocks whose words stand in a longer paragraph as well."""
    if len(page.blocks) > _MOST_BLOCKS:
        return
    words = [" ".join(_WORD.findall(look.line.text.casefold())) for look in page.blocks]
    bodies = Counter(bare for bare, kind in zip(words, page.kinds, strict=True) if kind == "body")
    whole = "\n".join(bodies.elements())
    for number, bare in enumerate(words):
        pulled = page.kinds[number] in ("body", "heading") and _PULLED[0] <= bare.count(" ") < _PULLED[1]
        # Found more often than as a line of its own: then within another one.
        if pulled and whole.count(bare) > bodies[bare]:
            page.kinds[number] = "furniture"
