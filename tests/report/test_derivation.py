"""Who took words from whom: the drawing of the texts and the list that says the same."""

from __future__ import annotations

import re
from itertools import chain, combinations, pairwise, permutations
from time import process_time

import pytest
from conftest import HOSTILE, document, sourced, spans
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.identity import group_id
from rashomon.model.records import Link, Passage, Reason, Source
from rashomon.report import ReportSettings, render
from rashomon.report.derivation import derivation
from rashomon.report.texts import library

GATE, BELL = "The gate was shut at noon.", "No bell rang on the pier."


def text(name, day=None, words=(GATE, BELL)):
    return document(
        f"{name} was there. {' '.join(words)}",
        name,
        title=sourced(f"Title of {name}"),
        source=Source(outlet=sourced(f"{name} Post")),
        published=sourced(day) if day else None,
        language="en",
    )


def link(left, right, words=GATE, kind="derive", **fields):
    ends = [Passage(document=doc.id, spans=spans(doc.text, words)) for doc in (left, right)]
    defaults = {"score": 0.95, "made_by": "shared passages 1", "reasons": ()}
    key = group_id("shared", [left.id, right.id, words])
    return Link(id=key, kind=kind, left=ends[0], right=ends[1], **(defaults | fields))


def because(code):
    return (Reason(code=code, detail="told in a word", score=0.8),)


def page(docs, links, settings=None):
    found = render(Extraction(documents=tuple(docs)), Comparison(links=tuple(links)), settings)
    return html.document_fromstring(found.encode("utf-8"))


def plain(element):
    return " ".join(element.text_content().split())


def origins(tree):
    return tree.get_element_by_id("origins")


def items(tree):
    """Return the list as pairs of the number of a text and the pairs below it."""
    (top,) = tree.xpath("//div[@class='ways']/ul")
    return below(top)


def below(found):
    return [
        (int(item.xpath("./p[1]/span[@class='no']")[0].text), [*chain(*map(below, item.xpath("./ul")))])
        for item in found.xpath("./li")
    ]


def lines(tree):
    """Return what each drawn line says, with whether it has a point."""
    found = tree.xpath("//figure[@class='flow']//a[path]")
    return [
        (each.findtext("title"), bool(each.xpath("./path/@marker-end | ./path/@marker-start")))
        for each in found
    ]


def boxes(tree):
    """Return how far from the left the box of each text stands, by the number of the text."""
    found = tree.xpath("//figure[@class='flow']//a[rect]")
    return {int(each.get("href")[2:]): float(each.xpath("./rect/@x")[0]) for each in found}


def three():
    return text("Alder", "2031-03-01"), text("Birch", "2031-03-02"), text("Cedar", "2031-03-03")


def test_a_relay_of_a_relay_can_be_read_off_the_drawing_and_the_list():
    alder, birch, cedar = three()
    tree = page((alder, birch, cedar), (link(alder, birch), link(birch, cedar)))
    assert items(tree) == [(1, [(2, [(3, [])])])]
    assert lines(tree) == [
        ("Birch Post takes 1 passage from Alder Post", True),
        ("Cedar Post takes 1 passage from Birch Post", True),
    ]
    x = boxes(tree)
    assert x[1] < x[2] < x[3]
    assert "1 text is a relay of a relay: it took from a text that had itself taken (Cedar Post)" in plain(
        origins(tree)
    )
    assert tree.xpath("//text[@class='step']/text()") == [
        "took surely from none of these",
        "took surely from these",
        "a relay of a relay",
    ]


def test_words_that_came_by_way_of_another_text_are_drawn_on_that_way_only():
    alder, birch, cedar = three()
    told = (link(alder, birch), link(birch, cedar), link(alder, cedar))
    assert items(page((alder, birch, cedar), told)) == [(1, [(2, [(3, [])])])]


