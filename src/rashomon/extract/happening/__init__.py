"""Events: which words tell them, who takes part, when and where, and whether they came about."""

from __future__ import annotations
