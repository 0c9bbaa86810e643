"""A Python snippet catches every exception, mistakes of its own included.

`core/coding-conventions.md` asks for specific exceptions and says that swallowed ones are the bugs that are found last.
A handler that raises again, or logs the traceback, is no blind one.

## Bad

````markdown content/knowledge/core/jobs.md
```python
def load(path):
    try:
        return read(path)
    except Exception:
        return None
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def load(path):
    try:
        return read(path)
    except OSError:
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


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def blind_except(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "blind-except")
