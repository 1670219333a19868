"""The language of a text: English by its function words, any other by py3langid."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LOOKED_AT = 3000  # characters; langid is certain long before
_SHORTEST = 60  # letters below which no answer is worth giving
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    "the of and to in that is was for it with as on by at from this are be has have had not but they "
    "which their were been will who would its his her an or we".split()
)
_ENGLISH_SHARE = 0.22  # of words; other languages stay under 0.08, English prose over 0.3
_FEWEST_WORDS = 30
_SURE = 0.8
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
    """Return the ISO 639-1 code of the language of `text`, or `None` when it is too short to tell."""
    head = text[:LOOKED_AT]
    words = _WORD.findall(head)
    letters = sum(map(len, words))
    if letters < _SHORTEST:
        return None
    if len(words) >= _FEWEST_WORDS and _share(words) >= _ENGLISH_SHARE:
        return "en"
    code, probability = _identifier().classify(head)
    return str(code) if probability >= _SURE else None


def not_analysed(language: str) -> str:
    """Return the reason why a text in another language than English was not analysed."""
    name = _NAMES.get(language, f"the language with code {language!r}")
    return f"not analysed: the text is in {name}, and only English is analysed"


def _share(words: list[str]) -> float:
    return sum(1 for word in words if word.lower() in _ENGLISH) / len(words)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - 0.7 s, rarely needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
