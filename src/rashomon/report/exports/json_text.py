"""JSON that may be put anywhere: in UTF-8, between script tags, into lines."""

from __future__ import annotations

import json
import re

# In a page "<" could end a script; the separators end a line in JavaScript; UTF-8 holds no lone surrogate.
_RISKY = re.compile("[<\u2028\u2029\ud800-\udfff]")


def json_text(value: object, indent: int | None = None) -> str:
    """Return `value` as JSON in which risky characters stand as escapes."""
    separators = None if indent else (",", ":")
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _RISKY.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
