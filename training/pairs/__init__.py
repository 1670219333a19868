"""The pair model: what one text says about another, and the embedding of a text alone.

A second small encoder, of the same base as the first. It reads two texts at once and judges
entailment and contradiction, stance toward a claim or topic, how an article takes its headline, and
sentiment toward a name. Read alone, a text keeps the embedding that the base gives it.
"""
