"""Characters that a page can't carry, and words cut for display."""

from __future__ import annotations

import re

# C0 and C1 controls, lone surrogates and non-characters: HTML forbids them, and UTF-8 can't hold
# the surrogates. Line ends other than the line feed are told apart in `_replacement`.
_UNSAFE = re.compile("[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = frozenset("\x0b\x0c\r\x85\u2028\u2029")
_DOUBLE_MARKS = re.compile('[“”"„]')
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("«", "»"), ('"', '"'))
_BLANKS = re.compile(r"\s+")
# The folders of an absolute path, POSIX or Windows, that does not go on from a word or an address.
_FOLDERS = re.compile(r"(?<![\w:/\\.])(?:[A-Za-z]:[\\/]|\\\\|~?/)(?:[^\s\\/:'\"]+[\\/])+")


def shown(text: str) -> str:
    """Return `text` with every character that HTML can't carry replaced by one that it can.

    One character stands for one, so that offsets hold: line ends become line feeds (the return of
    a Windows line end becomes a space), all others U+FFFD.
    """
    return _UNSAFE.sub(_replacement, text)


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    if character not in _LINE_ENDS:
        return "\N{REPLACEMENT CHARACTER}"
    before_feed = character == "\r" and match.string[match.end() : match.end() + 1] == "\n"
    return " " if before_feed else "\n"


def one_line(text: str) -> str:
    """Return `text` on one line, each run of white space as one space."""
    return _BLANKS.sub(" ", shown(text)).strip()


def in_quotes(words: str) -> str:
    """Return `words` in quotation marks: single ones around double ones, so that both can be told."""
    return f"‘{words}’" if _DOUBLE_MARKS.search(words) else f"“{words}”"


def without_loose_marks(name: str) -> str:
    """Return `name` without brackets and quotation marks that have no partner, and without marks at its ends.

    Names are cut out of sentences: "the clerk (acting", "Renn, spokesman,".
    """
    loose = {at for opening, closing in _PAIRS for at in _loose(name, opening, closing)}
    kept = "".join(character for at, character in enumerate(name) if at not in loose)
    return one_line(kept).strip(" ,;:") or name


def _loose(name: str, opening: str, closing: str) -> list[int]:
    open_at: list[int] = []
    loose: list[int] = []
    for at, character in enumerate(name):
        if character == closing and open_at:
            open_at.pop()
        elif character == opening:
            open_at.append(at)
        elif character == closing:
            loose.append(at)
    return loose + open_at


def without_folders(text: str) -> str:
    """Return `text` with the folders of every absolute file path left out, so that only file names stay."""
    return _FOLDERS.sub("", text)


def cut_point(text: str, start: int, limit: int) -> int:
    """Return where to cut `text`, at most `limit` characters after `start`, after a word if one ends there.

    A text without a blank in its last fifth (a script without word spaces, one huge word) is cut
    at the limit itself.
    """
    end = min(start + limit, len(text))
    if end == len(text) or text[end].isspace():
        return end
    floor = end - (end - start) // 5
    return next((at for at in range(end, floor, -1) if text[at - 1].isspace()), end)
