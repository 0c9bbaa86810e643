"""Releases of the scaffold tool: which version a document is judged by, and whether a word existed in it."""

from __future__ import annotations

import re
from typing import TypeAlias

Version: TypeAlias = tuple[int, int, int]

LATEST: Version = (3, 54, 0)
"""The newest release whose facts are recorded here; it judges content whose version nobody knows."""

_VERSION = re.compile(r"\s*v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?![\d.])")


def parse_version(text: str) -> Version | None:
    """The version in the text (``3.54.0``, ``v3.54.0``, ``3.54.0-rc.1``), or None where there is none."""
    found = _VERSION.match(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def existed(since: Version | None, until: Version | None, version: Version | None) -> bool:
    """Whether what is known from ``since`` on and gone from ``until`` on exists in a version (default: the latest)."""
    at = LATEST if version is None else version
    return (since is None or since <= at) and (until is None or at < until)
