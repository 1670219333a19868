"""The head of a plain text: title, outlet, date, byline, and an agency's dateline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model.records import PartKind, Sourced
from rashomon.read.dates import DATE, Stamp, find_stamp
from rashomon.read.draft import Found
from rashomon.read.names import (
    is_body,
    is_body_name,
    is_byline,
    is_capitalised,
    is_paper,
    names_in_capitals,
    person_names,
)
from rashomon.read.release import (
    is_contact_line,
    is_release_line,
    opens_statement,
    spelled,
    statement_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.read.lines import Line

_TITLE_END = re.compile(r"[;:,]$|(?<![A-Z.])\.$")
LABEL = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s")
BULLET = re.compile(r"\s*(?:[-–—*•·▪◦]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_WORD = r"[^\W\d_][\w'’.-]*"
_ENTRY = re.compile(r"\w[^\n]{5,40}?(?::|\s[–—-])\s[^\W\d_]")  # of a list: "4 May 2031 – Crews walk out"
_DATE_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|created|date|issued|added|edited)"
    r"(?:\s+(?:on|at))?\s*:?\s*)+",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:first )?(?:published|posted)\b(?:\s+on)?\s*:?\s*(?=\w*,?\s*\w*\d)", re.IGNORECASE
)
"""What opens a line below or above a text that says when it was published, and no more."""
_BESIDE_DATE = re.compile(rf"[\s,.|/()–—-]*(?P<name>{_WORD}(?: {_WORD}){{0,5}})?[\s,.|/()–—-]*")
_LEADS_TO_DAY = re.compile(r"\b(?:after|at|before|by|for|from|in|of|on|since|to|until|till)$", re.IGNORECASE)
_CITY = r"[A-Z][\w'’.-]*(?:[ /-][A-Z][\w'’.-]*){0,3}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
_WIRE = re.compile(
    rf"(?P<city>{_CITY})(?P<date>,? [^–—()\n]{{3,30}}?)?(?: ?\((?P<agency>[^()\n]{{2,40}})\))?"
    r"(?:\.|\s)?\s?[–—-]{1,2}\s(?=[\"“‘'«(\[]?[^\W_a-z])"  # a sentence: "(SDP) – who took office" opens none
)
_STOPPED = re.compile(
    rf"(?P<city>(?![A-Z]+DAY\b)[A-Z][A-Z'’-]+(?:[ /-][A-Z][A-Z'’.-]*){{0,3}}(?:, [A-Z][\w.]+)?),"
    rf" (?P<date>(?i:{DATE}))(?: ?\((?P<agency>[^()\n]{{2,40}})\))?\.\s(?=[\"“‘'«(\[]?[^\W_a-z])"
)
"""A dateline that a full stop ends: "HALM, May 4, 2031. The strike ..."."""
_SMALL_WORDS = frozenset("of the and de da del della di du la le les al el von van der den bin".split())
_SMALL_LETTERS = re.compile(r"\b[a-z]{3,}")
_SIGNS = " ,|–—-"
_LONGEST_STAMP = 120  # characters of a line that gives a date
_LONGEST_WIRE = 160  # characters of an agency's dateline
_ACRONYM = 3  # letters; a word in capitals as short need not be a city
_LOOKED_AT = 20  # paragraphs; a page that was saved as text begins with its menus
_MOSTLY_DATE = 0.35  # of the characters of a line
_HEADER = 8  # paragraphs at the start among which the header can be
_MOST_TITLE_WORDS = 32
_MOST_NAME_WORDS = 6
_MOST_LETTERHEAD_WORDS = 10
_MOST_PLACE_WORDS = 4
_TURNS = 3  # of an interview
_BODY_WORDS = 12  # a paragraph with as many words shows that there is a text below the header

_Marked = tuple[PartKind | None, Found]


def read_header(lines: Sequence[Line], kinds: list[PartKind], *, titled: bool) -> tuple[int, Found]:
    """Mark the header's lines and return the index of the first one after it, and what they give.

    Args:
        lines: The paragraphs of the text.
        kinds: Their kinds so far; those of the header are set.
        titled: The title is known already.
    """
    found = Found()
    telling = [kind == "body" or _is_date(line) for line, kind in zip(lines, kinds, strict=True)]
    start = next((number for number, tells in enumerate(telling) if tells), len(kinds))
    end = min(len(lines), start + _HEADER)
    for number in range(start, end):
        if kinds[number] == "furniture" and not telling[number]:
            continue
        kind, values = _marked(lines, number, titled=titled or found.title is not None)
        if kind is None:
            return number, found
        kinds[number] = kind
        found = values.joined(found)
    return end, found


def _is_date(line: Line) -> bool:
    """Tell whether a line is a date known to the day and nothing else, though it be of digits and signs."""
    text = line.text.strip()
    stamp = find_stamp(text) if len(text) <= _LONGEST_STAMP else None
    return stamp is not None and stamp.exact and stamp.end - stamp.start == len(text)


def _is_sentence(line: str, stamp: Stamp) -> bool:
    """Tell whether a line with a date tells something in a sentence: "The strike began May 4, 2031."."""
    words = _DATE_LABEL.sub("", f"{line[: stamp.start]} {line[stamp.end :]}")
    return words.rstrip().endswith((".", "!", "?")) and _SMALL_LETTERS.search(words) is not None


def in_chronology(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line is an entry of a list of what happened when, each under its day."""
    beside = range(max(0, number - 1), min(len(lines), number + 2))
    return _is_entry(lines[number]) and sum(_is_entry(lines[each]) for each in beside) > 1


