"""Whether a gold set is whole: as much of it as its authors published."""

from __future__ import annotations

from rashomon.model.errors import InputError


def check_count(name: str, unit: str, found: int, published: int) -> None:
    """Check that a set holds as many texts, pairs or findings as published.

    Raises:
        InputError: it does not.
    """
    if found != published:
        raise InputError(f"{name} holds {found} {unit}, {published} were published: fetch it again")
