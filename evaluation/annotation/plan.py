"""The plan that a story was written from, and the gold for `reuse` that it gives.

    python -m evaluation.annotation.plan STORY

reads `plan.toml` and writes `gold.jsonl` (see `evaluation/reuse/README.md`): a pair for each passage that was
written from another, and one of kind `unrelated` for each two passages that the plan lists as being on the
same matter and not one from the other.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

import msgspec

from evaluation.annotation.build import read_texts
from evaluation.annotation.notes import Note, load
from evaluation.console import exit_with
from evaluation.passage_pairs import GoldPair
from rashomon.model.errors import InputError, RashomonError

Words = tuple[str, str]  # the name of a text, and words that stand in it once
_WORD = re.compile(r"\w+")
_NEAR = 0.8


class PlannedText(Note, frozen=True, kw_only=True):
    """A text: of what kind, of what date, and from which texts, here or unseen, it was written."""

    file: str
    kind: str
    written: str
    sources: tuple[str, ...] = msgspec.field(name="from")
    unseen: str = ""


class Copy(Note, frozen=True, kw_only=True):
    """Two passages of which the right one was written from the left one, or both from a third."""

    left: Words
    right: Words
    how: Literal["copied", "quoted", "rewritten", "retold", "translated"]
    direction: Literal["left", "none"]


class PlannedDrift(Note, frozen=True, kw_only=True):
    """What was changed on the way."""

    left: Words
    right: Words
    kind: str
    note: str


class Difference(Note, frozen=True, kw_only=True):
    """What looks like a dispute or is one."""

    left: Words
    right: Words
    about: str
    compatible: bool
    why: str


class Distractor(Note, frozen=True, kw_only=True):
    """Two passages on the same matter that were written apart."""

    left: Words
    right: Words


class PlannedAccused(Note, frozen=True, kw_only=True):
    """Who is blamed and not heard."""

    name: str
    where: Words


class Plan(Note, frozen=True, kw_only=True):
    """What really happened, who copies whom, and what is changed on the way."""

    label: str
    prose: str
    text: tuple[PlannedText, ...]
    copy: tuple[Copy, ...]
    drift: tuple[PlannedDrift, ...]
    difference: tuple[Difference, ...]
    distractor: tuple[Distractor, ...] = ()
    accused: tuple[PlannedAccused, ...] = ()


def gold_pairs(plan: Plan, story: Path) -> Iterator[GoldPair]:
    """Yield the pairs of a story; the words of each side are those of its text, white space included.

    Raises:
        InputError: words of the plan do not stand in their text just once.
    """
    texts = {name: document.text for name, document in read_texts(story / "texts").items()}
    for copy in plan.copy:
        left, right = _quoted(copy.left, texts), _quoted(copy.right, texts)
        yield GoldPair(
            left=copy.left[0], left_words=left, right=copy.right[0], right_words=right,
            kind=likeness(left, right), direction=copy.direction,
        )  # fmt: skip
    for pair in plan.distractor:
        yield GoldPair(
            left=pair.left[0], left_words=_quoted(pair.left, texts),
            right=pair.right[0], right_words=_quoted(pair.right, texts), kind="unrelated",
        )  # fmt: skip


def likeness(left: str, right: str) -> Literal["exact", "near", "reworded"]:
    """Return how alike two passages are, by words in order: the same, at least four fifths, or fewer."""
    ours, theirs = _WORD.findall(left.casefold()), _WORD.findall(right.casefold())
    if ours == theirs:
        return "exact"
    matcher = SequenceMatcher(a=ours, b=theirs, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks())
    return "near" if shared >= _NEAR * max(len(ours), len(theirs)) else "reworded"


def _quoted(place: Words, texts: dict[str, str]) -> str:
    name, words = place
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.findall(pattern, texts.get(name, "")) if pattern else []
    if len(found) != 1:
        raise InputError(f"these words stand {len(found)} times in {name}, and should stand once: {words}")
    return str(found[0])


def lines(pairs: Iterable[GoldPair]) -> bytes:
    """Return pairs as JSON Lines."""
    return b"".join(msgspec.json.encode(pair) + b"\n" for pair in pairs)


def _write(story: Path) -> int:
    """Write the gold of a story and return how many pairs it has.

    Raises:
        InputError: naming the story whose plan does not fit its texts, or can't be written.
    """
    try:
        pairs = tuple(gold_pairs(load(story / "plan.toml", Plan), story))
        (story / "gold.jsonl").write_bytes(lines(pairs))
    except (InputError, OSError) as error:
        raise InputError(f"{story}: {error}") from error
    return len(pairs)


def main() -> int:
    """Write the gold of the stories given; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.annotation.plan", description=__doc__)
    parser.add_argument("story", type=Path, nargs="+", help="the folder of a story")
    try:
        for story in parser.parse_args().story:
            sys.stdout.write(f"{story.name}: {_write(story)} pairs\n")
    except RashomonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


if __name__ == "__main__":
    exit_with(main)
