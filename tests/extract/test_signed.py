"""Headlines and quotations that are signed with a name, with the shipped model."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import rashomon
from rashomon.extract import extract_document
from rashomon.model.records import Statement

BODY = "\n\nThe bridge over the Osmer was open on Monday, and traffic was heavy in the morning.\n"


@pytest.mark.parametrize(
    ("title", "content", "kind"),
    [
        ("Sara Holm: bridge is safe", "bridge is safe", "indirect"),
        ("“The bridge is safe” - Sara Holm", "“The bridge is safe”", "direct"),
        ("Sara Holm: bridge is safe; Orm: no", "bridge is safe", "indirect"),
    ],
)
def test_a_headline_is_said_by_the_name_in_it(read, title, content, kind):
    found = read(title + BODY, titled=True)
    names = {actor.id: actor.names[0] for actor in found.actors}
    (statement,) = (each for each in found.statements if content in each.content.text)
    assert (statement.content.text, statement.kind) == (content, kind)
    assert [names[member.actor] for member in statement.speaker.members] == ["Sara Holm"]


def test_a_quotation_with_a_dash_and_a_name_is_theirs(read):
    found = read("“Our children deserve better.” — Sara Holm" + BODY)
    (statement,) = found.statements
    assert (statement.speaker.text, statement.kind) == ("Sara Holm", "direct")


def test_a_dash_before_a_name_alone_signs_nothing(read):
    found = read("The bridge was open - Sara Holm" + BODY)
    assert not [statement for statement in found.statements if statement.made_by == "signed-with-a-name"]


LEAD = (
    "New rules on river traffic\n\n"
    "The Commission presented new rules on river traffic in Halm on Monday, and members of the council "
    "will vote on them in March.\n\n"
)
MIDDLE = "\n\nThe rules set limits for the speed of ships and ask owners to report every accident.\n\n"
END = "The rules will enter into force in the spring of next year.\n"


@pytest.fixture
def release(tmp_path, analyser) -> Callable[[str], list[Statement]]:
    """Return the statements of a text as the reader lays it out."""

    def found(text: str) -> list[Statement]:
        path = tmp_path / "release.txt"
        path.write_text(text, encoding="utf-8")
        (document,) = rashomon.read(path)
        return list(extract_document(document, next(analyser.analyse([document]))).statements)

    return found


@pytest.mark.parametrize("dash", [" - ", " – ", " — ", "\n- ", "\n— "])
@pytest.mark.parametrize(
    "who", ["Commissioner Ona Veld", "Minister for Transport Karo Denn", "Sara Holm, Deputy Mayor of Halm"]
)
@pytest.mark.parametrize("place", ["middle", "end"])
def test_a_quotation_on_a_line_with_its_name_is_theirs_in_a_release(release, dash, who, place):
    quotation = "“No ship will be allowed to leave the harbour without its papers”"
    signed = f"{quotation}{dash}{who}"
    text = f"{LEAD}{signed}{MIDDLE}{END}" if place == "middle" else f"{LEAD}{MIDDLE}{END}\n{signed}\n"
    (statement,) = (each for each in release(text) if "No ship" in each.content.text)
    assert (statement.content.text, statement.speaker.text, statement.kind) == (quotation, who, "direct")


def test_each_of_several_signed_quotations_has_its_own_name(release):
    signed = (
        "“River traffic must be safe, clean and open to all” - Commissioner Ona Veld",
        '"We are proud of what has been reached here" – Minister Karo Denn',
    )
    found = release(f"{LEAD}{signed[0]}{MIDDLE}{signed[1]}\n\n{END}")
    assert [each.speaker.text for each in found if each.kind == "direct"] == [
        "Commissioner Ona Veld",
        "Minister Karo Denn",
    ]


def test_a_name_below_signs_a_quotation_of_several_paragraphs(release):
    quotation = "“The river is ours.\n\n“We will not give it away.”"
    (statement,) = (
        each
        for each in release(f"{LEAD}{quotation}\n— Karo Denn, Minister for Transport{MIDDLE}{END}")
        if "The river is ours" in each.content.text
    )
    assert statement.speaker.text == "Karo Denn, Minister for Transport"
    assert statement.content.text == quotation.replace("\n\n", " … ")


def test_a_dash_and_a_sentence_sign_nothing(release):
    text = f"{LEAD}“The river is ours” - a sentence that the minister Karo Denn has on his wall.{MIDDLE}{END}"
    assert "signed-with-a-name" not in {each.made_by for each in release(text)}


@pytest.mark.parametrize(
    "words", ["We will not accept ships that poison the river.", "“The rules are fair.”"]
)
@pytest.mark.parametrize("gap", [" ", "\n\n", "\n"])
def test_words_from_somebody_are_theirs(release, words, gap):
    found = release(f"{LEAD}From Chair Anna Velk:{gap}{words}\n\n{END}")
    (statement,) = (each for each in found if words[:10] in each.content.text and each.within is None)
    assert (statement.speaker.text, statement.content.text) == ("Chair Anna Velk", words)
    assert statement.kind == "direct"
    assert statement.score >= 0.6


@pytest.mark.parametrize(
    "line", ["From Monday: We are closed.", "From Halm: our man on the floods.", "From: Sara Holm"]
)
def test_a_day_a_place_and_a_mail_say_nothing(release, line):
    found = release(f"{LEAD}{line}\n\n{END}")
    assert "signed-with-a-name" not in {each.made_by for each in found}


SPACES = ["\u200b", "\u2060", "\u200d", "\u00ad"]
"""What is drawn as nothing: a part may hold no other character and no word."""


@pytest.mark.parametrize("space", SPACES)
def test_below_a_sender_a_last_line_without_words_is_nothing(release, space):
    found = release(f"{LEAD}From Halm Council:\n\n{space}")
    assert "signed-with-a-name" not in {each.made_by for each in found}


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("From Halm Council:", "We will not accept ships that poison the river."),
        ("“No ship will be allowed to leave without its papers”", "- Karo Denn, Minister for Transport"),
    ],
)
def test_a_line_without_words_parts_nothing(release, space, above, below):
    (apart,), (together,) = (
        [each for each in release(f"{LEAD}{above}{gap}{below}{MIDDLE}{END}") if "signed" in each.made_by]
        for gap in (f"\n\n{space}\n\n", "\n\n")
    )
    assert (apart.speaker.text, apart.content.text) == (together.speaker.text, together.content.text)


@pytest.mark.parametrize("mark", ["'", "’"])
def test_a_thing_of_somebody_sends_nothing(release, mark):
    found = release(f"{LEAD}From Mayor Ona Veld{mark}s diary: we left our house in the night.\n\n{END}")
    assert "signed-with-a-name" not in {each.made_by for each in found}


@pytest.mark.parametrize("who", ["Norvia's President Ona Veld", "the Dockers' Union"])
def test_a_name_behind_a_possessive_or_with_one_in_it_is_a_sender(release, who):
    found = release(f"{LEAD}From {who}: we left our house in the night.\n\n{END}")
    (statement,) = (each for each in found if each.made_by == "signed-with-a-name")
    assert statement.speaker.text == who


def test_words_between_two_quotations_are_not_signed(release):
    text = (
        "“We are tired,” said Karo Pell, who calls the plan “a second wall” – a phrase of Mayor Ona Veld.\n\n"
    )
    found = release(f"{LEAD}{text}{END}")
    assert "signed-with-a-name" not in {each.made_by for each in found}
    assert ("Karo Pell", "“We are tired,”") in {(each.speaker.text, each.content.text) for each in found}


def test_a_quotation_with_another_one_in_it_is_signed(release):
    found = release(f"{LEAD}“We have ‘no plan’ for the river” – Mayor Ona Veld{MIDDLE}{END}")
    (statement,) = (each for each in found if each.made_by == "signed-with-a-name")
    assert statement.content.text == "“We have ‘no plan’ for the river”"


def test_a_quotation_from_somebody_goes_on_in_the_next_paragraphs(release):
    found = release(f"{LEAD}From Chair Anna Velk:\n\n“The rules are fair.\n\n“They are clear.”{MIDDLE}{END}")
    (statement,) = (each for each in found if "The rules are fair" in each.content.text)
    assert (statement.speaker.text, statement.content.text) == (
        "Chair Anna Velk",
        "“The rules are fair. … “They are clear.”",
    )
