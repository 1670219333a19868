from __future__ import annotations

import re
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language import Analysis
from rashomon.language.interop import to_conllu, to_spacy
from rashomon.language.layers import Attributions, Coreference, Frames, Inventory, Labelled, Syntax
from rashomon.model.errors import InputError


def ints(*values) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def pairs(*values) -> np.ndarray:
    return np.array(values, dtype=np.int32).reshape(-1, 2)


def read(text: str, words: np.ndarray, sentences: np.ndarray) -> Analysis:
    return Analysis(document="d1", text=text, words=words, sentences=sentences, made_by="test-1")


def bare(text: str, *sentences: tuple[int, int]) -> Analysis:
    words = pairs(*[m.span() for m in re.finditer(r"\w+(?=n't)|n't|\w+|[^\w\s]", text)])
    return read(text, words, pairs(*(sentences or [(0, len(words))])))


TEXT = "  Oru  Vostania doesn't talk.\n\nShe said so\ton 3 May."
#         0    1        2   3  4   5    6   7   8   9 10 11 12
UPOS = "PROPN PROPN AUX PART VERB PUNCT PRON VERB ADV ADP NUM PROPN PUNCT".split()
XPOS = "NNP NNP VBZ RB VB . PRP VBD RB IN CD NNP .".split()
HEADS = (4, 0, 4, 4, -1, 4, 7, -1, 7, 11, 11, 7, 7)
RELATIONS = "nsubj flat aux advmod root punct nsubj root advmod case nummod obl punct".split()


def numbered(labels):
    names = tuple(sorted(set(labels)))
    return names, ints(*[names.index(label) for label in labels])


def full() -> Analysis:
    (upos, upos_of), (xpos, xpos_of), (relations, relation_of) = map(numbered, (UPOS, XPOS, RELATIONS))
    inventory = Inventory(
        upos, xpos, ("_", "Number=Sing"), relations, ("Location", "Person"), ("DATE",), ("ARG0", "ARG1")
    )
    features = ints(1, 1, *[0] * 11)
    return replace(
        bare(TEXT, (0, 6), (6, 13)),
        inventory=inventory,
        syntax=Syntax(upos_of, xpos_of, features, ints(*HEADS), relation_of),
        entities=Labelled(pairs((0, 2), (1, 2)), ints(1, 0)),
        times=Labelled(pairs((10, 12)), ints(0)),
        coreference=Coreference(pairs((0, 2), (6, 7)), ints(0, 6), ints(0, 0)),
        frames=Frames(
            ints(4, 7), frame=ints(0, 1, 1), arguments=pairs((0, 2), (6, 7), (8, 9)), labels=ints(0, 0, 1)
        ),
        attributions=Attributions(
            pairs((7, 8)), cue=ints(0, 0), pieces=pairs((6, 7), (8, 9)), is_source=np.array([True, False])
        ),
    )


def rows(conllu: str) -> list[list[str]]:
    return [line.split("\t") for line in conllu.split("\n") if line and not line.startswith("#")]


def test_conllu_has_a_block_for_each_sentence():
    blocks = to_conllu(full()).split("\n\n")
    assert [block.split("\n")[: 3 if n == 0 else 2] for n, block in enumerate(blocks[:2])] == [
        ["# newdoc id = d1", "# sent_id = d1-1", "# text = Oru Vostania doesn't talk."],
        ["# sent_id = d1-2", "# text = She said so on 3 May."],
    ]
    assert blocks[2] == ""


def test_conllu_rows_hold_tags_tree_and_place():
    found = rows(to_conllu(full()))
    assert all(len(row) == 10 for row in found)
    assert found[0] == "1 Oru Oru PROPN NNP Number=Sing 5 nsubj _ NER=B-Person|TokenRange=2:5".split(" ")
    assert found[1][9] == "NER=I-Person|TokenRange=7:15"
    assert [row[6] for row in found[7:]] == ["2", "0", "2", "6", "6", "2", "2"]


def test_conllu_writes_a_contraction_above_its_words():
    found = rows(to_conllu(full()))
    assert found[2] == ["3-4", "doesn't", *"_" * 7, "TokenRange=16:23"]
    assert [row[:3] for row in found[3:5]] == [["3", "does", "do"], ["4", "n't", "not"]]
    assert found[5][9] == "SpaceAfter=No|TokenRange=24:28"


def test_conllu_without_syntax_has_words_alone():
    found = rows(to_conllu(bare("They didn't.")))
    assert [row[0] for row in found] == ["1", "2-3", "2", "3", "4"]
    assert {tuple(row[2:9]) for row in found} == {("_",) * 7}


