from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from itertools import pairwise

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.language import Analyser, CutText, LanguageSettings
from rashomon.model.errors import InputError
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Part

SENTENCE = (
    "The mayor of Halm, Ona Veld, said on Monday that the lock would stay shut. "
    "“We have no choice,” she added.\n\n"
)
HOSTILE = {
    "empty": "",
    "one character": "x",
    "one space": " ",
    "blank lines": "\n" * 5_000,
    "one long token": "x" * 10_000,
    "long sentence": "word " * 5_000,
    "no punctuation": "veld said the lock would stay shut and kord agreed with her " * 200,
    "capitals": SENTENCE.upper() * 3,
    "digits": "12345 " * 300,
    "one number": "1234567890" * 500,
    "mixed scripts": "Мэр сказал, что قال 市长说 " * 50,
    "no spaces": "市长说水闸将保持关闭" * 300,
    "emoji": "😀👩‍👩‍👧 said Veld 😀 " * 40,
    "zero width": "V\u200be\u200bl\u200bd said\u202e so " * 40,
    "zero width alone": "\u200b\u200d\ufeff" * 200,
    "combining marks": "V\u0301\u0302\u0303eld said so" + "\u0301" * 500,
    "control characters": "Veld\x01 said\x02 so\x0c " * 40,
    "quotes only": "“”‘’\"'" * 200,
    "line ends of all kinds": "Veld said so\r\nKord left\rNobody came\u2028It rained\x0b\x85" * 40,
    "bullets": "• Veld said so\n- Kord left\n* Nobody came\n" * 40,
}


def document(text: str, name: str = "a.txt", kind: str = "body") -> Document:
    parts = (Part(kind=kind, start=0, end=len(text)),) if text else ()
    return Document(
        id=document_id(text, name),
        path=name,
        text=text,
        text_sha256=text_sha256(text),
        length=len(text),
        parts=parts,
    )


@pytest.fixture(scope="module")
def analyser():
    return Analyser()


def analyse(analyser: Analyser, text: str, **changes):
    (found,) = analyser.analyse([msgspec.structs.replace(document(text), **changes)])
    return found


def leaves(value, path: str = ""):
    """Yield path and bytes of every array of an analysis, and path and value of all else."""
    if is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, np.ndarray):
        yield path, (str(value.dtype), value.shape, value.tobytes())
    else:
        yield path, value


def everything(analysis) -> dict:
    return dict(leaves(analysis))


def spans_of(analysis) -> dict[str, np.ndarray]:
    return {
        "entities": analysis.entities.spans,
        "times": analysis.times.spans,
        "mentions": analysis.coreference.spans,
        "arguments": analysis.frames.arguments,
        "places": analysis.frames.places,
        "cues": analysis.attributions.cues,
        "pieces": analysis.attributions.pieces,
    }


def check(analysis) -> None:
    """Check what holds for the analysis of any text."""
    text, words = analysis.text, analysis.words.tolist()
    assert all(0 <= start < end <= len(text) for start, end in words)
    assert all(before[1] <= after[0] for before, after in pairwise(words))
    assert not any(re.search(r"\s", text[start:end]) for start, end in words)
    sentences = analysis.sentences.tolist()
    assert [word for first, end in sentences for word in range(first, end)] == list(range(len(words)))
    assert all(first < end for first, end in sentences)
    for name, spans in spans_of(analysis).items():
        held = (spans[:, 0] >= 0) & (spans[:, 0] < spans[:, 1]) & (spans[:, 1] <= len(words))
        assert held.all(), name
        assert analysis.offsets(spans).shape == spans.shape
    check_trees(analysis)
    check_numbers(analysis)
    for path, array in ((p, a) for p, a in scores_of(analysis) if len(a)):
        assert np.isfinite(array).all(), path
        assert 0 <= array.min() <= array.max() <= 1, path


def scores_of(value, path: str = ""):
    if is_dataclass(value):
        for field in fields(value):
            yield from scores_of(getattr(value, field.name), f"{path}.{field.name}")
    elif path.endswith("scores"):
        yield path, value


