"""A name or a path is built from `hash()`, which differs in every process.

Python salts the hashes of strings, so the same parameters get another directory or key in the next run
(`data-science-reproducibility`). Use `hashlib` over a canonical text. Messages, `__hash__` and `__repr__` are left alone,
and hashes of numbers, which are not salted.

## Bad

````markdown content/knowledge/research/run-names.md
---
name: run-names
description: What run-names is about
topics: [research]
---

```python
run_dir = Path(f"runs/{hash(name)}")
```
````

## Good

````markdown content/knowledge/research/run-names.md
---
name: run-names
description: What run-names is about
topics: [research]
---

```python
run_dir = Path(f"runs/{hashlib.sha256(name.encode()).hexdigest()[:8]}")
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import full_name, function_of, parameters, values
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

TEXTS = frozenset({"str", "hex", "format", "pathlib.Path", "os.path.join"})
"""Calls that make a text or a path of what they get."""
MESSAGES = frozenset({"print", "debug", "info", "warning", "error", "exception", "critical", "log", "fail", "skip"})


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def builtin_hash_as_identifier(document: MarkdownDocument) -> Iterator[Finding]:
    """Calls of the builtin `hash` inside f-strings, paths and texts."""
    for snippet in python_snippets(document, "hash("):
        for call in snippet.of(ast.Call):
            if not (isinstance(call.func, ast.Name) and call.func.id == "hash" and len(call.args) == 1):
                continue
            if isinstance(call.args[0], ast.Constant) and not isinstance(call.args[0].value, str | bytes):
                continue
            if _is_text(snippet, call) and not _is_bound(snippet, call):
                message = "`hash()` is salted, so this name is another in every process; use `hashlib`"
                yield from snippet.report(call, message)


def _is_text(snippet: PythonSnippet, call: ast.Call) -> bool:
    """Whether the hash ends up in a text that is no message."""
    text = False
    for above in snippet.ancestors(call):
        match above:
            case ast.JoinedStr():
                text = True
            case ast.Call(func=func):
                name = full_name(snippet, func)
                if name.rpartition(".")[2] in MESSAGES:
                    return False
                text = text or name in TEXTS
            case ast.Raise() | ast.Assert() | ast.Compare():
                return False
            case ast.FunctionDef(name=name):
                return text and name not in {"__hash__", "__repr__", "__str__"}
    return text


def _is_bound(snippet: PythonSnippet, call: ast.Call) -> bool:
    """Whether `hash` is something else here."""
    code = snippet.code
    return (
        "hash" in code.imports
        or "hash" in values(code)
        or any(f.name == "hash" for f in code.functions)
        or any(p.arg == "hash" for f in [function_of(snippet, call)] if f for p in parameters(f))
    )
