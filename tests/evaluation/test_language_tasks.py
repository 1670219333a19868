"""The tasks of the language core on tiny gold files, with analyses made here in place of a model's."""

from __future__ import annotations

import dataclasses
import json
import zipfile

import numpy as np
import pytest

from evaluation.__main__ import main
from evaluation.options import TaskOptions
from evaluation.scores import analysing
from evaluation.scores.analysing import from_raw, on_gold_words, sentence_ranges
from evaluation.scores.treebanks import set_and_treebank
from evaluation.tasks import coreference, entities, factuality, roles, syntax
from rashomon.language import Analysis, CutText, plain_document
from rashomon.language.layers import Coreference, Frames, Inventory, Labelled, Syntax
from rashomon.model.errors import InputError, ModelError
from rashomon.model.offsets import Span
from training.gold.gum import HEADER
from training.gold.propbank import Argument, Frame, PropbankDocument
from training.gold.treebank import read_treebank

CONLLU = """\
# newdoc id = made-harbour
# sent_id = h-1
# text = Veld swam.
1\tVeld\tVeld\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tswam\tswim\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# newpar
# sent_id = h-2
# text = Osen left Halm.
1\tOsen\tOsen\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tHalm\tHalm\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

"""
TEXT = "Veld swam.\n\nOsen left Halm."
WORDS = ((0, 4), (5, 9), (9, 10), (12, 16), (17, 21), (22, 26), (26, 27))


def ints(*values, width=0):
    array = np.array(values, dtype=np.int32)
    return array.reshape(-1, width) if width else array


def floats(*values):
    return np.array(values, dtype=np.float32)


def analysis(**layers):
    """Return an analysis of the text above; layers not given are empty."""
    sentences = ints((0, 3), (3, 7), width=2)
    return Analysis("made", TEXT, ints(*WORDS, width=2), sentences, "made 1", **layers)


@pytest.fixture
def treebank(tmp_path):
    path = tmp_path / "en_made-ud-dev.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


@pytest.fixture
def given(monkeypatch):
    """Let every task see one analysis for each text; returns what texts were asked for."""

    def give(task, one, *ways):
        asked = []
        for way in ways:
            monkeypatch.setattr(task, way, lambda texts: (one for text in texts if not asked.append(text)))
        return asked

    return give


def parsed(relation="obj"):
    return analysis(
        inventory=Inventory(
            upos=("PROPN", "VERB", "PUNCT"),
            xpos=("NNP", "VBD", "."),
            features=("_",),
            relations=("nsubj", "root", "punct", "obj", "obl:tmod"),
        ),
        syntax=Syntax(
            ints(0, 1, 2, 0, 1, 0, 2),
            ints(0, 1, 2, 0, 1, 0, 2),
            ints(0, 0, 0, 0, 0, 0, 0),
            ints(1, -1, 1, 4, -1, 4, 4),
            ints(0, 1, 2, 0, 1, ("nsubj", "root", "punct", "obj", "obl:tmod").index(relation), 2),
            floats(1, 1, 1, 1, 1, 0.5, 1),
        ),
    )


def test_syntax_is_scored_on_gold_words_and_from_raw_text(treebank, given):
    asked = given(syntax, parsed(), "on_gold_words", "from_raw")
    scores = syntax.score(TaskOptions((treebank,)))
    figures = {"lemma", "upos", "xpos", "feats", "uas", "las", "las_subtypes", "tokens_f1", "sentences_f1"}
    assert {scores[name] for name in figures | {"upos_raw_f1", "las_raw_f1"}} == {100}
    assert scores["ece"] == pytest.approx(100 * 0.5 / 7)
    assert ("made-harbour", TEXT) in asked
    assert CutText("made-harbour", TEXT, tuple(Span(*w) for w in WORDS), (0, 3)) in asked


def test_syntax_errors_are_shown_unless_sealed(treebank, given, tmp_path):
    given(syntax, parsed("obl:tmod"), "on_gold_words", "from_raw")
    page = tmp_path / "errors.html"
    sealed = syntax.score(TaskOptions((treebank,), errors=page, sealed=True))
    assert sealed["las"] == sealed["las_raw_f1"] == pytest.approx(600 / 7)
    assert not page.exists()
    syntax.score(TaskOptions((treebank,), errors=page))
    assert "obl:tmod of left" in page.read_text(encoding="utf-8")


