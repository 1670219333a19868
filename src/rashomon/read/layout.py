"""The parts of plain text: what is title, date, byline, body, and what was left in from the page.

The rules look at the shape of lines, at where they stand and at the words of page interfaces
(`lexicon`), never at a subject. A line here is a paragraph: hard-wrapped lines are joined first.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.model.records import Part, PartKind, Sourced
from rashomon.read import lexicon
from rashomon.read.draft import Found
from rashomon.read.lines import paragraphs
from rashomon.read.texthead import BULLET, LABEL, dated_line, in_chronology, read_header, wire_dateline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.read.lines import Line

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CLOSING = re.compile(
    r"(?:yours (?:faithfully|sincerely|truly|respectfully)|sincerely|respectfully|signed(?: by)?|signatories|"
    r"(?:with )?(?:best|kind|warm) regards|on behalf of)\b.{0,60}[,:]?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s/]+\.\S+", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|our)\b", re.IGNORECASE)
_LINKS = frozenset("and of for the de la von van der al".split())
_APART = re.compile(r"[,(]|\s[–—-]\s")  # what stands between names, or a name and a body
_DASHED = re.compile(r"[–—―-]")
_SIGNED = re.compile(r"[“\"„«‘'].+[”\"“»’']\s*(?:[–—―]|--?)\s*(?P<who>[^“”\"«»]{2,160})", re.DOTALL)
_OFFICES = frozenset(
    """
    admiral ambassador archbishop bishop captain chair chairman chairperson chairwoman chancellor
    chief colonel commander commissioner coordinator deputy director dr editor general governor head
    imam judge king lady leader lord major mayor minister mp mr mrs ms premier president prince
    princess professor prosecutor queen rabbi representative reverend secretary senator sir speaker
    spokesman spokesperson spokeswoman
    """.split()
)
_MOST_NAME_WORDS = 4  # of who signs, without an office; a headline has more
_FEWEST_HEADLINE_WORDS = 6
_MOST_HEADLINE_WORDS = 24
_DESK = 6  # paragraphs at the end among which such a line can be
_DESK_LINE = re.compile(
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|translated|edited|written) by\b.{1,160}\)?",
    re.IGNORECASE,
)
_WIRE_BELOW = 2  # paragraphs; a note of correction and a byline may stand above an agency's dateline
_LIST = 3  # so many lines without a full stop in a row are a list, not headlines
_NEW_WORDS = 0.5  # share of a headline's words that the text below does not take up
_SMALL = 4  # letters; shorter words are hardly ever topic words


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text, ordered, disjoint, over all its non-blank characters; and what they tell."""

    parts: tuple[Part, ...]
    found: Found


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
        length = 0
        if first is not None and first <= number <= first + _WIRE_BELOW and kind == "body":
            cut, published = wire_dateline(line)
            found = found.joined(Found(published=published))
            length = cut if number <= first + 1 else 0  # the words of the text stay as they are
        if length:
            end = line.start + len(line.text[:length].rstrip())
            parts.append(Part(kind="dateline", start=line.start, end=end))
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
    address = Found() if titled else _address(lines, kinds)
    head, found = read_header(lines, kinds, titled=titled or headless)
    _mark_desk_lines(lines, kinds)
    tail = _tail(lines, kinds, head)
    _middle(lines, kinds, head, tail)
    found = found.joined(_credits(lines, kinds)).joined(address)
    return kinds, found if found.published is not None else found.joined(dated_line(lines, kinds))


def _address(lines: Sequence[Line], kinds: list[PartKind]) -> Found:
    """Mark the address that stands over a text which was copied from a page, and return it."""
    if not lines or _ADDRESS.fullmatch(lines[0].text) is None:
        return Found()
    kinds[0] = "furniture"
    return Found(url=lines[0].text)


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
    own = sum(_WE.search(lines[i].text) is not None for i in range(head, last + 1)) > 1
    for i in tail:
        after_widget = marked is not None and i > marked
        signs = own and _is_signature(lines[i])
        listed = in_chronology(lines, i)
        headline = is_headline(lines[i]) and not _is_signed_below(lines, i)
        if kinds[i] == "body" and (after_widget or (headline and not signs and not listed)):
            kinds[i] = "furniture"
    return last + 1


def _mark_desk_lines(lines: Sequence[Line], kinds: list[PartKind]) -> None:
    """Mark who reported and edited, as agencies print it below a text."""
    for number in range(max(0, len(lines) - _DESK), len(lines)):
        if kinds[number] == "body" and _DESK_LINE.fullmatch(lines[number].text):
            kinds[number] = "byline"


def closes_letter(line: str) -> bool:
    """Tell whether a line is the close of a letter, below which its signatures stand."""
    return _CLOSING.match(line) is not None


def _is_signature(line: Line) -> bool:
    """Tell whether a line is names with what stands between them, as under a letter in which "we" speak."""
    words = [word for word in _WORD.findall(line.text) if word.lower() not in _LINKS]
    return all(word[0].isupper() for word in words) and _APART.search(line.text) is not None


def _is_prose(line: Line) -> bool:
    return line.ended or line.words > _MOST_HEADLINE_WORDS


def _middle(lines: Sequence[Line], kinds: list[PartKind], head: int, tail: int) -> None:
    """Mark headlines of other articles and headings between the paragraphs of the text."""
    labels = Counter(match[1] for line in lines if (match := LABEL.match(line.text + " ")))
    for i in range(head, tail):
        line = lines[i]
        if (
            kinds[i] != "body"
            or _is_prose(line)
            or BULLET.match(line.text)
            or _in_list(lines, i)
            or in_chronology(lines, i)
        ):
            continue
        label = LABEL.match(line.text + " ")
        if label is not None and labels[label[1]] > 1:
            continue
        listed = i > 0 and kinds[i - 1] == "furniture" and lexicon.opens_list(lines[i - 1].text)
        foreign = is_headline(line) and is_foreign(lines, i, tail) and not _is_signed_below(lines, i)
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
    opens = (line.text[0].isupper() or not line.text[0].isalpha()) and line.text[0] not in "-–—*•("
    return fits and opens and not _is_signed_quotation(line.text)


def _is_signed_below(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line and the one below it are a quotation, and a dash and who said it."""
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    return _DASHED.match(below) is not None and _is_signed_quotation(f"{lines[index].text} {below}")


def _is_signed_quotation(text: str) -> bool:
    """Tell whether a text is a quotation with a dash and who said it behind: "“...” – Minister Ona Veld"."""
    match = _SIGNED.fullmatch(text)
    if match is None:
        return False
    who, comma, _ = match["who"].partition(",")
    words = who.split()
    names = [word for word in words if word.lower() not in _LINKS]
    held = not _OFFICES.isdisjoint(word.lower().rstrip(".") for word in names)
    fits = held or comma != "" or len(words) <= _MOST_NAME_WORDS
    capitals = all(word[0].isupper() or word in _OFFICES for word in names)  # "Alliance chair Ona Veld"
    return fits and names[:1] == words[:1] != [] and capitals and names[-1][0].isupper()


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
