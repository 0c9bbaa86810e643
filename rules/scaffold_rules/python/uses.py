"""Where a snippet uses what a row of the tables of libraries speaks of."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.python.apis import Api
from scaffold_rules.python.chains import argument, full_name, snippets_with_any
from scaffold_rules.python.pins import speaks_of
from scaffold_rules.python.source import Place, PythonSnippet
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import MarkdownDocument
    from scaffold_rules.finding import Finding


def api_findings(document: MarkdownDocument, rows: tuple[Api, ...]) -> Iterator[Finding]:
    """One finding for every use of what the rows speak of."""
    for snippet in snippets_with_any(document, {_word(row) for row in rows}):
        for row in rows:
            if _word(row) not in snippet.text or row.beside not in snippet.text:
                continue
            if any(word in snippet.text for word in row.unless):
                continue
            if not speaks_of(document, row.library, row.since, row.until):
                continue
            for place, edits in _uses(snippet, row):
                title = f"write `{row.replacement}`"
                fixes = snippet.fix(title, *edits, safe=row.safe) if edits else ()
                yield from snippet.report(place, row.message, fixes=fixes, tags=("deprecated",) if row.since else ())


def _word(row: Api) -> str:
    """A word without which a text cannot use the row's name: the argument, or the end of the name."""
    return row.keyword or (row.name if row.text else row.name.rpartition(".")[2].strip("*"))


@lru_cache(maxsize=256)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(re.escape(name).replace(r"\*", r"\w*") + r"\Z")


def _uses(snippet: PythonSnippet, row: Api) -> Iterator[tuple[Place, list[tuple[Place, str]]]]:
    """The places, each with the edits that put the new name there."""
    if row.text:
        for string in snippet.of(ast.Constant):
            if isinstance(string.value, str) and string.value.startswith(row.name) and string.value.endswith(row.text):
                yield string, []
        return
    matches = _pattern(row.name).match
    if row.keyword:
        for call in snippet.of(ast.Call):
            given = argument(call, row.keyword)
            if given is not None and matches(full_name(snippet, call.func)):
                start = snippet.span(given).start
                yield given, [(_part(start, row.old), row.replacement)] if row.old else []
        return
    for node in snippet.of(ast.Attribute):
        if row.name.rpartition(".")[2].strip("*") in node.attr and matches(full_name(snippet, node)):
            yield node, _edits(snippet, node, row)
    for source in snippet.of(ast.ImportFrom):
        for alias in source.names:
            if matches(f"{source.module or ''}.{alias.name}"):
                yield alias, []


def _part(start: int, old: str) -> Place:
    return Span(start, start + len(old))


def _edits(snippet: PythonSnippet, node: ast.Attribute, row: Api) -> list[tuple[Place, str]]:
    written = snippet.source(node)
    at = written.rfind(row.old) if row.old else -1
    if at < 0:
        return []
    edits: list[tuple[Place, str]] = [(_part(snippet.span(node).start + at, row.old), row.replacement)]
    call = next(snippet.ancestors(node), None)
    if row.argument and isinstance(call, ast.Call) and call.func is node:
        opening = snippet.span(node).end + 1
        more = ", " if call.args or call.keywords else ""
        edits.append((opening, row.argument + more))
    return edits
