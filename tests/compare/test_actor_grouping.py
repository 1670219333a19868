from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from rashomon.compare import CompareSettings, compare_documents
from rashomon.compare.actors import group_actors
from rashomon.model.corpus import Extraction
from rashomon.model.identity import finding_id, group_id, text_sha256
from rashomon.model.offsets import Span
from rashomon.model.records import (
    Actor,
    Anchored,
    Document,
    Event,
    Member,
    Mention,
    Participant,
    Relay,
    Role,
    Speaker,
    Statement,
)
from tests.compare.vectors import letter_vectors

D = "d" * 16


def actors_of(kind, *name_lists):
    numbers = itertools.count()
    return [
        Actor(
            id=group_id(kind, [str(next(numbers))]),
            type=kind,
            names=(names,) if isinstance(names, str) else tuple(names),
        )
        for names in name_lists
    ]


def groups_of(kind, *name_lists):
    grouping = group_actors(actors_of(kind, *name_lists), (), CompareSettings())
    return {frozenset(actor.names) for actor in grouping.actors}, grouping


def _used(actor, times):
    return [
        Mention(
            id=finding_id(D, actor.id, [Span(i, i + 1)]),
            document=D,
            span=Span(i, i + 1),
            text=actor.names[0],
            type=actor.type,
            actor=actor.id,
            score=1.0,
            made_by="test",
        )
        for i in range(times)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odo Karst", "ODO KARST"),
        ("Odo Karst", "Premier Odo Karst"),
        ("Odo Karst", "Karst Odo"),
        ("Odo Karst", "Odo J. Karst"),
        ("Zoë Brandt", "Zoe Brandt"),
        ("Odo Karst's", "Odo Karst"),
        ("Kassim-Jonart Volayev", "Kasim-Jonart Volayev"),
        ("Sviatlena Tarkhovskaya", "Svyatlena Tarkhovskaya"),
        ("Aliaksandr Lukomenka", "Alexander Lukomenko"),
    ],
)
def test_spellings_of_one_person_are_one(one, other):
    groups, grouping = groups_of("person", one, other)
    assert groups == {frozenset({one, other})}
    assert grouping.actors[0].merged_because


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Odo Karst", "Ida Karst"),
        ("Ivan Karst", "Ivana Karst"),
        ("Daniel Brandt", "Daniela Brandt"),
        ("Maria Brandt", "Marta Brandt"),
        ("Erik Stahl", "Erik Stuhl"),
        ("President", "President"),
        ("Odo Karst", "Odo Barst"),
        ("Christian Brandt", "Christina Brandt"),
        ("Gabriel Brandt", "Gabrielle Brandt"),
        ("Karen Brandt", "Karin Brandt"),
        ("Roberto Brandt", "Roberta Brandt"),
        ("Alexander Brandt", "Alexandra Brandt"),
        ("Julius Brandt", "Julia Brandt"),
    ],
)
def test_different_people_are_kept_apart(one, other):
    assert len(groups_of("person", one, other)[1].actors) == 2


def test_a_bare_surname_is_the_one_person_who_bears_it():
    groups, grouping = groups_of("person", "Odo Karst", "Karst", "Ulm Varga")
    assert groups == {frozenset({"Odo Karst", "Karst"}), frozenset({"Ulm Varga"})}
    reasons = [reason for actor in grouping.actors for reason in actor.merged_because]
    assert [(reason.code, reason.detail) for reason in reasons] == [
        ("surname", "“Karst” is the surname of “Odo Karst” alone")
    ]


def test_a_surname_that_two_people_bear_joins_neither():
    groups, _ = groups_of("person", "Odo Karst", "Ida Karst", "Karst")
    assert len(groups) == 3


def test_a_surname_of_one_person_under_two_spellings_still_joins():
    _, grouping = groups_of("person", "Kassim Volayev", "Kasim Volayev", "Volayev")
    assert len(grouping.actors) == 1


def test_bare_surnames_alone_are_one():
    assert len(groups_of("person", "Karst", "Mr Karst")[1].actors) == 1


def test_names_of_one_actor_join_what_they_name():
    _, grouping = groups_of("person", ["Odo Karst", "the Fox"], "Odo Karst", "the Fox", "Ulm Varga")
    assert len(grouping.actors) == 2


def test_an_acronym_is_the_one_body_with_those_initials():
    _, grouping = groups_of("organisation", "Union of Selmouth Dockers", "the USD", "USD", "Tanners")
    assert len(grouping.actors) == 2
    assert "acronym" in {reason.code for actor in grouping.actors for reason in actor.merged_because}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Defence", "the Defence Ministry"),
        ("O.S.K.", "OSK"),
        ("Union of Selmouth Dockers", "UNION OF SELMOUTH DOCKERS"),
        ("Selmouth Dockers' Organisation", "Selmouth Dockers' Organization"),
    ],
)
def test_forms_of_one_body_are_one(one, other):
    assert len(groups_of("organisation", one, other)[1].actors) == 1