def check_trees(analysis) -> None:
    heads = analysis.syntax.heads
    if not len(heads):
        return
    assert len(heads) == len(analysis.words)
    for first, end in analysis.sentences.tolist():
        own = heads[first:end]
        assert (own == -1).sum() == 1
        assert ((own == -1) | ((own >= first) & (own < end))).all()


def check_numbers(analysis) -> None:
    names, frames, chains = analysis.inventory, analysis.frames, analysis.coreference
    for labels, known in (
        (analysis.syntax.upos, names.upos),
        (analysis.syntax.xpos, names.xpos),
        (analysis.syntax.features, names.features),
        (analysis.syntax.relations, names.relations),
        (analysis.entities.labels, names.entities),
        (analysis.times.labels, names.times),
        (frames.labels, names.roles),
        (frames.frame, frames.predicates),
        (frames.placed, frames.predicates),
        (analysis.attributions.cue, analysis.attributions.cues),
    ):
        assert ((labels >= 0) & (labels < max(1, len(known)))).all()
    assert (chains.antecedents < np.arange(len(chains.antecedents))).all()
    assert sorted(set(chains.chains.tolist())) == list(range(int(chains.chains.max(initial=-1)) + 1))


def test_a_plain_statement_is_found_with_its_parts_linked(analyser):
    analysis = analyse(analyser, SENTENCE)
    said = analysis.attributions
    cues = [SENTENCE[start:end] for start, end in analysis.offsets(said.cues).tolist()]
    pieces = [SENTENCE[start:end] for start, end in analysis.offsets(said.pieces).tolist()]
    own = np.flatnonzero(said.cue == cues.index("said"))
    assert any("the lock would stay shut" in pieces[i] for i in own if not said.is_source[i])
    assert any("Ona Veld" in pieces[i] for i in own if said.is_source[i])


def test_plain_sentences_are_told_apart(analyser):
    text = "The lock is shut. Nobody came. It rained all day."
    analysis = analyse(analyser, text)
    found = [text[start:end] for start, end in analysis.offsets(analysis.sentences).tolist()]
    assert found == ["The lock is shut.", "Nobody came.", "It rained all day."]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_keeps_offsets_right_and_raises_nothing(analyser, name):
    analysis = analyse(analyser, HOSTILE[name])
    check(analysis)


@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        alphabet=st.one_of(
            st.sampled_from("abc ABC 123 .,“”‘’\"' \n\r\t-—…"),
            st.sampled_from("é\u0301ßİıĲﬁ\u200b\u200d\u202e\x00\ud7ff😀👩‍👩‍👧中文кот عربي"),
            st.characters(codec="utf-8"),
        ),
        max_size=120,
    )
)
def test_any_text_keeps_offsets_right(analyser, text):
    check(analyse(analyser, text))


def test_every_letter_and_digit_is_in_a_word(analyser):
    text = SENTENCE + "At 7:30pm (22°C) they'd re-elected E.U. co-chair O'Veld; cf. §4, 50%!"
    covered = {i for start, end in analyse(analyser, text).words.tolist() for i in range(start, end)}
    assert {i for i, character in enumerate(text) if character.isalnum()} <= covered


def batch() -> list[Document]:
    texts = [SENTENCE * n for n in (1, 7, 2, 30, 1)] + ["", " \n ", SENTENCE.upper(), "x" * 300, "Veld."]
    return [document(text, f"{number}.txt") for number, text in enumerate(texts)]


@pytest.fixture(scope="module")
def alone():
    return [everything(next(Analyser().analyse([d]))) for d in batch()]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    "changes",
    [
        {"group_words": 1, "ahead_words": 1, "threads": 1},
        {"group_words": 600, "ahead_words": 100, "threads": 2},
        {"group_words": 1_000_000, "ahead_words": 1_000_000, "threads": 4},
    ],
)
def test_the_same_text_gives_the_same_analysis_whatever_stands_beside_it(alone, changes, order):
    chosen = Analyser(LanguageSettings(**changes))
    found = [everything(a) for a in chosen.analyse(batch()[::order])][::order]
    for together, single in zip(found, alone, strict=True):
        for path, value in single.items():
            assert together[path] == value, path


