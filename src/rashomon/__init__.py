"""Rashomon: many accounts of one event, and where they part."""
