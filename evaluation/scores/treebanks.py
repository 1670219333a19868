"""Treebank documents as gold of several tasks: their words and sentences, and sets joined to them."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

from evaluation.options import TaskOptions
from rashomon.language import CutText
from rashomon.model.errors import InputError
from training.gold.treebank import TreebankDocument

TREEBANK_SUFFIX = ".conllu"


def first_words(document: TreebankDocument) -> tuple[int, ...]:
    """Return the index in the document of each sentence's first word."""
    return tuple(accumulate((len(s.words) for s in document.sentences[:-1]), initial=0))


def cut_text(document: TreebankDocument) -> CutText:
    """Return the text of a document with its words and sentences."""
    words = tuple(word.span for sentence in document.sentences for word in sentence.words)
    return CutText(document.name, document.text, words, first_words(document))


def set_and_treebank(options: TaskOptions, set_name: str) -> tuple[Path, Path]:
    """Return the two gold paths of a task that joins a set to a treebank, in whatever order given.

    Raises:
        InputError: there are not just one CoNLL-U file and one other path.
    """
    treebanks = [path for path in options.gold if path.suffix == TREEBANK_SUFFIX]
    others = [path for path in options.gold if path.suffix != TREEBANK_SUFFIX]
    if len(treebanks) != 1 or len(others) != 1:
        raise InputError(f"the task needs --gold twice: {set_name}, and the CoNLL-U file of its sentences")
    return others[0], treebanks[0]
