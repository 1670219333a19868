from __future__ import annotations

import itertools
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.tokens import LONGEST, tokenise
from rashomon.model.offsets import Span

HARD = {
    "contractions": ["They do|n't know , and she|'ll say we|’re wrong|.", "I|'d|'ve gone|; you should|n’t|."],
    "contractions without apostrophe": ["can|not", "gon|na win", "they do|nt say", "i|m sure", "wo|nt"],
    "contractions in capitals": ["THEY DO|N'T KNOW", "HALM|'S PORT", "CAN|NOT"],
    "words that look like contractions": ["canned went wanted gone don gondola its were well ill"],
    "possessives": ["Veld|'s and the pilots|’ and Norrmar|’s", "the clerks|' vote|,"],
    "apostrophes inside names": ["Ona O'Veld of L’Arlen|, Sana'el"],
    "years": ["the 1990s|, the '90s|, ’62 and 1960's"],
    "hyphens": ["well|-|known", "the 26|-|year|-|old mayor|-|elect", "Halm|-|Arlen rail"],
    "hyphens behind affixes": [
        "an e-mail to co-founder Veld, a non-native, pre-war, mid-August, anti-Veld".replace(",", "|,")
    ],
    "affixes inside compounds": ["day|-|to|-|day", "an over|-|the|-|counter drug", "the Post|-|ABC poll"],
    "ordinals and sizes": ["the 21st of 3rd", "CO2 and A19 and 4A"],
    "units": ["at 5|pm and 10:30|am", "35|mm|, 5|kg", "$|10|m or €|2.5|bn", "7|%", "20|°|C"],
    "numbers": ["1,000.5 and 12,345|, then 2|,|3|,|4", "+4550981306", "|-|5"],
    "dates": ["2004-11-17", "11/28/2000", "9/11", "1939|-|1945", "17.11.2004", "5|-|10 days"],
    "telephone numbers": ["555-0142", "713-555-0142"],
    "abbreviations": [
        "Mr. Veld|, Dr. Arlen and Gen. Kass of the U.S. Army|.",
        "e.g. ships|, i.e. boats",
        "Inc.|, Ltd.",
    ],
    "abbreviation at the end": ["in the U.S.\nHe left at 5 p.m.", "ropes|, nets|, etc|."],
    "abbreviations cut short": ["the U.S mission"],
    "initials": ["J. R. Veld and Ona K. Arlen|.", "But he is older than I|. They know|."],
    "months, days and states": ["on Sept. 4|, in Halm|, Mass.|, on Sat.|, Feb. 3", "He sat|. The sun|."],
    "parties with states": [
        "Veld|, R|-|Ind.|, met Kass|, D|-|Miss.",
        "his grade|-|school Miss|. They sang|.",
    ],
    "words broken off": ["th- the ship", "a week|- he said"],
    "possessive pronoun": ["hers and its"],
    "number with its sign": ["No. 5|, pp. 4|-|6", "No|. They won|."],
    "addresses": [
        "See https://halm.example/a-b/c?d=e|, www.halm.example or ona.veld@halm.example|.",
        "halm.gov.xx and Veld.com say|, port-list.pdf too",
        "(|http://halm.example/|)",
    ],
    "handles and tags": ["@ona_veld #HalmVotes #|5"],
    "quotation marks": ['“|Stay|,|” «|so|» „|so|“ ‹|so|› "|so|" ‘|so|’', "``|so|''"],
    "brackets": ["(|so|) [|so|] {|so|} <|so|>"],
    "slashes": ["and|/|or", "w/o", "w/out", "f|/|b|/|o", "he|/|she"],
    "points": [
        "so ... so|....",
        "what|?!",
        "no|!!",
        "so|…",
        "he|--|she",
        "he|—|she",
    ],
    "companies": ["AT&T and R&D"],
    "emoticons": [":) ;-) :D <3"],
    "emoji": ["so 👩‍👩‍👧 and ❤️‍🔥|."],
    "scripts": ["Мэр сказал|, что 市长说|。 क्षेत्र में", "iPhone|手机", "cafe\u0301s d'e\u0301tat"],
    "zero width": ["V\u200be\u200bl\u00add said"],
    "no space after a full stop": ["Dr.|Veld"],
    "cut by spaces": ["do n't", "Germany 's", "( x )", "`` so '' , he said .", "can not", "U.S. 's ' s"],
}


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in tokenise(text, [Span(0, len(text))]).tolist()]


