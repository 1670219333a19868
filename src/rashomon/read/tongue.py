"""The language of a text: English by its function words, any other by py3langid."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LOOKED_AT = 3000  # characters; langid is certain long before
_SHORTEST = 60  # letters below which a text is not said to be English
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in that is was for it with as on by at from this are be has have had not but they "
    "which their were been will who would its his her an or we".split()
)
_ENGLISH_SHARE = 0.22  # of words; other languages stay under 0.08, English prose over 0.3
_FEWEST_WORDS = 30
_SURE = 0.8
# How likely English is at most, for a text that is taken for another language: of English sentences, however
# short, names alone come near it; without them none does.
_HARDLY = 0.004
_HARDLY_WITHOUT_NAMES = 0.02
_NEVER = 1e-6  # of words in another script
_PARTICLE = 3  # letters, at most, of what joins the words of a name: "de la"
_UNDETERMINED = "und"  # ISO 639-2: a language that is not known, but is not English
_NAMES = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "ga": "Irish", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "la": "Latin", "lt": "Lithuanian",
    "lv": "Latvian", "mk": "Macedonian", "mn": "Mongolian", "ms": "Malay", "nb": "Norwegian", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of `text`, or `None` when it may be English but is too short.

    It is `und`, as in ISO 639-2, where it is not English and no other language is likely enough.
    """
    head = text[:LOOKED_AT]
    words = _WORD.findall(head)
    if not words:
        return None
    if len(words) >= _FEWEST_WORDS and _share(words) >= _ENGLISH_SHARE:
        return "en"
    code, probability = _identifier().classify(head)
    if _is_other(head):
        return str(code) if probability >= _SURE else _UNDETERMINED
    return "en" if code == "en" and probability >= _SURE and sum(map(len, words)) >= _SHORTEST else None


def not_analysed(language: str) -> str:
    """Return the reason why a text in another language than English was not analysed."""
    if language == _UNDETERMINED:
        return "not analysed: the text isn't in English, and only English is analysed"
    name = _NAMES.get(language, f"the language with code {language!r}")
    return f"not analysed: the text is in {name}, and only English is analysed"


def _is_other(text: str) -> bool:
    """Tell that a text is not English, whatever else it is, by more than the names in it."""
    english = _english(text)
    rest = _without_names(text)
    if not rest:
        return english < _NEVER
    return english < _HARDLY and _english(rest) < _HARDLY_WITHOUT_NAMES


def _without_names(text: str) -> str:
    """Return the words that have no capital and join none; names are spelt alike in any language."""
    words = text.split()
    capital = [at for at, word in enumerate(words) if word != word.lower()]
    named = set(capital)
    for at, following in pairwise(capital):
        if all(len(word) <= _PARTICLE for word in words[at + 1 : following]):
            named.update(range(at, following))
    return " ".join(word for at, word in enumerate(words) if at not in named)


def _english(text: str) -> float:
    """Return how likely it is that `text` is English."""
    return next(float(probability) for code, probability in _identifier().rank(text) if code == "en")


def _share(words: list[str]) -> float:
    return sum(1 for word in words if word.lower() in _ENGLISH) / len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.7 s, rarely needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
