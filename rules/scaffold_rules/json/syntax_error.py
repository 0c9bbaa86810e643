"""JSON that cannot be read.

The scaffold tool stops with `STATE_PARSE_ERROR` or its like, or drops the record.

## Bad

```json .scaffold/state.json
{"schema-version": 4,}
```

## Good

```json .scaffold/lock.json
{"holder": "a", "pid": 1, "started": "2026-01-01T00:00:00Z", "processStartedAt": "2026-01-01T00:00:00Z", "command": "run"}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=YamlDocument, severity=Severity.ERROR)
def syntax_error(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    return problems_of(document, "json/syntax-error")
