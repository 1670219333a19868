"""Words by which something is held to be lawful or right, or not: closed classes of words of law and measure.

What is only called so in passing ("illegal weapons") judges nothing.
"""

from __future__ import annotations

import re

_RIGHT = r"""lawful|legal|legitimate|constitutional|justified|proportionate|measured|rightful
|permissible|admissible|in\s+(?:perfect\s+|good\s+|full\s+)?order"""
_WRONG = r"""unlawful|illegal|illegitimate|unconstitutional|unjustified|disproportionate|excessive
|wrongful|unfair|invalid|void|null|inadmissible|forbidden|bad\s+in\s+law|out\s+of\s+(?:all\s+)?proportion
|without\s+legal\s+(?:effect|force|basis)|(?:an?\s+)?(?:act\s+of\s+)?(?:piracy|aggression|crime|outrage)"""
_END = r"""(?=\s*(?:[.,;:!?"”’)—–-]|$)|\s+(?:and|or|but|nor|under|in|to|that|because|since|by|as|for|on|at
|with|if|when|while|an?|the|from|against)\b)"""
_LAW = r"""(?:law|laws|constitution|treaty|convention|statute|statutes|charter|regulations?|rules|act|code
|rights?|powers|mandate|article\s+\w+|section\s+\w+|terms)"""
_OF = r"(?:the|its|his|her|their|our|all|international|every|any|that|this)\s+"
_NAMED = rf"(?:{_OF})?(?:[^\W\d_]+\s+){{0,3}}?{_LAW}\b"
_SAID = r"""(?:\b(?:is|are|was|were|be|been|being|as|remains?|remained|seems?|seemed)
|['’](?:s|re)|\b(?:call(?:s|ed|ing)?|deems?|deemed|consider(?:s|ed|ing)?|finds?|found|declares?|declared|rules?|ruled
|thinks?|holds?|held)(?:\s+[^\W\d_]+){0,8}?)\s+(?:[^\W\d_]+ly\s+|quite\s+|not\s+|never\s+){0,2}"""
_JUDGED = r"""(?:un)?lawful|(?:il)?legal|(?:il)?legitimate|(?:un)?constitutional|(?:un)?justified
|(?:dis)?proportionate|wrongful|rightful|(?:in)?valid|null\s+and\s+void"""
IS_JUDGED = re.compile(
    rf"""{_SAID}(?:{_JUDGED})\b{_END}
    |\b(?:breach(?:e[sd]|ing)?|violat(?:e[sd]?|ing|ions?)|infring(?:e[sd]?|ing|ements?))\s+(?:of\s+)?{_NAMED}
    |\bcontrary\s+to\s+{_NAMED}""",
    re.IGNORECASE | re.VERBOSE,
)
"""What surely judges, without a look at the words around it."""
IS_RIGHT = re.compile(
    rf"""{_SAID}(?:{_RIGHT})\b{_END}|\blawful\s+self-defence\b
    |\b(?:within|covered\s+by|in\s+(?:line|accordance|keeping|conformity)\s+with|complie[sd]\s+with
      |(?:rests?|rested|based|founded)\s+on|made\s+under|acted\s+under)\s+{_NAMED}
    |\b{_LAW}\s+(?:was|were|is|are|had\s+been|has\s+been|have\s+been)\s+(?:kept|observed|respected|followed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
IS_WRONG = re.compile(
    rf"""{_SAID}(?:{_WRONG})\b{_END}
    |\bwithout\s+(?:any\s+)?(?:foundation|basis|reason)\s+in\s+(?:the\s+)?(?:[^\W\d_]+\s+)?law\b
    |\b(?:breach(?:e[sd]|ing)?|violat(?:e[sd]?|ing|ions?)|infring(?:e[sd]?|ing|ements?))\s+(?:of\s+)?{_NAMED}
    |\b(?:contrary\s+to|against|outside|beyond|offend(?:s|ed)?\s+against|forbidden\s+by|went\s+beyond
      |exceed(?:s|ed)?)\s+{_NAMED}
    |\bacts?\s+of\s+(?:aggression|piracy|lawlessness)\b
    |\b(?:broke|breaks?|broken|breaking)\s+(?:the|its|his|her|their|our)\s+(?:own\s+)?(?:law|word|promises?|rules)\b""",
    re.IGNORECASE | re.VERBOSE,
)
