"""What several texts have in common: shared passages, common origins, the same speakers."""

from __future__ import annotations

from rashomon.compare.comparison import compare_documents
from rashomon.compare.remaking import Remaker
from rashomon.compare.settings import CompareSettings
from rashomon.compare.since import changes_since

__all__ = ["CompareSettings", "Remaker", "changes_since", "compare_documents"]
