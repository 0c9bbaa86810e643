"""Guides: their place in the index, their directives and citations."""
