"""libcst reads what a newer Python than the running one would read.

Its import costs a tenth of a second, so it is loaded for such code and not before; its metadata is never used. Edits need
no concrete syntax: ``ast`` knows both ends of every node, and the tests hold its places against libcst's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.python.masked import masked

if TYPE_CHECKING:
    import libcst

MOST_SOURCE = 30_000
MOST_DEPTH = 50
MOST_TOKENS = 1_000
MOST_INDENTATION = 200
"""What libcst is given at most: characters, open brackets, tokens of one statement, blanks before a line."""

_TOKEN = re.compile(r"\n|\w+|[^\w\s]")
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


def statements(text: str) -> list[str] | None:
    """The text cut into its top-level statements, nothing lost; None when libcst cannot read it."""
    whole = text if text.endswith("\n") else f"{text}\n"
    module = _module(whole)
    if module is None:
        return None
    pieces = [module.code_for_node(statement) for statement in module.body]
    behind = sum(len(module.code_for_node(line)) for line in module.footer)
    head = whole[: len(whole) - behind - sum(map(len, pieces))]
    cut = [head, *pieces, whole[len(whole) - behind :]]
    return cut if "".join(cut) == whole else None


@lru_cache(maxsize=128)
def _module(source: str) -> libcst.Module | None:
    """The concrete syntax of some code, or None for what libcst does not read."""
    if not _is_tame(source):
        return None
    import libcst

    try:
        module = libcst.parse_module(source)
    except (libcst.ParserSyntaxError, UnicodeError, RecursionError, ValueError):
        return None
    return module if module.code == source else None


def _is_tame(source: str) -> bool:
    """Whether code is as people write it: libcst's parser takes all its stack, and with it the process, for less."""
    quiet = masked(source)
    if len(source) > MOST_SOURCE or max(map(len, _INDENTATION.findall(quiet)), default=0) > MOST_INDENTATION:
        return False
    depth = tokens = 0
    for word in _TOKEN.findall(quiet):
        if word == "\n":
            tokens = tokens if depth > 0 else 0
            continue
        tokens += 1
        depth += (word in "([{") - (word in ")]}")
        if depth > MOST_DEPTH or tokens > MOST_TOKENS:
            return False
    return True
