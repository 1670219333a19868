"""Readers of gold sets: plain values, no training library, used by `evaluation` too."""
