"""Print the train texts that training kept apart: `python -m evaluation.apart --gold GOLD --set NAME`.

One name a line; the list is a file for `--split` of the evaluation tasks. It is made by the rule
that training itself goes by, not stored: names of articles are words of theirs. Sets that lie on
another set's texts have those names: `gum` those of `ud-english-gum`, and `propbank-ewt` and
`uds-factuality` those of `ud-english-ewt`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.console import exit_with
from rashomon.model.errors import RashomonError
from training.gold.apart import apart
from training.gold.polnear import held_apart, read_articles
from training.gold.treebank import read_treebank
from training.gold.worldwide import read_worldwide


def _polnear(gold: Path) -> Iterator[str]:
    names = (article.name for article in read_articles(gold / "polnear" / "data" / "train"))
    return filter(held_apart, names)


def _ewt(gold: Path) -> Iterator[str]:
    return _of_treebank(gold / "ud-english-ewt" / "en_ewt-ud-train.conllu")


def _gum(gold: Path) -> Iterator[str]:
    return _of_treebank(gold / "ud-english-gum" / "en_gum-ud-train.conllu")


def _of_treebank(path: Path) -> Iterator[str]:
    return filter(apart, (document.name for document in read_treebank(path)))


def _worldwide(gold: Path) -> Iterator[str]:
    return filter(apart, (text.name for text in read_worldwide(gold / "worldwide-ner" / "train")))


SETS: Mapping[str, Callable[[Path], Iterable[str]]] = {
    "gum": _gum,
    "polnear": _polnear,
    "propbank-ewt": _ewt,
    "uds-factuality": _ewt,
    "ud-english-ewt": _ewt,
    "ud-english-gum": _gum,
    "worldwide-ner": _worldwide,
}
"""How the names of each set's texts kept apart are read from the folder of gold sets."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the names in order; return 0, or 2 on bad input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--set", choices=sorted(SETS), required=True, help="the folder of the set in it")
    given = parser.parse_args(arguments)
    try:
        names = sorted(SETS[given.set](given.gold))
    except RashomonError as error:
        print(f"evaluation.apart: {error}", file=sys.stderr)
        return 2
    sys.stdout.writelines(f"{name}\n" for name in names)
    return 0


if __name__ == "__main__":
    exit_with(main)
