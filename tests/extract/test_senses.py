"""Words of violence that mean something else, and what time and place an event has."""

from __future__ import annotations

import pytest

from rashomon.extract import extract_document


@pytest.fixture
def told(analyser, read):
    def found(text):
        document = read(text).documents[0]
        return extract_document(document, next(analyser.analyse([document])))

    return found


def event(found, trigger):
    return next(each for each in found.events if each.trigger.text == trigger)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("He beat Ana Torr in a run-off by 300 votes.", "beat"),
        ("Velmar beat Tarn 3-0 in the semi-final.", "beat"),
        ("Orm Pell beat the mayor in the election.", "beat"),
        ("Sara Pell beat Orm Zoll, who had held the seat since 2015.", "beat"),
        ("Halm were beaten 2-0 by Lindal.", "beaten"),
        ("The senate killed the bill.", "killed"),
        ("The minister stormed out of the meeting.", "stormed"),
        ("The police battled a fire.", "battled"),
        ("The party captured 30 seats.", "captured"),
        ("Ana Torr was sworn in as minister.", "sworn in"),
    ],
)
def test_who_wins_kills_a_bill_or_storms_out_harms_nobody(told, text, trigger):
    assert event(told(text), trigger).type is None


@pytest.mark.parametrize(
    "text",
    [
        "The opposition attacked the government over pensions.",
        "The senator attacked the minister for the deal.",
        "The deputies shot down a proposal to raise taxes.",
    ],
)
def test_words_are_no_assault(told, text):
    assert "ASSAULT" not in {each.type for each in told(text).events}


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Guards beat the editor with clubs.", "beat", "ASSAULT"),
        ("Thugs beat Ana Torr with sticks.", "beat", "ASSAULT"),
        ("Police beat two students.", "beat", "ASSAULT"),
        ("Prisoners were beaten.", "beaten", "ASSAULT"),
        ("Gunmen attacked the minister in his car.", "attacked", "ASSAULT"),
        ("Rioters stormed the parliament.", "stormed", "ASSAULT"),
        ("Rebels shot down a plane.", "shot down", "ASSAULT"),
        ("Soldiers fired Katyusha rockets at the town.", "fired", "ASSAULT"),
        ("The club fired its coach after the defeat.", "fired", "SANCTION"),
        ("The president fired Ana Torr.", "fired", "SANCTION"),
        ("The firm fired its manager.", "fired", "SANCTION"),
    ],
)
def test_who_is_hit_is_hit_and_who_is_fired_lost_a_post(told, text, trigger, kind):
    assert event(told(text), trigger).type == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A similar strike killed nine villagers.", "ASSAULT"),
        ("The strike near Halm wounded two.", "ASSAULT"),
        ("The strike destroyed a school.", "ASSAULT"),
        ("In a drone strike, four rebels died.", "ASSAULT"),
        ("Nine people died in a strike on a market.", "ASSAULT"),
        ("The strike crippled the railways.", "PROTEST"),
        ("A strike by pilots was averted.", "PROTEST"),
        ("The strike by police officers lasted nine days.", "PROTEST"),
        ("A strike at the port near Halm began.", "PROTEST"),
        ("Police killed a striker during the strike.", "PROTEST"),
        ("A strike by jets destroyed the depot.", "ASSAULT"),
    ],
)
def test_a_strike_that_harms_is_no_walkout(told, text, kind):
    assert event(told(text), "strike").type == kind


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("After the Lindal attack, the border was closed.", "attack"),
        ("The Tarnby bombing killed nine people.", "bombing"),
        ("The Paris attacks killed 130 people.", "attacks"),
        ("In a drone strike, four rebels died.", "strike"),
    ],
)
def test_where_and_with_what_it_was_did_nothing(told, text, trigger):
    assert not [each for each in event(told(text), trigger).participants if each.role == "actor"]


def test_the_place_beside_an_event_is_where_it_was(told):
    text = "After the Lindal attack, the border was closed. Police in Lindal arrested two men on Monday."
    found = told(text)
    place = event(found, "attack").place
    assert next(each.text for each in found.places if each.id == place) == "Lindal"


def test_whoever_attacks_another_place_did_so(told):
    text = "The Velmar attack on Halm began on Monday."
    roles = {each.role: each.span.of(text) for each in event(told(text), "attack").participants}
    assert roles == {"actor": "Velmar", "recipient": "Halm"}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The president met Orm Zoll, who resigned in 2019.", "met"),
        ("The court freed Irena Pell, who was convicted in 2020.", "freed"),
        ("The widow of a man killed in 2009 was arrested.", "arrested"),
        ("The judge, appointed in 2012, resigned.", "resigned"),
        ("The rebels attacked the dam built in 1974.", "attacked"),
        ("The envoys handed over nine prisoners on Monday and would send a doctor.", "send"),
        ("The ministry closed the mine on Tuesday and will pay the miners.", "pay"),
        ("The minister resigned on Monday and had sold the house.", "sold"),
    ],
)
def test_the_time_of_another_clause_is_not_its_own(told, text, trigger):
    assert event(told(text), trigger).time is None


@pytest.mark.parametrize(
    ("text", "trigger", "time"),
    [
        ("Police arrested two men on Monday and released them.", "released", "Monday"),
        ("On Monday police arrested two men and the mayor resigned.", "resigned", "Monday"),
        ("On Tuesday the firm closed the mine and fired 300 workers.", "fired", "Tuesday"),
        ("The rebels attacked the dam built in 1974.", "built", "1974"),
        ("He left on Monday and was killed on Friday.", "killed", "Friday"),
    ],
)
def test_a_time_is_shared_by_verbs_that_are_joined(told, text, trigger, time):
    found = told(text)
    own = event(found, trigger).time
    assert next(each.text for each in found.times if each.id == own) == time
