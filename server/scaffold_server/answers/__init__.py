"""Answers to the editor's questions: each translates in, asks a feature, returns early, and translates out."""
