"""From what a user points at, words or characters, to places in the texts of a run."""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from rashomon._summary import where
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, check_spans
from rashomon.model.records import Document

_RANGES = r"\d{1,12}-\d{1,12}(?:,\s*\d{1,12}-\d{1,12})*"  # as a citation in the report gives them
_AT = re.compile(rf"\s*(?:(?P<text>.+):)?\s*(?P<ranges>{_RANGES})\s*")
_RANGE = re.compile(r"(\d+)-(\d+)")
_GAP = r"[\s\S]{1,2000}?"  # what parts of one finding that stand apart may have between them
# A keyboard has straight marks only.
_MARKS = str.maketrans({mark: f"[{marks}]" for marks in ("'‘’", '"“”„') for mark in marks})
_NAMED = 8  # texts that a message names


@dataclass(frozen=True, slots=True)
class Spot:
    """One or more stretches of the text of a document that a user points at."""

    document: Document
    spans: tuple[Span, ...]


class UndecidedError(InputError):
    """What the user points at is not one finding; `choices` are findings that may be meant, one a line."""

    def __init__(self, message: str, choices: Iterable[str]) -> None:
        super().__init__(message)
        self.choices = tuple(choices)


class Texts:
    """The texts that a run read, by the names that people know them by."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._known = Counter(where(document) for document in self.documents)

    def name(self, document: Document) -> str:
        """Return a name that only this text has."""
        known = where(document)
        return known if self._known[known] == 1 else document.id

    def at(self, spot: Spot) -> str:
        """Return a spot as `--at` takes it: `NAME:START-END`."""
        return f"{self.name(spot.document)}:{','.join(f'{s.start}-{s.end}' for s in spot.spans)}"

    def option(self, spot: Spot) -> str:
        """Return the option that points at a spot, to be pasted into a command line."""
        return f"--at {shlex.quote(self.at(spot))}"

    def chosen(self, names: Sequence[str]) -> tuple[Document, ...]:
        """Return the texts called by one of `names`, or all of them if there are no names.

        Raises:
            InputError: no text is called by one of them.
        """
        called = [document for name in names for document in self._called(name)]
        return tuple(dict.fromkeys(called)) if names else self.documents

    def of_words(self, words: str, names: Sequence[str]) -> tuple[Spot, ...]:
        """Return every spot of the chosen texts at which `words` stand.

        White space may differ, and curly marks may be typed as straight ones. Parts that the report
        joins by an ellipsis are looked for one after the other.

        Raises:
            InputError: they stand nowhere.
        """
        pattern, chosen = _pattern(words), self.chosen(names)
        spots = tuple(Spot(document, spans) for document in chosen for spans in _found(pattern, document))
        if not spots:
            raise InputError(
                f'The words "{words}" do not stand in {self._which(chosen)}: '
                "copy them from the report or from the text, or give --at START-END."
            )
        return spots

    def of_characters(self, given: str, names: Sequence[str]) -> Spot:
        """Return the spot that `given`, `[NAME:]START-END[,START-END...]`, points at.

        Raises:
            InputError: it is no such thing, or does not say which text, or the text is not so long.
        """
        parts = _AT.fullmatch(given)
        if not parts:
            raise InputError(f"--at {given!r} is not START-END or NAME:START-END, such as a.txt:502-581.")
        document = self._single(given, [parts["text"]] if parts["text"] else names)
        spans = tuple(Span(int(start), int(end)) for start, end in _RANGE.findall(parts["ranges"]))
        try:
            check_spans(spans, document.length)
        except ValueError as error:
            raise InputError(f"--at {given!r} is no place in {self.name(document)}: {error}.") from error
        return Spot(document, spans)

    def _single(self, given: str, names: Sequence[str]) -> Document:
        chosen = self.chosen(names)
        if len(chosen) != 1:
            raise InputError(
                f"--at {given!r} may be in any of {len(chosen)} texts: say in which, as NAME:START-END."
            )
        return chosen[0]

    def _called(self, name: str) -> list[Document]:
        exact = [each for each in self.documents if name in {each.id, each.path, each.url}]
        found = exact or [each for each in self.documents if each.path and _ends_alike(each.path, name)]
        if not found:
            raise InputError(f"No text is called {name!r}; there are: {self._list(self.documents)}.")
        return found

    def _which(self, chosen: Sequence[Document]) -> str:
        unread = sum(not document.text for document in chosen)
        note = f" ({unread} could not be read)" if unread else ""
        if len(chosen) == 1:
            return f"{self.name(chosen[0])}{' (it could not be read)' if unread else ''}"
        return f"any of the {len(chosen)} texts{note}"

    def _list(self, documents: Sequence[Document]) -> str:
        names = [self.name(document) for document in documents[:_NAMED]]
        more = len(documents) - len(names)
        return ", ".join([*names, f"and {more} more"] if more else names)


def _ends_alike(path: str, name: str) -> bool:
    """Tell whether one is the end of the other: `a.txt`, `texts/a.txt` and `/home/me/texts/a.txt`."""
    one, other = PurePath(path).parts, PurePath(name).parts
    shorter = min(len(one), len(other))
    return shorter > 0 and one[-shorter:] == other[-shorter:]


def _found(pattern: re.Pattern[str], document: Document) -> Iterator[tuple[Span, ...]]:
    for match in pattern.finditer(document.text):
        yield tuple(Span(*match.span(number)) for number in range(1, pattern.groups + 1))


def _pattern(words: str) -> re.Pattern[str]:
    parts = [part for part in re.split(r"(?:^|\s+)…(?=\s|$)", words) if part.strip()]
    if not parts:
        raise InputError("--words is empty: give the words of the finding.")
    return re.compile(_GAP.join(f"({_part(part.split())})" for part in parts))


def _part(words: Sequence[str]) -> str:
    """Return a pattern for `words` that begins and ends where words do."""
    pattern = r"\s+".join(re.escape(word).translate(_MARKS) for word in words)
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    return before + pattern + after
