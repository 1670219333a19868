"""The gold sets of the pair model with their licences, as the model card and the manifest state them."""

from __future__ import annotations

from training.pairs.made.reading import MADE, TRAIN_TEMPLATES
from training.pairs.parted import PARTED, STORIES

PAIR_LICENCES = (
    # name, path below the gold folder or, of what is our own, from the root, split, licence
    ("lingnli", "nli.zip/nli/lingnli", "nine premises in ten", "none stated"),
    ("conjnli", "nli.zip/nli/conjnli", "train, with adversarial pairs", "MIT"),
    ("cad-nli", "nli.zip/nli/cad-nli", "train", "Apache-2.0"),
    ("cannot", "nli.zip/nli/cannot", "nine families of sentences in ten", "CC BY-SA 4.0"),
    ("fever-dev", "nli.zip/nli/fever-dev", "nine pieces of evidence in ten", "CC BY-SA"),
    ("foolmetwice", "nli.zip/nli/foolmetwice", "nine pages in ten", "Apache-2.0"),
    (MADE, str(TRAIN_TEMPLATES), "nine templates in ten", "our own, Apache-2.0"),
    (PARTED, str(STORIES), "nine stories in ten", "our own, Apache-2.0"),
    ("perspectrum", "perspectrum", "train", "CC BY-SA 4.0"),
    ("vast", "vast", "nine topics in ten", "none stated; comments on news"),
    ("fnc1", "fnc1", "nine bodies in ten", "none stated; news text"),
    ("newsmtsc", "newsmtsc", "nine sentences in ten", "MIT; news text"),
)
