"""A snippet uses what its library has deprecated or renamed.

Stages in MLflow's registry, runners in BentoML and others: the names are a table (`apis.py`), each with the version, the
source and the day it was looked up. An entry whose `version-pin` is older is left alone.

## Bad

````markdown content/knowledge/ml/ml-registry.md
---
name: ml-registry
description: What ml-registry is about
topics: [ml]
---

```python
model = mlflow.pyfunc.load_model("models:/fraud-detector/Production")
```
````

## Good

````markdown content/knowledge/ml/ml-registry.md
---
name: ml-registry
description: What ml-registry is about
topics: [ml]
---

```python
model = mlflow.pyfunc.load_model("models:/fraud-detector@champion")
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.apis import DEPRECATED
from scaffold_rules.python.source import has_python
from scaffold_rules.python.uses import api_findings
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def deprecated_library_api(document: MarkdownDocument) -> Iterator[Finding]:
    """Uses of such names, arguments and addresses."""
    return api_findings(document, DEPRECATED)
