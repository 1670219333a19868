"""DOCX: paragraphs, tables, headers and footers of a Word document."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any, TypeAlias

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from rashomon.model.errors import UnreadError
from rashomon.model.records import PartKind, Sourced
from rashomon.read.assemble import Piece, assembled
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
        pieces = [*_running(document, "header"), *_content(document, 0), *_running(document, "footer")]
        found = _properties(document)
    except _BROKEN as error:
        raise UnreadError(f"broken DOCX file: {error or type(error).__name__}") from error
    return assembled(item, pieces, settings, Draft(item.path, "docx", found=found))


def _content(container: _Container, depth: int) -> Iterator[Piece]:
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        elif isinstance(block, Table) and depth < _DEEPEST:
            yield from _table(block, depth)


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
    name = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    kind = next((kind for prefix, kind in _STYLES if name.startswith(prefix)), None)
    for line in paragraph.text.split("\n"):
        yield Piece(line, kind)


def _running(document: _Container, name: str) -> Iterator[Piece]:
    seen: set[str] = set()
    for section in document.sections:
        for paragraph in getattr(section, name).paragraphs:
            if paragraph.text not in seen:
                seen.add(paragraph.text)
                yield Piece(paragraph.text, "furniture")


def _properties(document: _Container) -> Found:
    properties = document.core_properties
    title, author = properties.title, properties.author
    return Found(
        title=Sourced(value=title, source="docx:title", score=0.5) if title else None,
        # Often the account of whoever typed it, so not sure at all.
        author=(Sourced(value=author, source="docx:author", score=0.3),) if author else (),
    )
