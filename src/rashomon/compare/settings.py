"""What can be set about a comparison."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """How alike two passages must be, and how far the search for them goes.

    Attributes:
        window: Content words that stand at most this many content words apart make a search key.
        shared_keys: Keys that two sentences must share to be looked at.
        crowd: A key that stands in more sentences than this pairs each of them only with the
            first one and with the one before, so that cost stays linear in the number of texts.
        rewording_marks: Weights of `rashomon.compare.rewording.MARKS` in their order, the bias last,
        rewording_around: and of `AROUND`. Fitted by `python -m evaluation.rewording`.
        rewording_alone: Sentences that are a pair at least so likely by themselves, 0 to 1, are seen again,
        rewording: and are one passage when they are one at least so likely then.
        shared_weight: Least weight of content words in a verbatim run, added up; an uncommon word weighs 1,
            common words and names less.
        verbatim_words: Words in a row, the same on both sides, that make a pair whatever the rest.
        passage_words: Least length of a passage, in words, on both sides.
        longest_passage: Longest passage, in words; a longer run is cut.
        stock_documents: A passage that stands in more documents than this, is shorter than
            `stock_words` and is all that two documents share is a stock phrase and is not shown.
        stock_words: See `stock_documents`.
        standing_documents: So many documents make a passage that opens or ends each of them, and is
            all that they share, a standing line, which is not shown either,
        standing_words: if it is shorter than this, or if all of them are of one outlet.
        whole_share: A document goes back to another when this share of its body's words is shared.
        passage_documents: Documents that must share a passage for it to have an origin of its own.
        name_likeness: Least likeness of two spellings of one name that have the same consonants, 0 to 100
            (rapidfuzz ratio).
        story_passages: Documents that share so large a part of the shorter one are on one event, 0 to 1.
        story_likeness: So are those whose shared names are on average so large a part of the names of the one
            with fewer, 0 to 1.
        story_crowd: A name of more documents than this pairs each of them only with the first one and with
            the one before, so that cost stays bounded.
        matter_stems: Content stems that a claim must have to be compared with others.
        matter_nearness: Claims of one story whose words are so near in meaning (a cosine) are compared, each
        matter_reach: with so many claims before it, so that cost stays linear in the number of claims.
        matter_marks: Weights of `rashomon.compare.likeness.MARKS` in their order, the bias last. Fitted by
            `python -m evaluation.likeness`.
        matter_likeness: Two claims speak of one matter when their likeness is at least this; groups, when it
            is so much on average, and
        matter_growth: by this share more for each time that the group doubles.
        matter_sure: Least likeness of two claims of a matter that stand in two texts.
        event_crowd: A deed of more events than this pairs each of them only with the first one and with the
            one before, so that cost stays linear in the number of events.
        matter_same: Claims of a matter say the same when their likeness is on average at least this.
        event_likeness: Events whose triggers have one stem are one event when their likeness is on average
            at least this,
        event_again: and at least this where they are told of other days, or by texts of dates that lie more
        event_days: than this number of days apart;
        event_others: and at least this where they are told of other people and things.
        proposal_likeness: Least likeness in meaning of two bodies' names (a cosine) that are proposed as one.
    """

    window: int = 6
    shared_keys: int = 1
    crowd: int = 16
    rewording_marks: tuple[float, ...] = (3.947, 4.24, 0.581, 2.183, -2.163, -7.947)
    rewording_around: tuple[float, ...] = (1.024, 0.593, 0.098, -0.122, -0.125, -0.646)
    rewording_alone: float = 0.01
    rewording: float = 0.3
    shared_weight: float = 3.0
    verbatim_words: int = 9
    passage_words: int = 6
    longest_passage: int = 400
    stock_documents: int = 12
    stock_words: int = 40
    standing_documents: int = 3
    standing_words: int = 15
    whole_share: float = 0.5
    passage_documents: int = 3
    name_likeness: float = 80.0
    story_passages: float = 0.1
    story_likeness: float = 0.08
    story_crowd: int = 2000
    matter_stems: int = 1
    matter_nearness: float = 0.25
    matter_reach: int = 2000
    matter_marks: tuple[float, ...] = (0.576, 2.903, 1.703, 1.130, 1.166, 1.275, -4.576)
    matter_likeness: float = 0.05
    matter_growth: float = 0.4
    matter_sure: float = 0.1
    matter_same: float = 0.3
    event_crowd: int = 100
    event_likeness: float = 0.07
    event_again: float = 0.3
    event_days: int = 30
    event_others: float = 0.15
    proposal_likeness: float = 0.6
