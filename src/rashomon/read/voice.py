"""The organisation that speaks in a text which it published itself: a statement, a release, an editorial.

A news report about a statement has none: it speaks of the organisation, tells that someone "said",
and keeps "we" inside quotation marks.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from rashomon.model.records import Part, Sourced
from rashomon.read.names import is_body, names_paper
from rashomon.read.release import (
    KIND,
    ORGANISATION,
    cut_name,
    is_bare_release_line,
    spelled,
    statement_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ISSUED = re.compile(
    rf"\b(?i:press (?:office|service|department|centre|center)|(?:issued|released|published) by)\s*"
    rf"(?:of\s+)?(?:the\s+)?{ORGANISATION}"
)
_OPENING = re.compile(rf"(?:[Tt]he\s+)?{ORGANISATION}")
_RELEASE = re.compile(
    r"\bfor immediate release\b|^\s*press release\b|^\s*media release\b", re.IGNORECASE | re.MULTILINE
)
# A quotation that goes on in the next paragraph is not closed in this one.
_QUOTED = re.compile(
    r"[“\"«][^”\"»“«]{0,2000}[”\"»]|‘(?:[^’\n]|’(?=\w)){0,2000}’(?!\w)|[“«][^\n]*|^\s*\"[^\n]*"
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|WE|[Oo]ur|[Mm]y|me|us)\b")
# What may follow the name in a line over a statement; a verb makes it a headline about one.
_REST = re.compile(
    r"\s*(?:$|[,.:;(/–—-]|(?:on|about|regarding|concerning|in|at|against|to|for|following|after|over|upon)\b)",
    re.IGNORECASE,
)
_REST_IN_TEXT = re.compile(r"\s*(?:$|:)")
_ABOUT = re.compile(r"about\b.{2,80}", re.IGNORECASE)
_WE = re.compile(r"\b(?:[Ww]e|WE|[Oo]ur|OUR|us|[Oo]urselves)\b")  # "US" is a country
_WE_DECLARE = re.compile(
    r"\bwe\s+(?:(?:hereby|also|therefore|strongly|firmly|urgently|once again|again|jointly|do not|don['’]t"
    r"|cannot|will not)\s+)*(?:declare|call|condemn|demand|urge|appeal|protest|express|reject|support|stand"
    r"|assure|accept|believe|insist|affirm|reaffirm|recogni[sz]e|welcome|deplore|denounce|oppose|ask|warn|regret|commit|consider"
    r"|note|remind|remain)\b",
    re.IGNORECASE,
)
_WE_WHO = re.compile(
    r"We,\s+(?P<who>[^.:;“”\"]{2,300}?),\s+(?!(?:the|an?|and|or|as|together|including)\b)(?=[a-z])"
)
"""An opening in which "we" say who they are."""
_SIGNERS = re.compile(
    r"(?:the\s+)?(?:(?:\w+\s+){0,2}(?:members|leaders|heads|chairs|representatives|delegates|boards?|governments)"
    rf"\s+of\s+(?:the\s+)?)?{ORGANISATION}"
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|reported|reports|reportedly|announced|claimed|stressed|added|noted|"
    r"the statement (?:reads|says|said)|stated)\b",
    re.IGNORECASE,
)
_STATED = re.compile(rf"\b{KIND}\b|\bwe\b|\bour\b", re.IGNORECASE)
_OWN_KIND = re.compile(
    r"\b(?:[Tt]he|[Oo]ur)\s+(?:company|firm|group|operator|railway|airline|bank|port|charity|club|museum|hospital)\b"
)
"""What a body that is no person calls itself behind its name."""
_EDITORIAL = re.compile(
    r"^(?:editorial|leading article|leader|our view|the \S.{1,40} view)$", re.IGNORECASE | re.MULTILINE
)
_GOES_ON = re.compile(r"(?:of|by|from)\s.{1,300}$")
_CAPITALS = 0.6  # of the words of a signature
_SHORTEST_NAME = 2  # words
_MOST_SIGNERS = 300  # characters
_HEAD_LENGTH = 400  # characters
_TURN = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})(?: \([^()]{1,60}\))?:\s")
_TURNS = 3
_SURE_OUTLET = 0.5
_REPEATED = 2  # paragraphs; one "we" may be any reporter's
_HEAD = ("title", "heading", "dateline", "outlet")


def voice_of(text: str, parts: Sequence[Part], outlet: Sourced | None, *, signed: bool) -> Sourced | None:
    """Return the organisation that speaks in a text, as it is named there, or `None`.

    Args:
        text: The text.
        parts: Its parts; the head and the body are looked at.
        outlet: Who published it, as found.
        signed: Whether a person is named as its author; then it takes more for an organisation to speak.
    """
    head = "\n".join(_head_lines(text, parts))
    body = [text[part.start : part.end] for part in parts if part.kind == "body"]
    if not body or is_transcript(body):
        return None
    own = _own_words(body)
    named = _named(head, body, own)
    stating = own.speaks or own.declares_more or (own.reports == 0 and not own.only_quoted)
    if named is not None and not signed and stating:
        return Sourced(value=named, source="text:statement of", score=0.9 if own.speaks else 0.6)
    if outlet is not None and not signed and is_editorial(text):
        return Sourced(value=outlet.value, source="text:editorial", score=0.9)
    voice = _by_opening(body) or _by_release(text, parts, body) or _by_outlet(text, head, body, outlet, own)
    voice = voice or _by_signatures(body, own)
    return None if signed and own.declares == 0 else voice


def _head_lines(text: str, parts: Sequence[Part]) -> Iterator[str]:
    """Yield the lines of the head; one with what goes on below it ("JOINT STATEMENT", "of the Unions")."""
    lines = [(part.kind, text[part.start : part.end]) for part in parts]
    for (kind, line), (_, below) in zip_longest(lines, lines[1:], fillvalue=("", "")):
        if kind in _HEAD:
            yield f"{line} {below}" if _GOES_ON.match(below) else line


def is_transcript(body: Sequence[str]) -> bool:
    """Tell whether paragraphs are turns of several people, each under a name: "NAME: words"."""
    turns = [match[1] for paragraph in body if (match := _TURN.match(paragraph)) is not None]
    return len(turns) >= _TURNS and len(set(turns)) > 1


def is_editorial(text: str) -> bool:
    """Tell whether a line of its own near the beginning says that a paper gives its view."""
    return _EDITORIAL.search(text[:_HEAD_LENGTH]) is not None


class _Own:
    """How often a text says "we" and how often it reports, outside quotation marks."""

    __slots__ = ("declares", "only_quoted", "opens", "paragraphs", "reports", "we")

    def __init__(self, text: str, quoted: str) -> None:
        self.opens = _WE_WHO.match(text) is not None
        # Somebody says "I" or "we" in quotation marks only: who wrote the rest tells of them.
        self.only_quoted = bool(_FIRST_PERSON.search(quoted)) and not _FIRST_PERSON.search(text)
        self.paragraphs = sum(1 for paragraph in text.split("\n") if _WE.search(paragraph))
        self.we = len(_WE.findall(text))
        self.declares = len(_WE_DECLARE.findall(text)) + self.opens
        self.reports = len(_REPORTED.findall(text))

    @property
    def speaks(self) -> bool:
        """Tell whether "we" speak, and not a reporter."""
        several = self.declares > 0 and self.we > 1 and self.declares + self.we > 2 * self.reports
        return self.opens or several

    @property
    def declares_more(self) -> bool:
        """Tell whether "we" declare things, and more is said of "us" than others are reported to say."""
        return self.declares > 1 and self.we > self.reports


def _own_words(body: Sequence[str]) -> _Own:
    quoted = "\n".join(match.group() for paragraph in body for match in _QUOTED.finditer(paragraph))
    return _Own("\n".join(_QUOTED.sub(" ", paragraph) for paragraph in body), quoted)


def _named(head: str, body: Sequence[str], own: _Own) -> str | None:
    """Return whose statement the head, or else the first paragraph, says the text is."""
    for line, rest in (*((line, _REST) for line in head.split("\n")), (body[0][:300], _REST_IN_TEXT)):
        stated = statement_of(line)
        if stated is None or not (own.speaks or rest.match(stated.rest)):
            continue
        # In capitals a name has no end; the text shows it.
        return spelled(stated.name, "\n".join(body)) if stated.name.isupper() else stated.name
    return None


def _by_opening(body: Sequence[str]) -> Sourced | None:
    """Return who "we" are by the first words of a text: "We, the League and the Union, call ..."."""
    opening = _WE_WHO.match(body[0])
    who = _SIGNERS.fullmatch(opening["who"]) if opening is not None else None
    return Sourced(value=who["name"], source="text:opening", score=0.9) if who is not None else None


def _by_signatures(body: Sequence[str], own: _Own) -> Sourced | None:
    """Return the names that stand under a text in which "we" speak, line by line or side by side."""
    signed: list[str] = []
    for paragraph in reversed(body[1:] if own.speaks or own.declares_more else ()):
        words = paragraph.split()
        capitals = sum(word.lstrip("(")[:1].isupper() for word in words)
        if len(words) < _SHORTEST_NAME or paragraph[-1] in ".:!?" or capitals < _CAPITALS * len(words):
            break
        signed.insert(0, paragraph)
    value = "\n".join(signed)
    if not value or len(value) > _MOST_SIGNERS:
        return None
    return Sourced(value=value, source="text:signatures", score=0.7)


def _by_release(text: str, parts: Sequence[Part], body: Sequence[str]) -> Sourced | None:
    """Return who issued a press release: whose name opens it, and stands over or under it as well."""
    lines = [(part.kind, text[part.start : part.end]) for part in parts]
    opening = _OPENING.match(body[0])
    if opening is None or not any(kind != "body" and is_bare_release_line(line) for kind, line in lines):
        return None
    name = cut_name(opening["name"])
    own_lines = [line for kind, line in lines if kind == "outlet" or _ABOUT.match(line)]
    if is_body(name) or _OWN_KIND.search("\n".join(body)):
        own_lines += [line for kind, line in lines if kind == "title"]
    named = any(spelled(name, line) for line in own_lines)
    return Sourced(value=name, source="text:press release", score=0.8) if named else None


def _by_outlet(
    text: str, head: str, body: Sequence[str], outlet: Sourced | None, own: _Own
) -> Sourced | None:
    if _RELEASE.search(text[:_HEAD_LENGTH]) is not None:
        issued = _ISSUED.search(text)
        if issued is not None:
            return Sourced(value=cut_name(issued["name"]), source="text:press release", score=0.7)
    # Papers too write "our reporter" and "we have learned", and no organisation speaks there.
    if outlet is None or outlet.score < _SURE_OUTLET or names_paper(outlet.value):
        return None
    declared = own.declares >= 1 and (own.speaks or _STATED.search(head) is not None)
    if not declared and (own.paragraphs < _REPEATED or own.we <= own.reports):
        return None
    name = outlet.value.casefold()
    named = name in head.casefold() or any(name in paragraph.casefold() for paragraph in body)
    if not named and not (declared and own.paragraphs > _REPEATED):
        return None
    return Sourced(value=outlet.value, source="outlet speaks", score=0.6 if named else 0.5)
