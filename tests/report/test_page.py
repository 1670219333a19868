"""The page as anybody who opens or receives it meets it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from itertools import pairwise

import pytest
from conftest import HOSTILE, MINISTRY, WIRE, anchored, document, sourced, statement
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from rashomon.model.records import Actor, Link, Member, Origin, Passage, Reason, Relay, Source
from rashomon.report import ReportSettings, render

NOTHING = Comparison()


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode("utf-8"))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture(scope="module")
def page(corpus) -> str:
    return render(corpus.extraction, corpus.comparison)


@pytest.fixture(scope="module")
def shared_page(corpus) -> str:
    return render(corpus.extraction, corpus.comparison, ReportSettings(share=True))


@pytest.fixture(scope="module", params=["full", "share"])
def tree(request, page, shared_page) -> html.HtmlElement:
    return parsed(page if request.param == "full" else shared_page)


def digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_policy_allows_exactly_the_style_and_script_of_the_page(tree):
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    (style,) = tree.xpath("//style")
    (script,) = tree.xpath("//script")
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'{digest(style.text)}'",
        "script-src": f"'{digest(script.text)}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_policy_comes_before_anything_it_governs(tree):
    tags = [element.tag for element in tree.find("head")]
    assert tags.index("meta") == 0
    assert tree.find("head")[1].get("http-equiv") == "Content-Security-Policy"


def test_nothing_is_loaded_from_elsewhere(tree):
    loading = tree.xpath(
        "//@src | //@srcset | //@action | //@formaction | //@data | //@poster | //link/@href"
    )
    assert [value for value in loading if value != "data:,"] == []
    assert not tree.xpath("//iframe | //object | //embed | //base | //img | //meta[@http-equiv='refresh']")
    (style,) = tree.xpath("//style")
    assert "url(" not in style.text
    assert "@import" not in style.text


def test_no_handlers_and_no_inline_styles(tree):
    names = {name for element in tree.iter("*") for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    assert "style" not in names


def test_links_lead_into_the_page_or_to_web_addresses_only(tree):
    for link in tree.xpath("//a"):
        target = link.get("href")
        assert target.startswith(("#", "https://", "http://"))
        if not target.startswith("#"):
            assert set(link.get("rel").split()) == {"noreferrer", "noopener"}


def test_an_address_with_a_password_is_not_linked(page):
    assert "user:password" not in page


def test_every_anchor_resolves_and_no_id_stands_twice(tree):
    ids = Counter(tree.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    inside = {target[1:] for target in tree.xpath("//a/@href") if target.startswith("#")}
    referred = {name for names in tree.xpath("//@aria-labelledby") for name in names.split()}
    assert inside | referred <= set(ids)


def test_each_finding_links_to_its_place_and_back(tree, corpus):
    places = tree.xpath("//*[contains(@class, 'words')]//a[@class='n']")
    assert len(places) == len(corpus.extraction.statements)
    for place in places:
        entry = tree.get_element_by_id(place.get("href")[1:])
        assert f"#{place.get('id')}" in entry.xpath(".//a/@href")


def test_hostile_strings_are_shown_as_text_and_never_run(tree):
    assert len(tree.xpath("//script")) == 1
    assert "alert(" not in tree.xpath("//script")[0].text
    titles = [words_of(item) for item in tree.xpath("//article/h3/bdi")]
    assert any(
        title.startswith("<script>alert('x')</script>\"'><img") and "{{ 7*7 }} {0}" in title
        for title in titles
    )


def test_the_page_is_valid_unicode_without_control_characters(page):
    assert "🛶" in page
    assert "e\u0301" in page
    assert not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", page)
    page.encode("utf-8")


def test_text_of_others_that_may_turn_direction_is_isolated(page):
    for holder in parsed(page).xpath("//text()[contains(., '\u202e')]/.."):
        ancestors = [holder, *holder.iterancestors()]
        assert (
            any(item.tag == "bdi" or item.get("dir") == "auto" for item in ancestors)
            or holder.tag == "option"
        ), html.tostring(holder)


def test_the_head_says_what_was_found(tree):
    facts = [words_of(item) for item in tree.xpath("//ul[@class='facts']/li")]
    assert facts == [
        "5 texts, of which 4 name their outlet (4 outlets)",
        "3 of the texts go back to one text",
        "12 statements, 9 of them by 5 speakers with a proper name",
        "3 passages shared between texts, in 5 pairs",
        "1 text not read",
    ]


def test_texts_not_read_stand_with_their_reasons(page):
    items = [words_of(item) for item in parsed(page).xpath("//h3[@id='unread']/following-sibling::ul[1]/li")]
    assert items == [
        "Nachtfähre: in German: kept, but not read for statements",
        "broken.pdf: /home/someone/in/broken.pdf: encrypted",
    ]


def test_a_text_without_a_date_says_so(tree):
    row = tree.xpath("//table[@data-sort='texts']//tr[contains(., 'Nachtfähre')]")[0]
    assert words_of(row[2]) == "not dated"


def test_speakers_stand_by_number_of_statements_unnamed_ones_last(tree):
    names = [words_of(item) for item in tree.xpath("//section[@class='speaker']/h3/bdi")]
    assert names[:2] == ["Odile Varn", "Skippers' League"] or names[:2] == ["Skippers' League", "Odile Varn"]
    assert names[-2:] == ["Speakers without a name", "No speaker named"]


def test_a_person_is_shown_by_their_full_name_though_the_surname_is_used_more():
    text = "Varn said that the weir holds."
    doc = document(text, "surname")
    person = Actor(id="a" * 16, type="person", names=("Ms Varn", "Varn", "Odile Varn"))
    member = Member(span=Span(0, 4), actor=person.id)
    said = statement(doc, ("Varn",), ("said",), ("that the weir holds",), members=(member,))
    page = render(Extraction(documents=(doc,), statements=(said,), actors=(person,)), NOTHING)
    assert parsed(page).xpath("string(//section[@class='speaker']/h3/bdi)") == "Odile Varn"


def test_statements_are_labelled_in_words(tree):
    labels = Counter(tree.xpath("//li/@data-k"))
    assert labels == {"quoted": 5, "partly quoted": 2, "reported": 4, "published itself": 1}


def test_doubt_is_written_out(page):
    entry = parsed(page).xpath("//li[contains(@class, 'said')][contains(., 'late on Tuesday')]")[0]
    assert "uncertain" in words_of(entry.find("p"))


def test_statements_of_an_own_text_stand_once_and_the_other_voices_point_there(corpus):
    text = "We will not leave the weir."
    doc = document(text, "own", title=sourced("Our word"))
    own = statement(doc, (), (), (text,), kind="authored")
    minister, league = corpus.extraction.actors
    voices = tuple(Member(span=Span(0, 2), actor=actor.id) for actor in (minister, league))
    own = replace(own, speaker=replace(own.speaker, members=voices))
    tree = parsed(
        render(Extraction(documents=(doc,), statements=(own,), actors=corpus.extraction.actors), NOTHING)
    )
    first, second = tree.xpath("//section[@class='speaker']")
    assert "Published itself, jointly: Our word" in words_of(first)
    assert "Published itself, jointly: Our word" in words_of(second)
    assert len(first.xpath(".//li[@data-k]")) == 1
    assert second.xpath(".//a[@href='#own-t1']")
    assert not second.xpath(".//li[@data-k]")


def test_a_long_list_of_statements_is_folded_after_ten():
    text = " ".join(f'Ola Brent said "line {number}".' for number in range(1, 15))
    doc = document(text, "many")
    said = tuple(statement(doc, ("Ola Brent",), ("said",), (f'"line {number}"',)) for number in range(1, 15))
    tree = parsed(render(Extraction(documents=(doc,), statements=said), NOTHING))
    assert words_of(tree.xpath("//details[@class='fold']/summary")[0]) == "4 more statements"
    assert len(tree.xpath("//li[@data-k]")) == 14


def test_an_origin_of_a_passage_does_not_count_as_texts_that_go_back_to_one(corpus):
    reason = Reason(code="same-passage", detail="3 texts carry this passage", score=1.0)
    origin = replace(corpus.comparison.origins[0], reasons=(reason,))
    tree = parsed(render(corpus.extraction, Comparison(origins=(origin,))))
    section = words_of(tree.get_element_by_id("origins"))
    assert "3 texts carry one passage" in section
    assert "3 origins" in section
    assert "go back" not in words_of(tree.xpath("//ul[@class='facts']")[0])


def test_the_same_words_of_one_speaker_stand_once(tree):
    section = tree.xpath("//section[@class='speaker'][@data-w='Odile Varn']")[0]
    assert len(section.xpath(".//blockquote")) == 1
    assert len(section.xpath(".//li[@data-k]")) == 3


def test_a_statement_in_pieces_is_joined_by_an_ellipsis_and_marked_in_pieces(page):
    tree = parsed(page)
    section = tree.xpath('//section[@data-w="Skippers\' League"]')[0]
    assert 'The Skippers\' League, which called: the closure … "a blockade of our own harbour"' in [
        words_of(item) for item in section.iter("blockquote")
    ]
    pieces = [
        tree.xpath(f"//article[@id='t2']//span[contains(., '{words}')]")[0]
        for words in ("the closure", "blockade")
    ]
    assert all("t" in piece.get("class").split() for piece in pieces)
    assert len(set.intersection(*(set(piece.get("data-f").split()) for piece in pieces))) == 1


def test_a_statement_inside_another_is_marked_in_both(page):
    pieces = parsed(page).xpath("//article[@id='t2']//span[contains(., 'nobody will be paid')]")
    assert set(pieces[0].get("class").split()) == {"t", "u"}
    assert len(pieces[0].get("data-f").split()) == 2


def test_joint_statement_stands_under_each_speaker_with_one_target(corpus):
    text = "Avel Rook and Nim Sorrel say the bridge stands."
    doc = document(text, "joint")
    joint = statement(doc, ("Avel Rook and Nim Sorrel",), ("say",), ("the bridge stands",))
    minister, league = corpus.extraction.actors
    members = tuple(
        replace(member, actor=actor.id)
        for member, actor in zip(
            corpus.extraction.statements[1].speaker.members * 2, (minister, league), strict=True
        )
    )
    joint = replace(joint, speaker=replace(joint.speaker, members=members))
    tree = parsed(
        render(Extraction(documents=(doc,), statements=(joint,), actors=(minister, league)), NOTHING)
    )
    assert len(tree.xpath("//li[@data-k]")) == 2
    assert len(tree.xpath("//li[@id='list-t1-s1']")) == 1
    assert (
        "Odile Varn and Skippers' League (“Avel Rook and Nim Sorrel”) say: “the bridge stands” — quoted by"
        in tree.xpath("//p[@class='citation']")[0].text
    )


def test_differences_are_marked_on_both_sides_and_read_out(page):
    (pair,) = parsed(page).xpath("//div[contains(@class, 'pair')]")
    left, right = pair.xpath(".//blockquote")
    assert "directed" in pair.get("class")
    assert "[dropped or changed:] stays [end]" in words_of(left)
    assert "[added or changed:] remains [end]" in words_of(right)
    assert "2 differences" in words_of(pair)
    assert words_of(pair.xpath(".//p")[0]).startswith("First seen in Ministry of Ferries")


def test_without_a_direction_no_text_is_called_the_first(page):
    tree = parsed(page)
    (family,) = [
        item for item in tree.xpath("//section[@class='family']") if "sailed without" in words_of(item)
    ]
    assert "nothing tells which came first" in words_of(family)
    assert "First seen" not in words_of(family)


def test_origins_count_texts_in_no_group_by_themselves_and_none_that_was_not_analysed(corpus):
    known = replace(corpus.extraction.documents[3], title=None, language=None, source=Source())
    documents = (*corpus.extraction.documents[:3], known, *corpus.extraction.documents[4:])
    section = parsed(
        render(replace(corpus.extraction, documents=documents), corpus.comparison)
    ).get_element_by_id("origins")
    assert words_of(section.xpath(".//p[@class='figure']")[0]) == (
        "4 texts, of which 3 name their outlet (3 outlets): 2 origins"
    )
    assert words_of(section.xpath(".//p[@class='note']")[0]) == (
        "Not analysed, and so not counted: “Nachtfähre”."
    )
    assert "First seen in Ministry of Ferries" in words_of(section)
    assert "The sea is not a market stall" in words_of(section)


def test_citation_holds_words_outlet_address_and_both_dates(page):
    lines = [item.text for item in parsed(page).xpath("//p[@class='citation']")]
    (line,) = [item for item in lines if "late on Tuesday" in item]
    at = WIRE.index("that the order")
    assert line == (
        "no speaker named … is widely believed: that the order came late on Tuesday"
        " — reported, not quoted, by Strait Wire, “Sellamar shuts night ferry”, 4 March 2031 (likely), "
        "https://wire.example/night-ferry?a=1&b=2, retrieved 5 March 2031. "
        f"Characters {at - 19}-{at + 35} of the text."
    )


def test_share_version_says_so_and_keeps_paths_and_full_texts_out(shared_page):
    words = words_of(parsed(shared_page))
    assert "share version with excerpts only" in words
    assert "/home/" not in shared_page
    assert "secret folder" not in shared_page
    assert "in/relay.txt" not in shared_page
    assert "encrypted" in words
    assert " ".join(MINISTRY.split()) not in words


def test_share_version_shows_at_most_the_allowed_part_of_each_text(corpus):
    page = render(corpus.extraction, corpus.comparison, ReportSettings(share=True, excerpt_share=0.3))
    tree = parsed(page)
    for gap in tree.xpath("//*[@class='gap']"):
        gap.drop_tree()
    for number, doc in enumerate(corpus.extraction.documents, 1):
        view = tree.xpath(f"//article[@id='t{number}']//p[@dir='auto']")
        assert sum(len(item.text_content()) for item in view) <= 0.3 * doc.length


def test_share_version_with_an_authored_text_shows_none_of_it_in_full_anywhere():
    words = " ".join(f"word{number}" for number in range(400))
    doc = document(words, "own", voice=sourced("Guild of Clocks"))
    own = statement(doc, (), (), (words,), kind="authored")
    page = words_of(
        parsed(render(Extraction(documents=(doc,), statements=(own,)), NOTHING, ReportSettings(share=True)))
    )
    assert "word0 word1" in page
    assert "[…]" in page
    assert sum(f"word{number}" in page.split() for number in range(400)) <= 200


def test_share_version_says_where_it_leaves_out_all_of_a_finding(corpus):
    settings = ReportSettings(share=True, excerpt_share=0.0)
    tree = parsed(render(corpus.extraction, corpus.comparison, settings))
    speaking, passages = (words_of(tree.get_element_by_id(name)) for name in ("speakers", "passages"))
    assert "The words are left out of this share version." in speaking
    assert "The words are left out of this share version." in passages
    assert "market stall" not in words_of(tree.get_element_by_id("main"))


def test_share_version_hides_paths_in_reasons_too():
    docs = tuple(
        document(f"Text number {n}, all alike.", f"d{n}", path=f"my files/a {n}.txt") for n in (1, 2)
    )
    reason = Reason(code="same-source", detail="both go back to “my files/a 1.txt”", score=0.7)
    link = Link(
        id="0" * 16,
        kind="agree",
        left=Passage(document=docs[0].id, spans=(Span(0, 11),)),
        right=Passage(document=docs[1].id, spans=(Span(0, 11),)),
        reasons=(reason,),
        score=0.9,
        made_by="m",
    )
    found = Extraction(documents=docs), Comparison(links=(link,))
    assert "both go back to “my files/a 1.txt”" in words_of(parsed(render(*found)))
    shared = render(*found, ReportSettings(share=True))
    assert "both go back to “a text”" in words_of(parsed(shared))
    assert "my files" not in shared


def test_full_version_shows_local_paths(page):
    assert "in/relay.txt" in words_of(parsed(page))


def test_same_input_same_bytes(corpus, page, shared_page):
    assert render(corpus.extraction, corpus.comparison) == page
    assert render(corpus.extraction, corpus.comparison, ReportSettings(share=True)) == shared_page


def test_empty_corpus_says_that_nothing_was_found():
    tree = parsed(render(Extraction(), NOTHING))
    assert "No text could be read" in words_of(tree)
    assert "No statement was found" in words_of(tree.get_element_by_id("speakers"))
    assert "No passage was found" in words_of(tree.get_element_by_id("passages"))


def test_only_unread_texts_are_listed_with_reasons():
    docs = tuple(document("", f"x{n}", path=f"x{n}.pdf", unread=(f"reason {n}",)) for n in range(2))
    tree = parsed(render(Extraction(documents=docs), NOTHING))
    assert "x0.pdf: reason 0" in words_of(tree.get_element_by_id("texts"))
    assert "2 texts not read" in words_of(tree)


def test_findings_in_texts_that_are_not_there_are_left_out(corpus):
    some = replace(corpus.extraction, documents=corpus.extraction.documents[:2])
    tree = parsed(render(some, corpus.comparison))
    assert "Harbour Post" not in words_of(tree)
    assert len(tree.xpath("//li[@data-k]")) == sum(
        item.document in {doc.id for doc in some.documents} for item in some.statements
    )


def test_copies_of_one_text_give_one_pair_each_and_not_all_pairs():
    text = "The lamp on the north pier burns again since this morning, the keeper wrote."
    docs = [document(text, f"copy{number}", source=document(text, "x").source) for number in range(12)]
    side = [Passage(document=doc.id, spans=(Span(0, 58),)) for doc in docs]
    links = tuple(
        Link(
            id=f"{left:08x}{right:08x}",
            kind="derive",
            left=side[left],
            right=side[right],
            score=0.9,
            made_by="m",
        )
        for left in range(12)
        for right in range(left + 1, 12)
    )
    tree = parsed(render(Extraction(documents=tuple(docs)), Comparison(links=links)))
    assert len(tree.xpath("//section[@class='family']")) == 1
    assert len(tree.xpath("//div[@class='verbatim']//blockquote")) == 1
    assert "55 more pairs" in words_of(tree)


def test_contradictions_are_not_shown_as_shared_passages(corpus):
    links = tuple(replace(link, kind="contradict") for link in corpus.comparison.links)
    tree = parsed(render(corpus.extraction, Comparison(links=links)))
    assert "No passage was found" in words_of(tree.get_element_by_id("passages"))


def test_an_origin_of_one_text_is_none():
    doc = document("One small text.", "one")
    origin = Origin(id="0" * 16, documents=(doc.id,), first=doc.id)
    tree = parsed(render(Extraction(documents=(doc,)), Comparison(origins=(origin,))))
    assert "go back" not in words_of(tree.xpath("//ul[@class='facts']")[0])


def test_text_in_another_language_is_marked_as_such(page):
    assert parsed(page).xpath("//article[@id='t5']//div[contains(@class, 'words')]/@lang") == ["de"]


def test_headings_go_down_one_level_at_a_time(tree):
    levels = [int(item.tag[1]) for item in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_captions_and_scopes(tree):
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") in {"col", "row"} for cell in table.iter("th"))


def test_controls_that_need_scripts_are_hidden_until_there_are_scripts(tree):
    controls = tree.xpath("//button | //form")
    assert controls
    assert all(item.get("hidden") is not None or item.xpath("ancestor::form[@hidden]") for item in controls)


def test_title_given_by_the_user_is_the_title(corpus):
    tree = parsed(
        render(corpus.extraction, corpus.comparison, ReportSettings(title="  The <i>night</i>\nferry "))
    )
    assert tree.findtext(".//title") == "The <i>night</i> ferry"
    assert words_of(tree.xpath("//h1")[0]) == "The <i>night</i> ferry"


def test_settings_out_of_range_are_refused():
    with pytest.raises(InputError, match="excerpt_share"):
        ReportSettings(excerpt_share=1.5)
    with pytest.raises(InputError, match="0 or more"):
        ReportSettings(quote_characters=-1)


def test_addressee_medium_and_time_stand_in_the_words_of_the_text():
    text = "On Monday Ena Tull told the council by letter that the well is dry."
    doc = document(text, "letter")
    said = statement(
        doc,
        ("Ena Tull",),
        ("told",),
        ("the well is dry",),
        addressee=anchored(text, "the council"),
        medium=anchored(text, "letter"),
        time=anchored(text, "On Monday"),
    )
    entry = parsed(render(Extraction(documents=(doc,), statements=(said,)), NOTHING)).get_element_by_id(
        "list-t1-s1"
    )
    assert words_of(entry).startswith(
        "quoted Ena Tull told the council by letter that: the well is dry when: On Monday Text 1"
    )


def test_hostile_name_of_the_program_is_shown_as_text(corpus):
    tree = parsed(
        render(corpus.extraction, corpus.comparison, ReportSettings(made_with=HOSTILE, title=HOSTILE))
    )
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//img")


def test_what_the_user_said_of_sources_can_be_chosen(tree):
    chosen = tree.xpath("//select[@name='source']/option/text()")
    assert "Sellamar" in chosen
    assert "organisation" in chosen
    marked = [entry.get("data-s").split("\n") for entry in tree.xpath("//li[@data-s]")]
    assert ["organisation", "Sellamar"] in marked


def test_without_such_knowledge_there_is_nothing_to_choose():
    assert 'name="source"' not in render(Extraction(), Comparison())


def test_the_manner_of_a_statement_is_written_out_and_acts_can_be_chosen():
    text = "Odile Varn claims that the weir may break."
    doc = document(text, "manner")
    said = statement(doc, ("Odile Varn",), ("claims",), ("that the weir may break",))
    said = replace(said, act="warned", hedged=True, loaded=True)
    tree = parsed(render(Extraction(documents=(doc,), statements=(said,)), NOTHING))
    (entry,) = tree.xpath("//li[contains(@class, 'said')]")
    assert "warns · told as unsure · “claims” is the text’s own word" in words_of(entry.find("p"))
    assert entry.get("data-a") == "warns"
    assert "warns" in tree.xpath("//select[@name='act']/option/text()")


def test_what_is_not_denied_is_not_shown_as_denied():
    text = "Odile Varn did not deny that the weir may break."
    doc = document(text, "negated")
    said = statement(doc, ("Odile Varn",), ("did not deny",), ("that the weir may break",))
    tree = parsed(render(Extraction(documents=(doc,), statements=(replace(said, act="denied"),)), NOTHING))
    (entry,) = tree.xpath("//li[contains(@class, 'said')]")
    assert "does not deny" in words_of(entry.find("p"))


def test_nobody_relays_their_own_words(corpus):
    minister = corpus.extraction.actors[0]
    text = "Odile Varn said she hoped that the weir would hold."
    doc = document(text, "own words")
    member = (Member(span=None, actor=minister.id),)
    outer = statement(doc, ("Odile Varn",), ("said",), ("she hoped that the weir would hold",))
    inner = statement(doc, ("she",), ("hoped",), ("that the weir would hold",))
    inner = replace(
        inner,
        within=outer.id,
        via=(Relay(actor=minister.id, statement=outer.id, cue="said"),),
        speaker=replace(inner.speaker, members=member),
    )
    page = render(Extraction(documents=(doc,), statements=(outer, inner), actors=(minister,)), NOTHING)
    assert " · through " not in page


def jointly(*alone):
    """Return the page of a text that two published, with statements in it that one of them makes alone."""
    doc = document("The weir holds. The gate is shut. We close it.", "joint", voice=sourced("Odile Varn"))
    actors = tuple(
        Actor(id=digit * 16, type="person", names=(name,))
        for digit, name in (("1", "Odile Varn"), ("2", "Nim Sorrel"))
    )
    both = tuple(Member(actor=actor.id) for actor in actors)
    made = (
        statement(doc, (), (), ("The weir holds.",), kind="authored", members=both),
        *(
            statement(doc, (), (), (words,), kind="authored", members=both[number : number + 1])
            for number, words in alone
        ),
    )
    return parsed(render(Extraction(documents=(doc,), statements=made, actors=actors), NOTHING))


def test_a_joint_statement_can_be_chosen_by_each_of_its_speakers():
    (entry,) = jointly().xpath("//li[contains(@class, 'said')]")
    assert sorted(entry.get("data-w").split("\n")) == ["Nim Sorrel", "Odile Varn"]


def test_a_joint_text_in_which_each_says_something_alone_has_a_list_of_its_own_for_each():
    tree = jointly((0, "The gate is shut."), (1, "We close it."))
    ids = Counter(tree.xpath("//@id"))
    assert [name for name, times in ids.items() if times > 1] == []
    assert len(tree.xpath("//details[starts-with(@id, 'own-t1')]")) == 2
    assert not tree.xpath("//li[contains(@class, 'said')]/@data-w")
