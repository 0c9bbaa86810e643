"""Whether some TypeScript holds JSX, told without a parser: elements that are opened where a value begins, and closed."""

from __future__ import annotations

import re
from functools import lru_cache

_ASIDE = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`", re.DOTALL
)
_OPENED = re.compile(r"(?:^|[(=?:,>{}\[]|&&|\|\||\breturn\b)\s*<(?:>|[A-Za-z][\w.]*(?=[\s/>]))", re.MULTILINE)
_CLOSED = re.compile(r"</[A-Za-z][\w.]*\s*>|</>|(?<![<*])/>")


@lru_cache(maxsize=1024)
def has_jsx(code: str) -> bool:
    """Whether the code has an element that is opened and one that is closed, outside comments and strings.

    A generic call (``useState<Item>()``) is opened behind a name and never closed.
    """
    if "</" not in code and "/>" not in code:
        return False
    # a comment or a quote may be text between two tags, so only one of both needs to be outside
    bare = _ASIDE.sub(lambda match: '""' if match.group()[0] in "'\"`" else "", code)
    return _OPENED.search(bare) is not None and _CLOSED.search(bare) is not None
