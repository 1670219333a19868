"""How far two annotators of the same stories agree: `python -m evaluation.agreement FOLDER...`.

Every story below FOLDER (a folder with `texts`, `first` and `second`) is compiled twice, and the second
annotation is scored against the first as the product is against gold. F1 stands for the agreement on what
there is to mark, since what nobody marks can't be counted (Hripcsak and Rothschild, 2005), a percentage
for the values of what both have marked.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import add
from pathlib import Path

from evaluation.annotation.build import StoryFolders, build
from evaluation.console import exit_with
from evaluation.scores.findings import of_compiled
from evaluation.scores.stories import StoryScore, compare_findings
from rashomon.model.errors import InputError, RashomonError

FIRST, SECOND = "first", "second"


def agreement(story: Path) -> StoryScore:
    """Return the counts of one story, the first annotation taken for gold.

    Raises:
        InputError: an annotation does not fit its texts.
    """
    first, second = (
        of_compiled(build(StoryFolders(story / "texts", story / name))) for name in (FIRST, SECOND)
    )
    return compare_findings(second, first)


def stories_below(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the folders that hold a story annotated twice.

    Raises:
        InputError: there is none below one of the folders.
    """
    for folder in folders:
        found = sorted(path.parent for path in folder.rglob(FIRST) if (path.parent / SECOND).is_dir())
        if not found:
            raise InputError(f"no story with a {FIRST} and a {SECOND} annotation below {folder}")
        yield from found


def main() -> int:
    """Print the agreement on all stories together; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.agreement", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="+", help="a story, or a folder of stories")
    try:
        total = reduce(add, map(agreement, stories_below(parser.parse_args().folder)), StoryScore())
    except RashomonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, count in total.counts.items():
        sys.stdout.write(f"{name:20} {count.f1:6.1f}  {count.right} of {count.found} and {count.gold}\n")
    for name, cluster in total.clusters.items():
        sys.stdout.write(f"{name:20} {cluster.f1:6.1f}  B-cubed F1\n")
    return 0


if __name__ == "__main__":
    exit_with(main)
