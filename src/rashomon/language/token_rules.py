"""The pattern of one token, after the guidelines of the English treebanks of Universal Dependencies.

EWT and GUM split contractions and possessives ("do n't", "John 's"), most hyphenated words
("well - known", but not behind an affix: "non-native", "e-mail") and a number from its unit
("5 pm", "$ 10 m"); an abbreviation keeps its period, at the end of a sentence too.
Every repetition is possessive or over classes that exclude what follows, so that the time taken
is linear in the text.
"""

from __future__ import annotations

import re

# No ink of their own: control and format characters, variation selectors.
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_MARKS = (
    "!-/:-@\\[-`{-~\xa1-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u02bc\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20cf\u2190-\u2bff\u3001-\u3004\u3008-\u3020\u3030\u060c\u061b\u061f\u06d4\u0964\u0965"
    "\u0589\u05be\u2e00-\u2e7f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "\U0001f000-\U0001faff"
)
_CJK = "\u3005-\u3007\u3031-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_Q = "['\u2019`\u02bc]"
_LETTER = f"[^\\W\\d_{_CJK}]"
_AFFIX = (
    "anti|arch|co|counter|cross|e|ex|extra|hyper|inter|intra|mid|mini|multi|neo|non|over|post|pre|pro|"
    "proto|pseudo|psycho|quasi|re|semi|socio|sub|super|trans|ultra|un|under"
)
_ABBREVIATION = (
    "mr|mrs|ms|dr|prof|st|ft|jr|sr|gen|col|lt|sgt|capt|cmdr|maj|adm|rev|hon|gov|sen|sens|rep|reps|pres|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thur?s?|fri|inc|corp|co|ltd|bros|"
    "vs|etc|al|ca|cf|approx|dept|est|vol|pp|ed|eds|ave|blvd|rd|mt|ph\\.d|attn|ext|tel|"
    "ala|ariz|ark|calif|colo|conn|fla|ga|kan|ky|md|mich|minn|mo|neb|nev|okla|pa|tenn|va|vt|wis|wyo"
)
_UNIT = (
    "am|pm|a\\.m\\.?|p\\.m\\.?|k|m|mm|cm|km|kg|g|lbs?|ft|bn|b|mn|tn|t|hrs?|mins?|mph|kmh|kph|"
    "mg|ml|gb|mb|tb|ghz|mhz|kb|w|kw|mw"
)

PATTERN = rf"""(?xi)
(?![\s{INVISIBLE}])(?:
  (?![cdghilwy])[^\W\d_]++(?=\s|\Z)
| (?:https?|ftp)://[^\s<>"]*[^\s<>".,;:!?)\]'\u2019\u201d]
| www\.[^\s<>"]*[^\s<>".,;:!?)\]'\u2019\u201d]
| [\w.+-]{{1,64}}+@\w[\w-]*+(?:\.\w[\w-]*+)*+
| [@\#]\w++
| can(?=not(?!\w)) | gon(?=na(?!\w)) | wan(?=na(?!\w)) | got(?=ta(?!\w))
| (?:do|does|did|is|are|was|were|has|have|had|ca|could|would|should|wo|ai)(?=nt(?!\w))
| n{_Q}?t(?!\w)
| {_Q}(?:s|m|d|ll|re|ve|em)(?!\w)
| {_Q}\d\ds?(?!\w)
| (?:[^\W\d_]\.){{2,12}}(?!\w) | [^\W\d_]\.(?=\s+[A-Z][\w'.-])
| (?:{_ABBREVIATION})\.(?!\w)
| (?:{_AFFIX})-\w++
| {_LETTER}+?(?=n{_Q}t(?!\w))
| {_LETTER}[^\W_{_CJK}]*+(?:{_Q}(?!(?:s|m|d|ll|re|ve)(?!\w)){_LETTER}++)*+
| \d++(?:[.,:/]\d++)*+(?=(?:{_UNIT})(?!\w))
| \d{{3,}}-\d{{3,}}(?:-\d{{3,}})?+ | \d++(?:[.,:/]\d++)*+[^\W_]*+
| [{_CJK}]++ | \w++
| ([.!?*=_~\#-])\1++ | <<|>>|``|'' | [:;=]-?[)(DP](?!\w)
| .
)"""


def token_pattern() -> re.Pattern[str]:
    """Return the pattern whose matches, one after the other, are the tokens of a text."""
    return re.compile(PATTERN, re.DOTALL)
