"""What the encoder found, set right where the sentence of a cue says otherwise.

The encoder links spans to cues by likeness and distance. Who speaks stands in the sentence of the cue where
anybody in it does, and so does what is said: "The mill was shut, the owner said. It was not clear ..." gives
the owner's words before the cue, not those behind it. What hangs on other words of another
sentence is theirs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from rashomon.extract.according import according
from rashomon.extract.clauses import (
    REPORTING,
    around_cue,
    ends_quoting,
    is_aside,
    with_aside,
    without_vocative,
)
from rashomon.extract.cues import DENYING
from rashomon.extract.endings import within_limits
from rashomon.extract.told import Told
from rashomon.extract.words import MARKS, Range, Words, overlap
from rashomon.language import Analysis

_TOLD = frozenset({"advise", "brief", "inform", "notify", "remind", "tell", "warn"})
_NAMES = frozenset({"NNP", "NNPS"})
_TO = frozenset({"at", "in", "on", "to", "with"})
_BESIDE = 1  # words between a clause and "according to"
_STOPS = frozenset({".", "!", "?", "…"})
_CLOSING = {"”": "“", "»": "«", "›": "‹", "’": "‘"}
"""Marks that close, with those that open."""
_STRAIGHT = '"'
_LEAD = 2  # words back from a quotation to the verb before its colon or comma
_NEAR = 4  # words behind a quotation in which who says it stands
_QUOTED = 5  # words of a quotation that is found by what stands behind it, with its marks
_NOTHING = ["nothing"]
_ACCUSING = frozenset({"accuse", "convict", "suspect"})
_HOLDING = frozenset(
    "assume believe consider deem expect perceive presume regard rumour rumor see suppose think view".split()
)
"""Verbs whose passive says of its subject what others hold."""


def mended(analysis: Analysis, words: Words, found: Iterable[Told]) -> Iterator[Told]:
    """Yield the statements of a text with source and content where their cue has them."""
    starts = analysis.sentences[:, 0].tolist()
    said = [own for told in found if (own := _without_ended(words, told)) is not None]
    cued = _by_sentence(said, starts)
    said = [own for told in said if (own := _without_claimed(words, told, cued, starts)) is not None]
    cues = sorted(told.cue[0][0] for told in said if told.cue)
    for told in (_according(words, _with_whole_name(words, told)) for told in said):
        if not told.cue or _is_of_nobody(words, told):
            yield from () if told.cue else (told,)
            continue
        number = bisect_right(starts, told.cue[0][0]) - 1
        sentence = (starts[number], int(analysis.sentences[number, 1]))
        source = tuple(without_vocative(words, piece) for piece in told.source)
        own = _without_others(words, replace(told, source=source), starts, cues)
        own = _by_whom_behind(words, own)
        own = _with_own_content(words, _with_own_source(words, own, sentence), sentence)
        own = _with_whole_clause(words, own)
        own = _without_other_sentences(words, own, sentence, starts)
        own = replace(own, content=within_limits(words, own, sentence))
        yield _without_subject(words, _with_reason(words, own))


def _without_ended(words: Words, told: Told) -> Told | None:
    """Return a statement without quotations that end a sentence before its own.

    In '“It leaks.” The mayor says so.' the mayor is not quoted. A verb that ends the sentence itself may be
    a cue, with a full stop for its comma.
    """
    if not told.cue:
        return told
    begin, stop = min(told.cue)[0], max(told.cue)[1]
    if words.forms[stop : stop + 1] == ["."]:
        return told
    content = tuple(piece for piece in told.content if piece[1] > begin or not ends_quoting(words, piece[1]))
    own = content or tuple(piece for piece in around_cue(words, told.cue[0]) if piece[0] >= stop)
    return replace(told, content=own) if own else None


def _by_sentence(said: Iterable[Told], starts: Sequence[int]) -> Mapping[int, Sequence[Told]]:
    """Return the statements with a cue, by how many sentences begin before that ends."""
    cued: defaultdict[int, list[Told]] = defaultdict(list)
    for told in said:
        if told.cue:
            cued[bisect_right(starts, told.cue[0][0])].append(told)
    return cued


def _without_claimed(
    words: Words, told: Told, cued: Mapping[int, Sequence[Told]], starts: Sequence[int]
) -> Told | None:
    """Return a statement without words of another sentence that the cue there claims.

    Its own sentence has what it tells then: 'It is a joke, Katz said. His "plan" is a dream, Blum replied.'
    """
    if not told.cue:
        return told
    home = bisect_right(starts, told.cue[0][0])

    def is_claimed(piece: Range) -> bool:
        number = bisect_right(starts, piece[0])
        stop = starts[number] if number < len(starts) else len(words.forms)
        if number == home or piece[1] > stop or words.forms[piece[0]] in MARKS:
            return False
        others = cued.get(number, ())
        return any(overlap(piece, (*each.content, *around_cue(words, each.cue[0]))) for each in others)

    content = tuple(piece for piece in told.content if not is_claimed(piece))
    own = content or around_cue(words, told.cue[0])
    return replace(told, content=own) if own else None


def _is_of_nobody(words: Words, told: Told) -> bool:
    """Tell what nothing says: "nothing shows that she planned it"."""
    return any(words.lower[first:end] == _NOTHING for first, end in told.source)


def _by_whom_behind(words: Words, told: Told) -> Told:
    """Return what a verb with its subject behind it reports with that, and not with the subject before.

    "Mr Pell was invited too, says the committee" tells the committee's words of Mr Pell.
    """
    tree, verb = words.tree, words.tree.top(*told.cue[0])
    beside = tree.heads[verb] if tree.relations[verb] == "parataxis" else -1
    above = next((each for each in tree.kin(verb, "ccomp") if each < verb), beside)
    behind = [each for each in tree.kin(verb, "nsubj") if each > verb]
    if len(told.source) > 1 or not behind or not 0 <= above < verb:
        return told
    source = words.told(behind[0])
    head = tree.top(*told.source[0]) if told.source else -1
    of_another = tree.relations[head] == "nsubj" and tree.heads[head] == above
    if not (of_another if told.source else overlap(source, told.content)):
        return told
    clauses = (tree.phrase(each)[0] for each in tree.kin(behind[0], "acl") if each > behind[0])
    end = min(clauses, default=source[1])
    stop = told.cue[0][0]
    while stop > above and tree.upos[stop - 1] == "PUNCT":
        stop -= 1
    said = (words.told(above)[0], stop)
    return replace(told, source=((source[0], _before_marks(words, end)),), content=(said,))


def _before_marks(words: Words, end: int) -> int:
    while words.tree.upos[end - 1] == "PUNCT":
        end -= 1
    return end


def _with_whole_name(words: Words, told: Told) -> Told:
    """Return a statement whose cue is a part of a name with the whole name for its source.

    Its cue is the colon before it then, if there is one: "“It is shut”: Captain Ona Veld".
    """
    if len(told.source) != 1 or not told.cue or told.source[0][1] != told.cue[0][0]:
        return told
    (first, _), end = told.source[0], told.cue[0][1]
    if any(words.xpos[word] not in _NAMES for word in range(first, end)):
        return told
    while end < len(words.xpos) and words.xpos[end] in _NAMES:
        end += 1
    cue = ((first - 1, first),) if first and words.forms[first - 1] == ":" else ()
    return replace(told, source=((first, end),), cue=cue)


def _according(words: Words, told: Told) -> Told:
    """Return what is so "according to the union" with the union and the whole clause.

    The encoder may take who says it for a part of what is said, and leaves the clause before it at times, or
    the end of it.
    """
    first, _ = told.cue[0] if told.cue else (0, 0)
    own = according(words, first) if told.cue and words.lower[first] == "according" else None
    if own is None:
        return told
    missing = not any(overlap(piece, told.content) for piece in own.content[:1])
    if told.source and not missing and not _leaves_aside(words, told, own.content):
        return told
    return replace(own, score=told.score, made_by=told.made_by)


def _leaves_aside(words: Words, told: Told, whole: tuple[Range, ...]) -> bool:
    """Tell whether a statement leaves the end of what it tells, which says who said the rest.

    "The lock was shut, the owner said, according to the Wire": the Wire has all of it from the owner.
    """
    (first, end), stop = whole[0], max(told.content)[1]
    return first < stop < end and is_aside(words, words.tree.top(first, end), stop)


def _with_own_source(words: Words, told: Told, sentence: Range) -> Told:
    """Keep the pieces of a source in the sentence of the cue, if any are, and none that somebody spoke to.

    "Pell, in the interview to the radio, laid the blame on them" is nothing that the radio said.
    """
    own = tuple(piece for piece in told.source if overlap(piece, (sentence,)))
    own = own if len(own) == 1 else tuple(piece for piece in own if not _is_medium(words, piece))
    return replace(told, source=own) if 0 < len(own) < len(told.source) else told


def _is_medium(words: Words, piece: Range) -> bool:
    return piece[0] > 0 and words.lower[piece[0] - 1] in _TO


def _without_others(words: Words, told: Told, starts: Sequence[int], cues: Sequence[int]) -> Told:
    """Return a statement without the pieces of content that other words of another sentence govern.

    Such a piece hangs on a word there that is no part of the statement ("We want a vote. We accuse the guards
    *of lying*"), or stands beyond the cue of another statement. A sentence before that tells by itself who
    says it ("*Pell said the lock held.* He denied a leak") is theirs. What opens with a quotation mark goes
    on, unless it has a verb of saying of its own right before it or behind it.
    """
    at = told.cue[0][0]
    home = bisect_right(starts, at)

    def own_from(piece: Range) -> int:
        first, end = piece
        number = bisect_right(starts, first)
        if number == home:
            return first
        if words.forms[first] in MARKS:
            return end if _is_led(words, first, told) or _is_followed(words, piece, told) else first
        if number < home and end <= starts[number] and _tells_itself(words, (starts[number - 1], end)):
            return end
        until = min(end, starts[number]) if number < len(starts) else end
        led = number > home and any(_is_led(words, word, told) for word in range(first, end))
        if led or _has_own_cue(words, piece, starts, number, cues):
            return end
        near, far = sorted((at, first))
        beyond = bisect_left(cues, far) - bisect_right(cues, near) > 0
        above = words.tree.heads[words.tree.top(first, until)]
        if not beyond and (above < 0 or overlap((above, above + 1), told.ranges)):
            return first
        return until if number < home and until < end else end

    own = tuple((own_from(piece), piece[1]) for piece in told.content)
    own = tuple(piece for piece in own if piece[0] < piece[1])
    return replace(told, content=own) if own else told


def _tells_itself(words: Words, sentence: Range) -> bool:
    """Tell whether a sentence without quotation marks hangs on a verb of saying with its subject."""
    if any(words.forms[word] in MARKS for word in range(*sentence)):
        return False
    verb = words.tree.top(*sentence)
    return words.lemma(verb) in REPORTING | DENYING and words.tree.has(verb, "nsubj")


def _is_led(words: Words, quotation: int, told: Told) -> bool:
    """Tell whether another verb of saying leads to a quotation: 'Pell said: "It is shut."'."""
    if quotation < _LEAD or words.forms[quotation] not in MARKS:
        return False
    if words.forms[quotation - 1] not in {":", ","}:
        return False
    verb = quotation - _LEAD
    leads = words.tree.upos[verb] == "VERB" and words.lemma(verb) in REPORTING
    return leads and words.tree.has(verb, "nsubj") and not overlap((verb, verb + 1), told.cue)


def _is_followed(words: Words, piece: Range, told: Told) -> bool:
    """Tell whether another verb of saying stands right behind a quotation: '"It is shut", she added.'."""
    first, end = piece
    if end - first < _QUOTED:
        return False
    while end < len(words.forms) and words.forms[end] in MARKS | {","}:
        end += 1
    for verb in range(end, min(end + _NEAR, len(words.forms))):
        if words.tree.upos[verb] == "PUNCT":
            return False
        if words.tree.upos[verb] == "VERB" and words.lemma(verb) in REPORTING:
            return words.tree.has(verb, "nsubj") and not overlap((verb, verb + 1), told.cue)
    return False


def _has_own_cue(words: Words, piece: Range, starts: Sequence[int], number: int, cues: Sequence[int]) -> bool:
    """Tell whether a cue beside a piece of another sentence has it: "it fell, according to a guard"."""
    first, end = piece
    stop = starts[number] if number < len(starts) else len(words.forms)
    behind = words.lower[end:stop]
    if "according" in behind[:1] or behind[:2] == [",", "according"]:
        return True
    begin = starts[number - 1]
    own = cues[bisect_left(cues, begin) : bisect_left(cues, stop)]
    beside = [cue for cue in own if not first <= cue < end]
    return end <= stop and any(
        cue - end <= _BESIDE or words.tree.relations[cue] == "parataxis" for cue in beside
    )


def _with_own_content(words: Words, told: Told, sentence: Range) -> Told:
    """Take the clause before a cue that its tree reports for a content that begins in a later sentence."""
    first = min(told.content)[0]
    if first < sentence[1] or words.forms[first] in MARKS:
        return told
    clause = around_cue(words, told.cue[0])
    own = tuple(piece for piece in clause if not overlap(piece, told.source))
    return replace(told, content=own) if own and own[0][0] < told.cue[0][0] else told


def _with_whole_clause(words: Words, told: Told) -> Told:
    """Return a statement with the whole clause that its cue governs, where the content is a part of it.

    "Pell told us that a guard had said that the lock was shut" tells of what a guard said, and so does "The
    lock was shut, a guard said, the Wire reported".
    """
    tree, verb = words.tree, words.tree.top(*told.cue[0])
    begin, stop = min(told.content)
    for clause in tree.kin(verb, "ccomp"):
        first, end = words.told(clause)
        opens = words.lower[first] == "that" and told.cue[-1][1] <= first < begin
        if opens and stop <= end and not overlap((first, begin), told.source):
            return replace(told, content=((first, stop), *sorted(told.content)[1:]))
    whole = with_aside(words, verb, (begin, stop))
    if len(told.content) == 1 and not overlap((stop, whole[1]), told.source):
        return replace(told, content=(whole,))
    return told


def _with_reason(words: Words, told: Told) -> Told:
    """Return whom somebody accuses with what they accuse them of, where a day stands between."""
    verb, stop = words.tree.top(*told.cue[0]), max(told.content)[1]
    if words.lemma(verb) not in _ACCUSING or len(told.content) != 1:
        return told
    of = (words.told(each) for kind in ("obl", "advcl") for each in words.tree.kin(verb, kind))
    reasons = [each for each in of if each[0] > stop and words.lower[each[0]] == "of"]
    return replace(told, content=(*told.content, *reasons[:1]))


def _without_other_sentences(words: Words, told: Told, sentence: Range, starts: Sequence[int]) -> Told:
    """Return a statement without whole sentences beside what its cue tells, outside quotation marks.

    What is said in other words than the speaker's ends with the sentence of its cue ("The union says the lock
    was shut. Its owner denies it."), and what is quoted before a cue begins with its marks.
    """

    def own(piece: Range) -> Range:
        first, end = piece
        if told.cue[-1][1] <= first and words.forms[first] in MARKS:
            return first, _closing(words, piece)
        if told.cue[0][1] <= first < sentence[1] < end and words.forms[first] not in MARKS:
            return _to_stop(words, piece, sentence[1])
        opens = _opening_mark(words, piece) if end <= told.cue[0][0] else first
        begins = not {opens, opens + 1}.isdisjoint(starts)  # the mark may end the sentence before
        return (opens, end) if begins and _is_closed(words, (first, opens)) else piece

    return replace(told, content=tuple(own(piece) for piece in told.content))


def _closing(words: Words, piece: Range) -> int:
    """Return where a quotation ends that whole sentences without marks follow in a piece, else its end.

    What follows is the text's own: 'She said: "It fell." The mayor has promised a new one.'
    """
    first, end = piece
    closing = {opening: mark for mark, opening in _CLOSING.items()}.get(words.forms[first], _STRAIGHT)
    mark = next((word for word in range(first + 1, end) if words.forms[word] == closing), end)
    follows = mark + 1 < end and not any(form in MARKS for form in words.forms[mark + 1 : end])
    return mark + 1 if follows and words.forms[mark - 1] in _STOPS else end


def _to_stop(words: Words, piece: Range, end: int) -> Range:
    """Return words up to the end of a sentence, if no quotation goes on or follows there."""
    first, _ = piece
    closed = words.forms[end - 1] in _CLOSING
    last = end - 1 - closed
    if words.forms[last] not in _STOPS or words.forms[end] in MARKS or not _is_closed(words, (first, end)):
        return piece
    return first, end if closed else last


def _is_closed(words: Words, piece: Range) -> bool:
    """Tell whether words end outside quotation marks."""
    forms = words.forms[slice(*piece)]
    opened = sum(form in _CLOSING.values() for form in forms) - sum(form in _CLOSING for form in forms)
    return opened <= 0 and sum(form == _STRAIGHT for form in forms) % 2 == 0


def _opening_mark(words: Words, piece: Range) -> int:
    """Return where the quotation opens with which some words end, or else where they begin."""
    first, end = piece
    mark = words.forms[end - 1]
    opening, depth = _CLOSING.get(mark, mark), 0
    for word in range(end - 1, first, -1) if mark in MARKS else ():
        form = words.forms[word]
        depth += (form == mark and (mark in _CLOSING or word == end - 1)) - (
            form == opening and word < end - 1
        )
        if depth == 0:
            return word
    return first


def _without_subject(words: Words, told: Told) -> Told:
    """Return a statement without the subject of a passive cue for its source.

    What "is widely seen as" something is part of what is held, and who "was told" something did not say it.
    """
    tree, verb = words.tree, words.tree.top(*told.cue[0])
    passive = words.xpos[verb] == "VBN" and any(
        words.lemma(helper) == "be" for helper in tree.kin(verb, "aux")
    )
    seen = tuple(piece for piece in told.source if piece[1] <= told.cue[0][0])
    if not passive or not seen or overlap(seen[0], told.content):
        return told
    source = tuple(piece for piece in told.source if piece not in seen)
    if words.lemma(verb) in _TOLD:
        return replace(told, source=source)
    held = words.lemma(verb) in _HOLDING
    return replace(told, source=source, content=tuple(sorted((*seen, *told.content)))) if held else told
