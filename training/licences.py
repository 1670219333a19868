"""The gold sets with their licences, as the model card and the manifest state them."""

from __future__ import annotations

from training.gold.happened import HAPPENED
from training.gold.tables import STORIES
from training.gold.told import TOLD

LICENCES = (
    # name, path below the gold folder or, of what is our own, from the root, split, licence
    (
        "ud-english-ewt",
        "ud-english-ewt/en_ewt-ud-train.conllu",
        "train, less one document in 25",
        "CC BY-SA 4.0",
    ),
    (
        "ud-english-gum",
        "ud-english-gum/en_gum-ud-train.conllu",
        "train of the openly licensed genres, less one document in 25",
        "annotations CC BY 4.0, texts by genre",
    ),
    ("gum", "gum/coref/gum/tsv", "the same documents", "annotations CC BY 4.0, texts by genre"),
    ("propbank-ewt", "propbank-ewt.zip", "the documents of EWT's train", "CC BY-SA 4.0"),
    ("uds-factuality", "uds-factuality", "the documents of EWT's train", "CC BY-SA 4.0"),
    ("polnear", "polnear/data/train", "train, less one article in ten", "none stated; news text"),
    ("told", str(TOLD.parent / STORIES), "their texts", "our own, Apache-2.0"),
    (
        "told",
        str(TOLD),
        "nine stories and passages in ten",
        "our own, Apache-2.0",
    ),
    ("worldwide-ner", "worldwide-ner/train", "train, less one article in 25", "none stated"),
    ("tempeval3", "tempeval3", "nine documents in ten, less one in 25", "none stated; news text"),
    ("event-location", "event-location/labeled_text.jsonl.zip", "nine sentences in ten", "MIT; news text"),
)

SAID = ("said", str(TOLD), "nine stories and passages in ten", "our own, Apache-2.0")
EVENTS = ("happened", str(HAPPENED), "nine stories in ten", "our own, Apache-2.0")
"""Of heads that are fitted after export, as `PLV` is."""
PLV = ("plv", "plv/datasets/PLV_train.tsv", "train", "none stated; news text")
