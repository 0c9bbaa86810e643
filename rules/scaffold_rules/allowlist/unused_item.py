"""An item of the allowlist covers no source of any knowledge entry.

The list says whom the content trusts; what nobody cites is trusted for nothing.

## Bad

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - openapis.org
  - aicpa.org
```

## Good

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - openapis.org
```

## With

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.allowlist.unmatchable_item import unmatchable_item
from scaffold_rules.documents.project_files import Allowlist
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_rules.shape import complaints_of
from scaffold_rules.sources import addresses, host_covers, repo_covers


@rule(on=Allowlist, severity=Severity.INFO)
def unused_item(allowlist: Allowlist, project: Project) -> Iterator[Finding]:
    """Hosts and repositories that cover no address, where there are addresses at all."""
    urls = addresses(project)
    if not project.complete or not urls:
        return
    never = {
        finding.span for finding in (*unmatchable_item.find(allowlist), *complaints_of(allowlist, "invalid-value"))
    }
    for nodes, covers in ((allowlist.hosts, host_covers), (allowlist.github_repos, repo_covers)):
        for node in nodes:
            if node.span not in never and not any(covers(node.text, url) for url in urls):
                yield Finding(node.span, f"no source of any entry comes from `{node.text}`", tags=("unnecessary",))
