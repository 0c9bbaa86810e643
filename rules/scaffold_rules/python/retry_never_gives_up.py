"""A loop without end goes on after every error without counting them.

When the cause does not go away, `while True` with `except …: continue` runs for ever, and fast. `research-experiment-loop`
gives every loop a budget that failures use up too. Silent where the handler counts, waits, raises or calls something that
may do so, and where every turn takes the next item of a queue or a connection.

## Bad

````markdown content/knowledge/research/loops.md
---
name: loops
description: What loops is about
topics: [research]
---

```python
while True:
    try:
        result = run()
    except Exception:
        logger.warning("failed")
        continue
    save(result)
```
````

## Good

````markdown content/knowledge/research/loops.md
---
name: loops
description: What loops is about
topics: [research]
---

```python
failures = 0
while failures < 5:
    try:
        result = run()
    except Exception:
        failures += 1
        continue
    save(result)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import chain
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule

LOGGING = frozenset({"print", "debug", "info", "warning", "warn", "error", "exception", "critical", "log"})
NEXT_ITEM = frozenset(
    [
        "poll",
        "get",
        "get_nowait",
        "recv",
        "recv_json",
        "recvfrom",
        "accept",
        "readline",
        "read",
        "input",
        "receive",
        "receive_json",
        "next",
        "consume",
        "fetch",
        "fetchone",
        "pop",
        "popleft",
        "prompt",
        "readuntil",
    ]
)


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def retry_never_gives_up(document: MarkdownDocument) -> Iterator[Finding]:
    """The handlers that only go on."""
    for snippet in python_snippets(document, "while ", "continue"):
        for loop in snippet.of(ast.While):
            if not isinstance(loop.test, ast.Constant) or not loop.test.value:
                continue
            for at, statement in enumerate(loop.body):
                if isinstance(statement, ast.Try) and not _counts(loop.body[:at]) and not _takes_next(statement):
                    for handler in statement.handlers:
                        if isinstance(handler.body[-1], ast.Continue) and not _counts(handler.body, in_handler=True):
                            message = "after this error the loop starts again, for ever; count the failures and give up"
                            yield from snippet.report(handler.body[-1], message)


def _counts(statements: list[ast.stmt], *, in_handler: bool = False) -> bool:
    """Whether something is counted; in a handler also whether it ends the loop or calls what may."""
    for node in (node for statement in statements for node in ast.walk(statement)):
        if isinstance(node, ast.AugAssign):
            return True
        if in_handler and isinstance(node, ast.Raise | ast.Break | ast.Return | ast.Assign | ast.Await):
            return True
        if in_handler and isinstance(node, ast.Call) and chain(node.func).rpartition(".")[2] not in LOGGING:
            return True
    return False


def _takes_next(statement: ast.Try) -> bool:
    return any(
        isinstance(node, ast.Call) and chain(node.func).rpartition(".")[2] in NEXT_ITEM
        for part in statement.body
        for node in ast.walk(part)
    )
