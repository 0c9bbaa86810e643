"""An item of the link check's skip list can match no address.

Items are hosts, which cover their subdomains, or whole addresses, letter by letter as they stand in a source. Capitals,
ports, paths without `https://`, wildcards and leading dots match nothing, and the links they were meant for are checked
all the same.

## Bad

```yaml .scaffold/observability.yaml
knowledge_freshness:
  link_check:
    skip: ["*.example.org"]
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
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.url import parse_host


@rule(on=Observability, severity=Severity.WARNING, fixable=True)
def unmatchable_skip(config: Observability) -> Iterator[Finding]:
    """Items that are no whole address and not what a parsed address has as its host."""
    for node in scalars(follow(config.root, ("knowledge_freshness", "link_check", "skip"))):
        meant = parse_host(node.text.removeprefix("*").strip("."))
        if "://" in node.text or (meant and meant == node.text):
            continue
        yield Finding(
            node.span,
            f"`{node.text}` is neither a host nor a whole address with `https://`; it matches nothing",
            fixes=fix_of(f"Write `{meant}`", replace_scalar(node, meant)) if meant else (),
        )
