from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.nli import NLI_COUNTS, Pair, in_dev_tenth, read_nli, read_pairs_jsonl

CONJNLI = "\ufeffPremise\tHypothesis\tLabel\n"
REVISED = "sentence1\tsentence2\tgold_label\n"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(text.encode("utf-8"))


def ling(premise: str, hypothesis: str, label: str) -> str:
    return json.dumps({"premise": premise, "hypothesis": hypothesis, "label": label, "promptID": 7}) + "\n"


def fool(number: int, label: str, page: str) -> str:
    evidence = [
        {"section_header": "S", "text": "The mill burned. "},
        {"section_header": "S", "text": "In May."},
    ]
    record = {"id": f"f{number}", "text": "A mill burned.", "label": label, "wikipedia_page": page}
    return json.dumps({**record, "gold_evidence": evidence, "retrieved_evidence": []}) + "\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    root = tmp_path / "nli"
    lines = ling(" Osen has a port. ", "Osen lies by water.", "entailment")
    write(root, "lingnli/NLI_data/1_Baseline_protocol/train_round1_baseline.jsonl", lines)
    lines = ling("Osen has a port.", "Osen has no port.", "contradiction")
    write(root, "lingnli/NLI_data/3_Ling_in_loop_protocol/train_round1_LitL.jsonl", lines)
    row = '"Mara" and "Ilo" sank.\t"Mara" sank.\tentailment\n'
    write(root, "conjnli/data/NLI/adversarial_train_15k.tsv", CONJNLI + row)
    write(root, "conjnli/data/NLI/conj_dev.tsv", CONJNLI + "Two or three came.\tTwo came.\tneutral\n")
    row = '"A man left ""The Oak""."\tA man stayed.\tcontradiction\n'
    write(root, "cad-nli/NLI/all_combined/train.tsv", REVISED + row)
    write(root, "cad-nli/NLI/all_combined/dev.tsv", REVISED + "A dog ran.\tIt ran.\tentailment\n")
    rows = "It is wet.\tIt is dry.\t1\nIt is dry.\tIt is not wet.\t0\nHe is tall.\tHe is short.\t1\n"
    path = "cannot/datasets/antonym-substitution/processed/sem_anto_neg.tsv"
    write(root, path, "premise\thypothesis\tlabel\n" + rows)
    fever = "fever-dev/RTE-Fever/processed/dev."
    write(
        root,
        fever + "raw.input0",
        "Vantria -LRB- a state -RRB- did n't sign , it said .\nOsen 's king fled .\n",
    )
    write(root, fever + "raw.input1", "Vantria refused.\nOsen has no king.\n")
    write(root, fever + "label", "entailment\nnot_entailment\n")
    lines = fool(1, "SUPPORTS", "Mill") + fool(2, "REFUTES", "Mill")
    write(root, "foolmetwice/dataset/dev.jsonl", lines)
    return root


def of(gold: Path, name: str) -> list[Pair]:
    return [pair for pair in read_nli(gold) if pair.set == name]


def test_all_sets_are_read_with_ids_of_their_own(gold: Path):
    pairs = list(read_nli(gold))
    assert list(dict.fromkeys(pair.set for pair in pairs)) == list(NLI_COUNTS)
    assert len({(pair.set, pair.id) for pair in pairs}) == len(pairs) == 13


def test_archive_and_unpacked_folder_give_the_same(gold: Path, tmp_path: Path):
    archive = shutil.make_archive(str(tmp_path / "nli"), "zip", tmp_path, "nli")
    assert list(read_nli(Path(archive))) == list(read_nli(gold))


def test_sets_left_out_need_not_be_there(gold: Path):
    shutil.rmtree(gold / "fever-dev")
    assert "fever-dev" not in {pair.set for pair in read_nli(gold, without=["fever-dev"])}
    with pytest.raises(InputError, match="fever-dev"):
        list(read_nli(gold))


def test_premise_of_several_protocols_falls_on_one_side(gold: Path):
    first, second = of(gold, "lingnli")
    assert first.premise == first.group == second.group == "Osen has a port."
    assert first.dev == second.dev == in_dev_tenth("Osen has a port.")


def test_official_dev_files_stay_dev(gold: Path):
    assert [pair.dev for pair in of(gold, "conjnli")] == [False, True]
    assert [pair.dev for pair in of(gold, "cad-nli")] == [False, True]


def test_quotation_marks_of_both_conventions(gold: Path):
    assert of(gold, "conjnli")[0].premise == '"Mara" and "Ilo" sank.'
    assert of(gold, "cad-nli")[0].premise == 'A man left "The Oak".'


