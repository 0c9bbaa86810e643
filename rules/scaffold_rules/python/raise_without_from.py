"""An exception handler in a Python snippet raises another exception without saying from which.

The traceback then reads as if handling had failed ("During handling of the above exception …"). The lint profile of
`core/coding-conventions.md` selects `B`, which says so.

## Bad

````markdown content/knowledge/core/jobs.md
```python
def port(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise RuntimeError(f"no port: {text}")
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
def port(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(f"no port: {text}") from error
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
def raise_without_from(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "raise-without-from")
