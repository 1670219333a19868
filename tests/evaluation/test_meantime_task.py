from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.__main__ import main
from evaluation.scores.topics import (
    Anchor,
    Role,
    Topic,
    align_topics,
    alike,
    compare_topics,
    differing,
)
from evaluation.tasks.meantime import as_document, gold_topic, stem
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training.gold.meantime import read_meantime

TITLE = "Veld shuts its port"
DATE = "May 6 , 2011"
BODY = ("Veld shut the port of Osmo on Friday .", "The minister Ana Brok signed the order in Osmo .")
LATER = "Ana Brok left Veld ."


def marked(tag: str, identity: str, tokens: range, **attributes: str) -> str:
    listed = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inside = "".join(f'<token_anchor t_id="{token}"/>' for token in tokens)
    return f'<{tag} m_id="{identity}"{listed}>{inside}</{tag}>'


def refers(target: str, *sources: str) -> str:
    inside = "".join(f'<source m_id="{each}"/>' for each in sources)
    return f'<REFERS_TO r_id="1">{inside}<target m_id="{target}"/></REFERS_TO>'


def takes_part(event: str, filler: str, role: str) -> str:
    ends = f'<source m_id="{event}"/><target m_id="{filler}"/>'
    return f'<HAS_PARTICIPANT r_id="1" sem_role="{role}">{ends}</HAS_PARTICIPANT>'


def document(*sentences: str, date: str = "2011-05-06") -> str:
    """Return an article whose first words are one entity, and its second word the event of shutting."""
    words = [(word, at) for at, sentence in enumerate(sentences) for word in sentence.split()]
    tokens = "".join(
        f'<token number="{at}" sentence="{sentence}" t_id="{at + 1}">{word}</token>'
        for at, (word, sentence) in enumerate(words)
    )
    last = len(words)
    markables = (
        marked("TIMEX3", "1", range(5, 9), type="DATE", value=date)
        + marked("ENTITY_MENTION", "2", range(1, 2))
        + marked("ENTITY_MENTION", "3", range(9, 10))
        + marked("ENTITY_MENTION", "4", range(11, 15))
        + marked("EVENT_MENTION", "5", range(2, 3))
        + marked("EVENT_MENTION", "6", range(10, 11))
        + marked("ENTITY_MENTION", "7", range(last - 1, last))
        + '<ENTITY m_id="8" ent_type="LOC" instance_id="LOC1"/><ENTITY m_id="9" ent_type="PRO"/>'
        + '<EVENT m_id="10" instance_id="OTH1"/>'
    )
    relations = (
        refers("8", "2", "3", "7")
        + refers("9", "4")
        + refers("10", "5", "6")
        + takes_part("5", "2", "Arg0")
        + takes_part("6", "4", "Arg1")
        + takes_part("6", "3", "Argm-OTHER")
    )
    return (
        f"<Document>{tokens}<Markables>{markables}</Markables><Relations>{relations}</Relations></Document>"
    )


@pytest.fixture
def folder(tmp_path) -> Path:
    topic = tmp_path / "corpus_ports"
    topic.mkdir()
    (topic / "1_veld.xml").write_text(document(TITLE, DATE, *BODY), "utf-8")
    (topic / "2_osmo.xml").write_text(document(TITLE, DATE, *BODY, *BODY, LATER), "utf-8")
    return tmp_path


def test_a_text_is_a_document_with_title_date_and_one_paragraph(folder):
    made = as_document(next(read_meantime(folder)))
    assert [(part.kind, made.text[part.start : part.end]) for part in made.parts] == [
        ("title", TITLE),
        ("published", DATE),
        ("body", " ".join(BODY)),
    ]
    assert made.published is not None
    assert made.published.value == "2011-05-06"


def bare(*sentences: str) -> str:
    """Return an article without annotation."""
    whole = document(*sentences, *BODY)
    tokens = whole.removeprefix("<Document>").split("<Markables>")[0].split("<token ")[1:]
    kept = "".join(f"<token {each}" for each in tokens[: len(" ".join(sentences).split())])
    return f"<Document>{kept}<Markables/><Relations/></Document>"


@pytest.mark.parametrize(
    ("sentences", "reason"),
    [((TITLE, DATE), "no sentence after"), ((TITLE, DATE, *BODY), "no date")],
)
def test_a_text_without_body_or_date_is_an_error(tmp_path, sentences, reason):
    (tmp_path / "1_veld.xml").write_text(bare(*sentences), "utf-8")
    with pytest.raises(InputError, match=f"1_veld has {reason}"):
        as_document(next(read_meantime(tmp_path)))


def test_nothing_after_the_sixth_sentence_is_gold(folder):
    short, long = read_meantime(folder)
    for text in (short, long):
        (first, second) = gold_topic({"d": text}).entity_chains
        # The seventh sentence of the longer text has a mention of the same entity.
        assert (len(first), len(second)) == ((3, 1) if text is short else (2, 1))


