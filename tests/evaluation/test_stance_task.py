from __future__ import annotations

import json

import numpy as np
import pytest

from evaluation.options import TaskOptions
from evaluation.tasks.stance import score_pairs
from rashomon.model.errors import InputError
from training.gold.nli import in_dev_tenth


def always(number):
    """Return a judge that takes the class of this number, half sure."""

    def judge(items):
        rows = [np.full(len(item.task.classes), 0.1, dtype=np.float32) for item in items]
        for row in rows:
            row[number] = 0.5
        return rows

    return judge


@pytest.fixture
def perspectrum(tmp_path):
    folder = tmp_path / "perspectrum"
    folder.mkdir()
    claims = [
        {"cId": n, "text": f"Toll {n}", "perspectives": [
            {"pids": [10 * n], "stance_label_3": "SUPPORT"},
            {"pids": [10 * n + 1], "stance_label_3": "UNDERMINE"},
        ]}
        for n in (1, 2, 3)
    ]  # fmt: skip
    pool = [{"pId": 10 * n + m, "text": f"text {n} {m}"} for n in (1, 2, 3) for m in (0, 1)]
    files = {
        "perspectrum_with_answers_v1.0.json": claims,
        "perspective_pool_v1.0.json": pool,
        "dataset_split_v1.0.json": {"1": "train", "2": "dev", "3": "test"},
    }
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def judged_firsts(options):
    seen = []

    def judge(items):
        seen.extend(items)
        return always(0)(items)

    return score_pairs(options, judge), [item.first for item in seen]


def test_of_perspectrum_all_claims_but_those_of_train_are_scored(perspectrum, tmp_path):
    page = tmp_path / "errors.html"
    file = perspectrum / "perspectrum_with_answers_v1.0.json"
    for path in (perspectrum, file):
        scores, firsts = judged_firsts(TaskOptions((path,), errors=page))
        assert firsts == ["Toll 2", "Toll 2", "Toll 3", "Toll 3"]
        assert scores["macro_f1"] == scores["perspectrum_macro_f1"] == pytest.approx(100 / 3)
        assert scores["perspectrum_supports_f1"] == pytest.approx(200 / 3)
        assert scores["perspectrum_undermines_f1"] == 0
    assert "text 2 1" in page.read_text(encoding="utf-8")


def test_a_list_may_name_claims_or_pairs(perspectrum):
    for names, firsts in (
        ({"1"}, ["Toll 1", "Toll 1"]),
        ({"1-10", "perspectrum:3-31"}, ["Toll 1", "Toll 3"]),
    ):
        assert judged_firsts(TaskOptions((perspectrum,), split=frozenset(names)))[1] == firsts


def test_sealed_gold_gives_totals_only(perspectrum, tmp_path):
    page = tmp_path / "errors.html"
    assert set(judged_firsts(TaskOptions((perspectrum,), errors=page, sealed=True))[0]) == {"macro_f1", "ece"}
    assert not page.exists()


def topics(count, *, held_out):
    return [t for t in (f"toll {n}" for n in range(200)) if in_dev_tenth(t) == held_out][:count]


@pytest.fixture
def vast(tmp_path):
    rows = ["new_id,post,new_topic,topic_str,type_idx,label"]
    both = topics(3, held_out=True) + topics(3, held_out=False)
    rows += [f"{n},Post {n},{t},{t},1,{n % 3}" for n, t in enumerate(both)]
    path = tmp_path / "vast_train.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_of_a_file_that_is_trained_on_the_held_out_tenth_is_scored_and_all_of_any_other(vast):
    assert judged_firsts(TaskOptions((vast,)))[1] == topics(3, held_out=True)
    test = vast.rename(vast.with_name("vast_test.csv"))
    scores, firsts = judged_firsts(TaskOptions((test,)))
    assert len(firsts) == 6
    # Two of six are "con", which is "undermines"; two are "pro", the first class.
    assert scores["vast_supports_f1"] == 50
    assert scores["macro_f1"] == pytest.approx(50 / 3)
    assert scores["ece"] == pytest.approx(100 * (0.5 - 1 / 3), abs=1e-4)


def test_bodies_of_a_headline_set_are_found_beside_it(tmp_path):
    stances = tmp_path / "competition_test_stances.csv"
    stances.write_text("Headline,Body ID,Stance\nToll up,7,agree\nDam safe,7,unrelated\n", encoding="utf-8")
    bodies = tmp_path / "competition_test_bodies.csv"
    bodies.write_text("Body ID,articleBody\n7,The toll rose.\n", encoding="utf-8")
    scores, firsts = judged_firsts(TaskOptions((stances,)))
    assert firsts == ["Toll up", "Dam safe"]
    assert scores["macro_f1"] == pytest.approx(100 / 3)


def test_sentiment_is_judged_where_the_name_stands_and_sets_are_averaged(tmp_path, vast):
    path = tmp_path / "devtest_mt.jsonl"
    target = {"Input.gid": "g", "from": 4, "to": 8, "mention": "Veld", "polarity": 2.0}
    path.write_text(
        json.dumps({"sentence_normalized": "Ona Veld lied.", "targets": [target]}), encoding="utf-8"
    )
    scores, firsts = judged_firsts(TaskOptions((path, vast.rename(vast.with_name("vast_test.csv")))))
    assert firsts[0] == "Veld"
    assert scores["newsmtsc_macro_f1"] == 100
    assert scores["macro_f1"] == pytest.approx((100 + 50 / 3) / 2)


def test_what_is_no_stance_set_is_one_clear_line(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    for path in (tmp_path, tmp_path / "a.txt", tmp_path / "none.tsv"):
        with pytest.raises(InputError, match="no file or folder of Perspectrum, VAST, FNC-1 or NewsMTSC"):
            score_pairs(TaskOptions((path,)), always(0))
    with pytest.raises(InputError, match="needs --gold"):
        score_pairs(TaskOptions(()), always(0))
