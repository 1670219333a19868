"""How one word stands to another in the tree of their sentence, as a number that scores are kept by.

From a marked word, another one is reached by going up some arcs and down one branch. What stands where
on that way is most of what tells arguments apart (Gildea and Jurafsky, 2002, "Automatic labeling of
semantic roles"): the relation of the branch, whether the word opens it, how many arcs the way goes up,
and the relation of the last of these.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.language.arrays import Ints, doubling_rows

CLIMBS = 3  # arcs up from a marked word; what is reached by more counts as far
DISTANCES = 13  # up to 31 words on either side, and more
_LEVELS = CLIMBS + 1


@dataclass(frozen=True, slots=True)
class Grown:
    """The trees of some sentences, made ready for questions of what stands below what.

    Words are numbered anew, so that all that a word governs comes right after it.

    Attributes:
        heads: int32 `[w]`, the head of each word, -1 for a root.
        relations: int32 `[w]`, below `count`.
        count: how many relations there are.
        enter: int32 `[w]`, the new number of each word.
        leave: int32 `[w]`, one more than the last new number of what it governs.
        leftmost: int32 `[w]`, the first word of what it governs, itself among them.
        children: int32 `[w]`, all words by head and then by place.
        keys: int64 `[w]`, rising, of `children`: head and new number in one.
    """

    heads: Ints
    relations: Ints
    count: int
    enter: Ints
    leave: Ints
    leftmost: Ints
    children: Ints
    keys: NDArray[np.int64]


def branch_rows(relations: int) -> int:
    """Return how many rows a table of branches has, for so many relations."""
    return _LEVELS * (1 + 2 * relations) + 1


def climb_rows(relations: int) -> int:
    """Return how many rows a table of climbs has, for so many relations."""
    return (2 * _LEVELS + 1) * relations


def distance_rows(marked: Ints, words: Ints) -> Ints:
    """Return int32 `[n]`, a row for the distance of each word from the marked one, doubling in width."""
    return doubling_rows(words - marked, DISTANCES // 2)


def grow(heads: Ints, relations: Ints, count: int) -> Grown:
    """Make trees ready.

    Args:
        heads: int32 `[w]`, the head of each word, -1 for a root; no word governs itself.
        relations: int32 `[w]`, of each word to its head, below `count`.
        count: how many relations there are.
    """
    levels = _levels(heads)
    sizes, leftmost = np.ones(len(heads), np.int32), np.arange(len(heads), dtype=np.int32)
    for level in levels[:0:-1]:
        np.add.at(sizes, heads[level], sizes[level])
        np.minimum.at(leftmost, heads[level], leftmost[level])
    children = np.argsort(heads, kind="stable").astype(np.int32)
    before = np.cumsum(sizes[children]) - sizes[children]
    firsts = np.searchsorted(heads[children], heads[children])
    enter = np.zeros(len(heads), np.int32)
    enter[children] = before - before[firsts]  # those of the siblings that stand before
    for level in levels[1:]:
        enter[level] += enter[heads[level]] + 1
    keys = (heads[children].astype(np.int64) + 1) * (len(heads) + 1) + enter[children]
    return Grown(heads, relations, count, enter, enter + sizes, leftmost, children, keys)


def _levels(heads: Ints) -> list[NDArray[np.intp]]:
    """Return the roots, then the words below them, and so on; there are roots."""
    depth = np.where(heads < 0, 0, -1)
    levels = [np.flatnonzero(heads < 0)]
    left = np.flatnonzero(heads >= 0)
    while len(left):
        known = depth[heads[left]] >= 0
        levels.append(left[known])
        depth[left[known]] = len(levels) - 1
        left = left[~known]
    return levels


def path_rows(trees: Grown, marked: Ints, words: Ints) -> tuple[Ints, Ints]:
    """Return int32 `[n]` twice: for each pair the row of its branch and that of its climb.

    Args:
        trees: of the sentences.
        marked: int32 `[n]`, the marked words.
        words: int32 `[n]`, each in the sentence of the marked word beside it.
    """
    count = trees.count
    branch = np.full(len(words), branch_rows(count) - 1, dtype=np.int32)
    climb = (2 * _LEVELS * count + trees.relations[marked]).astype(np.int32)
    pairs = np.arange(len(words))
    top, last = marked, marked
    for level in range(_LEVELS):
        number = trees.enter[words[pairs]]
        held = (trees.enter[top] <= number) & (number < trees.leave[top])
        found, above = pairs[held], top[held]
        is_top = words[found] == above
        down = np.where(is_top, 0, 1 + _branches(trees, above, words[found]))
        branch[found] = level * (1 + 2 * count) + down
        climb[found] = (2 * level + ~is_top) * count + trees.relations[last[held]]
        goes_on = ~held & (trees.heads[top] >= 0)
        pairs, last = pairs[goes_on], top[goes_on]
        top = trees.heads[last]
    return branch, climb


def _branches(trees: Grown, above: Ints, words: Ints) -> Ints:
    """Return int32 `[n]`, twice the relation of the branch that holds each word, plus 1 if it opens it."""
    wanted = (above.astype(np.int64) + 1) * (len(trees.heads) + 1) + trees.enter[words]
    child = trees.children[np.searchsorted(trees.keys, wanted, side="right") - 1]
    rows: Ints = (2 * trees.relations[child] + (trees.leftmost[child] == words)).astype(np.int32)
    return rows
