"""Who is who: offices side by side, other spellings, states, proposals, and what was set by hand."""

from __future__ import annotations

import re

import pytest
from conftest import HOSTILE, anchored, document, spans, statement
from lxml import html

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import finding_id, group_id
from rashomon.model.proposals import ProposedMerge
from rashomon.model.records import (
    Actor,
    ActsFor,
    Evidence,
    Member,
    Mention,
    Reason,
    Role,
)
from rashomon.report import ReportSettings, render
from rashomon.report.offices import Called, Office

ONE = "President Karo Denn said that the port was shut. The Relief Board met. Old Ona Veld slept."
OTHER = "Prime Minister Karo Den wept. The Aid Council met."
DENN, VELD, BOARD, COUNCIL = (group_id("actor", [name]) for name in ("denn", "veld", "board", "council"))


def mention(doc, words, actor, kind="person"):
    (span,) = spans(doc.text, words)
    return Mention(
        id=finding_id(doc.id, "mention", [span]), document=doc.id, span=span, text=words, type=kind,
        actor=actor, score=0.9, made_by="test",
    )  # fmt: skip


def at(doc, words):
    return Evidence(document=doc.id, span=spans(doc.text, words)[0])


@pytest.fixture
def told():
    """Return two texts that give one man two offices, with two bodies that may be one."""
    one, other = document(ONE, "one"), document(OTHER, "other")
    denn = Actor(
        id=DENN, type="person", names=("Karo Denn", "Karo Den"),
        roles=(
            Role(title="President", evidence=(at(one, "President"),)),
            Role(title="Prime Minister", until="2031-03", evidence=(at(other, "Prime Minister"),)),
        ),
        merged_because=(
            Reason(code="spelling", detail="“Karo Den” and “Karo Denn” are spellings", score=0.85),
        ),
    )  # fmt: skip
    proposal = ProposedMerge(
        id="f" * 16, actors=(BOARD, COUNCIL), names=("Relief Board", "Aid Council"),
        evidence=(at(one, "Relief Board"), at(other, "Aid Council")),
        reasons=(Reason(code="joint", detail="both speak jointly with “the Guild”", score=0.6),), score=0.7,
        made_by="test",
    )  # fmt: skip
    said = statement(
        one, ("Karo Denn",), ("said",), ("that the port was shut",), kind="indirect",
        members=(Member(span=spans(ONE, "Karo Denn")[0], actor=DENN),),
    )  # fmt: skip
    extraction = Extraction(
        documents=(one, other),
        statements=(said,),
        mentions=(
            mention(one, "Karo Denn", DENN),
            mention(other, "Karo Den", DENN),
            mention(one, "Ona Veld", VELD),
            mention(one, "Relief Board", BOARD, "organisation"),
            mention(other, "Aid Council", COUNCIL, "organisation"),
        ),
        actors=(
            denn,
            Actor(id=VELD, type="person", names=("Ona Veld",)),
            Actor(id=BOARD, type="organisation", names=("Relief Board",)),
            Actor(id=COUNCIL, type="organisation", names=("Aid Council",)),
        ),
    )
    return extraction, Comparison(proposed_merges=(proposal,))


def section(page):
    tree = html.fromstring(page)
    (found,) = tree.xpath("//section[@id='speakers']")
    return found


def words_of(item):
    return " ".join(item.text_content().split())


def test_offices_that_differ_stand_side_by_side_with_the_texts_that_give_them(told):
    found = section(render(*told))
    card = words_of(found.xpath(".//section[@data-w='Karo Denn']")[0])
    assert "Called President (text 1" in card
    assert "Called Prime Minister until March 2031 (text 2" in card
    row = words_of(found.xpath(".//tr[th//bdi='Karo Denn']")[0])
    assert "president in 1 text; prime minister (until March 2031) in 1 text" in row


@pytest.mark.parametrize(
    ("title", "role", "called"),
    [
        ("Mayor", {"until": "2031-03"}, "Mayor (until March 2031)"),
        ("Mayor", {"standing": "former"}, "Mayor (no longer)"),
        ("Former mayor", {"standing": "former"}, "Former mayor"),
        ("Mayor", {}, "Mayor"),
    ],
)
def test_who_has_left_an_office_is_not_called_by_it_alone(title, role, called):
    doc = document(f"{title} Ona Veld slept.", "one")
    roles = (Role(title=title, evidence=(at(doc, title),), **role),)
    veld = Actor(id=VELD, type="person", names=("Ona Veld",), roles=roles)
    named = (mention(doc, "Ona Veld", VELD),)
    found = section(render(Extraction(documents=(doc,), actors=(veld,), mentions=named), Comparison()))
    (row,) = found.xpath(".//tr[th//bdi='Ona Veld']")
    assert words_of(row[1]) == called


def test_other_spellings_stand_with_their_texts_and_the_reason(told):
    card = words_of(section(render(*told)).xpath(".//section[@data-w='Karo Denn']")[0])
    assert "Also written Karo Den (text 2" in card
    assert "are spellings (score 0.85 of 1)" in card


def test_every_place_of_a_name_is_one_click_away(told):
    page = render(*told)
    places = re.findall(r'href="#(t\d+-n\d+)"', page)
    assert {"t1-n10", "t2-n0", "t2-n15"} <= set(places)
    assert all(page.count(f'id="{place}"') == 1 for place in set(places))


def test_a_proposal_says_why_and_how_to_merge_and_merges_nothing(told):
    found = words_of(section(render(*told)))
    assert "May be the same body as Aid Council (likely): both speak jointly with “the Guild”." in found or (
        "May be the same body as Relief Board (likely): both speak jointly with “the Guild”." in found
    )
    assert 'rashomon judge merge-actors TEXTS --words "Relief Board" --words "Aid Council" --by NAME' in found
    assert found.count("both speak jointly") == 1
    assert "the reasons stand there" in found


