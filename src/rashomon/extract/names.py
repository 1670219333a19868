"""The names inside the words that say who speaks, by shape and by small closed lists.

A first reading without named-entity recognition: the head of each noun phrase decides. "Deputy
mayor Ona Veld, a lawyer" names Ona Veld; "the Velden authorities" names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile

from rashomon.extract.capitals import POSSESSIVE, WORD, Capitals, bare, in_capitals, starts_sentence
from rashomon.model.offsets import Span
from rashomon.model.records import ActorType

PRONOUNS = frozenset({"he", "she", "they", "him", "her", "them", "it", "we", "i", "who"})
FIRST_PERSON = frozenset({"we", "us", "our", "i", "me", "my"})
PERSON_PRONOUNS = frozenset({"he", "she", "him", "her"})
_TITLES = frozenset(
    """mr mrs ms miss dr prof sir dame lord lady sen rep gov gen col maj capt lt sgt rev
    president vice-president vice deputy prime minister premier chancellor king queen prince princess
    emperor emir sheikh sultan pope senator representative congressman congresswoman governor mayor
    secretary chairman chairwoman chairperson chair speaker leader director commissioner ambassador
    envoy spokesman spokeswoman spokesperson general colonel major captain lieutenant sergeant admiral
    marshal commander judge justice attorney prosecutor professor reverend bishop archbishop cardinal
    imam rabbi officer inspector detective chief councillor councilman councilwoman delegate
    opposition former acting interim first lady foreign defence defense interior finance""".split()
)
_BODY_WORDS = frozenset(
    """administration agency alliance army assembly association authority bank board bureau cabinet campaign
    centre center chamber church club coalition college command commission committee company confederation
    conference congress corporation corps council court department directorate embassy federation
    force forces forum foundation front fund government group guard house institute kremlin league
    management ministry mission movement network news office organisation organization parliament
    party police press radio secretariat senate service society staff syndicate television times
    treaty pact accord tribunal union university watch""".split()
)
_BODY_NOUNS = frozenset(
    "office bureau government campaign administration team party ministry cabinet staff press".split()
)
_PARTICLES = frozenset(
    "of the for de del della di da dos du la le van von den der al el bin ibn abu and".split()
)
_STOP_WORDS = frozenset(
    """who which that whose where when in at from with on to by as after before during
    himself herself itself themselves""".split()
)
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST_ACRONYM = 6
_PAPERS = frozenset("statement declaration communique communiqué appeal letter report resolution".split())
_BREAKS = frozenset("()[]–—/|:")
_JOINTS = re.compile(r",\s+(?:and\s+)?|\s+and\s+|\s*;\s*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name found in a text: its span in code points, its words without title, and its likely type."""

    span: Span
    text: str
    type: ActorType


def is_pronoun(words: str) -> bool:
    """Tell whether `words` are a single personal pronoun."""
    return words.strip().lower() in PRONOUNS


def names_in(span: Span, text: str, capitals: Capitals) -> tuple[Name, ...]:
    """Return the names of those who speak in `span`, one for each speaker of a joint source.

    Pieces between commas and "and" count as speakers of their own only when every piece is a
    name; otherwise they are appositions, and the first name is the speaker. A single word at a
    sentence's beginning is a name only if `capitals` holds other evidence for it.
    """
    if in_capitals(text, span):
        return ()
    pieces = [_name(piece, text, capitals) for piece in _pieces(span, text)]
    named = [name for name in pieces if name]
    return tuple(named) if len(named) == len(pieces) else tuple(named[:1])


def body_in(span: Span, text: str, capitals: Capitals) -> Name | None:
    """Return the body that a phrase with a common noun names ("the Velden authorities"), if any.

    A phrase whose noun is an office ("the Velden president") refers to a person not named here.
    """
    tokens = _tokens(_pieces(span, text)[0], text) if span.of(text).strip() else []
    before = (token for token in tokens[:-1] if token.capital and token.lower not in _ARTICLES)
    if not any(_is_proper(token, text, capitals) for token in before):
        return None
    if tokens[-1].capital or tokens[-1].lower in _TITLES or in_capitals(text, span):
        return None
    kept = tokens[1:] if tokens[0].bare.lower() in _ARTICLES else tokens
    whole = Span(kept[0].span.start, kept[-1].span.end)
    return Name(whole, whole.of(text), "group")


