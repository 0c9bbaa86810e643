"""`zero_grad` is told to do what it does anyway.

`set_to_none=True` is the default since PyTorch 2.0. An entry whose `version-pin` is older is left alone.

## Bad

````markdown content/knowledge/ml/ml-loops.md
---
name: ml-loops
description: What ml-loops is about
topics: [ml]
---

```python
optimizer.zero_grad(set_to_none=True)
```
````

## Good

````markdown content/knowledge/ml/ml-loops.md
---
name: ml-loops
description: What ml-loops is about
topics: [ml]
---

```python
optimizer.zero_grad()
```
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, calls, is_true
from scaffold_rules.python.pins import speaks_of
from scaffold_rules.python.repair import remove_only_argument
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule


@rule(on=MarkdownDocument, where=has_python, severity=Severity.HINT, fixable=True)
def redundant_set_to_none(document: MarkdownDocument) -> Iterator[Finding]:
    """The argument."""
    for snippet in python_snippets(document, "set_to_none"):
        for call, _ in calls(snippet, "zero_grad"):
            given = argument(call, "set_to_none")
            if given is not None and is_true(given.value) and speaks_of(document, "torch", (2,)):
                line = snippet.text[snippet.span(call).end :].partition("\n")[0]
                spoken_of = "#" in line  # a comment behind it is about the argument
                edit = remove_only_argument(snippet, call)
                fixes = snippet.fix("remove `set_to_none=True`", edit, safe=not spoken_of)
                yield from snippet.report(given, "`set_to_none=True` is the default since PyTorch 2.0", fixes=fixes)
