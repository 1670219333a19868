from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rashomon.language import Analysis
from rashomon.language.attribution import MARKS
from rashomon.language.layers import Attributions
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.polnear import Article, Attribution
from training.trust import agrees, fit, judged

TEXT = "Osk said tolls rise . They fell , Verrel says ."


def words(*chosen: int) -> np.ndarray:
    return np.isin(np.arange(8), chosen)


GOLD = (words(0), words(1), words(2, 3, 4))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((words(0), words(1), words(2, 3, 4)), True),
        ((words(0, 7), words(1, 6), words(3)), True),
        ((words(0), words(1), words(4, 5, 6, 7)), False),
        ((words(7), words(1), words(2, 3, 4)), False),
        ((words(), words(1), words(2, 3, 4)), False),
        ((words(0), words(6), words(2, 3, 4)), False),
    ],
    ids=["same", "half-of-the-content", "less", "other-source", "no-source", "other-cue"],
)
def test_a_statement_is_right_where_all_parts_overlap_gold(found, expected):
    assert agrees(found, GOLD) is expected
    assert agrees(GOLD, found) is expected


def test_no_source_agrees_with_none():
    assert agrees((words(), words(1), words(2)), (words(), words(1), words(2)))


def test_weights_are_those_that_the_marks_were_judged_by():
    random = np.random.default_rng(3)
    marks = random.normal(loc=4, scale=[1, 50, 0.1], size=(20_000, 3)).astype(np.float32)
    truth = np.array([1.0, -0.02, 5.0, -23.0])
    odds = np.column_stack([marks, np.ones(len(marks))]) @ truth
    found = fit(marks, random.random(len(marks)) < 1 / (1 + np.exp(-odds)))
    assert found == pytest.approx(truth, rel=0.1)


def test_a_mark_that_never_changes_is_no_trouble():
    marks = np.array([[1, 0], [1, 1], [1, 0], [1, 1]], np.float32)
    found = fit(marks, np.array([False, True, False, True]))
    assert np.isfinite(found).all()
    assert found[1] > 0


@pytest.mark.parametrize("right", [True, False])
def test_statements_of_one_kind_teach_nothing(right):
    with pytest.raises(InputError, match="of 3 statements all or none"):
        fit(np.zeros((3, 2), np.float32), np.full(3, right))


class Fixed:
    """Finds two statements in every text, the second of which nobody made."""

    def analyse(self, documents):
        for document in documents:
            ends = np.cumsum([len(word) + 1 for word in document.text.split()]) - 1
            starts = ends - [len(word) for word in document.text.split()]
            yield Analysis(
                document=document.id,
                text=document.text,
                words=np.stack([starts, ends], axis=1).astype(np.int32),
                sentences=np.array([[0, len(ends)]], np.int32),
                made_by="made 1",
                attributions=Attributions(
                    cues=np.array([[1, 2], [9, 10]], np.int32),
                    scores=np.ones(2, np.float32),
                    cue=np.array([0, 0, 1, 1], np.int32),
                    pieces=np.array([[0, 1], [2, 4], [5, 6], [6, 7]], np.int32),
                    is_source=np.array([True, False, True, False]),
                    marks=np.arange(2 * len(MARKS), dtype=np.float32).reshape(2, -1),
                ),
            )


def span(word: str) -> Span:
    return Span(TEXT.index(word), TEXT.index(word) + len(word))


def test_what_is_found_in_an_article_is_judged_by_its_gold(tmp_path: Path):
    path = tmp_path / "tolls.txt"
    path.write_text(TEXT)
    gold = (
        Attribution((span("Osk"),), (span("said"),), (span("tolls rise"),)),
        Attribution((span("Verrel"),), (span("says"),), (span("They fell"),)),
    )
    article = Article("tolls", path, TEXT, gold)
    ((marks, right),) = judged([article], Fixed())
    assert right.tolist() == [True, False]
    assert marks.shape == (2, len(MARKS))
    ((_, none),) = judged([replace(article, attributions=())], Fixed())
    assert none.tolist() == [False, False]
