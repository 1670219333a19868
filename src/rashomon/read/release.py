"""The words of statements and press releases that say whose they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CAPITAL = r"(?:[A-Z][\w'’.&-]*|\d{4})"
_LINK = r"(?:of|for|the|and|in|on|at|de|del|la|du|des|von|der|against|to|with|from|&)"
ORGANISATION = rf"(?P<name>{_CAPITAL}(?:,?(?:\s+{_LINK}){{0,3}}\s+{_CAPITAL})*)"
KIND = (
    r"(?:statement|declaration|appeal|communiqu[eé]|open letter|address|resolution|press release|message|"
    r"manifesto|position|comment(?:ary)?|remarks|speech|response|announcement|proclamation|memorandum|petition)"
)
_ADJECTIVES = r"(?:joint |official |public |common |urgent |press |political |final |special )*"
_FOR_WHOM = (
    r"(?:(?:\w+\s+){0,2}(?:spokes(?:person|man|woman)|ministers?|governments|heads|leaders|members)"
    r"\s+(?:of|for)\s+(?:the\s+)?)?"
)
"""Who speaks for a body, before its name: "the foreign ministers of", "the spokesperson of"."""
_OF = re.compile(rf"\b(?i:{_ADJECTIVES}{KIND}\s+(?:of|by|from)\s+(?:the\s+)?{_FOR_WHOM}){ORGANISATION}")
_OPENS = re.compile(rf"(?:the )?{_ADJECTIVES}{KIND}\s+(?:of|by|from)\b", re.IGNORECASE)
_BREAK = re.compile(r"\s+(?:on|at|in|to|against|with|from)\s+(?=\S)", re.IGNORECASE)
_RELEASE = re.compile(
    r"\W*(?:(?:press|media|news) (?:release|statement)\b.{0,40}|for immediate release\b.{0,40}"
    r"|(?:embargoed )?for release\b(?: on)?\W*(?:\d|[a-z]{3,9}\.? \d).{0,30})",
    re.IGNORECASE,
)
_BARE_RELEASE = re.compile(
    r"\W*(?:(?:press|media|news) (?:release|statement)(?:\W+(?:no|nr|number)?\W*\d.{0,30})?"
    r"|(?:(?:press|media|news) (?:release|statement)\W+)?for (?:immediate )?release\b.{0,40})\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:\d{1,5}[a-z]? |p\. ?o\. ?box ).*|.*\b(?:street|road|avenue|square|lane|boulevard|floor)\b \d.*",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:street|st\.|road|rd\.|avenue|ave\.|square|lane|boulevard|box|floor|suite|building|house|place)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:(?:press|media) )?(?:contacts?|tel|phone|telephone|fax|e-?mail|web(?:site)?|mobile)\b.*[@\d].*",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"\S+@\S+\.\w+")
_MOST_CONTACT_WORDS = 14
_LONGEST_CONTACT = 240  # characters; the patterns are meant for short lines only


@dataclass(frozen=True, slots=True)
class Stated:
    """Whose statement a line says the text is: the name, and what of the line follows it."""

    name: str
    rest: str


def statement_of(line: str) -> Stated | None:
    """Return whose statement ("Statement by the Crews' Union on ...") a line speaks of, or `None`."""
    match = _OF.search(line)
    return Stated(cut_name(match["name"]), line[match.end() :]) if match is not None else None


def cut_name(name: str) -> str:
    """Cut what follows the name: "the League on the Border" is the League, speaking on the border."""
    return _BREAK.split(name, maxsplit=1)[0].rstrip(" ,.")


def opens_statement(line: str) -> bool:
    """Tell whether a line starts with the words that stand over a statement: "Joint appeal by"."""
    return _OPENS.match(line) is not None


def is_release_line(line: str) -> bool:
    """Tell whether a line heads a press release: "For immediate release", "Press release by the Union"."""
    return _RELEASE.fullmatch(line) is not None


def is_bare_release_line(line: str) -> bool:
    """Tell whether a line only says that the text is a press release, a number or a date aside."""
    return _BARE_RELEASE.fullmatch(line) is not None


def is_contact_line(line: str) -> bool:
    """Tell whether a line of the head of a press release is an address or says how to reach its author."""
    if len(line) > _LONGEST_CONTACT or line.count(" ") >= _MOST_CONTACT_WORDS:
        return False
    address = _ADDRESS.fullmatch(line) is not None and _STREET.search(line) is not None
    return address or _CONTACT.fullmatch(line) is not None or _MAILBOX.search(line) is not None


def spelled(name: str, text: str) -> str | None:
    """Return `name` as `text` spells it, in small letters too where `name` is all capitals, or `None`."""
    match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return match.group() if match is not None else None
