"""How much of a text can be found on a share version: at most the part that the page states."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from conftest import document, sourced, spans, statement
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from rashomon.model.corpus import Comparison, Extraction
from rashomon.model.offsets import Span
from rashomon.model.records import Link, Origin, Passage, Relay
from rashomon.report import ReportSettings, render
from rashomon.report.share import Finding, excerpts


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def grams(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + 5]) for at in range(len(found) - 4)}


def contained(text: str, shown: set[tuple[str, ...]]) -> float:
    """Return the part of the words of `text` that lie in a 5-gram which is in `shown`."""
    found = words(text)
    covered = {
        at + more for at in range(len(found) - 4) if tuple(found[at : at + 5]) in shown for more in range(5)
    }
    return len(covered) / len(found)


def on_page(page: str) -> set[tuple[str, ...]]:
    tree = html.document_fromstring(page.encode())
    blocks = tree.xpath(
        "//p | //blockquote | //th | //td | //h1 | //h2 | //h3 | //option | //summary | //title"
    )
    held = [*(block.text_content() for block in blocks), *tree.xpath("//@*")]
    return {gram for text in held for gram in grams(str(text))}


def sentence(number: int) -> str:
    content = f"lamp {number} on pier {number} had burned since hour {number} of that night"
    return f"Keeper {number} denied that {content}."


def story(first: int, count: int) -> str:
    return "\n".join(sentence(number) for number in range(first, first + count))


def said_in(doc, numbers):
    """Return denials whose speaker and relay carry far more of the text than a name."""
    out = []
    for number in numbers:
        content = f"pier {number} had burned since hour {number} of that night"
        found = statement(
            doc,
            (f"Keeper {number} ",),
            (f"denied that lamp {number} on",),
            (content,),
            kind="indirect",
            via=(Relay(cue=f"says {sentence(number)}"),),
        )
        out.append(replace(found, speaker=replace(found.speaker, text=doc.text)))
    return out


@pytest.mark.parametrize("share", [0.1, 0.2, 0.5])
@pytest.mark.parametrize("copies", [1, 2, 3])
def test_of_no_text_more_than_the_stated_part_is_found_anywhere_on_the_page(share, copies):
    whole = [document(story(0, 40), f"copy{number}") for number in range(copies)]
    half = document(story(20, 40), "half", voice=sourced("Keepers"))
    docs = (*whole, half)
    said = [item for doc in whole for item in said_in(doc, range(40))] + said_in(half, range(20, 60))
    common = Passage(document=half.id, spans=(Span(0, 800),))
    links = [
        Link(
            id=f"{number:016x}",
            kind="agree",
            left=Passage(document=doc.id, spans=spans(doc.text, half.text[:800])),
            right=common,
            score=0.9,
            made_by="m",
        )
        for number, doc in enumerate(whole)
    ]
    origin = Origin(id="0" * 16, documents=tuple(doc.id for doc in docs), passages=(common,), first=half.id)
    settings = ReportSettings(share=True, excerpt_share=share)
    page = render(
        Extraction(documents=docs, statements=tuple(said)),
        Comparison(links=tuple(links), origins=(origin,)),
        settings,
    )
    found = on_page(page) - {gram for doc in docs for gram in grams(doc.text[:80])}  # a short name
    parts = [contained(doc.text, found) for doc in docs]
    assert max(parts) <= share
    assert max(parts) >= 0.6 * share


def test_words_that_another_text_shows_are_counted_too():
    bodies = [story(0, 20), story(0, 20) + "\n" + story(20, 5)]
    held = excerpts(
        bodies,
        [Finding(0, (Span(0, len(bodies[0])),)), Finding(1, (Span(0, len(bodies[1])),))],
        (),
        ReportSettings(share=True, excerpt_share=0.5, quote_characters=10_000),
    )
    shown = {gram for item in held for part in item.shown for gram in grams(part.of(item.body))}
    assert all(contained(body, shown) <= 0.5 for body in bodies)


def test_a_title_is_counted_as_words_of_its_text():
    body = f"{sentence(1)}\n{sentence(2)}"
    whole = [Finding(0, (Span(0, len(body)),))]
    settings = ReportSettings(share=True, excerpt_share=0.5, quote_characters=70)
    (without,) = excerpts([body], whole, (), settings)
    (titled,) = excerpts(
        [body], [Finding(0, (Span(len(sentence(1)) + 1, len(body)),))], (sentence(1),), settings
    )
    assert without.shown
    assert not titled.shown


def test_a_finding_is_shown_with_its_lead_in_or_not_at_all():
    body = story(0, 4)
    leads = [spans(body, f"Keeper {number} denied") for number in range(4)]
    said = [
        spans(body, f"that lamp {number} on pier {number} had burned since hour {number}")
        for number in range(4)
    ]
    found = [Finding(0, content, lead) for content, lead in zip(said, leads, strict=True)]
    (held,) = excerpts([body], found, (), ReportSettings(share=True, excerpt_share=0.6, excerpt_characters=0))
    for content, lead in zip(said, leads, strict=True):
        assert bool(held.of(content[0])) == (held.of(lead[0]) == lead)
    assert any(held.of(lead[0]) for lead in leads)
    assert not all(held.of(lead[0]) for lead in leads)


@given(
    st.lists(
        st.lists(st.sampled_from("ab cd ef gh ij 漢字 kl".split()), max_size=30).map(" ".join), max_size=4
    ),
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90), st.integers(0, 90)), max_size=8),
    st.floats(0, 1),
)
def test_no_budget_is_overdrawn_whatever_repeats(bodies, found, share):
    settings = ReportSettings(share=True, excerpt_share=share, excerpt_characters=10)
    findings = [
        Finding(text, (Span(*sorted((min(start, len(bodies[text])), min(end, len(bodies[text]))))),))
        for text, start, end in found
        if text < len(bodies)
    ]
    held = excerpts(bodies, findings, (), settings)
    shown = {gram for item in held for part in item.shown for gram in grams(part.of(item.body))}
    for item in held:
        assert sum(map(len, item.shown)) <= share * len(item.body)
        assert all(before.end < after.start for before, after in pairwise(item.shown))
        if "漢" not in item.body and words(item.body):  # there each character counts as a word
            assert contained(item.body, shown) <= share + 1e-9
