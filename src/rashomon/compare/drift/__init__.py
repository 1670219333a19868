"""What was changed on the way from a text to one that took from it: one file for each kind of change."""

from rashomon.compare.drift.finding import find_drifts

__all__ = ["find_drifts"]
