"""Scorers, floors and the gate: `python -m evaluation TASK --gold PATH`."""
