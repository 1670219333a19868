from __future__ import annotations

import pytest

from rashomon import pipeline
from rashomon._stages import Pipeline, Stage, Step, told
from rashomon._streaming import findings
from rashomon._summary import Tally
from rashomon.model.corpus import Extraction
from rashomon.model.identity import document_id, finding_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import Document, Mention
from rashomon.read import SourceEntry, Sources


def document(name, text="The ferry is late.", language="en", unread=()):
    return Document(
        id=document_id(text, name), path=name, text=text, text_sha256=text_sha256(text), length=len(text),
        language=language, unread=unread,
    )  # fmt: skip


class LookingAhead:
    """An analyser that takes `ahead` documents before it gives the first analysis back."""

    def __init__(self, ahead):
        self.ahead = ahead
        self.calls = 0

    def analyse(self, documents):
        self.calls += 1
        held = []
        for each in documents:
            held.append(each)
            if len(held) == self.ahead:
                yield from (item.id for item in held)
                held = []
        yield from (item.id for item in held)


def mentioning(each, analysis):
    assert analysis == each.id, "a document met the analysis of another one"
    spans = (Span(4, 9), Span(0, 3))
    mentions = tuple(
        Mention(id=finding_id(each.id, "mention", (s,)), document=each.id, span=s, text=s.of(each.text),
                type="other", score=1.0, made_by="test")
        for s in spans
    )  # fmt: skip
    return Extraction(documents=(each,), mentions=mentions)


# Composition


def test_a_stage_whose_needs_nobody_gives_is_refused():
    with pytest.raises(ValueError, match=r'stage "report" needs Extraction, Comparison'):
        Pipeline((pipeline.Inputs,), (pipeline.rendering(pipeline.RunSettings()),))


def test_the_order_of_stages_counts():
    settings = pipeline.RunSettings()
    with pytest.raises(ValueError, match='stage "load the model" needs DocumentStream'):
        Pipeline((pipeline.Inputs,), (pipeline.extracting(settings), pipeline.reading(settings)))


def test_a_stage_that_gives_another_type_than_it_says_is_found_out():
    stage = Stage("lie", (int,), (str,), lambda number: (number,))
    with pytest.raises(TypeError, match="expected a value of type str, got int"):
        Pipeline((int,), (stage,)).run(1)


def test_a_later_value_takes_the_place_of_an_earlier_one():
    double = Stage("double", (int,), (int,), lambda number: (2 * number,))
    assert Pipeline((int,), (double, double)).run(3)[int] == 12


def test_every_stage_is_told_of():
    steps = []
    double = Stage("double", (int,), (int,), lambda number: (2 * number,))
    Pipeline((int,), (double,)).run(3, progress=steps.append)
    assert steps == [Step("double", 0)]


def test_progress_counts_and_drops_a_total_that_was_too_small():
    steps = []
    assert list(told(iter("abc"), "extract", steps.append, total=2)) == ["a", "b", "c"]
    assert steps == [Step("extract", 1, 2), Step("extract", 2, 2), Step("extract", 3, None)]


# Streaming


@pytest.mark.parametrize("ahead", [1, 2, 3, 100])
@pytest.mark.parametrize("languages", ["", "e", "f", "eef", "fee", "fefef", "eefffe", "eeeeee"])
def test_findings_come_in_order_whatever_the_analyser_holds(ahead, languages):
    given = [document(f"{n}.txt", language="en" if kind == "e" else "fr") for n, kind in enumerate(languages)]
    found = list(findings(given, LookingAhead(ahead), mentioning))
    assert [each.documents[0].path for each in found] == [each.path for each in given]
    assert [bool(each.mentions) for each in found] == [each.language == "en" for each in given]


def test_findings_stand_in_order_of_place():
    (found,) = findings([document("a.txt")], LookingAhead(1), mentioning)
    assert [each.text for each in found.mentions] == ["The", "ferry"]


def test_another_language_is_passed_by_with_its_reason():
    (found,) = findings([document("a.txt", "Le bac est en retard.", "fr")], LookingAhead(1), mentioning)
    assert "another language (fr)" in found.documents[0].unread[0]


def test_a_text_without_words_is_passed_by_with_its_reason():
    (found,) = findings([document("a.txt", " \n")], LookingAhead(1), mentioning)
    assert found.documents[0].unread == ("the text is empty",)


def test_a_document_that_was_not_read_keeps_its_own_reason():
    (found,) = findings([document("a.pdf", "", None, ("encrypted",))], LookingAhead(1), mentioning)
    assert found.documents[0].unread == ("encrypted",)


def test_a_text_of_unknown_language_is_analysed():
    (found,) = findings([document("a.txt", language=None)], LookingAhead(1), mentioning)
    assert found.mentions


def test_a_long_run_of_foreign_texts_does_not_pile_up():
    taken = []

    def endless():
        for number in range(100_000):
            taken.append(number)
            yield document(f"{number}.txt", language="fr")

    stream = findings(endless(), LookingAhead(10), mentioning)
    next(stream)
    assert len(taken) < 1_000


def test_the_first_findings_come_before_the_last_document_is_read():
    taken = []

    def slow():
        for number in range(1_000):
            taken.append(number)
            yield document(f"{number}.txt")

    next(findings(slow(), LookingAhead(3), mentioning))
    assert len(taken) <= 3


def test_the_model_is_loaded_once_however_many_documents_there_are():
    analyser = LookingAhead(7)
    given = [document(f"{n}.txt") for n in range(200)]
    assert len(list(findings(given, analyser, mentioning))) == 200
    assert analyser.calls == 1


# What is left over


def test_sources_are_used_up_by_one_document_after_another():
    tally = Tally(Sources(tuple(SourceEntry(match=name) for name in ("a.txt", "b.txt", "c.txt"))))
    tally.add(Extraction(documents=(document("c.txt"),)))
    tally.add(Extraction(documents=(document("a.txt"),)))
    assert tally.summary().unused == ("b.txt",)


# Counting the inputs


def test_files_of_a_folder_are_counted(tmp_path):
    (tmp_path / "deep").mkdir()
    for name in ("a.txt", "deep/b.html"):
        (tmp_path / name).write_text("x")
    assert pipeline.count_files([str(tmp_path), "other.pdf"]) == 3


@pytest.mark.parametrize("name", ["texts.zip", "rows.JSONL", "-", "crawl.warc.gz"])
def test_what_may_hold_many_texts_is_not_counted(name):
    assert pipeline.count_files(["a.txt", name]) is None
