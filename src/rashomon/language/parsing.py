"""From vectors of words to single-root dependency trees with labelled arcs.

Arcs and labels are scored by the (bi)affine products of Dozat and Manning (2017). The tree of a
sentence is its maximum spanning arborescence with one word under the root. Where the best head of
each word gives such a tree, that is it; elsewhere cycles are contracted (Chu and Liu, 1965;
Edmonds, 1967), and the root is taken only by what has no other head left: the limit of lowering
the arcs from the root until one of them is all that a best tree keeps (the exact but slower way
that Zmigrod, Vieira and Cotterell, 2020, start from).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.language.arrays import Floats, Ints, with_one

_CELLS = 2**18  # of a table of scores, so that it stays in the processor's cache
_HEADS = 128  # whose label scores are computed at once, for the same reason
_NEVER = np.float32(-np.inf)

Indices = NDArray[np.intp]


def trees(dependents: Floats, heads: Floats, root: Floats, sentences: Ints) -> tuple[Ints, Floats]:
    """Return the best single-root tree of each sentence.

    The score of word j as the head of word i is `dependents[i] @ heads[j]`, that of the root is
    `dependents[i] @ root`. The tree of a sentence does not depend on the other sentences. Memory
    grows with the square of the longest sentence.

    Args:
        dependents: float32 `[w, d]`, each word as a dependent.
        heads: float32 `[w, d]`, each word as a head.
        root: float32 `[d]`, the root as a head.
        sentences: int32 `[s, 2]`, half-open ranges of words; together they hold every word once.

    Returns:
        int32 `[w]`, the head of each word, -1 for the root of a sentence; and float32 `[w]`, the
        probability of that head: the softmax of the word's scores, whatever the rest of the tree.
    """
    chosen = np.full(len(dependents), -1, dtype=np.int32)
    scores = np.zeros(len(dependents), dtype=np.float32)
    for batch in _batches(sentences):
        words = np.concatenate([np.arange(first, end) for first, end in batch])
        arcs = _arcs(dependents, heads, root, batch)
        columns = arcs.table.argmax(axis=1)
        broken = np.flatnonzero(~_are_trees(arcs, columns))
        if len(broken):
            columns[broken] = _arborescence(arcs, broken)
        chosen[words] = np.where(columns > 0, words[arcs.first] + columns - 1, -1)
        scores[words] = _probability(arcs.table, columns)
    return chosen, scores


def _batches(sentences: Ints) -> Iterator[Ints]:
    """Yield the sentences that have words, longest first, so many at a time that their table is small."""
    lengths = sentences[:, 1] - sentences[:, 0]
    order = np.argsort(-lengths, kind="stable")[: int((lengths > 0).sum())]
    at = 0
    while at < len(order):
        room = _CELLS // (int(lengths[order[at]]) + 1)
        sums = np.cumsum(lengths[order[at:]])
        count = max(1, int(np.searchsorted(sums, room, side="right")))
        yield sentences[order[at : at + count]]
        at += count


@dataclass(frozen=True, slots=True)
class _Arcs:
    """The scores of all arcs of some sentences, a row for each word.

    Attributes:
        table: float32 `[n, 1 + longest]`; column 0 is the root, column k word k of the sentence,
            counted from 1; minus infinity where there is no arc.
        first: `[n]`, for each row that of the first word of its sentence.
    """

    table: Floats
    first: Indices


def _arcs(dependents: Floats, heads: Floats, root: Floats, sentences: Ints) -> _Arcs:
    lengths = sentences[:, 1] - sentences[:, 0]
    ends = np.cumsum(lengths)
    table = np.full((ends[-1], lengths.max() + 1), _NEVER, dtype=np.float32)
    for (first, end), below in zip(sentences.tolist(), ends.tolist(), strict=True):
        rows = table[below - (end - first) : below]
        rows[:, 0] = dependents[first:end] @ root
        rows[:, 1 : 1 + end - first] = dependents[first:end] @ heads[first:end].T
        np.fill_diagonal(rows[:, 1:], _NEVER)
    return _Arcs(table, np.repeat(ends - lengths, lengths))


def _are_trees(arcs: _Arcs, columns: Indices) -> NDArray[np.bool_]:
    """Return for each row whether the heads in its sentence make a tree with one root."""
    count, width = arcs.table.shape
    up = np.append(np.where(columns > 0, arcs.first + columns - 1, count), count)
    for _ in range(width.bit_length()):
        up = up[up]
    starts = np.flatnonzero(arcs.first == np.arange(count))
    rooted = np.logical_and.reduceat(up[:-1] == count, starts)
    single = np.add.reduceat(columns == 0, starts, dtype=np.intp) == 1
    return np.repeat(rooted & single, np.diff(np.append(starts, count)))


def _probability(table: Floats, columns: Indices) -> Floats:
    """Return the softmax of each row of `table` at its column; a piece at a time, to bound memory."""
    result = np.zeros(len(table), dtype=np.float32)
    step = max(1, _CELLS // table.shape[1])
    for at in range(0, len(table), step):
        rows, picked = table[at : at + step], columns[at : at + step]
        highest = rows.max(axis=1)
        sums = np.exp(rows - highest[:, None]).sum(axis=1)
        result[at : at + step] = np.exp(rows[np.arange(len(rows)), picked] - highest) / sums
    return result


@dataclass(frozen=True, slots=True)
class _Contraction:
    """The graph of some sentences while its cycles are contracted.

    A slot is a row that stands for itself or for the contracted words that it is the first of. A
    node is a word or a contraction, numbered in order of making. Its arrays change as it goes.

    Attributes:
        arcs: the scores of all arcs.
        rows: `[n]`, the rows of `arcs` that take part.
        first: `[n]`, for each of them that of the first word of its sentence.
        merged: float32 `[n, width]`, scores of the arcs into each slot.
        lowered: float32 `[n]`, what contraction took off the arcs into each word.
        slot: `[n]`, the slot that each word is in now.
        column: `[n]`, the column of the head of each slot.
        gain: float32 `[n]`, the score of the arc from that head.
        node: `[n]`, the node that each slot stands for now.
        entered: for each node the word that its arc enters, and the column of its head.
        parents: for each node the node that it was contracted into, or itself.
    """

    arcs: _Arcs
    rows: Indices
    first: Indices
    merged: Floats
    lowered: Floats
    slot: Indices
    column: Indices
    gain: Floats
    node: Indices
    entered: list[tuple[Indices, Indices]]
    parents: Indices


def _arborescence(arcs: _Arcs, rows: Indices) -> Indices:
    """Return the column of the head of each of `rows`, which hold whole sentences."""
    graph = _uncontracted(arcs, rows)
    _choose(graph, graph.slot)
    graph.entered.append((graph.slot.copy(), graph.column.copy()))
    made = len(rows)
    while True:
        members, cycles = _cycles(graph)
        if not len(members):
            return _expanded(graph, made)
        made += _contract(graph, members, cycles, made)


def _uncontracted(arcs: _Arcs, rows: Indices) -> _Contraction:
    count = len(rows)
    words = np.arange(count)
    return _Contraction(
        arcs,
        rows,
        first=np.searchsorted(rows, arcs.first[rows]),
        merged=arcs.table[rows],
        lowered=np.zeros(count, dtype=np.float32),
        slot=words,
        column=np.zeros(count, dtype=np.intp),
        gain=np.zeros(count, dtype=np.float32),
        node=words.copy(),
        entered=[],
        parents=np.arange(2 * count),
    )


def _choose(graph: _Contraction, slots: Indices) -> None:
    """Choose the best head of each of `slots`: the root only if there is no other."""
    scores = graph.merged[slots]
    scores[:, 0] = _NEVER
    column = scores.argmax(axis=1)
    graph.column[slots] = column
    graph.gain[slots] = graph.merged[slots, column]


def _cycles(graph: _Contraction) -> tuple[Indices, Indices]:
    """Return the slots that are on a cycle, and for each the first slot of its cycle."""
    count, width = graph.merged.shape
    head = graph.slot[graph.first + np.maximum(graph.column - 1, 0)]
    step = np.append(np.where(graph.column > 0, head, count), count)
    reached = step
    for _ in range(width.bit_length()):
        reached = reached[reached]
    on_cycle = np.zeros(count + 1, dtype=bool)
    on_cycle[reached] = True
    members = np.flatnonzero(on_cycle[:-1])
    lowest = np.arange(len(members))
    up = np.searchsorted(members, step[members])
    for _ in range(width.bit_length()):
        lowest, up = np.minimum(lowest, lowest[up]), up[up]
    return members, members[lowest]


def _contract(graph: _Contraction, members: Indices, cycles: Indices, made: int) -> int:
    """Contract `cycles`, given by first slot for each of the slots `members`; return how many there are."""
    order = np.argsort(cycles, kind="stable")
    members, cycles = members[order], cycles[order]
    starts = np.flatnonzero(members == cycles)
    slots = members[starts]
    made_of = np.searchsorted(slots, cycles)
    graph.parents[graph.node[members]] = made + made_of
    graph.node[slots] = made + np.arange(len(slots))
    rows = graph.merged[members] - graph.gain[members, None]
    graph.merged[slots] = np.maximum.reduceat(rows, starts, axis=0)
    words = _moved(graph, members, cycles)
    graph.merged[graph.slot[words], words - graph.first[words] + 1] = _NEVER
    _choose(graph, slots)
    graph.entered.append((_entered(graph, words)[slots], graph.column[slots]))
    return len(slots)


def _moved(graph: _Contraction, members: Indices, cycles: Indices) -> Indices:
    """Move the words of `members` to the slots of their cycles, and return them."""
    slot_of = np.full(len(graph.slot), -1)
    slot_of[members] = cycles
    words = np.flatnonzero(slot_of[graph.slot] >= 0)
    before = graph.slot[words]
    graph.lowered[words] += graph.gain[before]
    graph.slot[words] = slot_of[before]
    return words


def _entered(graph: _Contraction, words: Indices) -> Indices:
    """Return `[n]`: for each slot that some of `words` are in, the word that the arc from its head enters."""
    slots = graph.slot[words]
    scores = graph.arcs.table[graph.rows[words], graph.column[slots]] - graph.lowered[words]
    highest = np.full(len(graph.slot), _NEVER)
    np.maximum.at(highest, slots, scores)
    best = np.flatnonzero(scores == highest[slots])[::-1]  # backwards, so that the first of equals stays
    result = np.arange(len(graph.slot))
    result[slots[best]] = words[best]
    return result


def _expanded(graph: _Contraction, made: int) -> Indices:
    """Return the column of the head of each word.

    From the last node to the first: the arc into a node enters one word, and with it every node
    inside that holds that word; those keep no arc of their own.
    """
    words = np.concatenate([word for word, _ in graph.entered]).tolist()
    columns = np.concatenate([column for _, column in graph.entered]).tolist()
    parents = graph.parents.tolist()
    result = np.zeros(len(graph.rows), dtype=np.intp)
    settled = bytearray(made)
    for node in range(made - 1, -1, -1):
        if settled[node]:
            continue
        inner = words[node]
        result[inner] = columns[node]
        while inner != node:
            settled[inner] = 1
            inner = parents[inner]
    return result


def relations(
    dependents: Floats, heads: Floats, weights: Floats, tree: Ints, root_label: int
) -> tuple[Ints, Floats]:
    """Return the label of the arc into each word.

    The score of label l for word i under word j is `[x; 1] @ weights[l] @ [y; 1]`, where x is
    `dependents[i]` and y is `heads[j]`. A word without a head gets `root_label`, and no other does.

    Args:
        dependents: float32 `[w, r]`, each word as a dependent.
        heads: float32 `[w, r]`, each word as a head.
        weights: float32 `[l, r + 1, r + 1]`.
        tree: int32 `[w]`, the head of each word, -1 for none.
        root_label: index of the label of a root.

    Returns:
        int32 `[w]`, the labels; and float32 `[w]`, their probability among the labels allowed: 1
        for a word without a head.
    """
    table = _label_scores(with_one(dependents), with_one(heads), weights, tree)
    table[:, root_label] = _NEVER
    table[tree < 0] = _NEVER
    table[tree < 0, root_label] = 0
    labels = table.argmax(axis=1)
    return labels.astype(np.int32), _probability(table, labels)


def _label_scores(dependents: Floats, heads: Floats, weights: Floats, tree: Ints) -> Floats:
    """Return float32 `[w, l]`, the scores of the labels of each word that has a head, else 0.

    Only about half of the words of a text are a head: what costs most, the product of the weights
    and a head, is computed once for all its dependents. Heads with most dependents come first, so
    that those that have one more are always the first ones.
    """
    labels, width = weights.shape[:2]
    flat = weights.transpose(2, 0, 1).reshape(width, -1)
    words = np.flatnonzero(tree >= 0)
    words = words[np.argsort(tree[words], kind="stable")]
    distinct, starts, counts = np.unique(tree[words], return_index=True, return_counts=True)
    order = np.argsort(-counts, kind="stable")
    table = np.zeros((len(tree), labels), dtype=np.float32)
    room = np.empty((_HEADS, labels * width), dtype=np.float32)
    for at in range(0, len(order), _HEADS):
        part = order[at : at + _HEADS]
        products = np.matmul(heads[distinct[part]], flat, out=room[: len(part)]).reshape(-1, labels, width)
        for k in range(counts[part[0]]):
            having = int((counts[part] > k).sum())
            below = words[starts[part[:having]] + k]
            table[below] = (products[:having] @ dependents[below, :, None])[:, :, 0]
    return table
