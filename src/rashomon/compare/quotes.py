"""Words in quotation marks, by the marks alone."""

from __future__ import annotations

import re

_MOSTLY = 0.6
_OPEN, _CLOSE = '"\u201c\u201e\u00ab', '"\u201d\u00bb'
# A quotation may be opened before the passage, or closed after it.
_QUOTED = re.compile(
    rf"[{_OPEN}][^{_OPEN}{_CLOSE}]*(?:[{_CLOSE}]|\Z)|\A[^{_OPEN}{_CLOSE}]*[{_CLOSE}]|''[^']*''"
)


def mostly_quoted(words: str) -> bool:
    """Tell whether most characters of `words` stand in quotation marks."""
    return sum(len(match.group()) for match in _QUOTED.finditer(words)) >= _MOSTLY * len(words)
