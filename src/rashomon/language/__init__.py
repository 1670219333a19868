"""The language core: one small encoder, and what is read off its output."""

from rashomon.language.analyser import Analyser, CutText, LanguageSettings
from rashomon.language.analysis import Analysis

__all__ = ["Analyser", "Analysis", "CutText", "LanguageSettings"]
