"""The words of the page: what a person would call each kind of finding, date, number and doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from rashomon.compare.stands import is_unsaid
from rashomon.model.drifts import DriftKind
from rashomon.model.judgements import JudgementKind
from rashomon.model.records import Act, ActorType, EventStatus, Statement, StatementKind

LIKELY_BELOW: Final = 0.85
"""A finding with a score below this is called likely ..."""
UNCERTAIN_BELOW: Final = 0.6
"""... and below this uncertain; above both nothing is said."""
UNCERTAIN: Final = "uncertain"
"""What such a finding is called."""

KINDS: MappingProxyType[StatementKind, str] = MappingProxyType(
    {
        "direct": "quoted",
        "mixed": "partly quoted",
        "indirect": "reported",
        "authored": "published itself",
    }
)

ACTS: MappingProxyType[Act, str] = MappingProxyType(
    {
        "said": "",
        "denied": "denies",
        "asked": "asks",
        "demanded": "demands",
        "ordered": "orders",
        "promised": "promises",
        "warned": "warns",
        "declined": "declines",
        "believed": "believes",
        "praised": "praises",
        "blamed": "blames",
        "announced": "announces",
        "other": "",
    }
)

NEGATED: MappingProxyType[Act, str] = MappingProxyType(
    {
        "said": "does not say",
        "denied": "does not deny",
        "asked": "does not ask",
        "demanded": "does not demand",
        "ordered": "does not order",
        "promised": "does not promise",
        "warned": "does not warn",
        "declined": "declines",
        "believed": "does not believe",
        "praised": "does not praise",
        "blamed": "does not blame",
        "announced": "does not announce",
        "other": "",
    }
)
"""What someone does whose cue has a "not" or "never" ("did not deny")."""


def act(statement: Statement) -> str:
    """Return what a speaker does other than say; nothing for plain saying."""
    if statement.act is None:
        return ""
    return (NEGATED if is_unsaid(statement) else ACTS)[statement.act]


ACTORS: MappingProxyType[ActorType, str] = MappingProxyType(
    {
        "person": "person",
        "organisation": "organisation",
        "group": "group",
        "country": "country",
        "place": "place",
        "work": "publication",
        "other": "",
    }
)

STATUSES: MappingProxyType[EventStatus, str] = MappingProxyType(
    {
        "happened": "",
        "ongoing": "going on",
        "planned": "planned",
        "ordered": "ordered",
        "hypothetical": "not told as a fact",
        "denied": "not so",
        "failed": "failed",
    }
)
"""What the words say of an event; nothing for what is told as happened."""
SIGNS: Final[Mapping[EventStatus, str]] = MappingProxyType({**STATUSES, "ongoing": ""})
"""What stands beside a sentence that tells it: that something goes on, its own words say."""
TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "AGREE": "agreement",
        "CONSULT": "talks",
        "SUPPORT": "support",
        "CONCEDE": "concession",
        "COOPERATE": "cooperation",
        "AID": "aid",
        "RETREAT": "withdrawal",
        "REQUEST": "request",
        "ACCUSE": "accusation",
        "REJECT": "refusal",
        "THREATEN": "threat",
        "PROTEST": "protest",
        "SANCTION": "sanction",
        "MOBILIZE": "mobilisation",
        "COERCE": "coercion",
        "ASSAULT": "violence",
    }
)
"""What is done in an event, by PLOVER's name for it."""
DRIFTS: Final[Mapping[DriftKind, str]] = MappingProxyType(
    {
        "name": "A name in another spelling",
        "number": "Another number, or another bound",
        "quotation cut": "A quotation cut short",
        "attribution lost": "Who says so is left out",
        "stronger": "Stronger words",
        "weaker": "Weaker or doubting words",
        "role": "Another office",
        "time": "Another time",
        "place": "Another place",
        "negation": "A “not” lost or added",
        "cause": "Another cause",
        "hedge dropped": "Certain here, left open there",
        "hedge added": "Left open here, certain there",
        "attribution added": "Somebody says so here alone",
        "other": "Another wording",
    }
)
"""What a change on the way is called; place, cause, attribution added and other are not looked for."""
BY_HAND: Final = "set by hand"
JUDGED: MappingProxyType[JudgementKind, str] = MappingProxyType(
    {
        "reject": "Not a finding",
        "merge_actors": "One and the same actor",
        "split_actors": "An actor apart from the one that the program took it for",
        "merge_propositions": "One matter",
        "split_propositions": "A matter apart from the one that the program put it with",
        "merge_events": "One event",
        "split_events": "An event apart from the one that the program put it with",
        "reject_link": "Wrongly linked: not the same words, or not values of one thing",
    }
)
"""What a correction says of the words that it points at, where it names nothing else."""
PARTINGS: Final = (
    (
        "Cannot both hold",
        "At least two of the values exclude one another. Which is right, this page does not say.",
    ),
    (
        "May part: look at both",
        "Two sentences on what looks like one thing. They may part; at least as many go together: read both.",
    ),
    ("Changed as time went on", "A later text, or the same source later, gives another value."),
    (
        "Told otherwise, and both can hold",
        "Bounds, round numbers, other units, a part and the whole, a night that spans two days, two causes.",
    ),
)
"""What points are told under, with what they have in common: values apart, those that may be, updates, and
values that are compatible."""
PARTED: Final = ("Cannot both hold", "May not both hold", "Changed later", "Both can hold")
"""How two values stand to one another, in the same order."""
_MEASURES: Final = frozenset({"share", "distance", "weight", "duration", "area"})
_POINTS: MappingProxyType[str, str] = MappingProxyType(
    {
        "killed": "How many were killed",
        "injured": "How many were injured",
        "arrested": "How many were arrested",
        "missing": "How many are missing",
        "people": "How many people",
        "number": "How many",
        "vote": "How a vote ended",
        "causes": "What caused it, or what it was",
        "cause": "What caused it",
        "what it is": "What it was",
        "lawfulness": "Whether it was lawful",
        "intent": "Whether it was meant",
        "denied": "Said by one, denied by another",
        "words": "What somebody said",
        "account": "Two accounts",
        "time": "When",
        "place": "Where",
    }
)

HOLDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "asserts": "asserts this",
        "denies": "denies this",
        "doubts": "doubts this",
        "relays": "has this from others only",
        "none": "says nothing of this",
    }
)
"""What an actor does about a proposition, by the word for a position."""
RELAYS: Final = "Has it from others only, as far as was found"
"""What an outlet does about a matter of which others speak in its texts and the texts themselves do not."""
_PARTS_OF_YEARS = {
    "SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter", "Q1": "first quarter",
    "Q2": "second quarter", "Q3": "third quarter", "Q4": "fourth quarter", "H1": "first half",
    "H2": "second half",
}  # fmt: skip

NO_SOURCE: Final = "someone who is not named"
"""Whose words stand in a text that says so of nobody."""
_PARTS_OF_DAYS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}

FURNITURE: Final = "Page furniture, not analysed"
"""What stands beside a part of a page that is not its text."""

_LANGUAGES: MappingProxyType[str, str] = MappingProxyType(
    {
        "ar": "Arabic",
        "az": "Azerbaijani",
        "be": "Belarusian",
        "bg": "Bulgarian",
        "bn": "Bengali",
        "bs": "Bosnian",
        "cs": "Czech",
        "da": "Danish",
        "de": "German",
        "el": "Greek",
        "en": "English",
        "es": "Spanish",
        "et": "Estonian",
        "fa": "Persian",
        "fi": "Finnish",
        "fr": "French",
        "he": "Hebrew",
        "hi": "Hindi",
        "hr": "Croatian",
        "hu": "Hungarian",
        "hy": "Armenian",
        "id": "Indonesian",
        "it": "Italian",
        "ja": "Japanese",
        "ka": "Georgian",
        "kk": "Kazakh",
        "ko": "Korean",
        "ky": "Kyrgyz",
        "lt": "Lithuanian",
        "lv": "Latvian",
        "nl": "Dutch",
        "no": "Norwegian",
        "pl": "Polish",
        "pt": "Portuguese",
        "ro": "Romanian",
        "ru": "Russian",
        "sk": "Slovak",
        "sl": "Slovenian",
        "sq": "Albanian",
        "sr": "Serbian",
        "sv": "Swedish",
        "sw": "Swahili",
        "th": "Thai",
        "tr": "Turkish",
        "uk": "Ukrainian",
        "und": "not English",
        "ur": "Urdu",
        "uz": "Uzbek",
        "vi": "Vietnamese",
        "zh": "Chinese",
    }
)

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return `number` with its noun: "1 text", "1,204 texts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def point_named(kind: str, attribute: str) -> str:
    """Return what the values of a point are of: "How many were killed", "Weight", "Office of Ana Bel"."""
    if attribute in _POINTS:
        return _POINTS[attribute]
    if kind == "number" and attribute not in _MEASURES:
        return f"How many: {attribute}"
    return f"{attribute[:1].upper()}{attribute[1:]}"


