from __future__ import annotations

import subprocess
import sys

import pytest

import rashomon
from rashomon import pipeline
from rashomon.model.corpus import Extraction
from rashomon.model.schema import COMPARED, EXTRACTED
from rashomon.read.settings import FetchLimits

FIRST = """Ferry to Osk stays in port

The harbour office in Osk said on Monday that the ferry would stay in port until its hull had been repaired.

"Nobody will sail on a cracked hull," harbour master Ina Torv told reporters at the quay.
"""
SECOND = """Islanders angry over ferry

The harbour office in Osk said on Monday that the ferry would stay in port until its hull had been repaired.

Islanders' spokesman Per Lund denied that the hull was cracked and demanded a second inspection this week.
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "first.txt").write_text(FIRST)
    (folder / "second.txt").write_text(SECOND)
    return folder


@pytest.fixture(scope="module")
def story(texts):
    return rashomon.compare(texts)


def printed(code):
    """Return the words that `code` prints in a fresh process."""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    return set(ended.stdout.split())


# The package


def test_every_public_name_is_there():
    for name in rashomon.__all__:
        assert getattr(rashomon, name) is not None
    assert sorted(rashomon.__all__) == rashomon.__all__
    assert set(dir(rashomon)) == set(rashomon.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'verdict'"):
        rashomon.verdict  # noqa: B018


def test_a_star_import_gives_the_public_names():
    names = {}
    exec("from rashomon import *", names)  # noqa: S102 - the statement under test
    assert set(rashomon.__all__) <= set(names)


@pytest.mark.parametrize(
    "module", ["rashomon.read", "rashomon.compare.settings", "rashomon.extract", "rashomon.pipeline"]
)
def test_verbs_stay_functions_when_rooms_of_their_names_are_imported(module):
    verbs = ("read", "extract", "compare")
    assert printed(
        f"import {module}, rashomon; print(*(callable(getattr(rashomon, v)) for v in {verbs}))"
    ) == {"True"}


def test_importing_the_package_loads_nothing_heavy():
    code = "import sys, rashomon; print(*sorted(m for m in sys.modules if '.' not in m))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    loaded = set(ended.stdout.split())
    assert not loaded & {
        "torch",
        "onnxruntime",
        "numpy",
        "msgspec",
        "trafilatura",
        "lxml",
        "typer",
        "jinja2",
        "pandas",
    }


def test_a_whole_run_loads_no_training_library(texts):
    loaded = printed(f"import sys, rashomon; rashomon.compare({str(texts)!r}); print(*sys.modules)")
    assert "onnxruntime" in loaded
    assert not loaded & {"torch", "transformers", "onnx"}


# Verbs


def test_read_gives_documents_as_they_stand(texts):
    documents = rashomon.read(texts)
    assert [each.path for each in documents] == ["first.txt", "second.txt"]
    assert documents[0].text == FIRST


def test_extract_finds_statements_at_their_characters(texts):
    found = rashomon.extract(texts)
    assert found.statements
    for statement in found.statements:
        text = found.text(statement.document)
        words = " … ".join(span.of(text) for span in statement.content.spans)
        assert statement.content.text == words


def test_compare_finds_the_sentence_that_both_share(story):
    document_ids = {each.id for each in story.documents}
    assert any({link.left.document, link.right.document} == document_ids for link in story.links)


def test_documents_and_paths_may_be_given_together(texts):
    documents = rashomon.read(texts / "first.txt")
    found = rashomon.extract(texts / "second.txt", documents, documents[0])
    assert [each.text for each in found.documents] == [SECOND, FIRST, FIRST]


def test_slices_of_documents_can_be_given(texts):
    assert len(rashomon.extract(rashomon.read(texts)[:1]).documents) == 1


def test_nothing_given_is_said():
    with pytest.raises(rashomon.InputError, match="No input was given"):
        rashomon.extract()


@pytest.mark.parametrize("shape", [list, tuple, iter, lambda paths: [paths]])
def test_inputs_may_stand_in_a_list(texts, shape):
    paths = [str(texts / "first.txt"), texts / "second.txt"]
    assert [each.text for each in rashomon.read(shape(paths))] == [FIRST, SECOND]


def test_a_list_may_hold_documents_and_paths(texts):
    documents = rashomon.read(texts / "first.txt")
    found = rashomon.extract([documents[0], texts / "second.txt", documents])
    assert [each.text for each in found.documents] == [SECOND, FIRST, FIRST]


def test_an_empty_list_is_no_input():
    with pytest.raises(rashomon.InputError, match="No input was given"):
        rashomon.read([])


def test_an_empty_table_is_an_input(texts):
    assert len(rashomon.extract(rashomon.read(texts)[:0]).documents) == 0


@pytest.mark.parametrize(
    ("given", "kind"),
    [(5, "int"), (None, "NoneType"), (b"a.txt", "bytes"), ({"a.txt": 1}, "dict"), ({"a.txt"}, "set")],
)
def test_what_is_no_input_is_named(given, kind):
    with pytest.raises(rashomon.InputError, match=f"of type {kind} can't be read"):
        rashomon.read(given)
    with pytest.raises(rashomon.InputError, match=f"of type {kind} can't be read"):
        rashomon.read([given])


def test_an_open_file_is_no_input(texts):
    with (texts / "first.txt").open() as file, pytest.raises(rashomon.InputError, match="TextIOWrapper"):
        rashomon.read(file)


def test_findings_are_no_input(story):
    with pytest.raises(rashomon.InputError, match="of type Statement"):
        rashomon.extract(story.statements)


def test_a_path_that_does_not_exist_is_said():
    with pytest.raises(rashomon.InputError, match="nowhere"):
        rashomon.read("nowhere")


def test_two_runs_find_the_same(texts, story):
    again = rashomon.compare(texts)
    for name in COMPARED:
        assert getattr(again, name) == getattr(story, name)


def test_a_statement_rejected_by_hand_is_gone(texts):
    before = rashomon.extract(texts)
    wrong = before.statements[0]
    said = before.judgement("reject", wrong, by="an editor", at="2031-02-03")
    after = rashomon.extract(texts, judgements=[said])
    assert wrong.id not in {each.id for each in after.statements}
    assert len(after.statements) < len(before.statements)
    assert after.unmatched == ()


def test_actors_merged_by_hand_are_one(texts, story):
    first, second = [m for m in story.mentions if m.text in ("Ina Torv", "Per Lund")][:2]
    assert first.actor != second.actor
    said = story.judgement("merge_actors", first, second, by="an editor", at="2031-02-03", note="an alias")
    after = rashomon.compare(texts, judgements=[said])
    assert after.unmatched == ()
    assert {m.actor for m in after.mentions if m.text in ("Ina Torv", "Per Lund")} == {first.actor}
    assert len(after.actors) == len(story.actors) - 1


def test_a_speaker_set_by_hand_speaks(texts, story):
    wrong = next(each for each in story.statements if "Torv" not in each.speaker.text)
    said = story.judgement("set_speaker", wrong, value="Ina Torv", by="an editor", at="2031-02-03")
    after = rashomon.compare(texts, judgements=[said])
    (changed,) = (s for s in after.statements if s.id == wrong.id)
    assert (changed.speaker.text, changed.made_by) == ("Ina Torv", "hand")
    (torv,) = (actor.id for actor in after.actors if "Ina Torv" in actor.names)
    assert [member.actor for member in changed.speaker.members] == [torv]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind": "bogus"}, "no kind of judgement 'bogus'; there are: reject, "),
        ({"kind": "set_speaker"}, "needs the speaker's name as `value`"),
        ({"kind": "set_speaker", "value": " "}, "needs the speaker's name as `value`"),
        ({"kind": "set_speaker", "value": 5}, r"Expected `str \| null`, got `int`"),
        ({"value": "Ina Torv"}, "takes no `value`"),
        ({"at": "yesterday"}, "not 'yesterday'"),
        ({"at": ""}, "needs `at`"),
        ({"by": " "}, "needs `by`"),
        ({"by": None}, "Expected `str`, got `null`"),
    ],
)
def test_a_judgement_that_makes_no_sense_is_refused(story, given, words):
    arguments = {"kind": "reject", "by": "an editor", "at": "2031-02-03T10:00:00Z"} | given
    with pytest.raises(rashomon.InputError, match=words):
        story.judgement(arguments.pop("kind"), story.statements[0], **arguments)


def test_a_position_set_is_found_again_by_who_and_what(texts, story):
    matter = story.propositions[0]
    said = next(each for each in (*story.statements, *story.events) if each.id in matter.members)
    actor = next(each for each in story.actors if "Per Lund" in each.names)
    position = story.judgement(
        "set_position", said, value="doubts", actor=actor, by="an editor", at="2031-02-03"
    )
    assert position.actor.name == "Per Lund"
    assert position.actor.target.quote == ("Per Lund",)
    after = rashomon.compare(texts, judgements=[position])
    assert after.unmatched == ()
    held = [each for each in after.positions if each.made_by == "hand"]
    assert [(each.position, each.actor) for each in held] == [("doubts", actor.id)] * len(held) != []


def test_a_link_is_rejected_by_its_passages(texts, story):
    wrong = story.judgement("reject_link", story.links[0], by="an editor", at="2031-02-03")
    assert len(wrong.targets) == 2
    assert len(rashomon.compare(texts, judgements=[wrong]).links) == len(story.links) - 1


def test_what_changed_since_is_a_table_and_is_written(texts, story, tmp_path):
    story.write(tmp_path / "earlier")
    same = rashomon.compare(texts, since=tmp_path / "earlier")
    assert len(same.changes) == len(story.changes) == 0
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "first.txt").write_text(FIRST)
    fewer = rashomon.compare(tmp_path / "t", since=tmp_path / "earlier")
    assert {(each.what, each.change) for each in fewer.changes} >= {("text", "gone"), ("statement", "gone")}
    fewer.write(tmp_path / "now")
    assert tuple(rashomon.load(tmp_path / "now").changes) == tuple(fewer.changes)
    assert "What changed" in fewer.report(tmp_path / "r.html").read_text()


def test_an_earlier_run_that_is_none_is_one_clear_error(texts, tmp_path):
    with pytest.raises(rashomon.InputError, match="is no folder"):
        rashomon.compare(texts, since=tmp_path / "nowhere")


def test_a_judgement_on_nothing_is_refused(story):
    with pytest.raises(rashomon.InputError, match="needs a target"):
        story.judgement("reject", by="an editor", at="2031-02-03")


@pytest.mark.parametrize(
    ("kind", "table"),
    [("merge_actors", "statements"), ("set_speaker", "mentions"), ("reject", "actors"), ("reject", "links")],
)
def test_a_judgement_on_another_kind_of_finding_is_refused(story, kind, table):
    with pytest.raises(rashomon.InputError, match=f"{kind} is said of a .*, not of a [AMLS]"):
        story.judgement(kind, getattr(story, table)[0], by="an editor", at="2031-02-03", value="Ina Torv")


def test_a_finding_of_another_run_is_refused(story):
    with pytest.raises(rashomon.InputError, match="not of this run"):
        rashomon.Findings(Extraction()).judgement("reject", story.statements[0], by="x", at="2031-02-03")


# Kept and shown


def test_what_is_written_loads_again(story, tmp_path):
    story.write(tmp_path)
    loaded = rashomon.load(tmp_path)
    assert isinstance(loaded, rashomon.Story)
    for name in COMPARED:
        assert getattr(loaded, name) == getattr(story, name)


def test_findings_without_a_comparison_load_as_such(texts, tmp_path):
    rashomon.extract(texts).write(tmp_path)
    assert type(rashomon.load(tmp_path)) is rashomon.Findings


def test_a_report_is_one_page_without_scripts_from_elsewhere(story, tmp_path):
    path = story.report(tmp_path / "page.html")
    page = path.read_text(encoding="utf-8")
    assert "Content-Security-Policy" in page
    assert "Ina Torv" in page


def test_a_share_version_holds_no_full_text(story, tmp_path):
    page = story.report(tmp_path / "page.html", share=True).read_text(encoding="utf-8")
    assert "first.txt" not in page


def test_a_document_that_is_not_there_has_no_text(story):
    with pytest.raises(KeyError):
        story.text("0" * 16)


# Settings


READ_FAULTS = [
    ({"max_pages": 0}, "ReadSettings.max_pages must be 1 or more, not 0"),
    ({"max_bytes": "x"}, "ReadSettings.max_bytes takes a whole number, not 'x'"),
    ({"max_bytes": 1.5}, "takes a whole number, not 1.5"),
    ({"max_entries": True}, "takes a whole number, not True"),
    ({"max_nesting": -1}, "must be 0 or more, not -1"),
    ({"fetch": "no"}, "fetch takes True or False, not 'no'"),
    ({"fetching": FetchLimits(seconds=0)}, "fetching.seconds must be above 0"),
    ({"fields": rashomon.FieldNames(text="")}, "fields.text is an empty text"),
    ({"fields": rashomon.FieldNames(title=None)}, "fields.title takes a text, not None"),
    ({"sources": {"a.txt": "Oskland"}}, "sources takes Sources, not"),
]
COMPARE_FAULTS = [
    ({"verbatim_words": -1}, "CompareSettings.verbatim_words must be 1 or more, not -1"),
    ({"rewording": 1.1}, "rewording must be 0 or more, at most 1, not 1.1"),
    ({"rewording": float("nan")}, "rewording must be 0 or more, at most 1, not nan"),
    ({"rewording_marks": (1.0,)}, r"rewording_marks takes 6 numbers, not \(1.0,\)"),
    ({"rewording_marks": (0, 0, 0, 0, 0, "x")}, "rewording_marks takes 6 numbers"),
    ({"rewording_around": 3}, "rewording_around takes a tuple, not 3"),
    ({"name_likeness": 101}, "at most 100, not 101"),
    ({"window": None}, "window takes a whole number, not None"),
]


@pytest.mark.parametrize(("given", "words"), READ_FAULTS)
def test_settings_of_reading_that_can_not_be_used_are_named(texts, given, words):
    for verb in (rashomon.read, rashomon.extract, rashomon.compare):
        with pytest.raises(rashomon.InputError, match=words):
            verb(texts, settings=rashomon.ReadSettings(**given))


@pytest.mark.parametrize(("given", "words"), COMPARE_FAULTS)
def test_settings_of_comparing_that_can_not_be_used_are_named(texts, given, words):
    with pytest.raises(rashomon.InputError, match=words):
        rashomon.compare(texts, comparison=rashomon.CompareSettings(**given))


def test_settings_of_another_stage_are_refused(texts):
    with pytest.raises(rashomon.InputError, match="type ReadSettings are needed, not CompareSettings"):
        rashomon.compare(texts, settings=rashomon.CompareSettings())
    with pytest.raises(rashomon.InputError, match="type CompareSettings are needed, not dict"):
        rashomon.compare(texts, comparison={"window": 3})


def test_settings_at_their_bounds_are_taken(texts):
    settings = rashomon.ReadSettings(max_nesting=0, max_pages=1, fields=rashomon.FieldNames(text="body"))
    comparison = rashomon.CompareSettings(rewording_alone=0, whole_share=1, shared_weight=2)
    assert len(rashomon.compare(texts, settings=settings, comparison=comparison).documents) == 2


# Tables


@pytest.mark.parametrize("name", COMPARED)
def test_every_table_turns_into_every_frame_with_the_same_columns(story, name):
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    pytest.importorskip("pyarrow")
    table = getattr(story, name)
    columns = list(table.to_arrow().schema.names)
    assert list(table.to_pandas().columns) == columns
    assert table.to_polars().columns == columns
    assert len(table.to_pandas()) == table.to_polars().height == table.to_arrow().num_rows == len(table)


@pytest.mark.parametrize("name", EXTRACTED)
def test_tables_without_rows_keep_their_columns(name):
    pytest.importorskip("polars")
    empty = getattr(rashomon.Findings(Extraction()), name)
    assert empty.to_polars().columns == list(empty.to_arrow().schema.names) == list(empty.to_pandas().columns)


def test_arrow_and_polars_hold_what_the_json_holds(story):
    pytest.importorskip("polars")
    rows = story.statements.to_dicts()
    assert story.statements.to_arrow().to_pylist() == rows
    assert story.statements.to_polars().to_dicts() == rows


def test_a_table_is_a_sequence(story):
    table = story.statements
    assert table[0] in table
    assert list(table[1:]) == list(table)[1:]
    assert table.index(table[-1]) == len(table) - 1
    assert repr(table) == f"<statements: {len(table)}>"


@pytest.mark.parametrize(
    ("method", "module"), [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")]
)
def test_a_missing_library_is_named(story, monkeypatch, method, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(
        rashomon.InputError, match=f"needs {module}, which is not installed: run `pip install"
    ):
        getattr(story.statements, method)()


def test_a_notebook_shows_no_foreign_markup(tmp_path):
    (tmp_path / "a.txt").write_text(
        "The sign on the ferry said <script>alert('late')</script> all day.\n" * 9
    )
    shown = rashomon.read(tmp_path)._repr_html_() + rashomon.extract(tmp_path)._repr_html_()
    assert "<script" not in shown
    assert "&lt;script" in shown


def test_a_notebook_shows_long_tables_in_part(tmp_path):
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"The ferry made {number} journeys.\n")
    shown = rashomon.read(tmp_path)._repr_html_()
    assert shown.count("<tr>") == 21
    assert "10 more" in shown


def test_the_pipeline_is_what_the_verbs_run(texts, story):
    values = pipeline.compare_documents_of(rashomon.read(texts), pipeline.RunSettings())
    assert values[Extraction].statements == tuple(story.statements)
