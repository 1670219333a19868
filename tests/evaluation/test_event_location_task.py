from __future__ import annotations

import json

import numpy as np
import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import event_location
from evaluation.tasks.event_location import (
    Scored,
    answered,
    chosen,
    error_row,
    judge,
    score,
    scored_verb,
    total_figures,
)
from rashomon.language import Analysis
from rashomon.language.layers import Frames
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.event_location import left_out, read_event_locations

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
    spans = (Span(WORDS.index(w), WORDS.index(w) + len(w)) for w in words)
    return Scored(place, tuple(spans), (1.0,) * len(words))


def analysis(text, predicates, *places):
    """Return an analysis with the words between spaces; a place is predicate's index, words, score."""
    ends = np.cumsum([len(word) + 1 for word in text.split()]) - 1
    words = np.stack([ends - [len(word) for word in text.split()], ends], axis=1)
    frames = Frames(
        predicates=np.array(predicates, dtype=np.int32),
        placed=np.array([place[0] for place in places], dtype=np.int32),
        places=np.array([place[1] for place in places], dtype=np.int32).reshape(-1, 2),
        place_scores=np.array([place[2] for place in places], dtype=np.float32),
    )
    sentences = np.array([(0, len(words))], dtype=np.int32)
    return Analysis("made", text, words.astype(np.int32), sentences, "made 1", frames=frames)


def test_the_very_same_places_are_all_right(place):
    scores = total_figures([found(place, "the lock", "Halm")])
    assert scores.pop("ece") == 0
    assert set(scores.values()) == {100}


def test_words_that_both_share_count_without_articles(place):
    assert found(place, "lock", "Halm").word_f1 == 100
    assert found(place, "Halm").word_f1 == pytest.approx(100 * 2 / 3)
    assert found(place, "Osen").word_f1 == 0
    assert found(place, "lock at Halm").word_f1 == pytest.approx(80)


def test_spans_are_strict(place):
    scores = total_figures([found(place, "lock", "Halm")])
    assert (scores["exact"], scores["place_f1"], scores["ece"]) == (0, 50, 50)


def test_no_answer_is_right_only_where_gold_has_none(gold):
    _, without, with_place = read_event_locations(gold)
    assert Scored(without, (), ()).word_f1 == 100
    assert Scored(without, (Span(0, 6),), (1.0,)).word_f1 == 0
    assert Scored(with_place, (), ()).word_f1 == 0
    scores = total_figures([Scored(without, (), ()), Scored(with_place, (), ())])
    assert (scores["f1"], scores["exact"], scores["f1_with_place"]) == (50, 50, 0)


def test_the_places_of_the_predicate_that_the_verb_is_are_the_answer(place):
    # "lock" is a predicate too: its place is not asked for.
    own = analysis(WORDS, [1, 3], (0, (2, 4), 0.75), (1, (7, 8), 0.5), (0, (7, 8), 0.25))
    scored = scored_verb(place, own)
    assert [span.of(WORDS) for span in scored.found] == ["the lock", "Osen"]
    assert [(each.score, each.right) for each in judge(scored)["event_places"]] == [
        (0.75, True),
        (0.25, False),
    ]


def test_a_verb_that_is_no_predicate_has_no_answer(place):
    assert scored_verb(place, analysis(WORDS, [3], (0, (5, 6), 0.9))).found == ()
    assert scored_verb(place, analysis(WORDS, [])).found == ()


def test_of_a_verb_of_several_words_the_first_predicate_answers(tmp_path):
    path = tmp_path / "two.json"
    both = record(1, WORDS, 1)
    both["spans"][0]["token_end"] = 3
    path.write_text(json.dumps([both]), encoding="utf-8")
    (place,) = read_event_locations(path)
    assert place.verb.of(WORDS) == "seized the lock"
    scored = scored_verb(place, analysis(WORDS, [1, 3], (0, (5, 6), 0.5), (1, (7, 8), 0.5)))
    assert [span.of(WORDS) for span in scored.found] == ["Halm"]


@pytest.fixture
def analysed(monkeypatch):
    """Let the task see analyses in which the second word is a predicate without a place."""
    asked = []
    monkeypatch.setattr(
        event_location,
        "from_raw",
        lambda texts: (analysis(text, [1]) for _, text in texts if not asked.append(text)),
    )
    return asked


def test_the_task_is_scored_from_raw_text(gold, analysed, tmp_path):
    page = tmp_path / "errors.html"
    scores = score(TaskOptions((gold,), errors=page))
    assert analysed == SENTENCES
    # The verb of the second sentence has no place; those of the others do.
    assert scores["f1"] == scores["exact"] == pytest.approx(100 / 3)
    assert scores["place_recall"] == scores["ece"] == 0
    assert "Nobody left Vantria" in page.read_text(encoding="utf-8")
    page.unlink()
    assert score(TaskOptions((gold,), errors=page, sealed=True)) == scores
    assert not page.exists()


def test_a_sentence_of_several_verbs_is_analysed_once_and_answers_keep_their_order(analysed, tmp_path):
    path = tmp_path / "verbs.json"
    records = [record(1, WORDS, 3), record(2, SENTENCES[1], 1), record(3, WORDS, 1, (5, 5))]
    path.write_text(json.dumps(records), encoding="utf-8")
    places = chosen(TaskOptions((path,)))
    assert [each.place for each in answered(places)] == places
    assert analysed == [WORDS, SENTENCES[1]]


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
