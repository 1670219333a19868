"""What differs between the two sides of a passage, word by word.

The alignment is Ratcliff and Obershelp's (difflib): longest common run of words first, then the
same to its left and right. Case and diacritics make no difference.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from rashomon.compare.collection import Collection
from rashomon.compare.passages import Shared, Side
from rashomon.compare.words import NO_CONTENT, Words
from rashomon.model.offsets import Span
from rashomon.model.records import Change

ChangeKind = Literal["replaced", "added", "dropped"]
_TURNED: Mapping[ChangeKind, ChangeKind] = MappingProxyType({"added": "dropped", "dropped": "added"})
_LOOSE = 2  # function words in a row that no alignment should hang on


@dataclass(frozen=True, slots=True)
class Block:
    """Words `[left, left_end)` of one side against `[right, right_end)` of the other."""

    same: bool
    left: int
    left_end: int
    right: int
    right_end: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two passages share, `same` words in order of the `longer` side's, and what they don't."""

    same: int
    longer: int
    changes: tuple[Change, ...]

    @property
    def share(self) -> float:
        """Return the share of the longer side's words that are the same, in order."""
        return round(self.same / self.longer, 4)


def align(collection: Collection, passage: Shared) -> Alignment:
    """Align the words of both sides of a passage."""
    left, right = collection.texts[passage.left.document], collection.texts[passage.right.document]
    blocks = _joined(_blocks(left, right, passage))
    same = sum(block.left_end - block.left for block in blocks if block.same)
    changes = tuple(_change(left, right, block) for block in blocks if not block.same)
    return Alignment(same, max(len(passage.left), len(passage.right)), changes)


def _blocks(left: Words, right: Words, passage: Shared) -> Iterator[Block]:
    one, other = passage.left, passage.right
    matcher = SequenceMatcher(None, _forms(left, one), _forms(right, other), autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        same = kind == "equal"
        if same and end - start <= _LOOSE and end - start < min(len(one), len(other)):
            stems = left.stems[one.first + start : one.first + end]
            same = any(stem != NO_CONTENT for stem in stems)
        yield Block(
            same, one.first + start, one.first + end, other.first + other_start, other.first + other_end
        )


def _forms(words: Words, side: Side) -> array[int]:
    return words.forms[side.first : side.last]


def _joined(blocks: Iterator[Block]) -> list[Block]:
    """Return the blocks with neighbours of one kind made one."""
    return [_spanning(same, list(run)) for same, run in groupby(blocks, key=lambda block: block.same)]


def _spanning(same: bool, run: Sequence[Block]) -> Block:  # noqa: FBT001 - a field's value, no switch
    return Block(same, run[0].left, run[-1].left_end, run[0].right, run[-1].right_end)


def turned(change: Change) -> Change:
    """Return the change as it looks from the other side."""
    kind = _TURNED.get(change.kind, change.kind)
    return Change(kind=kind, left=change.right, right=change.left)


def _change(left: Words, right: Words, block: Block) -> Change:
    before = _span(left, block.left, block.left_end)
    after = _span(right, block.right, block.right_end)
    if before is None:
        return Change(kind="added", right=after)
    if after is None:
        return Change(kind="dropped", left=before)
    return Change(kind="replaced", left=before, right=after)


def _span(words: Words, first: int, last: int) -> Span | None:
    return Span(words.starts[first], words.ends[last - 1]) if first < last else None
