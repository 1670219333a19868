from __future__ import annotations

from zipfile import ZipFile

import pytest

from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.propbank import Argument, Frame, read_propbank
from training.gold.treebank import TreebankDocument, TreebankSentence, Word

TAGS = "NNS MD RB VB NN".split()  # "Otters may not sell eels"
SELLING = [
    ["-", "*", "(ARG0*)"],
    ["may.01", "(V*)", "(ARGM-MOD*)"],
    ["-", "*", "(ARGM-NEG*)"],
    ["sell.01", "(ARG1*", "(V*)"],
    ["-", "*)", "(ARG1*)"],
]


def document(name, *sentences):
    made = []
    for i, tags in enumerate(sentences):
        words = [
            Word(Span(2 * k, 2 * k + 1), "w", "w", "X", tag, "_", k - 1, "dep", joined=False)
            for k, tag in enumerate(tags)
        ]
        made.append(TreebankSentence(f"{name}-{i}", tuple(words), paragraph=False))
    return TreebankDocument(name, "", tuple(made))


def skeleton(*sentences):
    """Each sentence: its tags and, for each word, the roleset and the cells of label columns."""
    lines = []
    for i, (tags, rows) in enumerate(sentences):
        for k, (tag, cells) in enumerate(zip(tags, rows, strict=True)):
            lemma = cells[0].partition(".")[0] or "-"
            lines.append("   ".join(["a/path", str(i), str(k), "[WORD]", tag, "*", lemma, *cells]) + "  ")
        lines.append("")
    return "\n".join(lines)


def folder(tmp_path, **documents):
    for name, content in documents.items():
        path = tmp_path / "ewt" / "letters" / "00" / f"{name}.xml.gold_skel"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def frames(tmp_path, rows, tags=TAGS):
    source = folder(tmp_path, a=skeleton((tags, rows)))
    (joined,) = read_propbank(source, [document("letters-a", tags)])
    return joined.frames[0]


def test_frames_hold_word_spans_without_their_own_verb(tmp_path):
    assert frames(tmp_path, SELLING) == (
        Frame(1, "may.01", (Argument(3, 5, "ARG1"),)),
        Frame(
            3,
            "sell.01",
            (
                Argument(0, 1, "ARG0"),
                Argument(1, 2, "ARGM-MOD"),
                Argument(2, 3, "ARGM-NEG"),
                Argument(4, 5, "ARG1"),
            ),
        ),
    )


def test_labels_of_continuations_and_relatives_stay(tmp_path):
    rows = [
        ["-", "(R-ARG0*)"],
        ["sell.01", "(V*)"],
        ["-", "(C-V*)"],
        ["-", "(ARGM-TMP*)"],
        ["-", "(C-ARG1*)"],
    ]
    labels = [argument.label for argument in frames(tmp_path, rows)[0].arguments]
    assert labels == ["R-ARG0", "C-V", "ARGM-TMP", "C-ARG1"]


def test_nested_brackets_close_from_the_inside_and_outer_spans_stand_first(tmp_path):
    rows = [["-", "(ARG1(ARGM-TMP*)"], ["-", "(ARG2*"], ["sell.01", "(V*)"], ["-", "*"], ["-", "*))"]]
    assert frames(tmp_path, rows)[0].arguments == (
        Argument(0, 5, "ARG1"),
        Argument(0, 1, "ARGM-TMP"),
        Argument(1, 5, "ARG2"),
    )


def test_a_verb_of_several_words_is_left_out_whole(tmp_path):
    rows = [["-", "*"], ["sell_out.01", "(V*"], ["-", "*)"], ["-", "(ARG1*"], ["-", "*)"]]
    assert frames(tmp_path, rows) == (Frame(1, "sell_out.01", (Argument(3, 5, "ARG1"),)),)


def test_a_sentence_without_predicates_joins_with_no_frames(tmp_path):
    assert frames(tmp_path, [["-"]] * 5) == ()


def test_a_zip_is_read_as_its_folder_is(tmp_path):
    source = folder(tmp_path / "plain", a=skeleton((TAGS, SELLING)))
    packed = tmp_path / "packed.zip"
    with ZipFile(packed, "w") as archive:
        archive.write(source / "ewt/letters/00/a.xml.gold_skel", "top/ewt/letters/00/a.xml.gold_skel")
        archive.writestr("top/README.md", "")
    treebank = [document("letters-a", TAGS)]
    assert list(read_propbank(packed, treebank)) == list(read_propbank(source, treebank))


def test_sentences_that_do_not_fit_are_none_and_the_others_keep_their_places(tmp_path):
    plain = (TAGS, [["-"]] * 5)
    source = folder(tmp_path, a=skeleton(*[plain] * 40, (TAGS[:4], [["-"]] * 4), plain, (TAGS, SELLING)))
    other_tags = "UH UH UH VB NN".split()
    treebank = [document("letters-a", *[TAGS] * 41, other_tags, TAGS, TAGS)]
    (joined,) = read_propbank(source, [*treebank])
    assert [i for i, found in enumerate(joined.frames) if found is None] == [40, 41, 43]
    assert len(joined.frames[42]) == 2


def test_a_few_corrected_tags_do_not_hinder_the_join(tmp_path):
    source = folder(tmp_path, a=skeleton((TAGS, SELLING)))
    (joined,) = read_propbank(source, [document("letters-a", "NNP MD RB VBP NN".split())])
    assert len(joined.frames[0]) == 2


def test_documents_stand_in_the_treebank_s_order(tmp_path):
    plain = skeleton((TAGS, [["-"]] * 5))
    source = folder(tmp_path, a=plain, b=plain, c=plain)
    treebank = [document(f"letters-{name}", TAGS) for name in "cab"]
    assert [joined.document for joined in read_propbank(source, treebank)] == treebank


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["-", "*)"], ["sell.01", "(V*)"], ["-", "*"], ["-", "*"], ["-", "*"]], "never opened"),
        ([["-", "(ARG0*"], ["sell.01", "(V*)"], ["-", "*"], ["-", "*"], ["-", "*"]], "ARG0 is opened"),
        ([["-", "*"], ["sell.01", "(V*)"], ["say.01", "*"], ["-", "*"], ["-", "*"]], "2 predicates"),
        ([["-", "*"], ["sell.01", "(V*)"], ["-"], ["-", "*"], ["-", "*"]], "1 predicates"),
    ],
)
def test_broken_columns_are_refused_with_the_document_named(tmp_path, rows, message):
    with pytest.raises(InputError, match=f"letters-a.*{message}"):
        frames(tmp_path, rows)


def test_a_short_line_is_refused(tmp_path):
    source = folder(tmp_path, a="a/path 0 0 [WORD] NN\n")
    with pytest.raises(InputError, match=r"letters-a.*columns"):
        list(read_propbank(source, [document("letters-a", ["NN"])]))


def test_another_treebank_or_none_of_the_skeletons_is_refused(tmp_path):
    source = folder(tmp_path, a=skeleton((TAGS, SELLING)))
    for given in ([document("letters-b", TAGS)], [document("letters-a", TAGS, *[TAGS] * 5)], []):
        with pytest.raises(InputError, match="sentences join"):
            list(read_propbank(source, given))


def test_what_is_no_archive_is_refused(tmp_path):
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(b"PK\x03\x04 nothing more")
    for given in (damaged, tmp_path / "absent.zip"):
        with pytest.raises(InputError, match="neither a folder nor a zip"):
            list(read_propbank(given, [document("letters-a", TAGS)]))
