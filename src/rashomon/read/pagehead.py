"""The head of an article on a page: which block is the title, and the date and names around it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rashomon.model.records import PartKind, Sourced
from rashomon.read import lexicon
from rashomon.read.dates import find_stamp, iso_date
from rashomon.read.draft import Found, better
from rashomon.read.names import has_lead, person_names
from rashomon.read.zones import BYLINE_WORDS, TITLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.read.zones import Look, Looks

_UPDATED = re.compile(
    r"\b(?:updat|modif|edit|revis|last|accessed|retrieved|printed|as of|stand)", re.IGNORECASE
)
_FIRST = re.compile(r"\bfirst\b|\bpublished\b|\bposted\b|\bissued\b", re.IGNORECASE)
_AFTER_BY = re.compile(
    r"^(?!.{0,40}\b(?i:photo(?:graph)?|picture|image|illustration|video|graphic)s?\b).{3,40}?\b[Bb]y\s+(?=[A-Z])"
)
_PIECES = re.compile(r"\s+[|·•/]\s+|(?<=[a-z]{3})\.\s+(?=[A-Z])|\s+[–—]\s+|;\s+|\n")
# A role ("head of mission") and a place ("in Port Example") may stand beside a name.
_BESIDE_NAME = re.compile(r"\b(?:in|at) [A-Z]\w+(?: [A-Z]\w+)*|\b[a-z]+\b|[\W_]+")
_SURE = 0.8  # score from which a block is the title
_SAME = 0.7  # likeness from which two titles are one
_COVERED = 0.6  # share of a line that is bold or a link
_TITLE_WORDS = (3, 40)  # at least and at most
_SENTENCE_WORDS = 20  # a sentence as long, outside of a heading, is no title
_LEVELS = {0: 0.0, 1: 1.2, 2: 0.9, 3: 0.7}
_BEFORE, _AFTER = 6, 4  # blocks around the title in which date and names are looked for
_LONGEST_BYLINE = 90  # characters
_LONGEST = 200  # characters of a line with a date
_DATE_WORDS = 12  # a line with more words beside the date is a sentence
_DAY = len("2031-05-04")
_ZONES = timedelta(days=1)  # what is one moment in the reader's time and in the page's own may be two days
_SURE_DATE = 0.8  # score from which a page's date of itself is one of publication
_BARE_DATE, _DATE_ABOVE = 0.92, 0.91  # scores of a date without a label, and of one above the title
_OTHER_DATE = 0.7  # of one that the page contradicts
_LEAD_WORDS = 8  # of a byline that names an office only


def find_title(looks: Looks, said: Found, segments: Sequence[str], first: int) -> int | None:
    """Return the block that is the title, or `None` when none looks like it.

    Args:
        looks: The blocks of the page.
        said: What the page says of itself.
        segments: The parts of its `<title>`.
        first: The first block of prose, which the title stands above.
    """
    told = [*([said.title.value] if said.title is not None else []), *segments]
    outlet = said.outlet.value.casefold() if said.outlet is not None else None
    scored = [
        (_title_score(look, told, first - number), -number)
        for number, look in enumerate(looks.blocks[: first + 1])
        if (not looks.boxed[number] or look.level == 1) and look.line.text.casefold() != outlet
    ]
    score, number = max(scored, default=(0.0, 0))
    return -number if score >= _SURE else None


def _title_score(look: Look, told: Sequence[str], distance: int) -> float:
    words = look.line.words
    sentence = look.prose and not look.level and words > _SENTENCE_WORDS
    if words > _TITLE_WORDS[1] or sentence or (words < _TITLE_WORDS[0] and look.level != 1):
        return 0.0
    score = max((_alike(look.line.text, other) for other in told), default=0.0) * 1.5
    return score + _look_score(look) - min(0.5, 0.02 * max(0, distance))


def _look_score(look: Look) -> float:
    clause = look.line.words > _TITLE_WORDS[0] and not look.line.ended
    return (
        _LEVELS.get(look.level, 0.6)
        + 0.8 * bool(look.words & TITLE_WORDS)
        + 0.6 * look.large
        + 0.5 * clause
        + 0.3 * (look.bold > _COVERED)
        - 0.3 * (look.linked > _COVERED)
    )


def _alike(line: str, told: str) -> float:
    """Return how far a line is the title that the page tells of; short ones tell less."""
    first, second = line.casefold()[:_LONGEST], told.casefold()[:_LONGEST]
    ratio = SequenceMatcher(None, first, second).ratio()
    if second.count(" ") > 1 and (second in first or first in second):
        ratio = max(ratio, 0.9)
    return ratio * min(1.0, (second.count(" ") + 1) / 5) if ratio >= _SAME else 0.0


def read_head(
    looks: Looks,
    kinds: list[PartKind | None],
    title: int | None,
    region: tuple[int, int],
    said: Sourced | None,
) -> Found:
    """Mark the lines around the title, and below the text, that give date and names; return what they give.

    Args:
        looks: The blocks of the page.
        kinds: Their kinds so far; those of the lines found are set.
        title: The block that is the title.
        region: The first and the last block of the text.
        said: The date that the page says of itself.
    """
    first, last = region
    known = _day_of(said) if said is not None and said.score >= _SURE_DATE else None
    middle = title if title is not None else first
    found = Found()
    for number in range(max(0, middle - _BEFORE), min(len(kinds), max(first, middle) + _AFTER)):
        look, boxed = looks.blocks[number], looks.boxed[number]
        if kinds[number] is not None or look.prose or (look.caption and not has_lead(look.line.text)):
            continue
        under_title = title is not None and title < number < first and not boxed
        kind, values = _date_or_byline(look, named=under_title)
        if boxed and number < middle and values.published is not None and _day_of(values.published) != known:
            continue  # the day on which the page was called up, as sites show it over their menu
        kinds[number] = kind
        found = found.joined(_doubted(values, known, below=number > middle))
    if found.published is not None and found.author:
        return found
    return found.joined(_below(looks, kinds, last))


def _day_of(published: Sourced) -> date | None:
    value = iso_date(published.value)
    return date.fromisoformat(value[:_DAY]) if value is not None and len(value) >= _DAY else None


def _doubted(found: Found, known: date | None, *, below: bool) -> Found:
    """Return what a line gives, a bare date less sure above the title or where the page says another day."""
    shown = found.published
    if shown is None or shown.score != _BARE_DATE:
        return found
    day = _day_of(shown)
    other = known is not None and day is not None and abs(day - known) > _ZONES
    score = _OTHER_DATE if other else _BARE_DATE if below else _DATE_ABOVE
    return replace(found, published=Sourced(value=shown.value, source=shown.source, score=score))


def _below(looks: Looks, kinds: list[PartKind | None], last: int) -> Found:
    """Return the date and the names below the text, where some papers print them."""
    found = Found()
    for number in range(last + 1, min(len(kinds), last + _AFTER)):
        if kinds[number] is None and not looks.boxed[number]:
            kinds[number], values = _date_or_byline(looks.blocks[number], named=False)
            found = found.joined(values)
    return found


def _date_or_byline(look: Look, *, named: bool) -> tuple[PartKind | None, Found]:
    """Return what a line around the title is; `named` says that names alone are a byline there."""
    text = look.line.text
    stamp = find_stamp(text) if len(text) <= _LONGEST else None
    rest = f"{text[: stamp.start]} | {text[stamp.end :]}" if stamp is not None else text
    authors = _authors(look, rest, named=named)
    if stamp is None:
        office = has_lead(text) and look.line.words <= _LEAD_WORDS
        return ("byline" if authors or office else None), Found(author=authors)
    if len(rest.split()) > _DATE_WORDS and not authors:
        return None, Found()
    return ("byline" if authors else "published"), Found(author=authors, published=_published(text))


def _published(text: str) -> Sourced | None:
    """Return the date of first publication in a line that may hold the one of an update as well."""
    best: Sourced | None = None
    start = 0
    while (stamp := find_stamp(text, start)) is not None:
        score = _date_score(text[start : stamp.start])
        if stamp.exact:
            best = better(best, Sourced(value=stamp.value, source="page:date line", score=score))
        start = stamp.end
    return best


def _date_score(label: str) -> float:
    if _FIRST.search(label):
        return 0.93
    return 0.4 if _UPDATED.search(label) else _BARE_DATE


def _authors(look: Look, text: str, *, named: bool) -> tuple[Sourced, ...]:
    """Return the names in a line: those after "By" and the like, else those that stand alone in it."""
    pieces = [piece for piece in _PIECES.split(text) if not lexicon.is_furniture(piece)]
    led = dict.fromkeys(name for piece in pieces for name in _led_names(piece))
    if led:
        return _sourced(tuple(led), 0.8)
    marked = bool(look.words & BYLINE_WORDS)
    if look.line.words > _DATE_WORDS or not (marked or named):
        return ()
    found = (person_names(piece) for piece in pieces if marked or not _rest_of(piece, person_names(piece)))
    return _sourced(next(filter(None, found), ()), 0.78 if marked else 0.6)


def _led_names(piece: str) -> tuple[str, ...]:
    by = _AFTER_BY.match(piece)
    if has_lead(piece):
        return person_names(piece)
    return person_names(piece[by.end() :]) if by is not None and len(piece) <= _LONGEST_BYLINE else ()


def _sourced(names: Sequence[str], score: float) -> tuple[Sourced, ...]:
    return tuple(Sourced(value=name, source="page:byline", score=score) for name in names)


def _rest_of(text: str, names: Sequence[str]) -> str:
    """Return what is left of a line without the names in it and what may stand beside them."""
    for name in names:
        text = text.replace(name, "", 1)
    return _BESIDE_NAME.sub("", text)
