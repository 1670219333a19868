from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

pytest.importorskip("torch")

from rashomon.language.attribution import LABELS
from rashomon.language.layers import Inventory
from rashomon.model.errors import InputError
from rashomon.model.offsets import Span
from training import sets
from training.examples import IGNORE
from training.gold.apart import apart
from training.gold.event_location import EventPlace
from training.gold.gum import CorefMention, CorefText
from training.gold.joined import Labelled
from training.gold.polnear import Article, Attribution
from training.gold.propbank import Argument, Frame
from training.gold.timeml import TIMEX3_TYPES, Time, TimedText
from training.gold.treebank import TreebankDocument, TreebankSentence, Word
from training.gold.worldwide import TYPES, TaggedText
from training.sets import (
    TIMES,
    Treebanks,
    inventory_of,
    mention_head,
    treebank_examples,
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(files("rashomon.language") / "models" / "encoder" / "tokenizer.json"))


def ints(*values: int) -> np.ndarray:
    return np.array(values, np.int32)


def span(text: str, quoted: str, at: int = 0) -> Span:
    start = text.index(quoted, at)
    return Span(start, start + len(quoted))


# Heads of mentions


@pytest.mark.parametrize(
    ("heads", "first", "end", "expected"),
    [
        ((1, 1, 1), 0, 3, 1),  # the root of its sentence is its own head
        ((2, 2, 4, 2, 4), 0, 4, 2),  # "the old mayor there" under a later verb
        ((2, 2, 4, 2, 4), 0, 2, 0),  # two words under a third: the first of them
        ((1, 2, 3, 3), 1, 2, 1),  # one word
        ((3, 0, 0, 3, 3), 0, 3, 0),  # "mayor of Halm" under a later verb
        ((0, 0, 1, 1), 2, 4, 2),  # both words under one before
    ],
)
def test_the_head_of_a_mention_is_its_word_that_hangs_outside(heads, first, end, expected):
    assert mention_head(ints(*heads), first, end) == expected


# Treebanks

TEXT = "Ona Veld left. She came.\n\nHalm slept."
ROWS = (
    (True, (("Ona", 2, "nsubj"), ("Veld", 0, "flat"), ("left", -1, "root"), (".", 2, "punct"))),
    (False, (("She", 1, "nsubj"), ("came", -1, "root"), (".", 1, "punct"))),
    (True, (("Halm", 1, "nsubj"), ("slept", -1, "root"), (".", 1, "rare"))),
)


def treebank(name: str = "t1") -> TreebankDocument:
    made, at = [], 0
    for number, (paragraph, rows) in enumerate(ROWS):
        words = []
        for form, head, relation in rows:
            place = span(TEXT, form, at)
            at = place.end
            tag = "PUNCT" if form == "." else "WORD"
            words.append(Word(place, form, form, tag, tag, "_", head, relation, joined=False))
        made.append(TreebankSentence(f"s{number}", tuple(words), paragraph))
    return TreebankDocument(name, TEXT, tuple(made))


def bank(*documents: TreebankDocument, **changes) -> Treebanks:
    plain = {"train": documents, "dev": (), "frames": {}, "factuality": {}, "chains": {}}
    return Treebanks(**{**plain, **changes})


INVENTORY = Inventory(
    upos=("WORD", "PUNCT"),
    xpos=("WORD", "PUNCT"),
    features=("_",),
    relations=("nsubj", "root", "punct", "flat"),
    roles=("ARG0", "ARG1"),
)


def built(tokenizer, **changes):
    document = treebank()
    assert not apart(document.name)
    (found,) = treebank_examples(bank(document, **changes), INVENTORY, tokenizer).train
    return found


def test_words_of_a_treebank_stay_its_own(tokenizer):
    found = built(tokenizer)
    forms = [TEXT[start:end] for start, end in found.encoded.words.tolist()]
    assert forms == [form for _, rows in ROWS for form, _, _ in rows]
    assert found.words["upos"].tolist() == [0, 0, 0, 1, 0, 0, 1, 0, 0, 1]
    assert found.words["sentence"].tolist() == [0] * 4 + [1] * 3 + [2] * 3
    assert np.flatnonzero(found.words["opens"]).tolist() == [0, 4, 7]
    assert np.flatnonzero(found.words["paragraph"]).tolist() == [0, 7]
    assert found.cuts.tolist() == [0, 4, 7]
    assert not found.whole


