"""The builtin `any` or `callable` stands where a type is meant.

`dict[str, any]` names a function, not a type: type checkers reject it, and whoever copies the signature inherits the
mistake. The types are `typing.Any` and `collections.abc.Callable`.

## Bad

````markdown content/knowledge/research/types.md
---
name: types
description: What types is about
topics: [research]
---

```python
def settings() -> dict[str, any]:
    return {}
```
````

## Good

````markdown content/knowledge/research/types.md
---
name: types
description: What types is about
topics: [research]
---

```python
from typing import Any

def settings() -> dict[str, Any]:
    return {}
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain, snippets_with_any
from scaffold_rules.python.repair import import_name
from scaffold_rules.python.source import PythonSnippet, has_python
from scaffold_rules.rule import rule

TYPES = {"any": ("typing", "Any"), "callable": ("collections.abc", "Callable")}


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def builtin_as_type(document: MarkdownDocument) -> Iterator[Finding]:
    """The builtins in annotations."""
    for snippet in snippets_with_any(document, TYPES):
        for annotation in _annotations(snippet):
            for name in _names(annotation):
                if name.id in TYPES and name.id not in snippet.code.bound:
                    module, word = TYPES[name.id]
                    fixes = snippet.fix(f"write `{word}`", (name, word), *import_name(snippet, module, word))
                    message = f"`{name.id}` is a function; the type is `{module}.{word}`"
                    yield from snippet.report(name, message, fixes=fixes)


def _annotations(snippet: PythonSnippet) -> Iterator[ast.expr]:
    for function in snippet.functions:
        if function.returns:
            yield function.returns
    annotated: list[ast.arg | ast.AnnAssign] = [*snippet.of(ast.arg), *snippet.of(ast.AnnAssign)]
    for parameter in annotated:
        if parameter.annotation:
            yield parameter.annotation


def _names(annotation: ast.expr) -> Iterator[ast.Name]:
    """The names in a type: on its own, in brackets, and between bars; not what calls or strings hold."""
    waiting = [annotation]
    while waiting:
        match waiting.pop():
            case ast.Name() as name:
                yield name
            case ast.Subscript(value=value, slice=inner):
                if chain(value).rpartition(".")[2] not in {"Literal", "Annotated"}:
                    waiting += [value, inner]
            case ast.Tuple(elts=parts) | ast.List(elts=parts):
                waiting += parts
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                waiting += [left, right]
