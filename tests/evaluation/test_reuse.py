from __future__ import annotations

import json

import pytest

from evaluation.options import TaskOptions
from evaluation.tasks.reuse import PairOfPlaces, Place, count, match, score
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

COPIED = "Nine herons stood on the roof of the customs house and refused every offer of fish."
LEFT_ONLY = "Clerks brought ladders and a trumpet, but by noon the birds had been joined by cousins."
RIGHT_ONLY = "Visitors paid a penny each to watch the comptroller plead with them in three languages."


def pair(left, right, kind="found", *, directed=False):
    return PairOfPlaces(Place("a", Span(*left)), Place("b", Span(*right)), kind, directed)


def test_dice_counts_characters_and_needs_the_same_text():
    assert Place("a", Span(0, 10)).dice(Place("a", Span(5, 15))) == 0.5
    assert Place("a", Span(0, 10)).dice(Place("a", Span(10, 20))) == 0.0
    assert Place("a", Span(0, 10)).dice(Place("b", Span(0, 10))) == 0.0
    assert Place("a", Span(0, 30)).dice(Place("a", Span(0, 10))) == 0.5


def test_overlap_is_the_lesser_side_and_nothing_below_one_half():
    assert pair((0, 10), (0, 10)).overlap(pair((0, 10), (5, 15))) == 0.5
    assert pair((0, 10), (0, 10)).overlap(pair((0, 10), (6, 16))) == 0.0


def test_a_link_matches_whichever_way_round_it_stands():
    turned = PairOfPlaces(Place("b", Span(0, 10)), Place("a", Span(0, 10)), "found", directed=True)
    assert turned.overlap(pair((0, 10), (0, 10))) == 1.0


def test_each_pair_is_matched_once_and_the_best_overlap_first():
    gold = [pair((0, 10), (0, 10))]
    found = [pair((0, 8), (0, 8)), pair((0, 10), (0, 10))]
    assert match(found, gold) == [(1, 0)]


def test_counts_by_hand():
    gold = [
        pair((0, 10), (0, 10), "exact", directed=True),
        pair((20, 30), (20, 30), "near", directed=True),
        pair((40, 50), (40, 50), "reworded"),
        pair((60, 70), (60, 70), "reworded"),
        pair((80, 90), (80, 90), "unrelated"),
        pair((80, 90), (100, 110), "unrelated"),
    ]
    turned = PairOfPlaces(Place("b", Span(20, 30)), Place("a", Span(20, 30)), "found", directed=True)
    found = [
        pair((0, 10), (0, 10), directed=True),
        turned,
        pair((40, 50), (41, 51)),
        pair((80, 90), (80, 90)),
    ]
    counted = count(found, gold)
    assert (counted.pairs.right, counted.pairs.found, counted.pairs.gold) == (3, 4, 4)
    assert (counted.directions.right, counted.directions.gold) == (1, 2)
    assert [(kind.right, kind.gold) for kind in counted.kinds] == [(1, 1), (1, 1), (1, 2)]
    assert (counted.false_alarms.right, counted.false_alarms.gold) == (1, 2)


def test_an_undirected_link_on_a_directed_pair_is_wrong_in_direction():
    counted = count([pair((0, 10), (0, 10))], [pair((0, 10), (0, 10), "exact", directed=True)])
    assert (counted.directions.right, counted.directions.gold) == (0, 1)


@pytest.fixture
def story(tmp_path):
    folder = tmp_path / "gold" / "herons"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(f"Herons\n\n2 May 2040\n\n{COPIED}\n\n{LEFT_ONLY}\n", encoding="utf-8")
    (folder / "b.txt").write_text(f"Birds\n\n3 May 2040\n\n{RIGHT_ONLY}\n\n{COPIED}\n", encoding="utf-8")
    return folder


def write_gold(folder, *pairs):
    lines = [
        json.dumps(
            {
                "left": left, "left_words": words, "right": right, "right_words": other, "kind": kind,
                "direction": direction,
            }
        )
        for left, words, right, other, kind, direction in pairs
    ]  # fmt: skip
    (folder / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")


def test_a_folder_of_stories_is_scored_from_the_texts(story):
    write_gold(
        story,
        ("a.txt", COPIED, "b.txt", COPIED, "exact", "left"),
        ("a.txt", LEFT_ONLY, "b.txt", RIGHT_ONLY, "unrelated", "none"),
    )
    scores = score(TaskOptions(gold=(story.parent,)))
    assert scores["precision"] == scores["recall"] == scores["f1"] == scores["direction_accuracy"] == 100.0
    assert scores["unrelated_linked"] == 0.0


def test_what_is_missed_and_what_is_wrong_count(story):
    write_gold(story, ("a.txt", LEFT_ONLY, "b.txt", RIGHT_ONLY, "reworded", "left"))
    scores = score(TaskOptions(gold=(story,)))
    assert scores["precision"] == scores["recall"] == scores["f1"] == 0.0


def test_sealed_gold_prints_totals_only_and_no_errors(story, tmp_path):
    write_gold(story, ("a.txt", COPIED, "b.txt", COPIED, "exact", "left"))
    page = tmp_path / "errors.html"
    scores = score(TaskOptions(gold=(story,), errors=page, sealed=True))
    assert set(scores) == {"precision", "recall", "f1", "direction_accuracy"}
    assert not page.exists()


def test_the_page_of_errors_shows_what_was_missed(story, tmp_path):
    write_gold(story, ("a.txt", LEFT_ONLY, "b.txt", RIGHT_ONLY, "reworded", "left"))
    page = tmp_path / "errors.html"
    score(TaskOptions(gold=(story,), errors=page))
    shown = page.read_text(encoding="utf-8")
    assert LEFT_ONLY in shown
    assert COPIED in shown


def test_split_chooses_stories(story):
    write_gold(story, ("a.txt", COPIED, "b.txt", COPIED, "exact", "left"))
    gold = (story.parent,)
    chosen = TaskOptions(gold=gold, split=frozenset({story.name, "another"}))
    assert score(chosen)["f1"] == score(TaskOptions(gold=gold))["f1"] > 0
    with pytest.raises(InputError, match=f"such as {story.name}"):
        score(TaskOptions(gold=gold, split=frozenset({"another"})))


def test_gold_words_that_are_not_in_the_text_are_named(story):
    write_gold(story, ("a.txt", "No such words.", "b.txt", COPIED, "exact", "left"))
    with pytest.raises(InputError, match=r"herons: “No such words.” stands 0 times in a.txt"):
        score(TaskOptions(gold=(story,)))


def test_a_bad_line_of_gold_is_named(story):
    (story / "gold.jsonl").write_text('{"left": 1}', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        score(TaskOptions(gold=(story,)))


def test_a_folder_without_gold_is_named(tmp_path):
    with pytest.raises(InputError, match=r"no gold.jsonl under"):
        score(TaskOptions(gold=(tmp_path,)))