def test_arcs_are_counted_over_the_text_and_unknown_relations_left_out(tokenizer):
    arcs = built(tokenizer).links["arcs"].rows.tolist()
    assert arcs == [
        [0, 2, 0],
        [1, 0, 3],
        [2, 2, 1],
        [3, 2, 2],
        [4, 5, 0],
        [5, 5, 1],
        [6, 5, 2],
        [7, 8, 0],
        [8, 8, 1],
    ]


def test_sentences_are_first_and_last_words(tokenizer):
    assert built(tokenizer).links["sentences"].rows.tolist() == [[0, 3], [4, 6], [7, 9]]


def test_frames_are_counted_over_the_text_and_silent_where_a_sentence_does_not_join(tokenizer):
    left = Frame(2, "leave.01", (Argument(0, 2, "ARG0"), Argument(3, 4, "ARGM-XYZ")))
    slept = Frame(1, "sleep.01", (Argument(0, 1, "ARG1"),))
    found = built(tokenizer, frames={"t1": ((left,), None, (slept,))})
    assert found.words["predicate"].tolist() == [0, 0, 1, 0, *[IGNORE] * 3, 0, 1, 0]
    assert found.links["frames"].rows.tolist() == [[2], [8]]
    assert found.links["arguments"].rows.tolist() == [[2, 0, 1, 0], [8, 7, 7, 1]]


def test_a_treebank_without_any_frame_keeps_empty_links(tokenizer):
    found = built(tokenizer, frames={"t1": ((), (), ())})
    assert found.words["predicate"].tolist() == [0] * 10
    assert (found.links["frames"].rows.shape, found.links["arguments"].rows.shape) == ((0, 1), (0, 4))


def test_factuality_is_silent_where_nobody_judged(tokenizer):
    values = built(tokenizer, factuality={"t1": {(0, 2): 2.5, (2, 1): -1.0}}).words["factuality"]
    assert values[[2, 8]].tolist() == [2.5, -1.0]
    assert np.isnan(np.delete(values, [2, 8])).all()


def chains(*mentions: tuple[int, int, int]) -> dict[str, CorefText]:
    words = [word.span for sentence in treebank().sentences for word in sentence.words]
    made = tuple(CorefMention(first, end, "person", chain) for first, end, chain in mentions)
    return {"t1": CorefText("t1", TEXT, tuple(words), (0, 4, 7), made)}


def test_mentions_stand_at_their_heads(tokenizer):
    found = built(tokenizer, chains=chains((0, 2, 5), (4, 5, 5), (7, 8, 6)))
    assert found.whole
    assert np.flatnonzero(found.words["mention"]).tolist() == [0, 4, 7]
    assert found.links["mentions"].rows[:, :4].tolist() == [[0, 0, 1, 5], [4, 4, 4, 5], [7, 7, 7, 6]]
    assert found.links["mentions"].rows.shape == (3, 9)


def test_of_mentions_with_one_head_the_longer_stands(tokenizer):
    found = built(tokenizer, chains=chains((0, 2, 1), (0, 1, 2)))
    assert found.links["mentions"].rows[:, :4].tolist() == [[0, 0, 1, 1]]


def test_a_text_without_mentions_has_none(tokenizer):
    found = built(tokenizer, chains=chains())
    assert not found.words["mention"].any()
    assert found.links["mentions"].rows.shape == (0, 9)


def test_words_that_do_not_join_are_refused(tokenizer):
    short = chains()["t1"]
    short = CorefText(short.name, short.text, short.tokens[:-1], short.sentences, ())
    with pytest.raises(InputError, match="t1 has 10 words in one file and 9 in the other"):
        built(tokenizer, chains={"t1": short})


