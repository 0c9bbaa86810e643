"""A unit test talks to a real service.

`ml-testing` and `backend-testing` mock storage, databases, HTTP and experiment trackers in unit tests. Silent as soon as
the snippet mocks anything, asks for a mock, is marked or filed as an integration test, or talks to the own machine.

## Bad

````markdown content/knowledge/backend/tests.md
---
name: tests
description: What tests is about
topics: [backend]
---

```python
def test_upload():
    boto3.client("s3").put_object(Bucket="b", Key="k", Body=b"x")
```
````

## Good

````markdown content/knowledge/backend/tests.md
---
name: tests
description: What tests is about
topics: [backend]
---

```python
def test_upload(s3_mock):
    boto3.client("s3").put_object(Bucket="b", Key="k", Body=b"x")
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

SERVICES = {
    **dict.fromkeys(("boto3.client", "boto3.resource", "boto3.Session"), "AWS"),
    **dict.fromkeys(("psycopg2.connect", "psycopg.connect", "snowflake.connector.connect"), "a database"),
    **dict.fromkeys(("pymongo.MongoClient", "redis.Redis", "redis.from_url", "redis.StrictRedis"), "a database"),
    **{
        f"{lib}.{verb}": "the network"
        for lib in ("requests", "httpx")
        for verb in ["get", "post", "put", "delete", "patch"]
    },
    "urllib.request.urlopen": "the network",
    **{
        f"mlflow.{verb}": "a tracking server"
        for verb in ["start_run", "log_metric", "log_metrics", "log_param", "log_params"]
    },
}
"""Functions that reach out, with what they reach."""
LASTS = tuple({name.rpartition(".")[2] for name in SERVICES})
_HANDLED = re.compile(
    r"patch|mock|moto|responses|respx|\bvcr\b|cassette|testcontainers|localhost|127\.0\.0\.1|integration|e2e|smoke|"
    r"pytest\.mark\.(?:network|slow|external|aws)|file:|sqlite|fake|stub|skipif|live_server|base_url|service_url",
    re.IGNORECASE,
)


@rule(on=MarkdownDocument, where=has_python, severity=Severity.INFO)
def unmocked_heavy_dependency(document: MarkdownDocument) -> Iterator[Finding]:
    """The calls that reach out."""
    for snippet in python_snippets(document, "def test_"):
        for call, name in calls(snippet, *LASTS):
            around = function_of(snippet, call) if name in SERVICES else None
            if around is not None and around.name.startswith("test_") and not _HANDLED.search(snippet.text):
                message = f"this unit test reaches {SERVICES[name]}; mock it, or file it as an integration test"
                yield from snippet.report(call.func, message)
