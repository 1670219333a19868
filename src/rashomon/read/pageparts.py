"""The parts of a page: title, date, byline, headings, body, captions; the rest is furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.model.records import PartKind, Sourced
from rashomon.read import lexicon
from rashomon.read.dates import find_stamp
from rashomon.read.draft import Found, better
from rashomon.read.layout import is_foreign, is_headline
from rashomon.read.layout import closes_letter
from rashomon.read.outlet import outlet_of
from rashomon.read.names import has_lead, person_names
from rashomon.read.pagetext import Element
from rashomon.read.zones import BYLINE_WORDS, HEADING_WORDS, TITLE_WORDS, Look, Looks

_NEAR = 12  # blocks around the title in which date and byline are looked for
_CLOCK = r"[\W]*\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?[\W]*"
_TIME_ONLY = re.compile(rf"{_CLOCK}(?:{_CLOCK})?", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updat|modif|edit|revis|last|accessed|retrieved|printed|as of|stand)", re.IGNORECASE)
_FIRST = re.compile(r"\bfirst\b|\bpublished\b|\bposted\b|\bissued\b", re.IGNORECASE)
_BY = re.compile(r"^.{3,40}?\b[Bb]y\s+(?=[A-Z])")
_PIECES = re.compile(r"\s+[|·•/]\s+|(?<=[a-z])\.\s+(?=[A-Z])|\s+[–—]\s+|;\s+|\n")
_COMMENTS = re.compile(
    r"[\W_]*(?:\d+ )?(?:comments?|responses?|replies|reactions?|discussion|reader comments|leave a (?:reply|comment)|"
    r"join the (?:discussion|conversation)|what do you think\?)(?:\s*\(?\d*\)?)?(?: (?:to|on) .{0,120})?[\W_]*",
    re.IGNORECASE,
)
_DATE_WORDS = 12  # a line with a date and more other words than this is a sentence
_ALIKE = 0.6
_PROSE = 8  # words; a longer line is no label
_OFTEN = 2
_WHOLE = 0.9
_WORD = re.compile(r"\w+")
_PULLED = (6, 40)  # words of a pull quote, at least and at most
_MOST_BLOCKS = 2000  # beyond, a page is no magazine's, and comparing all with all takes too long
_SMALL_BOX = 14  # words of prose
_LINES = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "dt", "dd", "ul", "ol", "dl"})
_SURE_TITLE = 0.8
_SAME = 0.7


@dataclass(slots=True)
class _Page:
    """The blocks of a page while their kinds are being found."""

    looks: Looks
    kinds: list[PartKind | None]
    body: frozenset[int]

    @property
    def blocks(self) -> tuple[Look, ...]:
        return self.looks.blocks


def page_parts(looks: Looks, said: Found, segments: Sequence[str], article: frozenset[int]) -> tuple[list[PartKind], Found]:
    """Return the kind of each block, and what the visible page tells.

    Args:
        looks: The blocks of the page.
        said: What the page says of itself in its head.
        segments: The parts of its `<title>`.
        article: The blocks that trafilatura takes for the article.
    """
    page = _Page(looks, [None] * len(looks.blocks), article)
    first, last = _region(page)
    title = _title(page, said, segments, first)
    found = Found() if title is None else Found(title=Sourced(value=page.blocks[title].line.text, source="page:title", score=0.95))
    if title is not None:
        page.kinds[title] = "title"
        first = min(first, last) if title < first else title + 1
    found = found.joined(_around_title(page, title, first, last))
    _mark_region(page, title, first, last)
    _mark_signature(page, last)
    _mark_repeated(page)
    _mark_pull_quotes(page)
    outlet = outlet_of(page.blocks, title, segments, said.url)
    found = found.joined(Found(outlet=outlet))
    return [kind or "furniture" for kind in page.kinds], found


# Where the text runs ----------------------------------------------------------------------------


def _region(page: _Page) -> tuple[int, int]:
    """Return the first and the last block of prose of the article."""
    root = page.looks.root
    chosen = [
        number
        for number, look in enumerate(page.blocks)
        if look.prose and not page.looks.boxed[number] and (root is None or _within(look.element, root))
    ]
    if not chosen:
        chosen = sorted(page.body) or [len(page.blocks)]
    return chosen[0], _before_comments(page, chosen)


def _before_comments(page: _Page, chosen: Sequence[int]) -> int:
    sizes = {number: len(page.blocks[number].line.text) for number in chosen if number < len(page.blocks)}
    total, seen = sum(sizes.values()), 0
    last = chosen[0]
    for number in range(chosen[0], chosen[-1] + 1):
        if number >= len(page.blocks):
            break
        if 2 * seen >= total and _COMMENTS.fullmatch(page.blocks[number].line.text):
            return last
        if number in sizes:
            last = number
            seen += sizes[number]
    return last


def _within(element: Element, root: Element) -> bool:
    return any(outer is root for outer in element.up())


# The title -------------------------------------------------------------------------------------------


def _title(page: _Page, said: Found, segments: Sequence[str], first: int) -> int | None:
    """Return the block that is the title, or `None` when none looks like it."""
    told = [*([said.title.value] if said.title is not None else []), *segments]
    outlet = said.outlet.value.casefold() if said.outlet is not None else ""
    scored = [
        (_title_score(look, told, first - number) - (2.0 if look.line.text.casefold() == outlet else 0.0), -number)
        for number, look in enumerate(page.blocks[: first + 1])
        if not page.looks.boxed[number] or look.level == 1
    ]
    score, number = max(scored, default=(0.0, 0))
    return -number if score >= _SURE_TITLE else None


def _title_score(look: Look, told: Sequence[str], distance: int) -> float:
    line = look.line
    sentence = look.prose and not look.level and line.words > 20  # noqa: PLR2004 - longer than headlines
    if line.words > 40 or sentence or (line.words < 3 and look.level != 1):  # noqa: PLR2004 - too long or short for one
        return 0.0
    score = max((_alike(line.text, other) for other in told), default=0.0) * 1.5
    score += {0: 0.0, 1: 1.2, 2: 0.9, 3: 0.7}.get(look.level, 0.6)
    score += 0.8 if look.words & TITLE_WORDS else 0.0
    score += 0.6 if look.large else 0.0
    score += 0.3 if look.bold > _ALIKE else 0.0
    score += 0.5 if line.words > 3 and not line.ended else 0.0  # noqa: PLR2004 - longer than a section's name
    score -= 0.3 if look.linked > _ALIKE else 0.0
    return score - min(0.5, 0.02 * max(0, distance))


def _alike(line: str, told: str) -> float:
    """Return how far a line is the title that the page tells of; short ones tell less."""
    first, second = line.casefold()[:200], told.casefold()[:200]
    ratio = SequenceMatcher(None, first, second).ratio()
    if second.count(" ") > 1 and (second in first or first in second):
        ratio = max(ratio, 0.9)
    return ratio * min(1.0, (second.count(" ") + 1) / 5) if ratio >= _SAME else 0.0


# Date and byline -----------------------------------------------------------------------------------------


def _around_title(page: _Page, title: int | None, first: int, last: int) -> Found:
    middle = title if title is not None else first
    found = Found()
    for number in range(max(0, middle - _NEAR // 2), min(len(page.blocks), max(first, middle) + 4)):
        look = page.blocks[number]
        if page.kinds[number] is None and not look.prose:
            under_title = title is not None and title < number < first and not page.looks.boxed[number]
            kind, values = _date_or_byline(look, named=under_title)
            page.kinds[number] = kind
            found = found.joined(values)
    return found if found.published is not None and found.author else found.joined(_below(page, last))


def _below(page: _Page, last: int) -> Found:
    """Return the date and the names below the text, where some papers print them."""
    found = Found()
    for number in range(last + 1, min(len(page.blocks), last + 4)):
        if page.kinds[number] is None and not page.looks.boxed[number]:
            kind, values = _date_or_byline(page.blocks[number], named=False)
            if kind is not None:
                page.kinds[number] = kind
                found = found.joined(values)
    return found


def _date_or_byline(look: Look, *, named: bool) -> tuple[PartKind | None, Found]:
    """Return what a line around the title is; `named` says that names alone are a byline there."""
    text = look.line.text
    stamp = find_stamp(text) if len(text) <= 200 else None  # noqa: PLR2004 - longest line of a header
    rest = f"{text[: stamp.start]} | {text[stamp.end :]}" if stamp is not None else text
    authors = _authors(look, rest, named=named)
    if stamp is None:
        offices = has_lead(text) and look.line.words <= _PROSE
        return ("byline" if authors or offices else None), Found(author=authors)
    if len(rest.split()) > _DATE_WORDS and not authors:
        return None, Found()
    found = Found(author=authors, published=_published(text))
    return ("byline" if authors else "published"), found


def _published(text: str) -> Sourced | None:
    """Return the date of first publication in a line that may hold the one of an update as well."""
    best: Sourced | None = None
    start = 0
    while (stamp := find_stamp(text, start)) is not None:
        label = text[start : stamp.start]
        score = 0.93 if _FIRST.search(label) else 0.4 if _UPDATED.search(label) else 0.92
        if stamp.exact:
            best = better(best, Sourced(value=stamp.value, source="page:date line", score=score))
        start = stamp.end
    return best


def _authors(look: Look, text: str, *, named: bool) -> tuple[Sourced, ...]:
    marked = bool(look.words & BYLINE_WORDS)
    for piece in _PIECES.split(text):
        if lexicon.is_furniture(piece):
            continue
        if has_lead(piece):
            score = 0.8
        elif (marked or named) and look.line.words <= _DATE_WORDS:
            score = 0.78 if marked else 0.6
        else:
            continue
        names = person_names(piece) or person_names(_after_by(piece))
        whole = has_lead(piece) or marked or not _rest_of(piece, names)
        if names and whole:
            return tuple(Sourced(value=name, source="page:byline", score=score) for name in names)
    return ()


def _after_by(text: str) -> str:
    """Return the words after "by" in a line such as "Guest post by ..."."""
    match = _BY.match(text)
    return text[match.end() :] if match is not None else ""


def _rest_of(text: str, names: Sequence[str]) -> str:
    """Return what is left of a line without the names in it and the words that join them."""
    for name in names:
        text = text.replace(name, "", 1)
    # A role ("head of mission") and a place ("in Port Example") may stand beside a name.
    return re.sub(r"\b(?:in|at) [A-Z]\w+(?: [A-Z]\w+)*|\b[a-z]+\b|[\W_]+", "", text)


def _mark_signature(page: _Page, last: int) -> None:
    """Mark who signs a letter, below its last sentence, as part of it."""
    number = last + 1
    if number < len(page.blocks) and closes_letter(page.blocks[number].line.text):
        while number < len(page.blocks) and page.kinds[number] is None and _can_sign(page, number):
            page.kinds[number] = "body"
            number += 1


def _can_sign(page: _Page, number: int) -> bool:
    look = page.blocks[number]
    return not page.looks.boxed[number] and look.linked < _ALIKE and not lexicon.is_furniture(look.line.text)


def _mark_repeated(page: _Page) -> None:
    """Mark short lines that come up again and again: labels of a widget that each entry has."""
    counts = Counter(look.line.text for look in page.blocks if look.line.words <= _PROSE)
    for number, look in enumerate(page.blocks):
        if page.kinds[number] in ("body", "heading") and counts[look.line.text] > _OFTEN and not look.line.ended:
            page.kinds[number] = "furniture"


def _mark_pull_quotes(page: _Page) -> None:
    """Mark short blocks whose words stand in a longer paragraph as well."""
    bodies = [_bare(look.line.text) for number, look in enumerate(page.blocks) if page.kinds[number] == "body"]
    whole = "\n".join(bodies)
    for number, look in enumerate(page.blocks):
        if page.kinds[number] in ("body", "heading") and _PULLED[0] <= look.line.words <= _PULLED[1]:
            words = _bare(look.line.text)
            # Once as a line of its own, and once more within another one.
            if whole.count(words) > sum(1 for body in bodies if body == words) and len(page.blocks) <= _MOST_BLOCKS:
                page.kinds[number] = "furniture"


def _bare(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


# The text itself -------------------------------------------------------------------------------------------


def _mark_region(page: _Page, title: int | None, first: int, last: int) -> None:
    begin = first if title is None else title + 1
    lines = [look.line for look in page.blocks[: last + 1]]
    for number in range(begin, min(last + 1, len(page.blocks))):
        if page.kinds[number] is None:
            page.kinds[number] = _kind(page, number, lines, last)


def _kind(page: _Page, number: int, lines: list, last: int) -> PartKind:  # type: ignore[type-arg]
    look = page.blocks[number]
    text = look.line.text
    if look.caption:
        return "caption"
    if page.looks.boxed[number] or _in_small_box(page, number) or lexicon.is_furniture(text) or _TIME_ONLY.fullmatch(text):
        return "furniture"
    if look.prose:
        return "body"
    if look.linked > _ALIKE:
        return "furniture"
    return _short_kind(page, number, lines, last)


def _in_small_box(page: _Page, number: int) -> bool:
    """Tell whether a block shares a small container with words of the page's interface."""
    look = page.blocks[number]
    root = page.looks.root
    box: Element | None = look.element
    while box is not None and box.name in _LINES:
        box = box.parent
    if box is None or box is root or box.name in ("body", "article", "main", "td"):
        return False
    inside = [other for other in page.blocks[max(0, number - 6) : number + 7] if _within(other.element, box)]
    widgets = [_is_widget(other) for other in inside]
    words = sum(other.line.words for other, widget in zip(inside, widgets, strict=True) if not widget and other.prose)
    return any(widgets) and len(inside) > 1 and words <= _SMALL_BOX


def _is_widget(look: Look) -> bool:
    text = look.line.text
    return lexicon.is_furniture(text) or (look.linked > _WHOLE and not look.line.ended)


def _short_kind(page: _Page, number: int, lines: list, last: int) -> PartKind:  # type: ignore[type-arg]
    look = page.blocks[number]
    if look.level or look.words & HEADING_WORDS or (look.bold > 0.8 and not look.line.ended):  # noqa: PLR2004
        return "heading"
    if look.line.ended or look.listed or number in page.body:
        return "body"
    if is_headline(look.line) and is_foreign(lines, number, last + 1):
        return "furniture"
    return "body" if look.line.words > 12 else "furniture"  # noqa: PLR2004
