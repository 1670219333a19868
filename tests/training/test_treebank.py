from __future__ import annotations

import pytest

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.treebank import read_treebank


def row(number, form, head=0, relation="root", misc="_"):
    return "\t".join([str(number), form, form.lower(), "X", "XX", "_", str(head), relation, "_", misc])


def sentence(text, *rows, before=(), name="s"):
    return "\n".join([*before, f"# sent_id = {name}", f"# text = {text}", *rows]) + "\n\n"


def read(tmp_path, content, name="zembla.conllu"):
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8"))
    return list(read_treebank(path))


HERON = sentence(
    "Herons fled.", row(1, "Herons", 2, "nsubj"), row(2, "fled", misc="SpaceAfter=No"), row(3, ".", 2)
)
WAIT = sentence("Wait!", row(1, "Wait", misc="Entity=x|SpaceAfter=No"), row(2, "!", 1, misc="SpaceAfter=No"))
NEW_DOCUMENT = ("# newdoc id = port-1", "# newpar id = port-1-p1")


def slices(document):
    return [[word.span.of(document.text) for word in s.words] for s in document.sentences]


def test_columns_stand_as_they_are_and_heads_count_from_zero(tmp_path):
    line = "1\tHerons\theron\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t2:nsubj\tSpaceAfter=Yes"
    content = sentence("Herons fled", line, row(2, "fled"), name="h-7")
    (document,) = read(tmp_path, content)
    first, second = document.sentences[0].words
    assert document.sentences[0].id == "h-7"
    assert (first.form, first.lemma, first.upos, first.xpos) == ("Herons", "heron", "NOUN", "NNS")
    assert (first.feats, first.head, first.relation, first.joined) == ("Number=Plur", 1, "nsubj", False)
    assert (second.head, second.span) == (-1, Span(7, 11))


def test_words_of_a_multiword_token_get_their_slices(tmp_path):
    rows = ["1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_", row(1, "Do", 3), row(2, "n't", 3), row(3, "go")]
    (document,) = read(tmp_path, sentence("Don't go", *rows))
    assert slices(document) == [["Do", "n't", "go"]]
    assert [word.joined for word in document.sentences[0].words] == [False, True, False]


@pytest.mark.parametrize(
    ("token", "forms", "parts"),
    [
        ("du", ["de", "le"], ["d", "u"]),
        ("zum", ["zu", "dem"], ["z", "um"]),
        ("abc", ["x", "yyyyyyyyyy", "z"], ["a", "b", "c"]),
        ("abcd", ["yyyyyyyyyyyy", "x", "z"], ["ab", "c", "d"]),
    ],
)
def test_words_that_do_not_spell_their_token_share_it_in_order(tmp_path, token, forms, parts):
    words = [row(i, form, 0 if i == 1 else 1) for i, form in enumerate(forms, 1)]
    (document,) = read(tmp_path, sentence(token, f"1-{len(forms)}\t{token}" + "\t_" * 8, *words))
    assert slices(document) == [parts]
    assert [word.form for word in document.sentences[0].words] == forms


def test_paragraphs_stand_apart_and_sentences_of_one_by_a_space_unless_it_is_denied(tmp_path):
    later = sentence("Wait!", *WAIT.split("\n")[2:4], before=["# newpar_block = p", "# newpar"])
    (document,) = read(tmp_path, HERON + WAIT + HERON + later)
    assert document.text == "Herons fled. Wait!Herons fled.\n\nWait!"
    assert [s.paragraph for s in document.sentences] == [True, False, False, True]
    assert slices(document) == [["Herons", "fled", "."], ["Wait", "!"]] * 2


def test_documents_begin_at_newdoc_and_get_a_name_where_they_have_none(tmp_path):
    named = HERON.replace("# sent_id", "\n".join([*NEW_DOCUMENT, "# sent_id"]))
    unnamed = HERON.replace("# sent_id", "# newdoc\n# sent_id")
    documents = read(tmp_path, WAIT + HERON + named + unnamed)
    assert [d.name for d in documents] == ["zembla-1", "port-1", "zembla-3"]
    assert [len(d.sentences) for d in documents] == [2, 1, 1]
    assert documents[1].text == documents[2].text == "Herons fled."
    assert documents[1].sentences[0].paragraph


