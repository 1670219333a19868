"""Rules of the guidelines that a program can check."""

from __future__ import annotations

import shutil

import pytest

from evaluation.annotation.__main__ import main
from evaluation.annotation.build import StoryFolders
from evaluation.annotation.rules import breaches

TEXT = (
    "At noon on 7 March 2031 forty of the dockers left Halm. Pell said they were ordered to leave at Orl.\n"
)
ACTORS = """
actor.pell = { type = "person", names = ["Pell"], main = true }
actor.halm = { type = "place", names = ["Halm"] }
actor.orl = { type = "place", names = ["Orl"] }
"""
NOTES = """
document = "01_wire.txt"
[times]
noon = ['''{noon on 7 March 2031}''', "2031-03-07T12:00", "stated"]
[statement]
order = { mark = '''{s@pell Pell} {c said} {t they were ordered to leave at Orl}''' }
[event.left]
status = "happened"
same = "leaving"
figures = [{ kind = "left", best = 40 }]
mark = '''{w noon on 7 March 2031} {actor {f forty} of the dockers} {e left} {p Halm}'''
[event.leave]
status = "ordered"
same = "leaving"
reported_by = "order"
mark = '''to {e leave}'''
"""
STORY = """
label = "Dockers leave"
[proposition.leaving]
label = "Why they left"
kind = "fact"
about = { attribute = "reason" }
[[proposition.leaving.values]]
value = "by themselves"
findings = ["01:e/left"]
[[proposition.leaving.values]]
value = "ordered"
findings = ["01:e/leave"]
[[pair]]
kind = "contradict"
left = "01:e/left"
right = "01:e/leave"
compatible = true
detail = "an order may be why"
"""


@pytest.fixture
def folders(tmp_path):
    found = StoryFolders(tmp_path / "texts", tmp_path / "annotation")
    for folder in (found.texts, found.annotation):
        folder.mkdir()
    (found.texts / "01_wire.txt").write_text(TEXT, encoding="utf-8")
    for name, notes in (("actors.toml", ACTORS), ("01_wire.toml", NOTES), ("story.toml", STORY)):
        (found.annotation / name).write_text(notes, encoding="utf-8")
    (found.annotation / "01_wire.mentions.txt").write_text(TEXT, encoding="utf-8")
    return found


def test_an_annotation_by_the_rules_breaks_none(folders):
    assert list(breaches(folders)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("01_wire", "T12:00", "T12", "an hour has minutes, 2031-03-07T12:00"),
        ("01_wire", "'''to {e leave}", "'''Pell {e said}", "its trigger is the cue of a statement: said"),
        ("01_wire", 'reported_by = "order"\n', "", "reported_by is order, not None"),
        ("01_wire", "figures = ", 'reported_by = "order"\nfigures = ', "left out"),
        (
            "01_wire",
            "{actor {f forty} of the dockers}",
            "{f forty} of the {actor dockers}",
            "figure should stand inside",
        ),
        ("01_wire", "{p Halm}", "{p Halm}. Pell ~ {p Orl}", "more than one place"),
        ("story", '["01:e/leave"]', '["01:order"]', "01:e/left and 01:e/leave stands under no two values"),
        ("story", '"contradict"', '"agree"', "no pair sets 'by themselves' against 'ordered'"),
    ],
)
def test_what_breaks_a_rule_is_named(folders, file, old, new, told):
    path = folders.annotation / f"{file}.toml"
    notes = path.read_text("utf-8")
    assert old in notes
    path.write_text(notes.replace(old, new), encoding="utf-8")
    assert any(told in line for line in breaches(folders))


def test_a_text_without_its_copy_is_named(folders):
    (folders.annotation / "01_wire.mentions.txt").unlink()
    assert list(breaches(folders)) == ["01_wire.txt: has no copy with its mentions, 01_wire.mentions.txt"]


def test_the_check_lists_breaches_and_says_so_by_its_code(folders, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["", str(folders.texts.parent), "--check"])
    assert main() == 0
    path = folders.annotation / "01_wire.toml"
    path.write_text(path.read_text("utf-8").replace("T12:00", "T12"), encoding="utf-8")
    assert main() == 2
    assert "01_wire.txt: time noon" in capsys.readouterr().err
    assert not (folders.texts.parent / "gold").exists()


def test_breaches_of_sealed_stories_are_counted_and_not_shown(folders, tmp_path, monkeypatch, capsys):
    shutil.copytree(folders.texts, tmp_path / "sealed" / "halm" / "texts")
    shutil.copytree(folders.annotation, tmp_path / "sealed" / "halm" / "annotation")
    path = tmp_path / "sealed" / "halm" / "annotation" / "01_wire.toml"
    path.write_text(path.read_text("utf-8").replace("T12:00", "T12"), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["", str(tmp_path / "sealed" / "halm"), "--check"])
    assert main() == 2
    told = capsys.readouterr().err
    assert "1 places do not keep to the rules" in told
    assert "noon" not in told


def test_a_folder_that_cannot_be_written_is_one_clear_line(folders, tmp_path, monkeypatch, capsys):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["", str(folders.texts.parent), "--out", str(tmp_path / "taken")])
    assert main() == 2
    assert "taken can't be written" in capsys.readouterr().err


def test_a_story_in_which_nobody_has_a_name_is_compiled(folders, monkeypatch):
    actors = folders.annotation / "actors.toml"
    actors.write_text('actor.pell = { type = "person", names = [], main = true }\n', encoding="utf-8")
    for name, old, new in (("01_wire.toml", " {p Halm}", " Halm"), ("01_wire.toml", "{p Orl}", "Orl")):
        path = folders.annotation / name
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["", str(folders.texts.parent), "--check"])
    assert main() == 0
