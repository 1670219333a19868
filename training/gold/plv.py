"""PLV: PLOVER types of what one actor does to another in a news sentence (Hu et al., ACL 2024).

One tab-separated file with a header. `marked_sentence` is the sentence with `<s>` around the
source's words and `<t>` around the target's. Of the columns only those of people are read: the rest
(`silver_*`, `*_L1`, `*_L2`, modality included) is what the authors' system answered.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, trimmed
from training.gold.files import read_text

ROOTS = (
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
)
"""The PLOVER types of the set."""

CLASSES = (3, 1, 2, 4, 4, 1, 2, 4, 4, 3, 3, 4, 1, 3, 2)
"""The class of each of ROOTS in the set, but for one pair in 130; see `MarkedPair.penta`."""

_COLUMNS = ("sentence_id", "sentence", "marked_sentence", "gold_root", "gold_penta")
_MARKER = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class MarkedPair:
    """One sentence with its source's and target's mentions, in code points of `text`.

    `source` or `target` is empty where the sentence doesn't name it, and has two spans where it is
    marked twice. `root` is one of ROOTS; `penta` is PLOVER's class of types: 1 verbal cooperation,
    2 material cooperation, 3 verbal conflict, 4 material conflict. Pairs of one sentence share an identity.
    """

    identity: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    root: str
    penta: int


def read_plv(path: Path) -> Iterator[MarkedPair]:
    """Read the pairs in the file's order.

    Raises:
        InputError: a column is missing, a type is unknown, or the markers don't close or don't
            leave the sentence.
    """
    reader = csv.DictReader(io.StringIO(read_text(path), newline=""), delimiter="\t")
    missing = set(_COLUMNS).difference(reader.fieldnames or ())
    if missing:
        raise InputError(f"{path} has no column {', '.join(sorted(missing))}: give PLV_train.tsv")
    for row in reader:
        yield _pair(row, f"{path}, line {reader.line_num}")


def _pair(row: dict[str, str], place: str) -> MarkedPair:
    root, penta = row["gold_root"], row["gold_penta"]
    if root not in ROOTS or penta not in {"1", "2", "3", "4"}:
        raise InputError(f"{place}: {root!r} of class {penta!r} is no PLOVER type of this set")
    text, spans = _unmarked(row["marked_sentence"] or "", place)
    if text != row["sentence"]:
        raise InputError(f"{place}: without its markers the marked sentence is not the sentence")
    if not (spans["s"] or spans["t"]):
        raise InputError(f"{place}: neither source nor target is marked")
    return MarkedPair(row["sentence_id"], text, tuple(spans["s"]), tuple(spans["t"]), root, int(penta))


def _unmarked(marked: str, place: str) -> tuple[str, dict[str, list[Span]]]:
    """Return the text without markers and the trimmed spans of each marker's letter."""
    text = _MARKER.sub("", marked)
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    removed = 0
    for match in _MARKER.finditer(marked):
        at, letter = match.start() - removed, match[2]
        removed += len(match[0])
        if bool(match[1]) != (letter in opened):
            raise InputError(f"{place}: {match[0]} closes nothing or opens what is open")
        if match[1]:
            spans[letter].append(trimmed(Span(opened.pop(letter), at), text))
        else:
            opened[letter] = at
    if opened or not all(len(span) for found in spans.values() for span in found):
        raise InputError(f"{place}: a marker is not closed, or marks no word")
    return text, spans
