"""DOCX: paragraphs, tables, headers and footers of a Word document."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from rashomon.model.errors import UnreadError
from rashomon.model.records import PartKind, Sourced
from rashomon.read.assemble import Piece, assembled, typed_by
from rashomon.read.draft import Draft, Found, Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rashomon.read.settings import ReadSettings

_BROKEN = (
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    OSError,
    RecursionError,
)
_STYLES: tuple[tuple[str, PartKind], ...] = (
    ("title", "title"),
    ("subtitle", "heading"),
    ("heading", "heading"),
    ("caption", "caption"),
)
_DEEPEST = 8  # tables within tables
_CONTROLS = frozenset({qn("w:sdt"), qn("w:sdtContent")})
_REMOVED = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent")})
_TEXTUAL: Mapping[str, str] = {
    qn("w:t"): "",
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
"""Elements that stand for text, and which; "" for their own."""
_Container: TypeAlias = Any  # a document, section or cell; python-docx gives no common type
_Element: TypeAlias = Any  # the XML element of a cell


def read_word(item: Item, settings: ReadSettings) -> Draft:
    """Read one document; its text has a line for each paragraph and each cell.

    Raises:
        UnreadError: it is broken.
    """
    item.stream.seek(0)
    try:
        document = docx.Document(item.stream)
        pieces = [*_running(document, "header"), *_titled(document), *_running(document, "footer")]
        found = _properties(document)
    except _BROKEN as error:
        raise UnreadError(f"broken DOCX file: {error or type(error).__name__}") from error
    return assembled(item, pieces, settings, Draft(item.path, "docx", found=found))


def _titled(document: _Container) -> Iterator[Piece]:
    """Yield what a document says; where none of it is styled as title, that is the heading it opens with."""
    pieces = list(_content(document, 0))
    first = next((number for number, piece in enumerate(pieces) if piece.text.strip()), None)
    heads = _opens_with_heading(document) and all(piece.kind != "title" for piece in pieces)
    for number, piece in enumerate(pieces):
        yield Piece(piece.text, "title") if heads and number == first else piece


def _opens_with_heading(document: _Container) -> bool:
    first = next(
        (block for block in _blocks(document) if isinstance(block, Table) or _words(block).strip()), None
    )
    return isinstance(first, Paragraph) and _style(first).startswith("heading 1")


def _content(container: _Container, depth: int) -> Iterator[Piece]:
    for block in _blocks(container):
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        elif isinstance(block, Table) and depth < _DEEPEST:
            yield from _table(block, depth)


def _blocks(container: _Container) -> Iterator[Paragraph | Table]:
    """Yield paragraphs and tables in order, those in content controls too, which python-docx passes over."""
    element = container._element  # noqa: SLF001 - the only way to what it passes over
    around = getattr(element, "body", element)
    for child in around.iter(qn("w:p"), qn("w:tbl")):
        above = next((each for each in child.iterancestors() if each.tag not in _CONTROLS), None)
        if above is around:
            yield Paragraph(child, container) if child.tag == qn("w:p") else Table(child, container)


def _words(paragraph: Paragraph) -> str:
    """Return the text of a paragraph as it would be with its tracked changes accepted."""
    words: list[str] = []
    for element in paragraph._p.iter(*_TEXTUAL):  # noqa: SLF001 - as above
        if not any(each.tag in _REMOVED for each in element.iterancestors()):
            turns_page = element.get(qn("w:type"), "textWrapping") != "textWrapping"
            words.append("" if turns_page else _TEXTUAL[element.tag] or element.text or "")
    return "".join(words)


def _table(table: Table, depth: int) -> Iterator[Piece]:
    # A cell that runs over columns or rows comes up once for each of them. The elements are kept, not
    # their ids: lxml drops the objects that stand for elements and uses their ids again.
    seen: set[_Element] = set()
    for row in table.rows:
        for cell in row.cells:
            element = cell._tc  # noqa: SLF001 - the only thing that both have in common
            if element not in seen:
                seen.add(element)
                # A number alone in a cell is content, whatever it would be on a line of a page.
                yield from (Piece(piece.text, piece.kind or "body") for piece in _content(cell, depth + 1))


def _paragraph(paragraph: Paragraph) -> Iterator[Piece]:
    name = _style(paragraph)
    kind = next((kind for prefix, kind in _STYLES if name.startswith(prefix)), None)
    for line in _words(paragraph).split("\n"):
        yield Piece(line, kind)


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style.name or "").lower() if paragraph.style is not None else ""


def _running(document: _Container, name: str) -> Iterator[Piece]:
    seen: set[str] = set()
    for section in document.sections:
        own_first = section.different_first_page_header_footer
        names = (f"first_page_{name}", name) if own_first else (name,)
        for paragraph in (each for kind in names for each in getattr(section, kind).paragraphs):
            words = _words(paragraph)
            if words not in seen:
                seen.add(words)
                yield Piece(words, "furniture")


def _properties(document: _Container) -> Found:
    properties = document.core_properties
    title, author = properties.title, properties.author
    return Found(
        title=Sourced(value=title, source="docx:title", score=0.5) if title else None,
        author=typed_by(author, "docx:author"),
    )