def test_a_list_of_ids_chooses_documents_and_names_one_at_least(treebank, given):
    given(syntax, parsed(), "on_gold_words", "from_raw")
    own = TaskOptions((treebank,), split=frozenset({"made-harbour", "another"}))
    assert syntax.score(own) == syntax.score(TaskOptions((treebank,)))
    with pytest.raises(InputError, match="names none of the 1 documents of the gold, such as made-harbour"):
        syntax.score(TaskOptions((treebank,), split=frozenset({"another"})))


def test_a_model_without_syntax_is_one_clear_line(treebank, given):
    given(syntax, analysis(), "on_gold_words", "from_raw")
    with pytest.raises(ModelError, match="made 1 has no head for syntax"):
        syntax.score(TaskOptions((treebank,)))


@pytest.mark.parametrize("task", [syntax, entities, coreference, roles, factuality])
def test_no_gold_is_one_clear_line(task):
    with pytest.raises(InputError, match="needs --gold"):
        task.score(TaskOptions(()))


@pytest.fixture
def worldwide(tmp_path):
    folder = tmp_path / "dev"
    folder.mkdir()
    rows = ("Veld\tB-Person", "swam\tO", ".\tO", "", "Osen\tB-Person", "left\tO", "Halm\tB-Location", ".\tO")
    (folder / "a.txt.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def named(*labels, words=(0, 3, 5)):
    names = ("Location", "Person", "Product")
    spans = ints(*((word, word + 1) for word in words), width=2)
    found = Labelled(spans, ints(*map(names.index, labels)), floats(*[0.75] * len(labels)))
    return analysis(inventory=Inventory(entities=names), entities=found)


def test_entities_are_scored_from_raw_text(worldwide, given, tmp_path):
    spaced = named("Person", "Product", "Location")
    # The set's text is its tokens with a space between: "Veld swam .", then a line end.
    spaced.words[:] = ints((0, 4), (5, 9), (10, 11), (12, 16), (17, 21), (22, 26), (27, 28), width=2)
    asked = given(entities, spaced, "from_raw")
    page = tmp_path / "errors.html"
    scores = entities.score(TaskOptions((worldwide,), errors=page))
    assert asked == [("a", "Veld swam .\nOsen left Halm .")]
    assert scores["f1"] == scores["precision"] == scores["recall"] == pytest.approx(200 / 3)
    assert scores["ece"] == pytest.approx(100 * (0.75 - 2 / 3))
    assert (scores["Location_f1"], scores["Person_recall"], scores["Product_f1"]) == (100, 50, 0)
    assert "Product: Osen (at 12): Veld swam . [Osen] left Halm ." in page.read_text(encoding="utf-8")
    assert "Location_f1" not in entities.score(TaskOptions((worldwide,), sealed=True))


@pytest.fixture
def gum(tmp_path):
    folder = tmp_path / "gum" / "coref" / "gum" / "tsv"
    folder.mkdir(parents=True)
    rest = "_\t_\t_\t_"
    rows = [
        *HEADER,
        "",
        "#Text=Veld swam .",
        f"1-1\t0-4\tVeld\tperson[1]\t{rest}\tcoref\t2-1[2_1]\t",
        f"1-2\t5-9\tswam\t_\t{rest}\t_\t_\t",
        f"1-3\t10-11\t.\t_\t{rest}\t_\t_\t",
        "",
        "#Text=He left Halm .",
        f"2-1\t12-14\tHe\tperson[2]\t{rest}\t_\t_\t",
        f"2-2\t15-19\tleft\t_\t{rest}\t_\t_\t",
        f"2-3\t20-24\tHalm\tplace[3]\t{rest}\t_\t_\t",
        f"2-4\t25-26\t.\t_\t{rest}\t_\t_\t",
        "",
    ]
    (folder / "GUM_made_swim.tsv").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path / "gum"


def test_coreference_is_scored_on_gold_words_in_any_folder_of_the_set(gum, given, tmp_path):
    found = analysis(
        coreference=Coreference(
            ints((0, 1), (3, 4), (5, 6), width=2),
            ints(0, 3, 5),
            ints(0, 0, 0),
            floats(1, 1, 1),
            ints(-1, 0, 1),
            floats(1, 1, 1),
        )
    )
    found.words[:] = ints((0, 4), (5, 9), (10, 11), (12, 14), (15, 19), (20, 24), (25, 26), width=2)
    asked = given(coreference, found, "on_gold_words")
    page = tmp_path / "errors.html"
    scores = coreference.score(TaskOptions((gum,), errors=page))
    assert [(cut.text, cut.sentences) for cut in asked] == [("Veld swam . He left Halm .", (0, 3))]
    assert [word.of(asked[0].text) for word in asked[0].words] == asked[0].text.split()
    assert scores["mention_f1"] == 100
    assert (scores["muc_recall"], scores["muc_precision"]) == (100, 50)
    assert scores["mention_ece"] == 0
    assert scores["link_ece"] == pytest.approx(100 / 3)
    assert scores["ece"] == pytest.approx(100 / 6)
    assert "Halm (20)" in page.read_text(encoding="utf-8")
    assert coreference.score(TaskOptions((gum / "coref" / "gum" / "tsv",))) == scores


@pytest.fixture
def propbank(tmp_path):
    folder = tmp_path / "propbank" / "made" / "00"
    folder.mkdir(parents=True)
    rows = [("NNP", "-", "(ARG0*)"), ("VBD", "swim.01", "(V*)"), (".", "-", "*")]
    second = [
        ("NNP", "-", "(ARG0*)"), ("VBD", "leave.01", "(V*)"), ("NNP", "-", "(ARG1*)"), (".", "-", "*"),
    ]  # fmt: skip
    lines = [
        "\n".join(
            f"x 0 {i} [WORD] {tag} * - {roleset} {label}" for i, (tag, roleset, label) in enumerate(part)
        )
        for part in (rows, second)
    ]
    (folder / "harbour.xml.gold_skel").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "propbank"


def acted(**changes):
    frames = {
        "predicates": ints(1, 4),
        "scores": floats(1, 0.5),
        "factuality": floats(2.5, -1),
        "frame": ints(0, 1, 1),
        "arguments": ints((0, 1), (3, 4), (5, 7), width=2),
        "labels": ints(0, 0, 1),
        "argument_scores": floats(1, 1, 0.5),
    }
    return analysis(inventory=Inventory(roles=("ARG0", "ARG1")), frames=Frames(**(frames | changes)))


@pytest.mark.parametrize("turned", [False, True])
def test_roles_are_scored_on_gold_words_in_whatever_order_gold_is_given(
    propbank, treebank, given, tmp_path, turned
):
    asked = given(roles, acted(), "on_gold_words")
    page = tmp_path / "errors.html"
    gold = (treebank, propbank) if turned else (propbank, treebank)
    scores = roles.score(TaskOptions(gold, errors=page))
    assert [text.sentences for text in asked] == [(0, 3)]
    assert scores["predicate_f1"] == 100
    assert scores["argument_f1"] == scores["argument_f1_shared"] == pytest.approx(200 / 3)
    assert (scores["ARG0_f1"], scores["ARG1_f1"]) == (100, 0)
    assert (scores["predicate_ece"], scores["argument_ece"]) == pytest.approx((25, 100 / 6))
    assert scores["ece"] == 0  # of the two scores of 0.5 one is right
    assert "left (4) | ARG0: Osen | ARG1: Halm ." in page.read_text(encoding="utf-8")
    assert "ARG0_f1" not in roles.score(TaskOptions(gold, sealed=True))


def test_sentences_that_do_not_join_are_not_scored(treebank, given, monkeypatch):
    (document,) = read_treebank(treebank)
    frames = (Frame(1, "swim.01", (Argument(0, 1, "ARG0"),)),)
    half = PropbankDocument(document, (frames, None))
    monkeypatch.setattr(roles, "read_propbank", lambda *_: [half])
    given(roles, acted(), "on_gold_words")
    scores = roles.score(TaskOptions((treebank, treebank.parent)))
    assert scores["predicate_f1"] == scores["argument_f1"] == 100


@pytest.fixture
def uds(tmp_path):
    def predicate(happened, sure):
        return {"factuality": {"factual": {"value": {"a": happened}, "confidence": {"a": sure}}}}

    data = {
        "ewt-dev-1": {"ewt-dev-1-semantics-pred-2": predicate(1, 4)},
        "ewt-dev-2": {"ewt-dev-2-semantics-pred-2": predicate(1, 2)},
    }
    with zipfile.ZipFile(tmp_path / "factuality.zip", "w") as archive:
        archive.writestr("factuality.json", json.dumps({"data": data}))
    return tmp_path / "factuality.zip"


def test_factuality_is_scored_on_gold_words(uds, treebank, given, tmp_path):
    given(factuality, acted(), "on_gold_words")
    page = tmp_path / "errors.html"
    scores = factuality.score(TaskOptions((uds, treebank), errors=page))
    assert scores["pearson"] == pytest.approx(100)
    assert scores["mae"] == pytest.approx((0.5 + 2.5) / 2)
    assert scores["happened_f1"] == pytest.approx(200 / 3)
    assert scores["not_happened_f1"] == 0
    assert "-1.00: Veld swam. Osen [left] Halm." in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("task", "sets", "figure"),
    [
        ("syntax", ["treebank"], "las_raw_f1"),
        ("entities", ["worldwide"], "f1_folded"),
        ("coreference", ["gum"], "conll_f1"),
        ("roles", ["propbank", "treebank"], "argument_f1"),
        ("factuality", ["uds", "treebank"], "happened_f1"),
        ("event_location", ["places"], "f1"),
    ],
)
def test_every_task_runs_on_the_shipped_model(task, sets, figure, request, capsys):
    gold = [part for name in sets for part in ("--gold", str(request.getfixturevalue(name)))]
    page = request.getfixturevalue("tmp_path") / "errors.html"
    assert main([task, *gold, "--json", "--errors", str(page), "--limit", "1"]) == 0
    scores = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert 0 <= scores[figure] <= 100
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.fixture
def places(tmp_path):
    tokens = [{"start": start, "end": end, "text": TEXT[start:end]} for start, end in WORDS]
    marks = [
        {"token_start": word, "token_end": word, "label": label}
        for word, label in ((4, "VERB"), (5, "LOCATION"))
    ]
    record = {"_id": "made_1", "text": TEXT, "tokens": tokens, "source": "RA", "spans": marks}
    (tmp_path / "places.json").write_text(json.dumps([record]), encoding="utf-8")
    return tmp_path / "places.json"


