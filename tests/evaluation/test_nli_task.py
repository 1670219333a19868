from __future__ import annotations

import json
import zipfile

import numpy as np
import pytest

from evaluation.options import TaskOptions
from evaluation.tasks.nli import score_pairs
from rashomon.model.errors import InputError
from training.gold.nli import NLI_COUNTS, in_dev_tenth

ROWS = [
    ("The lock is shut.", "It is closed.", "entailment"),
    ("The lock is shut.", "It is open.", "contradiction"),
    ("The lock is shut.", "It is green.", "neutral"),
    ("Osen paid.", "Osen did not pay.", "contradiction"),
]


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "made.jsonl"
    rows = [{"premise": p, "hypothesis": h, "label": label} for p, h, label in ROWS]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def says(*labels, share=0.75):
    """Return a judge that gives these labels, one after the other."""

    def judge(items):
        assert len(items) == len(labels)
        found = []
        for item, label in zip(items, labels, strict=True):
            classes = item.task.classes
            row = np.full(len(classes), (1 - share) / (len(classes) - 1), dtype=np.float32)
            row[classes.index(label)] = share
            found.append(row)
        return found

    return judge


def test_figures_by_hand(lines, tmp_path):
    page = tmp_path / "errors.html"
    judge = says("entailment", "entailment", "neutral", "contradiction")
    scores = score_pairs(TaskOptions((lines,), errors=page), judge)
    assert scores["accuracy"] == scores["made_accuracy"] == 75
    assert scores["entailment_f1"] == scores["contradiction_f1"] == pytest.approx(200 / 3)
    assert scores["neutral_f1"] == 100
    assert scores["ece"] == pytest.approx(0, abs=1e-5)
    text = page.read_text(encoding="utf-8")
    assert "It is open." in text
    assert "entailment (0.75)" in text
    assert "It is green." not in text


@pytest.fixture
def kinds(tmp_path):
    """Three updates and a swapped number."""
    path = tmp_path / "kinds.jsonl"
    rows = [
        ("update", "neutral"),
        ("number", "contradiction"),
        ("status update", "neutral"),
        ("update", "neutral"),
    ]
    lines = [
        {"premise": f"{n} were lost.", "hypothesis": "x", "label": label, "kind": kind}
        for n, (kind, label) in enumerate(rows)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_figures_of_each_kind_and_of_updates(kinds):
    judge = says("contradiction", "contradiction", "entailment", "neutral")
    scores = score_pairs(TaskOptions((kinds,)), judge)
    assert scores["update_accuracy"] == 50
    assert scores["status_update_accuracy"] == 0
    assert scores["number_accuracy"] == 100
    assert scores["updates_called_contradictions"] == pytest.approx(100 / 3)
    assert scores["kinds_contradiction_f1"] == scores["contradiction_f1"] == pytest.approx(200 / 3)
    sealed = score_pairs(TaskOptions((kinds,), sealed=True), judge)
    assert "update_accuracy" not in sealed
    assert sealed["updates_called_contradictions"] == scores["updates_called_contradictions"]


def test_sealed_gold_gives_totals_only(lines, tmp_path):
    page = tmp_path / "errors.html"
    options = TaskOptions((lines,), errors=page, sealed=True)
    scores = score_pairs(options, says(*["neutral"] * 4))
    assert set(scores) == {"accuracy", "entailment_f1", "neutral_f1", "contradiction_f1", "ece"}
    assert scores["contradiction_f1"] == 0
    assert not page.exists()


def test_a_list_of_ids_and_a_limit_choose_pairs(lines):
    for name in ("made:made.jsonl:2", "made.jsonl:2"):
        options = TaskOptions((lines,), split=frozenset({name, "other"}))
        assert score_pairs(options, says("contradiction"))["accuracy"] == 100
    assert score_pairs(TaskOptions((lines,), limit=2), says("entailment", "neutral"))["accuracy"] == 50
    with pytest.raises(InputError, match="names none of the 4"):
        score_pairs(TaskOptions((lines,), split=frozenset({"other"})), says())


def test_the_same_file_twice_is_one_clear_error(lines):
    with pytest.raises(InputError, match=r"two pairs of gold are called made:made\.jsonl:1"):
        score_pairs(TaskOptions((lines, lines)), says())


def test_no_gold_is_one_clear_line():
    with pytest.raises(InputError, match=r"needs --gold with nli\.zip"):
        score_pairs(TaskOptions(()), says())


@pytest.fixture
def archive(tmp_path):
    """All six sets, of which only conjnli and fever-dev hold pairs."""
    header = "Premise\tHypothesis\tLabel\n"
    fever = "fever-dev/RTE-Fever/processed/dev"
    held_out = [n for n in range(80) if in_dev_tenth(f"Osen {n}.")]
    files = {
        "conjnli/data/NLI/adversarial_train_15k.tsv": header + "a\tb\tneutral\n",
        "conjnli/data/NLI/conj_dev.tsv": header + "c\td\tneutral\ne\tf\tentailment\n",
        "cad-nli/NLI/all_combined/train.tsv": "sentence1\tsentence2\tgold_label\n",
        "cad-nli/NLI/all_combined/dev.tsv": "sentence1\tsentence2\tgold_label\n",
        "cannot/datasets/antonym-substitution/processed/sem_anto_neg.tsv": "premise\thypothesis\tlabel\n",
        f"{fever}.raw.input0": "".join(f"Osen {n} .\n" for n in (held_out[0], 1 + held_out[-1])),
        f"{fever}.raw.input1": "g\nh\n",
        f"{fever}.label": "not_entailment\nentailment\n",
        "foolmetwice/dataset/dev.jsonl": "",
        "lingnli/NLI_data/made/made.jsonl": "",
    }
    with zipfile.ZipFile(tmp_path / "nli.zip", "w") as whole:
        for name, text in files.items():
            whole.writestr(f"nli/{name}", text)
    assert {name.partition("/")[0] for name in files} == set(NLI_COUNTS)
    return tmp_path / "nli.zip"


def test_of_the_archive_the_held_out_pairs_are_scored(archive):
    seen = []

    def judge(items):
        seen.extend(items)
        return says(*["entailment"] * len(items))(items)

    scores = score_pairs(TaskOptions((archive,)), judge)
    assert [item.first for item in seen[:2]] == ["c", "e"]
    assert [item.set for item in seen[2:]] == ["fever-dev"]
    assert seen[2].allowed == ("entailment", "contradiction")
    assert scores["conjnli_accuracy"] == 50
    assert scores["fever-dev_accuracy"] == 0
    listed = TaskOptions((archive,), split=frozenset({"conjnli:adversarial_train_15k.tsv:2"}))
    assert score_pairs(listed, says("neutral"))["accuracy"] == 100
