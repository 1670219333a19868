"""XML of gold sets, parsed without entities, network or comments."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from rashomon.model.errors import InputError


def read_markup(path: Path, root: str) -> etree._Element:
    """Return the root element of an XML file.

    Raises:
        InputError: the file is no XML, or its root is not called `root`.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        found = etree.fromstring(path.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{path} is not well-formed XML: {error}") from error
    if found.tag != root:
        raise InputError(f"{path} is a {found.tag} file where {root} is expected")
    return found