def core_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without titles, possessive endings and articles."""
    words = [bare(m[0]).lower() for m in WORD.finditer(name)]
    return tuple(w for w in words if w not in _TITLES and w not in _ARTICLES)


def looks_like_body(words: tuple[str, ...]) -> bool:
    """Tell whether the words of a name are those of an organisation."""
    return any(word in _BODY_WORDS for word in words)


def _pieces(span: Span, text: str) -> list[Span]:
    pieces, start = [], span.start
    for joint in _JOINTS.finditer(text, span.start, span.end):
        pieces.append(Span(start, joint.start()))
        start = joint.end()
    pieces.append(Span(start, span.end))
    return [piece for piece in pieces if piece.of(text).strip()]


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    bare: str  # without a possessive ending

    @property
    def capital(self) -> bool:
        return self.bare[:1].isupper()

    @property
    def lower(self) -> str:
        return self.bare.lower().rstrip(".")


def _is_proper(token: _Token, text: str, capitals: Capitals) -> bool:
    return not starts_sentence(text, token.span.start) or capitals.supports(token.bare)


def _tokens(piece: Span, text: str) -> list[_Token]:
    """Return the words of the noun phrase that `piece` opens with.

    It ends before a clause, a preposition, a bracket or a dash.
    """
    tokens: list[_Token] = []
    for match in WORD.finditer(text, piece.start, piece.end):
        token = _Token(Span(match.start(), match.end()), bare(match[0]))
        gap = text[tokens[-1].span.end : match.start()] if tokens else ""
        if match[0].lower() in _STOP_WORDS or any(mark in _BREAKS for mark in gap):
            break
        tokens.append(token)
    return tokens


def _name(piece: Span, text: str, capitals: Capitals) -> Name | None:
    tokens = _tokens(piece, text)
    if tokens and tokens[0].bare.lower() in {"a", "an"}:
        return None  # an apposition says what someone is, not who
    last = max((i for i, token in enumerate(tokens) if token.capital), default=-1)
    if last < 0 or not _heads_phrase(tokens, last, text):
        return None
    first = last
    while first > 0 and _continues(tokens, first - 1):
        first -= 1
    if first > 1 and tokens[first - 1].bare == "of":
        return None  # "residents of Halm", "supporters of Veld": a common noun heads the phrase
    if last + 1 < len(tokens) and tokens[last + 1].span.of(text).lower() in _BODY_NOUNS:
        last += 1
    kept = _without_title(_without_paper(tokens[first : last + 1]), text)
    if not kept or _numbered(kept[-1].span.end, text):
        return None
    return _named(kept, text) if len(kept) > 1 or _is_proper(kept[0], text, capitals) else None


def _without_paper(tokens: list[_Token]) -> list[_Token]:
    """Return the name of who issued a paper: "Statement of the Lock Union" is the union's."""
    if len(tokens) > len(("Statement", "of")) and tokens[0].lower in _PAPERS and tokens[1].bare == "of":
        return tokens[2:]
    return tokens


def _numbered(end: int, text: str) -> bool:
    """Tell whether a number follows: "Order No. 41" is no one."""
    return text[end : end + 3].lstrip(". ")[:1].isdigit()


def _heads_phrase(tokens: list[_Token], last: int, text: str) -> bool:
    """Tell whether the last capital word is the head, or the owner of a body ("Veld's office")."""
    if last == len(tokens) - 1:
        return True
    owner = POSSESSIVE.search(tokens[last].span.of(text)) is not None
    return owner and tokens[last + 1].bare.lower() in _BODY_NOUNS and last + 2 == len(tokens)


def _continues(tokens: list[_Token], index: int) -> bool:
    """Tell whether the name that begins after `index` goes on to the left."""
    left = list(dropwhile(lambda token: token.bare in _PARTICLES, reversed(tokens[: index + 1])))
    return bool(left) and (left[0].capital or left[0].lower in _TITLES)


def _without_title(tokens: list[_Token], text: str) -> list[_Token]:
    """Drop titles, owners and what stands before them: "Chair of the Lock Board Ona Veld" is Ona Veld."""
    after_title = _after_title(tokens)
    last_body = max((i for i, token in enumerate(tokens) if token.lower in _BODY_WORDS), default=-1)
    if last_body >= 0:
        person = tokens[last_body + 1 :]
        if 0 < after_title <= last_body and len(person) > 1 and all(token.capital for token in person):
            return person
        if 0 < after_title <= last_body and any(t.bare == "of" for t in tokens[1:after_title]):
            return []  # "the spokesman of the Lock Board" is a person not named here
        return list(dropwhile(lambda token: not token.capital or token.lower in _ARTICLES, tokens))
    owners = (i for i, t in enumerate(tokens[:-1]) if tokens[-1].capital and t.bare != t.span.of(text))
    rest = tokens[max(after_title, 1 + max(owners, default=-1)) :]
    return list(dropwhile(lambda token: not token.capital or token.lower in _ARTICLES, rest))


def _after_title(tokens: list[_Token]) -> int:
    """Return the index after the last title, 0 where there is none."""
    after = 1 + max((i for i, token in enumerate(tokens) if token.lower in _TITLES), default=-1)
    if 0 < after < len(tokens) and tokens[after].bare == "of":
        has_article = after + 1 < len(tokens) and tokens[after + 1].lower in _ARTICLES
        return after + 2 + has_article  # "Secretary of State", "President of the Union"
    return after


def _named(tokens: list[_Token], text: str) -> Name:
    last = tokens[-1]
    end = last.span.start + len(last.bare) if last.capital else last.span.end
    span = Span(tokens[0].span.start, end)
    return Name(span, span.of(text), _type(tokens))


def _type(tokens: list[_Token]) -> ActorType:
    bare = [token.bare for token in tokens]
    if looks_like_body(tuple(word.lower() for word in bare)) or not tokens[-1].capital:
        return "organisation"
    if len(bare) == 1:
        return "organisation" if bare[0].isupper() and 1 < len(bare[0]) <= _LONGEST_ACRONYM else "other"
    return "person"
