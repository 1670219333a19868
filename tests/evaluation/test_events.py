from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import events
from evaluation.tasks.events import EncoderJudge, EventType, folds, score_pairs, total_figures
from rashomon.language import Analysis
from rashomon.language.layers import Frames, Inventory
from rashomon.model.errors import InputError
from training.gold.plv import MarkedPair
from training.plover import Seen, fold

ACCUSE, REJECT = EventType("ACCUSE", 3), EventType("REJECT", 3)
AID, ASSAULT = EventType("AID", 2), EventType("ASSAULT", 4)


def pair(identity, root="AID", penta=2):
    return MarkedPair(identity, "Osen aided Halm.", (), (), root, penta)


def test_figures_by_hand():
    gold = [ACCUSE, ACCUSE, ACCUSE, REJECT, AID]
    found = [ACCUSE, ACCUSE, REJECT, REJECT, ASSAULT]
    scores = total_figures(found, gold)
    assert scores["root_accuracy"] == pytest.approx(60)
    # ACCUSE 4/5, REJECT 2/3, AID 0; ASSAULT stands in no gold and has no say
    assert scores["root_macro_f1"] == pytest.approx(100 * (4 / 5 + 2 / 3) / 3)
    # class 3: 4 of 4; class 2: none
    assert scores["class_macro_f1"] == pytest.approx(50)


def test_the_calibration_error_is_that_of_the_type_taken():
    gold = [AID] * 4
    found = [replace(AID, share=0.6), replace(ASSAULT, share=0.6), replace(AID, share=0.9), AID]
    # half of those at 0.6 are right, and all of the others
    assert total_figures(found, gold)["ece"] == pytest.approx(100 * (2 * 0.1 + 0.1) / 4)


def test_nothing_at_all_is_zero_not_an_error():
    assert set(total_figures([], []).values()) == {0}


def test_a_sentence_stays_in_its_fold():
    pairs = [pair(str(i)) for i in range(50)] + [pair("7")]
    assert 0 <= fold("7") < 5
    parts = list(folds(pairs))
    assert sorted(p.identity for _, own in parts for p in own) == sorted(p.identity for p in pairs)
    for others, own in parts:
        assert not {p.identity for p in own} & {p.identity for p in others}
        assert len(own) + len(others) == len(pairs)
        assert {fold(p.identity) for p in own} == {fold(own[0].identity)}


def test_folds_are_of_about_the_same_size():
    sizes = [len(own) for _, own in folds([pair(str(i)) for i in range(1000)])]
    assert len(sizes) == 5
    assert min(sizes) > 150


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "made.tsv"
    lines = ["sentence_id\tsentence\tmarked_sentence\tgold_root\tgold_penta"]
    roots = (("aided", "AID\t2"), ("blamed", "ACCUSE\t3"))
    for number in range(40):
        verb, label = roots[number % 2]
        marked = f"<s>Osen</s> {verb} <t>Halm</t>."
        lines.append(f"{number}\tOsen {verb} Halm.\t{marked}\t{label}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def learned_from(gold, monkeypatch):
    """Take the file for the one that the shipped head was fitted on."""
    monkeypatch.setattr(events, "LEARNED_FROM", hashlib.sha256(gold.read_bytes()).hexdigest())
    return gold


def by_folds(others, own):
    assert len({fold(p.identity) for p in own}) == 1
    assert {fold(p.identity) for p in others} == set(range(5)) - {fold(own[0].identity)}
    return [AID if p.root == "AID" else REJECT for p in own]


def as_shipped(others, own):
    assert not others
    return [AID for _ in own]


def test_the_task_asks_of_every_fold_and_names_each_type(learned_from, tmp_path):
    page = tmp_path / "errors.html"
    scores = score_pairs(TaskOptions((learned_from,), errors=page), by_folds)
    assert (scores["root_accuracy"], scores["root_macro_f1"], scores["class_macro_f1"]) == (50, 50, 100)
    assert (scores["AID_f1"], scores["ACCUSE_recall"], scores["REJECT_precision"]) == (100, 0, 0)
    assert "REJECT" in page.read_text(encoding="utf-8")


def test_a_file_that_was_not_learned_from_is_judged_as_shipped(gold):
    assert score_pairs(TaskOptions((gold,)), as_shipped)["root_accuracy"] == 50


def test_of_two_files_each_is_judged_in_its_own_way(learned_from, tmp_path):
    other = tmp_path / "other.tsv"
    other.write_text(learned_from.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    counts = []

    def judge(others, own):
        counts.append((len(others), len(own)))
        return [AID for _ in own]

    score_pairs(TaskOptions((other, learned_from)), judge)
    assert counts[0] == (0, 40)
    assert len(counts) == 6
    assert all(sum(each) == 40 for each in counts)


def test_sealed_gold_gives_totals_only(gold, tmp_path):
    page = tmp_path / "errors.html"
    scores = score_pairs(TaskOptions((gold,), errors=page, sealed=True), as_shipped)
    assert set(scores) == {"root_accuracy", "root_macro_f1", "class_macro_f1", "ece"}
    assert not page.exists()


def test_a_list_of_ids_chooses_what_is_judged_not_what_is_learned_from(learned_from):
    chosen = TaskOptions((learned_from,), split=frozenset({"0", "2", "4", "6"}))
    judged = []

    def judge(others, own):
        assert len(others) > 20
        judged.extend(p.identity for p in own)
        return [AID for _ in own]

    assert score_pairs(chosen, judge)["root_accuracy"] == 100
    assert sorted(judged) == ["0", "2", "4", "6"]


def test_no_gold_is_one_clear_line():
    with pytest.raises(InputError, match="needs --gold"):
        score_pairs(TaskOptions(()), as_shipped)


def test_folds_are_judged_by_heads_fitted_on_the_others(learned_from, monkeypatch):
    asked = []

    def told_by_words(analyser, pairs):
        assert analyser == "analyser"
        asked.extend(pairs)
        vectors = np.eye(2, dtype=np.float32)
        for each in pairs:
            far = 1 if "aided" in each.text else 0
            yield Seen(vectors, np.where(np.arange(2) == far, -20, 0).astype(np.float32))

    monkeypatch.setattr(events, "seen", told_by_words)
    assert score_pairs(TaskOptions((learned_from,)), EncoderJudge("analyser"))["root_accuracy"] == 100
    assert len(asked) == len(set(asked)) == 40  # each text is read once, not once a fold


class Shipped:
    """Stands in for an analyser with the head: every text says the same of its second word."""

    def __init__(self, *types: str) -> None:
        self._inventory = Inventory(events=types)

    def analyse(self, documents):
        for each in documents:
            end = each.text.index("Halm")
            yield Analysis(
                document=each.id,
                text=each.text,
                words=np.array([(0, 4), (5, end - 1), (end, end + 4)], np.int32),
                sentences=np.array([(0, 3)], np.int32),
                made_by="model-1",
                inventory=self._inventory,
                frames=Frames(
                    predicates=np.array([1], np.int32),
                    types=np.array([[0, 2]], np.float32),
                    weights=np.zeros(1, np.float32),
                ),
            )


def test_other_files_are_judged_by_the_head_of_the_model(gold):
    scores = score_pairs(TaskOptions((gold,)), EncoderJudge(Shipped("ACCUSE", "AID")))
    assert (scores["AID_recall"], scores["ACCUSE_recall"], scores["root_accuracy"]) == (100, 0, 50)


def test_a_model_without_the_head_is_one_clear_error(gold):
    with pytest.raises(InputError, match="gives no types of events"):
        score_pairs(TaskOptions((gold,)), EncoderJudge(Shipped()))
