"""Preprocessing is fitted on data that must stay unseen.

A scaler or encoder that has seen the test data makes every score too good. `ml-model-evaluation` and
`data-science-model-evaluation` split first and fit on the training part alone. Reported are preprocessing steps fitted on
what is named test, validation or holdout data, and on data that is split afterwards. Unit tests of a transformer,
encoders of labels and projections for a picture are left alone.

## Bad

````markdown content/knowledge/ml/ml-preprocessing.md
---
name: ml-preprocessing
description: What ml-preprocessing is about
topics: [ml]
---

```python
X_scaled = scaler.fit_transform(X)
X_train, X_test = train_test_split(X_scaled, random_state=42)
```
````

## Good

````markdown content/knowledge/ml/ml-preprocessing.md
---
name: ml-preprocessing
description: What ml-preprocessing is about
topics: [ml]
---

```python
X_train, X_test = train_test_split(X, random_state=42)
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import calls, chain
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule

_UNSEEN = re.compile(r"(?:^|_)(?:test|val|valid|validation|holdout)(?:_|$)", re.IGNORECASE)
_STEP = re.compile(
    r"scal|imput|encod|normali[sz]|vectori[sz]|preprocess|transformer|selector|discreti[sz]|binari[sz]|tfidf"
)
_HARMLESS = re.compile(r"label|target|tsne|umap|isomap|\bmds\b|plot|viz")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def preprocessing_fit_leak(document: MarkdownDocument) -> Iterator[Finding]:
    """The data that a preprocessing step is fitted on."""
    for snippet in python_snippets(document, ".fit"):
        if snippet.is_test:
            continue
        for call, _ in calls(snippet, "fit", "fit_transform"):
            if not (isinstance(call.func, ast.Attribute) and call.args and isinstance(call.args[0], ast.Name)):
                continue
            data = call.args[0]
            receiver = chain(call.func.value).lower()
            if _HARMLESS.search(receiver) or not (_STEP.search(receiver)):
                continue
            if _UNSEEN.search(data.id) and "train" not in data.id.lower():
                yield from snippet.report(
                    data, f"`{data.id}` must stay unseen; fit on training data, then only transform it"
                )
            elif _is_split_later(snippet, call, data.id):
                message = f"`{data.id}` is split afterwards, so this has seen the test data; split first"
                yield from snippet.report(data, message)


def _is_split_later(snippet: PythonSnippet, call: ast.Call, data: str) -> bool:
    """Whether the data, or what comes of it, is given to `train_test_split` further down in the same scope."""
    above = next(snippet.ancestors(call), None)
    made = {chain(target) for target in above.targets} if isinstance(above, ast.Assign) else set()
    scope = snippet.scope(call)
    return any(
        split.lineno > call.lineno
        and snippet.scope(split) is scope
        and any(isinstance(arg, ast.Name) and arg.id in {data, *made} for arg in split.args)
        for split, _ in calls(snippet, "train_test_split")
    )
