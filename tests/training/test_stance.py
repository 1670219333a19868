from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.nli import in_dev_tenth
from training.gold.stance import read_fnc1, read_newsmtsc, read_perspectrum, read_vast

VAST_COLUMNS = ["new_id", "post", "new_topic", "topic_str", "type_idx", "label"]


def table(columns: list[str], rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([columns, *rows])
    return out.getvalue()


def write_perspectrum(folder: Path, split: dict[str, str]) -> Path:
    clusters = [
        {"pids": [1, 2], "stance_label_3": "SUPPORT"},
        {"pids": [3, 3], "stance_label_3": "UNDERMINE"},
    ]
    claims = [
        {"cId": 7, "text": "Osen should leave the pact", "perspectives": clusters},
        {"cId": 8, "text": "Tolls are fair", "perspectives": clusters[:1]},
        {"cId": 9, "text": "Dams are safe", "perspectives": clusters[:1]},
    ]
    pool = [{"pId": n, "text": f"Reason {n}", "source": "x"} for n in (1, 2, 3)]
    (folder / "perspectrum_with_answers_v1.0.json").write_text(json.dumps(claims))
    (folder / "perspective_pool_v1.0.json").write_text(json.dumps(pool))
    (folder / "dataset_split_v1.0.json").write_text(json.dumps(split))
    return folder


def test_perspectives_follow_the_split_file(tmp_path: Path):
    folder = write_perspectrum(tmp_path, {"7": "train", "8": "dev", "9": "test"})
    pairs = list(read_perspectrum(folder))
    assert [(p.group, p.text, p.label, p.dev) for p in pairs] == [
        ("7", "Reason 1", "supports", False),
        ("7", "Reason 2", "supports", False),
        ("7", "Reason 3", "undermines", False),
        ("8", "Reason 1", "supports", True),
        ("8", "Reason 2", "supports", True),
    ]


def test_test_claims_are_read_on_demand_only(tmp_path: Path):
    folder = write_perspectrum(tmp_path, {"7": "train", "8": "dev", "9": "test"})
    assert {p.group for p in read_perspectrum(folder, splits=["test"])} == {"9"}


def test_claim_without_a_split(tmp_path: Path):
    with pytest.raises(InputError, match="claim 9"):
        list(read_perspectrum(write_perspectrum(tmp_path, {"7": "train", "8": "dev"})))


def test_perspective_missing_from_the_pool(tmp_path: Path):
    folder = write_perspectrum(tmp_path, {"7": "train", "8": "dev", "9": "test"})
    (folder / "perspective_pool_v1.0.json").write_text("[]")
    with pytest.raises(InputError, match="perspective 1"):
        list(read_perspectrum(folder))


def write_vast(path: Path, rows: list[list[str]]) -> Path:
    path.write_text(table(VAST_COLUMNS, rows), encoding="utf-8")
    return path


def test_drawn_topic_of_vast_is_what_the_pair_is_neutral_toward(tmp_path: Path):
    rows = [
        ["1", "Tolls rob us.\nStop them.", "the harbour tolls", "harbour toll", "3", "0"],
        ["2", "Bees matter.", "bees", "harbour toll", "4", "2"],
        ["3", "Bees matter.", "bees", "bee", "1", "1"],
        ["4", "Bees matter.", "bees", "tin roof", "4", "2"],
    ]
    pairs = list(read_vast(write_vast(tmp_path / "vast_train.csv", rows)))
    assert [(p.target, p.label) for p in pairs] == [
        ("the harbour tolls", "con"),
        ("the harbour tolls", "neutral"),
        ("bees", "pro"),
        ("tin roof", "neutral"),
    ]
    assert pairs[0].group == pairs[1].group == "harbour toll"
    assert [p.dev for p in pairs] == [in_dev_tenth(p.group) for p in pairs]
    assert pairs[0].text == "Tolls rob us.\nStop them."


def test_vast_from_zip_csv_and_folder(tmp_path: Path):
    rows = [["1", "Tolls rob us.", "tolls", "toll", "3", "0"]]
    with zipfile.ZipFile(tmp_path / "vast_train.zip", "w") as archive:
        archive.writestr("vast_train.csv", table(VAST_COLUMNS, rows))
    (tmp_path / "else").mkdir()
    other = write_vast(tmp_path / "else" / "vast_dev.csv", rows)
    assert list(read_vast(tmp_path)) == list(read_vast(other)) == list(read_vast(tmp_path / "vast_train.zip"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("new_id,post\n1,a\n", "columns label"),
        (table(VAST_COLUMNS, [["1", "p", "t", "t", "1", "3"]]), "unknown label '3'"),
        (table(VAST_COLUMNS, [["1", "p"]]), "record 1"),
        (table(VAST_COLUMNS, [["1", "p" * 200_000, "t", "t", "1", "1"]]), "no whole CSV"),
    ],
)
def test_vast_surprises(tmp_path: Path, text: str, message: str):
    (tmp_path / "vast_train.csv").write_text(text)
    csv.field_size_limit(131_072)  # holds for the whole process: reading a table may have raised it
    with pytest.raises(InputError, match=message):
        list(read_vast(tmp_path))


def write_fnc1(folder: Path, stances: list[list[str]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    bodies = [["4", "A tram left the rails."], ["31", "A tram left the rails."], ["5", "Prices\n\nrose."]]
    (folder / "train_bodies.csv").write_text(table(["Body ID", "articleBody"], bodies))
    (folder / "train_train_stances.csv").write_text(table(["Headline", "Body ID", "Stance"], stances))
    return folder


def test_headlines_are_grouped_by_body_even_if_it_stands_twice(tmp_path: Path):
    stances = [["Tram crash", "4", "agree"], ["No crash", "31", "disagree"], ["Tram crash", "5", "unrelated"]]
    folder = write_fnc1(tmp_path / "fnc1" / "metaclassifier_corpus_9_1", stances)
    pairs = list(read_fnc1(tmp_path / "fnc1"))
    assert [(p.target, p.group, p.label) for p in pairs] == [
        ("Tram crash", "4", "agree"),
        ("No crash", "4", "disagree"),
        ("Tram crash", "5", "unrelated"),
    ]
    assert pairs[0].dev == pairs[1].dev == in_dev_tenth("4")
    assert pairs == list(read_fnc1(folder)) == list(read_fnc1(folder / "train_train_stances.csv"))


def test_stances_take_the_bodies_of_their_own_name(tmp_path: Path):
    folder = write_fnc1(tmp_path, [["Tram crash", "4", "agree"]])
    (folder / "late_bodies.csv").write_text(table(["Body ID", "articleBody"], [["4", "Another text."]]))
    (folder / "late_stances.csv").write_text(
        table(["Headline", "Body ID", "Stance"], [["H", "4", "discuss"]])
    )
    (pair,) = read_fnc1(folder / "late_stances.csv")
    assert pair.text == "Another text."


@pytest.mark.parametrize(
    ("stance", "message"),
    [(["H", "6", "agree"], "number 6"), (["H", "4", "denies"], "unknown label 'denies'")],
)
def test_fnc1_surprises(tmp_path: Path, stance: list[str], message: str):
    with pytest.raises(InputError, match=message):
        list(read_fnc1(write_fnc1(tmp_path, [stance])))


def test_folder_without_stances(tmp_path: Path):
    with pytest.raises(InputError, match=r"no \*_stances\.csv"):
        list(read_fnc1(tmp_path))


def sentence(text: str, *targets: tuple[int, int, float]) -> str:
    listed = [
        {"Input.gid": f"g{start}", "from": start, "to": end, "mention": text[start:end], "polarity": polarity}
        for start, end, polarity in targets
    ]
    return json.dumps({"primary_gid": "g", "sentence_normalized": text, "targets": listed}) + "\n"


def test_each_target_of_a_sentence_is_marked_in_code_points(tmp_path: Path):
    text = "“𝕆sen” praised Vantria, but Osen blamed Ilo."
    starts = [text.index("Vantria"), text.rindex("Osen"), text.index("Ilo")]
    found = sentence(text, *zip(starts, (22, 32, 43), (6.0, 4.0, 2.0), strict=True))
    (tmp_path / "train.jsonl").write_text(found + "\n", encoding="utf-8")
    pairs = list(read_newsmtsc(tmp_path))
    assert [(p.target, p.label) for p in pairs] == [
        ("Vantria", "positive"),
        ("Osen", "neutral"),
        ("Ilo", "negative"),
    ]
    assert all(p.marked is not None and p.marked.of(p.text) == p.target for p in pairs)
    assert {p.dev for p in pairs} == {in_dev_tenth(text)}


def test_target_that_stands_elsewhere(tmp_path: Path):
    line = sentence("Osen blamed Ilo.", (0, 4, 2.0)).replace('"from": 0', '"from": 1')
    (tmp_path / "train.jsonl").write_text(line)
    with pytest.raises(InputError, match="'Osen' does not stand at 1"):
        list(read_newsmtsc(tmp_path))


def test_polarity_outside_the_scale(tmp_path: Path):
    (tmp_path / "train.jsonl").write_text(sentence("Osen blamed Ilo.", (0, 4, 3.0)))
    with pytest.raises(InputError, match=r"unknown label 3\.0"):
        list(read_newsmtsc(tmp_path))


def test_missing_file(tmp_path: Path):
    for read in (read_perspectrum, read_vast, read_newsmtsc):
        with pytest.raises(InputError, match="expected one"):
            list(read(tmp_path))
