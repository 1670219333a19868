"""Words in quotation marks, by the marks alone."""

from __future__ import annotations

import re

_MOSTLY = 0.6
_STRAIGHT, _OPEN, _CLOSE = '"', "\u201c\u201e\u00ab", "\u201d\u00bb"


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
    quoted = sum(len(match.group()) for each in patterns for match in each.finditer(words))
    return quoted >= _MOSTLY * len(words)
