"""Pairs made by program from our own templates: what contradicts, what follows, and what only looks like it.

A template says one thing in several ways with slots for numbers, days, places and names of invented
countries. A pair is two of its sentences with one edit between them (`edits`), and the edit gives the
label: 12 dead and 15 dead of one fire contradict each other, 12 dead by Monday and 15 by Tuesday do
not. What a sentence stands in (a source, a clause that says something else) is put around it by
`dressing`, on either side, so that the label can't be read from the dress.

Templates are data (`train.toml` here; those for measuring lie in `evaluation/made_pairs` and share
no wording with these). The same templates and seed give the same pairs.
"""
