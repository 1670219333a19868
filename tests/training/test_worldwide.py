from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.model.errors import InputError
from training.gold.worldwide import read_worldwide


def write(folder: Path, lines: str, name: str = "vel_post_1.txt.tsv") -> Path:
    (folder / name).write_text(lines, encoding="utf-8")
    return folder


def entities(folder: Path) -> list[tuple[str, str]]:
    (read,) = read_worldwide(folder)
    return [(entity.span.of(read.text), entity.label) for entity in read.entities]


ARTICLE = (
    "https://velpost.example/1\tO\n\n"
    "Ana\tB-Person\nTorr\tI-Person\nleft\tO\nNorth\tB-Location\nVeld\tI-Location\n.\tO\n\n"
    "The\tO\nVeldian\tB-NORP\nCup\tB-Misc\n"
)


def test_text_is_tokens_joined_and_paragraphs_are_lines(tmp_path):
    (read,) = read_worldwide(write(tmp_path, ARTICLE))
    assert read.name == "vel_post_1"
    assert read.text == "https://velpost.example/1\nAna Torr left North Veld .\nThe Veldian Cup"
    assert read.paragraphs == (0, 1, 7)
    assert [token.of(read.text) for token in read.tokens] == read.text.split()


def test_entities_stand_at_their_words_under_the_published_type_names(tmp_path):
    assert entities(write(tmp_path, ARTICLE)) == [
        ("Ana Torr", "Person"),
        ("North Veld", "Location"),
        ("Veldian", "NORP"),
        ("Cup", "Miscellaneous"),
    ]


def test_a_second_beginning_ends_the_first_entity(tmp_path):
    rows = "Veld\tB-Location\nOstmark\tB-Location\nLow\tI-Location\n"
    assert entities(write(tmp_path, rows)) == [("Veld", "Location"), ("Ostmark Low", "Location")]


def test_an_inside_label_that_continues_nothing_begins_an_entity(tmp_path):
    rows = "in\tO\nVeld\tI-Location\nParty\tI-Organization\n\nRow\tI-Organization\n"
    assert entities(write(tmp_path, rows)) == [
        ("Veld", "Location"),
        ("Party", "Organization"),
        ("Row", "Organization"),
    ]


def test_an_entity_inside_another_is_kept_apart(tmp_path):
    rows = "Bank\tB-Organization\nof\tI-Organization\nVeld\tI-Organization\tB-Location\nsaid\tO\n"
    (read,) = read_worldwide(write(tmp_path, rows))
    assert [entity.span.of(read.text) for entity in read.entities] == ["Bank of Veld"]
    assert [(entity.span.of(read.text), entity.label) for entity in read.nested] == [("Veld", "Location")]


def test_an_empty_column_does_not_break_the_entity_beside_it(tmp_path):
    rows = "Ana\tB-Organization\tB-Person\nTorr\tI-Organization\t\tI-Person\n"
    (read,) = read_worldwide(write(tmp_path, rows))
    assert [entity.span.of(read.text) for entity in read.nested] == ["Ana Torr"]


def test_a_token_may_hold_a_space_and_a_label_may_follow_spaces(tmp_path):
    (read,) = read_worldwide(write(tmp_path, "7:30 am\tO\nVeld    B-Location\n"))
    assert [token.of(read.text) for token in read.tokens] == ["7:30 am", "Veld"]
    assert [entity.span.of(read.text) for entity in read.entities] == ["Veld"]


@pytest.mark.parametrize(
    "rows", ["Veld\tB-City\n", "Veld\tLocation\n", "Veld\n", "Veld\t\n", "\tB-Location\n", "", "\n\n"]
)
def test_a_surprising_line_or_an_empty_file_is_an_error_that_names_the_file(tmp_path, rows):
    with pytest.raises(InputError, match=r"vel_post_1\.txt\.tsv"):
        list(read_worldwide(write(tmp_path, rows)))


def test_bytes_that_are_no_text_are_an_error(tmp_path):
    (tmp_path / "a.tsv").write_bytes(b"\xff\xfe\tO\n")
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_worldwide(tmp_path))


def test_a_folder_without_files_is_an_error(tmp_path):
    with pytest.raises(InputError, match="split folder"):
        list(read_worldwide(tmp_path))
