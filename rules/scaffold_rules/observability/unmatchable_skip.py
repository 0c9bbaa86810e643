"""An item of the link check's skip list can match no address.

Items are hosts, or whole addresses with their `https://`. Anything else is compared in vain, and the links it was meant
for are checked all the same.

## Bad

```yaml .scaffold/observability.yaml
knowledge_freshness:
  link_check:
    skip: [example.org/private]
```

## Good

```yaml .scaffold/observability.yaml
knowledge_freshness:
  link_check:
    skip: [example.org, "https://example.com/private"]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import scalars
from scaffold_rules.documents.project_files import Observability
from scaffold_rules.documents.yaml import follow
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Observability, severity=Severity.WARNING)
def unmatchable_skip(config: Observability) -> Iterator[Finding]:
    """Items with a path but no scheme, with a wildcard, or with nothing in them."""
    for node in scalars(follow(config.root, ("knowledge_freshness", "link_check", "skip"))):
        text = node.text
        if "://" not in text and ("/" in text or "*" in text or not text.strip()):
            yield Finding(
                node.span, f"`{text}` is neither a host nor a whole address with `https://`; it matches nothing"
            )
