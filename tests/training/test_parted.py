"""Pairs of sentences from stories of which every point is marked."""

from __future__ import annotations

from collections import Counter

import pytest

from rashomon.model.errors import InputError
from training.pairs.parted import PARTED_COUNT, STORIES, read_parted

STORY = """
label = "A gate is forced"

[[text]]
name = "01.txt"
outlet = "Orle Press"
body = '''
Guards hurt at the mill

Twelve guards were hurt at the gate. The mill makes cloth for uniforms. It stands by the river since long.
'''

[[text]]
name = "02.txt"
outlet = "Mill Union"
body = '''
The union on the day

Four guards were hurt at the gate. Twelve guards, so the police say, were hurt. We wove cloth here for years.
'''

[[dispute]]
on = "how many guards were hurt"
kind = "number"
[[dispute.value]]
is = "twelve"
given = [
  { text = "01.txt", passage = "Twelve guards were hurt", by = "" },
  { text = "02.txt", passage = "Twelve guards, so the police say, were hurt", by = "police" },
]
[[dispute.value]]
is = "four"
given = [{ text = "02.txt", passage = "Four guards were hurt", by = "" }]
"""
APPARENT = """
[[apparent]]
on = "the mill and its neighbours"
why = "other"
left = { text = "01.txt", passage = "It stands by the river since long" }
right = { text = "02.txt", passage = "The union on the day" }
"""
AGREED = """
[[agreed]]
on = "what the mill makes"
given = [
  { text = "01.txt", passage = "The mill makes cloth", by = "" },
  { text = "02.txt", passage = "We wove cloth here", by = "Mill Union" },
]
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gate.toml").write_text(STORY, encoding="utf-8")
    return tmp_path


def told(folder, relation):
    return {(pair.first, pair.second) for pair in read_parted(folder) if pair.relation == relation}


def test_sentences_of_two_values_part_in_both_orders(folder):
    four, twelve = "Four guards were hurt at the gate.", "Twelve guards were hurt at the gate."
    relayed = "Twelve guards, so the police say, were hurt."
    assert told(folder, "parts") == {(four, twelve), (twelve, four), (four, relayed), (relayed, four)}
    assert told(folder, "same") == {(twelve, relayed), (relayed, twelve)}
    counts = Counter((pair.first, pair.second) for pair in read_parted(folder))
    assert set(counts.values()) == {1}


def test_what_accounts_agree_on_is_the_same_and_all_else_is_then_known_to_be_other(folder):
    assert {pair.sure for pair in read_parted(folder) if pair.relation == "other"} == {False}
    (folder / "gate.toml").write_text(STORY + AGREED, encoding="utf-8")
    assert ("The mill makes cloth for uniforms.", "We wove cloth here for years.") in told(folder, "same")
    assert all(pair.sure for pair in read_parted(folder))


def test_pairs_that_only_seem_to_part_are_never_left_out(folder, monkeypatch):
    monkeypatch.setattr("training.pairs.parted._ALIKE", 0)
    monkeypatch.setattr("training.pairs.parted._ANY", 1)
    seeming = ("It stands by the river since long.", "The union on the day")
    assert seeming not in told(folder, "other")
    (folder / "gate.toml").write_text(STORY + APPARENT, encoding="utf-8")
    assert seeming in told(folder, "other")


def test_what_is_agreed_on_stands_in_two_texts(folder):
    alone = AGREED.replace('"02.txt", passage = "We wove cloth here"', '"01.txt", passage = "It stands"')
    (folder / "gate.toml").write_text(STORY + alone, encoding="utf-8")
    with pytest.raises(InputError, match="agreed on in one text"):
        list(read_parted(folder))


def test_a_mark_that_is_not_in_its_text_is_an_error(folder):
    (folder / "gate.toml").write_text(STORY.replace('passage = "Four', 'passage = "Six'), encoding="utf-8")
    with pytest.raises(InputError, match="stands 0 times"):
        list(read_parted(folder))


def test_the_stories_that_training_reads_are_all_there():
    pairs = list(read_parted())
    assert len(pairs) == PARTED_COUNT
    assert {pair.story for pair in pairs} <= {path.stem for path in STORIES.glob("*.toml")}
    assert any(pair.dev for pair in pairs)
    counts = Counter(pair.relation for pair in pairs)
    assert min(counts["parts"], counts["same"]) > 0.08 * len(pairs)
