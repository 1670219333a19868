"""Outlets that are parties: bodies that publish texts of their own, and are no press."""

from __future__ import annotations

from rashomon.model.records import Known
from rashomon.read.names import is_body, names_paper
from rashomon.report.texts import Text


def is_of_party(text: Text) -> bool:
    """Tell whether a ministry, a union or the like published a text: what the user said, else by its name.

    Where such a body gives the words of its own people, it does not report as a paper does.
    """
    kind = (text.document.source.known or Known()).kind
    if kind is not None:
        return kind == "organisation"
    return is_body(text.outlet) and not names_paper(text.outlet)
