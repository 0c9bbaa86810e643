"""The imports that a snippet leaves out, and the code with something in place of what it elides."""

from __future__ import annotations

import ast
import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.python.code import read_code
from scaffold_rules.python.known_names import ALIASES, MEMBERS, PACKAGES, import_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.text import Span

_MODULES = frozenset({*ALIASES, *PACKAGES, *sys.stdlib_module_names})
_WORD = re.compile(r"(?<![.\w])([A-Za-z_]\w*+)(\.(?=[A-Za-z_]))?")
"""A word that begins a chain of names, and whether the chain goes on."""
_IMPORTED = re.compile(r"^[ \t]*(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+((?>\([^)]*\)|[^\n]*))", re.MULTILINE)

_BOUND = re.compile(r"(\w+)(?:\.\w+)*(?:[ \t]+as[ \t]+(\w+))?")


class Missing(NamedTuple):
    """A name that a snippet uses and nothing in it binds, the import it wants, and its first use."""

    name: str
    statement: str
    use: Span


@lru_cache(maxsize=2048)
def missing(text: str) -> tuple[Missing, ...]:
    """The known names that a snippet uses and nowhere binds, in order of their first use."""
    found = {*_WORD.findall(text)}
    words = {word for word, dot in found if word in MEMBERS or (dot and word in _MODULES)}
    words = {word for word in words if import_of(word, text)}
    for match in _IMPORTED.finditer(text) if words else ():
        words -= {alias or name for name, alias in _BOUND.findall(match[1])}
    return tuple(_unbound(text, words)) if words else ()  # most snippets import what they use, and need not be parsed


def _unbound(text: str, words: set[str]) -> Iterator[Missing]:
    code = read_code(text)
    words &= code.unbound
    first: dict[str, ast.Name] = {}
    for node in code.of(ast.Name) if words else ():
        if node.id in words and (node.id not in first or _place(node) < _place(first[node.id])):
            first[node.id] = node
    for name, node in sorted(first.items(), key=lambda item: _place(item[1])):
        statement = import_of(name, text)
        if statement:
            yield Missing(name, statement, code.span(node))


def _place(node: ast.Name) -> tuple[int, int]:
    return node.lineno, node.col_offset


def prelude(text: str) -> str:
    """One line of imports, ending with a line feed, for the unbound names of a snippet; empty when none is needed.

    A snippet that begins with a ``__future__`` import bears nothing before it.
    """
    imports = () if "from __future__" in text else sorted({each.statement for each in missing(text)})
    return "; ".join(imports) + "\n" if imports else ""


def recovered(text: str) -> str:
    """The code with stand-ins of the same length for what it leaves out, where that makes it Python."""
    return read_code(text).readable if "..." in text or "<" in text else text
