from __future__ import annotations

import numpy as np
import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import times
from rashomon.language import Analysis
from rashomon.language.layers import Inventory, Labelled
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.timeml import Time, left_out

TEXT = "Veld swam on Monday for a year."
WORDS = np.array([(0, 4), (5, 9), (10, 12), (13, 19), (20, 23), (24, 25), (26, 30), (30, 31)], np.int32)
GOLD = (Time(Span(13, 19), "DATE", "2031-03-03"), Time(Span(24, 30), "DURATION", "P1Y"))


def analysis(*found: tuple[int, int, int]) -> Analysis:
    spans = np.array([(first, end) for first, end, _ in found], np.int32).reshape(-1, 2)
    labels = np.array([label for _, _, label in found], np.int32)
    scores = np.array([0.5 + 0.125 * n for n in range(len(found))], np.float32)
    return Analysis(
        "made",
        TEXT,
        WORDS,
        np.array([[0, 8]], np.int32),
        "made 1",
        inventory=Inventory(times=("DATE", "DURATION")),
        times=Labelled(spans, labels, scores),
    )


@pytest.fixture
def folder(tmp_path):
    for name in map(str, range(30)):
        body = TEXT.replace("Monday", '<TIMEX3 tid="t1" type="DATE" value="2031-03-03">Monday</TIMEX3>')
        (tmp_path / f"{name}.tml").write_text(
            '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2031-03-01">March 1</TIMEX3></DCT>'
            f"<TEXT>{body}</TEXT></TimeML>",
            encoding="utf-8",
        )
    return tmp_path


def test_a_time_is_right_with_the_same_characters_and_type():
    made = analysis((3, 4, 0), (5, 7, 0), (4, 7, 1), (5, 7, 1))
    found = times.judge(times.found_times(made), made.times.scores.tolist(), GOLD)
    assert [(j.score, j.right) for j in found["times"]] == [
        (0.5, True),
        (0.625, False),
        (0.75, False),
        (0.875, True),
    ]


def test_documents_are_judged_that_training_leaves_out(folder, monkeypatch):
    monkeypatch.setattr(times, "from_raw", lambda texts: (analysis((3, 4, 0)) for _ in texts))
    found = dict(times.judged(TaskOptions((folder,))))
    assert sorted(found) == sorted(name for name in map(str, range(30)) if left_out(name))
    assert 0 < len(found) < 10
    assert all(j.right for surety in found.values() for j in surety["times"])


def test_a_text_without_times_has_none_found(folder, monkeypatch):
    monkeypatch.setattr(times, "from_raw", lambda texts: (analysis() for _ in texts))
    assert all(surety == {"times": []} for _, surety in times.judged(TaskOptions((folder,))))


def test_the_figures_count_places_and_types(folder, tmp_path, monkeypatch):
    found = analysis((3, 4, 1), (5, 7, 1))  # Monday as a duration, and a place that this gold has not
    monkeypatch.setattr(times, "from_raw", lambda texts: (found for _ in texts))
    page = tmp_path / "page.html"
    scores = times.score(TaskOptions((folder,), errors=page))
    assert (scores["f1"], scores["DURATION_precision"], scores["DATE_recall"]) == (0, 0, 0)
    assert scores["spans_f1"] == pytest.approx(200 / 3)
    # The text is dated a Saturday; gold has another Monday, and no length.
    assert (scores["relaxed_f1"], scores["strict_f1"]) == (pytest.approx(200 / 3), pytest.approx(200 / 3))
    assert (scores["value_f1"], scores["value_accuracy"]) == (0, 0)
    assert "2031-03-03: Veld swam on [Monday]" in page.read_text("utf-8")
    assert set(times.score(TaskOptions((folder,), sealed=True))) == {
        "relaxed_f1", "strict_f1", "value_precision", "value_recall", "value_f1", "value_accuracy",
        "precision", "recall", "f1", "spans_f1", "ece",
    }  # fmt: skip


TEI = """<text id="{name}" title="A swim" dateCreated="2031-03-04">
<s>
Veld	NNP
swam	VBD
on	IN
<date when="2031-03-03">
Monday	NNP
</date>
.	.
</s>
</text>
"""


def test_values_are_scored_on_tei_files_too(tmp_path):
    (tmp_path / "a.xml").write_text(TEI.format(name="a"), encoding="utf-8")
    scores = times.score(TaskOptions((tmp_path,)))
    assert set(scores) == {
        "relaxed_f1", "strict_f1", "value_precision", "value_recall", "value_f1", "value_accuracy",
    }  # fmt: skip
    assert set(scores.values()) == {100}


def test_a_time_that_gold_has_not_lowers_the_precision_of_values_alone(tmp_path):
    more = TEI.replace("swam	VBD", "swam	VBD\nyesterday	NN")
    (tmp_path / "a.xml").write_text(more.format(name="a"), encoding="utf-8")
    scores = times.score(TaskOptions((tmp_path,)))
    assert (scores["value_precision"], scores["value_recall"]) == (50, 100)
    assert scores["value_f1"] == pytest.approx(200 / 3)
    assert scores["value_accuracy"] == 100


def test_a_folder_without_documents_left_out_is_an_error(tmp_path):
    with pytest.raises(InputError):
        times.score(TaskOptions((tmp_path,)))
