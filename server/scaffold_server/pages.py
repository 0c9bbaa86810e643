"""Where the pages of the rules are published."""

from __future__ import annotations

PAGES: str | None = None
"""The address of ``docs/rules``; None while there is none: a link that leads nowhere helps nobody."""


def url_of(rule: str) -> str | None:
    """The address of a rule's page, or None where there is none."""
    return f"{PAGES}/{rule}.md" if PAGES and "/" in rule else None