def test_the_same_document_twice_in_a_row_is_analysed_twice(analyser):
    texts = [document(SENTENCE), document(SENTENCE), document(""), document(""), document(SENTENCE)]
    found = list(analyser.analyse(texts))
    assert [a.document for a in found] == [d.id for d in texts]
    assert everything(found[0]) == everything(found[1]) == everything(found[4])


def test_documents_are_read_one_by_one_as_they_are_asked_for():
    taken = []

    def source():
        for number in range(50):
            taken.append(number)
            yield document(SENTENCE, f"{number}.txt")

    analyses = Analyser(LanguageSettings(group_words=30, ahead_words=30)).analyse(source())
    next(analyses)
    assert len(taken) < 10
    assert sum(1 for _ in analyses) == 49


def test_no_documents_have_no_analyses(analyser):
    assert list(analyser.analyse([])) == []


def test_a_long_document_is_analysed_in_stretches_that_cover_it(analyser):
    text = SENTENCE * 60
    chosen = Analyser(LanguageSettings(stretch_words=200))
    (analysis,) = chosen.analyse([document(text)])
    whole = analyse(analyser, text)
    check(analysis)
    assert analysis.words.tolist() == whole.words.tolist()
    assert len(analysis.syntax.heads) == len(whole.syntax.heads)
    edges = np.arange(200, len(analysis.words), 200)
    for spans in spans_of(analysis).values():
        assert not ((spans[:, :1] < edges) & (spans[:, 1:] > edges)).any()


def test_furniture_is_not_seen(analyser):
    text = "Veld said so.\nFollow us, said Nobody.\n"
    parts = (Part(kind="body", start=0, end=14), Part(kind="furniture", start=14, end=len(text)))
    analysis = analyse(analyser, text, parts=parts)
    assert analysis.words[:, 1].max() <= 14


def test_a_document_of_furniture_alone_has_no_words(analyser):
    analysis = analyse(analyser, "Follow us", parts=(Part(kind="furniture", start=0, end=9),))
    assert analysis.words.shape == analysis.sentences.shape == (0, 2)


def test_a_document_may_be_a_title_and_nothing_else(analyser):
    text = "Veld: lock stays shut"
    analysis = analyse(analyser, text, parts=(Part(kind="title", start=0, end=len(text)),))
    check(analysis)
    assert len(analysis.words) == 5


def test_what_a_title_says_is_kept_apart_from_the_text_below_it(analyser):
    title = "Mayor says lock stays shut\n"
    text = title + SENTENCE
    parts = (
        Part(kind="title", start=0, end=len(title)),
        Part(kind="body", start=len(title), end=len(text)),
    )
    said = analyse(analyser, text, parts=parts).attributions
    border = 5
    in_title = said.cues[said.cue, 0] < border
    assert ((said.pieces[:, 0] < border) == in_title).all()


def test_a_sentence_begins_with_each_part(analyser):
    text = "Lock shut Veld said so"
    parts = (Part(kind="heading", start=0, end=10), Part(kind="body", start=10, end=len(text)))
    analysis = analyse(analyser, text, parts=parts)
    assert 2 in analysis.sentences[:, 0].tolist()


def known(text: str, *sentences: int, paragraphs=()) -> CutText:
    words = tuple(Span(*m.span()) for m in re.finditer(r"\S+", text))
    return CutText("a", text, words, sentences, tuple(paragraphs))


def test_given_words_and_sentences_stay_as_they_are(analyser):
    cut = known("Veld shut it Nobody came", 0, 3)
    (analysis,) = analyser.analyse_words([cut])
    check(analysis)
    assert analysis.words.tolist() == [[word.start, word.end] for word in cut.words]
    assert analysis.sentences.tolist() == [[0, 3], [3, 5]]
    assert analysis.document == document_id(cut.text, "a")


@pytest.mark.parametrize("sentences", [(), (1,), (0, 0), (0, 3, 2), (0, 5), (0, -1)])
def test_given_sentences_must_be_in_order_and_hold_every_word(analyser, sentences):
    with pytest.raises(InputError, match="sentences of a must begin"):
        list(analyser.analyse_words([known("Veld shut it Nobody came", *sentences)]))


