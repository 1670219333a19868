"""The pattern of one token, after the guidelines of the English treebanks of Universal Dependencies.

EWT and GUM split contractions and possessives ("do n't", "Ona 's"), hyphenated words
("well - known", but not behind an affix: "non-native", "e-mail") and a number from its unit or
sign ("5 pm", "$ 10 m", "7 %"); an abbreviation keeps its period. Where the two part, such as on "etc."
at the end of a sentence, the form more common in both together is taken.

The time taken is linear in the text: a repetition is possessive, bounded, or over what no second
match begins in.
"""

from __future__ import annotations

import re
from functools import cache

# No ink of their own: control and format characters, variation selectors, tags.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_PICTURES = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_PUNCTUATION = (
    "!-/:-@\\[-`{-~\xa1-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u02bc\u0589\u05be\u060c\u061b\u061f"
    "\u06d4\u0964\u0965\u2010-\u2027\u2030-\u205e\u20a0-\u20cf\u2200-\u22ff\u27c0-\u2aff\u2e00-\u2e7f"
    "\u3001-\u3004\u3008-\u3020\u3030\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40"
    "\uff5b-\uff65"
)
_CJK = "\u3005-\u3007\u3031-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What words are made of is told by what it is not, so that marks of all scripts stay with their letters.
_W = rf"[^\s{_PUNCTUATION}{_PICTURES}{_CJK}{_INVISIBLE}]"
_Q = "['\u2019`\u02bc\xb4\u2018]"
_END = "(?![0-9A-Za-z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u1fff])"  # of a word in an alphabet

_HARD = "b-df-hj-np-tv-xz"  # consonants
_CLITIC = rf"(?:(?i:s|m|d|ll|re|ve){_END}|m(?=m?a{_END}))"
_AFFIX = (
    "[aA]nti|[aA]rch|[cC]o|[cC]ounter|[cC]ross|[eE]|[eE]x|[eE]xtra|[hH]yper|[iI]nter|[iI]ntra|[mM]acro|"
    "[mM]ega|[mM]icro|[mM]id|[mM]ini|[mM]ulti|[nN]eo|[nN]on|[oO]ver(?!-the)|[pP]ost(?!-[A-Z]{2})|[pP]re|"
    "[pP]ro(?:to)?|[pP]seudo|[pP]sycho|[qQ]uasi|[rR]e|[sS]emi|[sS]ocio|[sS]ub|[sS]uper|[tT]rans|[uU]ltra"
)
_TITLE = (
    "Mr|Mrs|Ms|Dr|Prof|St|Ft|Mt|Jr|Sr|Gen|Col|Lt|Sgt|Cpl|Capt|Cmdr|Maj|Adm|Brig|Rev|Fr|Hon|Gov|Sens?|Reps?|"
    "Pres|Supt|Insp|Amb|Atty|Messrs|Mlle|Mme|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Tues?|"
    "Wed|Thur?s?|Fri|Inc|Corp|Co|Ltd|Bros|Ave|Blvd|Rd|Eds|Vol|Ch|Sec|Fig|Figs|Attn|Dept|Assn|"
    "Intl|Natl|Univ|Ariz|Calif|Fla|Ky|Mich|Minn|Neb|Nev|Okla|Tenn|Vt|Wis|Wyo|"
    "MR|MRS|MS|DR|ST|JR|SR|INC|CO|CORP|LTD"
)
_STATE = "Ala|Ark|Cal|Colo|Conn|Del|Ga|Ill|Ind|Kan|La|Mass|Md|Me|Miss|Mo|Mont|Ont|Ore|Pa|Penn|Que|Tex|Va|Wash"
_ABBREVIATION = (
    "approx|assn|ave|ca|dept|div|eds?|eg|esp|est|eve|ext|fig|govt|hrs?|ie|incl|lbs?|max|mins?|"
    "misc|oz|pp|resp|tel|vols?|yrs?"
)
_UNIT = (
    "[aApP]\\.?[mM]|[kKmMB]|[bmt]n?|Bn|[mM]{2}|[ckn]m|[kmµ]?g|lbs?|oz|ft|sqft|in|hh|hrs?|mins?|secs?|[kmg]?Hz|"
    "mph|km/?h|kph|ml|[kKMGT][bB]|[kKMG]?Wh?|(?<!\\d\\d\\d)[CF]|x|\xba"
)
_SUFFIX = (
    "com|org|net|gov|edu|mil|info|int|biz|[a-z]{2}|docx?|DOCX?|pdf|PDF|xlsx?|XLSX?|pptx?|txt|html?|jpe?g|"
    "JPE?G|png|gif|zip|mp[34]|csv|exe"
)

_JOINED_CONTRACTION = (
    rf"(?:[cC](?:an|AN)(?=(?i:not){_END})|[gG](?:on|ON)(?=(?i:na){_END})|[wW](?:an|AN)(?=(?i:na){_END})"
    rf"|[gGlL](?:ot|OT)(?=(?i:ta){_END})|[dD]u(?=nno{_END})|n(?=no{_END})|[iI](?=(?:m|ve){_END})"
    rf"|[dD](?:o|oes|id)(?=nt{_END})|[iI]s(?=nt{_END})|[wW](?:as|ere|o|ould)(?=nt{_END})"
    rf"|[hH](?:as|ave|ad)(?=nt{_END})|[cC](?:a|ould)(?=nt{_END})|[sS]hould(?=nt{_END})|[aA](?:i|re)(?=nt{_END})"
    rf"|[tT]hey(?=(?:re|ve|ll){_END})|[yY]ou(?=(?:re|ve|ll){_END})|[tT]h(?:at|ere)(?=s{_END})"
    rf"|[wW]hat(?=s{_END})|[hH]e(?:re)?(?=s{_END}))"
)
_ADDRESS_END = "[^\\s<>\".,;:!?)\\]'\u2019\u201d]"
_NUMBER = r"\d++(?:(?:,(?=\d{3}(?!\d))|[.:](?=\d))\d++)*+"

