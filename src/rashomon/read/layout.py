"""The parts of plain text: what is title, date, byline, body, and what was left in from the page.

The rules look at the shape of lines, at where they stand and at the words of page interfaces
(`lexicon`), never at a subject. A line here is a paragraph: hard-wrapped lines are joined first.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rashomon.model.records import Part, PartKind, Sourced
from rashomon.read import lexicon
from rashomon.read.dates import Stamp, find_stamp
from rashomon.read.draft import Found
from rashomon.read.names import has_lead, person_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ENDS = re.compile(r"[.!?…:;,][\"'”’»)\]\s]*$")
_TITLE_END = re.compile(r"[;:,]$|(?<![A-Z.])\.$")
_LABEL = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}):\s")
_BULLET = re.compile(r"\s*(?:[-–—*•·▪◦]|\(?\d{1,3}[.)]|\(?[a-z]\))\s")
_NAME = r"[^\W\d_][\w'’.-]*"
_DATE_LABEL = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated|modified|created|date|issued|added|edited)"
    r"(?:\s+(?:on|at))?\s*:?\s*)+",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"[\s,.|/()–—-]*(?P<place>{_NAME}(?: {_NAME}){{0,3}})?[\s,.|/()–—-]*")
_CITY = r"[A-Z][\w'’.-]*(?:[ /-][A-Z][\w'’.-]*){0,3}(?:, [A-Z][\w.]+(?: [A-Z]\w+)?)?"
_WIRE = re.compile(
    rf"(?P<city>{_CITY})(?P<date>,? [^–—()\n]{{3,30}}?)?(?: ?\((?P<agency>[^()\n]{{2,40}})\))?"
    r"(?:\.|\s)?\s?[–—-]{1,2}\s(?=\S)"
)
_CLOSING = re.compile(
    r"(?:yours (?:faithfully|sincerely|truly|respectfully)|sincerely|respectfully|signed(?: by)?|signatories|"
    r"(?:with )?(?:best|kind|warm) regards|on behalf of)\b.{0,60}[,:]?$",
    re.IGNORECASE,
)
_FEWEST_LINES = 4  # of hard-wrapped text; fewer do not tell
_WIDTHS = (40, 110)  # characters of a hard-wrapped line, at least and at most
_JOINED = 0.3  # share of lines of hard-wrapped text that go on on the next one
_LONGEST_STAMP = 120  # characters of a line that gives a date
_LONGEST_WIRE = 160  # characters of an agency's dateline
_ACRONYM = 3  # letters; a word in capitals as short need not be a city
_HEADER = 8  # paragraphs at the start among which the header can be
_MOST_TITLE_WORDS = 32
_FEWEST_HEADLINE_WORDS = 6
_MOST_HEADLINE_WORDS = 24
_LIST = 3  # so many lines without a full stop in a row are a list, not headlines
_NEW_WORDS = 0.5  # share of a headline's words that the text below does not take up
_BODY_WORDS = 12  # a paragraph with as many words is body even without a full stop
_SMALL = 4  # letters; shorter words are hardly ever topic words


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph without the white space around it: `text` and its offsets."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> int:
        """Return the number of words, counted by the spaces between them."""
        return self.text.count(" ") + 1

    @property
    def ended(self) -> bool:
        """Tell whether it ends like a sentence."""
        return _ENDS.search(self.text[-8:]) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text, ordered, disjoint, over all its non-blank characters; and what they tell."""

    parts: tuple[Part, ...]
    found: Found


def paragraphs(text: str) -> list[Line]:
    """Return the paragraphs of `text`: its non-blank lines, hard-wrapped ones joined."""
    lines = [line for match in _LINE.finditer(text) if (line := _stripped(text, match.start(), match.end()))]
    return _unwrapped(text, lines) if _is_wrapped(text, lines) else lines


def lay_out(text: str, *, titled: bool = False) -> Layout:
    """Find the parts of plain `text`; `titled` says that its first line is known to be the title."""
    lines = paragraphs(text)
    kinds, found = classify(lines, titled=titled)
    return Layout(*split_dateline(lines, kinds, found))


def split_dateline(
    lines: Sequence[Line], kinds: Sequence[PartKind], found: Found
) -> tuple[tuple[Part, ...], Found]:
    """Return the parts of the text, an agency's dateline at the start of the body set apart from it."""
    first = next((number for number, kind in enumerate(kinds) if kind == "body"), None)
    parts: list[Part] = []
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        length = (
            _wire_end(line) if first is not None and first <= number <= first + 1 and kind == "body" else 0
        )
        if length:
            head = line.text[:length].rstrip()
            parts.append(Part(kind="dateline", start=line.start, end=line.start + len(head)))
            stamp = find_stamp(head)
            if stamp is not None and stamp.exact:
                found = found.joined(Found(published=_published(stamp, "text:dateline", 0.7)))
        parts.append(Part(kind=kind, start=line.start + length, end=line.end))
    return tuple(parts), found


