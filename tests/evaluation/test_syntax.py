from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.scores.labelled import LabelCounts
from evaluation.tasks.syntax import Parse, compare_raw, compare_words, error_row, gold_parse, judge
from rashomon.model.offsets import Span
from training.gold.treebank import read_treebank

CONLLU = """\
# newdoc id = harbour
# sent_id = harbour-1
# text = Veld can't swim.
1\tVeld\tVeld\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\tVerbForm=Fin\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod:neg\t_\t_
4\tswim\tswim\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = harbour-2
# text = Herons do.
1\tHerons\theron\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "en_made-ud-dev.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    (read,) = read_treebank(path)
    return read


@pytest.fixture
def gold(document):
    return gold_parse(document)


def f1(counts: LabelCounts) -> dict[str, float]:
    return {name: each.f1 for name, each in counts.labels.items()}


def changed(parse: Parse, name: str, index: int, value) -> Parse:
    values = list(getattr(parse, name))
    values[index] = value
    return replace(parse, **{name: tuple(values)})


def test_gold_heads_are_counted_over_the_document(gold):
    assert gold.heads == (3, 3, 3, -1, 3, 6, -1, 6)
    assert gold.sentences == (0, 5)
    assert gold.feats[:3] == ("Number=Sing", "VerbForm=Fin", "")
    assert gold.lemmas[1:3] == ("can", "not")


def test_the_very_same_parse_is_all_right(gold):
    assert set(f1(compare_words(gold, gold)).values()) == {100}
    assert set(f1(compare_raw(gold, gold)).values()) == {100}


@pytest.mark.parametrize(
    ("name", "value", "lowered"),
    [
        ("upos", "X", {"upos"}),
        ("xpos", "FW", {"xpos"}),
        ("feats", "Typo=Yes", {"feats"}),
        ("lemmas", "knot", {"lemma"}),
        ("heads", 0, {"uas", "las", "las_subtypes"}),
        ("relations", "advmod", {"las_subtypes"}),
        ("relations", "mark", {"las", "las_subtypes"}),
    ],
)
def test_one_wrong_value_of_eight_words_costs_its_own_figures(gold, name, value, lowered):
    scores = f1(compare_words(changed(gold, name, 2, value), gold))
    assert {figure for figure, reached in scores.items() if reached < 100} == lowered
    assert all(scores[figure] == pytest.approx(87.5) for figure in lowered)


def test_words_cut_otherwise_cost_precision_and_recall(gold):
    # "can't" stays whole: one word found where gold has two, the other six right.
    found = Parse(
        words=(gold.words[0], Span(5, 10), *gold.words[3:]),
        sentences=(0, 4),
        upos=("PROPN", "AUX", *gold.upos[3:]),
        xpos=("NNP", "MD", *gold.xpos[3:]),
        feats=("",) * 7,
        heads=(2, 2, -1, 2, 5, -1, 5),
        relations=("nsubj", "aux", *gold.relations[3:]),
        lemmas=("",) * 7,
    )
    scores = f1(compare_raw(found, gold))
    assert scores["tokens_f1"] == pytest.approx(100 * 2 * 6 / (7 + 8))
    assert scores["upos_raw_f1"] == scores["las_raw_f1"] == scores["tokens_f1"]
    assert scores["sentences_f1"] == 100


def test_an_arc_from_raw_text_needs_its_head_cut_as_in_gold(gold):
    # The head of four words and the word itself have one character less.
    found = changed(gold, "words", 3, Span(11, 14))
    scores = f1(compare_raw(found, gold))
    assert scores["tokens_f1"] == pytest.approx(87.5)
    assert scores["las_raw_f1"] == pytest.approx(37.5)


def test_sentences_run_together_are_one_wrong_one(gold):
    assert f1(compare_raw(replace(gold, sentences=(0,)), gold))["sentences_f1"] == 0


def test_a_sentence_needs_both_ends(gold):
    # Cut in three: the second gold sentence is found, the first is not.
    scores = f1(compare_raw(replace(gold, sentences=(0, 3, 5)), gold))
    assert scores["sentences_f1"] == pytest.approx(100 * 2 * 1 / (3 + 2))


def test_words_of_the_same_characters_count_each():
    words = (Span(0, 5), Span(0, 5), Span(6, 9))
    gold = Parse(
        words, (0,), ("A",) * 3, ("A",) * 3, ("",) * 3, (-1, 0, 0), ("root", "dep", "dep"), ("a",) * 3
    )
    found = replace(
        gold, words=words[1:], upos=("A",) * 2, heads=(-1, 0), relations=("root", "dep"), xpos=("A",) * 2
    )
    assert f1(compare_raw(found, gold))["tokens_f1"] == pytest.approx(80)


def test_a_word_is_surely_right_only_with_head_and_relation(gold):
    found = replace(changed(gold, "relations", 1, "cop"), scores=(0.9,) * 8)
    assert [each.right for each in judge(found, gold)["syntax"]] == [True, False, *[True] * 6]


def test_the_errors_show_gold_and_found_side_by_side(document, gold):
    found = changed(changed(gold, "upos", 0, "NOUN"), "heads", 5, -1)
    row = error_row(document, found, gold)
    assert row.missed == ["Veld at 0: PROPN, nsubj of swim", "Herons at 17: NOUN, nsubj of do"]
    assert row.wrong == ["Veld at 0: NOUN, nsubj of swim", "Herons at 17: NOUN, the root"]
