"""libcst on the smallest enclosing statement: what it makes of a candidate, and code rewritten with all else kept.

Its import costs 0.2 s, so it is loaded where a candidate is confirmed and not before; its metadata is never used.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from scaffold_rules.python.masked import masked
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import libcst

    from scaffold_rules.python.source import PythonSnippet

C = TypeVar("C", bound="libcst.BaseExpression")

MOST_SOURCE = 30_000
MOST_DEPTH = 50
MOST_TOKENS = 1_000
MOST_INDENTATION = 200
"""What libcst is given at most: characters, open brackets, tokens of one statement, blanks before a line."""

_TOKEN = re.compile(r"\n|\w+|[^\w\s]")
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_INDENTED = "if 1:\n"


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


def rewritten(
    snippet: PythonSnippet,
    statement: ast.stmt,
    change: Callable[[libcst.Module, libcst.BaseStatement | libcst.BaseSmallStatement], libcst.Module | None],
) -> tuple[Span, str] | None:
    """The smallest edit of the snippet that makes a change of one statement; None when the change declines.

    ``change`` gets a module that holds the statement alone (and what shares its lines), and the statement in it.
    """
    place = own_lines(snippet, statement)
    if place is None:
        return None
    source = place.of(snippet.code.readable)
    head = _INDENTED if source[:1] in {" ", "\t"} else ""
    module = _module(head + source)
    target = _first_statement(module, indented=bool(head)) if module else None
    changed = change(module, target) if module and target else None
    if changed is None:
        return None
    return difference(source, changed.code[len(head) :], place.start)


def own_lines(snippet: PythonSnippet, statement: ast.stmt) -> Span | None:
    """The lines of a statement, its decorators included; None when it shares them with another."""
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(node.lineno for node in decorators)]) - 1
    last = (statement.end_lineno or statement.lineno) - 1
    lines = snippet.code.lines
    place = Span(lines.line_span(first).start, lines.line_span(last).end)
    before = snippet.text[place.start : snippet.span(statement).start]
    behind = snippet.text[snippet.span(statement).end : place.end]
    if (before.strip() and not decorators) or behind.partition("#")[0].strip():
        return None
    return place


def walk(node: libcst.CSTNode) -> Iterator[libcst.CSTNode]:
    """A node and everything in it, in the order of the code."""
    yield node
    for child in node.children:
        yield from walk(child)


def nth_like(snippet: PythonSnippet, module: libcst.Module, node: ast.AST, kind: type[C]) -> C | None:
    """The node of a kind that libcst writes as a node of the snippet is written; among equal ones, that at its place."""
    wanted = snippet.source(node)
    statement = snippet.statement(node)
    alike = sorted(
        snippet.span(each)
        for each in (ast.walk(statement) if statement else ())
        if type(each) is type(node) and snippet.source(each) == wanted
    )
    found = [
        each
        for each in walk(module)
        if isinstance(each, kind) and module.code_for_node(each.with_changes(lpar=(), rpar=())) == wanted
    ]
    return found[alike.index(snippet.span(node))] if len(found) == len(alike) else None


def difference(old: str, new: str, start: int = 0) -> tuple[Span, str] | None:
    """What to replace by what to make a new text of an old one that begins at an offset; None when they are equal."""
    if old == new:
        return None
    same = _shared(old, new)
    rest = min(len(old), len(new)) - same
    tail = min(_shared(old[::-1], new[::-1]), rest)
    return Span(start + same, start + len(old) - tail), new[same : len(new) - tail]


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


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


def _first_statement(
    module: libcst.Module, *, indented: bool
) -> libcst.BaseStatement | libcst.BaseSmallStatement | None:
    import libcst

    body = module.body
    if indented:
        block = body[0]
        body = block.body.body if isinstance(block, libcst.If) else ()  # type: ignore[assignment]
    if len(body) != 1:
        return None
    statement = body[0]
    if isinstance(statement, libcst.SimpleStatementLine):
        return statement.body[0] if len(statement.body) == 1 else None
    return statement