def _is_entry(line: Line) -> bool:
    match = _ENTRY.match(line.text)
    stamp = find_stamp(line.text) if match is not None else None
    return stamp is not None and stamp.start == 0 and line.text[stamp.end :].count(" ") > 1


def dated_line(lines: Sequence[Line], kinds: Sequence[PartKind]) -> Found:
    """Return the date of the first line below the title that is little else: "No. 12 · Friday 4 May 2031"."""
    for number, (line, kind) in enumerate(zip(lines[:_LOOKED_AT], kinds, strict=False)):
        labelled = kind == "furniture" and _PUBLISHED.match(line.text) is not None
        telling = (kind not in {"title", "furniture"} or labelled) and not in_chronology(lines, number)
        stamp = find_stamp(line.text) if telling else None
        if stamp is None or not stamp.exact or _is_sentence(line.text, stamp):
            continue
        if stamp.end - stamp.start >= _MOSTLY_DATE * len(line.text):
            return Found(published=_published(stamp, "text:dated line", 0.6))
    return Found()


def _marked(lines: Sequence[Line], number: int, *, titled: bool) -> _Marked:
    line = lines[number]
    if in_chronology(lines, number):
        return None, Found()
    kind, values = _date_or_name(line)
    if kind == "outlet" and not titled and not _title_follows(lines, number):
        kind = None  # "Mail Workers Begin Strike"
    if kind is not None:
        return kind, values
    if not titled:
        return _above_title(lines, number) or _letterhead_or_title(lines, number)
    return ("body" if _is_deck(lines, number) else None), Found()


def _above_title(lines: Sequence[Line], number: int) -> _Marked | None:
    """Return what a line between the head of a press release and its title is, if it is such a line."""
    if is_release_line(lines[number].text) and _can_be_title(lines, number):
        return "heading", _released_on(lines[number].text)
    if is_contact_line(lines[number].text) and _released(lines, number):
        return "furniture", Found()
    return None


def _released_on(line: str) -> Found:
    """Return the date of "For immediate release: May 3, 2031"."""
    stamp = find_stamp(line)
    exact = stamp is not None and stamp.exact
    return Found(published=_published(stamp, "text:date line", 0.85)) if stamp and exact else Found()


