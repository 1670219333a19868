"""Where the text of a page stands in its file, and what of a page becomes text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from read_builders import PAGE, of_kind, read_bytes

from rashomon.model.offsets import Span, check_spans
from rashomon.read.pagetext import page_text

PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div class='a b'>",
            "</div>",
            "<br>",
            "<a href='x>y'>",
            "</a>",
            "<b>",
            "</b>",
            "<li>",
            "<ul>",
            "</ul>",
            "words",
            " ",
            "\n",
            "  \t",
            "&amp;",
            "&nbsp;",
            "&#8220;",
            "&bogus;",
            "&",
            "<",
            ">",
            "<!-- c -->",
            "<script>x<p></script>",
            "<td>",
            "<table>",
            "<img alt=q>",
            "é",
            "\U0001f6a2",
            "<span hidden>no</span>",
            "<pre>",
            "</pre>",
            '"',
            "'",
            "=",
            "<h1>",
            "</",
            "\r\n",
            "<time>",
            "</time>",
            "<title>t</title>",
            "]]>",
            "<p",
            "&lt;",
        ]
    ),
    max_size=40,
)


@given(PIECES)
@settings(max_examples=600, deadline=None)
def test_mapped_characters_are_the_same_in_the_page(pieces):
    page = "".join(pieces)
    shown = page_text(page)
    for place in shown.raw:
        raw = page[place.raw_start : place.raw_start + place.length]
        assert raw == shown.text[place.start : place.start + place.length]
    check_spans([Span(place.start, place.start + place.length) for place in shown.raw], len(shown.text))
    starts = [place.raw_start for place in shown.raw]
    assert starts == sorted(starts)


@given(PIECES)
@settings(max_examples=300, deadline=None)
def test_blocks_cover_the_text(pieces):
    shown = page_text("".join(pieces))
    check_spans([Span(block.start, block.end) for block in shown.blocks], len(shown.text))
    gaps = "".join(shown.text[a.end : b.start] for a, b in zip(shown.blocks, shown.blocks[1:], strict=False))
    assert not gaps.strip("\n")


@given(PIECES)
@settings(max_examples=150, deadline=None)
def test_parts_of_any_page_are_sound(tmp_path_factory, pieces):
    data = ("<html><body>" + "".join(pieces)).encode()
    (document,) = read_bytes(tmp_path_factory.mktemp("page"), "a.html", data)
    check_spans([part.span for part in document.parts], document.length)
    covered = {place for part in document.parts for place in range(part.start, part.end)}
    assert all(document.text[place].isspace() for place in range(document.length) if place not in covered)


def test_a_sentence_of_the_text_is_found_in_the_file(tmp_path):
    (document,) = read_bytes(tmp_path, "a.html", PAGE.encode())
    start = document.text.index("forty barges")
    place = next(place for place in document.raw if place.start <= start < place.start + place.length)
    raw = place.raw_start + start - place.start
    assert PAGE[raw:].startswith("forty barges had been waiting")


def test_what_is_visible_is_kept_and_what_is_not_is_not():
    page = (
        "<head><title>T</title><style>s</style></head><body><nav>Menu</nav><noscript>n</noscript><template>t</template>"
        "<p>One<br>Two</p><p style='display : none'>Hidden</p><table><tr><td>A<td>B</table>"
        "<button>Send</button><select><option>Zanzibar</select><svg><text>v</text></svg><!-- c -->"
        "<p>1 &lt; 2 &copy; x&nbsp;y</p><textarea>z</textarea>"
    )
    assert page_text(page).text == "Menu\nOne\nTwo\nA\nB\nSend\n1 < 2 © x\u00a0y"


def test_elements_set_apart_by_style_get_a_blank():
    assert page_text("<a>Front</a><a>World</a><p>Ka<b>tt</b>egat</p>").text == "Front World\nKattegat"


def test_unclosed_quotes_in_tags_do_not_swallow_the_page():
    assert "Words" in page_text('<p title="never closed>Words of it</p><p>More.</p>').text


def test_headlines_in_mid_text_share_lines_and_comments_are_furniture(tmp_path):
    page = PAGE.replace(
        "<p>“We will",
        '<div class="related-links"><a href="/x">Bakers plan a strike over flour</a></div>'
        '<p><a href="/y">Read also: Swans return</a></p><p>“We will',
    ).replace(
        "</article>",
        "<h3>2 comments</h3><p>An angry man: this lock is the worst of all locks, I say.</p></article>",
    )
    (document,) = read_bytes(tmp_path, "a.html", page.encode())
    furniture = of_kind(document, "furniture")
    assert "Bakers plan a strike over flour" in furniture
    assert "Read also: Swans return" in furniture
    assert "An angry man: this lock is the worst of all locks, I say." in furniture
    assert len(of_kind(document, "body")) == 3
