"""Edits of Python code as its author would make them: an argument more or less, a name imported, a statement less."""

from __future__ import annotations

import ast
import re

from scaffold_rules.python.source import Place, PythonSnippet
from scaffold_rules.text import Span

_END_OF_CALL = re.compile(r"\s*,?\s*\)\Z")


def add_argument(snippet: PythonSnippet, call: ast.Call, new: str) -> tuple[Place, str] | None:
    """The edit that gives a call one argument more, or None where comments or brackets are in the way."""
    given = [*call.args, *call.keywords]
    end = snippet.span(call).end
    if not given:
        return (end - 1, new) if snippet.text[snippet.span(call.func).end : end] == "()" else None
    last = max(given, key=lambda each: snippet.span(each).end)
    behind = snippet.after(last)
    if isinstance(last, ast.GeneratorExp) or not _END_OF_CALL.match(snippet.text[behind.end : end]):
        return None
    line = snippet.text.rfind("\n", 0, snippet.span(last).start) + 1
    indentation = snippet.text[line : snippet.span(last).start]
    if "\n" in snippet.text[behind.end : end] and not indentation.strip():  # each argument has a line of its own
        return behind, f",\n{indentation}{new}"
    return behind, f", {new}"


def remove_only_argument(snippet: PythonSnippet, call: ast.Call) -> tuple[Place, str] | None:
    """The edit that empties the brackets of a call with one argument, or None where a comment is among them."""
    inside = Span(snippet.span(call.func).end, snippet.span(call).end)
    given = [*call.args, *call.keywords]
    written = snippet.source(inside).removeprefix("(").removesuffix(")").strip().removesuffix(",").strip()
    return (inside, "()") if len(given) == 1 and written == snippet.source(given[0]) else None


def remove_statement(snippet: PythonSnippet, statement: ast.stmt) -> tuple[Place, str] | None:
    """The edit that deletes the lines of a statement, or None where it shares them or its block has no other."""
    parent = next(snippet.ancestors(statement), None)
    blocks = [getattr(parent, name, None) or [] for name in ("body", "orelse", "finalbody")]
    text, span = snippet.text, snippet.span(statement)
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end) + 1
    rest = text[span.end : end].strip()
    alone = not text[start : span.start].strip() and (not rest or rest.startswith("#"))
    if not end or not alone or not any(statement in block and len(block) > 1 for block in blocks):
        return None
    return Span(start, end), ""


def import_name(snippet: PythonSnippet, module: str, name: str = "") -> tuple[tuple[Place, str], ...]:
    """The edits that import a module, or a name from it; none in a fragment: no file of its own, no imports."""
    imports = [*snippet.of(ast.Import), *snippet.of(ast.ImportFrom)]
    if (name or module) in snippet.code.imports:
        return ()
    if not snippet.header and not any(node.col_offset == 0 for node in imports):
        return ()
    for node in snippet.of(ast.ImportFrom):
        if name and node.col_offset == 0 and node.module == module and node.level == 0:
            return ((snippet.after(node.names[-1]), f", {name}"),)
    return snippet.import_edits(f"from {module} import {name}" if name else f"import {module}")
