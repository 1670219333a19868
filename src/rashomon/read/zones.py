"""What a page's blocks look like and where they stand: prose, links, boxes, pictures, headings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rashomon.read import lexicon
from rashomon.read.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rashomon.read.pagetext import Block, Element, PageText

_BOX_NAMES = frozenset({"nav", "footer", "aside", "form", "button", "label", "menu", "dialog", "search"})
_BOX_ROLES = frozenset(
    "navigation search contentinfo complementary banner dialog alertdialog menu menubar toolbar".split()
)
_BOX_WORDS = frozenset(
    "nav navbar navigation menu topnav subnav footer foot colophon sidebar aside share sharing sharebar "
    "social sociable related recommended recommendation recommendations recirc recirculation comments "
    "comment respond disqus discussion replies newsletter subscribe subscription signup mailinglist "
    "promo promotion promos teaser teasers advert adverts advertisement advertising ad ads adbox banner "
    "sponsor sponsored cookie cookies consent gdpr popup modal overlay breadcrumb breadcrumbs crumbs "
    "crumb pagination pager paging tags tag taglist widget widgets popular trending trend trends "
    "mostread mostviewed readmore readnext seealso alsoread toolbar tools copyright legal login search "
    "skip poll ticker breaking player podcast pullquote pull outbrain taboola donate donation "
    "jump masthead topbar noprint hide visuallyhidden sr screenreader feedback rating ratings".split()
)
# Words of subjects too: an element is a box by them alone only where it holds little prose.
_AMBIGUOUS = frozenset("legal search poll breaking player social pull jump skip ad".split())
_LITTLE = 200  # characters of prose
_COMMENTS = re.compile(
    r"(?:^|\s)(?:(?:post|article|reader|user)s?[-_]?)?(?:comments|comment(?!\s|$)|disqus|replies|responses"
    r"|respond|discussion)(?:[-_]?(?:list|area|section|thread|wrap|wrapper|container|box|block))*(?=\s|$)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[\W_]*\d+ (?:comments?|responses?|replies)(?: (?:to|on) .{0,120})?[\W_]*", re.IGNORECASE
)
_CAPTION_WORDS = frozenset(
    "caption captions legend leg bu bildunterschrift figcaption photocaption imgcaption credit credits "
    "photocredit imagecaption piecaption cap image img photo picture gallery ph figure slideshow".split()
)
HEADING_WORDS = frozenset(
    "subhead subheading subtitle intertitle crosshead zw zwischenzeile heading subheadline h2 h3".split()
)
TITLE_WORDS = frozenset("headline title entrytitle posttitle articletitle hl hed ttl hdl".split())
BYLINE_WORDS = frozenset("byline author authors by writer vcard reporter autor".split())
_SLUG_WORD = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SPACES = re.compile(r"[\s]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_PHOTO = re.compile(
    r"\(?(?:photo|picture|image|foto|photograph|pic|illustration|graphic|video still|archive|file photo"
    r"|credit)s?\s?(?:by|:|/|©|courtesy)|\b(?:photo|picture|image|foto|illustration|credit|photograph)s?\s?[:/©]"
    r"|^\(file\) |\|\s*(?:picture|photo|image)",
    re.IGNORECASE,
)
_SHARE_OF_PAGE = 0.45  # a box that holds as much of the prose is no box, whatever its name
_NEAR = 4  # elements around a block that say what it is
_CAPTION_BLOCKS = 2
_LONGEST_CAPTION = 300  # characters
_USUAL_SIZE = 3  # of <font>
_PROSE_WORDS = 6
_LONG = 24  # words; a line as long is prose even without a full stop
_LINKED = 0.6
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Look:
    """How a block looks: its words, and what its place in the page says of it.

    `linked` and `bold` are shares of its characters; `level` is the heading level, 0 for none;
    `large` tells of letters made larger in the old way.
    """

    line: Line
    element: Element
    linked: float
    bold: float
    large: bool
    level: int
    prose: bool
    caption: bool
    listed: bool
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of all blocks of a page, and which of them stand in a box (menu, sidebar, comments)."""

    blocks: tuple[Look, ...]
    boxed: tuple[bool, ...]
    root: Element | None