def test_other_words_from_the_first_text_are_drawn_too():
    alder, birch, cedar = three()
    told = (link(alder, birch), link(birch, cedar), link(alder, cedar, BELL))
    tree = page((alder, birch, cedar), told)
    assert len(lines(tree)) == 3
    assert items(tree) == [(1, [(2, [(3, [])]), (3, [])])]


def test_a_text_that_takes_from_two_stands_under_both_and_what_goes_on_from_it_once():
    alder, birch, cedar = three()
    dogwood = text("Dogwood", "2031-03-04")
    told = (link(alder, cedar), link(birch, cedar, BELL), link(cedar, dogwood))
    tree = page((alder, birch, cedar, dogwood), told)
    assert items(tree) == [(1, [(3, [(4, [])])]), (2, [(3, [])])]
    assert "stands also under text 2" in plain(origins(tree))
    assert "stands also under text 1; what goes on from it is listed there" in plain(origins(tree))


def test_passages_are_counted_and_each_leads_to_where_they_stand_side_by_side():
    alder, birch, _ = three()
    tree = page((alder, birch), (link(alder, birch), link(alder, birch, BELL)))
    assert lines(tree) == [("Birch Post takes 2 passages from Alder Post", True)]
    assert tree.xpath("//text[@class='many']/text()") == ["2"]
    (item,) = tree.xpath("//div[@class='ways']/ul/li/ul/li")
    led = [href[1:] for href in item.xpath("./p/a/@href") if href.startswith("#shared")]
    assert len(led) == 2
    for each in (*led, tree.xpath("//figure[@class='flow']//a[path]/@href")[0][1:]):
        assert tree.get_element_by_id(each).get("class") == "family"


def test_no_order_is_drawn_dashed_without_a_point_and_said():
    alder, birch, _ = three()
    tree = page((alder, birch), (link(alder, birch, kind="agree"),))
    assert lines(tree) == [
        ("Alder Post and Birch Post share 1 passage; nothing tells which had the words first", False)
    ]
    assert tree.xpath("//path[@class='unordered']")
    assert items(tree) == [(1, []), (2, [])]
    assert (
        plain(origins(tree)).count("nothing tells which had the words first") == 2 + 1
    )  # and in the drawing
    assert "A dashed line without a point" in plain(origins(tree))


def test_two_texts_that_go_back_to_a_third_are_not_joined_once_more():
    alder, birch, cedar = three()
    both = link(birch, cedar, kind="agree", reasons=because("same-source"))
    tree = page((alder, birch, cedar), (link(alder, birch), link(alder, cedar), both))
    assert len(lines(tree)) == 2
    assert "dashed" not in plain(origins(tree))


def test_a_quotation_in_two_texts_is_no_copying():
    alder, birch, _ = three()
    tree = page((alder, birch), (link(alder, birch, kind="agree", reasons=because("same-quotation")),))
    assert not tree.xpath("//figure[@class='flow']")
    assert "1 pair of texts has nothing in common but a quotation" in plain(origins(tree))


def test_texts_that_go_round_in_a_circle_are_drawn_and_said_to():
    docs = three()
    alder, birch, cedar = docs
    told = (link(alder, birch), link(alder, birch, BELL), link(birch, cedar), link(cedar, alder))
    tree = page(docs, told)
    assert sum(pointed for _, pointed in lines(tree)) == 2
    assert items(tree) == [(1, [(2, [(3, [])])])]
    assert "the texts go round in a circle" in plain(origins(tree))


def test_texts_for_which_nothing_of_the_kind_was_found_are_counted():
    docs = (*three(), text("Elm", "2031-03-05"), text("Fir"))
    tree = page(docs, (link(docs[0], docs[1]), link(docs[1], docs[2])))
    assert (
        "Of 5 texts, 3 took words from another or gave some; for 2 nothing of the kind was found."
        in plain(origins(tree))
    )
    assert set(boxes(tree)) == {1, 2, 3}


