"""A `DataLoader` gets arguments that need workers while there may be none.

`persistent_workers=True` and `prefetch_factor=` raise a `ValueError` when `num_workers` is 0, which is the default and what
`ml-training-patterns` recommends for debugging. A literal above 0 or a test of the number before it is silent.

## Bad

````markdown content/knowledge/ml/ml-loaders.md
---
name: ml-loaders
description: What ml-loaders is about
topics: [ml]
---

```python
def loader(dataset, num_workers: int = 4):
    return DataLoader(dataset, num_workers=num_workers, persistent_workers=True)
```
````

## Good

````markdown content/knowledge/ml/ml-loaders.md
---
name: ml-loaders
description: What ml-loaders is about
topics: [ml]
---

```python
def loader(dataset, num_workers: int = 4):
    return DataLoader(dataset, num_workers=num_workers, persistent_workers=num_workers > 0)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, calls, chain, is_true, scope_of, snippets_with_any, starred, values
from scaffold_rules.python.source import PythonSnippet, has_python
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

TITLE = "ask for it only where there are workers"


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def dataloader_worker_args(document: MarkdownDocument) -> Iterator[Finding]:
    """One finding per loader."""
    for snippet in snippets_with_any(document, ("persistent_workers", "prefetch_factor")):
        for call, _ in calls(snippet, "DataLoader"):
            workers = argument(call, "num_workers")
            needy = _needy(call)
            if not needy or starred(call) or len(call.args) > 5 or _has_workers(snippet, call, workers):
                continue
            number = snippet.source(workers.value) if workers else "0"
            fixes = snippet.fix(TITLE, *_guarded(snippet, needy, number), safe=False) if chain(_value(workers)) else ()
            words = " and ".join(f"`{each.arg}`" for each in needy)
            message = f"{words} with `num_workers={number}`: without workers `DataLoader` raises a ValueError"
            yield from snippet.report(call.func, message, fixes=fixes)


def _value(workers: ast.keyword | None) -> ast.expr:
    return workers.value if workers else ast.Constant(0)


def _needy(call: ast.Call) -> list[ast.keyword]:
    return [
        each
        for each in call.keywords
        if (each.arg == "persistent_workers" and is_true(each.value))
        or (each.arg == "prefetch_factor" and isinstance(each.value, ast.Constant) and each.value.value is not None)
    ]


def _has_workers(snippet: PythonSnippet, call: ast.Call, workers: ast.keyword | None) -> bool:
    """Whether there surely are workers, or somebody thought of it."""
    value = _value(workers)
    name = chain(value)
    known = values(snippet.code).get(name) if name else None
    if isinstance(known := known or value, ast.Constant):
        return known.value != 0
    if not name or known is not value or name.endswith("()"):
        return True
    scope = scope_of(snippet, call)
    return any(
        isinstance(node, ast.Compare | ast.BoolOp | ast.If | ast.IfExp)
        and any(chain(part) == name for part in ast.walk(node.test if isinstance(node, ast.If | ast.IfExp) else node))
        for node in ast.walk(scope)
    )


def _guarded(snippet: PythonSnippet, needy: list[ast.keyword], number: str) -> Iterator[tuple[Span, str]]:
    for each in needy:
        test = f"{number} > 0"
        new = test if each.arg == "persistent_workers" else f"{snippet.source(each.value)} if {test} else None"
        yield snippet.span(each.value), new
