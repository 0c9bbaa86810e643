"""A Python snippet makes a date and time without a time zone.

`datetime.utcnow()` and `datetime.now()` mean another moment on every machine and cannot be compared with aware values; the
content asks for UTC throughout (`backend/backend-fintech-testing.md`, `backend/backend-fintech-broker-integration.md`,
`research/research-quant-market-data.md`). In data pipelines take the time of the event or of the run, not of the clock.

## Bad

````markdown content/knowledge/core/jobs.md
```python
from datetime import datetime

started = datetime.utcnow()
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
from datetime import UTC, datetime

started = datetime.now(UTC)
```
````
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.project import Project
from scaffold_rules.python.repair import import_name
from scaffold_rules.python.ruff import ruff_findings
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def naive_datetime(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind; the clock can be asked in UTC."""
    repairs: dict[int, tuple[Fix, ...]] | None = None
    for finding in ruff_findings(document, project, "naive-datetime"):
        repairs = dict(_repairs(document)) if repairs is None else repairs
        yield replace(finding, fixes=repairs.get(finding.span.start, ()))


def _repairs(document: MarkdownDocument) -> Iterator[tuple[int, tuple[Fix, ...]]]:
    """For each `now()` and `utcnow()` without an argument: where it is, and the fix."""
    for snippet in python_snippets(document, "now("):
        for call in snippet.of(ast.Call):
            called = call.func
            if isinstance(called, ast.Attribute) and called.attr in {"now", "utcnow"} and not call.args + call.keywords:
                yield snippet.host_span(call).start, _in_utc(snippet, call, snippet.source(called.value))


def _in_utc(snippet: PythonSnippet, call: ast.Call, name: str) -> tuple[Fix, ...]:
    """The call with a zone: by the module's name where it is used, else by a name that is imported."""
    if name == "datetime.datetime":
        new = "datetime.datetime.now(datetime.timezone.utc)"
        return snippet.fix(f"Write `{new}`", (call, new), safe=False)
    if name != "datetime":
        return ()
    new = "datetime.now(timezone.utc)"
    return snippet.fix(f"Write `{new}`", (call, new), *import_name(snippet, "datetime", "timezone"), safe=False)