@pytest.mark.parametrize("fields", [{"score": 0.55}, {"kind": "agree", "reasons": because("same-quotation")}])
def test_of_a_text_with_an_uncertain_line_or_a_quotation_it_is_not_said_that_nothing_was_found(fields):
    docs = (*three(), text("Elm", "2031-03-05"))
    tree = page(docs, (link(docs[0], docs[1]), link(docs[1], docs[2], BELL, **fields)))
    assert "Of 4 texts, 2 took words from another or gave some; for 1 nothing" in plain(origins(tree))


def test_where_each_text_took_words_or_gave_some_it_is_said_of_all():
    docs = three()
    told = plain(origins(page(docs, (link(docs[0], docs[1]), link(docs[1], docs[2])))))
    assert "All 3 texts took words from another or gave some. 1 text is" in told
    assert "nothing of the kind" not in told
    both = plain(origins(page(docs[:2], (link(docs[0], docs[1]),))))
    assert "Both texts took words from another or gave some." in both


def test_relays_of_a_relay_are_counted_whether_drawn_or_not():
    docs = [text(f"Copy{number:02}", "2031-03-02") for number in range(60)]
    further = text("Further", "2031-03-09")
    told = [*(link(docs[0], other) for other in docs[1:]), link(docs[59], further, BELL)]
    tree = page((*docs, further), told)
    assert 61 not in boxes(tree)
    assert "1 text is a relay of a relay: it took from a text that had itself taken (Further Post)" in plain(
        origins(tree)
    )


def test_a_line_leads_to_six_places_and_says_how_many_more_there_are():
    words = [f"The gate number {number} was shut at noon." for number in range(8)]
    alder, birch = text("Alder", "2031-03-01", words), text("Birch", "2031-03-02", words)
    tree = page((alder, birch), [link(alder, birch, each) for each in words])
    (item,) = tree.xpath("//div[@class='ways']/ul/li/ul/li")
    assert len(set(item.xpath("./p/a[contains(., 'place ')]/@href"))) == 6
    assert "takes 8 passages (at place 1 where they are shown, place 2 where" in plain(item)
    assert "place 6 where they are shown and 2 more)" in plain(item)
    few = page((alder, birch), [link(alder, birch, each) for each in words[:6]])
    (item,) = few.xpath("//div[@class='ways']/ul/li/ul/li")
    assert plain(item).endswith("place 6 where they are shown)")


def test_words_in_one_passage_of_hundreds_of_texts_are_followed_in_little_time():
    docs = tuple(text(f"Copy{number:03}", "2031-03-02", (GATE,)) for number in range(300))
    told = Comparison(links=tuple(link(one, other) for one, other in combinations(docs, 2)))
    books = library(Extraction(documents=docs), told, ReportSettings())
    started = process_time()
    flow = derivation(told, (), books, tuple(books.texts.values()))
    assert process_time() - started < 4
    assert flow.linked == 300
    assert len(flow.relays) == 298


def test_without_shared_words_nothing_is_drawn():
    tree = page(three(), ())
    assert not tree.xpath("//figure[@class='flow']")
    assert "Who took words from whom" not in plain(origins(tree))


def fan(names, day):
    first, *rest = (text(f"{names}{number}", f"2031-03-{day:02}") for number in range(38 if day == 1 else 6))
    return (first, *rest), tuple(link(first, other) for other in rest)


def test_beyond_forty_texts_the_largest_parts_are_drawn_and_the_rest_is_counted():
    large, small = fan("Large", 1), fan("Small", 2)
    tree = page((*large[0], *small[0]), (*large[1], *small[1]))
    assert set(boxes(tree)) == set(range(1, 39))
    assert "6 more texts with shared words are not drawn" in plain(origins(tree))


def test_of_one_huge_part_the_texts_with_most_lines_are_drawn():
    docs = [text(f"Copy{number}", "2031-03-02") for number in range(60)]
    tree = page(docs, [link(docs[0], other) for other in docs[1:]])
    assert set(boxes(tree)) == set(range(1, 41))
    assert "20 more texts with shared words are not drawn" in plain(origins(tree))


