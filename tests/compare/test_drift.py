from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare import compare_documents
from rashomon.language import plain_document
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    Anchored,
    Evidence,
    Member,
    Mention,
    Role,
    Speaker,
    Statement,
    TimeReference,
)
from rashomon.pipeline import sentence_vectors

WIRE = (
    "As many as 340 winders could be called up from noon on Friday, the harbour office told the union."
    ' "We will not wind a single rope until the third shift is paid again," said Ada Kvilling, who leads it.'
)
RELAY = (
    "From noon on Friday 340 winders could be called up by the harbour office, the union was told. "
    '"We will not wind a single rope," said Ada Kwilling, who leads it.'
)


@pytest.fixture
def two(make):
    """Return the wire's text and one that took from it the day after."""
    return make(WIRE, "wire.txt", date="2031-05-04"), make(RELAY, "relay.txt", date="2031-05-05")


def anchored(document, words):
    start = document.text.index(words)
    return Anchored(spans=(Span(start, start + len(words)),), text=words)


def mention(document, words, actor):
    span = anchored(document, words).spans[0]
    return Mention(
        id=finding_id(document.id, "mention", [span]), document=document.id, span=span, text=words,
        type="person", actor=actor, score=1.0, made_by="test",
    )  # fmt: skip


def statement(document, cue, actor, *, loaded=False, speaker="the harbour office"):
    content = "The winders had slept on the quay since Monday"
    who = anchored(document, speaker)
    member = Member(span=who.spans[0], actor=actor)
    return Statement(
        id=finding_id(document.id, "statement", anchored(document, content).spans),
        document=document.id, kind="indirect", act="said", loaded=loaded,
        speaker=Speaker(spans=who.spans, text=speaker, kind="named", members=(member,)),
        cue=anchored(document, cue), content=anchored(document, content), score=1.0, made_by="test",
    )  # fmt: skip


def drifts(documents, mentions=(), statements=(), actors=(), times=()):
    given_ = Extraction(
        documents=tuple(documents), mentions=tuple(mentions), statements=tuple(statements),
        actors=tuple(actors), times=tuple(times),
    )  # fmt: skip
    texts = {document.id: document.text for document in documents}
    _, found = compare_documents(given_, sentence_vectors)
    return [
        (each.kind, *(side.spans[0].of(texts[side.document]) for side in (each.left, each.right)))
        for each in found.drifts
    ]


def test_a_bound_that_is_dropped_and_a_quotation_that_is_cut_stand_with_both_wordings(two):
    found = drifts(two)
    assert ("number", "As many as 340", "340") in found
    whole = "We will not wind a single rope until the third shift is paid again,"
    assert ("quotation cut", whole, "We will not wind a single rope,") in found


def test_the_later_text_stands_on_the_right_whatever_the_order_of_input(two):
    assert drifts(two) == drifts(tuple(reversed(two)))


def test_one_actor_in_two_spellings_is_a_name_that_drifted(two):
    wire, relay = two
    person = Actor(id="a" * 16, type="person", names=("Ada Kvilling", "Ada Kwilling"))
    names = (mention(wire, "Ada Kvilling", person.id), mention(relay, "Ada Kwilling", person.id))
    assert ("name", "Ada Kvilling", "Ada Kwilling") in drifts(two, names, (), (person,))


def test_a_name_cut_short_or_without_its_accents_has_not_drifted(make):
    text = "On Friday the winders of Halm asked {} to call the third shift back to the quay before the feast."
    person = Actor(id="a" * 16, type="person", names=("Ágota Kvilling", "Kvilling", "Agota Kvilling"))
    for other in ("Kvilling", "Agota Kvilling"):
        pair = (
            make(text.format("Ágota Kvilling"), "a.txt", date="2031-05-04"),
            make(text.format(other), "b.txt", date="2031-05-05"),
        )
        mentions = (mention(pair[0], "Ágota Kvilling", person.id), mention(pair[1], other, person.id))
        assert not [each for each in drifts(pair, mentions, (), (person,)) if each[0] == "name"]


