"""Where accounts part, scored on a small story counted by hand."""

from __future__ import annotations

import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import partings
from rashomon.model.errors import InputError

STORY = """
label = "A gate is forced"

[[text]]
name = "01_agency.txt"
outlet = "Orle Press"
published = "2031-03-04"
body = '''
Guards hurt at the mill of Orle

Twelve guards were hurt when strikers forced the gate of the mill in Orle, the police said on Tuesday.
'''

[[text]]
name = "02_union.txt"
outlet = "Mill Union"
published = "2031-03-04"
body = '''
The union on the day in Orle

Four guards were hurt when strikers forced the gate of the mill in Orle, the Mill Union said.
'''

[[dispute]]
on = "how many guards were hurt"
kind = "number"
[[dispute.value]]
is = "twelve"
given = [{ text = "01_agency.txt", passage = "Twelve guards were hurt", by = "police" }]
[[dispute.value]]
is = "four"
given = [{ text = "02_union.txt", passage = "Four guards\\nwere hurt", by = "Mill Union" }]

[[apparent]]
on = "who forced it"
why = "naming"
left = { text = "01_agency.txt", passage = "strikers forced the gate" }
right = { text = "02_union.txt", passage = "strikers forced the gate" }
"""


def story(folder, text=STORY):
    file = folder / "gate.toml"
    file.write_text(text.replace("\\n", " "), encoding="utf-8")
    return file


def test_a_shown_dispute_of_two_values_is_found(tmp_path):
    page = tmp_path / "page.html"
    scores = partings.score(TaskOptions((story(tmp_path),), errors=page))
    assert scores["disputes_recall"] == scores["number_recall"] == scores["disputes_precision"] == 100
    assert scores["apparent_shown"] == 0
    assert page.exists()


def test_a_shown_dispute_that_gold_has_not_is_wrong_and_breaks_the_quiet(tmp_path):
    quiet = STORY[: STORY.index("[[dispute]]")]
    scores = partings.score(TaskOptions((story(tmp_path, quiet),)))
    assert scores["disputes_precision"] == scores["quiet_accuracy"] == 0


def test_what_only_seems_to_part_and_is_shown_is_counted(tmp_path):
    seeming = STORY[: STORY.index("[[dispute]]")] + (
        '[[apparent]]\non = "how many"\nwhy = "update"\n'
        'left = { text = "01_agency.txt", passage = "Twelve guards were hurt" }\n'
        'right = { text = "02_union.txt", passage = "Four guards were hurt" }\n'
    )
    assert partings.score(TaskOptions((story(tmp_path, seeming),)))["apparent_shown"] == 100


def test_who_gives_a_clause_says_all_of_it_and_not_a_part(tmp_path):
    told = STORY.replace(
        "Four guards were hurt when strikers forced the gate of the mill in Orle, the Mill Union said.",
        "The guards told us to wait for four hours, the Mill Union said.",
    ).replace("Four guards\\nwere hurt", "The guards told us to wait for four hours")
    quiet = told.replace(told[told.index("[[apparent]]") :], "")
    assert partings.score(TaskOptions((story(tmp_path, quiet),)))["givers_accuracy"] == 100


def test_sealed_stories_show_totals_only(tmp_path):
    page = tmp_path / "page.html"
    scores = partings.score(TaskOptions((story(tmp_path),), errors=page, sealed=True))
    assert "number_recall" not in scores
    assert not page.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Four guards\\nwere hurt", "Five guards were hurt", "stands 0 times in 02_union.txt"),
        ("Four guards\\nwere hurt", "the", "stands 4 times in 02_union.txt"),
        ('kind = "number"', 'kind = "colour"', "gate.toml"),
        ('is = "four"', 'was = "four"', "gate.toml"),
    ],
)
def test_gold_that_says_nothing_sure_is_refused(tmp_path, old, new, said):
    with pytest.raises(InputError, match=said):
        partings.score(TaskOptions((story(tmp_path, STORY.replace(old, new)),)))


def test_a_folder_without_stories_is_an_error(tmp_path):
    with pytest.raises(InputError, match="--gold"):
        partings.score(TaskOptions((tmp_path,)))
