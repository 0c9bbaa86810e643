"""A Python snippet writes types the way of Python before 3.10.

`Optional[X]`, `List[X]` and imports of what has moved are what the `UP` rules replace, which the content's own profiles
select (`data-science/data-science-conventions.md`, `core/coding-conventions.md`).

## Bad

````markdown content/knowledge/core/jobs.md
```python
from typing import Optional


def find(name: str) -> Optional[str]:
    return None
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def find(name: str) -> str | None:
    return None
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


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def legacy_typing(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "legacy-typing")
