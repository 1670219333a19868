"""Words in quotation marks, by the marks alone."""

from __future__ import annotations

import re

_MOSTLY = 0.6
_STRAIGHT, _OPEN, _CLOSE = '"', "\u201c\u201e\u00ab", "\u201d\u00bb"
# An opener behind a space, and a closer behind a stop, else before a space: other such marks are apostrophes.
_IN = r"[^\u2018\n]*"
_SINGLE = re.compile(
    rf"(?:(?<=\s)|\A)\u2018(?!\d)(?:{_IN}(?<=[.,!?;:])\u2019|{_IN}\u2019(?=\s|[.,;:!?]|\Z)|{_IN}\Z)"
)


def _pattern(straight: str) -> re.Pattern[str]:
    """Return what is quoted; a quotation may be opened before the passage, or closed after it."""
    opening, closing = _OPEN + straight, _CLOSE + straight
    return re.compile(
        rf"[{opening}][^{opening}{closing}]*(?:[{closing}]|\Z)|\A[^{opening}{closing}]*[{closing}]|''[^']*''"
    )


_ANY, _CURLED = _pattern(_STRAIGHT), _pattern("")
_PAIRED = re.compile(rf"{_STRAIGHT}[^{_STRAIGHT}]*{_STRAIGHT}")


def mostly_quoted(words: str) -> bool:
    """Tell whether most characters of `words` stand in quotation marks.

    Straight marks that come in pairs quote what is between them; a single one may open or close.
    """
    patterns = (_ANY,) if words.count(_STRAIGHT) % 2 else (_PAIRED, _CURLED)
    found = (match.span() for each in (*patterns, _SINGLE) for match in each.finditer(words))
    quoted = {place for span in found for place in range(*span)}
    return len(quoted) >= _MOSTLY * len(words)
