"""A Python snippet imports a name and never uses it.

Snippets are copied as they are, and the first thing the reader's own linter says is `F401`; `data-science/ds-conventions.md`
and `core/coding-conventions.md` tell the reader to select `F`. A snippet that shows nothing but imports is about them and is
left alone.

## Bad

````markdown content/knowledge/core/jobs.md
```python
import json
import os


def load(text: str) -> dict:
    return json.loads(text)
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
import json


def load(text: str) -> dict:
    return json.loads(text)
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
def unused_import(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "unused-import")
