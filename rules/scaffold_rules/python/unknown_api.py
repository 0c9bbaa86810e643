"""A snippet uses a name or an argument that the library does not have.

Whoever copies it gets an `AttributeError` or a `TypeError`. The rows of the table (`apis.py`) were each tried with the
library; an entry whose `version-pin` names another version is left alone.

## Bad

````markdown content/knowledge/ml/ml-devices.md
---
name: ml-devices
description: What ml-devices is about
topics: [ml]
---

```python
memory = torch.cuda.get_device_properties(0).total_mem
```
````

## Good

````markdown content/knowledge/ml/ml-devices.md
---
name: ml-devices
description: What ml-devices is about
topics: [ml]
---

```python
memory = torch.cuda.get_device_properties(0).total_memory
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.apis import UNKNOWN
from scaffold_rules.python.source import has_python
from scaffold_rules.python.uses import api_findings
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.ERROR, fixable=True)
def unknown_api(document: MarkdownDocument) -> Iterator[Finding]:
    """Uses of what is not there."""
    return api_findings(document, UNKNOWN)
