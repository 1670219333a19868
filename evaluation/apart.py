"""Print the PolNeAR train articles kept out of training: `python -m evaluation.apart --gold DIR > FILE`.

The list is made by rule, not stored: names of articles are words of theirs. Give FILE to `--split`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.gold.polnear import held_apart


def main() -> None:
    """Print one name a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the train folder, polnear/data/train")
    given = parser.parse_args()
    names = sorted(path.stem for path in (given.gold / "text").glob("*.txt"))
    print("\n".join(name for name in names if held_apart(name)))


if __name__ == "__main__":
    main()
