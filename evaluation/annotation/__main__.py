"""`python -m evaluation.annotation STORY`: compile the annotation of a story and write its gold.

STORY is a folder with `texts` and `annotation`; gold is written to its folder `gold`, sorted JSON Lines, no
file for what the story has none of. With `--check` nothing is written, and each place is listed that does not
keep to the rules of `evaluation/stories/guidelines.md`; of sealed stories only their number. The exit code is
0, or 2 where there is one, or where the annotation does not fit its texts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.annotation.build import StoryFolders, build, lines
from evaluation.annotation.rules import breaches
from evaluation.console import exit_with
from evaluation.options import is_sealed
from rashomon.model import records
from rashomon.model.errors import InputError, RashomonError


def main() -> int:
    """Write the gold files; return the exit status."""
    given = _arguments()
    story: Path = given.story
    annotation = story / given.annotation
    folders = StoryFolders(given.texts or story / "texts", annotation)
    try:
        gold = build(folders)
        broken = list(breaches(folders)) if given.check else []
        if not given.check:
            _write(gold, given.out or story / "gold")
    except RashomonError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.writelines(f"{name}: {len(found)}\n" for name, found in gold.items())
    if broken and is_sealed(story):
        broken = [f"{len(broken)} places do not keep to the rules; sealed gold is not shown"]
    sys.stderr.writelines(f"{annotation}: {line}\n" for line in broken)
    return 2 if broken else 0


def _write(gold: Mapping[str, Sequence[records.Record]], out: Path) -> None:
    """Write the gold files.

    Raises:
        InputError: one of them can't be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, found in gold.items():
            path = out / f"{name}.jsonl"
            path.write_bytes(lines(found)) if found else path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{out} can't be written: {error}") from error


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.annotation", description=__doc__)
    parser.add_argument("story", type=Path, help="the folder of the story")
    parser.add_argument("--texts", type=Path, help="the folder of its texts (default: STORY/texts)")
    parser.add_argument("--annotation", default="annotation", help="the name of the folder to compile")
    parser.add_argument("--out", type=Path, help="where to write (default: STORY/gold)")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; list what does not keep to the guidelines"
    )
    return parser.parse_args()


if __name__ == "__main__":
    exit_with(main)
