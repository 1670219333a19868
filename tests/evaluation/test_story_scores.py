"""Scores of stories on cases counted by hand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from evaluation.counting import Counts
from evaluation.scores.alignment import align, best_first, span_dice
from evaluation.scores.findings import Findings
from evaluation.scores.stories import StoryScore, compare_findings
from rashomon.model import drifts, records
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span

TEXT = "Ann said no. Ben said Ann had said no. Nine hurt."
DOCUMENT, OTHER = "d" * 16, "e" * 16
ANN, BEN = "a" * 16, "b" * 16


def anchored(*spans: tuple[int, int]) -> records.Anchored:
    return records.Anchored(spans=tuple(Span(*s) for s in spans), text="")


def mention(start: int, end: int, actor: str) -> records.Mention:
    return records.Mention(
        id=finding_id(DOCUMENT, "mention", [Span(start, end)]), document=DOCUMENT, span=Span(start, end),
        text="", type="person", actor=actor, score=1.0, made_by="x",
    )  # fmt: skip


def statement(
    cue: tuple[int, int],
    content: tuple[int, int],
    /,
    *actors: str,
    via: tuple[str, ...] = (),
    document: str = DOCUMENT,
    **changes: object,
) -> records.Statement:
    spans = [Span(*cue), Span(*content)]
    members = tuple(records.Member(actor=actor) for actor in actors)
    values: dict[str, object] = {"kind": "indirect", "act": "said", "content": anchored(content), **changes}
    return records.Statement(
        id=finding_id(document, "statement", spans), document=document,
        speaker=records.Speaker(kind="named" if actors else "none", members=members),
        cue=anchored(cue), via=tuple(records.Relay(actor=actor) for actor in via),
        score=1.0, made_by="x", **values,
    )  # fmt: skip


def event(start: int, end: int, **changes: object) -> records.Event:
    values: dict[str, object] = {"status": "happened", **changes}
    return records.Event(
        id=finding_id(DOCUMENT, "event", [Span(start, end)]), document=DOCUMENT,
        trigger=anchored((start, end)), score=1.0, made_by="x", **values,
    )  # fmt: skip


def time(start: int, end: int, value: str) -> records.TimeReference:
    return records.TimeReference(
        id=finding_id(DOCUMENT, "time", [Span(start, end)]), document=DOCUMENT, span=Span(start, end),
        text="", value=value, basis="stated", score=1.0, made_by="x",
    )  # fmt: skip


def passage(start: int, end: int, document: str = DOCUMENT, finding: str | None = None) -> records.Passage:
    return records.Passage(document=document, spans=(Span(start, end),), finding=finding)


def link(kind: str, left: records.Passage, right: records.Passage, **changes: object) -> records.Link:
    name = finding_id(left.document, kind, [*left.spans, *right.spans])
    compatible = False if kind == "contradict" else None
    told = {"compatible": compatible, **changes}
    return records.Link(id=name, kind=kind, left=left, right=right, score=1.0, made_by="x", **told)  # type: ignore[arg-type]


def proposition(name: str, *values: tuple[str, ...]) -> records.Proposition:
    found = tuple(records.FoundValue(value=str(i), findings=each) for i, each in enumerate(values))
    members = tuple(sorted(member for each in values for member in each))
    return records.Proposition(id=name * 16, label=name, kind="fact", values=found, members=members)


def position(of: str, actor: str, held: str) -> records.Position:
    return records.Position(id=(of + actor[0]) * 8, proposition=of * 16, actor=actor, position=held)  # type: ignore[arg-type]


ACTORS = (
    records.Actor(id=ANN, type="person", names=("Ann",)),
    records.Actor(id=BEN, type="person", names=("Ben",)),
)
NAMES = (mention(0, 3, ANN), mention(13, 16, BEN), mention(22, 25, ANN))
OUTER = statement((17, 21), (22, 37), BEN)
INNER = statement((30, 34), (35, 37), ANN, via=(BEN,))
FIRST = statement((4, 8), (9, 11), ANN)
GOLD = Findings(statements=(FIRST, OUTER, INNER), mentions=NAMES, actors=ACTORS)


def test_a_view_agrees_with_itself():
    score = compare_findings(GOLD, GOLD)
    assert {name: count.f1 for name, count in score.counts.items() if count.gold} == dict.fromkeys(
        ["statements", "kind", "act", "tense", "speaker", "chains", "mentions", "rule_x"], 100.0
    )
    assert score.clusters["actors"].f1 == 100


def test_best_first_takes_each_once_and_the_likeliest_pair_first():
    assert best_first([(0.6, 0, 0), (0.9, 0, 1), (0.8, 1, 1), (0.5, 1, 0)]) == {0: 1, 1: 0}


def test_dice_counts_characters_of_all_pieces():
    assert span_dice([Span(0, 4), Span(8, 14)], [Span(0, 10)]) == pytest.approx(2 * (4 + 2) / (4 + 6 + 10))
    assert span_dice([], []) == 0


def test_statements_need_half_their_content_and_a_cue_that_overlaps():
    short = statement((17, 21), (30, 37), BEN)  # 2 * 7 / (15 + 7) of OUTER's content
    elsewhere = statement((0, 3), (22, 37), BEN)
    assert align(Findings(statements=(short,)), GOLD).statements == {short.id: OUTER.id}
    assert align(Findings(statements=(elsewhere,)), GOLD).statements == {}


def test_of_two_statements_with_one_content_the_one_with_the_same_cue_is_it():
    two = (statement((4, 8), (22, 37)), statement((17, 21), (22, 37)))
    gold = Findings(statements=two)
    assert align(Findings(statements=two[1:]), gold).statements == {two[1].id: two[1].id}


def test_a_found_actor_is_the_one_of_gold_that_most_of_its_mentions_are_of():
    both = records.Actor(id="f" * 16, type="person", names=("Ben", "Ann"))
    mentions = tuple(mention(m.span.start, m.span.end, both.id) for m in NAMES)
    found = Findings(mentions=mentions, actors=(both,))
    assert align(found, GOLD).actors == {"f" * 16: ANN}


def test_an_actor_without_a_name_of_the_one_meant_is_nobody():
    alone = (records.Actor(id=ANN, type="person", names=("she",)), ACTORS[1])
    found = Findings(statements=GOLD.statements, mentions=NAMES, actors=alone)
    speaker = compare_findings(found, GOLD).counts["speaker"]
    assert (speaker.right, speaker.gold) == (1, 3)  # Ben's statement alone


def test_what_is_shown_twice_counts_once():
    wrong = link("contradict", passage(22, 37), passage(35, 37))
    twice = link("contradict", passage(9, 11), passage(35, 37))
    again = link("contradict", passage(9, 11), passage(35, 37), attribute="x")
    counts = compare_findings(with_claims(links=(wrong, twice, again), propositions=()), CLAIMED).counts
    assert (counts["shown_disputes"].right, counts["shown_disputes"].found) == (1, 2)


def test_the_speaker_is_right_by_who_it_is_and_unnamed_ones_by_being_so():
    found = Findings(
        statements=(statement((4, 8), (9, 11), BEN), OUTER, statement((30, 34), (35, 37))),
        mentions=NAMES,
        actors=ACTORS,
    )
    speaker = compare_findings(found, GOLD).counts["speaker"]
    assert (speaker.right, speaker.gold) == (1, 3)


def test_a_chain_is_right_when_all_of_it_is():
    short = statement((30, 34), (35, 37), ANN)
    wrong = statement((30, 34), (35, 37), ANN, via=(ANN,))
    for inner, right, found in ((INNER, 1, 1), (short, 0, 0), (wrong, 0, 1)):
        counts = compare_findings(
            Findings(statements=(FIRST, OUTER, inner), mentions=NAMES, actors=ACTORS), GOLD
        ).counts
        assert counts["chains"] == Counts(right, found, 1)


def test_a_chain_where_gold_has_none_is_wrong():
    relayed = statement((4, 8), (9, 11), ANN, via=(BEN,))
    counts = compare_findings(
        Findings(statements=(relayed, OUTER, INNER), mentions=NAMES, actors=ACTORS), GOLD
    ).counts
    assert counts["chains"] == Counts(1, 2, 1)


def test_b_cubed_of_actors_is_taken_over_the_mentions_of_gold():
    split = (mention(0, 3, ANN), mention(13, 16, BEN), mention(22, 25, "c" * 16), mention(40, 44, ANN))
    actors = compare_findings(Findings(mentions=split), GOLD).clusters["actors"]
    # recall: Ann's two mentions 1/2 each, Ben's 1; nothing is grouped wrongly
    assert (actors.precision, actors.recall) == (100, pytest.approx(100 * 2 / 3))


def test_addressee_medium_and_time_of_saying_are_counted_by_their_characters():
    gold = statement(
        (4, 8), (9, 11), ANN, addressee=anchored((20, 30)), time=anchored((31, 37)), tense="past"
    )
    near = statement(
        (4, 8), (9, 11), ANN, addressee=anchored((20, 24)), medium=anchored((1, 3)), tense="present"
    )
    untold = statement((17, 21), (22, 37), BEN, addressee=anchored((40, 44)))
    counts = compare_findings(Findings(statements=(near,)), Findings(statements=(gold, untold))).counts
    assert counts["addressees"] == Counts(1, 1, 2)  # 8 / 14
    assert counts["media"] == Counts(0, 1, 0)
    assert counts["saying_times"] == Counts(0, 0, 1)
    assert counts["tense"] == Counts(0, 1, 1)
    far = statement((4, 8), (9, 11), ANN, addressee=anchored((20, 23)))
    assert (
        compare_findings(Findings(statements=(far,)), Findings(statements=(gold,))).counts["addressees"].right
        == 0
    )


def test_time_and_place_of_an_event_are_those_that_gold_has():
    def place(start: int, end: int) -> records.Place:
        return records.Place(
            id=finding_id(DOCUMENT, "place", [Span(start, end)]), document=DOCUMENT, span=Span(start, end),
            text=TEXT[start:end], name="", score=1.0, made_by="x",
        )  # fmt: skip

    when, later, where, near, far = (
        time(0, 4, "2031"),
        time(5, 9, "2032"),
        place(10, 16),
        place(10, 13),
        place(30, 33),
    )
    gold = Findings(
        events=(event(44, 48, time=when.id, place=where.id), event(17, 21, time=when.id)),
        times=(when, later),
        places=(where,),
    )
    for at, there, right in ((when, near, 1), (later, far, 0)):
        found = Findings(
            events=(event(44, 48, time=at.id, place=there.id),), times=(when, later), places=(there,)
        )
        counts = compare_findings(found, gold).counts
        assert counts["event_times"] == Counts(right, 1, 2)
        assert counts["event_places"] == Counts(right, 1, 1)


def test_the_whole_text_is_no_participant():
    def told(start: int, end: int) -> Findings:
        hurt = records.Participant(role="recipient", span=Span(start, end))
        return Findings(events=(event(44, 48, participants=(hurt,)),))

    assert compare_findings(told(0, len(TEXT)), told(39, 43)).counts["participants"] == Counts(0, 1, 1)
    assert compare_findings(told(30, 43), told(39, 43)).counts["participants"].right == 1  # 8 / 17


def test_the_same_time_and_place_named_elsewhere_are_right():
    def told(when: records.TimeReference, where: int) -> Findings:
        place = records.Place(
            id=finding_id(DOCUMENT, "place", [Span(where, where + 3)]), document=DOCUMENT,
            span=Span(where, where + 3), text="Orl", name="", score=1.0, made_by="x",
        )  # fmt: skip
        return Findings(events=(event(44, 48, time=when.id, place=place.id),), times=(when,), places=(place,))

    counts = compare_findings(told(time(0, 4, "2031"), 10), told(time(20, 24, "2031"), 30)).counts
    assert (counts["event_times"], counts["event_places"]) == (Counts(1, 1, 1), Counts(1, 1, 1))


def test_marks_that_few_statements_have_are_counted_over_those():
    def told(*, hedged: bool) -> Findings:
        return Findings(statements=(statement((4, 8), (9, 11), ANN, hedged=hedged), OUTER))

    assert compare_findings(told(hedged=False), told(hedged=True)).counts["hedged"] == Counts(0, 0, 1)
    assert compare_findings(told(hedged=True), told(hedged=True)).counts["hedged"] == Counts(1, 1, 1)
    assert compare_findings(told(hedged=True), told(hedged=False)).counts["hedged"] == Counts(0, 1, 0)


def test_an_actor_without_a_name_in_gold_is_known_by_its_mentions():
    gold = Findings(statements=(FIRST,), mentions=NAMES[:1], actors=(replace(ACTORS[0], names=()),))
    found = Findings(statements=(FIRST,), mentions=NAMES[:1], actors=(replace(ACTORS[0], names=("she",)),))
    assert compare_findings(found, gold).counts["speaker"] == Counts(1, 1, 1)


def test_participants_are_also_judged_by_who_they_are():
    def told(actor: str | None) -> Findings:
        ann = records.Participant(role="actor", span=Span(0, 3), actor=actor)
        return Findings(events=(event(44, 48, participants=(ann,)),), mentions=NAMES, actors=ACTORS)

    assert compare_findings(told(ANN), told(ANN)).counts["participant_actor"] == Counts(1, 1, 1)
    assert compare_findings(told(BEN), told(ANN)).counts["participant_actor"] == Counts(0, 1, 1)
    assert compare_findings(told(BEN), told(None)).counts["participant_actor"] == Counts()


def test_offices_are_counted_by_the_words_that_show_them_for_actors_that_have_any_in_gold():
    def chair(actor: records.Actor, *spans: tuple[int, int]) -> records.Actor:
        roles = [
            records.Role(title="chair", evidence=(records.Evidence(document=DOCUMENT, span=Span(*s)),))
            for s in spans
        ]
        return records.Actor(id=actor.id, type="person", names=actor.names, roles=tuple(roles))

    gold = Findings(mentions=NAMES, actors=(chair(ACTORS[0], (4, 8), (30, 34)), ACTORS[1]))
    alone = replace(chair(ACTORS[0], (4, 8)), id="c" * 16)  # a second actor that is the same one for gold
    mentions = (NAMES[0], NAMES[1], mention(22, 25, alone.id))
    split = Findings(mentions=mentions, actors=(chair(ACTORS[0], (4, 8), (30, 34)), alone))
    assert compare_findings(split, gold).counts["roles"] == Counts(2, 3, 2)
    both = [each.evidence[0] for each in chair(ACTORS[0], (4, 8), (30, 34)).roles]
    joined = replace(ACTORS[0], roles=(records.Role(title="chair", evidence=tuple(both)),))
    assert compare_findings(Findings(mentions=NAMES, actors=(joined,)), gold).counts["roles"] == Counts(
        2, 2, 2
    )
    found = Findings(mentions=NAMES, actors=(chair(ACTORS[0], (4, 9), (12, 13)), chair(ACTORS[1], (4, 8))))
    assert compare_findings(found, gold).counts["roles"] == Counts(1, 2, 2)


def test_events_their_participants_and_figures():
    nine = records.Figure(kind="injured", best=9, span=Span(39, 43))
    hurt = records.Participant(role="recipient", span=Span(39, 43))
    untold = event(17, 21, figures=(nine,), participants=(hurt, hurt))
    gold = Findings(events=(event(44, 48, type="ASSAULT", figures=(nine,), participants=(hurt,)), untold))
    found = Findings(events=(event(44, 49, status="denied", participants=(hurt, hurt)), event(0, 3)))
    counts = compare_findings(found, gold).counts
    assert counts["events"] == Counts(1, 2, 2)
    assert (counts["event_type"].right, counts["event_status"].right) == (0, 0)
    assert counts["participants"] == Counts(1, 2, 3)  # those of events that were not found are missing
    assert counts["figures"] == Counts(0, 0, 2)


def test_an_event_without_a_type_on_both_sides_is_no_type_that_is_right():
    plain = Findings(events=(event(44, 48),))
    assert compare_findings(plain, plain).counts["event_type"] == Counts()
    typed = Findings(events=(event(44, 48, type="ASSAULT"),))
    assert compare_findings(typed, plain).counts["event_type"] == Counts(0, 1, 1)


def test_times_need_the_same_characters():
    gold = Findings(times=(time(0, 4, "2031"), time(9, 12, "2032")))
    counts = compare_findings(Findings(times=(time(0, 4, "2030"), time(9, 13, "2032"))), gold).counts
    assert (counts["times"].right, counts["time_value"].right, counts["time_value"].gold) == (1, 0, 1)


def test_an_hour_with_and_without_minutes_is_one():
    gold = Findings(times=(time(0, 4, "2031-03-07T20:00"),))
    found = Findings(times=(time(0, 4, "2031-03-07T20"),))
    assert compare_findings(found, gold).counts["time_value"].right == 1


CLAIM = proposition("p", (FIRST.id,), (OUTER.id, INNER.id))
CLAIMED = Findings(
    statements=GOLD.statements,
    mentions=NAMES,
    actors=ACTORS,
    propositions=(CLAIM,),
    positions=(position("p", ANN, "asserts"), position("p", BEN, "denies")),
    links=(
        link(
            "contradict",
            passage(9, 11, finding=FIRST.id),
            passage(22, 37, finding=OUTER.id),
            compatible=False,
        ),
    ),
)


def with_claims(**changes: object) -> Findings:
    values = {name: getattr(CLAIMED, name) for name in Findings.__slots__}
    return Findings(**{**values, **changes})


def test_positions_may_be_turned_round_as_a_whole_and_not_one_by_one():
    turned = (position("p", ANN, "denies"), position("p", BEN, "asserts"))
    half = (position("p", ANN, "denies"), position("p", BEN, "denies"))
    assert compare_findings(with_claims(positions=turned), CLAIMED).counts["positions"].right == 2
    assert compare_findings(with_claims(positions=half), CLAIMED).counts["positions"].right == 1


def test_positions_that_nobody_holds_are_wrong():
    more = (*CLAIMED.positions, position("p", "c" * 16, "denies"), position("p", ANN, "doubts"))
    assert compare_findings(with_claims(positions=more), CLAIMED).counts["positions"] == Counts(2, 4, 2)


def test_dates_of_right_positions_are_counted_each():
    def held(*dates: str | None) -> Findings:
        return with_claims(
            positions=tuple(
                records.Position(
                    id=f"{at:016}", proposition="p" * 16, actor=ANN, position="asserts", time=date
                )
                for at, date in enumerate(dates)
            )
        )

    def dates(found: Findings, gold: Findings) -> Counts:
        return compare_findings(found, gold).counts["position_times"]

    assert dates(held("2031"), held("2031", "2032")) == Counts(1, 1, 2)
    assert dates(held("2031-03-07T20"), held("2031-03-07T20:00")) == Counts(1, 1, 1)
    assert dates(held(None), held("2031")) == Counts(0, 0, 1)
    assert dates(held("2031"), held("")) == Counts()
    assert dates(with_claims(positions=(position("p", ANN, "denies"),)), held("2031")) == Counts(0, 0, 1)


def test_members_of_a_proposition_are_parted_by_value_as_in_gold():
    one_value = proposition("p", (FIRST.id, OUTER.id, INNER.id))
    values = compare_findings(with_claims(propositions=(one_value,)), CLAIMED).clusters["values"]
    # precision (1/3 + 2/3 + 2/3) / 3; recall 1
    assert (values.precision, values.recall) == (pytest.approx(100 * 5 / 9), 100)
    fewer = proposition("p", (FIRST.id,), (OUTER.id,))  # OUTER without INNER, and INNER not at all
    values = compare_findings(with_claims(propositions=(fewer,)), CLAIMED).clusters["values"]
    assert (values.precision, values.recall) == (100, pytest.approx(100 * (1 + 1 / 2 + 0) / 3))
    nothing = compare_findings(with_claims(propositions=()), CLAIMED).clusters["values"]
    assert (nothing.precision, nothing.recall) == (0, 0)


def test_a_dispute_is_found_by_any_passages_on_its_two_sides():
    other = link("contradict", passage(9, 11), passage(35, 37))  # INNER stands for the second value too
    counts = compare_findings(with_claims(links=(other,), propositions=()), CLAIMED).counts
    assert (counts["disputes"].right, counts["disputes"].gold) == (1, 1)
    assert (counts["shown_disputes"].right, counts["shown_disputes"].found) == (1, 1)


def test_a_shown_dispute_that_is_none_counts_and_a_compatible_one_is_not_shown():
    false = link("contradict", passage(22, 37), passage(35, 37))
    compatible = link("contradict", passage(9, 11), passage(22, 37), compatible=True)
    counts = compare_findings(with_claims(links=(false, compatible), propositions=()), CLAIMED).counts
    assert (counts["disputes"].right, counts["shown_disputes"].right, counts["shown_disputes"].found) == (
        0,
        0,
        1,
    )


def test_propositions_are_compared_over_what_gold_has_clustered():
    apart = (proposition("q", (FIRST.id,)), proposition("r", (OUTER.id, INNER.id)))
    cluster = compare_findings(with_claims(propositions=apart), CLAIMED).clusters["propositions"]
    # precision 1; recall (1 * 1/3 + 2 * 2/3) / 3
    assert (cluster.precision, cluster.recall) == (100, pytest.approx(100 * 5 / 9))


def test_passages_match_by_both_sides_and_direction_by_the_source():
    gold = Findings(links=(link("derive", passage(0, 10), passage(0, 10, OTHER)),))
    right = link("derive", passage(0, 8), passage(0, 10, OTHER))
    turned = link("derive", passage(0, 10, OTHER), passage(0, 10))
    for found, direction in ((right, 1), (turned, 0)):
        counts = compare_findings(Findings(links=(found,)), gold).counts
        assert (counts["passages"].right, counts["direction"].right) == (1, direction)
    both = link("agree", passage(0, 10), passage(0, 10, OTHER))
    for found, direction in ((both, 1), (right, 0)):
        counts = compare_findings(Findings(links=(found,)), Findings(links=(both,))).counts
        assert (counts["passages"].right, counts["direction"].right) == (1, direction)
    short = link("derive", passage(0, 3), passage(0, 10, OTHER))  # 6 / 13 on one side
    assert compare_findings(Findings(links=(short,)), gold).counts["passages"].right == 0


def test_drifts_need_both_sides_to_overlap():
    def drift(
        left: tuple[int, int], right: tuple[int, int], kind: drifts.DriftKind = "number"
    ) -> drifts.Drift:
        sides = passage(*left), passage(*right, document=OTHER)
        return drifts.Drift(
            id="0" * 16, kind=kind, left=sides[0], right=sides[1], detail="", score=1.0, made_by="test"
        )

    gold = Findings(drifts=(drift((0, 5), (0, 5)),))
    assert compare_findings(Findings(drifts=(drift((3, 9), (0, 2)),)), gold).counts["drifts"].right == 1
    assert compare_findings(Findings(drifts=(drift((5, 9), (0, 2)),)), gold).counts["drifts"].right == 0
    assert compare_findings(Findings(drifts=(drift((0, 90), (0, 90)),)), gold).counts["drifts"].right == 0
    assert compare_findings(gold, gold).counts["drift_kind"] == Counts(1, 1, 1)
    other = compare_findings(Findings(drifts=(drift((3, 9), (0, 2), "name"),)), gold).counts
    assert (other["drifts"].right, other["drift_kind"].right) == (1, 0)


def test_origins_are_groups_of_all_documents():
    both = records.Origin(id="0" * 16, documents=(DOCUMENT, OTHER))
    gold = Findings(statements=(FIRST, statement((4, 8), (9, 11), document=OTHER)), origins=(both,))
    apart = compare_findings(Findings(), gold).clusters["origins"]
    assert (apart.precision, apart.recall) == (100, 50)


def test_the_first_text_of_an_origin_is_that_of_the_found_one_that_shares_most():
    def origin(first: str | None, *documents: str) -> Findings:
        return Findings(origins=(records.Origin(id="0" * 16, documents=documents, first=first),))

    gold = origin(OTHER, DOCUMENT, OTHER, "f" * 16)
    assert compare_findings(origin(OTHER, DOCUMENT, OTHER), gold).counts["origin_first"] == Counts(1, 1, 1)
    assert compare_findings(origin(DOCUMENT, DOCUMENT, OTHER), gold).counts["origin_first"] == Counts(0, 1, 1)
    assert compare_findings(origin(OTHER, OTHER), gold).counts["origin_first"] == Counts(0, 1, 1)
    assert compare_findings(Findings(), gold).counts["origin_first"] == Counts(0, 1, 1)


def test_furniture_is_counted_in_characters():
    counts = compare_findings(
        Findings(furniture={DOCUMENT: (Span(0, 6),)}), Findings(furniture={DOCUMENT: (Span(4, 12),)})
    ).counts["furniture"]
    assert (counts.right, counts.found, counts.gold) == (2, 6, 8)


def test_scores_of_stories_are_summed():
    one = compare_findings(GOLD, GOLD)
    assert (one + one).counts["statements"].gold == 6
    assert (StoryScore() + one).clusters == one.clusters


def test_a_finding_may_stand_in_several_propositions_in_any_order():
    both = (proposition("s", (FIRST.id, OUTER.id)), proposition("t", (OUTER.id, INNER.id)))
    for order in (both, both[::-1]):
        found = with_claims(propositions=order)
        cluster = compare_findings(found, with_claims(propositions=both)).clusters["propositions"]
        assert (cluster.precision, cluster.recall) == (100, 100)


def test_propositions_that_overlap_are_compared_pair_by_pair():
    both = (proposition("s", (FIRST.id, OUTER.id)), proposition("t", (OUTER.id, INNER.id)))
    found = with_claims(propositions=(proposition("u", (FIRST.id, OUTER.id, INNER.id)),))
    cluster = compare_findings(found, with_claims(propositions=both)).clusters["propositions"]
    # FIRST and INNER share no proposition of gold; OUTER shares two with itself in gold and one in found.
    assert cluster.precision == pytest.approx(100 * (2 / 3 + 1 + 2 / 3) / 3)
    assert cluster.recall == pytest.approx(100 * (1 + 2.5 / 3 + 1) / 3)


def test_a_dispute_is_not_found_by_passages_of_another_proposition():
    other = proposition("q", (FIRST.id, INNER.id), ())  # INNER stands beside FIRST in another matter
    gold = with_claims(propositions=(proposition("p", (FIRST.id,), (OUTER.id,)), other))
    shown = link("contradict", passage(35, 37), passage(22, 37))
    counts = compare_findings(with_claims(links=(shown,), propositions=()), gold).counts
    assert (counts["disputes"].right, counts["shown_disputes"].right) == (0, 0)


def test_a_refusal_without_content_is_known_by_its_cue():
    refusal = statement((4, 8), (9, 11), ANN, content=records.Anchored(spans=(), text=""))
    found = statement((5, 8), (9, 11), ANN)
    assert align(Findings(statements=(found,)), Findings(statements=(refusal,))).statements
    assert not align(Findings(statements=(OUTER,)), Findings(statements=(refusal,))).statements


def test_findings_that_say_the_same_are_no_passages():
    same = link("agree", passage(9, 11, finding=FIRST.id), passage(35, 37, finding=INNER.id))
    assert compare_findings(Findings(), Findings(links=(same,))).counts["passages"].gold == 0
