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

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.python.ruff import ruff_findings
from scaffold_rules.python.source import has_python
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def naive_datetime(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "naive-datetime")
