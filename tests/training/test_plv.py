from __future__ import annotations

import csv
from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.plv import MarkedPair, read_plv

COLUMNS = ["", "sentence_id", "sentence", "marked_sentence", "gold_penta", "gold_root", "silver_root"]


def write(folder: Path, *rows: dict[str, str], columns: list[str] = COLUMNS) -> Path:
    path = folder / "pairs.tsv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter="\t", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(marked: str, **changes: str) -> dict[str, str]:
    plain = marked
    for marker in ("<s>", "</s>", "<t>", "</t>"):
        plain = plain.replace(marker, "")
    given = {"sentence_id": "4", "sentence": plain, "marked_sentence": marked}
    return given | {"gold_penta": "4", "gold_root": "SANCTION", "silver_root": "AID"} | changes


def words(pair: MarkedPair) -> tuple[list[str], list[str]]:
    source, target = ([span.of(pair.text) for span in spans] for spans in (pair.source, pair.target))
    return source, target


def read(folder: Path, marked: str) -> MarkedPair:
    (pair,) = read_plv(write(folder, row(marked)))
    return pair


def test_text_is_clean_and_spans_are_the_marked_words(tmp_path):
    pair = read(tmp_path, "On Monday <s>Veld</s> fined <t>the Öst fleet</t>'s owners.")
    assert pair.text == "On Monday Veld fined the Öst fleet's owners."
    assert words(pair) == (["Veld"], ["the Öst fleet"])
    assert (pair.identity, pair.root, pair.penta) == ("4", "SANCTION", 4)


def test_the_target_may_come_first_or_lie_inside_the_source(tmp_path):
    assert words(read(tmp_path, "<t>Öst</t> was fined by <s>Veld</s>")) == (["Veld"], ["Öst"])
    assert words(read(tmp_path, "<s><t>Öst</t> rebels</s> disarmed")) == (["Öst rebels"], ["Öst"])


def test_white_space_is_left_out_of_a_mark(tmp_path):
    assert words(read(tmp_path, "<s>Veld (V) </s>fined<t> Öst </t>")) == (["Veld (V)"], ["Öst"])


def test_an_actor_may_be_marked_twice_or_missing(tmp_path):
    assert words(read(tmp_path, "<s>Veld</s> hit <t>Öst</t> and <t>Öst</t> fled")) == (
        ["Veld"],
        ["Öst", "Öst"],
    )
    assert words(read(tmp_path, "<s>Veld</s> went on strike")) == (["Veld"], [])


def test_quoted_cells_and_windows_line_ends_are_read(tmp_path):
    pair = read(tmp_path, '<s>Veld</s> told <t>Öst</t>: "no"')
    assert pair.text == 'Veld told Öst: "no"'


@pytest.mark.parametrize(
    "broken",
    [
        row("<s>Veld</s> hit <t>Öst</t>", gold_root="FIGHT"),
        row("<s>Veld</s> hit <t>Öst</t>", gold_penta="5"),
        row("<s>Veld</s> hit <t>Öst</t>", sentence="Veld hit Ost"),
        row("Veld hit Öst"),
        row("<s>Veld hit <t>Öst</t>"),
        row("Veld</s> hit <t>Öst</t>"),
        row("<s>Veld <s>hit</s></s> <t>Öst</t>"),
        row("<s> </s>Veld hit <t>Öst</t>"),
    ],
)
def test_a_surprising_row_is_an_error_that_names_the_line(tmp_path, broken):
    with pytest.raises(InputError, match=r"pairs\.tsv, line 2"):
        list(read_plv(write(tmp_path, broken)))


def test_a_short_row_a_missing_column_and_no_file_are_errors(tmp_path):
    path = write(tmp_path)
    path.write_text(path.read_text(encoding="utf-8") + "\t4\tVeld\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        list(read_plv(path))
    with pytest.raises(InputError, match="gold_root"):
        list(read_plv(write(tmp_path, columns=COLUMNS[:-2])))
    with pytest.raises(InputError, match="no file"):
        list(read_plv(tmp_path / "absent.tsv"))