def look_at(page: PageText) -> Looks:
    """Look at every block of a page."""
    words = _WordsOf()
    pictures = _around_pictures(page)
    looks = tuple(_look(page, block, words, pictures) for block in page.blocks)
    boxes = _Boxes(looks, words)
    held = [boxes.hold(look.element) for look in looks]
    end = _counted_comments(looks, held)
    boxed = tuple(box or number >= end for number, box in enumerate(held))
    return Looks(looks, boxed, _root(looks, boxed))


class _WordsOf:
    """The words in class, id, role and itemprop of elements, looked up once each."""

    def __init__(self) -> None:
        self._known: dict[int, frozenset[str]] = {}

    def __call__(self, element: Element) -> frozenset[str]:
        words = self._known.get(element.number)
        if words is None:
            words = self._known[element.number] = _words(element)
        return words


def _words(element: Element) -> frozenset[str]:
    named = [
        element.attributes.get(name, "") for name in ("class", "id", "itemprop", "data-component", "rel")
    ]
    tokens: set[str] = set()
    for token in _SPACES.split(" ".join(named)):
        pieces = [piece.lower() for piece in _TOKEN.findall(token)]
        tokens.update(pieces)
        tokens.add("".join(pieces))
    return frozenset(tokens)


def _look(page: PageText, block: Block, words: _WordsOf, pictures: frozenset[int]) -> Look:
    text = page.text[block.start : block.end]
    line = Line(block.start, block.end, text)
    size = max(1, len(text))
    linked = block.linked / size
    chain = block.element.up()[:_NEAR]
    near = frozenset().union(
        *(words(element) for element in chain[:2]),
        *(words(e) for e, a, b in block.marks if b - a > size * _WHOLE * 0.5),
    )
    level = next((int(element.name[1]) for element in chain if element.name in _HEADINGS), 0)
    caption = _is_caption(text, chain, near, pictures)
    return Look(
        line=line,
        element=block.element,
        linked=linked,
        bold=_covered(block, _BOLD) / size,
        large=any(_is_large(element) for element, _, _ in block.marks),
        level=level,
        prose=_is_prose(line, linked) and not caption and not lexicon.is_furniture(text),
        caption=caption,
        listed=any(element.name in ("li", "dd", "dt", "td", "th") for element in chain[:2]),
        words=near,
    )


def _is_prose(line: Line, linked: float) -> bool:
    return linked < _LINKED and ((line.ended and line.words >= _PROSE_WORDS) or line.words > _LONG)


def _is_large(element: Element) -> bool:
    size = element.attributes.get("size", "") if element.name == "font" else ""
    return size.startswith("+") or (size.isdigit() and int(size) > _USUAL_SIZE) or element.name == "big"


def _covered(block: Block, names: frozenset[str]) -> int:
    return sum(end - start for element, start, end in block.marks if element.name in names)


def _is_caption(text: str, chain: Sequence[Element], near: frozenset[str], pictures: frozenset[int]) -> bool:
    if any(element.name in ("figcaption", "caption") for element in chain):
        return True
    if len(text) >= _LONGEST_CAPTION:
        return False
    beside = chain[0].number in pictures or (len(chain) > 1 and chain[1].name == "figure")
    return beside or bool(near & _CAPTION_WORDS) or _PHOTO.search(text) is not None


def _around_pictures(page: PageText) -> frozenset[int]:
    """Return the elements that stand with a picture in one that holds little else: captions."""
    held: defaultdict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        for element in block.element.up()[:_NEAR]:
            held[element.number].append(block)
    outer = (element for picture in page.pictures for element in picture.up()[: _NEAR - 1] if element.parent)
    boxes = (held[number] for number in {element.number for element in outer})
    return frozenset(block.element.number for box in boxes if _is_small(box) for block in box)


def _is_small(blocks: Sequence[Block]) -> bool:
    length = sum(block.end - block.start for block in blocks)
    return len(blocks) <= _CAPTION_BLOCKS and length < _LONGEST_CAPTION


