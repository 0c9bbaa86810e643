"""The rules' pages: where they are published, and where an editor finds them meanwhile."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PAGES: str | None = None
"""The address of ``docs/rules``; None while there is none: a link that leads nowhere helps nobody."""

_HERE = Path(__file__).resolve()
_FOLDERS = (_HERE.parent / "rule_pages", _HERE.parents[2] / "docs" / "rules")
"""The pages as they are installed with this package, and as a checkout has them."""


def url_of(rule: str) -> str | None:
    """The address of a rule's page, or None where there is none."""
    return f"{PAGES}/{rule}.md" if PAGES and "/" in rule else None


@cache
def link_of(rule: str) -> str | None:
    """What an editor on this machine can open to show a rule's page: the published one, else the file; None without."""
    files = (folder / f"{rule}.md" for folder in _FOLDERS)
    return url_of(rule) or next((file.as_uri() for file in files if file.is_file()), None)
