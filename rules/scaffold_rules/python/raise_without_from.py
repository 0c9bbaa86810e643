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

import ast
from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.project import Project
from scaffold_rules.python.ruff import ruff_findings
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def raise_without_from(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind; where the exception has a name, it may be the cause."""
    repairs: dict[int, tuple[Fix, ...]] | None = None
    for finding in ruff_findings(document, project, "raise-without-from"):
        repairs = dict(_repairs(document)) if repairs is None else repairs
        yield replace(finding, fixes=repairs.get(finding.span.start, ()))


def _repairs(document: MarkdownDocument) -> Iterator[tuple[int, tuple[Fix, ...]]]:
    """For each raise in a handler that names its exception: where it is, and the fix."""
    for snippet in python_snippets(document, "raise"):
        for node in snippet.of(ast.Raise):
            handler = next((each for each in snippet.ancestors(node) if isinstance(each, ast.ExceptHandler)), None)
            if node.exc is not None and node.cause is None and handler is not None and handler.name:
                edit = (snippet.after(node.exc), f" from {handler.name}")
                yield (
                    snippet.host_span(node).start,
                    snippet.fix(f"Raise it `from {handler.name}`", edit, safe=False),
                )
