"""What the user can choose about the page."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.errors import InputError


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """Settings of one page; all lengths are code points of the source text.

    Attributes:
        title: The page's title; without one the page names the story, or what it holds.
        share: Leave out full texts and local paths, so that the page can be sent on.
        excerpt_characters: In a share version, how much is shown on either side of a finding.
        quote_characters: In a share version, how much of one finding is shown at most.
        excerpt_share: In a share version, which part of a text is shown at most, all excerpts together.
        since: Say what changed since an earlier run, also when nothing did.
        made_with: The name and version of the program, as the page states them.

    Raises:
        InputError: a length is negative, or the part is not in [0, 1].
    """

    title: str | None = None
    share: bool = False
    excerpt_characters: int = 80
    quote_characters: int = 300
    excerpt_share: float = 0.5
    since: bool = False
    made_with: str = "Rashomon"

    def __post_init__(self) -> None:
        """Check the numbers."""
        if self.excerpt_characters < 0 or self.quote_characters < 0:
            message = "excerpt_characters and quote_characters must be 0 or more"
            raise InputError(message)
        if not 0 <= self.excerpt_share <= 1:
            message = f"excerpt_share is {self.excerpt_share}; give a number from 0 to 1"
            raise InputError(message)