def test_a_treebank_without_a_split_in_its_name_is_refused(uds, treebank, tmp_path):
    unnamed = treebank.rename(tmp_path / "made.conllu")
    with pytest.raises(InputError, match=r"made\.conllu names no split"):
        factuality.score(TaskOptions((uds, unnamed)))


def test_a_set_joined_to_a_treebank_needs_both(treebank, tmp_path):
    with pytest.raises(InputError, match=r"twice: the set, and the CoNLL-U file"):
        set_and_treebank(TaskOptions((treebank,)), "the set")
    with pytest.raises(InputError, match="twice"):
        set_and_treebank(TaskOptions((treebank, treebank, tmp_path)), "the set")


def test_a_plain_document_is_its_paragraphs():
    text = "\n One line\nand another.\n \n\n\tNext. \n\n"
    document = plain_document(text, "a")
    assert [part.span.of(text) for part in document.parts] == ["One line\nand another.", "Next. "]
    assert {part.kind for part in document.parts} == {"body"}
    assert plain_document(" \n ", "a").parts == ()


def test_sentences_reach_to_the_next_one():
    assert sentence_ranges((0, 3), 7) == [(0, 3), (3, 7)]
    assert sentence_ranges((), 0) == []


def test_raw_texts_are_analysed_by_the_shipped_model_in_order():
    first, second = from_raw([("a", TEXT), ("b", "")])
    assert first.document == plain_document(TEXT, "a").id
    assert [TEXT[a:b] for a, b in first.words.tolist()][:2] == ["Veld", "swam"]
    assert len(second.words) == 0


def test_gold_words_go_to_the_analyser_with_sentences_and_paragraphs(monkeypatch):
    class Recorder:
        def analyse_words(self, texts):
            return iter(texts)

    monkeypatch.setattr(analysing, "Analyser", Recorder)
    cut = CutText("a", TEXT, tuple(Span(*w) for w in WORDS), (0, 3))
    (given,) = on_gold_words([cut])
    assert given == dataclasses.replace(cut, paragraphs=(Span(0, 10), Span(12, 27)))
