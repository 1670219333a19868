from __future__ import annotations

import json
from zipfile import ZipFile

import pytest

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.factuality import read_factuality
from training.gold.treebank import TreebankDocument, TreebankSentence, Word

PLACES = [3, 0, 5, 1, 4, 2, 6, 0, 3, 5, 2, 1, 6, 4, 0, 2, 5, 3, 1, 6]  # each sentence's one verb


def sentence(verb, upos="VERB"):
    tags = [upos if i == verb else "PUNCT" for i in range(7)]
    words = [
        Word(Span(2 * i, 2 * i + 1), "w", "w", tag, "XX", "_", i - 1, "dep", joined=False)
        for i, tag in enumerate(tags)
    ]
    return TreebankSentence("s", tuple(words), paragraph=False)


def treebank(sentences, size=3):
    return [
        TreebankDocument(f"d{start}", "", tuple(sentences[start : start + size]))
        for start in range(0, len(sentences), size)
    ]


def answers(*given):
    return {
        "factuality": {
            "factual": {
                "value": {f"annotator-{i}": happened for i, (happened, _) in enumerate(given)},
                "confidence": {f"annotator-{i}": sure for i, (_, sure) in enumerate(given)},
            }
        }
    }


def archive(tmp_path, predicates, name="factuality.zip"):
    """Pack (split, sentence number, word number, answers), numbers from 1."""
    data = {}
    for split, number, word, given in predicates:
        key = f"ewt-{split}-{number}"
        data.setdefault(key, {})[f"{key}-semantics-pred-{word}"] = given
    return packed(tmp_path / name, json.dumps({"metadata": {}, "data": data}))


def packed(path, content, member="factuality.json"):
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w") as opened:
        opened.writestr(member, content)
    return path


def all_judged(split="train", places=PLACES):
    return [(split, number, verb + 1, answers((1, 4))) for number, verb in enumerate(places, 1)]


def joined(documents):
    """Return (sentence of the whole, word) of every judgement."""
    found = []
    start = 0
    for document in documents:
        found += [(start + j.sentence, j.word) for j in document.judgements]
        start += len(document.document.sentences)
    return found


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ([(1, 4)], 3.0),
        ([(0, 4)], -3.0),
        ([(1, 2), (1, 1)], 1.125),
        ([(1, 4), (0, 4)], 0.0),
        ([(0, 0)], 0.0),
    ],
)
def test_values_are_mean_signed_certainty_from_minus_three_to_three(tmp_path, given, value):
    source = archive(tmp_path, [("train", 1, 4, answers(*given))])
    (document,) = read_factuality(source, treebank([sentence(3)]), "train")
    assert [j.value for j in document.judgements] == [value]


def test_unshifted_numbers_join_as_they_stand(tmp_path):
    documents = read_factuality(archive(tmp_path, all_judged()), treebank([*map(sentence, PLACES)]), "train")
    assert joined(documents) == list(enumerate(PLACES))
    assert [len(d.document.sentences) for d in documents] == [3] * 6 + [2]


def test_a_sentence_split_since_moves_all_after_it_by_one(tmp_path):
    now = [*PLACES[:8], None, *PLACES[8:]]
    documents = read_factuality(archive(tmp_path, all_judged()), treebank([*map(sentence, now)]), "train")
    assert joined(documents) == [(i, verb) for i, verb in enumerate(now) if verb is not None]


def test_two_sentences_merged_since_move_all_after_them_back(tmp_path):
    now = [*PLACES[:11], *PLACES[12:]]
    judged = [item for item in all_judged() if item[1] != 12]
    documents = read_factuality(archive(tmp_path, judged), treebank([*map(sentence, now)]), "train")
    assert joined(documents) == list(enumerate(now))


def test_judgements_on_no_predicate_are_left_out(tmp_path):
    kinds = ["VERB", "AUX", "NOUN", "ADJ"] * 5
    kinds[6] = "ADV"
    sentences = [sentence(verb, upos) for verb, upos in zip(PLACES, kinds, strict=True)]
    documents = read_factuality(archive(tmp_path, all_judged()), treebank(sentences), "train")
    assert joined(documents) == [(i, verb) for i, verb in enumerate(PLACES) if i != 6]