def test_negation_contradicts_and_its_family_stays_together(gold: Path):
    wet, dry, tall = of(gold, "cannot")
    assert (wet.label, dry.label, tall.label) == ("contradiction", "entailment", "contradiction")
    assert wet.group == dry.group != tall.group
    assert not wet.three_way


def test_treebank_tokens_are_joined(gold: Path):
    first, second = of(gold, "fever-dev")
    assert first.premise == "Vantria (a state) didn't sign, it said."
    assert second.premise == "Osen's king fled."
    assert (first.label, second.label) == ("entailment", "contradiction")


def test_evidence_is_joined_and_grouped_by_page(gold: Path):
    first, second = of(gold, "foolmetwice")
    assert first.premise == "The mill burned. In May."
    assert first.group == second.group == "Mill"
    assert (first.label, second.label, first.three_way) == ("entailment", "contradiction", False)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("conjnli/data/NLI/conj_dev.tsv", CONJNLI + "One field only\n", "1 fields, expected 3"),
        ("conjnli/data/NLI/conj_dev.tsv", CONJNLI + "a\tb\tmaybe\n", "unknown label 'maybe'"),
        ("conjnli/data/NLI/conj_dev.tsv", "a\tb\tc\n", "columns"),
        ("fever-dev/RTE-Fever/processed/dev.label", "entailment\n", "same lines"),
        ("fever-dev/RTE-Fever/processed/dev.raw.input0", "\nA\nB\n", "same lines"),
        ("foolmetwice/dataset/dev.jsonl", "{not json\n", "line 1"),
        ("foolmetwice/dataset/dev.jsonl", '{"id": "x"}\n', "text"),
    ],
)
def test_surprises_are_one_clear_error(gold: Path, name: str, text: str, message: str):
    write(gold, name, text)
    with pytest.raises(InputError, match=message):
        list(read_nli(gold))


def test_missing_file_and_damaged_archive(gold: Path, tmp_path: Path):
    (gold / "conjnli/data/NLI/conj_dev.tsv").unlink()
    with pytest.raises(InputError, match=r"conj_dev\.tsv is missing"):
        list(read_nli(gold))
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04cut off")
    with pytest.raises(InputError, match="no whole zip"):
        list(read_nli(tmp_path / "cut.zip"))
    with pytest.raises(InputError, match="does not exist"):
        list(read_nli(tmp_path / "nowhere"))


def test_archive_cut_within_a_file(gold: Path, tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        for file in sorted(gold.rglob("*.*")):
            if file.is_file():
                archive.write(file, f"nli/{file.relative_to(gold)}")
    raw = (tmp_path / "bad.zip").read_bytes()
    (tmp_path / "bad.zip").write_bytes(raw.replace(b"Osen lies by water.", b"Osen lies by wAter."))
    with pytest.raises(InputError, match="damaged"):
        list(read_nli(tmp_path / "bad.zip"))


@pytest.mark.parametrize("label", ["contradiction", "c", "2", 2])
def test_jsonl_label_names(tmp_path: Path, label: str | int):
    write(tmp_path, "p.jsonl", json.dumps({"premise": "A", "hypothesis": "B", "label": label}) + "\n")
    (pair,) = read_pairs_jsonl(tmp_path / "p.jsonl")
    assert (pair.premise, pair.hypothesis, pair.label) == ("A", "B", "contradiction")


def test_jsonl_of_snli_layout_leaves_out_pairs_without_agreement(tmp_path: Path):
    rows = [{"sentence1": "A", "sentence2": "B", "gold_label": label} for label in ("-", "neutral")]
    write(tmp_path, "p.jsonl", "\n".join(map(json.dumps, rows)))
    assert [pair.label for pair in read_pairs_jsonl(tmp_path / "p.jsonl")] == ["neutral"]


def test_jsonl_label_zero_is_a_label(tmp_path: Path):
    write(tmp_path, "p.jsonl", '{"premise": "A", "hypothesis": "B", "label": 0}\n')
    assert [pair.label for pair in read_pairs_jsonl(tmp_path / "p.jsonl")] == ["entailment"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"premise": "A", "hypothesis": "B", "label": "maybe"}', "unknown label"),
        ('{"premise": "A", "label": "neutral"}', "are needed"),
        ('{"premise": 3, "hypothesis": "B", "label": "e"}', "line 1"),
        ("[]", "line 1"),
    ],
)
def test_jsonl_surprises(tmp_path: Path, line: str, message: str):
    write(tmp_path, "p.jsonl", line)
    with pytest.raises(InputError, match=message):
        list(read_pairs_jsonl(tmp_path / "p.jsonl"))
