from __future__ import annotations

import json

import pytest

from evaluation import event_location
from evaluation.event_location import Scored, chosen, error_row, left_out, score_places, total_figures
from evaluation.options import TaskOptions
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.event_location import read_event_locations

WORDS = "Rebels seized the lock at Halm and Osen ."
SENTENCES = [WORDS, "Herons fled .", "Nobody left Vantria ."]


def record(number, text, verb, *places, source="RA"):
    tokens, at = [], 0
    for word in text.split():
        tokens.append({"start": at, "end": at + len(word), "text": word, "id": len(tokens)})
        at += len(word) + 1
    spans = [mark("VERB", verb, verb), *(mark("LOCATION", *place) for place in places)]
    return {"_id": f"made_{number}", "text": text, "tokens": tokens, "source": source, "spans": spans}


def mark(label, first, last):
    return {"label": label, "token_start": first, "token_end": last}


@pytest.fixture
def gold(tmp_path):
    path = tmp_path / "places.json"
    records = [
        record(1, SENTENCES[0], 1, (2, 3), (5, 5)),
        record(2, SENTENCES[1], 1),
        record(3, SENTENCES[2], 1, (2, 2)),
    ]
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


@pytest.fixture
def place(gold):
    return next(iter(read_event_locations(gold)))


def found(place, *words):
    return Scored(place, tuple(Span(WORDS.index(w), WORDS.index(w) + len(w)) for w in words))


def test_the_very_same_places_are_all_right(place):
    assert set(total_figures([found(place, "the lock", "Halm")]).values()) == {100}


def test_words_that_both_share_count_without_articles(place):
    assert found(place, "lock", "Halm").word_f1 == 100
    assert found(place, "Halm").word_f1 == pytest.approx(100 * 2 / 3)
    assert found(place, "Osen").word_f1 == 0
    assert found(place, "lock at Halm").word_f1 == pytest.approx(80)


def test_spans_are_strict(place):
    scores = total_figures([found(place, "lock", "Halm")])
    assert (scores["exact"], scores["place_f1"]) == (0, 50)


def test_no_answer_is_right_only_where_gold_has_none(gold):
    _, without, with_place = read_event_locations(gold)
    assert Scored(without, ()).word_f1 == 100
    assert Scored(without, (Span(0, 6),)).word_f1 == 0
    assert Scored(with_place, ()).word_f1 == 0
    scores = total_figures([Scored(without, ()), Scored(with_place, ())])
    assert (scores["f1"], scores["exact"], scores["f1_with_place"]) == (50, 50, 0)


def test_a_task_scores_what_it_is_given_to_ask(gold, tmp_path):
    page = tmp_path / "errors.html"
    scores = score_places(TaskOptions((gold,), errors=page), lambda places: [(p.verb,) for p in places])
    assert scores["f1"] == scores["place_recall"] == 0
    assert "Nobody left Vantria" in page.read_text(encoding="utf-8")
    perfect = score_places(TaskOptions((gold,)), lambda places: [p.locations for p in places])
    assert set(perfect.values()) == {100}


def test_a_list_of_ids_and_a_limit_choose_verbs(gold):
    assert [p.identity for p in chosen(TaskOptions((gold,), split=frozenset({"made_3", "x"})))] == ["made_3"]
    assert [p.identity for p in chosen(TaskOptions((gold,), limit=2))] == ["made_1", "made_2"]
    assert total_figures([])["f1"] == 0


def test_of_the_published_set_only_the_tenth_left_out_is_scored(gold, monkeypatch):
    monkeypatch.setattr(event_location, "PUBLISHED", 3)
    assert [p.text for p in chosen(TaskOptions((gold,)))] == [t for t in SENTENCES if left_out(t)]
    asked = frozenset({"made_1", "made_2", "made_3"})
    assert len(chosen(TaskOptions((gold,), split=asked))) == 3


def test_about_a_tenth_is_left_out():
    assert sum(left_out(f"Sentence {i}.") for i in range(2000)) == pytest.approx(200, abs=40)


def test_records_of_one_verb_count_once(tmp_path):
    path = tmp_path / "twice.json"
    records = [record(1, WORDS, 1, (5, 5), source="RELABEL"), record(2, WORDS, 1, (7, 7))]
    path.write_text(json.dumps(records), encoding="utf-8")
    (only,) = chosen(TaskOptions((path,)))
    assert only.identity == "made_1"


def test_the_errors_name_verb_and_sentence(place):
    row = error_row(found(place, "Halm", "Osen"))
    assert row.name == f"made_1: seized in: {WORDS}"
    assert row.missed == ["the lock (14)"]
    assert row.wrong == ["Osen (35)"]


def test_no_gold_is_one_clear_line():
    with pytest.raises(InputError, match="needs --gold"):
        chosen(TaskOptions(()))
