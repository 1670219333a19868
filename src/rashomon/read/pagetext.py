"""The visible text of an HTML page, in reading order, as blocks with their places in the page.

White space is collapsed as browsers do it; blocks end in a newline. A character of the text is
mapped to the raw page when the same character stands there: entities, newlines between blocks and
collapsed white space have no place of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

from rashomon.model.records import RawRange
from rashomon.read.markup import VOID, Characters, Tag, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav "
    "ol option p pre search section summary table tbody td tfoot th thead title tr ul".split()
)
_INVISIBLE = frozenset(
    "script style template noscript svg math head iframe object embed audio video canvas select "
    "datalist map textarea title xmp noembed noframes rp".split()
)
_CLOSED_BY: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_SCOPES = frozenset({"ul", "ol", "dl", "table", "select", "body", "html"})
_APART = frozenset({"a", "time", "button", "label"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NO_SPACE = -2
_DEEPEST = 400  # elements within one another; what stands deeper counts to the last one
_PIECE = re.compile(
    r"[ \t\n\r\f]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|&"
    r"|[^& \t\n\r\f]++(?: [^& \t\n\r\f]++)*+"
)


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of the page; `number` counts start tags, so that it tells elements apart."""

    name: str
    parent: Element | None
    attributes: Mapping[str, str]
    hidden: bool
    number: int

    def up(self) -> list[Element]:
        """Return the element and those around it, from the inside out."""
        chain: list[Element] = []
        element: Element | None = self
        while element is not None:
            chain.append(element)
            element = element.parent
        return chain