def test_only_the_split_asked_for_is_joined(tmp_path):
    judged = [*all_judged("dev"), ("train", 1, 1, answers((0, 4))), ("test", 2, 7, answers((0, 4)))]
    source = archive(tmp_path, judged)
    documents = read_factuality(source, treebank([*map(sentence, PLACES)]), "dev")
    assert joined(documents) == list(enumerate(PLACES))
    assert {j.value for d in documents for j in d.judgements} == {3.0}


def test_judgements_of_a_sentence_stand_in_word_order(tmp_path):
    both = sentence(3).words[:4] + sentence(0).words[:1] + sentence(5).words[5:]
    judged = [("train", 1, word, answers((1, 4))) for word in (6, 4)]
    source = archive(tmp_path, judged)
    (document,) = read_factuality(source, treebank([TreebankSentence("s", both, paragraph=False)]), "train")
    assert [j.word for j in document.judgements] == [3, 5]


def test_predicates_inside_arguments_count_as_others_do(tmp_path):
    content = {"data": {"ewt-train-1": {"ewt-train-1-semantics-subpred-4": answers((1, 4))}}}
    source = packed(tmp_path / "factuality.zip", json.dumps(content))
    assert joined(read_factuality(source, treebank([sentence(3)]), "train")) == [(0, 3)]


def test_a_folder_gives_its_raw_annotations(tmp_path):
    packed(tmp_path / "data/normalized/sentence/factuality.zip", "{}")
    archive(tmp_path / "data/raw/sentence", all_judged())
    documents = read_factuality(tmp_path, treebank([*map(sentence, PLACES)]), "train")
    assert joined(documents) == list(enumerate(PLACES))


def test_a_treebank_that_is_not_the_whole_split_is_refused(tmp_path):
    source = archive(tmp_path, all_judged())
    for given in (PLACES[3:], PLACES[::-1], []):
        with pytest.raises(InputError, match="of 20 train judgements"):
            read_factuality(source, treebank([*map(sentence, given)]), "train")
    with pytest.raises(InputError, match="0 of 0 dev judgements"):
        read_factuality(source, treebank([*map(sentence, PLACES)]), "dev")


def test_means_in_place_of_answers_are_refused(tmp_path):
    mean = {"factuality": {"factual": {"value": 1.2, "confidence": 1.0}}}
    with pytest.raises(InputError, match="raw UDS factuality"):
        read_factuality(archive(tmp_path, [("train", 1, 4, mean)]), treebank([sentence(3)]), "train")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (answers((1, 5)), "raw UDS factuality"),
        (answers((2, 4)), "raw UDS factuality"),
        (answers(), "there are none"),
        ({"factuality": {"factual": {"value": {"a": 1}, "confidence": {"b": 4}}}}, "annotators"),
    ],
)
def test_answers_off_the_scale_are_refused(tmp_path, given, message):
    with pytest.raises(InputError, match=message):
        read_factuality(archive(tmp_path, [("train", 1, 4, given)]), treebank([sentence(3)]), "train")


def test_files_of_another_kind_are_refused(tmp_path):
    odd_key = json.dumps({"data": {"x": {"ewt-train-one": answers((1, 4))}}})
    absent = tmp_path / "absent.zip"
    plain = tmp_path / "plain.zip"
    plain.write_text("no archive", encoding="utf-8")
    for source, message in [
        (packed(tmp_path / "odd.zip", odd_key), "ewt-train-one"),
        (packed(tmp_path / "cut.zip", '{"data": {'), "raw UDS factuality"),
        (packed(tmp_path / "other.zip", "{}", "other.json"), "factuality.json"),
        (absent, "no zip"),
        (plain, "no zip"),
        (tmp_path, "holds 0 files"),
    ]:
        with pytest.raises(InputError, match=message):
            read_factuality(source, treebank([sentence(3)]), "train")
