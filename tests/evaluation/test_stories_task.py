"""The task on whole stories, and where two views of a story differ."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from evaluation.agreement import agreement, stories_below
from evaluation.differences import differences, main
from evaluation.options import TaskOptions
from evaluation.tasks.stories import score, story_folders
from rashomon.model.errors import InputError

TEXTS = {
    "01_wire.txt": "Bridge closed\n\nThe town closed the bridge, Mayor Ann Rill said.\n",
    "02_relay.txt": "The bridge stays open, Ben Osk told the Lantern.\n",
}
ACTORS = """
[actor.rill]
type = "person"
names = ["Ann Rill"]
[actor.osk]
type = "person"
names = ["Ben Osk"]
"""
WIRE = """
document = "01_wire.txt"
[statement]
closed = { mark = '''{t The town closed the bridge}, {s@rill Mayor Ann Rill} {c said}''' }
"""
RELAY = """
document = "02_relay.txt"
[statement]
open = { mark = '''{t The bridge stays open}, {s@osk Ben Osk} {c told} {a the Lantern}''' }
"""
STORY = """
label = "A bridge"
[proposition.closed]
label = "Whether the bridge is closed"
kind = "fact"
about = { attribute = "status" }
values = [ { value = "closed", findings = ["01:closed"] }, { value = "open", findings = ["02:open"] } ]
[[pair]]
kind = "contradict"
left = "01:closed"
right = "02:open"
compatible = false
detail = "closed or open"
"""


@pytest.fixture
def story(tmp_path):
    folder = tmp_path / "stories" / "bridge"
    (folder / "texts").mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / "texts" / name).write_text(text, encoding="utf-8")
    (folder / "sources.toml").write_text('["01_wire.txt"]\noutlet = "Wire"\n', encoding="utf-8")
    for name in ("annotation", "first", "second"):
        (folder / name).mkdir()
        for file, notes in (("actors", ACTORS), ("01_wire", WIRE), ("02_relay", RELAY), ("story", STORY)):
            (folder / name / f"{file}.toml").write_text(notes, encoding="utf-8")
    return folder


def test_a_story_is_scored_from_its_texts(story, tmp_path):
    page = tmp_path / "page.html"
    relay = story / "annotation" / "02_relay.toml"
    relay.write_text(RELAY.replace("{ mark", '{ act = "denied", mark'), encoding="utf-8")
    scores = score(TaskOptions((story.parent,), errors=page))
    assert scores["statements_recall"] == 100
    assert scores["act_accuracy"] == 50
    assert scores["speaker_accuracy"] == 100
    assert scores["disputes_found"] == 0
    assert "bridge 0" in page.read_text("utf-8")


def test_a_sealed_story_leaves_no_page(story, tmp_path):
    page = tmp_path / "page.html"
    score(TaskOptions((story,), errors=page, sealed=True))
    assert not page.exists()


def test_two_stories_of_one_name_are_refused(story, tmp_path):
    shutil.copytree(story, tmp_path / "others" / "bridge")
    with pytest.raises(InputError, match="two stories are called bridge"):
        story_folders((story.parent, tmp_path / "others"))


def test_annotators_who_mark_the_same_agree(story):
    assert list(stories_below([story.parent])) == [story]
    counts = agreement(story).counts
    assert all(count.f1 == 100 for count in counts.values() if count.gold)
    assert not [line for line in differences(story) if " statement " in line]


def test_what_two_annotators_mark_otherwise_is_listed(story):
    notes = story / "second" / "02_relay.toml"
    notes.write_text(RELAY.replace("{ mark", '{ act = "denied", mark'), encoding="utf-8")
    (line,) = [line for line in differences(story) if line.startswith("02 statement")]
    assert line.endswith("BUT second: act denied")
    notes.write_text('document = "02_relay.txt"\n', encoding="utf-8")
    (story / "second" / "story.toml").write_text('label = "A bridge"\n', encoding="utf-8")
    (line,) = [line for line in differences(story) if line.startswith("02 statement")]
    assert line.startswith("02 statement first: source Ben Osk")


def test_a_folder_without_stories_is_an_error(tmp_path):
    with pytest.raises(InputError, match="no story"):
        list(stories_below([tmp_path]))
    with pytest.raises(InputError, match="no story"):
        story_folders((Path(tmp_path),))


SAID = "{t The bridge stays open}, {s@osk Ben Osk} {c told}"
EVENT = "[event.stays]\nstatus = 'happened'\nsame = 'open'\n"
ACCUSED = '[[accused]]\nactor = "nobody"\nfindings = []\n'
POSITION = (
    '[[proposition.closed.positions]]\nactor = "nobody"\nposition = "denies"\nevidence = []\ntime = ""\n'
)
ORIGIN = '[[origin]]\nfirst = "02_relay.txt"\ndocuments = ["01_wire.txt"]\ndetail = ""\n'
COUNTED = f"{EVENT}mark = '{{f The}} bridge {{e stays}}'\n[[event.stays.figures]]\nkind = 'hurt'\n"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("story", "02:open", "02:shut", "nothing is annotated under the reference 02:shut"),
        ("story", 'kind = "fact"', 'kind = "opinion"', "opinion"),
        ("story", "[[pair]]", f"{ACCUSED}[[pair]]", "no actor is called nobody"),
        ("story", "[[pair]]", f"{POSITION}[[pair]]", "no actor is called nobody"),
        (
            "story",
            "[[pair]]",
            f"{ORIGIN}[[pair]]",
            "the first text of an origin is not one of it: 02_relay.txt",
        ),
        ("02_relay", "{c told}", "{c tell}", "02_relay.txt: "),
        (
            "02_relay",
            "{t The bridge stays open}",
            "{t The {t bridge} stays open}",
            "braces of one label overlap",
        ),
        ("02_relay", "@osk", "@nobody", "no actor is called nobody, marked at: Ben Osk"),
        ("02_relay", "open = {", 'open = { members = ["nobody"], ', "no actor is called nobody, a member of"),
        ("02_relay", "open = {", 'open = { within = "nobody", ', "no statement is called nobody"),
        ("02_relay", "open = {", 'open = { within = "open", ', "open stands within itself"),
        ("02_relay", "{a the", "{y the", "no such label as y"),
        ("02_relay", SAID, "{s@osk Ben Osk} told", "needs a content"),
        ("02_relay", "[statement]", f"{EVENT}mark = '{{object The}} bridge'\n[statement]", "needs a trigger"),
        ("02_relay", "[statement]", f"{COUNTED}low = 4\nhigh = 2\n[statement]", "in this order"),
        ("02_relay", "[statement]", f"{COUNTED}best = nan\n[statement]", "in this order"),
        ("02_relay", "[statement]", f"{COUNTED}\n[statement]", "in this order"),
        ("story", '["02:open"]', "[]", "a value without findings"),
        ("story", "02:open", ":open", "a reference begins with"),
        ("actors", '"Ben Osk"', '"Ben Osk", "Ann Rill"', "Ann Rill is the name of rill and of osk"),
        ("actors", '"Ben Osk"', '"Ben  Osk"', "too much space"),
        ("actors", '"Ben Osk"', '""', "no word"),
    ],
)
def test_annotation_that_does_not_fit_or_says_nothing_sure_is_one_clear_error(story, file, old, new, told):
    path = story / "annotation" / f"{file}.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        score(TaskOptions((story,)))
    assert str(caught.value).startswith(str(story / "annotation"))  # of many stories, which


def test_annotation_that_is_no_utf_8_is_one_clear_error(story):
    (story / "annotation" / "story.toml").write_bytes('label = "Brücke"'.encode("latin-1"))
    with pytest.raises(InputError, match=r"story\.toml"):
        score(TaskOptions((story,)))


def test_differences_of_a_sealed_story_are_not_shown_by_accident(story, tmp_path, monkeypatch, capsys):
    shutil.copytree(story, tmp_path / "sealed" / "bridge")
    for given, code in ((["bridge"], 2), (["bridge", "--sealed"], 0)):
        monkeypatch.chdir(tmp_path / "sealed")
        monkeypatch.setattr("sys.argv", ["", *given])
        assert main() == code
        assert ("sealed gold" in capsys.readouterr().err) == (code == 2)
