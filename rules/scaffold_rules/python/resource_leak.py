"""A Python snippet opens a file and leaves closing it to chance.

An exception between opening and closing keeps the file open and may lose what was written;
`core/coding-conventions.md` asks for clean-up with context managers.

## Bad

````markdown content/knowledge/core/jobs.md
```python
def read(path: str) -> str:
    file = open(path)
    return file.read()
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def read(path: str) -> str:
    with open(path) as file:
        return file.read()
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
def resource_leak(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "resource-leak")