def test_conllu_text_is_what_its_tokens_say():
    parsed = pytest.importorskip("conllu").parse(to_conllu(full()))
    for sentence in parsed:
        inside = {
            n for t in sentence if isinstance(t["id"], tuple) for n in range(t["id"][0], t["id"][2] + 1)
        }
        text = ""
        for token in sentence:
            if token["id"] not in inside:
                text += token["form"] + ("" if (token["misc"] or {}).get("SpaceAfter") == "No" else " ")
        assert text.strip() == sentence.metadata["text"]
        assert [t["head"] for t in sentence].count(0) == 1


def test_an_apostrophe_after_a_mark_is_no_contraction():
    assert [row[0] for row in rows(to_conllu(bare("(n't")))] == ["1", "2"]


def test_a_text_without_words_is_an_empty_file():
    assert to_conllu(read(" \n ", pairs(), pairs())) == ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_any_text_gives_ten_columns_and_true_places(text):
    for row in rows(to_conllu(bare(text))):
        start, end = re.search(r"TokenRange=(\d+):(\d+)", row[9]).groups()
        assert len(row) == 10
        assert text[int(start) : int(end)] == row[1]


def test_an_analysis_writes_itself():
    assert full().to_conllu() == to_conllu(full())


def test_an_analysis_gives_its_own_spacy_document():
    vocab = pytest.importorskip("spacy").blank("en").vocab
    doc = full().to_spacy(vocab)
    assert doc.text == TEXT
    assert doc.vocab is vocab


def test_spacy_missing_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InputError, match=r"pip install rashomon\[spacy\]"):
        to_spacy(full())


def test_spacy_text_and_offsets_are_those_of_the_document():
    pytest.importorskip("spacy")
    doc = to_spacy(full())
    assert doc.text == TEXT
    spoken = [token for token in doc if token.pos_ != "SPACE"]
    assert [[t.idx, t.idx + len(t)] for t in spoken] == full().words.tolist()
    assert [token.text for token in doc if token.pos_ == "SPACE"] == [" ", " ", "\n\n", "\t"]


def test_spacy_tokens_carry_tags_and_tree():
    pytest.importorskip("spacy")
    doc = to_spacy(full())
    spoken = [token for token in doc if token.pos_ != "SPACE"]
    assert [token.pos_ for token in spoken] == UPOS
    assert [token.tag_ for token in spoken] == XPOS
    assert [token.lemma_ for token in spoken[2:8]] == ["do", "not", "talk", ".", "she", "say"]
    assert spoken[0].morph.to_dict() == {"Number": "Sing"}
    assert [token.dep_ for token in spoken] == ["ROOT" if r == "root" else r for r in RELATIONS]
    assert [spoken.index(t.head) if t.head != t else -1 for t in spoken] == list(HEADS)
    assert [sentence.text for sentence in doc.sents] == [TEXT[:31], TEXT[31:]]


def test_spacy_spans_carry_labels_and_what_they_belong_to():
    pytest.importorskip("spacy")
    doc = to_spacy(full())
    found = {name: [(s.text, s.label_, s.id_) for s in group] for name, group in doc.spans.items()}
    said = next(token.i for token in doc if token.text == "said")
    talk = next(token.i for token in doc if token.text == "talk")
    assert found == {
        "entities": [("Oru  Vostania", "Person", ""), ("Vostania", "Location", "")],
        "times": [("3 May", "DATE", "")],
        "mentions": [("Oru  Vostania", "mention", "0"), ("She", "mention", "0")],
        "arguments": [
            ("Oru  Vostania", "ARG0", str(talk)),
            ("She", "ARG0", str(said)),
            ("so", "ARG1", str(said)),
        ],
        "cues": [("said", "cue", "0")],
        "sources": [("She", "source", "0")],
        "contents": [("so", "content", "0")],
    }
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Oru  Vostania", "Person")]


def test_spacy_documents_can_share_a_vocabulary():
    vocab = pytest.importorskip("spacy").blank("en").vocab
    assert to_spacy(full(), vocab).vocab is vocab


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="a'. \n\t\u00a0\u200b🙂", max_size=12))
def test_spacy_keeps_any_text_to_the_character(text):
    spacy = pytest.importorskip("spacy")
    analysis = bare(text)
    doc = to_spacy(analysis, spacy.blank("xx").vocab)
    assert doc.text == text
    assert {token.idx for token in doc} >= set(analysis.words[:, 0].tolist())


def test_spacy_without_syntax_still_has_sentences():
    pytest.importorskip("spacy")
    doc = to_spacy(bare(" One day. Two.", (0, 3), (3, 5)))
    assert [sentence.text for sentence in doc.sents] == [" One day.", "Two."]
