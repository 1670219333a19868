"""Statements of small stories, read and checked."""

from __future__ import annotations

import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import chains
from rashomon.model.errors import InputError
from training.gold.told import ToldNote, as_attribution, find_told, read_told

STORY = """
label = "A lock is shut"

[[text]]
name = "01.txt"
outlet = "Orle Press"
body = '''
Lock shut at Orle

Ona Veld said on Tuesday that Joren Pell denied that the lock was cracked.
'''

[[text]]
name = "02.txt"
outlet = "Lock Guard"
body = '''
Notice

The lock is shut.
'''
"""
TOLD = """
["01.txt"]
a = { by = "Ona Veld", mark = '''{s Ona Veld} {c said} on Tuesday {t that ~ cracked}''' }
b = { act = "denied", by = "Pell", within = "a", mark = '''{s Joren Pell} {c denied} {t that ~ cracked}''' }

["02.txt"]
"""


@pytest.fixture
def folder(tmp_path):
    for name, content in (("partings", STORY), ("statements", TOLD)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lock.toml").write_text(content, encoding="utf-8")
    return tmp_path / "statements"


def test_statements_are_read_with_their_marks(folder):
    first, second = read_told(folder)
    assert (first.name, second.name, dict(second.notes)) == ("lock/01.txt", "lock/02.txt", {})
    spans = find_told(first.notes["b"], first.text)
    assert [span.of(first.text) for span in spans["t"]] == ["that the lock was cracked"]
    assert [span.of(first.text) for span in spans["s"]] == ["Joren Pell"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('within = "a"', 'within = "c"', "within c, which is not another statement"),
        ("{c denied}", "{c has denied}", "lock/01.txt, b: these words do not stand"),
        ("{c denied}", "{m denied}", "no such label as m"),
        ("{s Joren Pell} {c", "{c", "a source is marked once"),
        ('act = "denied"', 'act = "sung"', "lock.toml: Invalid enum value 'sung'"),
        ('["02.txt"]', '["03.txt"]', "its tables are not the texts of its story: 01.txt, 03.txt"),
    ],
)
def test_what_is_marked_wrongly_is_an_error(folder, old, new, said):
    (folder / "lock.toml").write_text(TOLD.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        list(read_told(folder))


def test_passages_of_no_story_are_read_behind_those_of_stories(folder):
    line = '{"id": "n1", "text": "Ona said no.", "statements": {"a": {"mark": "{s Ona} {c said} {t no}"}}}'
    (folder / "nested.jsonl").write_text(line + "\n", encoding="utf-8")
    assert [text.name for text in read_told(folder)] == ["lock/01.txt", "lock/02.txt", "n1"]


def test_the_colon_behind_a_name_is_the_cue_where_there_is_none():
    text = "Ona Veld: the lock is shut."
    found = as_attribution(ToldNote("{s Ona Veld}: {t the lock is shut}"), text)
    assert [span.of(text) for span in found.cue] == [":"]


def test_a_folder_without_statements_is_an_error(tmp_path):
    with pytest.raises(InputError, match="holds no statements"):
        list(read_told(tmp_path))


def test_chains_are_scored_on_them(folder):
    scores = chains.score(TaskOptions((folder,)))
    assert scores["chain_accuracy"] == scores["statements_f1"] == 100