def status(found: EventStatus) -> str:
    """Return what the words say of an event, that it happened too."""
    return STATUSES[found] or found


def certainty(score: float) -> str:
    """Return how sure a finding is: nothing from 0.85 on, "likely" from 0.6 on, else "uncertain"."""
    if score >= LIKELY_BELOW:
        return ""
    return "likely" if score >= UNCERTAIN_BELOW else UNCERTAIN


def day(value: str) -> str:
    """Return the day of an ISO 8601 date or time as "5 January 2031"; anything else as it stands."""
    match = _DAY.match(value.strip())
    try:
        found = date(*map(int, match.groups())) if match else None
    except ValueError:
        return value
    return f"{found.day} {_MONTHS[found.month - 1]} {found.year}" if found else value


def language(tag: str | None) -> str:
    """Return the English name of a language, its tag where the page knows no name."""
    if not tag:
        return "not known"
    return _LANGUAGES.get(tag.lower().partition("-")[0], tag)


def language_tag(tag: str | None) -> str | None:
    """Return `tag` if it may stand in a `lang` attribute and is not the page's own language."""
    valid = tag is not None and _LANGUAGE_TAG.fullmatch(tag)
    return tag if valid and tag and not tag.lower().startswith("en") else None


def period(value: str) -> str:
    """Return a TIMEX3 month, week, season, quarter or year in words; anything else as it stands."""
    year, _, rest = value.partition("-")
    if rest.isdecimal() and 1 <= int(rest) <= len(_MONTHS):
        return f"{_MONTHS[int(rest) - 1]} {year}"
    week = re.fullmatch(r"W(\d\d)(-WE)?", rest)
    if week:
        return f"{'weekend of ' if week[2] else ''}week {int(week[1])} of {year}"
    part = _PARTS_OF_YEARS.get(rest)
    if part:
        return f"{part} of {year}" if rest[0] in "QH" else f"{part} {year}"
    return f"{value}0s" if re.fullmatch(r"\d{3}", value) else value


def moment(value: str) -> str:
    """Return a TIMEX3 date or time in words: "evening of 5 January 2031", "14:30 on 5 January 2031"."""
    date_, _, hour = value.partition("T")
    named = day(date_)
    if named == date_:
        return period(value)
    part = _PARTS_OF_DAYS.get(hour)
    return f"{part} of {named}" if part else f"{hour} on {named}" if hour else named


def listed(items: list[str]) -> str:
    """Return items as a list in a sentence: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def set_apart(items: list[str], at_most: int = 4) -> str:
    """Return items that may have commas of their own, those beyond a number counted: "a, b; c; 12 more"."""
    left = len(items) - at_most
    return "; ".join([*items[:at_most], f"{left:,} more"] if left > 1 else items)


def listed_some(items: list[str], at_most: int = 4) -> str:
    """Return items as a list in a sentence, those beyond a number counted: "a, b and 12 more"."""
    left = len(items) - at_most
    return listed([*items[:at_most], f"{left:,} more"] if left > 1 else items)
