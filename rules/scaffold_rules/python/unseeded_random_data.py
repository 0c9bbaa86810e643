"""Sample data is generated from unseeded random numbers.

Data that is different in every run makes tests and demonstrations that fail once in a while; `data-pipeline-dev-environment`
wants it repeatable. Looked at are files for fixtures and sample data, by the path in the snippet's first line. One report
per snippet; delays with jitter are no data.

## Bad

````markdown content/knowledge/data-pipeline/sample-data.md
---
name: sample-data
description: What sample-data is about
topics: [data-pipeline]
---

```python
# scripts/generate-sample-data.py
import random

def order() -> dict:
    return {"amount": random.randint(1, 100)}
```
````

## Good

````markdown content/knowledge/data-pipeline/sample-data.md
---
name: sample-data
description: What sample-data is about
topics: [data-pipeline]
---

```python
# scripts/generate-sample-data.py
import random

rng = random.Random(42)

def order() -> dict:
    return {"amount": rng.randint(1, 100)}
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.chains import calls, function_of
from scaffold_rules.python.source import has_python, python_snippets
from scaffold_rules.rule import rule

DRAWS = (
    *("random", "randint", "randrange", "choice", "choices", "sample", "shuffle", "uniform", "gauss", "getrandbits"),
    *("normalvariate", "lognormvariate", "expovariate", "betavariate", "gammavariate", "triangular", "paretovariate"),
)
_DATA_FILE = re.compile(r"fixture|sample|generat|seed_data|synthetic|factor(?:y|ies)|(?:^|/)(?:tests?/|conftest)")
_DELAY = re.compile(r"jitter|backoff|retry|delay|sleep", re.IGNORECASE)
_SEEDED = ("random.seed", "random.Random", "random.SystemRandom")


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO)
def unseeded_random_data(document: MarkdownDocument) -> Iterator[Finding]:
    """The first draw of such a file."""
    for snippet in python_snippets(document, "random"):
        if not _DATA_FILE.search(snippet.header):
            continue
        called = list(calls(snippet))
        if any(name in _SEEDED for _, name in called):
            continue
        drawn = [
            call
            for call, name in called
            if name.startswith("random.") and name.removeprefix("random.") in DRAWS
            if not (around := function_of(snippet, call)) or not _DELAY.search(around.name)
        ]
        if drawn:
            first = min(drawn, key=lambda call: (call.lineno, call.col_offset))
            message = "this data is different in every run; draw it from `random.Random(seed)`"
            yield from snippet.report(first, message)
