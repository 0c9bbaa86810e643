"""A loss is summed up with its graph, so memory grows with every batch.

Adding the tensor that was just back-propagated keeps its whole graph alive. `ml-training-patterns` adds `loss.item()`.
Silent where the sum itself is back-propagated, and for what is a plain number already.

## Bad

````markdown content/knowledge/ml/ml-loops.md
---
name: ml-loops
description: What ml-loops is about
topics: [ml]
---

```python
for batch in loader:
    loss = criterion(model(batch.x), batch.y)
    loss.backward()
    total_loss += loss
```
````

## Good

````markdown content/knowledge/ml/ml-loops.md
---
name: ml-loops
description: What ml-loops is about
topics: [ml]
---

```python
for batch in loader:
    loss = criterion(model(batch.x), batch.y)
    loss.backward()
    total_loss += loss.item()
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain, scope_of
from scaffold_rules.python.scopes import nodes_in
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

DETACHED = ("item", "detach", "tolist", "float", "numpy")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def loss_accumulated_with_graph(document: MarkdownDocument) -> Iterator[Finding]:
    """The loss in `total += loss`."""
    for snippet in python_snippets(document, "backward("):
        for node, target, value in _sums(snippet):
            scope = scope_of(snippet, node)
            losses = _back_propagated(scope)
            if chain(target) in losses:
                continue
            for part in _added(value):
                if (name := chain(part)) in losses and name not in _numbers(scope):
                    new = ".detach()" if chain(target) in _tensors(scope) else ".item()"
                    end = snippet.span(part).end
                    fixes = snippet.fix(f"add `{name}{new}`", (Span(end, end), new))
                    message = f"`{name}` is added with its graph, which keeps every batch in memory; use `{name}{new}`"
                    yield from snippet.report(part, message, fixes=fixes)


def _sums(snippet: PythonSnippet) -> Iterator[tuple[ast.stmt, ast.expr, ast.expr]]:
    """Statements that add to something, with what is added to and what is added."""
    for node in snippet.of(ast.AugAssign):
        if isinstance(node.op, ast.Add):
            yield node, node.target, node.value
    for each in snippet.of(ast.Assign):
        match each:
            case ast.Assign(targets=[target], value=ast.BinOp(left=left, op=ast.Add(), right=right)):
                if chain(target) and chain(target) == chain(left):
                    yield each, target, right


def _added(value: ast.expr) -> Iterator[ast.expr]:
    """The names in products and quotients: what `loss * n` adds."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult | ast.Div):
        yield from (*_added(value.left), *_added(value.right))
    elif isinstance(value, ast.Name):
        yield value


@lru_cache(maxsize=16)
def _back_propagated(scope: ast.AST) -> set[str]:
    """The names that `.backward()` is called on, or that are given to it."""
    found: set[str] = set()
    for node in nodes_in(scope):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr.endswith("backward"):
            found.add(chain(node.func.value))
            inner = node.func.value
            given = [*node.args, *(inner.args if isinstance(inner, ast.Call) else [])]
            found.update(each.id for each in given if isinstance(each, ast.Name))
    return found - {""}


@lru_cache(maxsize=16)
def _numbers(scope: ast.AST) -> set[str]:
    """The names that are made a number or detached somewhere."""
    ends = tuple(f"{word}()" for word in DETACHED)
    assigned = (node for node in nodes_in(scope) if isinstance(node, ast.Assign) and chain(node.value).endswith(ends))
    return {chain(target) for node in assigned for target in node.targets}


@lru_cache(maxsize=16)
def _tensors(scope: ast.AST) -> set[str]:
    """What something is asked of or called on: `total` in `total.backward()`."""
    return {
        chain(node.value)
        for node in nodes_in(scope)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
