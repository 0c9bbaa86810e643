"""A loader of validation or test data shuffles.

`ml-training-patterns` shuffles training data alone: the order of evaluation data must not change between runs. Only the
literal `shuffle=True` counts, and only where the data or the loader is named for validation or testing. In tests, a "test
loader" may be any loader.

## Bad

````markdown content/knowledge/ml/ml-loaders.md
---
name: ml-loaders
description: What ml-loaders is about
topics: [ml]
---

```python
val_loader = DataLoader(val_dataset, batch_size=32, shuffle=True)
```
````

## Good

````markdown content/knowledge/ml/ml-loaders.md
---
name: ml-loaders
description: What ml-loaders is about
topics: [ml]
---

```python
val_loader = DataLoader(val_dataset, batch_size=32, shuffle=False)
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import argument, calls, is_true
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

_EVALUATION = re.compile(r"(?:^|_)(?:val|valid|validation|eval|evaluation|holdout|test)(?:_|$)")
_TRAINING = re.compile(r"train|finetune|calib")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING, fixable=True)
def shuffle_on_eval_loader(document: MarkdownDocument) -> Iterator[Finding]:
    """The argument `shuffle=True` of such loaders."""
    for snippet in python_snippets(document, "shuffle"):
        for call, _ in calls(snippet, "DataLoader"):
            shuffle = argument(call, "shuffle")
            if shuffle is None or not is_true(shuffle.value):
                continue
            name = next((n for n in _names(snippet, call) if _is_evaluation(n, in_test=snippet.is_test)), None)
            if name and not any(_TRAINING.search(each.lower()) for each in _names(snippet, call)):
                fixes = snippet.fix("do not shuffle", (snippet.span(shuffle.value), "False"))
                message = f"`{name}` is evaluation data, and the order in which it is evaluated must not change"
                yield from snippet.report(shuffle, message, fixes=fixes)


def _is_evaluation(name: str, *, in_test: bool) -> bool:
    match = _EVALUATION.search(_WORD.sub("_", name).lower())
    return match is not None and not (in_test and "test" in match.group())


def _names(snippet: PythonSnippet, call: ast.Call) -> Iterator[str]:
    """What the data and the loader are called."""
    data = call.args[0] if call.args else getattr(argument(call, "dataset"), "value", None)
    if data is not None:
        yield from _words(data)
    above = next(snippet.ancestors(call), None)
    if isinstance(above, ast.Assign):
        for target in above.targets:
            yield from _words(target)


def _words(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.Subscript(slice=ast.Constant(value=str(name))):
            yield name
        case ast.Call(func=func, keywords=keywords):
            yield from _words(func)
            yield from (str(k.value.value) for k in keywords if k.arg == "split" and isinstance(k.value, ast.Constant))
