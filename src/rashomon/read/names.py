"""Names of people in bylines: what is a name, and what is an office ("Staff", "Newsroom")."""

from __future__ import annotations

import re

_WORD = r"[^\W\d_](?:[\w'’-]*[\w]|\.)?"
_PARTICLE = r"(?:de|da|di|del|della|der|den|van|von|le|la|bin|ibn|al|el|ter|zu|dos|y)"
_NAME = re.compile(rf"{_WORD}\.?(?: (?:{_PARTICLE} )*{_WORD}\.?){{1,4}}")
_SPLIT = re.compile(r"\s*(?:,|;|/|\||•|·|–|—|\band\b|&|\bund\b|\bwith\b)\s*")
_LEAD = re.compile(
    r"(?:(?:written|reported|reporting|posted|published|story|text|words|article|analysis|report|interview"
    r"|translated|edited|writing|guest post)\s+)?(?:by|von|par|por)\b:?\s*"
    r"|(?:author|authors|text|words|reporting|reporter|correspondent|writer|journalist|story|writing|byline"
    r"|additional reporting|contributors?|contributed by)\s*:\s*|about(?: the author:?)?\s+(?=[A-Z])",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\.?\s+", re.IGNORECASE)
_ROLE = re.compile(r"^\W*(?:\w+\s+)?(?:correspondent|reporter)s?:?\s+(?=[A-Z])|\)$")
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_PLACE = re.compile(r"\s+(?:in|at|for)\s+[A-Z]\w.*$")
_EDITED = re.compile(r"\W*editing\b", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:staff|newsroom|admin\w*|editor\w*|desk|team|redaction|redaktion|agenc(?:y|ies)|webmaster|author"
    r"|correspondents?|reporters?|office|press|service|news|media|department|bureau|wire|guest|user|test"
    r"|contributors?|writers?|board|committee|council|group|ministry|party|union|network|institute|centre|center"
    r"|foundation|association|organi[sz]ation|channel|radio|tv|television|daily|times|post|herald|gazette|today"
    r"|online|blog|anonymous|unknown|translator)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\.\S*\.$")  # "A. B. C." keeps its last full stop
_LONGEST = 200  # characters of a byline


def person_names(text: str) -> tuple[str, ...]:
    """Return the names of people in the words of a byline, offices left out."""
    if not text or len(text) > _LONGEST:
        return ()
    if _EDITED.match(text.strip()):
        return ()
    words = _BRACKETS.sub("", _PLACE.sub("", _LEAD.sub("", _ROLE.sub("", text.strip()), count=1)))
    names = [
        part.strip(" ,()") if _INITIALS.search(part) else part.strip(" .,()") for part in _SPLIT.split(words)
    ]
    return tuple(dict.fromkeys(_HONORIFIC.sub("", name) for name in names if is_person(name)))


def has_lead(text: str) -> bool:
    """Tell whether a line starts as bylines do ("By", "Text:")."""
    return _LEAD.match(text.strip()) is not None or _ROLE.match(text.strip()) is not None


def is_person(name: str) -> bool:
    """Tell whether `name` has the shape of a person's name."""
    name = _HONORIFIC.sub("", name)
    if _NAME.fullmatch(name) is None or _OFFICE.search(name) is not None:
        return False
    words = [word for word in name.split() if not re.fullmatch(_PARTICLE, word)]
    return words[0].lower() != "the" and not name.isupper() and all(word[0].isupper() for word in words)