@pytest.mark.parametrize("words", [[(0, 4), (3, 9)], [(5, 9), (0, 4)], [(0, 99)], [(4, 4)], [(-1, 4)]])
def test_given_words_must_be_in_order_and_inside_the_text(analyser, words):
    cut = CutText("a", "Veld shut it", tuple(Span(*word) for word in words), (0,))
    with pytest.raises(InputError, match="words of a must not"):
        list(analyser.analyse_words([cut]))


def test_texts_with_given_words_come_in_order_and_are_read_as_if_alone(analyser):
    texts = [known("Veld shut it Nobody came " * n, 0, *([3] if n else [])) for n in (20, 1, 7, 40, 2)]
    texts.insert(2, known(" "))
    together = list(analyser.analyse_words(iter(texts)))
    assert [analysis.text for analysis in together] == [text.text for text in texts]
    for text, analysis in zip(texts, together, strict=True):
        (alone,) = analyser.analyse_words([text])
        assert everything(alone) == everything(analysis)


def test_texts_with_given_words_are_sent_ahead_and_no_further_than_is_set():
    taken: list[int] = []
    texts = (known("Veld shut it " * 10, 0) for number in range(50) if not taken.append(number))
    next(Analyser(LanguageSettings(ahead_words=90, group_words=30)).analyse_words(texts))
    assert 3 <= len(taken) <= 6


def test_given_words_may_have_no_pieces_or_be_none(analyser):
    text = "\u200b Veld \x01 😀"
    some, empty = analyser.analyse_words([known(text, 0), known(" ")])
    check(some)
    assert empty.words.shape == (0, 2)
    assert everything(empty)[".syntax.heads"][1] == (0,)


def test_given_paragraphs_are_seen(analyser):
    text = "Lock shut Veld said so " * 20
    paragraphs = [Span(at, at + 23) for at in range(0, 460, 23)]
    plain, parted = analyser.analyse_words([known(text, 0), known(text, 0, paragraphs=paragraphs)])
    edges = np.arange(5, 100, 5)
    cues = parted.attributions.cues
    assert plain.words.tolist() == parted.words.tolist()
    assert not ((cues[:, :1] < edges) & (cues[:, 1:] > edges)).any()


def test_offsets_are_those_of_first_and_last_word(analyser):
    analysis = analyse(analyser, "Ona Veld said so.")
    assert analysis.offsets(np.array([[0, 2], [2, 3]], np.int32)).tolist() == [[0, 8], [9, 13]]
    assert analysis.offsets(np.zeros((0, 2), np.int32)).shape == (0, 2)


@pytest.mark.parametrize("name", ["threads", "ahead_words", "group_words", "stretch_words"])
@pytest.mark.parametrize("value", [0, -5])
def test_a_setting_below_one_is_named(name, value):
    with pytest.raises(InputError, match=f"{name} must be 1 or more, not {value}"):
        Analyser(LanguageSettings(**{name: value}))


@pytest.mark.parametrize("word", ["-" * 400, "." * 2000, "中" * 900, "a-" * 500])
def test_a_given_word_of_more_pieces_than_a_window_is_read(analyser, word):
    cut = known(f"Veld said {word} is shut .", 0)
    (analysis,) = analyser.analyse_words([cut])
    check(analysis)
    assert analysis.words.tolist() == [[w.start, w.end] for w in cut.words]


def test_half_a_surrogate_pair_is_told_with_its_word(analyser):
    cut = known("He said \udc00no", 0)
    with pytest.raises(InputError, match="holds half a surrogate pair"):
        list(analyser.analyse_words([cut]))


def test_no_mention_reaches_over_the_end_of_its_sentence(analyser):
    words = "Ona Veld met Jory Haskett . The Lock Union of Osk and its lawyers struck last Friday . "
    (analysis,) = analyser.analyse_words([known(words * 12, *range(0, 17 * 12, 17))])
    starts, ends = analysis.coreference.spans.T
    assert len(starts) > 20
    assert (starts // 17 == (ends - 1) // 17).all()