def _counted_comments(looks: Sequence[Look], held: Sequence[bool]) -> int:
    """Return the first block of comments under a heading that counts them, below a story in no box."""
    told, headed = 0, False
    for number, (look, box) in enumerate(zip(looks, held, strict=True)):
        if box:
            continue
        if look.level and told >= _LITTLE and _COUNTED.fullmatch(look.line.text):
            return number
        headed = headed or look.level > 0
        told += len(look.line.text) if headed and look.prose else 0
    return len(looks)


class _Boxes:
    """Tells the elements that hold menus, comments and the like by their names and by what stands in them."""

    def __init__(self, looks: Sequence[Look], words: _WordsOf) -> None:
        self._words = words
        self._slugged = _slugged(looks)
        self._weights = _weights(looks)
        self._comments = self._below_story(looks)
        others = (look for look in looks if look.prose and self._comments.isdisjoint(_numbers(look)))
        self._total = max(1, sum(len(look.line.text) for look in others))

    def hold(self, element: Element) -> bool:
        """Tell whether an element is, or stands in, such an element."""
        return any(self._is_box(outer) for outer in element.up())

    def _below_story(self, looks: Sequence[Look]) -> frozenset[int]:
        """Return the elements of readers' comments: those that start below a heading and prose in no box.

        What holds the story as well is only named for having comments.
        """
        around: set[int] = set()
        headed = False
        for number, look in enumerate(looks):
            around |= _numbers(look)
            if any(self._is_named(element) for element in look.element.up()):
                continue
            headed = headed or look.level > 0
            if headed and look.prose:
                below = (element for other in looks[number + 1 :] for element in other.element.up())
                return frozenset(each.number for each in below if _is_for_comments(each)) - around
        return frozenset()

    def _is_box(self, element: Element) -> bool:
        if element.number in self._comments:
            return True
        return self._is_named(element) and self._weights[element.number] < _SHARE_OF_PAGE * self._total

    def _is_named(self, element: Element) -> bool:
        """Tell whether the name, the role or the words of an element are those of a box."""
        if element.name in ("html", "body", ""):
            return False
        role = element.attributes.get("role", "").lower()
        if element.name in _BOX_NAMES or role in _BOX_ROLES:
            return True
        told = _BOX_WORDS & self._words(element)
        if told and told <= _AMBIGUOUS:
            return element.number not in self._slugged and self._weights[element.number] < _LITTLE
        return bool(told)


def _weights(looks: Sequence[Look]) -> Counter[int]:
    """Return how many characters of prose stand in each element; 0 is the page."""
    weights: Counter[int] = Counter()
    for look in looks:
        for number in _numbers(look) if look.prose else ():
            weights[number] += len(look.line.text)
    return weights


def _numbers(look: Look) -> frozenset[int]:
    return frozenset(element.number for element in look.element.up())


def _is_for_comments(element: Element) -> bool:
    return any(_COMMENTS.search(element.attributes.get(name, "")) for name in ("id", "class"))


def _slugged(looks: Sequence[Look]) -> frozenset[int]:
    """Return the elements whose id is made of the words of the heading in them, and names no function."""
    found: set[int] = set()
    for look in looks:
        slug = _slug(look.line.text) if look.level else ""
        found.update(
            element.number
            for element in look.element.up()
            if slug and "-" in slug and _slug(element.attributes.get("id", "")) == slug
        )
    return frozenset(found)


def _slug(text: str) -> str:
    return "-".join(_SLUG_WORD.findall(text.casefold()))


def _root(looks: Sequence[Look], boxed: Sequence[bool]) -> Element | None:
    """Return the innermost element that holds most of the prose outside of boxes."""
    weights: Counter[int] = Counter()
    elements: dict[int, Element] = {}
    total = 0
    for look, box in zip(looks, boxed, strict=True):
        if look.prose and not box:
            size = len(look.line.text)
            total += size
            for element in look.element.up():
                weights[element.number] += size
                elements[element.number] = element
    most = [number for number, weight in weights.items() if weight >= 0.75 * total]
    return elements[max(most)] if most else None
