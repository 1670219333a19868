"""Corrections of what texts have in common: propositions, events, positions, links, offices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import anchored, document, judgement, mention, spans, statement, target
from msgspec.structs import replace

from rashomon.compare import CompareSettings, Remaker
from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError, RecordError
from rashomon.model.identity import finding_id
from rashomon.model.judgements import Named
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    Event,
    Evidence,
    Figure,
    FoundValue,
    Link,
    Member,
    Passage,
    Proposition,
    Role,
    Sourced,
)
from rashomon.pipeline import sentence_vectors
from rashomon.store.comparing import apply_to_comparison
from rashomon.store.grouping import Groups
from rashomon.store.judgements import (
    append_judgement,
    checked_judgement,
    read_judgements,
    remove_judgement,
    told,
)
from rashomon.store.links import Apart
from rashomon.store.roles import apply_to_roles
from rashomon.store.writing import line

BREL, MARN, GUARDS = "a" * 16, "b" * 16, "c" * 16
FIRST = "Ana Brel said the bridge was shut by guards. Guards held 12 drivers at the toll booth."
SECOND = "Olt Marn denied that guards shut the bridge. Guards held 15 drivers at the toll booth."
SHUT = "the bridge was shut by guards"
NOT_SHUT = "that guards shut the bridge"


def _remaker(extraction: Extraction) -> Remaker:
    """Return a remaker that links no values: these tests are of claims and events."""
    return Remaker(
        extraction, sentence_vectors, CompareSettings(), lambda _one, _other, _attribute=None: True
    )


def dated(text, path, day):
    return replace(document(text, path), published=Sourced(value=day, source="test", score=1.0))


def said(doc, speaker, cue, content, actor):
    made = statement(doc, speaker, cue, content)
    (span,) = made.speaker.spans
    return replace(made, act=cue, speaker=replace(made.speaker, members=(Member(span=span, actor=actor),)))


def held(doc, number):
    trigger = anchored(doc.text, "held")
    return Event(
        id=finding_id(doc.id, "event", trigger.spans), document=doc.id, trigger=trigger, status="happened",
        figures=(Figure(kind="detained", best=float(number), span=spans(doc.text, number)[0]),),
        score=0.5, made_by="test",
    )  # fmt: skip


def story():
    one, other = dated(FIRST, "a.txt", "2031-02-01"), dated(SECOND, "b.txt", "2031-02-02")
    return Extraction(
        documents=(one, other),
        statements=(
            said(one, "Ana Brel", "said", SHUT, BREL),
            said(other, "Olt Marn", "denied", NOT_SHUT, MARN),
        ),
        events=(held(one, "12"), held(other, "15")),
        mentions=(mention(one, "Ana Brel", BREL), mention(other, "Olt Marn", MARN)),
        actors=(
            Actor(id=BREL, type="person", names=("Ana Brel",)),
            Actor(id=MARN, type="person", names=("Olt Marn",)),
        ),
    )


def place(extraction, number, *words):
    return target(extraction.documents[number], *words)


def compared(extraction, *propositions, events=()):
    remaker = _remaker(extraction)
    made = tuple(remaker.proposition(members, "test") for members in propositions)
    told_once = tuple(remaker.event(members, "test") for members in events)
    return Comparison(propositions=made, merged_events=told_once, positions=tuple(remaker.positions(made)))


def apply(extraction, comparison, *judgements):
    return apply_to_comparison(
        extraction,
        comparison,
        judgements,
        _remaker(extraction),
    )


def ids(extraction):
    return [each.id for each in (*extraction.statements, *extraction.events)]


def holdings(comparison):
    return {(each.actor, each.position, each.made_by) for each in comparison.positions}


# Propositions and events


def test_claims_put_together_are_one_proposition_and_a_denial_denies_it():
    found = story()
    judged = apply(
        found, Comparison(), judgement("merge_propositions", place(found, 0, SHUT), place(found, 1, NOT_SHUT))
    )
    (made,) = judged.comparison.matters
    assert (set(made.members), made.made_by) == ({each.id for each in found.statements}, "hand")
    assert made.label == SHUT
    assert {(each.actor, each.position) for each in judged.comparison.positions} == {
        (BREL, "asserts"),
        (MARN, "denies"),
    }
    assert judged.unmatched == ()


def test_all_that_belongs_together_with_a_claim_comes_along():
    found = story()
    one, other, *told_ = ids(found)
    before = compared(found, {one, other}, set(told_))
    merge = judgement("merge_propositions", place(found, 0, SHUT), place(found, 1, "held"))
    (made,) = apply(found, before, merge).comparison.matters
    assert set(made.members) == set(ids(found))


def test_what_is_split_off_no_longer_counts_for_the_others():
    found = story()
    one, other, first, second = ids(found)
    before = compared(found, {one, other, first, second})
    split = judgement("split_propositions", place(found, 0, SHUT), place(found, 0, "held"))
    judged = apply(found, before, split)
    assert [set(each.members) for each in judged.comparison.matters] == [{one, first}, {other, second}]
    assert all(each.made_by == "hand" for each in judged.comparison.matters)


def test_what_was_told_apart_in_a_proposition_stays_told_apart_when_it_grows():
    found = story()
    one, other, first, second = ids(found)
    former = Proposition(
        id="0123456789abcdef", label=SHUT, kind="fact", members=(one, other, first), made_by="test",
        values=(FoundValue(value=SHUT, findings=(one,)), FoundValue(value="not so", findings=(other,)),
                FoundValue(value="held 12", findings=(first,))),
    )  # fmt: skip
    merge = judgement("merge_propositions", place(found, 0, SHUT), place(found, 1, "held"))
    (made,) = apply(found, Comparison(propositions=(former,)), merge).comparison.matters
    assert made.label == SHUT
    assert {value.findings for value in made.values} == {(one, second), (other,), (first,)}


def test_another_thing_that_is_denied_stays_another_thing():
    found = story()
    one, other, first, _ = ids(found)
    former = Proposition(
        id="0123456789abcdef", label=SHUT, kind="fact", members=(one, other, first), made_by="test",
        values=(FoundValue(value=SHUT, findings=(one, first)),
                FoundValue(value="not so: it was shut", findings=(other,))),
    )  # fmt: skip
    merge = judgement("merge_propositions", place(found, 0, SHUT), place(found, 1, "held"))
    (made,) = apply(found, Comparison(propositions=(former,)), merge).comparison.matters
    (apart,) = [value for value in made.values if other in value.findings]
    assert apart.findings == (other,)
    assert apart.value not in {SHUT, "not so"}


def test_a_proposition_that_nothing_was_said_of_stays_as_it_is():
    found = story()
    one, other, *told_ = ids(found)
    before = compared(found, {one, other}, set(told_))
    judged = apply(found, before, judgement("split_propositions", place(found, 0, SHUT)))
    assert judged.comparison.matters == (before.matters[1],)


def test_tellings_put_together_show_where_they_differ():
    found = story()
    merge = judgement("merge_events", place(found, 0, "held"), place(found, 1, "held"))
    (made,) = apply(found, Comparison(), merge).comparison.merged_events
    assert made.made_by == "hand"
    assert [value.value for value in made.alternatives[0].values] == ["12", "15"]


def test_tellings_kept_apart_are_no_event_told_twice():
    found = story()
    before = compared(found, events=[{each.id for each in found.events}])
    split = judgement("split_events", place(found, 1, "held"))
    assert apply(found, before, split).comparison.merged_events == ()


def test_a_correction_holds_when_a_later_model_draws_a_finding_wider():
    found = story()
    merge = judgement("merge_propositions", place(found, 0, SHUT), place(found, 1, NOT_SHUT))
    (span,) = found.statements[0].content.spans
    wider = replace(
        found.statements[0],
        content=replace(found.statements[0].content, spans=(Span(span.start, span.end + 1),)),
    )
    (made,) = apply(
        replace(found, statements=(wider, found.statements[1])), Comparison(), merge
    ).comparison.matters
    assert len(made.members) == 2


@pytest.mark.parametrize("kind", ["merge_propositions", "split_propositions", "merge_events", "split_events"])
@pytest.mark.parametrize("words", ["toll booth", "held"])
def test_corrections_of_groups_that_change_nothing_are_listed(kind, words):
    found = story()
    correction = judgement(kind, place(found, 0, words))
    judged = apply(found, Comparison(), correction)
    assert judged.comparison == Comparison()
    assert [each.judgement for each in judged.unmatched] == [correction]


@pytest.mark.parametrize("kind", ["merge_events", "set_position", "split_propositions"])
def test_a_correction_of_a_text_that_is_not_there_says_so(kind):
    gone = document("Ivo Tarn held nine.", "gone.txt")
    correction = judgement(kind, target(gone, "held"), value="denies")
    (left,) = apply(story(), Comparison(), correction).unmatched
    assert "its text is not there" in left.reason


@pytest.mark.parametrize("kind", ["merge_propositions", "merge_events"])
def test_what_a_correction_of_groups_does_not_find_of_its_places_is_listed(kind):
    found = story()
    gone = document("Ivo Tarn held nine.", "gone.txt")
    correction = judgement(kind, place(found, 0, "held"), target(gone, "held"), place(found, 1, "held"))
    judged = apply(found, Comparison(), correction)
    assert judged.comparison.matters or judged.comparison.merged_events
    assert "applied to 2 of 3 places; for the others, its text is not there" in judged.unmatched[0].reason


# Contradictions


def both(found, kind):
    words = ("held", "held") if kind == "events" else (SHUT, NOT_SHUT)
    one, other = place(found, 0, words[0]), place(found, 1, words[1])
    return judgement(f"merge_{kind}", one, other), judgement(f"split_{kind}", other)


@pytest.mark.parametrize("kind", ["propositions", "events"])
@pytest.mark.parametrize("turned", [False, True])
def test_what_is_put_together_and_kept_apart_is_one_clear_error(kind, turned):
    found = story()
    statements, events = ({each.id for each in group} for group in (found.statements, found.events))
    before = compared(found, statements, events, events=[events])
    merge, split = both(found, kind)
    with pytest.raises(InputError, match="Two corrections contradict each other: ") as error:
        apply(found, before, *((split, merge) if turned else (merge, split)))
    for each in (merge, split):
        assert told(each) in str(error.value)


def test_what_is_split_off_may_be_put_elsewhere():
    groups = Groups([("a", "b"), ("c", "d")])
    split, merge = judgement("split_events"), judgement("merge_events")
    assert groups.split(["a"], split)
    assert groups.merge(["a", "c"], merge)
    assert groups.of("a") == {"a", "c", "d"}
    assert groups.of("b") == {"b"}


def test_what_is_kept_apart_is_not_put_together_by_a_third():
    groups = Groups([("a", "b")])
    assert groups.split(["a"], judgement("split_events"))
    assert groups.merge(["a", "c"], judgement("merge_events"))
    with pytest.raises(InputError, match="contradict"):
        groups.merge(["c", "b"], judgement("merge_events"))


MEMBERS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True)


@given(st.lists(st.tuples(st.booleans(), MEMBERS), max_size=6))
def test_every_finding_is_in_one_group_whatever_was_said(moves):
    groups = Groups([("a", "b", "c"), ("d", "e")])
    for merging, members in moves:
        try:
            done = (groups.merge if merging else groups.split)(members, judgement("merge_events"))
        except InputError:
            return
        if done:
            assert all(groups.of(member) == groups.of(members[0]) for member in members)
        for member in "abcdef":
            assert member in groups.of(member)
            assert all(groups.of(other) == groups.of(member) for other in groups.of(member))


# Positions


def test_a_position_set_takes_the_place_of_all_that_an_actor_holds_there():
    found = story()
    before = compared(found, {each.id for each in found.statements})
    set_ = replace(
        judgement("set_position", place(found, 0, SHUT), value="denies"), actor=Named(name="ana  brel")
    )
    judged = apply(found, before, set_)
    assert holdings(judged.comparison) == {(BREL, "denies", "hand"), (MARN, "denies", "matters 1")}
    (position,) = (each for each in judged.comparison.positions if each.made_by == "hand")
    assert (position.evidence, position.time) == ((found.statements[0].id,), "2031-02-01")


def test_none_takes_a_position_away_and_the_later_correction_counts():
    found = story()
    before = compared(found, {each.id for each in found.statements})
    first = replace(
        judgement("set_position", place(found, 0, SHUT), value="doubts"), actor=Named(name="Ana Brel")
    )
    judged = apply(found, before, first, replace(first, value="none"))
    assert {each.actor for each in judged.comparison.positions} == {MARN}
    assert holdings(apply(found, before, replace(first, value="none"), first).comparison) == {
        (BREL, "doubts", "hand"),
        (MARN, "denies", "matters 1"),
    }


def test_whose_position_it_is_may_be_told_by_a_place_where_two_have_one_name():
    found = story()
    namesakes = replace(found, actors=(*found.actors, Actor(id=GUARDS, type="person", names=("Ana Brel",))))
    before = compared(namesakes, {each.id for each in found.statements})
    by_name = replace(
        judgement("set_position", place(found, 1, NOT_SHUT), value="asserts"), actor=Named(name="Ana Brel")
    )
    (left,) = apply(namesakes, before, by_name).unmatched
    assert "more than one actor" in left.reason
    by_place = replace(by_name, actor=Named(name="Ana Brel", target=place(found, 0, "Ana Brel")))
    assert (BREL, "asserts", "hand") in holdings(apply(namesakes, before, by_place).comparison)


@pytest.mark.parametrize(
    ("name", "words", "value", "reason"),
    [
        ("Ivo Tarn", SHUT, "denies", "nobody in these texts"),
        ("Ana Brel", "held", "denies", "belongs to no proposition"),
        ("Ana Brel", "toll", "denies", "belongs to no proposition"),
        ("Ana Brel", SHUT, "hates", "none of asserts, denies"),
    ],
)
def test_a_position_that_finds_no_place_is_listed(name, words, value, reason):
    found = story()
    before = compared(found, {each.id for each in found.statements})
    set_ = replace(judgement("set_position", place(found, 0, words), value=value), actor=Named(name=name))
    judged = apply(found, before, set_)
    assert judged.comparison == before
    assert reason in judged.unmatched[0].reason


# Links


def passage(doc, words):
    return Passage(document=doc.id, spans=spans(doc.text, words))


@pytest.mark.parametrize("turned", [False, True])
def test_passages_wrongly_linked_are_known_whichever_is_the_earlier(turned):
    one, other = story().documents
    apart = Apart((one, other), [judgement("reject_link", target(one, FIRST), target(other, SECOND))])
    ends = (passage(one, FIRST[:-1]), passage(other, SECOND))
    assert apart(*(reversed(ends) if turned else ends))
    assert apart.unmatched == ()


def test_only_the_passages_that_were_meant_are_kept_apart():
    one, other = story().documents
    correction = judgement("reject_link", target(one, "Ana Brel said"), target(other, "Olt Marn denied"))
    apart = Apart((one, other), [correction])
    assert not apart(passage(one, FIRST), passage(other, SECOND))
    assert not apart(passage(one, "Ana Brel said"), passage(other, "Guards held 15"))
    assert [each.judgement for each in apart.unmatched] == [correction]
    assert "no link was found" in apart.unmatched[0].reason


def test_a_wrong_link_is_gone_from_a_comparison():
    one, other = story().documents
    link = Link(
        id="e" * 16, kind="contradict", left=passage(one, SHUT), right=passage(other, NOT_SHUT), score=0.9,
        made_by="test",
    )  # fmt: skip
    apart = Apart((one, other), [judgement("reject_link", target(other, NOT_SHUT), target(one, SHUT))])
    assert apart.without(Comparison(links=(link,))).links == ()


# Offices


def with_office(*titles):
    found = story()
    evidence = (Evidence(document=found.documents[0].id, span=Span(0, 3)),)
    roles = tuple(Role(title=title, evidence=evidence) for title in titles)
    return replace(found, actors=(replace(found.actors[0], roles=roles), found.actors[1]))


def offices(judged):
    return [(role.title, role.made_by, len(role.evidence)) for role in judged.extraction.actors[0].roles]


def test_the_right_office_takes_the_place_of_the_wrong_one():
    found = with_office("mayor", "bridge warden")
    set_ = replace(
        judgement("set_role", place(found, 0, "Ana Brel"), value="Toll collector"), instead_of="Mayor"
    )
    assert offices(apply_to_roles(found, [set_])) == [("Toll collector", "hand", 0), ("bridge warden", "", 1)]


def test_an_office_that_a_text_gives_keeps_its_place():
    found = with_office("mayor", "bridge warden")
    set_ = judgement("set_role", place(found, 0, "Ana Brel"), value="Bridge  Warden")
    assert offices(apply_to_roles(found, [set_])) == [("bridge warden", "hand", 1), ("mayor", "", 1)]


def test_a_wrong_office_may_only_be_taken_away():
    found = with_office("mayor")
    wrong = replace(judgement("set_role", place(found, 0, "Ana Brel")), instead_of="mayor")
    assert offices(apply_to_roles(found, [wrong])) == []
    (left,) = apply_to_roles(found, [wrong, wrong]).unmatched
    assert "no text gives the actor the office" in left.reason


def test_what_an_office_does_not_find_of_its_places_is_listed():
    found = with_office("mayor")
    places = (place(found, 0, "Ana Brel"), place(found, 0, "toll"))
    (left,) = apply_to_roles(found, [judgement("set_role", *places, value="Toll collector")]).unmatched
    assert "applied to 1 of 2 places" in left.reason


def test_an_office_of_nobody_is_listed():
    found = with_office("mayor")
    judged = apply_to_roles(found, [judgement("set_role", place(found, 0, "toll"), value="mayor")])
    assert judged.extraction == found
    assert "no mention of an actor" in judged.unmatched[0].reason


# What is written and taken back


@pytest.mark.parametrize(
    ("kind", "fields", "fault"),
    [
        ("set_role", {}, "an office as `value`"),
        ("set_position", {"value": "denies"}, "a name in `actor`"),
        ("set_position", {"value": "rejects", "actor": Named(name="Ana Brel")}, "one of asserts, denies"),
        ("reject_link", {}, "two targets"),
        ("merge_events", {"value": "denies"}, "takes no `value`"),
        ("reject", {"actor": Named(name="Ana Brel")}, "takes no `actor`"),
        ("set_speaker", {"value": "Ana Brel", "instead_of": "Olt Marn"}, "takes no `instead_of`"),
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(kind, fields, fault):
    made = replace(judgement(kind, target(document(), "bridge")), **fields)
    with pytest.raises(InputError, match=fault):
        checked_judgement(made)


def test_the_place_of_a_name_needs_words_too():
    broken = replace(target(document(), "bridge"), quote=())
    made = replace(
        judgement("set_position", target(document(), "bridge"), value="denies"),
        actor=Named(name="Ana Brel", target=broken),
    )
    with pytest.raises(InputError, match="as many quotes as spans"):
        checked_judgement(made)


def test_any_correction_can_be_taken_back(tmp_path):
    file = tmp_path / "judgements.jsonl"
    kinds = ("merge_events", "split_events", "reject")
    for kind in kinds:
        append_judgement(file, judgement(kind, target(document(), "bridge")))
    assert remove_judgement(file, 2).kind == "split_events"
    assert remove_judgement(file).kind == "reject"
    assert [each.kind for each in read_judgements(file)] == ["merge_events"]


@pytest.mark.parametrize("number", [0, 2, -1])
def test_a_correction_that_is_not_there_is_not_taken_back(tmp_path, number):
    file = tmp_path / "judgements.jsonl"
    append_judgement(file, judgement("reject", target(document(), "bridge")))
    with pytest.raises(InputError, match=f"holds no judgement {number}; it holds 1"):
        remove_judgement(file, number)
    assert len(read_judgements(file)) == 1


def test_a_correction_is_told_in_one_line():
    place = target(document(), "bridge")
    made = replace(judgement("set_position", place, value="denies"), actor=Named(name="Ana Brel"))
    at = f"{place.origin}:{place.spans[0].start}-{place.spans[0].end}"
    assert told(made) == f'set_position "bridge" at {at}: Ana Brel, denies (an editor, 2031-02-03)'


def test_a_correction_of_many_places_tells_three_of_them():
    place = target(document(), "bridge")
    line = told(judgement("merge_actors", *([place] * 5)))
    assert line.count('"bridge" at ') == 3
    assert " and 2 more (" in line


def test_a_line_without_a_place_is_told_of_by_its_number(tmp_path):
    file = tmp_path / "judgements.jsonl"
    whole = judgement("reject", target(document(), "bridge"))
    nowhere = replace(whole, targets=(replace(whole.targets[0], spans=(), quote=()),))
    file.write_bytes(line(whole) + line(nowhere))
    with pytest.raises(RecordError, match=r"judgement 2: .* needs spans in each target"):
        read_judgements(file)
