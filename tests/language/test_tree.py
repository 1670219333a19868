"""Walks in dependency trees."""

from __future__ import annotations

from rashomon.language.tree import Tree


def test_what_is_joined_is_found_from_any_of_it_and_however_it_is_chained():
    # Ames, Bell and Cole left: Bell hangs on Ames, and Cole on Bell
    heads, relations = [3, 0, 1, -1], ["nsubj", "conj", "conj", "root"]
    tree = Tree(heads, relations, [False] * 4, ["PROPN"] * 4, [[1], [2], [], [0]])
    assert [tree.joined(word) for word in range(3)] == [[1, 2], [0, 2], [0, 1]]


def test_a_root_that_is_called_joined_is_joined_to_nothing():
    tree = Tree([-1], ["conj"], [False], ["NOUN"], [[]])
    assert tree.joined(0) == []
