"""Events of small stories, read and checked."""

from __future__ import annotations

import pytest

from rashomon.model.errors import InputError
from training.gold.happened import HAPPENED, read_happened

STORY = """
label = "A lock is shut"

[[text]]
name = "01.txt"
outlet = "Orle Press"
body = '''
Lock shut at Orle

Guards held three bargees at the lock on Tuesday.
'''
"""
EVENTS = """
["01.txt"]
held = { type = "COERCE", status = "happened", same = "arrest", figures = [{ kind = "held", best = 3 }],
  mark = '''{actor Guards} {e held} {recipient {f three} bargees} at the lock on {w Tuesday}''' }
"""


@pytest.fixture
def folder(tmp_path):
    for name, content in (("partings", STORY), ("events", EVENTS.replace("],\n  mark", "], mark"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "lock.toml").write_text(content, encoding="utf-8")
    return tmp_path / "events"


def test_events_are_read_with_their_figures(folder):
    (text,) = read_happened(folder)
    held = text.notes["held"]
    assert (text.name, held.type, held.same) == ("lock/01.txt", "COERCE", "arrest")
    assert [figure.best for figure in held.figures] == [3]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{e held}", "held", "lock/01.txt, held: one trigger is needed"),
        ("{f three}", "three", "and a value a figure"),
        ("{w Tuesday}", "{x Tuesday}", "no such label as x"),
        ("bargees", "boats", "these words do not stand in the text"),
        ('status = "happened"', 'status = "over"', "lock.toml: Invalid enum value 'over'"),
    ],
)
def test_what_is_marked_wrongly_is_an_error(folder, old, new, said):
    file = folder / "lock.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=said):
        list(read_happened(folder))


def test_the_events_that_come_with_the_repository_fit_their_texts():
    texts = list(read_happened(HAPPENED))
    assert len(texts) > 500
    assert sum(len(text.notes) for text in texts) > 8 * len(texts)
