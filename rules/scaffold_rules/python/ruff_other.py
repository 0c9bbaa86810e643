"""A Python snippet has one of the plain mistakes that ruff knows.

Comparisons with `None` by `==`, statements without effect, blocking calls in `async` functions, `eval`, requests without
a timeout, SQL and shell commands put together from text: ruff's own pages explain each code.

## Bad

````markdown content/knowledge/core/jobs.md
```python
if value == None:
    print("nothing")
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
if value is None:
    print("nothing")
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
def ruff_other(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "ruff-other")
