"""An exception is caught and nothing is done about it.

`coding-conventions` and `eval-craft` forbid handlers that hide errors. Exceptions that are part of the protocol (an import
that may fail, the end of an iteration, an empty queue, a file that is gone already) are fine, and so is any handler whose
comment says why.

## Bad

````markdown content/knowledge/core/alerts.md
---
name: alerts
description: What alerts is about
topics: [core]
---

```python
try:
    notify(alert)
except ValueError:
    pass
```
````

## Good

````markdown content/knowledge/core/alerts.md
---
name: alerts
description: What alerts is about
topics: [core]
---

```python
try:
    notify(alert)
except ValueError:
    logger.exception("alert not sent")
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain
from scaffold_rules.python.source import python_snippets
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

EXPECTED = frozenset(
    [
        "ImportError",
        "ModuleNotFoundError",
        "KeyboardInterrupt",
        "StopIteration",
        "StopAsyncIteration",
        "GeneratorExit",
        "CancelledError",
        "FileNotFoundError",
        "FileExistsError",
        "ProcessLookupError",
        "Empty",
        "Full",
        "QueueEmpty",
        "QueueFull",
        "BrokenPipeError",
        "NotImplementedError",
        "TimeoutExpired",
    ]
)
"""Exceptions that are no errors where somebody catches them and goes on."""


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def swallowed_exception(document: MarkdownDocument) -> Iterator[Finding]:
    """Handlers that hold nothing but `pass` or `...`."""
    for snippet in python_snippets(document, "except"):
        for handler in snippet.of(ast.ExceptHandler):
            if all(_is_nothing(statement) for statement in handler.body) and not _is_expected(handler):
                start, end = snippet.span(handler)
                line_end = snippet.text.find("\n", end)
                if "#" in snippet.text[start : line_end if line_end >= 0 else len(snippet.text)]:
                    continue
                header = snippet.text.find(":", snippet.span(handler.type).end if handler.type else start)
                message = "the error is lost here; handle it, log it, or say in a comment why it may be ignored"
                yield from snippet.report(Span(start, header), message)


def _is_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def _is_expected(handler: ast.ExceptHandler) -> bool:
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type] if handler.type else []
    return bool(caught) and all(chain(each).rpartition(".")[2] in EXPECTED for each in caught)