@dataclass(slots=True)
class Block:
    """A line of the text: its offsets, the element it stands in, and how much of it is links.

    `marks` are the inline elements that cover characters of it, with the offsets they cover.
    """

    start: int
    end: int
    element: Element
    linked: int = 0
    marks: list[tuple[Element, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself without showing it."""

    metas: tuple[Mapping[str, str], ...]
    links: tuple[Mapping[str, str], ...]
    scripts: tuple[str, ...]
    title: str
    language: str | None
    base: str | None


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, its blocks in order, its map to the raw page, its head, and what holds pictures."""

    text: str
    blocks: tuple[Block, ...]
    raw: tuple[RawRange, ...]
    head: Head
    pictures: tuple[Element, ...]


def page_text(page: str) -> PageText:
    """Return what a reader of `page` sees, and what the page says of itself."""
    return _Builder(page).build()


class _Builder:
    def __init__(self, page: str) -> None:
        self._page = page
        self._pieces: list[str] = []
        self._length = 0
        self._ranges: list[RawRange] = []
        self._blocks: list[Block] = []
        self._block: Block | None = None
        self._space = _NO_SPACE  # raw offset of a space not yet written; -1 when it has none
        self._root = Element("", None, {}, hidden=False, number=0)
        self._stack = [self._root]
        self._count = 0
        self._last: Tag | None = None
        self._pictures: list[Element] = []  # what stands around each picture
        self._metas: list[Mapping[str, str]] = []
        self._links: list[Mapping[str, str]] = []
        self._scripts: list[str] = []
        self._title = ""
        self._attributes: dict[str, Mapping[str, str]] = {}

    def build(self) -> PageText:
        for token in tokens(self._page):
            if isinstance(token, Characters):
                self._characters(token)
            elif token.closes:
                self._close(token)
            else:
                self._open(token)
        self._end_block()
        return PageText(
            "".join(self._pieces),
            tuple(self._blocks),
            tuple(self._ranges),
            self._head(),
            tuple(self._pictures),
        )

    def _head(self) -> Head:
        html, base = self._attributes.get("html", {}), self._attributes.get("base", {})
        return Head(
            metas=tuple(self._metas),
            links=tuple(self._links),
            scripts=tuple(self._scripts),
            title=self._title,
            language=html.get("lang") or html.get("xml:lang"),
            base=base.get("href"),
        )

    # Tags

    def _open(self, tag: Tag) -> None:
        name = tag.name
        self._note(tag)
        if name in _BLOCKS:
            self._end_block()
            self._close_implied(name)
        elif self._stands_apart(tag):
            self._gap()
        self._last = tag
        if name in VOID:
            self._replaced(name)
        elif len(self._stack) < _DEEPEST:
            self._push(tag)

    def _push(self, tag: Tag) -> None:
        self._count += 1
        top = self._stack[-1]
        hidden = top.hidden or tag.name in _INVISIBLE or _is_hidden(tag.attributes)
        self._stack.append(Element(tag.name, top, tag.attributes, hidden, self._count))

    def _note(self, tag: Tag) -> None:
        if tag.name == "meta":
            self._metas.append(tag.attributes)
        elif tag.name == "link":
            self._links.append(tag.attributes)
        elif tag.name in ("html", "base"):
            self._attributes.setdefault(tag.name, tag.attributes)

    def _replaced(self, name: str) -> None:
        if name in ("img", "input", "embed"):
            self._gap()
        if name == "img":
            self._pictures.append(self._stack[-1])

    def _close_implied(self, name: str) -> None:
        if self._stack[-1].name == "p" and name not in ("br", "option"):
            self._stack.pop()
        if self._stack[-1].name == "head" and name != "head":
            self._stack.pop()  # its end may be left out
        closed = _CLOSED_BY.get(name)
        if closed is None:
            return
        for depth in range(len(self._stack) - 1, 0, -1):
            open_name = self._stack[depth].name
            if open_name in closed:
                del self._stack[depth:]
                if name != "tr":
                    return
            elif open_name in _SCOPES or (name == "tr" and open_name == "tbody"):
                return

    def _close(self, tag: Tag) -> None:
        if tag.name in _BLOCKS:
            self._end_block()
        self._last = tag
        for depth in range(len(self._stack) - 1, 0, -1):
            if self._stack[depth].name == tag.name:
                del self._stack[depth:]
                return
            if self._stack[depth].name in ("td", "th", "table") and tag.name not in _BLOCKS:
                return

    def _stands_apart(self, tag: Tag) -> bool:
        """Tell whether pages set this element apart by style where no blank stands before it."""
        if (
            tag.name in _APART
            and self._last is not None
            and self._last.closes
            and self._last.name in _APART | {"span"}
        ):
            return self._last.end == tag.start
        classes = tag.attributes.get("class", "")
        after = self._last is not None and self._last.closes and self._last.end == tag.start
        return after and tag.name == "span" and bool(classes) and "spell" not in classes.lower()

    # Characters

    def _characters(self, token: Characters) -> None:
        top = self._stack[-1]
        if top.hidden:
            self._unseen(top, token)
            return
        preserved = any(element.name == "pre" for element in self._stack)
        for match in _PIECE.finditer(self._page, token.start, token.end):
            self._piece(match, top, preserved=preserved)

    def _unseen(self, top: Element, token: Characters) -> None:
        if top.name == "title" and not self._title:
            self._title = unescape(self._page[token.start : token.end])
        elif top.name == "script" and "json" in top.attributes.get("type", "").lower():
            self._scripts.append(self._page[token.start : token.end])

    def _piece(self, match: re.Match[str], top: Element, *, preserved: bool) -> None:
        piece = match.group()
        if piece[0] in " \t\n\r\f":
            self._blank(piece, match.start(), preserved=preserved)
        elif piece[0] == "&":
            self._write(unescape(piece), -1 if len(piece) > 1 else match.start(), top)
        else:
            self._write(piece, match.start(), top)

    def _blank(self, piece: str, start: int, *, preserved: bool) -> None:
        if preserved and "\n" in piece:
            self._end_block()
        elif self._space == _NO_SPACE:
            self._space = start if piece[0] == " " else -1

    def _gap(self) -> None:
        if self._space == _NO_SPACE:
            self._space = -1

    def _write(self, characters: str, raw: int, top: Element) -> None:
        block = self._block
        if block is None:
            block = self._start_block(top)
        elif self._space != _NO_SPACE:
            self._append(" ", self._space)
        self._space = _NO_SPACE
        start = self._length
        self._append(characters, raw)
        self._mark(block, top, start)

    def _start_block(self, top: Element) -> Block:
        if self._length:
            self._append("\n", -1)
        container = next(element for element in top.up() if element.name in _BLOCKS or element.parent is None)
        self._block = Block(self._length, self._length, container)
        return self._block

    def _append(self, characters: str, raw: int) -> None:
        if raw >= 0:
            self._map(raw, len(characters))
        self._pieces.append(characters)
        self._length += len(characters)

    def _map(self, raw: int, length: int) -> None:
        if self._ranges:
            last = self._ranges[-1]
            if last.start + last.length == self._length and last.raw_start + last.length == raw:
                self._ranges[-1] = RawRange(last.start, last.raw_start, last.length + length)
                return
        self._ranges.append(RawRange(self._length, raw, length))

    def _mark(self, block: Block, top: Element, start: int) -> None:
        element: Element | None = top
        while element is not None and element is not block.element:
            if element.name == "a":
                block.linked += self._length - start
            if block.marks and block.marks[-1][0] is element:
                block.marks[-1] = (element, block.marks[-1][1], self._length)
            elif element.attributes:
                block.marks.append((element, start, self._length))
            element = element.parent

    def _end_block(self) -> None:
        if self._block is not None:
            self._block.end = self._length
            self._blocks.append(self._block)
        self._block = None
        self._space = _NO_SPACE


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style", "")
    return "hidden" in attributes or (bool(style) and _HIDDEN_STYLE.search(style) is not None)