def test_a_title_that_is_a_surname_stays():
    assert len(groups_of("person", "Odo King", "Odo Judge", "Odo")[1].actors) == 3


def test_an_acronym_that_two_bodies_could_have_joins_neither():
    names = ("Selmouth Dockers Union", "Society for Dancing Upstairs", "SDU")
    assert len(groups_of("organisation", *names)[1].actors) == 3


def test_bodies_with_similar_names_are_kept_apart():
    names = ("Ministry of Defence", "Ministry of Finance", "Defence Ministry Choir")
    assert len(groups_of("organisation", *names)[1].actors) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Yes Alliance", "The No Alliance"),
        ("Citizens for the Bridge", "Citizens Against the Bridge"),
        ("The US Navy", "The Navy"),
    ],
)
def test_words_that_a_sentence_can_do_without_tell_two_bodies(one, other):
    assert len(groups_of("organisation", one, other)[1].actors) == 2


def test_a_surname_is_stripped_of_no_title_that_it_is_itself():
    assert groups_of("person", "Odo Tan", "Mr Tan")[0] == {frozenset({"Odo Tan", "Mr Tan"})}


def of_texts(*named):
    """Return the names of each person after grouping, in order; of each: name, office and text."""
    actors = [
        replace(actor, roles=tuple(Role(title=title) for title in (office,) if title))
        for actor, (_, office, _) in zip(
            actors_of("person", *(name for name, _, _ in named)), named, strict=True
        )
    ]
    mentions = [
        Mention(
            id=finding_id(text, actor.id, [Span(0, 1)]), document=text, span=Span(0, 1), text=actor.names[0],
            type="person", actor=actor.id, score=1.0, made_by="test",
        )
        for actor, (_, _, text) in zip(actors, named, strict=True)
    ]  # fmt: skip
    story = {"a" * 16: "one", "b" * 16: "one", "c" * 16: "two"}
    grouping = group_actors(actors, mentions, CompareSettings(), story=story)
    return sorted(actor.names for actor in grouping.actors)


def test_a_bare_surname_with_another_office_is_somebody_else():
    inspector = ("Karst", "Inspector", "a" * 16)
    assert of_texts(inspector, ("Odo Karst", "President", "b" * 16)) == [("Karst",), ("Odo Karst",)]
    assert len(of_texts(inspector, ("Odo Karst", "chief inspector", "b" * 16))) == 1
    assert len(of_texts(inspector, ("Odo Karst", "", "b" * 16))) == 1
    assert len(of_texts(inspector, ("Karst", "President", "b" * 16))) == 2


def test_a_bare_surname_of_another_story_is_somebody_else():
    assert len(of_texts(("Karst", "", "a" * 16), ("Odo Karst", "", "b" * 16))) == 1
    assert len(of_texts(("Karst", "", "a" * 16), ("Odo Karst", "", "c" * 16))) == 2


def test_a_surname_that_stands_first_in_a_name_of_the_same_text_is_nobody_elses():
    own = [("Lim", "", "a" * 16), ("Lim Wei Jian", "", "a" * 16)]
    assert len(of_texts(*own, ("Rosa Lim", "", "b" * 16))) == 3
    assert len(of_texts(own[0], ("Rosa Lim", "", "b" * 16))) == 1


def test_types_must_agree():
    actors = [*actors_of("person", "Selmouth"), *actors_of("place", "Selmouth")]
    assert len(group_actors(actors, (), CompareSettings()).actors) == 2


def test_a_name_has_the_type_that_most_of_its_mentions_have():
    town, rare = (*actors_of("place", "Selmouth"), *actors_of("person", "Selmouth"))
    (actor,) = group_actors([town, rare], [*_used(town, 2), *_used(rare, 1)], CompareSettings()).actors
    assert (actor.type, actor.names) == ("place", ("Selmouth",))


def test_a_surname_taken_for_a_body_is_the_persons():
    (karst,), (body,) = actors_of("person", "Odo Karst"), actors_of("organisation", "Karst")
    (actor,) = group_actors([karst, body], [*_used(karst, 2), *_used(body, 1)], CompareSettings()).actors
    assert (actor.type, actor.names) == ("person", ("Odo Karst", "Karst"))


