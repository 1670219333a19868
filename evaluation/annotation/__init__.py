"""Annotation of stories by hand: how it is written down, and how it becomes gold records."""
