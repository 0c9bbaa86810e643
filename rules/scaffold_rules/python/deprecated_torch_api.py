"""A snippet uses a PyTorch name that is deprecated.

Running it warns today and fails one day. The names are a table (`apis.py`), each with the version, the source and the day
it was looked up; an entry whose `version-pin` is older is left alone. `ml-training-patterns` itself shows the new form,
`torch.autocast(device_type=…)`.

## Bad

````markdown content/knowledge/ml/ml-precision.md
---
name: ml-precision
description: What ml-precision is about
topics: [ml]
---

```python
scaler = torch.cuda.amp.GradScaler()
```
````

## Good

````markdown content/knowledge/ml/ml-precision.md
---
name: ml-precision
description: What ml-precision is about
topics: [ml]
---

```python
scaler = torch.amp.GradScaler("cuda")
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.apis import DEPRECATED_TORCH
from scaffold_rules.python.source import has_python
from scaffold_rules.python.uses import api_findings
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO, fixable=True)
def deprecated_torch_api(document: MarkdownDocument) -> Iterator[Finding]:
    """Uses of such names, in annotations and imports too."""
    return api_findings(document, DEPRECATED_TORCH)
