"""A delay doubles with every attempt and is never capped.

`data-pipeline-conventions` and `data-pipeline-orchestration` cap exponential backoff: the tenth attempt of a second's base
waits for seventeen minutes. Silent where the delay, or what it is assigned to, meets `min(…)` or a comparison, and where
the number of attempts is written out and small.

## Bad

````markdown content/knowledge/data-pipeline/retries.md
---
name: retries
description: What retries is about
topics: [data-pipeline]
---

```python
def wait(attempt, base=1.0):
    delay = base * 2 ** attempt
    time.sleep(delay)
```
````

## Good

````markdown content/knowledge/data-pipeline/retries.md
---
name: retries
description: What retries is about
topics: [data-pipeline]
---

```python
def wait(attempt, base=1.0):
    delay = min(base * 2 ** attempt, 60)
    time.sleep(delay)
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain, function_of, scope_of
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

_ATTEMPT = re.compile(r"attempt|retr(?:y|ies)|tries|failures", re.IGNORECASE)
_DELAY = re.compile(r"delay|wait|backoff|sleep|pause|countdown|interval|timeout", re.IGNORECASE)
FEW = 6
"""So many attempts written out are a cap in themselves."""


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def backoff_without_cap(document: MarkdownDocument) -> Iterator[Finding]:
    """The growing product."""
    for snippet in python_snippets(document, "**"):
        if not _ATTEMPT.search(snippet.text):
            continue
        for power in snippet.of(ast.BinOp):
            if not isinstance(power.op, ast.Pow) or not any(
                _ATTEMPT.search(chain(n)) for n in ast.walk(power.right) if isinstance(n, ast.Name | ast.Attribute)
            ):
                continue
            product = _product(snippet, power)
            if _is_delay(snippet, product) and not _is_capped(snippet, product):
                fixes = snippet.fix("cap it at 60", (product, f"min({snippet.source(product)}, 60)"), safe=False)
                yield from snippet.report(product, "this delay doubles for ever; cap it with `min(…)`", fixes=fixes)


def _product(snippet: PythonSnippet, power: ast.BinOp) -> ast.BinOp:
    """The whole product that the power is a factor of."""
    for above in snippet.ancestors(power):
        if not isinstance(above, ast.BinOp) or not isinstance(above.op, ast.Mult):
            break
        power = above
    return power


def _targets(snippet: PythonSnippet, node: ast.AST) -> list[str]:
    statement = snippet.statement(node)
    if isinstance(statement, ast.Assign):
        return [chain(target) for target in statement.targets]
    return [chain(statement.target)] if isinstance(statement, ast.AnnAssign) else []


def _is_delay(snippet: PythonSnippet, product: ast.AST) -> bool:
    """Whether the value is waited for, or called a delay."""
    if any(_DELAY.search(name) for name in _targets(snippet, product)):
        return True
    for above in snippet.ancestors(product):
        if isinstance(above, ast.Call) and _DELAY.search(chain(above.func)):
            return True
        if isinstance(above, ast.keyword) and _DELAY.search(above.arg or ""):
            return True
        if isinstance(above, ast.Return):
            around = function_of(snippet, above)
            return around is not None and _DELAY.search(around.name) is not None
        if isinstance(above, ast.stmt):
            break
    return False


def _is_capped(snippet: PythonSnippet, product: ast.AST) -> bool:
    names = {*_targets(snippet, product)} - {""}
    for node in (*snippet.ancestors(product), *ast.walk(scope_of(snippet, product))):
        match node:
            case ast.Call(func=func, args=args) if chain(func).rpartition(".")[2] in {"min", "clip", "minimum"}:
                inside = {id(n) for arg in args for n in ast.walk(arg)}
                if id(product) in inside or any(chain(n) in names for a in args for n in ast.walk(a)):
                    return True
            case ast.Compare(left=left, comparators=others) if names & {chain(n) for n in (left, *others)}:
                return True
            case ast.For(iter=ast.Call(func=ast.Name(id="range"), args=[*_, ast.Constant(value=int(n))])) if n <= FEW:
                return True
    return False
