"""What changed since an earlier run: texts, statements, events, figures, propositions and positions."""

from __future__ import annotations

from rashomon.compare.since.changes import changes_since

__all__ = ["changes_since"]
