"""Fenced code in other languages, and the labels of fences."""
