"""Tasks on gold of our own, on cases counted by hand: names, chains, acts, speakers."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.options import TaskOptions
from evaluation.tasks import actors, chains, polarity, speakers
from rashomon.model import records
from rashomon.model.errors import InputError, RecordError
from rashomon.model.offsets import Span
from training.gold.polnear import Article
from training.gold.told import Passage, ToldNote

# Names -----------------------------------------------------------------------------------------

PAIRS = (
    '{"left":"Ilvar Domanek","right":"Ilwar Domanek","type":"person","same":true,"kind":"transliteration"}',
    '{"left":"Ilvar Domanek","right":"Ana Domanek","type":"person","same":false,"kind":"relative"}',
    '{"left":"PORT UNION","right":"Port Union","type":"organisation","same":true,"kind":"short form"}',
)


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_names_are_scored_by_what_the_product_merges(tmp_path):
    scores = actors.score(TaskOptions((written(tmp_path / "names.jsonl", *PAIRS),)))
    assert scores["f1"] == 100
    assert scores["shared_word_f1"] == pytest.approx(80)  # both found, and one that is none
    assert scores["same_short_form_accuracy"] == 100


def test_sealed_names_show_no_kinds(tmp_path):
    gold = (written(tmp_path / "names.jsonl", *PAIRS),)
    page = tmp_path / "page.html"
    scores = actors.score(TaskOptions(gold, errors=page, sealed=True))
    assert "other_relative_accuracy" not in scores
    assert not page.exists()


def test_lines_that_are_no_pairs_are_named(tmp_path):
    gold = written(tmp_path / "names.jsonl", PAIRS[0], '{"left": "A"}')
    with pytest.raises(RecordError, match=r"names.jsonl, line 2"):
        actors.score(TaskOptions((gold,)))


def test_a_pair_stands_in_gold_once_whichever_way_round(tmp_path):
    turned = PAIRS[1].replace("Ilvar", "x").replace("Ana", "Ilvar").replace("x", "Ana")
    with pytest.raises(InputError, match="Ana Domanek"):
        actors.score(TaskOptions((written(tmp_path / "names.jsonl", PAIRS[1], turned),)))


def test_empty_gold_is_an_error(tmp_path):
    with pytest.raises(InputError, match="nothing to score"):
        actors.score(TaskOptions((written(tmp_path / "names.jsonl"),)))


def test_no_gold_and_gold_that_is_not_there_are_errors(tmp_path):
    with pytest.raises(InputError, match="--gold"):
        actors.score(TaskOptions(()))
    with pytest.raises(InputError, match="is no file"):
        actors.score(TaskOptions((tmp_path / "none.jsonl",)))


def test_odd_line_ends_inside_a_string_are_no_ends_of_lines(tmp_path):
    pair = PAIRS[0].replace("Ilvar Domanek", "Ilvar\u2028Domanek")
    assert actors.score(TaskOptions((written(tmp_path / "names.jsonl", pair),)))["recall"] == 100


@pytest.mark.parametrize(
    "line",
    [
        '{"article":"news","source":[],"actors":[]}',
        '{"article":"news","cue":[],"act":"said","hedged":false,"loaded":false,"tense":"past"}',
    ],
)
def test_gold_that_stands_nowhere_is_refused(tmp_path, line):
    gold = TaskOptions((tmp_path, written(tmp_path / "gold.jsonl", line)))
    with pytest.raises(RecordError, match="line 1"):
        (polarity if "cue" in line else speakers).score(gold)


# Chains ----------------------------------------------------------------------------------------

TEXT = "Ann said Ben had denied it, Osk Radio reported."
PASSAGE = Passage(
    "c1",
    TEXT,
    {
        "radio": ToldNote("{t Ann said Ben had denied it}, {s Osk Radio} {c reported}"),
        "ann": ToldNote("{s Ann} {c said} {t Ben had denied it}", within="radio"),
        "ben": ToldNote("{s Ben} {c had denied} {t it}", within="ann"),
    },
)


def test_marks_of_a_passage_become_spans_and_numbers():
    radio, ann, ben = chains.as_gold(PASSAGE)
    assert [span.of(TEXT) for span in (*radio.source, *radio.cue)] == ["Osk Radio", "reported"]
    assert (radio.within, ann.within, ben.within) == (None, 0, 1)


@pytest.mark.parametrize("within", ["nobody", "a"])
def test_a_statement_within_none_or_itself_is_refused(within):
    passage = Passage("c2", "Ann said no.", {"a": ToldNote("{t Ann said no}", within=within)})
    with pytest.raises(InputError, match=r"c2: a (statement )?stands within"):
        chains.as_gold(passage)


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({"a": ("{t Ann said no}", "b"), "b": ("{c said}", "a")}, "stands within itself"),
        ({"a": ("{q Ann} said", None)}, "no such label as q"),
        ({"a": ("{t Ben}", None)}, "c3: these words do not stand"),
    ],
)
def test_gold_of_chains_that_says_nothing_sure_is_refused(marks, told):
    statements = {key: ToldNote(mark, within=within) for key, (mark, within) in marks.items()}
    with pytest.raises(InputError, match=told):
        chains.as_gold(Passage("c3", "Ann said no.", statements))


def test_a_chain_counts_when_every_link_of_it_is_found():
    gold = chains.as_gold(PASSAGE)
    assert chains.count(gold, gold).chains.right == 2
    radio, ann, ben = gold
    flat = [radio, ann, chains.Told(ben.source, ben.cue, ben.content, 0)]  # Ben straight through the radio
    assert chains.count(flat, gold).chains.right == 1
    without_radio = [
        chains.Told(ann.source, ann.cue, ann.content, None),
        chains.Told(ben.source, ben.cue, ben.content, 0),
    ]
    counts = chains.count(without_radio, gold)
    assert (counts.chains.right, counts.chains.gold) == (0, 2)
    assert (counts.statements.right, counts.statements.gold) == (2, 3)


def test_another_speaker_is_another_statement():
    gold = chains.as_gold(PASSAGE)
    radio = chains.Told(gold[1].source, gold[0].cue, gold[0].content, None)
    assert chains.count([radio], gold).statements.right == 0


def test_a_passage_without_chains_is_right_when_none_is_found():
    one, two = (chains.Told((), (Span(at, at + 2),), (Span(at + 3, at + 9),), None) for at in (0, 20))
    nested = chains.Told((), two.cue, two.content, 0)
    assert chains.count([one, two], [one, two]).side_by_side.right == 1
    assert chains.count([one, nested], [one, two]).side_by_side.right == 0
    assert chains.count([one, nested], [one, nested]).side_by_side.gold == 0


# Acts ------------------------------------------------------------------------------------------

ARTICLE = Article("news", Path("news.txt"), "He denied it. She warned them. They said so.", ())


def cue(start: int, end: int, act: records.Act, *, hedged: bool = False) -> polarity.GoldCue:
    return polarity.GoldCue("news", (Span(start, end),), act, hedged, loaded=False, tense="past")


def statement(start: int, end: int, act: records.Act | None, **changes: object) -> records.Statement:
    cues = records.Anchored(spans=(Span(start, end),), text="")
    values: dict[str, object] = {"speaker": records.Speaker(kind="none"), **changes}
    return records.Statement(
        id="0" * 16, document="d" * 16, kind="indirect", act=act, hedged=False, tense="past", cue=cues,
        content=cues, score=1.0, made_by="x", **values,
    )  # fmt: skip


def test_the_statement_of_a_cue_is_the_one_that_overlaps_it_most():
    near, nearer = statement(0, 9, "said"), statement(3, 9, "denied")
    assert polarity.best_statement([Span(3, 9)], [near, nearer]) == nearer
    assert polarity.best_statement([Span(3, 9)], [near]) == near
    assert polarity.best_statement([Span(30, 32)], [near, nearer]) is None
    assert polarity.best_statement([Span(30, 32)], []) is None


def test_acts_are_averaged_over_those_of_gold():
    gold = (cue(3, 9, "denied"), cue(18, 24, "warned", hedged=True), cue(36, 40, "said"))
    found = (statement(3, 9, "denied"), statement(18, 24, "said"), None)
    judged = [polarity.JudgedCue(ARTICLE, *pair) for pair in zip(gold, found, strict=True)]
    figures = polarity.figures(judged)
    assert figures["act_macro_f1"] == pytest.approx(100 / 3)  # denied 1, warned 0, said 0
    assert figures["always_said_macro_f1"] == pytest.approx(50 / 3)  # said: 1 of 3 found, 1 of 1 in gold
    assert figures["denied_f1"] == 100
    assert figures["hedged_f1"] == 0
    assert figures["tense_accuracy"] == pytest.approx(200 / 3)
    assert figures["found"] == pytest.approx(200 / 3)


# Speakers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "gold", "same"),
    [
        ([["Ann Rill", "Rill"]], [["Ann Rill"]], True),
        ([["rill"]], [["Ann Rill", "Rill"]], True),
        ([["Ann Rill"], ["Ben Osk"]], [["Ben Osk"], ["Ann Rill"]], True),
        ([["Ann Rill"]], [["Ann Rill"], ["Ben Osk"]], False),
        ([["Ann Rill"], ["Ben Osk"]], [["Ann Rill"]], False),
        ([], [], True),
        ([["Ann Rill"]], [], False),
    ],
)
def test_speakers_are_right_when_just_those_of_gold_are_named(found, gold, same):
    assert speakers.same_actors(found, gold) is same


def test_speakers_and_acts_are_scored_on_articles(tmp_path):
    split = tmp_path / "split"
    for folder in ("text", "attributions"):
        (split / folder).mkdir(parents=True)
    text = "Mayor Ann Rill opened the bridge on Monday. She said the town had paid for it.\n"
    (split / "text" / "news.txt").write_text(text, encoding="utf-8")
    (split / "attributions" / "news_1.ann").write_text("", encoding="utf-8")
    she, said = text.index("She"), text.index("said")
    sources = f'{{"article":"news","source":[[{she},{she + 3}]],"actors":[["Ann Rill"]]}}'
    found = speakers.score(TaskOptions((split, written(tmp_path / "names.jsonl", sources))))
    assert (found["found"], found["nearest_name_accuracy"]) == (100, 100)
    manner = '"act":"said","hedged":false,"loaded":false,"tense":"past"'
    cues = f'{{"article":"news","cue":[[{said},{said + 4}]],{manner}}}'
    assert polarity.score(TaskOptions((split, written(tmp_path / "acts.jsonl", cues))))["found"] == 100
    lost = written(tmp_path / "lost.jsonl", sources.replace("news", "olds"))
    with pytest.raises(InputError, match="no article is called olds"):
        speakers.score(TaskOptions((split, lost)))
