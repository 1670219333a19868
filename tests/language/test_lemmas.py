from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.lemmas import lemma


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("me", "PRON", "PRP", "I"),
        ("her", "PRON", "PRP", "she"),
        ("her", "PRON", "PRP$", "her"),
        ("’em", "PRON", "PRP", "they"),
        ("Those", "DET", "DT", "that"),
        ("An", "DET", "DT", "a"),
        ("n't", "PART", "RB", "not"),
        ("n’t", "PART", "RB", "not"),
        ("’", "PART", "POS", "'s"),
        ("wo", "AUX", "MD", "will"),
        ("'d", "AUX", "MD", "would"),
        ("’d", "AUX", "VBD", "have"),
        ("'s", "AUX", "VBZ", "be"),
        ("WERE", "AUX", "VBD", "be"),
    ],
)
def test_closed_classes_follow_the_treebanks(form, upos, xpos, expected):
    assert lemma(form, upos, xpos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("said", "VERB", "VBD", "say"),
        ("left", "VERB", "VBD", "leave"),
        ("left", "ADJ", "JJ", "left"),
        ("Hoping", "VERB", "VBG", "hope"),
        ("hopping", "VERB", "VBG", "hop"),
        ("glorkified", "VERB", "VBD", "glorkify"),
        ("found", "VERB", "VB", "found"),
        ("got", "VERB", "VBD", "get"),
        ("gon", "VERB", "VBG", "go"),
        ("talks", "NOUN", "NNS", "talk"),
        ("women", "NOUN", "NNS", "woman"),
        ("crises", "NOUN", "NNS", "crisis"),
        ("thanks", "NOUN", "NN", "thanks"),
        ("building", "NOUN", "NN", "building"),
        ("Ministers", "NOUN", "NNS", "minister"),
        ("STRIKE", "NOUN", "NN", "strike"),
        ("QX7", "NOUN", "NN", "QX7"),
        ("MPs", "NOUN", "NNS", "MP"),
        ("pm", "NOUN", "NN", "p.m."),
        ("worst", "ADJ", "JJS", "bad"),
        ("bigger", "ADJ", "JJR", "big"),
        ("more", "ADJ", "JJR", "more"),
        ("better", "ADV", "RBR", "well"),
        ("earlier", "ADV", "RBR", "early"),
    ],
)
def test_inflected_words_go_back_to_their_dictionary_form(form, upos, xpos, expected):
    assert lemma(form, upos, xpos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("Vostania", "PROPN", "NNP", "Vostania"),
        ("VNP", "PROPN", "NNP", "VNP"),
        ("Islands", "PROPN", "NNPS", "Island"),
        ("ISLANDS", "PROPN", "NNPS", "ISLAND"),
        ("Sept.", "PROPN", "NNP", "September"),
        ("United", "ADJ", "NNP", "United"),
        ("Vostanian", "ADJ", "JJ", "Vostanian"),
        ("Great", "ADJ", "JJ", "great"),
        ("Such", "ADJ", "JJ", "such"),
        ("TOTAL", "ADJ", "JJ", "total"),
    ],
)
def test_names_keep_their_case_and_other_words_lose_it(form, upos, xpos, expected):
    assert lemma(form, upos, xpos) == expected


@pytest.mark.parametrize(
    ("form", "upos", "xpos", "expected"),
    [
        ("12,500", "NUM", "CD", "12500"),
        ("1,2,3", "NUM", "CD", "1,2,3"),
        ("Seven", "NUM", "CD", "seven"),
        ("XIV", "NUM", "CD", "XIV"),
        ("“", "PUNCT", "``", '"'),
        ("–", "SYM", "SYM", "-"),
        ("vs.", "ADP", "IN", "versus"),
        ("Under", "ADP", "IN", "under"),
        ("Coup", "X", "FW", "Coup"),
    ],
)
def test_numbers_marks_and_the_rest(form, upos, xpos, expected):
    assert lemma(form, upos, xpos) == expected


@given(
    form=st.text(max_size=12),
    upos=st.sampled_from("PRON AUX DET PART PROPN NOUN VERB ADJ ADV NUM PUNCT SYM X INTJ none".split()),
    xpos=st.sampled_from("NN NNS NNP NNPS VBD JJ JJR RBR PRP$ SYM none".split()),
)
def test_any_word_has_a_lemma(form, upos, xpos):
    assert isinstance(lemma(form, upos, xpos), str)
    assert bool(lemma(form, upos, xpos)) == bool(form)


def test_a_word_of_ten_thousand_letters_has_a_lemma():
    assert len(lemma("ab" * 5000, "VERB", "VBD")) >= 9990


def test_the_lexicon_is_loaded_by_the_first_word_that_needs_it():
    code = (
        "import sys; from rashomon.language.lemmas import lemma; lemma('me', 'PRON', 'PRP');"
        "assert 'lemminflect' not in sys.modules; lemma('went', 'VERB', 'VBD');"
        "assert 'lemminflect' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter and code
