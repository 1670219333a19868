"""`coding`: marks read, and events counted by hand."""

from __future__ import annotations

import pytest

from evaluation.options import TaskOptions
from evaluation.scores.coded import Sentence, read_marks
from evaluation.tasks import coding
from evaluation.tasks.coding import Found, count, figures, same_actor
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span

MARKED = (
    "{a1,a2 Guards} {e1:COERCE:arrest detained} {r1 two dockers} on {w1=2031-03-03 Monday} and "
    "{e2:ASSAULT:beat|primitive beat} {r2? them}; {a3 the union} {v3:ACCUSE:disapprove complained}."
)


def sentence(marked=MARKED):
    return Sentence(id="k1", published="2031-03-05", contexts=("legal",), marked=marked)


def found(text, words, kind, sources=(), targets=(), **fields):
    at = {word: Span(text.index(word), text.index(word) + len(word)) for word in (words, *sources, *targets)}
    given = {"mode": None, "contexts": frozenset(), "status": "happened", "time": None} | fields
    return Found(
        type=kind, triggers=(at[words],), sources=tuple(at[w] for w in sources),
        targets=tuple(at[w] for w in targets), **given,
    )  # fmt: skip


def test_marks_become_text_events_and_times():
    gold = read_marks(sentence())
    assert gold.text == "Guards detained two dockers on Monday and beat them; the union complained."
    arrest, beating, complaint = gold.events
    assert (arrest.types, arrest.modes, arrest.statuses) == ({"COERCE"}, {"arrest"}, {"happened"})
    assert [each.span.of(gold.text) for each in (*arrest.sources, *arrest.targets)] == [
        "Guards",
        "two dockers",
    ]
    assert beating.targets[0].optional
    assert complaint.said
    assert [(span.of(gold.text), value) for span, value in gold.times] == [("Monday", "2031-03-03")]
    assert arrest.times == ("2031-03-03",)


@pytest.mark.parametrize(
    "marked",
    ["{a1 Guards detained", "Guards} detained", "{ Guards}", "{x1 Guards}", "{a1 Guards}", "{e1 a} {e1 b}",
     "{e1:AID a} {e1:AID b}"],
)  # fmt: skip
def test_marks_that_say_nothing_sure_are_refused(marked):
    with pytest.raises(InputError, match="k1"):
        read_marks(sentence(marked))


def test_an_event_is_right_when_type_source_and_target_are():
    gold = read_marks(sentence())
    events = [
        found(gold.text, "detained", "COERCE", ["Guards"], ["two dockers"], mode="arrest", time="2031-03-03"),
        found(gold.text, "beat", "ASSAULT", ["Guards"]),
        found(gold.text, "complained", "REQUEST", ["the union"]),
    ]
    scores = figures(count(events, gold, frozenset({"legal"})))
    assert scores["all_right_f1"] == pytest.approx(200 * 2 / 6)
    assert scores["deeds_f1"] == 100
    assert scores["type_accuracy"] == pytest.approx(200 / 3)
    assert (scores["source_accuracy"], scores["target_accuracy"]) == (100, 100)
    assert (scores["mode_precision"], scores["mode_recall"]) == (100, pytest.approx(100 / 3))
    assert scores["event_time_f1"] == 100


def test_an_event_without_a_type_is_none_and_one_too_many_costs():
    gold = read_marks(sentence())
    events = [found(gold.text, "detained", None), found(gold.text, "Monday", "AID")]
    scores = figures(count(events, gold, frozenset()))
    assert (scores["all_right_precision"], scores["all_right_recall"]) == (0, 0)
    assert scores["trigger_recall"] == pytest.approx(100 / 3)


def test_those_who_meet_are_sources_in_whichever_role_they_are_found():
    gold = read_marks(sentence("{a1 Velmar} and {a1 Miravi} {e1:CONSULT met}."))
    event = found(gold.text, "met", "CONSULT", ["Velmar"], ["Miravi"])
    assert figures(count([event], gold, frozenset()))["all_right_f1"] == 100


def test_a_sentence_without_events_is_right_when_none_is_coded():
    gold = read_marks(sentence("Snow fell on Monday."))
    assert figures(count([found(gold.text, "fell", None)], gold, frozenset()))["empty_accuracy"] == 100
    assert figures(count([found(gold.text, "fell", "AID")], gold, frozenset()))["empty_accuracy"] == 0


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("Police", "Police in Halm", True),
        ("Police in Halm", "Police", True),
        ("the arrest of two editors", "two editors", False),
        ("Velmar's foreign minister", "Velmar", False),
        ("the minister, Ilva Osk", "The minister", False),
    ],
)
def test_phrases_are_the_same_actor_by_their_heads(ours, theirs, same):
    text = f"{ours}; {theirs}"
    whole, gold = Span(0, len(ours)), Span(len(ours) + 2, len(text))
    if theirs in ours:
        gold = Span(ours.index(theirs), ours.index(theirs) + len(theirs))
    elif ours in theirs:
        whole = Span(gold.start, gold.start + len(ours))
    assert same_actor(whole, gold, text) is same


def test_the_task_scores_a_file(tmp_path):
    path = tmp_path / "dev.jsonl"
    path.write_text(
        '{"id":"k1","published":"2031-03-05","contexts":[],'
        '"marked":"{a1 Police} {e1:COERCE:arrest arrested} {r1 two editors} on {w1=2031-03-03 Monday}."}\n'
    )
    scores = coding.score(TaskOptions((path,), errors=tmp_path / "page.html"))
    assert (scores["all_right_f1"], scores["event_time_f1"], scores["mode_f1"]) == (100, 100, 100)
    assert "Police" in (tmp_path / "page.html").read_text()
