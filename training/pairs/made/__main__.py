"""Write made pairs as JSON Lines.

    python -m training.pairs.made --templates FILE.toml --seed N --count N --out FILE.jsonl

A line has premise, hypothesis, label, the kind of the edit and the template.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from rashomon.model.errors import InputError
from training.pairs.made.making import make_pairs
from training.pairs.made.templates import read_templates


def main(arguments: Sequence[str] | None = None) -> int:
    """Write as the command line says; return 0, or 2 on bad input."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--templates", type=Path, required=True, help="a file of templates")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True, help="how many pairs")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    given = parser.parse_args(arguments)
    try:
        pairs = list(make_pairs(read_templates(given.templates), given.seed, given.count))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    given.out.write_bytes(b"".join(msgspec.json.encode(pair) + b"\n" for pair in pairs))
    return 0


if __name__ == "__main__":
    sys.exit(main())
