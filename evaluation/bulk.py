"""Made-up bulk text for timing: `python -m evaluation.bulk --out DIR --documents 10000`.

Each text draws paragraphs of the demo story at random, a fixed seed each, so that the same command
writes the same texts anywhere. It measures speed and memory; the texts mean nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.console import exit_with
from rashomon.demo import story_folder

PARAGRAPHS = 14


def bulk_text(paragraphs: Sequence[str], seed: int, length: int = PARAGRAPHS) -> str:
    """Return one text of `length` paragraphs drawn at random."""
    chance = random.Random(seed)  # noqa: S311 - reproducible text, no secret
    return "\n\n".join(chance.sample(paragraphs, length)) + "\n"


def write_bulk(folder: Path, count: int, length: int = PARAGRAPHS) -> None:
    """Write `count` texts into a folder, which is made where it is not there."""
    paragraphs = demo_paragraphs()
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:06}.txt").write_text(bulk_text(paragraphs, number, length), encoding="utf-8")


def demo_paragraphs() -> list[str]:
    """Return the paragraphs of more than ten words of the demo story's plain texts."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(str(story_folder())).glob("*.txt"))]
    lines = [line.strip() for text in texts for line in text.split("\n\n")]
    return sorted({line for line in lines if len(line.split()) > 10})  # noqa: PLR2004 - shorter ones are titles


def main() -> int:
    """Write the texts; return the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=1000)
    given = parser.parse_args()
    try:
        write_bulk(given.out, given.documents)
    except OSError as error:
        sys.stderr.write(f"{given.out} can't be written: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    exit_with(main)
