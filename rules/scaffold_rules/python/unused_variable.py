"""A Python snippet assigns a local variable and never reads it.

Dead code in an example sends its reader looking for the use; `F841` of every linter the content recommends.

## Bad

````markdown content/knowledge/core/jobs.md
```python
def mean(values):
    size = len(values)
    return sum(values) / len(values)
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def mean(values):
    return sum(values) / len(values)
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
def unused_variable(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "unused-variable")
