"""Files of an input, in order of path: folders are walked, loops are ended, hidden files left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.read.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_PAGES = (".html", ".htm", ".xhtml")
_DEEPEST = 200  # folders within one another


@dataclass(frozen=True, slots=True)
class Place:
    """A file to read, and its path relative to the input, with `/` between folders."""

    file: Path
    path: str


def walk(start: Path, *, several: bool) -> Iterator[Place | Draft]:
    """Return the files of an input; a folder that can't be entered or holds nothing is listed as unread.

    Args:
        start: A file or a folder.
        several: Whether there are other inputs; then paths start with the folder's own name.
    """
    if not _is_folder(start):
        yield Place(start, start.name)
        return
    name = start.name or start.resolve().name
    empty = True
    for entry in _folder(start, f"{name}/" if several else "", frozenset(), 0):
        empty = False
        yield entry
    if empty:
        yield Draft(name, "text", unread=("an empty folder: there is no file in it to read",))


def is_hidden(name: str) -> bool:
    """Tell whether a file or folder is the system's own (`.DS_Store`, `__MACOSX`, ...)."""
    return name.startswith(".") or name.casefold() in _SYSTEM


def _folder(
    folder: Path, prefix: str, above: frozenset[tuple[int, int]], depth: int
) -> Iterator[Place | Draft]:
    try:
        status = folder.stat()
        names = sorted(entry.name for entry in folder.iterdir() if not is_hidden(entry.name))
    except OSError as error:
        yield _unread(prefix, f"this folder can't be read: {error.strerror or error}")
        return
    here = (status.st_dev, status.st_ino)
    if here in above or depth > _DEEPEST:
        yield _unread(prefix, "this folder leads back to itself, so it is not entered again")
        return
    present = set(names)
    for name in names:
        path = folder / name
        if not _is_folder(path):
            yield Place(path, prefix + name)
        elif not _belongs_to_page(name, present):
            yield from _folder(path, f"{prefix}{name}/", above | {here}, depth + 1)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # the folder above may be listed and not entered; reading the file will say so
        return False


def _belongs_to_page(name: str, present: set[str]) -> bool:
    """Tell whether a folder holds the pictures and scripts that a browser saved beside a page."""
    stem, _, ending = name.rpartition("_")
    return ending == "files" and any(stem + suffix in present for suffix in _PAGES)


def _unread(prefix: str, reason: str) -> Draft:
    return Draft(prefix.rstrip("/"), "text", unread=(reason,))