def test_of_many_lines_into_one_text_those_of_most_passages_are_drawn():
    sources = [text(f"Source{number}", "2031-03-01") for number in range(6)]
    taker = text("Taker", "2031-03-05")
    told = [link(each, taker) for each in sources] + [link(sources[5], taker, BELL)]
    tree = page((*sources, taker), told)
    assert len(lines(tree)) == 4
    assert any("takes 2 passages from Source5 Post" in each for each, _ in lines(tree))
    assert "2 more texts with shared words are not drawn" in plain(origins(tree))


def test_the_order_of_the_links_changes_nothing():
    docs = three()
    alder, birch, cedar = docs
    told = (link(alder, birch), link(birch, cedar, BELL), link(alder, cedar))
    pages = set()
    for order in permutations(told):
        found = render(Extraction(documents=docs), Comparison(links=order))
        pages.add(
            found[
                found.index('<figure class="flow">') : found.index(
                    "</figure>", found.index('<figure class="flow">')
                )
            ]
        )
    assert len(pages) == 1


def test_boxes_of_one_column_do_not_overlap():
    docs = [text(f"Copy{number}", "2031-03-02") for number in range(12)]
    told = [link(docs[0], other) for other in docs[1:9]] + [
        link(docs[9], docs[8], BELL),
        link(docs[3], docs[11], BELL),
    ]
    tree = page(docs, told)
    places = [
        (float(x), float(y))
        for x, y in zip(tree.xpath("//figure//rect/@x"), tree.xpath("//figure//rect/@y"), strict=True)
    ]
    for column in {x for x, _ in places}:
        own = sorted(y for x, y in places if x == column)
        assert all(other - one >= 42 for one, other in pairwise(own))
    (size,) = tree.xpath("//figure[@class='flow']//svg/@height")
    assert max(y for _, y in places) + 42 <= float(size)


def test_a_likely_line_is_dotted_and_makes_no_relay():
    alder, birch, cedar = three()
    tree = page((alder, birch, cedar), (link(alder, birch), link(birch, cedar, BELL, score=0.7)))
    assert ("Cedar Post likely takes 1 passage from Birch Post", True) in lines(tree)
    assert len(tree.xpath("//path[@class='likely']")) == 1
    assert items(tree) == [(1, [(2, [])]), (3, [])]
    told = plain(origins(tree))
    assert "Likely takes 1 passage from text 2, Birch Post." in told
    assert "relay of a relay" not in told
    assert "All 3 texts took words from another or gave some, surely or likely." in told


def test_what_is_sure_stays_drawn_beside_a_way_between_that_is_only_likely():
    alder, birch, cedar = three()
    told = (link(alder, birch, score=0.7), link(birch, cedar, score=0.7), link(alder, cedar))
    assert ("Cedar Post takes 1 passage from Alder Post", True) in lines(page((alder, birch, cedar), told))


def test_an_uncertain_line_is_counted_and_not_drawn():
    alder, birch, cedar = three()
    tree = page((alder, birch, cedar), (link(alder, birch), link(birch, cedar, BELL, score=0.55)))
    assert len(lines(tree)) == 1
    assert "Between 1 pair of texts more it is uncertain whether one took anything" in plain(origins(tree))


def test_hostile_names_stay_words_and_no_path_is_told_in_a_share_version():
    alder, birch, _ = three()
    hostile = replace(alder, source=Source(outlet=sourced(HOSTILE)), path="/home/someone/in/a.txt")
    for settings in (None, ReportSettings(share=True)):
        tree = page((hostile, birch), (link(hostile, birch),), settings)
        assert len(lines(tree)) == 1
        assert len(tree.xpath("//script")) == 1
        assert "/home/someone" not in html.tostring(origins(tree)).decode()
        assert not re.search(r"<img", html.tostring(origins(tree)).decode())
