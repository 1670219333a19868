"""Words a second, and where the seconds go."""

from __future__ import annotations

import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import speed

TEXT = "The harbour of Marn was closed, the mayor Ilo Fenn said. He asked the guards to leave.\n"


def test_the_parts_of_the_time_are_the_whole(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT * 20, encoding="utf-8")
    scores = speed.score(TaskOptions((tmp_path,)))
    assert scores["words"] == len(TEXT.split()) * 20
    assert min(scores.values()) >= 0
    parts = scores["read_share"] + scores["language_share"] + scores["extract_share"]
    assert parts == pytest.approx(100) or scores["extract_share"] == 0  # timed apart, so that it may be more
