"""Methodology presets: which steps each lists and enables."""
