"""The names inside the words that say who speaks, by shape and by small closed lists.

A first reading without named-entity recognition: the head of each noun phrase decides. "Deputy
mayor Ona Veld, a lawyer" names Ona Veld; "the Velden authorities" names nobody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile

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
    treaty tribunal union university watch""".split()
)
_BODY_NOUNS = frozenset(
    "office government campaign administration team party ministry cabinet staff press".split()
)
_PARTICLES = frozenset(
    "of the for de del della di da dos du la le van von den der al el bin ibn abu and".split()
)
_STOP_WORDS = frozenset(
    "who which that whose where when in at from with on to by as after before during".split()
)
_WORD = re.compile(r"[^\W\d_](?:[\w&-]|['’.](?=\w))*\.?")
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = re.compile(r"['’]s?$")
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


def names_in(span: Span, text: str) -> tuple[Name, ...]:
    """Return the names of those who speak in `span`, one for each speaker of a joint source.

    Pieces between commas and "and" count as speakers of their own only when every piece is a
    name; otherwise they are appositions, and the first name is the speaker.
    """
    pieces = [_name(piece, text) for piece in _pieces(span, text)]
    named = [name for name in pieces if name]
    return tuple(named) if len(named) == len(pieces) else tuple(named[:1])


def body_in(span: Span, text: str) -> Name | None:
    """Return the body that a phrase with a common noun names ("the Velden authorities"), if any.

    A phrase whose noun is an office ("the Velden president") refers to a person not named here.
    """
    tokens = _tokens(_pieces(span, text)[0], text) if span.of(text).strip() else []
    capital = any(token.capital for token in tokens[1:]) or (
        len(tokens) > 1 and _mid_capital(tokens[0], text)
    )
    if not capital or tokens[-1].capital or tokens[-1].bare.lower() in _TITLES:
        return None
    kept = tokens[1:] if tokens[0].bare.lower() in _ARTICLES else tokens
    whole = Span(kept[0].span.start, kept[-1].span.end)
    return Name(whole, whole.of(text), "group")


def core_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without titles, possessive endings and articles."""
    words = [_bare(m[0]).lower() for m in _WORD.finditer(name)]
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


def _tokens(piece: Span, text: str) -> list[_Token]:
    """Return the words of the noun phrase that `piece` opens with, up to a clause or a preposition."""
    tokens: list[_Token] = []
    for match in _WORD.finditer(text, piece.start, piece.end):
        token = _Token(Span(match.start(), match.end()), _bare(match[0]))
        if match[0].lower() in _STOP_WORDS:
            break
        tokens.append(token)
    return tokens


def _name(piece: Span, text: str) -> Name | None:
    tokens = _tokens(piece, text)
    if tokens and tokens[0].bare.lower() in {"a", "an"}:
        return None  # an apposition says what someone is, not who
    last = max((i for i, token in enumerate(tokens) if token.capital), default=-1)
    if last < 0 or not _heads_phrase(tokens, last, text):
        return None
    first = last
    while first > 0 and _continues(tokens, first - 1):
        first -= 1
    if last + 1 < len(tokens) and tokens[last + 1].span.of(text).lower() in _BODY_NOUNS:
        last += 1
    kept = _without_title(tokens[first : last + 1], text)
    return _named(kept, text) if kept else None


def _heads_phrase(tokens: list[_Token], last: int, text: str) -> bool:
    """Tell whether the last capital word is the head, or the owner of a body ("Veld's office")."""
    if last == len(tokens) - 1:
        return True
    owner = _POSSESSIVE.search(tokens[last].span.of(text)) is not None
    return owner and tokens[last + 1].bare.lower() in _BODY_NOUNS and last + 2 == len(tokens)


def _continues(tokens: list[_Token], index: int) -> bool:
    """Tell whether the name that begins after `index` goes on to the left."""
    left = list(dropwhile(lambda token: token.bare in _PARTICLES, reversed(tokens[: index + 1])))
    return bool(left) and left[0].capital


def _without_title(tokens: list[_Token], text: str) -> list[_Token]:
    """Drop titles, owners and what stands before them: "Chair of the Lock Board Ona Veld" is Ona Veld."""
    after_title = _after_title(tokens)
    last_body = max((i for i, token in enumerate(tokens) if token.lower in _BODY_WORDS), default=-1)
    if last_body >= 0:
        person = tokens[last_body + 1 :]
        if 0 < after_title <= last_body and len(person) > 1 and all(token.capital for token in person):
            return person
        return tokens[1:] if tokens[0].lower in _ARTICLES else tokens
    owners = (i for i, t in enumerate(tokens[:-1]) if tokens[-1].capital and t.bare != t.span.of(text))
    rest = tokens[max(after_title, 1 + max(owners, default=-1)) :]
    return list(dropwhile(lambda token: not token.capital, rest))


def _after_title(tokens: list[_Token]) -> int:
    """Return the index after the last title, 0 where there is none."""
    after = 1 + max((i for i, token in enumerate(tokens) if token.lower in _TITLES), default=-1)
    if 0 < after < len(tokens) and tokens[after].bare == "of":
        return after + 2  # "Secretary of State"
    return after


def _mid_capital(token: _Token, text: str) -> bool:
    """Tell whether a capital is not due to the beginning of a sentence, here or elsewhere in the text."""
    if not token.capital:
        return False
    if re.search(rf"[a-z,;] {re.escape(token.bare)}\b", text):
        return True
    before = text[: token.span.start].rstrip()
    return (
        bool(before)
        and before[-1] not in '.!?:"“”’)'
        and not text[len(before) : token.span.start].count("\n")
    )


def _named(tokens: list[_Token], text: str) -> Name:
    span = Span(tokens[0].span.start, tokens[-1].span.end)
    words = span.of(text)
    if tokens[-1].bare[:1].isupper():
        ending = _POSSESSIVE.search(words)
        span = Span(span.start, span.end - len(ending[0])) if ending else span
    return Name(span, span.of(text), _type(tokens))


def _type(tokens: list[_Token]) -> ActorType:
    bare = [token.bare for token in tokens]
    if looks_like_body(tuple(word.lower() for word in bare)) or not tokens[-1].capital:
        return "organisation"
    if len(bare) == 1:
        return "organisation" if bare[0].isupper() and len(bare[0]) > 1 else "other"
    return "person"


def _bare(word: str) -> str:
    """Return a word without a possessive ending; a full stop stays with an initial."""
    is_initial = len(word) == len("A.")
    return _POSSESSIVE.sub("", word if is_initial else word.rstrip("."))