# The most common come first; of two that match at one place, the first is taken.
_PATTERN = rf"""(?x)
(?![\s{_INVISIBLE}])(?:
  {_JOINED_CONTRACTION}
| [a-zA-Z]++(?=[\s,;?!)"\u201d]|\Z)  # a plain word
| ,
| \.(?=[\s"\u201d]|\Z)
# the parts of a contraction
| [nN]{_Q}?[tT]{_END}
| {_Q}(?:{_CLITIC}|(?i:em|til|n){_END})
| [a-zA-Z]{{1,12}}?(?=[nN]{_Q}[tT]{_END})
| [yY]{_Q}(?=all{_END}) | [cC]{_Q}m(?=on{_END})
| (?<!\d)(?:['\u2019]\d\ds?|\u2018\d\ds){_END}  # the '90s
# addresses
| (?:(?:https?|ftp|mailto|doi):|www\.)[^\s<>"\u201d]*{_ADDRESS_END}
| \w[\w.+-]{{0,63}}+@\w[\w-]*+(?:\.\w[\w-]*+)*+
| [\w\#-]{{1,60}}+(?:\.[\w-]{{1,60}}+){{0,6}}
  (?<=\.(?:com|org|net|gov|edu))(?:/[^\s<>"]*{_ADDRESS_END}|{_END}(?!\.\w))
| [a-z]{{2,60}}+(?:\.(?!https?:)[a-z]{{2,60}}+){{1,6}}+{_END}
| [\w\#-]{{1,60}}+\.(?:{_SUFFIX}){_END}
| @(?=[^\W\d])\w++ | \#(?=[^\W\d])\w++
# abbreviations
| (?:[^\W\d_]\.){{2,12}}+(?:{_END}|(?=[A-Z][a-z])) | (?:[^\W\d_]\.){{1,12}}+[^\W\d_]{_END}
| [A-HJ-Z]\.(?=\s+["\u201c(]?[A-Z]|\s?[,;:&(]) | I\.(?=\s+[A-Z]\.)
| [bcdfmp]\.(?=\s+\d) | (?<=\()[bcdr]\.(?=\s)
| (?:Nos?|no)\.(?=\s*\d)
| etc\.(?!\s+["\u201c]?[A-Z]|\s*\Z)
| (?:{_TITLE})\. | (?:Ed|Sat|Sun|Mon)\.(?=\s*[,;(&\d]|\s+[A-Z][a-z]{{2,8}}\.?\s+\d)
| (?<=et\s)al\. | Ph\.D\b\.? | [BM]\.Sc\b\.? | (?:vs|cf|viz)\.{_END}
| (?:{_ABBREVIATION})\.(?=\s+[a-z(\[]|\s*\d|[,;:)]) | (?:(?<=,\s)|(?<=-))(?:{_STATE})\.{_END}
# words with marks inside
| (?<!-)(?:{_AFFIX})-{_W}++
| [A-Z]{{1,3}}&[A-Z]{{1,3}}{_END} | [a-z]&[a-z]{_END}
| (?<!/)(?!c/o)[a-zA-Z]/[a-zA-Z]{_END}(?!/) | w/out{_END} | w/(?=\w) | s/he{_END}
| [a-zA-Z]\*++[a-zA-Z]++{_END}
| (?:[a-zA-Z]|[{_HARD.upper()}{_HARD}][{_HARD}]{{1,2}})-(?=\s+\S|[,.])  # a word broken off
| (?:US?|[AC]|HK|NZ)\$ | [A-Za-z]{{2,12}}+(?=\d++[.,]\d)
# numbers
| \d++(?:-\d++){{2,6}}+ | \d{{3}}[-/]\d{{3}}-\d{{4}}(?!\d) | \d{{3}}-\d{{4}}(?!\d)
| \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?+(?![\w/])
| \d{{1,3}}0['\u2019]s{_END}
| {_NUMBER}(?=(?:(?:{_UNIT})|[a-z]{{4,}}){_END})
| {_NUMBER}{_W}*+
| (?<![\w.])[.+]\d++(?:-\d++)*+
# what else is written with letters
| [{_CJK}]++
| {_W}++(?:(?:{_Q}(?!{_CLITIC}){_W}|[{_INVISIBLE}]++{_W}|_++{_W}|(?<=\d)\.\d){_W}*+)*+
# marks
| [-=]{{1,20}}+> | <[-=]{{1,20}}+
| \.[!?]++ | [!?]{{2,}}+\.? | ([-.*=_~\#+|\u2014\u2013\u2026])\1++
| <{{2,}}+ | >{{2,}}+ | ``|''|\u2019\u2019|\u2018\u2019
| [:;=][-']?[)(DPpO]{_END} | <3{_END} | \^_{{1,9}}\^
| [{_PICTURES}](?:[{_INVISIBLE}]*+[{_PICTURES}])*+
| .
)"""


@cache  # compiled when first needed
def token_pattern() -> re.Pattern[str]:
    """Return the pattern whose matches, one after the other, are the tokens of a text."""
    return re.compile(_PATTERN, re.DOTALL)