def test_labels_are_numbered_by_how_often_train_has_them():
    frames = {"t1": ((Frame(2, "x.01", (Argument(0, 1, "ARG1"),)),), None, ())}
    found = inventory_of([bank(treebank(), treebank("t2"), frames=frames)])
    assert found.upos == ("WORD", "PUNCT")
    assert found.relations == ("nsubj", "root", "punct", "flat", "rare")
    assert found.roles == ()  # seen once
    assert (found.entities, found.times) == (TYPES, TIMES)


# News

NEWS = "Ona Veld, it said, “left.”\nHalm slept, Tarn added and said it was late."


def article(*attributions: Attribution) -> Article:
    return Article("n1", Path("n1.txt"), NEWS, attributions)


def attribution(source: tuple[str, ...], cue: tuple[str, ...], content: tuple[str, ...]) -> Attribution:
    return Attribution(*(tuple(span(NEWS, words) for words in part) for part in (source, cue, content)))


def read(tokenizer, *attributions: Attribution):
    found = sets._article(article(*attributions), tokenizer)
    forms = [NEWS[start:end] for start, end in found.encoded.words.tolist()]
    return found, forms


def test_an_attribution_is_a_cue_with_pieces(tokenizer):
    found, forms = read(tokenizer, attribution(("it",), ("said",), ("Ona Veld", "“left.”")))
    said = forms.index("said")
    assert found.links["cues"].rows.tolist() == [[said, said]]
    pieces = {
        (" ".join(forms[first : last + 1]), kind)
        for *_, first, last, kind in found.links["pieces"].rows.tolist()
    }
    assert pieces == {("it", 0), ("Ona Veld", 1), ("“ left . ”", 1)}
    labels = [LABELS[label] for label in found.words["attributions"].tolist()]
    assert labels[:5] == ["B-content", "I-content", "O", "B-source", "B-cue"]
    assert labels[forms.index("left")] == "I-content"


def test_a_content_over_two_lines_is_cut_where_the_second_begins(tokenizer):
    found, forms = read(tokenizer, attribution((), ("said",), ("“left.”\nHalm slept",)))
    halm = forms.index("Halm")
    assert LABELS[found.words["attributions"][halm]] == "B-content"
    assert found.words["paragraph"][halm] == 1
    assert found.links["pieces"].rows[:, 2:].tolist() == [[6, halm - 1, 1], [halm, halm + 1, 1]]


def test_what_stands_inside_a_content_is_labelled_over_it(tokenizer):
    outer = attribution(("Tarn",), ("added",), ("Halm slept, Tarn added and said it was late",))
    inner = attribution(("Tarn",), ("said it",), ("was late",))
    labels = read(tokenizer, inner, outer)[0].words["attributions"].tolist()
    again = read(tokenizer, outer, inner)[0].words["attributions"].tolist()
    assert [LABELS[label] for label in labels] == [LABELS[label] for label in again]
    assert {"B-source", "B-cue", "I-cue", "B-content"} <= {LABELS[label] for label in labels}


def test_two_attributions_of_one_cue_share_it(tokenizer):
    found, _ = read(
        tokenizer,
        attribution(("it",), ("said",), ("Ona Veld",)),
        attribution((), ("said", "added"), ("“left.”",)),
    )
    assert len(found.links["cues"].rows) == 1
    assert len({tuple(row[:2]) for row in found.links["pieces"].rows.tolist()}) == 1
    assert len(found.links["pieces"].rows) == 3


def test_an_article_without_attributions_has_empty_links(tokenizer):
    found, forms = read(tokenizer)
    assert found.words["attributions"].tolist() == [0] * len(forms)
    assert (found.links["cues"].rows.shape, found.links["pieces"].rows.shape) == ((0, 2), (0, 5))


def test_an_article_is_cut_between_paragraphs_alone_so_that_no_piece_is(tokenizer):
    found, forms = read(tokenizer, attribution((), ("said",), ("“left.”\nHalm slept",)))
    assert found.cuts.tolist() == [0, forms.index("Halm")]
    for *_, first, last, _ in found.links["pieces"].rows.tolist():
        assert not any(first < cut <= last for cut in found.cuts.tolist())


