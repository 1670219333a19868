"""`actors`: whether two names are taken for one actor, on pairs of names of our own.

Each line of gold has two names, their type, whether they are the same actor, and in which way they differ
or are alike. Two actors, each with one of the names, are given to `rashomon.compare.actors.group_actors`;
they are the same where it merges them. `shared_word_f1` takes names for one that have a word in common,
whatever its case; no two have all letters in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Annotated

import msgspec

from evaluation.counting import Counts
from evaluation.errors_page import Row, write_page
from evaluation.options import Scores, TaskOptions
from evaluation.scores.lines_gold import by_id, read_lines
from rashomon.compare import CompareSettings
from rashomon.compare.actors import group_actors
from rashomon.model.identity import group_id
from rashomon.model.records import Actor, ActorType


class NamePair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two names as news texts write them; `kind` says what sets them apart or holds them together."""

    left: Annotated[str, msgspec.Meta(min_length=1)]
    right: Annotated[str, msgspec.Meta(min_length=1)]
    type: ActorType
    same: bool
    kind: str


def score(options: TaskOptions) -> Scores:
    """Return the figures of the pairs of all gold files.

    Raises:
        InputError: there is no gold, or a pair stands in it twice.
    """
    pairs = by_id((" | ".join(sorted((p.left, p.right))), p) for p in read_lines(options.gold, NamePair))
    chosen = [pairs[name] for name in options.chosen(list(pairs))]
    found = [merged(pair) for pair in chosen]
    if options.errors and not options.sealed:
        write_page(options.errors, "Names", _rows(chosen, found))
    total = _counts(zip(found, chosen, strict=True))
    plain = _counts((bool(_words(pair.left) & _words(pair.right)), pair) for pair in chosen)
    right = sum(same == pair.same for same, pair in zip(found, chosen, strict=True))
    scores = {
        "precision": total.precision,
        "recall": total.recall,
        "f1": total.f1,
        "accuracy": 100 * right / len(chosen) if chosen else 0.0,
        "shared_word_f1": plain.f1,
    }
    return scores if options.sealed else scores | _by_kind(chosen, found)


def merged(pair: NamePair) -> bool:
    """Tell whether the product takes both names for one actor's."""
    actors = [
        Actor(id=group_id("actor", [side]), type=pair.type, names=(name,))
        for side, name in (("left", pair.left), ("right", pair.right))
    ]
    return len(group_actors(actors, (), CompareSettings()).actors) == 1


def _words(name: str) -> set[str]:
    return set(name.casefold().split())


def _counts(judged: Iterable[tuple[bool, NamePair]]) -> Counts:
    pairs = list(judged)
    both = sum(same and pair.same for same, pair in pairs)
    return Counts(both, sum(same for same, _ in pairs), sum(pair.same for _, pair in pairs))


def _by_kind(pairs: Iterable[NamePair], found: Iterable[bool]) -> dict[str, float]:
    kinds: dict[str, list[bool]] = defaultdict(list)
    for pair, same in zip(pairs, found, strict=True):
        kinds[f"{'same' if pair.same else 'other'}_{pair.kind.replace(' ', '_')}"].append(same == pair.same)
    return {f"{kind}_accuracy": 100 * sum(right) / len(right) for kind, right in sorted(kinds.items())}


def _rows(pairs: Iterable[NamePair], found: Iterable[bool]) -> list[Row]:
    judged = list(zip(pairs, found, strict=True))
    lines = [(f"{pair.left} | {pair.right} ({pair.type}, {pair.kind})", pair, same) for pair, same in judged]
    missed = [line for line, pair, same in lines if pair.same and not same]
    wrong = [line for line, pair, same in lines if same and not pair.same]
    return [Row("pairs of names", missed, wrong)]
