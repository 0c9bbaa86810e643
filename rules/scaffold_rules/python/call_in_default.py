"""A parameter's default in a Python snippet is computed or filled once for all calls.

A list as default is shared by every call, and a call as default is made when the function is defined. The lint profile of
`core/coding-conventions.md` selects `B`, which says so.

## Bad

````markdown content/knowledge/core/jobs.md
```python
def add(item, items=[]):
    items.append(item)
    return items
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def add(item, items=None):
    items = [] if items is None else items
    items.append(item)
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
def call_in_default(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "call-in-default")
