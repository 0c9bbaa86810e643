"""A test reads training or production data.

Tests that read the training set pass by heart, and production data does not belong on a laptop: `ml-testing` and
`data-pipeline-testing` demand small fixtures. Looked at are paths written out in calls that read; holdouts, samples,
fixtures and files the test itself writes are fine.

## Bad

````markdown content/knowledge/ml/ml-tests.md
---
name: ml-tests
description: What ml-tests is about
topics: [ml]
---

```python
def test_accuracy():
    frame = pd.read_csv("data/train/orders.csv")
    assert accuracy(frame) > 0.9
```
````

## Good

````markdown content/knowledge/ml/ml-tests.md
---
name: ml-tests
description: What ml-tests is about
topics: [ml]
---

```python
def test_accuracy():
    frame = pd.read_csv("tests/fixtures/holdout.csv")
    assert accuracy(frame) > 0.9
```
````
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import calls, snippets_with_any
from scaffold_rules.python.source import has_python
from scaffold_rules.rule import rule

READS = (
    *("read_csv", "read_parquet", "read_json", "read_table", "read_excel", "read_feather", "read_pickle", "scan_csv"),
    *("scan_parquet", "open", "load", "loadtxt", "load_dataset", "parquet", "csv", "Path", "read_delta"),
)
_REAL = re.compile(r"(?:^|[/_.-])(?:train|training|production|prod)(?:[/_.-]|$)", re.IGNORECASE)
_SMALL = re.compile(r"fixture|sample|holdout|mock|fake|dummy|golden|baseline|tiny|tmp|temp", re.IGNORECASE)
_PATH = re.compile(r"[\w{}$.~-]+/|\.\w{2,8}$")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.WARNING)
def training_data_in_test(document: MarkdownDocument) -> Iterator[Finding]:
    """The paths of such files."""
    for snippet in snippets_with_any(document, ("train", "prod")):
        if not (snippet.is_test or "def test" in snippet.text or "class Test" in snippet.text):
            continue
        for call, name in calls(snippet, *READS):
            path = call.args[0] if call.args else None
            text = path.value if isinstance(path, ast.Constant) else None
            if path is None or not isinstance(text, str) or not snippet.in_test(call) or ".write" in name:
                continue
            written = (
                len(call.args) > 1 and isinstance(mode := call.args[1], ast.Constant) and str(mode.value)[:1] in "wax"
            )
            if written or not _PATH.search(text) or not _REAL.search(text) or _SMALL.search(text):
                continue
            if snippet.text.count(text) == 1 and "chdir" not in snippet.text:
                message = f"tests must not read `{text}`; give them a small fixture of their own"
                yield from snippet.report(path, message)
