from __future__ import annotations

import pytest

from evaluation.options import TaskOptions
from evaluation.tasks.events import EventType, fold, folds, score_pairs, total_figures
from rashomon.model.errors import InputError
from training.gold.plv import MarkedPair

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
    roots = ("AID\t2", "ACCUSE\t3")
    lines += [f"{i}\tOsen met Halm.\t<s>Osen</s> met <t>Halm</t>.\t{roots[i % 2]}" for i in range(40)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def commonest(others, own):
    assert others
    return [AID if p.root == "AID" else REJECT for p in own]


def test_the_task_asks_of_every_fold_and_names_each_type(gold, tmp_path):
    page = tmp_path / "errors.html"
    scores = score_pairs(TaskOptions((gold,), errors=page), commonest)
    assert (scores["root_accuracy"], scores["root_macro_f1"], scores["class_macro_f1"]) == (50, 50, 100)
    assert (scores["AID_f1"], scores["ACCUSE_recall"], scores["REJECT_precision"]) == (100, 0, 0)
    assert "REJECT" in page.read_text(encoding="utf-8")


def test_sealed_gold_gives_totals_only(gold, tmp_path):
    page = tmp_path / "errors.html"
    scores = score_pairs(TaskOptions((gold,), errors=page, sealed=True), commonest)
    assert set(scores) == {"root_accuracy", "root_macro_f1", "class_macro_f1"}
    assert not page.exists()


def test_a_list_of_ids_chooses_sentences(gold):
    chosen = TaskOptions((gold,), split=frozenset({"0", "2", "4", "6"}))
    assert score_pairs(chosen, lambda _, own: [AID for _ in own])["root_accuracy"] == 100


def test_no_gold_is_one_clear_line():
    with pytest.raises(InputError, match="needs --gold"):
        score_pairs(TaskOptions(()), commonest)