def test_who_has_no_words_of_their_own_stands_apart(told):
    found = section(render(*told))
    heard = [words_of(item) for item in found.xpath(".//section[@class='speaker']/h3/bdi")]
    assert heard == ["Karo Denn"]
    passing = [words_of(item) for item in found.xpath(".//ul[contains(@class, 'passing')]/li/bdi")]
    assert passing == ["Ona Veld"]
    assert [words_of(item) for item in found.xpath(".//h4/bdi")] == ["Aid Council", "Relief Board"]


def test_what_was_set_by_hand_is_marked():
    doc = document("Ona Veld slept.", "one")
    how = Reason(code="merge_actors", detail="by hand, A. Editor, 2031-03-04", score=1.0)
    actor = Actor(id=VELD, type="person", names=("Ona Veld",), merged_because=(how,))
    page = render(
        Extraction(documents=(doc,), actors=(actor,), mentions=(mention(doc, "Ona Veld", VELD),)),
        Comparison(),
    )
    assert "set by hand: by hand, A. Editor, 2031-03-04" in words_of(section(page))


def test_a_state_that_somebody_acts_for_is_named_and_nothing_is_merged():
    doc = document("Danish authorities slept.", "one")
    link = ActsFor(
        state="Denmark", evidence=(at(doc, "Danish authorities"),), score=0.7,
        reasons=(Reason(code="state-body", detail="its name says so", score=0.7),),
    )  # fmt: skip
    actor = Actor(id=BOARD, type="organisation", names=("Danish authorities",), acts_for=(link,))
    page = render(
        Extraction(
            documents=(doc,),
            actors=(actor,),
            mentions=(mention(doc, "Danish authorities", BOARD, "organisation"),),
        ),
        Comparison(),
    )
    assert "Acts for Denmark (likely): its name says so (text 1" in words_of(section(page))


def ministries(*texts):
    """Return how the page calls bodies named "Defence Ministry", one in each text."""
    docs = [document(text, str(number)) for number, text in enumerate(texts)]
    ids = [group_id("actor", [doc.id]) for doc in docs]
    actors = [Actor(id=own, type="organisation", names=("Defence Ministry",)) for own in ids]
    found = zip(docs, ids, strict=True)
    page = render(
        Extraction(
            documents=tuple(docs),
            actors=tuple(actors),
            mentions=tuple(mention(doc, "Defence Ministry", own, "organisation") for doc, own in found),
        ),
        Comparison(),
    )
    return set(re.findall(r"Defence Ministry(?: \((?!text)[^)]*\))?", words_of(section(page))))


def test_ministries_of_two_states_that_are_called_alike_are_told_apart_by_their_states():
    found = ministries("Lurmia's Defence Ministry met.", "The Defence Ministry of Velmar met.")
    assert found == {"Defence Ministry (Lurmia)", "Defence Ministry (Velmar)"}


def test_ministries_that_are_called_alike_are_told_apart_by_the_texts_that_name_them():
    found = ministries("Lurmia's Defence Ministry met.", "The Defence Ministry met.")
    assert "Defence Ministry (Lurmia)" in found
    assert any(name.startswith("Defence Ministry (in ") for name in found)


def test_a_ministry_with_a_name_to_itself_has_nothing_behind_it():
    assert ministries("Lurmia's Defence Ministry met.") == {"Defence Ministry"}


def test_hostile_names_offices_and_reasons_are_shown_as_text():
    doc = document(f"The {HOSTILE} slept.", "one")
    (span,) = anchored(doc.text, HOSTILE).spans
    place = Evidence(document=doc.id, span=span)
    actors = [
        Actor(
            id=number * 16, type="organisation", names=(HOSTILE, f"{number} {HOSTILE}"),
            roles=(Role(title=HOSTILE, since=HOSTILE, evidence=(place,)),),
            acts_for=(ActsFor(state=HOSTILE, evidence=(place,), score=0.5),),
            merged_because=(Reason(code=HOSTILE, detail=HOSTILE, score=0.5),),
        )
        for number in ("a", "b")
    ]  # fmt: skip
    proposal = ProposedMerge(
        id="f" * 16, actors=("a" * 16, "b" * 16), names=(HOSTILE, HOSTILE), evidence=(place, place),
        reasons=(Reason(code=HOSTILE, detail=HOSTILE, score=0.5),), score=0.5, made_by=HOSTILE,
    )  # fmt: skip
    mentions = tuple(
        Mention(
            id=actor.id, document=doc.id, span=span, text=HOSTILE, type="organisation", actor=actor.id,
            score=1.0, made_by="test",
        )
        for actor in actors
    )  # fmt: skip
    page = render(
        Extraction(documents=(doc,), actors=tuple(actors), mentions=mentions),
        Comparison(proposed_merges=(proposal,)),
    )
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    page.encode()


def test_a_share_version_names_everybody_and_no_path(told):
    extraction, comparison = told
    found = words_of(section(render(extraction, comparison, ReportSettings(share=True))))
    assert "Called Prime Minister until March 2031" in found


def test_mentions_in_documents_that_are_not_there_count_nothing(told):
    extraction, comparison = told
    gone = Extraction(actors=extraction.actors, mentions=extraction.mentions)
    assert "Karo Denn" not in render(gone, comparison)


@pytest.mark.parametrize(
    ("title", "briefly"),
    [
        ("president of the Farmers' Union", "president of the Farmers' Union"),
        ("Lurmian President", "president"),
        ("former minister", "former minister"),
    ],
)
def test_one_of_several_offices_is_told_with_what_it_is_of(title, briefly):
    assert Office("president", (Called(title, (), ""),)).briefly == briefly
