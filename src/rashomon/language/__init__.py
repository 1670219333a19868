"""The language core: one small encoder, and what is read off its output."""

from rashomon.language.analyser import Analyser, CutText, LanguageSettings, plain_document
from rashomon.language.analysis import Analysis

__all__ = ["Analyser", "Analysis", "CutText", "LanguageSettings", "plain_document"]
