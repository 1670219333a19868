"""Where texts part: points on which they give several values, one file for each kind of point."""

from rashomon.compare.parting.finding import Apart, find_partings, none_apart
from rashomon.compare.parting.ground import Ground

__all__ = ["Apart", "Ground", "find_partings", "none_apart"]