def test_a_firm_is_called_by_the_first_word_of_its_name():
    firm, *others = (
        *actors_of("organisation", "Ostrel Steel & Sons"),
        *actors_of("person", "Ostrel", "Tarn"),
    )
    actors = group_actors([firm, *others], (), CompareSettings()).actors
    assert {(actor.type, actor.names) for actor in actors} == {
        ("organisation", ("Ostrel", "Ostrel Steel & Sons")),
        ("person", ("Tarn",)),
    }


def test_a_firm_named_after_somebody_is_not_them():
    firm, *others = (*actors_of("organisation", "Pell & Sons"), *actors_of("person", "Joren Pell", "Pell"))
    actors = group_actors([firm, *others], (), CompareSettings()).actors
    assert {actor.type: set(actor.names) for actor in actors} == {
        "organisation": {"Pell & Sons"},
        "person": {"Joren Pell", "Pell"},
    }


@pytest.mark.parametrize(("pronouns", "kind"), [(("it", "its"), "organisation"), (("it", "his"), "person")])
def test_what_is_it_throughout_is_nobody(pronouns, kind):
    (actor,) = actors_of("person", "Kestrail")
    mentions = [replace(mention, text=text) for mention, text in zip(_used(actor, 2), pronouns, strict=True)]
    (found,) = group_actors([actor], mentions, CompareSettings()).actors
    assert found.type == kind


def test_two_surnames_in_one_word_are_no_first_name_and_surname():
    assert len(groups_of("person", "Veld-Tarn", "Tarn")[1].actors) == 2


def test_two_surnames_in_one_word_keep_a_bare_surname_from_nobody():
    own = [("Veld-Tarn", "", "a" * 16), ("Tarn", "", "a" * 16)]
    assert of_texts(*own, ("Ivo Tarn", "", "b" * 16)) == [("Ivo Tarn", "Tarn"), ("Veld-Tarn",)]


def test_the_bare_noun_for_a_body_is_no_name():
    assert len(groups_of("organisation", "the Ministry", "the Ministry")[1].actors) == 2


def test_descriptions_are_no_names():
    assert len(groups_of("person", "the minister", "the minister")[1].actors) == 2


def test_names_stand_in_order_of_use_and_roles_are_kept():
    one, other = actors_of("person", "Premier Odo Karst", "Odo Karst")
    role = Role(title="premier")
    one = Actor(id=one.id, type="person", names=one.names, roles=(role,))
    mentions = _used(other, 3)
    (actor,) = group_actors([one, other], mentions, CompareSettings()).actors
    assert actor.names == ("Odo Karst", "Premier Odo Karst")
    assert actor.roles == (role,)


def test_all_findings_point_at_the_new_actor():
    one, other = actors_of("person", "Odo Karst", "Premier Odo Karst")
    anchored = Anchored(spans=(Span(0, 1),), text="x")
    statement = Statement(
        id="1" * 16,
        document=D,
        kind="direct",
        speaker=Speaker(kind="named", members=(Member(span=Span(0, 1), actor=one.id),)),
        cue=anchored,
        content=anchored,
        via=(Relay(actor=other.id), Relay()),
        score=1.0,
        made_by="test",
    )
    mention = Mention(
        id="2" * 16,
        document=D,
        span=Span(0, 1),
        text="x",
        type="person",
        actor=other.id,
        score=1.0,
        made_by="test",
    )
    event = Event(
        id="3" * 16,
        document=D,
        trigger=anchored,
        participants=(Participant(role="actor", span=Span(0, 1), actor=one.id),),
        status="happened",
        score=1.0,
        made_by="test",
    )
    document = Document(id=D, text="x", text_sha256=text_sha256("x"), length=1)
    before = Extraction(
        documents=(document,),
        statements=(statement,),
        mentions=(mention,),
        events=(event,),
        actors=(one, other),
    )
    after, _ = compare_documents(before, letter_vectors)
    (actor,) = after.actors
    assert actor.id not in {one.id, other.id}
    found = {
        after.statements[0].speaker.members[0].actor,
        after.statements[0].via[0].actor,
        after.mentions[0].actor,
        after.events[0].participants[0].actor,
    }
    assert found == {actor.id}
    assert after.statements[0].via[1].actor is None


def test_an_actor_that_stays_alone_keeps_its_id():
    (one,) = actors_of("person", "Odo Karst")
    assert group_actors([one], (), CompareSettings()).actors == (one,)


def test_the_order_of_the_actors_makes_no_difference():
    actors = actors_of("person", "Odo Karst", "Karst", "Kassim Volayev", "Kasim Volayev", "Ida Brandt")
    forwards = group_actors(actors, (), CompareSettings())
    backwards = group_actors(actors[::-1], (), CompareSettings())
    assert {actor.id for actor in forwards.actors} == {actor.id for actor in backwards.actors}