def _released(lines: Sequence[Line], number: int) -> bool:
    return any(is_release_line(line.text) for line in lines[:number])


def _letterhead_or_title(lines: Sequence[Line], number: int) -> _Marked:
    line = lines[number]
    if not _can_be_title(lines, number):
        return None, Found()
    if _is_letterhead(lines, number):
        outlet = Sourced(value=line.text, source="text:letterhead", score=0.7)
        return "outlet", Found(outlet=outlet)
    title = Sourced(value=line.text, source="text:first line", score=0.8)
    return "title", Found(title=title, outlet=_stating(lines, number))


def _stating(lines: Sequence[Line], number: int) -> Sourced | None:
    """Return whose statement a line in capitals announces, as the text below spells the name."""
    stated = statement_of(lines[number].text) if lines[number].text.isupper() else None
    if stated is None:
        return None
    name = spelled(stated.name, _below(lines, number))
    return Sourced(value=name, source="text:statement of", score=0.6) if name is not None else None


def _below(lines: Sequence[Line], number: int) -> str:
    return "\n".join(line.text for line in lines[number + 1 :])


def _can_be_title(lines: Sequence[Line], number: int) -> bool:
    if number >= len(lines):
        return False
    line = lines[number]
    short = line.words <= _MOST_TITLE_WORDS and _TITLE_END.search(line.text) is None
    # What is announced as a statement may be a short one.
    fewest = 1 if opens_statement(line.text) else _BODY_WORDS
    below = lines[number + 1 :]
    told = any(each.words >= _BODY_WORDS or (each.ended and each.words > fewest) for each in below)
    return short and (told or _is_talk(below))


def _is_talk(lines: Sequence[Line]) -> bool:
    """Tell whether lines are turns of an interview, however short: sentences, and questions among them."""
    ended = [line for line in lines if line.ended]
    asked = any(line.text.rstrip().endswith("?") for line in ended)
    return asked and len(ended) >= _TURNS and sum(line.words for line in ended) >= _BODY_WORDS


