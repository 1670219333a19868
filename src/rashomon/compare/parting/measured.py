"""What is measured by a number that no noun behind it names: a toll, an attendance, "the damage at 40"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from rashomon.compare.wordlists import FUNCTION_WORDS
from rashomon.model.offsets import Span

ATTENDED, ABOARD, FREED = "attended", "aboard", "freed"
TOLLS = frozenset({"killed", "injured", "arrested", "missing"})
"""What may become of people, by what a text says of their number."""
MEASURES = TOLLS | {ATTENDED, ABOARD, FREED}
"""What many texts count by one number each, in whatever words."""

_NEXT = (
    r"(?:[^\S\n]+(?:of[^\S\n]+(?:the|its|their|his|her|our|my)[^\S\n]+)?"
    r"(?!(?:and|but|or|while|who|which|that|after|before|since|when|because|the|its|their)\b)[^\W\d_][\w’'-]*)"
)
_TOLL = re.compile(
    rf"{_NEXT}{{0,4}}?[^\S\n]+(?:(?P<missing>missing|unaccounted for)"
    r"|(?P<killed>dead|killed|died|deaths|fatalities|bodies|corpses|martyred"
    r"|perished|drowned|los(?:t|e|ing) their lives|fell(?=\s*(?:[.,:;]|in (?:battle|action|combat)))"
    r"|did not (?:survive|(?:come|return) home|come back))"
    r"|(?P<injured>injured|wounded|hurt)"
    r"|(?P<arrested>arrested|detained|taken (?:away|into custody)|in (?:custody|detention)))\b"
)
"""What comes of people, said within a few words of their number."""
_CAME = (
    r"(?:march(?:ed|ing)?|demonstrat(?:ed|ing)|protest(?:ed|ing)|rall(?:ied|ying)|gather(?:ed|ing)|attend(?:ed|ing)"
    r"|assembl(?:ed|ing)|turn(?:ed|ing) out|t(?:ook|aken?|aking) (?:part|to the streets?)|joined the)"
)
_BEHIND: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        ATTENDED: re.compile(
            rf"{_NEXT}{{0,3}}?[^\S\n]+(?:{_CAME}|demonstrators|protest[eo]rs|marchers)\b", re.IGNORECASE
        ),
        ABOARD: re.compile(rf"{_NEXT}{{0,3}}?[^\S\n]+(?:on board|aboard)\b", re.IGNORECASE),
        FREED: re.compile(
            rf"{_NEXT}{{0,4}}?[^\S\n]+(?:freed|released|set free|handed over|repatriated|came home)\b",
            re.IGNORECASE,
        ),
    }
)
"""What else is told of people within a few words of their number,"""
_IS = (
    r"\s+(?:(?:was|were|is|are|has|have|had|been|now|not|already|put|set|given|estimated|counted|stood|stands?)\s+)*"
    r"(?:at|as|to|of|from|is|are|was|were|numbers?|numbered|reached|totalled|totaled|exceeded)"
    r"\s+(?:only\s+|just\s+|now\s+)?$"
)
_NUMBER_OF = r"(?:number|count|toll) of (?:(?:the|those|people|persons|men|women|children) )*"
_AHEAD: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        kind: re.compile(rf"\b(?:{words})(?:\s+(?!of\b)[^\W\d_][\w’'-]*){{0,5}}?{_IS}", re.IGNORECASE)
        for kind, words in {
            "killed": "(?:death )?toll|the dead|the deaths|fatalities|the losses"
            f"|{_NUMBER_OF}(?:deaths|dead|killed|victims|fatalities)",
            "injured": f"the (?:wounded|injured)|{_NUMBER_OF}(?:wounded|injured|hurt)",
            "arrested": f"{_NUMBER_OF}(?:arrests|arrested|detained|detainees)",
            "missing": f"the missing|{_NUMBER_OF}missing",
            ATTENDED: "attendance|(?:number|count) of (?:the )?(?:demonstrators|protest[eo]rs|marchers"
            "|participants)",
            ABOARD: "(?:number|people|passengers|persons|those) (?:on board|aboard)",
            FREED: "(?:number|count) of (?:the )?[^\\W\\d_]+ (?:freed|released|returned|handed over)",
        }.items()
    }
)
"""and what a text says before the number: "the toll stood at"."""
_CROWD = re.compile(r"\b(?:crowd|demonstration|march|rally)\b[^.;:\d]{0,80}\s$", re.IGNORECASE)
_DREW = re.compile(r"\b(?:exceeded|numbered|totall?ed|drew|attracted)\s+(?:only\s+)?$", re.IGNORECASE)
_DRAWN = re.compile(
    r"\b(?:procession|demonstration|march|rally|protest|gathering)\s+"
    r"(?:brought together|drew|attracted|assembled|gathered)\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
_WE_WERE = re.compile(r"\bwe were\s+(?:only\s+|just\s+)?$", re.IGNORECASE)
_LARGE = re.compile(r"\d{3}|\d+,\d{3}|(?:[^\W\d_]+[\s-])+(?:hundred|thousand)\b")
_FREE = re.compile(
    r"\b(?:prisoners|captives|hostages|detainees|convicts)\b[^.;:\d]{0,30}\b(?:free|freed|released)\b[^.;:\d]{0,12}$",
    re.IGNORECASE,
)
_MOURNED = re.compile(r"\b(?:mourn(?:s|ed|ing)?|bur(?:y|ies|ied))\s+(?:only\s+|just\s+)?$", re.IGNORECASE)
_SOLDIERS = re.compile(
    r"\s+(?:[^\W\d_]+\s+)?(?:men|women|people|soldiers|conscripts|comrades|colleagues|workers|members|children)\b"
)
"""What is counted of the dead, behind "we mourn"."""
_NEVER = re.compile(r"never exceeded|did not exceed", re.IGNORECASE)
_OF_US = re.compile(r"\s+of us\b", re.IGNORECASE)
_WE = re.compile(r"\bwe (?:came|marched|gathered|stood|walked|turned out)\b[^.;:]{0,60}$", re.IGNORECASE)
"""What else tells of a crowd: how many it never exceeded, and "we came, twenty thousand of us"."""
_THING = (
    r"(?:(?:the|its|their|his|her|our|this|that)\s+)?(?:[^\W\d_][\w’'-]*\s+){0,2}?(?P<@>[^\W\d_][\w’'-]*)"
    r"(?:\s+(?:of|to|on|in|at|from|for|caused|done)(?:\s+[^\W\d_][\w’'-]*){1,4}?)?"
)
_RECKONED = re.compile(
    r"\b(?:puts?|putting|estimate[sd]?|estimating|gives?|gave|sets?|reckoned|calculated)\s+(?!(?:on|up|out|off|in|down|back|aside)\b)"
    + _THING.replace("@", "put")
    + r"\s+(?:at|as)\s+(?:only\s+|just\s+)?$"
    + r"|\b"
    + _THING.replace("@", "was")
    + r"\s+(?:was|were|is|are|(?:has|have|had)\s+been)\s+(?:put|estimated|set|reckoned|calculated)\s+"
    r"(?:by\s+(?:[^\W\d_][\w’'-]*\s+){1,5})?at\s+(?:only\s+|just\s+)?$",
    re.IGNORECASE,
)
"""Somebody's reckoning of something: "the company put the spill at"."""
_CROWDS = frozenset("crowd attendance demonstration march rally procession".split())
_BARE = frozenset("number total figure amount sum count value size level them it those".split())
_AROUND = 110  # characters before a number that may say what it is of


