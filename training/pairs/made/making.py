"""Making pairs from templates: which edits, how many, in what order."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from typing import Final, TypeVar

from training.pairs.made.drawing import Draw, sentence
from training.pairs.made.dressing import dress
from training.pairs.made.edits import EVENT_EDITS, Clauses, Edit
from training.pairs.made.other_edits import GROUP_EDITS, OFFICE_EDITS, STATE_EDITS, UPDATE_EDITS
from training.pairs.made.templates import Relation, Template, Templates

ORDER: Final[tuple[Relation, ...]] = (
    *("contradiction", "neutral", "entailment"),
    *("neutral", "contradiction", "neutral", "entailment"),
)
Kind = TypeVar("Kind", bound=Template)


@dataclass(frozen=True, slots=True)
class MadePair:
    """A pair with its label, the kind of its edit and the template that it was made from."""

    premise: str
    hypothesis: str
    label: Relation
    kind: str
    template: str


@dataclass(frozen=True, slots=True)
class _Recipe:
    """An edit on one template."""

    kind: str
    template: str
    label: Relation
    dressed: bool
    make: Callable[[Draw], Clauses]


def make_pairs(templates: Templates, seed: int, count: int) -> Iterator[MadePair]:
    """Yield `count` pairs; the same templates and seed give the same ones.

    Labels come round in `ORDER`, the kinds of each by their weights, and the templates of each kind
    in turn.

    Raises:
        InputError: no template fits some label.
    """
    draw = Draw(random.Random(f"made {seed}"), templates)  # noqa: S311 - reproducible, no secret
    rows = {label: _endless(_by_kind(templates, label), draw.chance) for label in sorted(set(ORDER))}
    for label in islice(cycle(ORDER), count):
        yield _made(next(rows[label]), draw)


def _endless(kinds: Sequence[tuple[int, Sequence[_Recipe]]], chance: random.Random) -> Iterator[_Recipe]:
    rows = [_rounds(recipes, chance) for _, recipes in kinds]
    while True:
        yield next(chance.choices(rows, [weight for weight, _ in kinds])[0])


def _rounds(recipes: Sequence[_Recipe], chance: random.Random) -> Iterator[_Recipe]:
    while True:
        yield from chance.sample(recipes, len(recipes))


def _by_kind(templates: Templates, label: Relation) -> list[tuple[int, list[_Recipe]]]:
    return [
        *_recipes(EVENT_EDITS, templates.event, label),
        *_recipes(UPDATE_EDITS, templates.update, label),
        *_recipes(STATE_EDITS, templates.state, label),
        *_recipes(GROUP_EDITS, templates.group, label),
        *_recipes(OFFICE_EDITS, templates.office, label),
    ]


def _recipes(
    edits: Mapping[str, Edit[Kind]], templates: Sequence[Kind], label: Relation
) -> Iterator[tuple[int, list[_Recipe]]]:
    for kind, edit in edits.items():
        fitting = [template for template in templates if edit.label == label and edit.fits(template)]
        if fitting:
            yield edit.weight, [_recipe(kind, edit, template) for template in fitting]


def _recipe(kind: str, edit: Edit[Kind], template: Kind) -> _Recipe:
    return _Recipe(kind, template.name, edit.label, edit.dressed, partial(edit.make, template))


def _made(recipe: _Recipe, draw: Draw) -> MadePair:
    clauses = recipe.make(draw)
    while clauses[0] == clauses[1]:
        clauses = recipe.make(draw)
    premise, hypothesis = dress(clauses, recipe.label, draw) if recipe.dressed else clauses
    return MadePair(sentence(premise), sentence(hypothesis), recipe.label, recipe.kind, recipe.template)
