"""TimeML: valued time expressions in news, as in TempEval-3 (UzZaman et al., SemEval 2013).

A folder holds `.tml` files, each with one `TEXT` whose `TIMEX3` elements carry a type and an ISO
value as TimeML 1.2.1 defines them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.files import read_markup

TIMEX3_TYPES = frozenset({"DATE", "TIME", "DURATION", "SET"})

_PIPELINE = "testpipeline"


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: its span in code points, its TIMEX3 type, and its TIMEX3 value.

    The value is empty where TIMEX3 has none for what the expression means.
    """

    span: Span
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimedText:
    """One document: its text as it stands in TEXT, its times in order, and the value of its creation time."""

    name: str
    text: str
    created: str
    times: tuple[Time, ...]


def read_timeml(folder: Path) -> Iterator[TimedText]:
    """Read all TimeML files in a folder and the folders below it, in order of path.

    The folder `testpipeline` of TempEval-3 is passed over: its one document repeats one of TimeBank.

    Raises:
        InputError: there are no such files, or one departs from the layout above.
    """
    paths = [path for path in sorted(folder.rglob("*.tml")) if path.parent.name != _PIPELINE]
    if not paths:
        raise InputError(f"{folder} holds no *.tml: give a folder of TimeML documents")
    for path in paths:
        yield _document(path)


def left_out(name: str) -> bool:
    """Tell whether a document is dev, which training leaves out: one in ten, since there are no splits."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 == 0


def _document(path: Path) -> TimedText:
    root = read_markup(path, "TimeML")
    body, created = root.findall("TEXT"), root.findall("DCT/TIMEX3")
    if len(body) != 1 or len(created) != 1:
        raise InputError(
            f"{path} has {len(body)} TEXT and {len(created)} DCT times where it needs one of each"
        )
    text = "".join(body[0].itertext())
    times = tuple(_times(body[0], path))
    return TimedText(path.stem, text, created[0].get("value", ""), times)


def _times(body: etree._Element, path: Path) -> Iterator[Time]:
    at = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            if element.tag == "TIMEX3":
                yield _time(element, at, path)
            at += len(element.text or "")
        elif element is not body:
            at += len(element.tail or "")


def _time(element: etree._Element, start: int, path: Path) -> Time:
    words = "".join(element.itertext())
    kind, value = element.get("type", ""), element.get("value", "")
    if kind not in TIMEX3_TYPES or not value or not words.strip():
        raise InputError(f"{path}: the TIMEX3 {words!r} has the type {kind!r} and the value {value!r}")
    return Time(Span(start, start + len(words)), kind, value)
