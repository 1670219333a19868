from __future__ import annotations

import numpy as np
import pytest

from rashomon.model.offsets import Span
from training.pairs import calibrate
from training.pairs.calibrate import fit, fit_all, in_first_half, loss
from training.pairs.judging import judge
from training.pairs.tasks import HEADLINE, NLI, PARTING, SENTIMENT, STANCE, Labelled


def item(task, first, label, allowed=None, **more) -> Labelled:
    return Labelled("made", task, first, f"{first} so", label, allowed or task.classes, dev=True, **more)


class Model:
    """Sure of the first class, but for sentiment."""

    def _rows(self, count, width):
        rows = np.full((count, width), 0.1 / (width - 1), dtype=np.float32)
        rows[:, 0] = 0.9
        return rows

    def entailment(self, pairs):
        return self._rows(len(list(pairs)), 3)

    def stance(self, task, pairs):
        return self._rows(len(list(pairs)), {"stance": 3, "headline": 4}[task])

    def parting(self, pairs):
        return self._rows(len(list(pairs)), 3)

    def sentiment(self, named):
        rows = [[0.2, 0.3, 0.5] for text, span in named if span.of(text) == "Osen"]
        return np.array(rows, dtype=np.float32).reshape(-1, 3)


def test_every_task_is_asked_and_answers_come_in_the_order_of_the_items():
    items = [
        item(SENTIMENT, "Osen", "neutral", marked=Span(0, 4)),
        item(NLI, "a", "neutral"),
        item(HEADLINE, "b", "agree"),
        item(STANCE, "c", "supports", STANCE.classes[:2]),
        item(NLI, "d", "neutral"),
        item(PARTING, "e", "same", ("parts", "other")),
    ]
    found = judge(Model(), items)
    assert [len(shares) for shares in found] == [3, 3, 4, 3, 3, 3]
    assert found[5] == pytest.approx([0.9 / 0.95, 0, 0.05 / 0.95])
    assert found[0] == pytest.approx([0.2, 0.3, 0.5])
    assert found[3] == pytest.approx([0.9 / 0.95, 0.05 / 0.95, 0])


def test_a_class_that_takes_all_leaves_the_allowed_ones_alike():
    sure = Model()
    sure.entailment = lambda pairs: np.array([[0, 1, 0]] * len(list(pairs)), dtype=np.float32)
    (shares,) = judge(sure, [item(NLI, "a", "entailment", ("entailment", "contradiction"))])
    assert shares.tolist() == [0.5, 0, 0.5]


def sure_of_first(right: int, wrong: int):
    items = [item(NLI, str(n), "entailment" if n < right else "neutral") for n in range(right + wrong)]
    return items, judge(Model(), items)


def test_scores_that_are_too_sure_are_made_less_so():
    items, shares = sure_of_first(60, 40)
    temperature = fit(items, shares)
    assert temperature > 1.5
    assert loss(items, shares, temperature) < loss(items, shares, 1.0)
    # What is left at that temperature is how often the first class is right.
    odds = shares[0].astype(float) ** (1 / temperature)
    assert odds[0] / odds.sum() == pytest.approx(0.6, abs=0.05)


def test_scores_that_are_not_sure_enough_are_made_more_so():
    assert fit(*sure_of_first(99, 1)) < 0.9
    assert fit([], []) == 1.0


def test_loss_by_hand_and_among_the_allowed_classes_alone():
    pair = item(NLI, "a", "contradiction", ("entailment", "contradiction"))
    shares = np.array([0.8, 0.0, 0.2], dtype=np.float32)
    assert loss([pair], [shares], 1.0) == pytest.approx(-np.log(0.2), abs=1e-6)
    assert loss([pair], [shares], 2.0) == pytest.approx(np.log(1 + 2), abs=1e-6)


def test_the_halves_are_fixed_and_about_as_large():
    items = [item(NLI, str(n), "neutral") for n in range(400)]
    first = sum(map(in_first_half, items))
    assert 160 < first < 240


def test_each_task_has_its_own_temperature(capsys):
    items, _ = sure_of_first(60, 40)
    found = fit_all(Model(), [*items, *(item(HEADLINE, str(n), "agree") for n in range(30))])
    assert found["nli"] > 1.5
    assert found["headline"] == pytest.approx(0.2)
    assert found["stance"] == found["sentiment"] == 1.0
    assert "headline: loss on the other half" in capsys.readouterr().out
    assert calibrate.STEPS[161] == pytest.approx(1.0)
