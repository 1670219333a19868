"""The demo story: twelve original texts about one invented event, and what is known of their sources."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable


def story_folder() -> Traversable:
    """Return the folder that holds the twelve texts and nothing else."""
    return files(__name__) / "texts"


def sources_file() -> Traversable:
    """Return the file that says what is known of the sources of the texts."""
    return files(__name__) / "sources.toml"
