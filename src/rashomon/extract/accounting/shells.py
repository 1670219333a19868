"""Nouns that accounts are told with: of what happens, of causes and of results, and verbs of taking for."""

SHELLS = frozenset(
    """
    event incident accident crisis situation disaster tragedy catastrophe conflict unrest turmoil trouble
    violence disorder protest demonstration riot revolt uprising emergency collapse failure delay outage
    blackout crash death loss damage chaos panic dispute war fire flood explosion blast attack killing strike
    closure shutdown interruption action operation vote ballot election decision
    """.split()
)
"""Nouns of what happens; PropBank's frames count many of them as no predicates."""
RESULTS = frozenset("result consequence product outcome fruit work doing effect upshot".split())
CAUSES = frozenset("cause reason trigger root explanation".split())
TAKING = frozenset("consider believe deem think regard see call view treat describe present".split())
