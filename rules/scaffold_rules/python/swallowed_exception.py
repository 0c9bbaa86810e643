"""An exception is caught and nothing is done about it.

`coding-conventions` and `eval-craft` forbid handlers that hide errors. Exceptions that are part of the protocol (an import
that may fail, the end of an iteration, an empty queue, a file that is gone already) are fine, so is a single look for
something that may not be there, and any handler whose comment says why.

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
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
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
MISSING = frozenset({"KeyError", "IndexError", "AttributeError", "LookupError", "ValueError", "TypeError"})
"""What a look for something raises that is not there."""


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def swallowed_exception(document: MarkdownDocument) -> Iterator[Finding]:
    """Handlers that hold nothing but `pass` or `...`."""
    for snippet in python_snippets(document, "except"):
        for handler in snippet.of(ast.ExceptHandler):
            if all(_is_nothing(statement) for statement in handler.body) and not _is_expected(snippet, handler):
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


def _is_expected(snippet: PythonSnippet, handler: ast.ExceptHandler) -> bool:
    """Whether the exceptions are no errors, or a single look for something tells that it is not there."""
    attempt = next(snippet.ancestors(handler), None)
    if isinstance(attempt, ast.Try) and any(map(_fails, [*attempt.body[-1:], *attempt.orelse])):
        return True  # the exception is what is wanted
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type] if handler.type else []
    names = {chain(each).rpartition(".")[2] for each in caught}
    block = getattr(next(snippet.ancestors(handler), None), "body", [])
    looks = len(block) == 1 and isinstance(block[0], ast.Return | ast.Assign | ast.Delete)
    return bool(names) and names <= (EXPECTED | MISSING if looks else EXPECTED)


def _fails(statement: ast.stmt) -> bool:
    """Whether a statement is only reached where something went wrong: it raises, or says that a test fails."""
    match statement:
        case ast.Raise() | ast.Assert(test=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=func, args=args)):
            name = chain(func).rpartition(".")[2]
            return name == "fail" or (
                name in {"assert_", "assertTrue"} and isinstance(next(iter(args), None), ast.Constant)
            )
    return False
