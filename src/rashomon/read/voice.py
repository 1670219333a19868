"""The organisation that speaks in a text which it published itself: a statement, a press release.

A news report about a statement has none: it speaks of the organisation, tells that someone "said",
and keeps "we" inside quotation marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rashomon.model.records import Part, Sourced
from rashomon.read.names import names_paper

if TYPE_CHECKING:
    from collections.abc import Sequence

_CAPITAL = r"(?:[A-Z][\w'’.&-]*|\d{4})"
_LINK = r"(?:of|for|the|and|in|on|at|de|del|la|du|des|von|der|against|to|with|from|&)"
_ORGANISATION = rf"(?P<name>{_CAPITAL}(?:,?(?:\s+{_LINK}){{0,3}}\s+{_CAPITAL})*)"
_KIND = (
    r"(?:statement|declaration|appeal|communiqu[eé]|open letter|address|resolution|press release|message|"
    r"manifesto|position|comment|response|announcement|proclamation|memorandum|petition)"
)
_OF = re.compile(
    rf"\b(?i:(?:joint |official |public |common |urgent |press |political |final |special )*{_KIND})"
    rf"\s+(?:of|by|from)\s+(?:[Tt]he\s+)?{_ORGANISATION}"
)
_ISSUED = re.compile(
    rf"\b(?i:press (?:office|service|department|centre|center)|(?:issued|released|published) by)\s*"
    rf"(?:of\s+)?(?:the\s+)?{_ORGANISATION}"
)
_RELEASE = re.compile(
    r"\bfor immediate release\b|^\s*press release\b|^\s*media release\b", re.IGNORECASE | re.MULTILINE
)
_BREAK = re.compile(r"\s+(?:on|at|in|to|against|with|from)\s+(?=\S+$|(?:the\s+)?\S)")
_QUOTED = re.compile(r"[“\"«][^”\"»“«]{0,2000}[”\"»]|[“«][^\n]*")
_WE = re.compile(r"\b(?:we|our|us|ourselves)\b", re.IGNORECASE)
_WE_DECLARE = re.compile(
    r"\bwe\s+(?:(?:hereby|also|therefore|strongly|firmly|urgently|once again|again|jointly|do not|don['’]t"
    r"|cannot|will not)\s+)*(?:declare|call|condemn|demand|urge|appeal|protest|express|reject|support|stand"
    r"|assure|accept|believe|insist|affirm|reaffirm|recogni[sz]e|welcome|deplore|denounce|oppose|ask|warn|regret|commit|consider"
    r"|note|remind|remain)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|according to|reported|reports|reportedly|announced|claimed|stressed|added|noted|"
    r"the statement (?:reads|says|said)|stated)\b",
    re.IGNORECASE,
)
_STATED = re.compile(rf"\b{_KIND}\b|\bwe\b|\bour\b", re.IGNORECASE)
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
    head = "\n".join(text[part.start : part.end] for part in parts if part.kind in _HEAD)
    body = [text[part.start : part.end] for part in parts if part.kind == "body"]
    if not body or is_transcript(body):
        return None
    own = _own_words(body)
    named = _named(head) or _named(body[0][:300])
    if named is not None and not signed and (own.speaks or own.reports == 0):
        return Sourced(value=named, source="text:statement of", score=0.9 if own.speaks else 0.6)
    voice = _by_outlet(text, head, body, outlet, own)
    return None if signed and own.declares == 0 else voice


def is_transcript(body: Sequence[str]) -> bool:
    """Tell whether paragraphs are turns of several people, each under a name: "NAME: words"."""
    turns = [match[1] for paragraph in body if (match := _TURN.match(paragraph)) is not None]
    return len(turns) >= _TURNS and len(set(turns)) > 1


class _Own:
    """How often a text says "we" and how often it reports, outside quotation marks."""

    __slots__ = ("declares", "paragraphs", "reports", "we")

    def __init__(self, text: str) -> None:
        self.paragraphs = sum(1 for paragraph in text.split("\n") if _WE.search(paragraph))
        self.we = len(_WE.findall(text))
        self.declares = len(_WE_DECLARE.findall(text))
        self.reports = len(_REPORTED.findall(text))

    @property
    def speaks(self) -> bool:
        """Tell whether "we" speak, and not a reporter."""
        return self.declares > 0 and self.we > 1 and self.declares + self.we > 2 * self.reports


def _own_words(body: Sequence[str]) -> _Own:
    return _Own("\n".join(_QUOTED.sub(" ", paragraph) for paragraph in body))


def _named(head: str) -> str | None:
    for line in head.split("\n"):
        match = _OF.search(line)
        if match is not None:
            return _cut(match["name"])
    return None


def _cut(name: str) -> str:
    """Cut what follows the name: "the League on the Border" is the League, speaking on the border."""
    return _BREAK.split(name, maxsplit=1)[0].rstrip(" ,.")


def _by_outlet(
    text: str, head: str, body: Sequence[str], outlet: Sourced | None, own: _Own
) -> Sourced | None:
    if _RELEASE.search(text[:400]) is not None:
        issued = _ISSUED.search(text)
        if issued is not None:
            return Sourced(value=_cut(issued["name"]), source="text:press release", score=0.7)
    # Papers too write "our reporter" and "we have learned", and no organisation speaks there.
    if outlet is None or outlet.score < _SURE_OUTLET or names_paper(outlet.value):
        return None
    declared = own.declares >= 1 and (own.speaks or _STATED.search(head) is not None)
    if not declared and own.paragraphs < _REPEATED:
        return None
    name = outlet.value.casefold()
    named = name in head.casefold() or any(name in paragraph.casefold() for paragraph in body)
    if not named and not (declared and own.paragraphs > _REPEATED):
        return None
    return Sourced(value=outlet.value, source="outlet speaks", score=0.6 if named else 0.5)
