"""An f-string in a Python snippet has nothing to fill in.

Either the `f` is left over or a placeholder was forgotten; `F541` of every linter the content recommends.

## Bad

````markdown content/knowledge/core/jobs.md
```python
print(f"done")
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
print("done")
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
def placeholderless_f_string(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "placeholderless-f-string")
