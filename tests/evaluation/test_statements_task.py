from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.calibration import surety_figures
from evaluation.tasks.statements import Scored, dice, figures, judge, tally
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.polnear import Article, Attribution, read_articles

#        0123456789012345678901234567890123456789
TEXT = "Ona Veld said the lock is shut, he added."


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w)) for w in words)


def attribution(source: str | None, cue: str, *content: str) -> Attribution:
    return Attribution(spans(source) if source else (), spans(cue), spans(*content))


GOLD = attribution("Ona Veld", "said", "the lock is shut")


def scores(*found: Attribution):
    return figures(tally(TEXT, [GOLD], list(found)))


def test_the_very_same_relation_is_all_right():
    found = scores(GOLD)
    assert {value for name, value in found.items()} == {100}


def test_a_shorter_source_costs_exact_and_token_recall_but_not_the_relation():
    found = scores(attribution("Veld", "said", "the lock is shut"))
    assert found["source_exact_f1"] == 0
    assert found["source_token_recall"] == pytest.approx(50)
    assert found["source_token_precision"] == pytest.approx(100)
    assert found["triple_exact_f1"] == 0
    assert found["relation_f1"] == pytest.approx(100)


def test_a_content_with_less_than_half_the_dice_is_no_match():
    # one word of four: Dice 2 * 1 / (1 + 4) = 0.4
    assert scores(attribution("Ona Veld", "said", "shut"))["relation_f1"] == 0
    # two words of four: Dice 2 * 2 / (2 + 4) = 0.67
    assert scores(attribution("Ona Veld", "said", "is shut"))["relation_f1"] == pytest.approx(100)


def test_a_relation_with_no_source_matches_none_with_a_source():
    assert scores(attribution(None, "said", "the lock is shut"))["relation_f1"] == 0


def test_each_gold_relation_is_matched_once():
    twice = [GOLD, attribution("Veld", "said", "the lock is shut")]
    found = scores(*twice)
    assert found["relation_precision"] == pytest.approx(50)
    assert found["relation_recall"] == pytest.approx(100)


def test_punctuation_alone_is_no_overlap():
    text_gold = Attribution((), (Span(30, 31),), spans("the lock is shut"))
    found = Attribution((), (Span(30, 31),), spans("the lock is shut"))
    assert figures(tally(TEXT, [text_gold], [found]))["relation_f1"] == 0


def test_scores_are_compared_with_what_matches():
    article = Article("a", Path("a.txt"), TEXT, (GOLD,))
    found = [Scored(GOLD, 0.9), Scored(attribution(None, "said", "the lock is shut"), 0.5)]
    judged = judge(article, found)
    assert [(each.score, each.right) for each in judged["statements"]] == [(0.9, True), (0.5, False)]
    shares = surety_figures(judged["statements"])
    assert (shares["right_from_0.6"], shares["right_under_0.6"]) == (100, 0)
    assert shares["ece"] == pytest.approx((10 + 50) / 2)
    assert set(surety_figures([]).values()) == {0}


def test_dice():
    left, right = {Span(0, 1), Span(2, 3), Span(4, 5)}, {Span(2, 3)}
    assert dice(left, right) == pytest.approx(0.5)
    assert dice(set(), set()) == 0


@pytest.fixture
def split(tmp_path):
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a.txt").write_text("Veld said no. It was, Denn says, late.\n", encoding="utf-8")
    lines = [
        "T1\tSource 0 4\tVeld",
        "T2\tCue 5 9\tsaid",
        "T3\tContent 10 12\tno",
        "T4\tAttribution 5 9\tsaid",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "T5\tContent 14 20;33 37\tIt was late",
        "T6\tCue 27 31\tsays",
        "T7\tAttribution-no-source 27 31\tsays",
        "E2\tAttribution-no-source:T7 Cue:T6 Content:T5",
        "E3\tAttribution:T4",
        "#1\tAnnotatorNotes T5\ta note",
        "",
    ]
    (tmp_path / "attributions" / "a_1.ann").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "attributions" / "a_2.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_the_reader_takes_the_first_annotator_and_keeps_fragments(split):
    (article,) = read_articles(split)
    first, second = article.attributions
    assert first == Attribution((Span(0, 4),), (Span(5, 9),), (Span(10, 12),))
    assert second == Attribution((), (Span(27, 31),), (Span(14, 20), Span(33, 37)))


def test_offsets_outside_the_text_are_an_error(split):
    path = split / "attributions" / "a_1.ann"
    path.write_text(path.read_text(encoding="utf-8").replace("33 37", "33 370"), encoding="utf-8")
    with pytest.raises(InputError, match=r"a_1\.ann.*370"):
        list(read_articles(split))


def test_a_folder_of_another_layout_is_an_error(tmp_path):
    with pytest.raises(InputError, match="PolNeAR split folder"):
        list(read_articles(tmp_path))
