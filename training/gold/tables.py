"""Annotations of small stories: a TOML file with the name of its story, and in it a table for each text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Generic, TypeVar

import msgspec

from rashomon.model.errors import InputError
from training.gold.apart import one_in
from training.gold.counts import check_count
from training.gold.files import read_text
from training.gold.marks import MarkError, find_labelled
from training.gold.parted import read_story

STORIES: Final = "partings"
"""The folder of stories, beside those of what is marked in them."""
_Note = TypeVar("_Note", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class NotedText(Generic[_Note]):
    """A text with what is marked in it.

    Attributes:
        name: of the story and the text, or of a passage of no story.
        text: its title and paragraphs, as a file that the product reads has them.
        notes: by key.
    """

    name: str
    text: str
    notes: Mapping[str, _Note]

    @property
    def kept_apart(self) -> bool:
        """Tell whether it is kept out of training, so that errors can be read on it: one story in ten."""
        return one_in(10, self.name.partition("/")[0])


def whole(
    name: str, unit: str, texts: Iterable[NotedText[_Note]], published: tuple[int, int]
) -> list[NotedText[_Note]]:
    """Return the texts of a set of our own, if it is whole.

    Args:
        name: of the set.
        unit: what is noted.
        texts: all of them, those kept apart among them.
        published: how many texts there are, and how many notes in them.

    Raises:
        InputError: there are not as many, or a text can't be read.
    """
    held = list(texts)
    check_count(name, "texts", len(held), published[0])
    check_count(name, unit, sum(len(text.notes) for text in held), published[1])
    return held


def of_stories(folder: Path, kind: type[_Note]) -> Iterator[NotedText[_Note]]:
    """Yield the texts of a folder of annotations, in order of story and text.

    Raises:
        InputError: a file can't be read, has no story or lacks a text of it.
    """
    for path in sorted(folder.glob("*.toml")):
        story = read_story(folder.parent / STORIES / path.name)
        try:
            noted = msgspec.toml.decode(read_text(path), type=dict[str, dict[str, kind]])  # type: ignore[valid-type]
        except msgspec.DecodeError as error:
            raise InputError(f"{path}: {error}") from error
        if set(noted) != {text.name for text in story.text}:
            raise InputError(f"{path}: its tables are not the texts of its story: {', '.join(sorted(noted))}")
        for text in story.text:
            yield NotedText(f"{path.stem}/{text.name}", text.body.strip() + "\n", noted[text.name])


def labels_of(where: str, mark: str, text: str, known: Collection[str]) -> list[str]:
    """Return the labels of a mark, in order.

    Raises:
        InputError: it does not fit its text, or has a label that is not known.
    """
    try:
        labels = [brace.label for brace in find_labelled(mark, text)]
    except MarkError as error:
        raise InputError(f"{where}: {error}") from error
    if unknown := set(labels) - set(known):
        raise InputError(f"{where}: no such label as {min(unknown)}: {mark}")
    return labels
