"""A nested value is written after a shallow copy, so the original changes too.

`config.copy()` copies the outer dictionary alone. In tests, where `research-testing` demands isolated configurations, the
write leaks into whatever shares the original. Only writes through two string keys count, so data frames and arrays are
left alone.

## Bad

````markdown content/knowledge/research/configs.md
---
name: configs
description: What configs is about
topics: [research]
---

```python
def test_seed(base):
    config = base.copy()
    config["run"]["seed"] = 1
```
````

## Good

````markdown content/knowledge/research/configs.md
---
name: configs
description: What configs is about
topics: [research]
---

```python
def test_seed(base):
    config = copy.deepcopy(base)
    config["run"]["seed"] = 1
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.python.chains import chain, own_nodes
from scaffold_rules.python.repair import import_name
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

_TABLE = re.compile(r"(?:^|[_.])(?:df|frame|data_?frame|table|arr|array)(?:_|$|\d)", re.IGNORECASE)


@rule(on=MarkdownDocument, where=has_python, severity=Severity.HINT, fixable=True)
def shallow_copy_then_nested_write(document: MarkdownDocument) -> Iterator[Finding]:
    """The nested writes into a shallow copy."""
    for snippet in python_snippets(document, "copy(", "]["):
        for function in snippet.functions:
            nodes = sorted(
                (n for n in own_nodes(function) if isinstance(n, ast.Assign | ast.AugAssign)), key=lambda n: n.lineno
            )
            yield from _leaks(snippet, nodes)


def _leaks(snippet: PythonSnippet, statements: list[ast.Assign | ast.AugAssign]) -> Iterator[Finding]:
    copies: dict[str, ast.Call] = {}
    owned: set[tuple[str, str]] = set()
    for statement in statements:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        for target in targets:
            match target:
                case ast.Name(id=name):
                    copies.pop(name, None)
                    if isinstance(statement, ast.Assign) and _is_shallow(snippet, statement.value, name):
                        copies[name] = statement.value  # type: ignore[assignment]  # a call, as just seen
                        owned = {each for each in owned if each[0] != name}
                case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                    owned.add((name, key))
                case ast.Subscript():
                    name, keys = _path(target)
                    if name in copies and len(keys) > 1 and (name, keys[0]) not in owned:
                        message = f"`{name}` is a shallow copy: this also changes what it was copied from"
                        yield from snippet.report(target, message, fixes=_fixes(snippet, copies[name]))


def _is_shallow(snippet: PythonSnippet, value: ast.expr, name: str) -> bool:
    if not isinstance(value, ast.Call) or _TABLE.search(name):
        return False
    if snippet.dotted(value.func) == "copy.copy":
        return len(value.args) == 1
    return chain(value.func).endswith(".copy") and not (
        value.args or value.keywords or _TABLE.search(chain(value.func).removesuffix(".copy"))
    )


def _path(target: ast.expr) -> tuple[str, list[str]]:
    """The name that is written into and the string keys on the way; no keys where one is something else."""
    keys: list[str] = []
    while isinstance(target, ast.Subscript):
        keys.insert(0, str(getattr(target.slice, "value", "")))
        if not isinstance(target.slice, ast.Constant):
            keys[0] = ""
        if not isinstance(target.value, ast.Subscript) and not isinstance(getattr(target.slice, "value", None), str):
            return "", []
        target = target.value
    return (target.id, keys) if isinstance(target, ast.Name) else ("", [])


def _fixes(snippet: PythonSnippet, copied: ast.Call) -> tuple[Fix, ...]:
    source = copied.args[0] if copied.args else copied.func.value if isinstance(copied.func, ast.Attribute) else None
    if source is None:
        return ()
    edit = (copied, f"copy.deepcopy({snippet.source(source)})")
    return snippet.fix("copy deeply with `copy.deepcopy`", edit, *import_name(snippet, "copy"), safe=False)