def test_ellipsis_nodes_are_skipped(tmp_path):
    rows = [row("0.1", "gone"), row(1, "One"), row("1.1", "ate"), row(2, "fish", 1), row("2.1", "too")]
    (document,) = read(tmp_path, sentence("One fish", *rows))
    assert slices(document) == [["One", "fish"]]


def test_offsets_are_code_points_and_odd_line_separators_are_characters(tmp_path):
    (document,) = read(tmp_path, sentence("🐦\u2028b é", row(1, "🐦\u2028b"), row(2, "é", 1)) + WAIT)
    assert [word.span for word in document.sentences[0].words] == [Span(0, 3), Span(4, 5)]
    assert document.sentences[1].words[0].span == Span(6, 10)


def test_windows_line_ends_and_a_missing_last_empty_line_are_read(tmp_path):
    (document,) = read(tmp_path, (HERON + HERON).strip().replace("\n", "\r\n"))
    assert document.text == "Herons fled. Herons fled."


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(sentence("Herons", row(1, "Herons"), row(2, "fled", 1)), id="text without its token"),
        pytest.param(sentence("Herons fled", row(1, "Herons")), id="token without its text"),
        pytest.param(sentence("ab", row(1, "a"), row(2, "b", 1)), id="a space the text lacks"),
        pytest.param(
            sentence("a b", row(1, "a", misc="SpaceAfter=No"), row(2, "b", 1)), id="a space the token denies"
        ),
        pytest.param(f"# sent_id = 1\n{row(1, 'a')}\n\n", id="no text"),
        pytest.param(f"# text = a\n{row(1, 'a')}\n\n", id="no id"),
        pytest.param("# sent_id = 1\n# text = a\n\n", id="no words"),
        pytest.param(sentence("a", row(1, "a").rpartition("\t")[0]), id="nine columns"),
        pytest.param(sentence("a", row("one", "a")), id="no number"),
        pytest.param(sentence("a", row(1, "")), id="an empty form"),
        pytest.param(sentence("a b", row(1, "a"), row(3, "b", 1)), id="a gap in the numbers"),
        pytest.param(sentence("a", row(2, "a")), id="numbers from two"),
        pytest.param(
            sentence("ab", row("1-3", "ab"), row(1, "a"), row(2, "b", 1)), id="a range past the end"
        ),
        pytest.param(
            sentence("ab", row("3-1", "ab"), row(1, "a"), row(2, "b", 1)), id="a range turned round"
        ),
        pytest.param(sentence("ab", row("2-3", "ab"), row(1, "a"), row(2, "b", 1)), id="a range elsewhere"),
        pytest.param(
            sentence("a", row("1-2", "a"), row(1, "x"), row(2, "y", 1)), id="more words than characters"
        ),
        pytest.param(sentence("a b", row(1, "a"), row(2, "b")), id="two roots"),
        pytest.param(sentence("a b", row(1, "a", 2), row(2, "b", 1)), id="no root"),
        pytest.param(sentence("a b", row(1, "a"), row(2, "b", 3)), id="a head outside"),
        pytest.param(sentence("a b", row(1, "a"), row(2, "b", "_")), id="no head"),
        pytest.param(sentence("a b", row(1, "a"), row(2, "b", 2)), id="its own head"),
        pytest.param(
            sentence("a b c", row(1, "a"), row(2, "b", 3), row(3, "c", 2)), id="a circle beside the root"
        ),
        pytest.param("\n\n", id="nothing"),
    ],
)
def test_what_breaks_the_format_is_refused(tmp_path, content):
    with pytest.raises(InputError, match=r"zembla\.conllu"):
        read(tmp_path, content)


def test_what_is_no_utf8_file_is_refused(tmp_path):
    path = tmp_path / "latin.conllu"
    path.write_bytes("# text = é\n".encode("latin-1"))
    for given in (path, tmp_path / "absent.conllu", tmp_path):
        with pytest.raises(InputError, match="UTF-8"):
            list(read_treebank(given))


def test_a_sentence_of_five_thousand_words_is_read(tmp_path):
    count = 5000
    rows = [row(i, f"w{i}", i - 1) for i in range(1, count + 1)]
    (document,) = read(tmp_path, sentence(" ".join(f"w{i}" for i in range(1, count + 1)), *rows))
    assert document.sentences[0].words[-1].head == count - 2
    assert document.sentences[0].words[-1].span.of(document.text) == "w5000"
