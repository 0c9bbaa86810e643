"""A Python snippet that is no test validates with `assert`.

`python -O` leaves assertions out; `core/coding-conventions.md` asks to raise an exception where a condition must hold at run
time. Snippets that are tests, by their path comment or their code, are left alone.

## Bad

````markdown content/knowledge/core/jobs.md
```python
# src/orders.py
def total(orders):
    assert orders, "no orders"
    return sum(order.amount for order in orders)
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
# src/orders.py
def total(orders):
    if not orders:
        raise ValueError("no orders")
    return sum(order.amount for order in orders)
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


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO)
def assert_as_validation(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "assert-as-validation")
