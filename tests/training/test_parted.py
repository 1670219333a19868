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


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gate.toml").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_sentences_of_two_values_part_in_both_orders(folder):
    pairs = list(read_parted(folder))
    parting = {(pair.first, pair.second) for pair in pairs if pair.parts}
    four, twelve = "Four guards were hurt at the gate.", "Twelve guards were hurt at the gate."
    told = "Twelve guards, so the police say, were hurt."
    assert parting == {(four, twelve), (twelve, four), (four, told), (told, four)}
    assert all(count == 1 for count in Counter((pair.first, pair.second) for pair in pairs).values())
    assert (twelve, told) in {(pair.first, pair.second) for pair in pairs if not pair.parts}


def test_a_mark_that_is_not_in_its_text_is_an_error(folder):
    (folder / "gate.toml").write_text(STORY.replace('passage = "Four', 'passage = "Six'), encoding="utf-8")
    with pytest.raises(InputError, match="stands 0 times"):
        list(read_parted(folder))


def test_the_stories_that_training_reads_are_all_there():
    pairs = list(read_parted())
    assert len(pairs) == PARTED_COUNT
    assert {pair.story for pair in pairs} <= {path.stem for path in STORIES.glob("*.toml")}
    assert any(pair.dev for pair in pairs)
    assert 0.1 < sum(pair.parts for pair in pairs) / len(pairs) < 0.2