def test_chains_of_gold_cross_texts_where_their_instance_has_a_number(folder):
    short, long = read_meantime(folder)
    gold = gold_topic({"a": short, "b": long})
    assert sorted(map(len, gold.entity_chains)) == [1, 1, 5]
    assert sorted(map(len, gold.event_chains)) == [4]
    assert sorted((role.event, role.role) for role in gold.roles) == [
        ("a 5", "Arg0"),
        ("a 6", "Arg1"),
        ("b 5", "Arg0"),
        ("b 6", "Arg1"),
    ]


def anchors(prefix: str, *places: tuple[int, str]) -> tuple[Anchor, ...]:
    return tuple(
        Anchor(f"{prefix}{at}", "d", (Span(at, at + 4),), text, "ORG" if prefix == "g" else "")
        for at, text in places
    )


def topic(entities, chains, events=(), roles=(), fillers=()) -> Topic:
    return Topic(
        entities,
        events,
        tuple(frozenset(chain) for chain in chains),
        alike(events, lambda each: each.id),
        roles,
        {"d": fillers},
    )


def test_a_mention_that_is_not_found_lowers_recall_alone():
    gold = topic(
        anchors("g", (0, "Veld"), (10, "Veld"), (20, "city"), (30, "Osmo")), (("g0", "g10", "g20"), ("g30",))
    )
    found = topic(
        anchors("f", (0, "Veld"), (12, "veld"), (30, "Osmo"), (40, "Brok")),
        (("f0", "f12"), ("f30",), ("f40",)),
    )
    aligned = align_topics(found, gold)
    assert aligned.entities == {"f0": "g0", "f12": "g10", "f30": "g30"}
    made = compare_topics(found, gold, aligned, stem)
    assert made.clusters["entity"].precision == 100
    assert made.clusters["entity"].recall == pytest.approx(100 * (2 / 3 + 2 / 3 + 0 + 1) / 4)
    assert made.clusters["entity_found"].f1 == 100
    assert made.clusters["entity_same_string"] == made.clusters["entity"]
    assert made.counts["entity_mentions"].precision == 75
    assert made.counts["entity_mentions_ORG"].recall == 75


def test_baselines_join_events_by_the_stem_of_their_trigger():
    events = anchors("f", (0, "shuts"), (10, "Shut down"), (20, "left"))
    gold = Topic(
        (), anchors("g", (0, ""), (10, ""), (20, "")), (), (frozenset({"g0", "g10", "g20"}),), (), {}
    )
    found = topic((), (), events)
    clusters = compare_topics(found, gold, align_topics(found, gold), stem).clusters
    assert clusters["event_baseline"].recall == pytest.approx(100 * (4 + 1) / 9)
    assert clusters["event_same_text"] == clusters["event_baseline"]
    assert clusters["event_apart"] == clusters["event"]
    assert clusters["event"].recall == pytest.approx(100 * 3 / 9)


def test_roles_are_right_with_a_label_that_fits_and_half_of_the_words():
    def role(event: str, name: str, start: int) -> Role:
        return Role(event, name, (Span(start, start + 4),))

    gold = topic(
        (),
        (),
        anchors("g", (0, "shut"), (90, "left")),
        (role("g0", "Arg0", 10), role("g0", "Arg2", 20), role("g0", "Argm-LOC", 30), role("g90", "Arg0", 10)),
        [(Span(10, 14),), (Span(20, 24),), (Span(30, 34),)],
    )
    found = topic(
        (),
        (),
        anchors("f", (0, "shut"), (70, "went")),
        (
            role("f0", "actor", 11),
            role("f0", "object", 20),  # a thing that gold has as Arg2
            role("f0", "recipient", 21),
            role("f0", "place", 33),  # less than half
            role("f70", "actor", 10),  # an event that gold has not
        ),
    )
    counts = compare_topics(found, gold, align_topics(found, gold), stem).counts
    assert (counts["role"].right, counts["role"].found, counts["role"].gold) == (2, 4, 4)
    assert counts["shared_role"].gold == 3
    assert counts["marked_role"].found == 3
    assert counts["role_object"].precision == 0
    assert counts["role_Arg2"].recall == 100


def test_chains_that_are_parted_are_shown_as_their_parts():
    gold = [frozenset("abcd"), frozenset("e")]
    assert list(differing(gold, [frozenset("ab"), frozenset("ce")])) == [[["a", "b"], ["c"]]]


def test_the_task_prints_its_figures_and_writes_a_page_of_errors(folder, capsys):
    page = folder / "errors.html"
    assert main(["meantime", "--gold", str(folder), "--json", "--errors", str(page)]) == 0
    scores = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert {"entity_b3_f1", "event_b3_f1", "event_baseline_b3_f1", "role_f1"} <= scores.keys()
    assert all(0 <= value <= 100 for value in scores.values())
    assert scores["entity_b3_f1"] > 0
    assert "1_veld" in page.read_text("utf-8")
    split = folder / "split.txt"
    split.write_text("1_veld\n", "utf-8")
    assert main(["meantime", "--gold", str(folder), "--split", str(split), "--json"]) == 0


def test_one_text_given_twice_is_an_error(folder, capsys):
    assert main(["meantime", "--gold", str(folder), "--gold", str(folder)]) == 2
    assert "two texts are called" in capsys.readouterr().err
    assert main(["meantime"]) == 2
    assert "intra_cross-doc_annotation" in capsys.readouterr().err
