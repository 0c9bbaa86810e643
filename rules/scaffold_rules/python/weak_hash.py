"""A Python snippet hashes with MD5 or SHA-1 and does not say that it is not for security.

For passwords and signatures they are broken (`core/security-best-practices.md`); for a cache key or a bucket
`usedforsecurity=False` says so to readers, scanners and FIPS builds.

## Bad

````markdown content/knowledge/core/jobs.md
```python
import hashlib

key = hashlib.md5(b"query").hexdigest()
```
````

## Good

````markdown content/knowledge/core/jobs.md
```python
import hashlib

key = hashlib.md5(b"query", usedforsecurity=False).hexdigest()
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
def weak_hash(document: MarkdownDocument, project: Project) -> Iterator[Finding]:
    """What ruff finds of this kind."""
    return ruff_findings(document, project, "weak-hash")
