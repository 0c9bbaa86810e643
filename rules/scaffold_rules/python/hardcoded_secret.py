"""A Python snippet has a password or token as a literal.

What is copied from a guide is committed; `data-pipeline/data-pipeline-security.md` and `core/security-best-practices.md` keep
credentials out of code. Tests may have made-up ones.

## Bad

````markdown content/knowledge/core/jobs.md
```python
password = "hunter2-prod"
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
import os

password = os.environ["DB_PASSWORD"]
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
def hardcoded_secret(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "hardcoded-secret")