def test_a_loaded_verb_in_place_of_a_plain_one_and_what_the_other_text_says_in_its_own_words(make):
    wire = make(
        "The winders had slept on the quay since Monday, the harbour office said.", "a.txt", date="2031-05-04"
    )
    claimed = make(
        "The winders had slept on the quay since Monday, the harbour office claimed.",
        "b.txt",
        date="2031-05-05",
    )
    own = make("The winders had slept on the quay since Monday.", "c.txt", date="2031-05-06")
    office = Actor(id="a" * 16, type="organisation", names=("harbour office",))
    said = (statement(wire, "said", office.id), statement(claimed, "claimed", office.id, loaded=True))
    found = drifts((wire, claimed, own), (), said, (office,))
    assert ("weaker", "said", "claimed") in found
    assert ("attribution lost", wire.text, own.text) in found


CHANGED = (
    (
        "negation",
        "Wardens of the Halm lock did not open the upper gate on Sunday night, though the water stood high",
        "Wardens of the Halm lock opened the upper gate on Sunday night, though the water stood high",
    ),
    (
        "hedge dropped",
        "The storm probably broke the chain of the upper gate and drowned nine goats in the Halm meadows",
        "The storm broke the chain of the upper gate and drowned nine goats in the Halm meadows",
    ),
    (
        "stronger",
        "On Sunday the harbour office recommended that the winders leave the upper gate to the wardens",
        "On Sunday the harbour office demanded that the winders leave the upper gate to the wardens",
    ),
    (
        "weaker",
        "From noon on Friday the wardens will close the upper gate of the Halm lock to all barges of coal",
        "From noon on Friday the wardens may close the upper gate of the Halm lock to all barges of coal",
    ),
    (
        "number",
        "Guards at the upper gate of the Halm lock turned away 340 winders who had come to claim their pay",
        "Guards at the upper gate of the Halm lock turned away 430 winders who had come to claim their pay",
    ),
    (
        "number",
        "The harbour council of Halm closed the upper gate by 17 votes to 14 after a night of shouting",
        "The harbour council of Halm closed the upper gate by 17-16 after a night of shouting",
    ),
    (
        "number",
        "Barges of coal made up 24 percent of all that passed the upper gate of Halm in the winter",
        "Barges of coal made up 24 of all that passed the upper gate of Halm in the winter",
    ),
)


SAME = (
    (
        "Guards at the gate of Halm lock turned away over 340 winders who had come to claim their pay",
        "Guards at the gate of Halm lock turned away more than 340 winders who had come to claim their pay",
    ),
    (
        "Guards at the gate of Halm lock turned away three hundred winders who had come to claim pay",
        "Guards at the gate of Halm lock turned away 300 winders who had come to claim pay",
    ),
    (
        "Barges took 1.5 million crates of clocks through the gate of Halm lock in the winter",
        "Barges took 1,500,000 crates of clocks through the gate of Halm lock in the winter",
    ),
    (
        "On Sunday guards of the government of Mexico closed the gate of the lock at Halm to all barges",
        "On Sunday guards of the Mexican government closed the gate of the lock at Halm to all barges",
    ),
    (
        "The wardens of Halm lock and the town held long talks about 40 hectares of meadow on Sunday",
        "The wardens of Halm lock and the town held long talks on 40 hectares of meadow on Sunday",
    ),
    (
        "A bitter dispute over 40 hectares of meadow at Halm lock ended on Sunday in a feast",
        "A bitter dispute about 40 hectares of meadow at Halm lock ended on Sunday in a feast",
    ),
    (
        "At least 12 winders of the upper gate at Halm lock were hurt by the chain on Sunday",
        "Twelve or more winders of the upper gate at Halm lock were hurt by the chain on Sunday",
    ),
    (
        "At least 40 barges of coal passed the upper gate at Halm lock before noon on Sunday",
        "Barges of coal, 40-plus in all, passed the upper gate at Halm lock before noon on Sunday",
    ),
    (
        "Winders of the upper gate at Halm lock told the Foreign Ministry on Sunday that they slept",
        "Winders of the upper gate at Halm lock told the Foreign Minister on Sunday that they slept",
    ),
)