def test_every_line_is_a_paragraph_even_an_empty_one(tokenizer):
    encoded = sets._encoded("\n\nHalm slept\n \nTarn left\n", tokenizer)
    assert encoded.opens.tolist() == [True, False, True, False]


def test_entities_and_times_are_labels_of_their_words(tokenizer):
    entities = (Labelled(span(NEWS, "Ona Veld"), "Person"), Labelled(span(NEWS, "Halm"), "Location"))
    nested = (Labelled(span(NEWS, "Veld"), "Person"),)
    tagged = sets._tagged(TaggedText("w1", NEWS, (), (), entities, nested), tokenizer)
    times = (Time(span(NEWS, "late"), "TIME", ""),)
    timed = sets._timed(TimedText("t1", NEWS, "", times), tokenizer)
    person, halm, late = TYPES.index("Person"), TYPES.index("Location"), TIMES.index("TIME")
    assert tagged.words["entities"][[0, 1, 10]].tolist() == [1 + 2 * person, 2 + 2 * person, 1 + 2 * halm]
    assert np.count_nonzero(tagged.words["entities"]) == 3
    assert tagged.words["inner_entities"].nonzero()[0].tolist() == [1]
    assert tagged.words["inner_entities"][1] == 1 + 2 * person
    assert timed.words["times"].tolist() == [*[0] * 19, 1 + 2 * late, 0]


# Sentences with places


def place(text: str, verb: str, *locations: str, identity: str = "p") -> EventPlace:
    return EventPlace(
        identity, text, (), span(text, verb), tuple(span(text, x) for x in locations), gold=True
    )


def test_sentences_with_places_are_put_together_ten_by_ten(tokenizer):
    texts = [f"Troops number{n} fired near Halm{n} and left." for n in range(13)]
    places = [p for text in texts for p in (place(text, "fired", text.split()[4]), place(text, "left"))]
    found = list(sets._placed(places, tokenizer))
    assert [len(example.links["sentences"].rows) for example in found] == [10, 3]
    second = found[1]
    joined = "\n\n".join(texts[10:])
    forms = [joined[start:end] for start, end in second.encoded.words.tolist()]
    assert [forms[word] for (word,) in second.links["verbs"].rows.tolist()] == ["fired", "left"] * 3
    assert [
        (forms[verb], "".join(forms[first : last + 1]), kind)
        for verb, first, last, kind in second.links["event_places"].rows.tolist()
    ] == [("fired", f"Halm{n}", 0) for n in (10, 11, 12)]
    assert second.cuts.tolist() == second.links["sentences"].rows[:, 0].tolist()
    assert second.links["sentences"].rows[-1, 1] == len(forms) - 1


def test_sentences_without_any_place_keep_empty_links(tokenizer):
    (found,) = sets._placed([place("Troops left.", "left")], tokenizer)
    assert found.links["event_places"].rows.shape == (0, 4)


# Splits


def test_a_document_kept_apart_is_not_learned_from(tokenizer):
    names = [str(number) for number in range(100)]
    found = treebank_examples(bank(*map(treebank, names)), INVENTORY, tokenizer)
    assert [example.name for example in found.train] == [name for name in names if not apart(name)]
    assert 0 < len(found.train) < len(names)


def test_the_types_of_times_are_those_of_the_set():
    assert set(TIMES) == TIMEX3_TYPES


def test_a_set_that_is_left_out_must_be_one(tokenizer, tmp_path):
    with pytest.raises(InputError, match="no set or layer typo-set is read here"):
        sets.read_corpus(sets.Source(tmp_path, tokenizer, frozenset({"typo-set"})))


def test_a_set_that_is_not_whole_is_refused(tokenizer, tmp_path, monkeypatch):
    monkeypatch.setattr(sets, "TREEBANKS", {})
    monkeypatch.setattr(sets, "OTHERS", {"polnear": lambda _: sets.GoldExamples((), ())})
    with pytest.raises(InputError, match="polnear gives 0 texts to train on and 0 for dev, not 751 and 84"):
        sets.read_corpus(sets.Source(tmp_path, tokenizer))
