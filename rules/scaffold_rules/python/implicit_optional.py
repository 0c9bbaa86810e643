"""A parameter in a Python snippet may be `None` although its type says otherwise.

Type checkers reject `items: list[str] = None` since PEP 484 was amended; readers who copy the signature inherit the lie.

## Bad

````markdown content/knowledge/core/jobs.md
```python
def run(items: list[str] = None):
    return items
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def run(items: list[str] | None = None):
    return items
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


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def implicit_optional(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "implicit-optional")
