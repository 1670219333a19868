"""Time expressions: where they stand, what their words say, and which TIMEX3 value that is."""

from __future__ import annotations