def classify(
    lines: Sequence[Line], *, titled: bool = False, headless: bool = False
) -> tuple[list[PartKind], Found]:
    """Return the kind of each paragraph, and the title, date, author and credit found among them.

    Args:
        lines: The paragraphs.
        titled: The first one is known to be the title.
        headless: The title is known and not among them.
    """
    kinds: list[PartKind] = ["furniture" if lexicon.is_furniture(line.text) else "body" for line in lines]
    if titled and lines:
        kinds[0] = "title"
    head, found = _header(lines, kinds, titled=titled or headless)
    tail = _tail(lines, kinds, head)
    _middle(lines, kinds, head, tail)
    return kinds, found.joined(_credits(lines, kinds))


def _stripped(text: str, start: int, end: int) -> Line | None:
    words = text[start:end]
    core = words.strip()
    if not core:
        return None
    start += len(words) - len(words.lstrip())
    return Line(start, start + len(core), core)


# Hard-wrapped text -------------------------------------------------------------------------------


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    if len(lines) < _FEWEST_LINES:
        return False
    widths = sorted(len(line.text) for line in lines)
    widest = widths[-1 - len(widths) // 20]
    even = _WIDTHS[0] <= widest <= _WIDTHS[1] and widths[-1] <= 1.3 * widest + 10
    joined = sum(1 for first, second in pairwise(lines) if _continues(text, first, second, widest))
    return even and joined > len(lines) * _JOINED


def _continues(text: str, first: Line, second: Line, widest: int) -> bool:
    gap = text[first.end : second.start].replace("\r\n", "\n")
    # A wrapped line breaks where the next word would not have fitted.
    room = widest - len(first.text)
    return gap.count("\n") <= 1 and len(second.text.split(" ", 1)[0]) + 1 > room - 8


def _unwrapped(text: str, lines: Sequence[Line]) -> list[Line]:
    widest = max(len(line.text) for line in lines)
    joined: list[Line] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and _continues(text, previous, line, widest):
            start = joined.pop().start
            joined.append(Line(start, line.end, text[start : line.end]))
        else:
            joined.append(line)
        previous = line
    return joined


# The header --------------------------------------------------------------------------------------


def _header(lines: Sequence[Line], kinds: list[PartKind], *, titled: bool) -> tuple[int, Found]:
    """Mark the header's lines and return the index of the first one after it."""
    found = Found()
    index = next((i for i, kind in enumerate(kinds) if kind == "body"), len(kinds))
    for i in range(index, min(len(lines), index + _HEADER)):
        if kinds[i] == "furniture":
            continue
        kind, values = _header_line(lines[i])
        if kind is None and found.title is None and not titled and _is_title(lines, i):
            title = Sourced(value=lines[i].text, source="text:first line", score=0.8)
            kind, values = "title", Found(title=title)
        elif kind is None and (titled or found.title is not None) and _is_deck(lines, i):
            kind = "body"
        if kind is None:
            return i, found
        kinds[i] = kind
        found = values.joined(found)
    return min(len(lines), index + _HEADER), found


def _is_title(lines: Sequence[Line], index: int) -> bool:
    line = lines[index].text
    long_enough = any(other.words >= _BODY_WORDS for other in lines[index + 1 :])
    fits = (
        lines[index].words <= _MOST_TITLE_WORDS and not _BULLET.match(line) and not _LABEL.match(line + " ")
    )
    return (
        (fits or lines[index].words <= _MOST_TITLE_WORDS) and long_enough and _TITLE_END.search(line) is None
    )


def _is_deck(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    opens = line.text[0] in "\"“«‘'" or _BULLET.match(line.text) or _LABEL.match(line.text)
    return not (line.ended or opens) and line.words <= 2 * _MOST_TITLE_WORDS and index + 1 < len(lines)


def _header_line(line: Line) -> tuple[PartKind | None, Found]:
    """Return what a line of the header is by itself: a date line, a dateline, a byline, or nothing."""
    stamped = _stamped(line.text)
    if stamped is not None:
        return stamped
    names = byline_names(line.text)
    if names:
        authors = tuple(Sourced(value=name, source="text:byline", score=0.8) for name in names)
        return "byline", Found(author=authors)
    return None, Found()


def _stamped(line: str) -> tuple[PartKind, Found] | None:
    stamp = find_stamp(line) if len(line) <= _LONGEST_STAMP else None
    if stamp is None:
        return None
    rest = line[: stamp.start], line[stamp.end :]
    label, place = _around(rest)
    names = byline_names(rest[0].strip(" ,|–—-")) or byline_names(rest[1].strip(" ,|–—-"))
    if names:
        authors = tuple(Sourced(value=name, source="text:byline", score=0.8) for name in names)
        return "byline", Found(author=authors, published=_published(stamp, "text:byline", 0.85))
    if label is None:
        return None
    if place:
        return "dateline", Found(published=_published(stamp, "text:dateline", 0.85))
    return "published", Found(published=_published(stamp, "text:date line", 0.6 if "updat" in label else 0.9))


def _around(rest: tuple[str, str]) -> tuple[str | None, str | None]:
    """Return the label before a date and the place beside it; the label is `None` if more stands there."""
    before = _DATE_LABEL.match(rest[0])
    label = before.group() if before is not None else ""
    sides = _PLACE.fullmatch(rest[0][len(label) :]), _PLACE.fullmatch(rest[1])
    if sides[0] is None or sides[1] is None:
        # "Published 4 May 2031, updated 5 May 2031": the second date has its own label.
        second = find_stamp(rest[1])
        known = second is not None and not _DATE_LABEL.sub("", rest[1][: second.start]).strip(" ,.|()–—-")
        return (label.lower(), None) if known and sides[0] is not None else (None, None)
    place = sides[0]["place"] or sides[1]["place"]
    return label.lower(), place


def _published(stamp: Stamp, source: str, score: float) -> Sourced:
    return Sourced(value=stamp.value, source=source, score=score if stamp.exact else score / 2)


def byline_names(line: str) -> tuple[str, ...]:
    """Return the names in a byline ("By Ada Example and Bo Sample"), or nothing when it is none."""
    return person_names(line) if has_lead(line) else ()


def _wire_end(line: Line) -> int:
    """Return the length of an agency's dateline at the start of a paragraph, with the blanks after it."""
    match = _WIRE.match(line.text[:_LONGEST_WIRE])
    if match is None:
        return 0
    city, date, agency = match["city"], match["date"], match["agency"]
    dated = date is not None and re.search(r"\d", date) is not None
    plain = date is None or dated
    return match.end() if plain and (dated or agency or (city.isupper() and len(city) > _ACRONYM)) else 0


# The end and the middle --------------------------------------------------------------------------


def _tail(lines: Sequence[Line], kinds: list[PartKind], head: int) -> int:
    """Mark what stands below the text and return the index of its first line."""
    last = max(
        (i for i in range(head, len(lines)) if kinds[i] == "body" and _is_prose(lines[i])), default=None
    )
    if last is None:
        return len(lines)
    tail = range(last + 1, len(lines))
    marked = next((i for i in tail if kinds[i] == "furniture"), None)
    if lines[last].text.endswith(",") and closes_letter(lines[last].text):
        return marked if marked is not None else len(lines)
    for i in tail:
        after_widget = marked is not None and i > marked
        if kinds[i] == "body" and (after_widget or is_headline(lines[i])):
            kinds[i] = "furniture"
    return last + 1


def closes_letter(line: str) -> bool:
    """Tell whether a line is the close of a letter, below which its signatures stand."""
    return _CLOSING.match(line) is not None


def _is_prose(line: Line) -> bool:
    return line.ended or line.words > _MOST_HEADLINE_WORDS


def _middle(lines: Sequence[Line], kinds: list[PartKind], head: int, tail: int) -> None:
    """Mark headlines of other articles and headings between the paragraphs of the text."""
    labels = Counter(match[1] for line in lines if (match := _LABEL.match(line.text + " ")))
    for i in range(head, tail):
        line = lines[i]
        if kinds[i] != "body" or _is_prose(line) or _BULLET.match(line.text) or _in_list(lines, i):
            continue
        label = _LABEL.match(line.text + " ")
        if label is not None and labels[label[1]] > 1:
            continue
        listed = i > 0 and kinds[i - 1] == "furniture" and lexicon.opens_list(lines[i - 1].text)
        foreign = is_headline(line) and is_foreign(lines, i, tail)
        kinds[i] = "furniture" if listed or foreign else _short_kind(line)


def _short_kind(line: Line) -> PartKind:
    return "heading" if line.text[0].isupper() or line.text[0].isdigit() else "body"


def _in_list(lines: Sequence[Line], index: int) -> bool:
    start, end = index, index + 1
    while start > 0 and not lines[start - 1].ended and index - start < _LIST:
        start -= 1
    while end < len(lines) and not lines[end].ended and end - index < _LIST:
        end += 1
    led = start > 0 and lines[start - 1].text.endswith(":")
    return end - start >= _LIST or (led and end - start > 1)


def is_headline(line: Line) -> bool:
    """Tell whether a line reads like a headline: a clause with no full stop, not a name or a heading."""
    fits = _FEWEST_HEADLINE_WORDS <= line.words <= _MOST_HEADLINE_WORDS and not line.ended
    return fits and (line.text[0].isupper() or not line.text[0].isalpha()) and line.text[0] not in "-–—*•("


def is_foreign(lines: Sequence[Line], index: int, tail: int) -> bool:
    """Tell whether the words of a headline are not taken up by the paragraphs below it."""
    words = _topic_words(lines[index].text)
    below = set().union(*(_topic_words(line.text) for line in lines[index + 1 : min(tail, index + 3)]))
    new = sum(1 for word in words if word not in below)
    return bool(words) and new >= _NEW_WORDS * len(words)


def _topic_words(text: str) -> set[str]:
    # The first letters stand in for the stem: a headline and its text differ in endings.
    return {word.lower()[:6] for word in _WORD.findall(text) if len(word) >= _SMALL}


def _credits(lines: Sequence[Line], kinds: Sequence[PartKind]) -> Found:
    for line, kind in zip(lines, kinds, strict=True):
        name = lexicon.credit(line.text) if kind == "furniture" else None
        if name is not None:
            return Found(outlet=Sourced(value=name, source="text:credit line", score=0.4))
    return Found()