@pytest.mark.parametrize(("source", "taken"), SAME)
def test_the_same_in_other_forms_is_no_drift(make, source, taken):
    pair = make(f"{source}.", "a.txt", date="2031-05-04"), make(f"{taken}.", "b.txt", date="2031-05-05")
    assert not [each for each in drifts(pair) if each[0] in {"number", "name"}]


@pytest.mark.parametrize(("kind", "source", "taken"), CHANGED, ids=[each[1][:20] for each in CHANGED])
def test_each_kind_is_found_where_it_is_and_nowhere_else(make, kind, source, taken):
    pair = make(f"{source}.", "a.txt", date="2031-05-04"), make(f"{taken}.", "b.txt", date="2031-05-05")
    assert [each[0] for each in drifts(pair)] == [kind]
    same = make(f"{source}.", "a.txt", date="2031-05-04"), make(f"{source}.", "b.txt", date="2031-05-05")
    assert drifts(same) == []


@pytest.mark.parametrize(
    ("source", "taken"),
    [
        ("was probably cut by thieves", "may have been cut by thieves"),
        ("could not be opened by the wardens", "was impossible for the wardens to open"),
        ("was not opened by the wardens", "stayed shut, and no warden opened it"),
        ("was cut by thieves, on the allegation of a warden", "was allegedly cut by thieves"),
        ("was shut by 14 to 17 wardens of the town", "was shut by 14-17 wardens of the town"),
    ],
)
def test_other_words_for_the_same_are_no_change(make, source, taken):
    pair = [
        make(f"On Sunday night the heavy chain of the upper gate at Halm lock {words}.", name, date=date)
        for words, name, date in ((source, "a.txt", "2031-05-04"), (taken, "b.txt", "2031-05-05"))
    ]
    assert drifts(pair) == []


def timed(document, words, day):
    span = anchored(document, words).spans[0]
    return TimeReference(
        id=finding_id(document.id, "time", [span]), document=document.id, span=span, text=words, value=day,
        earliest=day, latest=day, basis="stated", score=1.0, made_by="test",
    )  # fmt: skip


@pytest.mark.parametrize(("there", "kinds"), [("9 May", ["time"]), ("Friday, 2 May", [])])
def test_a_time_that_excludes_the_other(make, there, kinds):
    text = "The wardens of Halm shut the upper gate on {} and let no barge of coal through until the feast."
    pair = (
        make(text.format("2 May"), "a.txt", date="2031-05-14"),
        make(text.format(there), "b.txt", date="2031-05-15"),
    )
    times = (timed(pair[0], "2 May", "2031-05-02"), timed(pair[1], there, "2031-05-09"))
    assert [each[0] for each in drifts(pair, times=times)] == kinds


def test_a_date_that_either_gives_without_a_year_is_not_another_for_being_dated_wrongly(make):
    text = "The wardens of Halm shut the upper gate on {} and let no barge of coal through until the feast."
    pair = (
        make(text.format("May 2"), "a.txt", date="2031-05-14"),
        make(text.format("the 2nd of May"), "b.txt", date="2031-05-15"),
    )
    times = (timed(pair[0], "May 2", "2031-05-02"), timed(pair[1], "the 2nd of May", "2030-05-02"))
    assert drifts(pair, times=times) == []


def test_what_somebody_watches_over_is_no_bound(make):
    pair = (
        make("One warden of the Halm lock watches over 12 chains of the upper gate in the night.", "a.txt",
             date="2031-05-14"),
        make("One warden of the Halm lock watches 12 chains of the upper gate in the night.", "b.txt",
             date="2031-05-15"),
    )  # fmt: skip
    assert drifts(pair) == []