@pytest.mark.parametrize(
    "marked", [pytest.param(text, id=name) for name, texts in HARD.items() for text in texts]
)
def test_tokens_are_those_of_the_english_treebanks(marked):
    """A bar stands where two tokens meet without a space."""
    assert words(marked.replace("|", "")) == marked.replace("|", " ").split()


def test_offsets_count_from_the_start_of_the_text_and_ranges_are_cut_apart():
    text = "don't stop\nVeld's"
    spans = [Span(0, 4), Span(4, 10), Span(11, 17)]
    assert tokenise(text, spans).tolist() == [[0, 3], [3, 4], [4, 5], [6, 10], [11, 15], [15, 17]]


@pytest.mark.parametrize("text", ["", "  \n\t", "\u200b\u200d", "\x00"])
def test_a_text_without_ink_has_no_tokens(text):
    found = tokenise(text, [Span(0, len(text))])
    assert found.shape == (0, 2)
    assert found.dtype == "int32"


def test_no_ranges_no_tokens():
    assert tokenise("So it was.", []).shape == (0, 2)


def test_a_token_holds_at_most_what_the_encoder_can_read():
    assert [len(word) for word in words("x" * 250 + " y")] == [100, 100, 50, 1]


HOSTILE = [
    *"a.'’-1@_$中 <…",
    *"1, a- a' a. A. a@ a/ -= =- a* ^_ a-- (a) +1 non- 1- 555- 1. #a".split(),
    *"n't don't A& 5' 1/1 I. a_ <- a'-.,1/@:".split(),
    *"http:// http:) www. a.com a.com/) mailto:, ftp:'".split(),
    *("A. ", "etc. ", "👩\u200d", "\u200b", "a\u200b", "\u0301", "a\u200b\u200b"),
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_linear_time(unit):
    text = (unit * 10_000)[:30_000]
    start = time.process_time()
    tokenise(text, [Span(0, len(text))])
    assert time.process_time() - start < 1.0  # what is quadratic takes many seconds


PIECES = "do n't U.S. ’s - non- 5 pm , 000 $ 中 👩 http://a @b é \u0301 ... “".split()
TEXTS = st.text(max_size=200) | st.lists(st.sampled_from([*PIECES, " ", "\n", "\u200b"])).map("".join)


def has_ink(character: str) -> bool:
    selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0000" <= character <= "\U000e0fff"
    return not (character.isspace() or selector or unicodedata.category(character) in {"Cc", "Cf"})


@given(TEXTS)
def test_tokens_are_ordered_slices_without_space_that_cover_all_ink(text):
    tokens = tokenise(text, [Span(0, len(text))]).tolist()
    covered = {i for start, end in tokens for i in range(start, end)}
    assert all(start < end <= start + LONGEST for start, end in tokens)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(tokens))
    assert not any(text[i].isspace() for i in covered)
    assert covered >= {i for i, character in enumerate(text) if has_ink(character)}
    assert all(any(map(has_ink, text[start:end])) or end - start == LONGEST for start, end in tokens)


@given(st.lists(TEXTS, max_size=5))
def test_a_range_is_cut_the_same_alone_and_among_others(texts):
    text = "".join(texts)
    ends = [sum(map(len, texts[: i + 1])) for i in range(len(texts))]
    ranges = [Span(end - len(part), end) for part, end in zip(texts, ends, strict=True)]
    apart = [
        [s + r.start, e + r.start]
        for r in ranges
        for s, e in tokenise(r.of(text), [Span(0, len(r))]).tolist()
    ]
    assert tokenise(text, ranges).tolist() == apart
    assert tokenise(text, ranges).tolist() == apart
