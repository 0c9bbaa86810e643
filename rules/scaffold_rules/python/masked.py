"""Code without what is not code: its strings and comments blanked out."""

from __future__ import annotations

import re

_QUIET = re.compile(
    r"""(?P<text>[A-Za-z]{0,2}(?:\"\"\"(?:[^\\]|\\.)*?(?:\"\"\"|\\?\Z)|'''(?:[^\\]|\\.)*?(?:'''|\\?\Z)"""
    r"""|"(?:[^"\\\n]|\\.)*+(?:"|\\?\Z|(?=\n))|'(?:[^'\\\n]|\\.)*+(?:'|\\?\Z|(?=\n))))|\#[^\n]*""",
    re.DOTALL,
)


def masked(text: str) -> str:
    """Code with its strings and comments blanked out, of the same length; a string that is not closed ends with its line."""
    return _QUIET.sub(lambda match: re.sub(r"[^\n]", "x" if match["text"] else " ", match.group()), text)
