"""Files of gold sets, read whole, with one error for all that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from rashomon.model.errors import InputError


def read_bytes(path: Path) -> bytes:
    """Return what a file holds.

    Raises:
        InputError: there is no such file.
    """
    if not path.is_file():
        raise InputError(f"{path} is no file: give the gold set as its authors published it")
    return path.read_bytes()


def read_text(path: Path) -> str:
    """Return a file's text with its line ends as they stand.

    Raises:
        InputError: there is no such file, or it is not UTF-8.
    """
    try:
        return read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: {error}") from error


def read_markup(path: Path, root: str) -> etree._Element:
    """Return the root element of an XML file, read without external entities, network or comments.

    Raises:
        InputError: the file is no XML, declares entities of its own and uses one, or its root is
            not called `root`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        found = etree.fromstring(read_bytes(path), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path} is not well-formed XML: {error}") from error
    if next(found.iter(etree.Entity), None) is not None:
        raise InputError(f"{path} uses an entity of its own, which is not read")
    if found.tag != root:
        raise InputError(f"{path} is a {found.tag} file where {root} is expected")
    return found
