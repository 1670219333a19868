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
    r"|additional reporting|contributors?|contributed by)\s*:\s*|about(?: the author:?)?\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:had|has|have|was|were|is|are|will|would|said|did|must)\b")
_MOST_BYLINE_WORDS = 6  # of a byline with a full stop
_HONORIFIC = re.compile(r"^(?:dr|prof|professor|mr|mrs|ms|sir|dame|rev)\.?\s+", re.IGNORECASE)
_ROLE = re.compile(r"^\W*(?:\w+\s+)?(?:correspondent|reporter)s?:?\s+(?=[A-Z])")
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
_PAPER = re.compile(
    r"\b(?:post|herald|times|news|gazette|today|chronicle|review|independent|echo|messenger|courier|tribune|daily"
    r"|journal|mail|radio|tv|television|channel|broadcasting|press|wire|agency|telegraph|observer|guardian|standard"
    r"|mirror|star|sun|globe|monitor|weekly|magazine|clarion|blog|notes|watch|reporters?|online)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:ministry|minister|government|office|chamber|union|party|movement|front|committee|council|congress"
    r"|parliament|assembly|commission|federation|association|organi[sz]ation|institute|centre|center|foundation"
    r"|embassy|mission|court|police|army|command|staff|secretariat|presidency|president|department|agency|bank"
    r"|university|society|alliance|coalition|network|league|forum|group|board|authority|administration|service"
    r"|company|corporation|church|community|city|region|republic|state|nations|guild|trust)\b",
    re.IGNORECASE,
)
_HEADED = re.compile(
    rf"(?:the )?(?:\S+ ){{0,4}}(?!minister\b|president\b)(?:{_BODY.pattern})"
    r"(?: (?:of|for|on|and|in|to) .{1,60})?",
    re.IGNORECASE,
)
_NO_PAPER = re.compile(
    r"(?:press|media|news) (?:releases?|statements?|briefings?|conferences?|notes?)", re.IGNORECASE
)
_NO_NAME = frozenset("of the to in on at for all is was are no not and or from".split())
_MOST_NAME_WORDS = 3
_SMALL = 4  # letters; shorter words in names need no capital
_LONGEST = 200  # characters of a byline


def person_names(text: str) -> tuple[str, ...]:
    """Return the names of people in the words of a byline, offices left out."""
    if not text or len(text) > _LONGEST:
        return ()
    if _EDITED.match(text.strip()):
        return ()
    words = _BRACKETS.sub("", _PLACE.sub("", _LEAD.sub("", _ROLE.sub("", _bare(text)), count=1)))
    names = [
        part.strip(" ,()") if _INITIALS.search(part) else part.strip(" .,()") for part in _SPLIT.split(words)
    ]
    return tuple(dict.fromkeys(_HONORIFIC.sub("", name) for name in names if is_person(name)))


def names_in_capitals(line: str) -> tuple[str, ...]:
    """Return the names of people in a byline in capitals ("BY ADA SORREL"), as they stand there."""
    titled = line.title()
    if not line.isupper() or len(titled) != len(line):
        return ()
    names = person_names(titled)
    for name in names:
        words = name.lower().split()
        if len(words) > _MOST_NAME_WORDS or not _NO_NAME.isdisjoint(words):
            return ()
    return tuple(line[start : start + len(name)] for name in names if (start := titled.find(name)) >= 0)


def _bare(text: str) -> str:
    """Return a byline without brackets around the whole of it."""
    text = text.strip()
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def has_lead(text: str) -> bool:
    """Tell whether a line starts as bylines do ("By", "Text:")."""
    return _LEAD.match(text.strip()) is not None or _ROLE.match(text.strip()) is not None


def is_byline(text: str) -> bool:
    """Tell whether a line starts as bylines do and is no sentence: "By Monday, Ada Sorrel had resigned."."""
    text = text.strip()
    ended = text.endswith((".", "!", "?")) and text.count(" ") >= _MOST_BYLINE_WORDS
    return has_lead(text) and not ended and _TELLS.search(text) is None


def is_person(name: str) -> bool:
    """Tell whether `name` has the shape of a person's name."""
    name = _HONORIFIC.sub("", name)
    if _NAME.fullmatch(name) is None or _OFFICE.search(name) is not None:
        return False
    words = [word for word in name.split() if not re.fullmatch(_PARTICLE, word)]
    return words[0].lower() != "the" and not name.isupper() and all(word[0].isupper() for word in words)


def is_paper(name: str) -> bool:
    """Tell whether a name is one as newspapers, stations and agencies have, each word with a capital."""
    other = _NO_PAPER.fullmatch(name.strip()) is not None
    return is_capitalised(name) and " " in name and not other and _PAPER.search(name) is not None


def names_paper(name: str) -> bool:
    """Tell whether a word in `name` is one that news outlets have in their names."""
    return _PAPER.search(name) is not None


def is_body(name: str) -> bool:
    """Tell whether a word in `name` is one that public bodies and organisations have in their names."""
    return _BODY.search(name) is not None


def is_body_name(name: str) -> bool:
    """Tell whether a line reads as the name of a body: "MINISTRY OF WORKS", not "MINISTRY DENIES ORDER"."""
    return _HEADED.fullmatch(name) is not None


def is_capitalised(name: str) -> bool:
    """Tell whether each word of `name` but the small ones starts with a capital."""
    words = [word for word in name.split() if len(word) >= _SMALL]
    return bool(words) and all(word[0].isupper() or word[0].isdigit() for word in words)
