"""A checkpoint is loaded with `torch.load` without `weights_only=True`.

A pickled checkpoint can run any code while it is loaded. The content tells readers to verify checkpoints before they load
them (`ml-security`) and never to deserialise what is not trusted (`security-best-practices`); a state dictionary loads
with `weights_only=True` just as well. It is the default since PyTorch 2.6, so an entry whose `version-pin` begins there
need not say it; `weights_only=False` is only mentioned, since somebody decided it.

## Bad

````markdown content/knowledge/ml/ml-checkpoints.md
---
name: ml-checkpoints
description: What ml-checkpoints is about
topics: [ml]
---

```python
checkpoint = torch.load(path, map_location="cpu")
```
````

## Good

````markdown content/knowledge/ml/ml-checkpoints.md
---
name: ml-checkpoints
description: What ml-checkpoints is about
topics: [ml]
---

```python
checkpoint = torch.load(path, map_location="cpu", weights_only=True)
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, calls, is_false, starred
from scaffold_rules.python.pins import pinned_since
from scaffold_rules.python.repair import add_argument
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule

TITLE = "load the weights only, with `weights_only=True`"


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def unsafe_torch_load(document: MarkdownDocument) -> Iterator[Finding]:
    """Loads that may run code from the file."""
    for snippet in python_snippets(document, "load(", "torch"):
        for call, name in calls(snippet, "load"):
            if name != "torch.load" or starred(call):
                continue
            given = argument(call, "weights_only")
            if given is None and not pinned_since(document, "torch", (2, 6)):
                fixes = snippet.fix(TITLE, add_argument(snippet, call, "weights_only=True"), safe=False)
                message = (
                    "`torch.load` without `weights_only=True` runs whatever code the file holds before PyTorch 2.6"
                )
                yield from snippet.report(call, message, fixes=fixes)
            elif given is not None and is_false(given.value):
                fixes = snippet.fix(TITLE, (snippet.span(given.value), "True"), safe=False)
                message = "`weights_only=False` lets the file run any code; state dictionaries load without it"
                yield from snippet.report(given, message, severity=Severity.INFO, fixes=fixes)
