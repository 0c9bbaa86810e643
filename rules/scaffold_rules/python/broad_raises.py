"""A test in a Python snippet expects an exception so broad that any mistake raises it.

`pytest.raises(ValueError)` without `match` passes for the wrong `ValueError` too; the content's own tests always say which
(`ml/ml-testing.md`, `data-science/data-science-testing.md`).

## Bad

````markdown content/knowledge/core/jobs.md
```python
# tests/test_port.py
import pytest


def test_port():
    with pytest.raises(ValueError):
        port("x")
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
# tests/test_port.py
import pytest


def test_port():
    with pytest.raises(ValueError, match="no port"):
        port("x")
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
def broad_raises(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "broad-raises")
