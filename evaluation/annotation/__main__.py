"""`python -m evaluation.annotation STORY`: compile the annotation of a story and write its gold.

STORY is a folder with `texts` and `annotation`; gold is written to its folder `gold`, sorted JSON Lines,
no file for what the story has none of.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evaluation.annotation.build import StoryFolders, build, lines
from rashomon.model.errors import RashomonError


def main() -> int:
    """Write the gold files; return the exit status."""
    given = _arguments()
    story: Path = given.story
    annotation = story / given.annotation
    try:
        gold = build(StoryFolders(given.texts or story / "texts", annotation))
    except RashomonError as error:
        sys.stderr.write(f"{annotation}: {error}\n")
        return 1
    if not given.check:
        out = given.out or story / "gold"
        out.mkdir(parents=True, exist_ok=True)
        for name, found in gold.items():
            path = out / f"{name}.jsonl"
            path.write_bytes(lines(found)) if found else path.unlink(missing_ok=True)
    sys.stdout.writelines(f"{name}: {len(found)}\n" for name, found in gold.items())
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.annotation", description=__doc__)
    parser.add_argument("story", type=Path, help="the folder of the story")
    parser.add_argument("--texts", type=Path, help="the folder of its texts (default: STORY/texts)")
    parser.add_argument("--annotation", default="annotation", help="the name of the folder to compile")
    parser.add_argument("--out", type=Path, help="where to write (default: STORY/gold)")
    parser.add_argument("--check", action="store_true", help="find every quotation, and write nothing")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
