from __future__ import annotations

import shutil

import msgspec
import numpy as np
import pytest

from rashomon.language import Analyser, LanguageSettings
from rashomon.language.analyser import SHIPPED_MODEL
from rashomon.language.manifest import MANIFEST_FILE, MODEL_FILE, TOKENIZER_FILE, load_manifest
from rashomon.model.errors import ModelError
from rashomon.model.identity import document_id, text_sha256
from rashomon.model.records import Document, Part

SENTENCE = (
    "The mayor of Halm, Ona Veld, said on Monday that the lock would stay shut. "
    "“We have no choice,” she added.\n\n"
)
HOSTILE = {
    "empty": "",
    "blank lines": "\n" * 5_000,
    "one long token": "x" * 10_000,
    "long sentence": "word " * 5_000,
    "capitals": SENTENCE.upper() * 3,
    "digits": "12345 " * 300,
    "mixed scripts": "Мэр сказал, что قال 市长说 " * 50,
    "emoji": "😀👩‍👩‍👧 said Veld 😀 " * 40,
    "zero width": "V\u200be\u200bl\u200bd said\u202e so " * 40,
    "control characters": "Veld\x01 said\x02 so\x0c " * 40,
    "quotes only": "“”‘’\"'" * 200,
}


def document(text: str, name: str = "a.txt") -> Document:
    parts = (Part(kind="body", start=0, end=len(text)),) if text else ()
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


def arrays(analysis):
    names = ("words", "sentences", "roles", "spans", "span_scores", "cue_of", "source_of", "link_scores")
    return [getattr(analysis, name).tolist() for name in names]


def test_a_plain_statement_is_found_with_its_parts_linked(analyser):
    text = SENTENCE
    analysis = next(analyser.analyse([document(text)]))
    words = [text[s:e] for s, e in analysis.spans.tolist()]
    cue = words.index("said")
    content = next(i for i, w in enumerate(words) if "the lock would stay shut" in w)
    assert analysis.cue_of[content] == cue
    assert "Ona Veld" in words[analysis.source_of[cue]]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_keeps_offsets_right_and_raises_nothing(analyser, name):
    text = HOSTILE[name]
    analysis = next(analyser.analyse([document(text)]))
    for offsets in (analysis.words, analysis.spans, analysis.sentences):
        assert ((offsets[:, 0] < offsets[:, 1]) & (offsets[:, 1] <= len(text))).all()
        assert (offsets[1:, 0] >= offsets[:-1, 1]).all()


def test_the_same_text_gives_the_same_analysis_whatever_stands_beside_it():
    texts = [document(SENTENCE * n, f"{n}.txt") for n in (1, 7, 2, 30, 1)]
    alone = [arrays(next(Analyser().analyse([d]))) for d in texts]
    for group_words, threads, order in ((10, 1, 1), (100_000, 2, 1), (600, 2, -1)):
        chosen = Analyser(LanguageSettings(group_words=group_words, threads=threads))
        found = [arrays(a) for a in chosen.analyse(texts[::order])][::order]
        assert found == alone


def test_a_long_document_is_analysed_in_stretches_that_cover_it():
    text = SENTENCE * 60
    chosen = Analyser(LanguageSettings(stretch_words=200))
    analysis = next(chosen.analyse([document(text)]))
    whole = next(Analyser().analyse([document(text)]))
    assert analysis.words.tolist() == whole.words.tolist()
    assert (analysis.cue_of < len(analysis.roles)).all()
    assert np.count_nonzero(analysis.roles == 1) > 60


def test_furniture_is_not_seen(analyser):
    text = "Veld said so.\nFollow us, said Nobody.\n"
    parts = (Part(kind="body", start=0, end=14), Part(kind="furniture", start=14, end=len(text)))
    analysis = next(analyser.analyse([msgspec.structs.replace(document(text), parts=parts)]))
    assert analysis.words[:, 1].max() <= 14


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(SHIPPED_MODEL, tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.parametrize("name", [MODEL_FILE, TOKENIZER_FILE, MANIFEST_FILE])
def test_a_missing_file_is_one_clear_error(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        Analyser(LanguageSettings(model=folder))


def test_a_truncated_model_is_one_clear_error(folder):
    path = folder / MODEL_FILE
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(ModelError, match="not the file that its manifest names"):
        Analyser(LanguageSettings(model=folder))


def test_another_tokenizer_is_one_clear_error(folder):
    path = folder / TOKENIZER_FILE
    path.write_text(path.read_text(encoding="utf-8").replace("[CLS]", "[XLS]"), encoding="utf-8")
    with pytest.raises(ModelError, match=TOKENIZER_FILE):
        Analyser(LanguageSettings(model=folder))


def test_a_later_layout_is_one_clear_error(folder):
    changed = msgspec.structs.replace(load_manifest(folder), layout=99)
    (folder / MANIFEST_FILE).write_bytes(msgspec.json.encode(changed))
    with pytest.raises(ModelError, match="layout 99"):
        Analyser(LanguageSettings(model=folder))


def test_other_labels_are_one_clear_error(folder):
    manifest = load_manifest(folder)
    head = msgspec.structs.replace(manifest.statements, labels=("O", "B-x", "I-x"))
    (folder / MANIFEST_FILE).write_bytes(
        msgspec.json.encode(msgspec.structs.replace(manifest, statements=head))
    )
    with pytest.raises(ModelError, match="other labels"):
        Analyser(LanguageSettings(model=folder))