@pytest.mark.parametrize(
    ("own", "lost"),
    [
        ("The winders had slept on the quay since Monday.", True),
        ("The winders had slept on the quay since Monday, the wardens confirmed.", False),
    ],
)
def test_a_sentence_that_names_who_gives_it_has_not_lost_who_says_so(make, own, lost):
    wire = make(
        "The winders had slept on the quay since Monday, the harbour office said.", "a.txt", date="2031-05-04"
    )
    other = make(own, "c.txt", date="2031-05-06")
    office = Actor(id="a" * 16, type="organisation", names=("harbour office",))
    found = drifts((wire, other), (), (statement(wire, "said", office.id),), (office,))
    assert ("attribution lost" in {each[0] for each in found}) is lost


@pytest.mark.parametrize(("seen", "kinds"), [("Halm by Ada Kvilling", ["number"]), ("Pelm by Oda Brott", [])])
def test_a_report_that_names_others_throughout_is_of_another_event(make, seen, kinds):
    text = (
        "On that night the heavy chain of the upper gate was cut by {} of the wardens. It was seen from {}."
    )
    pair = (
        make(text.format(14, "Halm by Ada Kvilling"), "a.txt", date="2031-05-04"),
        make(text.format(17, seen), "b.txt", date="2031-05-05"),
    )
    assert [each[0] for each in drifts(pair)] == kinds


@pytest.mark.parametrize(
    ("event", "kinds"), [("The order to shut the lock", ["time"]), ("The last barge of coal", [])]
)
def test_a_time_of_another_event_excludes_none(make, event, kinds):
    rest = "the wardens of Halm told the carters who wait there for the feast of the winders."
    one = make(f"The order to shut the lock came on 2 May, {rest}", "a.txt", date="2031-05-14")
    verb = "came" if kinds else "left"
    other = make(f"{event} {verb} on 9 May, {rest}", "b.txt", date="2031-05-15")
    times = (timed(one, "2 May", "2031-05-02"), timed(other, "9 May", "2031-05-09"))
    assert [each[0] for each in drifts((one, other), times=times) if each[0] == "time"] == kinds


@pytest.mark.parametrize(("same", "kinds"), [(True, ["time"]), (False, [])])
def test_the_days_on_which_two_speak_exclude_none(make, same, kinds):
    text = "{} said on {}: The winders had slept on the quay since Monday and would not wind a single rope."
    office = "the harbour office"
    pair = (
        make(text.format(office, "2 May"), "a.txt", date="2031-05-14"),
        make(text.format(office if same else "the rope guild", "9 May"), "b.txt", date="2031-05-15"),
    )
    times = (timed(pair[0], "2 May", "2031-05-02"), timed(pair[1], "9 May", "2031-05-09"))
    told = (
        statement(pair[0], "said", None),
        statement(pair[1], "said", None, speaker=office if same else "the rope guild"),
    )
    assert [each[0] for each in drifts(pair, statements=told, times=times) if each[0] == "time"] == kinds


@pytest.mark.parametrize(
    ("there", "kinds"), [("minister of labour", ["role"]), ("former governor", []), ("Halm minister", [])]
)
def test_a_ministry_that_became_another_one(make, there, kinds):
    text = "The {}, Ada Kvilling, asked the winders of Halm to call the third shift back before the feast."
    pair = (
        make(text.format("transport minister"), "a.txt", date="2031-05-04"),
        make(text.format(there), "b.txt", date="2031-05-05"),
    )
    titles = zip(pair, ("transport minister", there), strict=True)
    roles = tuple(
        Role(title=title, evidence=(Evidence(document=each.id, span=anchored(each, title).spans[0]),))
        for each, title in titles
    )
    person = Actor(id="a" * 16, type="person", names=("Ada Kvilling",), roles=roles)
    assert [each[0] for each in drifts(pair, actors=(person,))] == kinds


def test_a_name_that_another_source_spells_so_has_not_drifted(make):
    text = "On Friday the winders of Halm asked Ada {} to call the third shift back to the quay."
    spelled = ("Kvilling", "Kwilling", "Kwilling")
    texts = [
        make(text.format(name), f"{number}.txt", date=f"2031-05-0{number}")
        for number, name in enumerate(spelled, 4)
    ]
    person = Actor(id="a" * 16, type="person", names=("Ada Kvilling", "Ada Kwilling"))
    names = [mention(each, f"Ada {name}", person.id) for each, name in zip(texts, spelled, strict=True)]
    assert drifts(texts[:2], names[:2], (), (person,)) == [("name", "Ada Kvilling", "Ada Kwilling")]
    assert len(drifts(texts, names, (), (person,))) == 1


