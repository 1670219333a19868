"""Verbs of events and where the events happened, in news (Halterman, Geolocating Political Events in Text).

One JSON array of records, in a zip archive as published or unpacked. A record has a sentence, its
tokens, and spans labelled VERB and LOCATION. The character offsets of 1,111 spans are token numbers,
so spans are taken from the tokens; the last token is counted in.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span, trimmed
from training.gold.files import read_bytes

_GOLD_SOURCE = "RELABEL"
_LEFT_OUT = 10


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A verb and where the event happened that it names; spans are code points of `text`.

    `locations` is empty where the sentence gives no place, and has several spans where it happened
    in several. `gold` marks records that the authors labelled anew as their gold standard.
    """

    identity: str
    text: str
    tokens: tuple[Span, ...]
    verb: Span
    locations: tuple[Span, ...]
    gold: bool


class _Token(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


class _Mark(msgspec.Struct, frozen=True):
    token_start: int
    token_end: int
    label: str
    text: str = ""


class _Record(msgspec.Struct, frozen=True):
    identity: str | int = msgspec.field(name="_id")
    text: str
    tokens: tuple[_Token, ...]
    source: str
    spans: tuple[_Mark, ...] = ()


def read_event_locations(path: Path) -> Iterator[EventPlace]:
    """Read all records that mark one verb, in the file's order; the others (4 in all) are passed over.

    Raises:
        InputError: the file holds no such records, or a span lies outside its sentence.
    """
    try:
        records = msgspec.json.decode(_bytes(path), type=list[_Record])
    except msgspec.DecodeError as error:
        raise InputError(f"{path} does not follow the layout of event_location: {error}") from error
    if not records:
        raise InputError(f"{path} holds no record")
    for record in records:
        yield from _place(record, path)


def settled(places: Iterable[EventPlace]) -> Iterator[EventPlace]:
    """Yield one record for each verb of a sentence, in order of first appearance.

    Records contradict each other on one verb in eighty. The gold standard goes before others; of
    equals the last stands.
    """
    best: dict[tuple[str, Span], EventPlace] = {}
    for place in places:
        known = best.get((place.text, place.verb))
        if known is None or place.gold or not known.gold:
            best[place.text, place.verb] = place
    yield from best.values()


def left_out(sentence: str) -> bool:
    """Tell whether a sentence of the published set is dev, which training leaves out: one in ten.

    The set has no splits. The text decides, by its SHA-256: one id of the set may stand for several
    sentences, and one sentence under several ids.
    """
    return int(hashlib.sha256(sentence.encode()).hexdigest(), 16) % _LEFT_OUT == 0


def _bytes(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        return read_bytes(path)
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.startswith("__MACOSX") and name[-1] != "/"]
        if len(names) != 1:
            raise InputError(f"{path} holds {len(names)} files where it needs one array of records")
        return archive.read(names[0])


def _place(record: _Record, path: Path) -> Iterator[EventPlace]:
    where = f"{path}, record {record.identity}"
    tokens = tuple(_token(token, record.text, where) for token in record.tokens)
    verbs, locations = (_spans(record, label, tokens, where) for label in ("VERB", "LOCATION"))
    if len(verbs) == 1:
        gold = record.source == _GOLD_SOURCE
        yield EventPlace(str(record.identity).strip(), record.text, tokens, verbs[0], locations, gold)


def _token(token: _Token, text: str, where: str) -> Span:
    if text[token.start : token.end] != token.text or not token.text:
        raise InputError(f"{where}: token {token.text!r} does not stand at {token.start} to {token.end}")
    return Span(token.start, token.end)


def _spans(record: _Record, label: str, tokens: tuple[Span, ...], where: str) -> tuple[Span, ...]:
    marks = [mark for mark in record.spans if mark.label == label]
    spans = {trimmed(_span(mark, record.text, tokens, where), record.text) for mark in marks}
    return tuple(sorted(span for span in spans if len(span)))


def _span(mark: _Mark, text: str, tokens: tuple[Span, ...], where: str) -> Span:
    if 0 <= mark.token_start <= mark.token_end < len(tokens):
        return Span(tokens[mark.token_start].start, tokens[mark.token_end].end)
    # Two marks count too many tokens; the words they quote stand where they begin.
    if mark.text and 0 <= mark.token_start < len(tokens):
        start = tokens[mark.token_start].start
        if text.startswith(mark.text, start):
            return Span(start, start + len(mark.text))
    numbers = f"{mark.token_start} to {mark.token_end}"
    raise InputError(f"{where}: {mark.label} of tokens {numbers} lies outside its {len(tokens)} tokens")
