"""The parts of a page: title, date, byline, headings, body, captions; the rest is furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rashomon.model.records import PartKind, Sourced
from rashomon.read import lexicon
from rashomon.read.dates import find_stamp
from rashomon.read.draft import Found, better
from rashomon.read.layout import is_foreign, is_headline
from rashomon.read.names import has_lead, is_person, person_names, without_lead
from rashomon.read.pagetext import Element
from rashomon.read.zones import BYLINE_WORDS, HEADING_WORDS, TITLE_WORDS, Look, Looks

_NEAR = 12  # blocks around the title in which date and byline are looked for
_TIME_ONLY = re.compile(r"[\W]*\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s*[A-Z]{2,4})?[\W]*", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updat|modif|edit|revis|last|accessed|retrieved|printed|as of|stand)", re.IGNORECASE)
_COMMENTS = re.compile(
    r"[\W_]*(?:\d+ )?(?:comments?|responses?|replies|reactions?|discussion|reader comments|leave a (?:reply|comment)|"
    r"join the (?:discussion|conversation)|what do you think\?)(?:\s*\(?\d*\)?)?(?: (?:to|on) .{0,120})?[\W_]*",
    re.IGNORECASE,
)
_DATE_WORDS = 12  # a line with a date and more other words than this is a sentence
_ALIKE = 0.6


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
    return -number if score >= 1.0 else None


def _title_score(look: Look, told: Sequence[str], distance: int) -> float:
    text = look.line.text
    if look.line.words > 40 or look.prose and look.level == 0 and look.line.words > 20 or len(text) < 8:  # noqa: PLR2004
        return 0.0
    score = max((_alike(text, other) for other in told), default=0.0) * 1.5
    score += {0: 0.0, 1: 1.2, 2: 0.9}.get(look.level, 0.5)
    score += 0.8 if look.words & TITLE_WORDS else 0.0
    score += 0.4 if look.bold > _ALIKE else 0.0
    score += 0.3 if is_headline(look.line) else 0.0
    score -= 0.5 if look.linked > _ALIKE else 0.0
    return score - min(0.5, 0.02 * max(0, distance))


def _alike(first: str, second: str) -> float:
    ratio = SequenceMatcher(None, first.casefold()[:200], second.casefold()[:200]).ratio()
    return ratio if ratio >= _ALIKE else 0.0


# Date and byline -----------------------------------------------------------------------------------------


def _around_title(page: _Page, title: int | None, first: int, last: int) -> Found:
    middle = title if title is not None else first
    found = Found()
    for number in range(max(0, middle - _NEAR // 2), min(len(page.blocks), max(first, middle) + 4)):
        look = page.blocks[number]
        if page.kinds[number] is None and not look.prose:
            kind, values = _date_or_byline(look)
            page.kinds[number] = kind
            found = found.joined(values)
    return found if found.published is not None and found.author else found.joined(_below(page, last))


def _below(page: _Page, last: int) -> Found:
    """Return the date and the names below the text, where some papers print them."""
    found = Found()
    for number in range(last + 1, min(len(page.blocks), last + 4)):
        if page.kinds[number] is None and not page.looks.boxed[number]:
            kind, values = _date_or_byline(page.blocks[number])
            if kind is not None:
                page.kinds[number] = kind
                found = found.joined(values)
    return found


def _date_or_byline(look: Look) -> tuple[PartKind | None, Found]:
    text = look.line.text
    stamp = find_stamp(text) if len(text) <= 200 else None  # noqa: PLR2004 - longest line of a header
    rest = f"{text[: stamp.start]} | {text[stamp.end :]}" if stamp is not None else text
    names = _names(look, rest)
    authors = tuple(Sourced(value=name, source="page:byline", score=0.8) for name in names)
    if stamp is None:
        return ("byline" if authors or (has_lead(text) and look.line.words <= 8) else None), Found(author=authors)  # noqa: PLR2004
    if len(rest.split()) > _DATE_WORDS and not authors:
        return None, Found()
    published = None
    if stamp.exact:
        score = 0.4 if _UPDATED.search(text[: stamp.start]) else 0.92
        published = Sourced(value=stamp.value, source="page:date line", score=score)
    return ("byline" if authors else "published"), Found(author=authors, published=published)


def _names(look: Look, text: str) -> tuple[str, ...]:
    marked = bool(look.words & BYLINE_WORDS)
    for piece in re.split(r"\s+[|·•]\s+|\s+[–—]\s+|\n", text):
        if has_lead(piece) or (marked and is_person(without_lead(piece))):
            names = person_names(piece)
            if names:
                return names
    return ()


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
    if page.looks.boxed[number] or lexicon.is_furniture(text) or _TIME_ONLY.fullmatch(text):
        return "furniture"
    if look.prose:
        return "body"
    if look.linked > _ALIKE:
        return "furniture"
    return _short_kind(page, number, lines, last)


def _short_kind(page: _Page, number: int, lines: list, last: int) -> PartKind:  # type: ignore[type-arg]
    look = page.blocks[number]
    if look.level or look.words & HEADING_WORDS or (look.bold > 0.8 and not look.line.ended):  # noqa: PLR2004
        return "heading"
    if look.line.ended or look.listed or number in page.body:
        return "body"
    if is_headline(look.line) and is_foreign(lines, number, last + 1):
        return "furniture"
    return "body" if look.line.words > 12 else "furniture"  # noqa: PLR2004