def test_a_step_of_the_way_that_is_left_out(make):
    wire = make(
        "The winders told the harbour office that the warden had locked the upper gate at noon.",
        "a.txt", date="2031-05-04",
    )  # fmt: skip
    relay = make("The warden had locked the upper gate at noon.", "b.txt", date="2031-05-05")
    said = Statement(
        id="b" * 16, document=wire.id, kind="indirect", act="said",
        speaker=Speaker(spans=anchored(wire, "The winders").spans, text="The winders", kind="named"),
        cue=anchored(wire, "told"),
        content=anchored(wire, "that the warden had locked the upper gate at noon"),
        score=1.0, made_by="test",
    )  # fmt: skip
    assert ("attribution lost", wire.text, relay.text) in drifts((wire, relay), (), (said,))


def test_texts_that_do_not_tell_who_was_first_have_no_drift(make):
    assert drifts((make(WIRE, "a.txt"), make(WIRE.replace("As many as 340", "340"), "b.txt"))) == []


@given(
    st.text(alphabet='340 at least"“”.Ada,\n', max_size=120),
    st.text(alphabet='340 up to"“”.Ada,\n', max_size=120),
)
@settings(max_examples=40, deadline=None)
def test_any_two_texts_give_drift_that_lies_in_them(one, other):
    documents = (plain_document(WIRE + one, "a.txt"), plain_document(RELAY + other, "b.txt"))
    texts = {document.id: document.text for document in documents}
    _, found = compare_documents(Extraction(documents=documents), sentence_vectors)
    for each in found.drifts:
        for side in (each.left, each.right):
            assert 0 <= side.spans[0].start < side.spans[0].end <= len(texts[side.document])


REST = (
    " Winders from nearby villages came down to the quay in the night. The school stayed shut for the week."
    " Ágota Kvilling sent eels to the families of the wardens on Friday morning."
)
TURNED = (
    (
        "The harbour office has no proof that the chain broke.",
        "The harbour office has proof that the chain broke.",
    ),
    ("Divers found no trace of oil in the lower lock.", "Divers found traces of oil in the lower lock."),
    (
        "A leak in the gate could not be ruled out, they said.",
        "A leak in the gate could be ruled out, they said.",
    ),
    ("The warden had never met the winders before Monday.", "The warden had met the winders before Monday."),
    (
        "There was no fire in the hut of the wardens on Sunday.",
        "There was a fire in the hut of the wardens on Sunday.",
    ),
    ("The office never paid the winders for the night.", "The office paid the winders for the night."),
)
NOT_TURNED = (
    ("The barge carried no more than nine crates.", "The barge carried nine crates of eggs."),
    (
        "No barge left the lock on Sunday because of fog.",
        "Not one barge left the lock on Sunday because of fog.",
    ),
    ("The office has no objection to the new chain.", "The office does not object to the new chain."),
    ("The guards had no weapons at the lock.", "The guards were without weapons at the lock."),
    ("The pilot found no fault with the gate.", "The pilot failed to find any fault with the gate."),
    (
        "There is no doubt that the gate of the lock leaked.",
        "The gate of the lock leaked, there is little doubt.",
    ),
)


def negated(make, before, after):
    one = make(before + REST, "a.txt", date="2031-05-04")
    other = make(after + REST, "b.txt", date="2031-05-05")
    return [each for each in drifts((one, other)) if each[0] == "negation"]


@pytest.mark.parametrize(("before", "after"), TURNED)
def test_a_no_or_never_left_out_or_added_is_a_changed_negation(make, before, after):
    assert len(negated(make, before, after)) == 1
    assert len(negated(make, after, before)) == 1


@pytest.mark.parametrize(("before", "after"), NOT_TURNED)
def test_one_negation_in_place_of_another_is_none(make, before, after):
    assert negated(make, before, after) == []
    assert negated(make, after, before) == []
