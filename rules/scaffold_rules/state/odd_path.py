"""A step records a file outside the project, or in a way that fits one system only.

The scaffold tool refuses paths that are absolute or climb with `..`, so the step counts as lacking the file. Paths are
written with forward slashes.

Upstream: `ARTIFACT_PATH_REJECTED` when it runs; `STATE_PATH_FORMAT_INVALID` is documented and was never built.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "tech-stack": { "status": "pending", "produces": ["/home/me/shop/docs/tech-stack.md"] }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "tech-stack": { "status": "pending", "produces": ["docs/tech-stack.md"] }
  }
}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import scalars
from scaffold_rules.documents.project_files import State
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_ODD = (
    (re.compile(r"\s*\Z"), "is empty"),
    (re.compile(r"[/\\]|[A-Za-z]:[/\\]"), "is absolute; paths are relative to the project's folder"),
    (re.compile(r"(?:.*[/\\])?\.\.(?:[/\\]|\Z)", re.DOTALL), "climbs with `..`; a path out of the project is rejected"),
    (re.compile(r".*\\", re.DOTALL), "has a backslash; write forward slashes"),
)


@rule(on=State, severity=Severity.WARNING, upstream=("ARTIFACT_PATH_REJECTED", "STATE_PATH_FORMAT_INVALID"))
def odd_path(state: State) -> Iterator[Finding]:
    """The first thing that is odd about each path under `produces`."""
    for record in state.records:
        for item in scalars(record.node.value("produces")):
            why = next((why for pattern, why in _ODD if pattern.match(item.text)), None)
            if why is not None:
                yield Finding(item.span, f"`{item.text}` {why}")
