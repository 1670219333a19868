"""The made pairs that the pair model is trained on, read as a gold set is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from training.gold.nli import Pair, in_dev_tenth
from training.pairs.made.making import make_pairs
from training.pairs.made.templates import read_templates

TRAIN_TEMPLATES: Final = Path(__file__).parent / "train.toml"
MADE: Final = "made"
MADE_COUNT: Final = 16_000
_SEED = 1


def read_made() -> Iterator[Pair]:
    """Yield the pairs; those of one template in ten are held out.

    Raises:
        InputError: the templates are damaged.
    """
    pairs = make_pairs(read_templates(TRAIN_TEMPLATES), _SEED, MADE_COUNT)
    for number, pair in enumerate(pairs):
        dev, texts = in_dev_tenth(pair.template), (pair.premise, pair.hypothesis)
        yield Pair(
            MADE, str(number), pair.template, *texts, pair.label, three_way=True, dev=dev, kind=pair.kind
        )
