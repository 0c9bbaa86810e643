"""A function returns a tuple and says that it returns something else.

Readers copy signatures. Reported is a function all of whose returns are written as tuples, while its annotation names a
plain type that is none: a list, a dictionary, a number, a text or a data frame. Aliases and classes of one's own may well
be tuples and are left alone.

## Bad

````markdown content/knowledge/data-pipeline/extracts.md
---
name: extracts
description: What extracts is about
topics: [data-pipeline]
---

```python
def extract(source) -> list[dict]:
    rows = source.read()
    return rows, len(rows)
```
````

## Good

````markdown content/knowledge/data-pipeline/extracts.md
---
name: extracts
description: What extracts is about
topics: [data-pipeline]
---

```python
def extract(source) -> tuple[list[dict], int]:
    rows = source.read()
    return rows, len(rows)
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain, function_of, own_nodes
from scaffold_rules.python.code import Function
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule

PLAIN = frozenset(
    [
        "list",
        "dict",
        "set",
        "frozenset",
        "str",
        "bytes",
        "int",
        "float",
        "bool",
        "complex",
        "List",
        "Dict",
        "Set",
        "FrozenSet",
        "Path",
        "DataFrame",
        "Series",
        "ndarray",
        "Tensor",
        "datetime",
        "Decimal",
        "deque",
        "defaultdict",
        "Counter",
    ]
)
"""Types that are surely no tuples."""
_PLAIN = re.compile(rf"->[^\n]*\b(?:{'|'.join(PLAIN)}|None)\b")
_TUPLE = re.compile(r"return\b(?:[^\n]*,|[ \t]*\()")
"""What every tuple that is returned begins like."""


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def return_annotation_mismatch(document: MarkdownDocument) -> Iterator[Finding]:
    """The first of the tuples that such a function returns."""
    for snippet in python_snippets(document, "->", "return "):
        if not _TUPLE.search(snippet.text) or not _PLAIN.search(snippet.text):
            continue
        seen: set[ast.AST] = set()
        for returned in snippet.of(ast.Return):
            function = function_of(snippet, returned)
            if function is None or function in seen or not isinstance(returned.value, ast.Tuple):
                continue
            seen.add(function)
            if function.returns is not None and _is_plain(function.returns) and _returns_tuples(function):
                message = f"`{function.name}` is annotated `{snippet.source(function.returns)}` and returns a tuple"
                yield from snippet.report(returned, message)


def _returns_tuples(function: Function) -> bool:
    """Whether all returns of a function are written as tuples; what yields returns nothing to its caller."""
    nodes = list(own_nodes(function))
    return not any(isinstance(node, ast.Yield | ast.YieldFrom) for node in nodes) and all(
        isinstance(node.value, ast.Tuple) for node in nodes if isinstance(node, ast.Return) and node.value is not None
    )


def _is_plain(annotation: ast.expr) -> bool:
    match annotation:
        case ast.Constant(value=None):
            return True
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_plain(left) and _is_plain(right)
        case ast.Subscript(value=value):
            return _is_plain(value)
    return chain(annotation).rpartition(".")[2] in PLAIN