def _is_letterhead(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line above the title is the name of the body that the text is from."""
    line, below = lines[number], _below(lines, number)
    fits = 1 < line.words <= _MOST_LETTERHEAD_WORDS and is_body(line.text) and not opens_statement(line.text)
    if not fits or not _title_follows(lines, number):
        return False
    named = spelled(line.text, below) is not None
    # Capitals set a letterhead apart only where the name reads as one and the rest is not in capitals.
    if line.text.isupper():
        return named or (is_body_name(line.text) and not below.isupper())
    return named and is_capitalised(line.text) and _released(lines, number)


def _title_follows(lines: Sequence[Line], number: int) -> bool:
    for below in range(number + 1, min(len(lines), number + _HEADER)):
        if not is_contact_line(lines[below].text) and _date_or_name(lines[below])[0] is None:
            return _can_be_title(lines, below)
    return False


def _is_deck(lines: Sequence[Line], number: int) -> bool:
    """Tell whether a line under the title is a standfirst: a long clause without a full stop."""
    line = lines[number]
    opens = line.text[0] in "\"“«‘'" or BULLET.match(line.text) or LABEL.match(line.text)
    return not (line.ended or opens) and line.words <= 2 * _MOST_TITLE_WORDS and number + 1 < len(lines)


# Dates and names -----------------------------------------------------------------------------------


def _date_or_name(line: Line) -> _Marked:
    """Return what a line of the header is by itself: date line, dateline, byline, outlet, or nothing."""
    stamp = find_stamp(line.text) if len(line.text) <= _LONGEST_STAMP else None
    if stamp is not None:
        kind, values = _dated(line.text, stamp)
        if kind is not None:
            return kind, values
    authors = _byline(line.text)
    if authors:
        return "byline", Found(author=authors)
    name = line.text.partition(",")[0]
    is_name = is_paper(name) and not is_release_line(line.text)
    if line.words <= _MOST_NAME_WORDS and is_name and not line.ended:
        return "outlet", Found(outlet=_outlet(name))
    return None, Found()


def _dated(line: str, stamp: Stamp) -> _Marked:
    before, after = line[: stamp.start], line[stamp.end :]
    authors = _byline(before.strip(_SIGNS)) or _byline(after.strip(_SIGNS))
    if authors:
        return "byline", Found(author=authors, published=_published(stamp, "text:byline", 0.85))
    label = _DATE_LABEL.match(before)
    known = label.group() if label is not None else ""
    name = _name_beside(before[len(known) :], after)
    if name is None:
        return None, Found()
    if is_paper(name):
        return "published", Found(published=_published(stamp, "text:date line", 0.85), outlet=_outlet(name))
    if name.count(" ") >= _MOST_PLACE_WORDS:
        return None, Found()
    if name:
        return "dateline", Found(published=_published(stamp, "text:dateline", 0.85))
    score = 0.6 if "updat" in known.lower() else 0.9
    return "published", Found(published=_published(stamp, "text:date line", score))


def _name_beside(before: str, after: str) -> str | None:
    """Return the place or outlet beside a date, "" where there is none, `None` where more stands there."""
    first = _BESIDE_DATE.fullmatch(before)
    if first is not None and first["name"] and _LEADS_TO_DAY.search(first["name"]):
        return None  # "Protests on 4 May 2031"
    # "Published 4 May 2031, updated 5 May 2031": what follows a label is about the update.
    update = _DATE_LABEL.search(after)
    second = _BESIDE_DATE.fullmatch(after[: update.start()] if update is not None else after)
    if first is None or second is None:
        return None
    name = str(first["name"] or second["name"] or "")
    return None if _is_clause(name, before, after) else name


def _is_clause(name: str, before: str, after: str) -> bool:
    """Tell whether words go on to a date beside them, or with it to a full stop: "The strike began May 4"."""
    telling = any(word[0].islower() and word not in _SMALL_WORDS for word in name.split())
    return telling and (before.rstrip()[-1:].isalpha() or after.rstrip().endswith((".", "!", "?")))


def _published(stamp: Stamp, source: str, score: float) -> Sourced:
    return Sourced(value=stamp.value, source=source, score=score if stamp.exact else score / 2)


def _outlet(name: str) -> Sourced:
    return Sourced(value=name.strip(_SIGNS), source="text:outlet line", score=0.6)


def _byline(line: str) -> tuple[Sourced, ...]:
    names = (person_names(line) or names_in_capitals(line)) if is_byline(line) else ()
    return tuple(Sourced(value=name, source="text:byline", score=0.8) for name in names)


def dateline_words(text: str) -> str:
    """Return an agency's dateline at the start of a paragraph, with the blanks after it, if any."""
    match = _dateline(text)
    return match.group() if match else ""


def _dateline(text: str) -> re.Match[str] | None:
    return _WIRE.match(text[:_LONGEST_WIRE]) or _STOPPED.match(text[:_LONGEST_WIRE])


def wire_dateline(line: Line) -> tuple[int, Sourced | None]:
    """Return the length of an agency's dateline at the start of a paragraph, and the day that it gives.

    "PORT EXAMPLE, 4 May 2031 (AGENCY) - " counts with the blanks after it; 0 where there is none.
    """
    match = _dateline(line.text)
    if match is None:
        return 0, None
    city, date, agency = match["city"], match["date"], match["agency"]
    dated = date is not None and re.search(r"\d", date) is not None
    sure = dated or agency is not None or (city.isupper() and len(city) > _ACRONYM)
    if not sure or (date is not None and not dated):
        return 0, None
    stamp = find_stamp(match.group())
    exact = stamp is not None and stamp.exact
    return match.end(), _published(stamp, "text:dateline", 0.7) if stamp is not None and exact else None