_DOING = re.compile(r"\b(?:killed|injured|wounded|hurt|arrested|detained)$")
_UNDERGONE = re.compile(r"\b(?:was|were|is|are|been|being|be|left|reported|found|feared|confirmed|lay|who)\b")
_ENDS = re.compile(
    r"\s*(?:$|[^\w\s]|(?:according|across|after|alone|along|already|amid|among|and|as|at|because|before|but|by|during"
    r"|from|here|in|including|inside|last|later|near|on|or|outside|over|overnight|since|so|there|this|to|today|that|until"
    r"|when|which|while|with|within|yesterday)\b)",
    re.IGNORECASE,
)
"""What follows a participle, and no verb with an object."""


def toll_of(text: str, number: Span) -> str:
    """Return what became of those that a number counts, by the words right beside it; else ""."""
    if _MOURNED.search(text, max(0, number.start - _AROUND), number.start) and _SOLDIERS.match(
        text, number.end
    ):
        return "killed"
    found = _TOLL.match(text, number.end)
    if (
        found
        and _DOING.search(found[0])
        and not _UNDERGONE.search(found[0])
        and not _ENDS.match(text, found.end())
    ):
        return ""  # "two gunmen killed shoppers": they are not the dead
    return next((kind for kind, words in found.groupdict().items() if words), "") if found else ""


def measures_of(text: str, sentence: Span, number: Span) -> Iterator[str]:
    """Yield what a number of people measures by the words around it, and the thing that is reckoned by it.

    Args:
        text: a text.
        sentence: a sentence of it,
        number: and a number within.
    """
    before = text[max(sentence.start, number.start - _AROUND) : number.start]
    yield from (kind for kind, words in _BEHIND.items() if words.match(text, number.end, sentence.end))
    yield from (kind for kind, words in _AHEAD.items() if words.search(before))
    if _is_crowd(text, before, number) or reckoned(text, sentence, number) in _CROWDS:
        yield ATTENDED
    if _FREE.search(before):
        yield FREED


def _is_crowd(text: str, before: str, number: Span) -> bool:
    told = _CROWD.search(before)
    return bool(
        (told and (_NEVER.match(text, number.start) or _DREW.search(before)))
        or _gathered(text, before, number)
        or (_OF_US.match(text, number.end) and _WE.search(before))
    )


def _gathered(text: str, before: str, number: Span) -> bool:
    """Tell a number behind "the procession drew", or one of hundreds at least behind "we were"."""
    return bool(_DRAWN.search(before) or (_WE_WERE.search(before) and _LARGE.match(text, number.start)))


def reckoned(text: str, sentence: Span, number: Span) -> str:
    """Return the word for what somebody puts at a number: "spill" in "put the spill at 400"; else ""."""
    before = text[max(sentence.start, number.start - _AROUND) : number.start]
    found = _RECKONED.search(before)
    word = ((found["put"] or found["was"]) if found else "").casefold()
    return "" if word in _BARE or word in FUNCTION_WORDS else word
