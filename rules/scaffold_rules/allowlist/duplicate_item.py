"""An item of the allowlist is there twice, or lies below another one.

A host covers its subdomains and all their pages, so that `docs.example.org` beside `example.org` adds nothing.

## Bad

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - openapis.org
  - spec.openapis.org
```

## Good

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - spec.openapis.org
  - spec.graphql.org
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import Allowlist
from scaffold_rules.documents.yaml import Scalar, Sequence
from scaffold_rules.edits import fix_of, remove_item
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule
from scaffold_rules.sources import host_covers
from scaffold_rules.url import parse_url


@rule(on=Allowlist, severity=Severity.INFO, fixable=True)
def duplicate_item(allowlist: Allowlist) -> Iterator[Finding]:
    """Items that an earlier equal one, or any wider one of the same list, makes superfluous."""
    for key, nodes in (("hosts", allowlist.hosts), ("github_repos", allowlist.github_repos)):
        field = allowlist.field(key)
        for place, node in enumerate(nodes):
            twin = next((other for other in nodes[:place] if other.text == node.text), None)
            wider = next((other for other in nodes if key == "hosts" and _below(node, other)), None)
            other = twin or wider
            if other and field and isinstance(field.value, Sequence):
                yield Finding(
                    node.span,
                    f"`{node.text}` is listed already" if twin else f"`{node.text}` is covered by `{other.text}`",
                    fixes=fix_of("Remove it", remove_item(allowlist, field.value, node)),
                    related=(Related(allowlist.path, other.span, "the other one"),),
                    tags=("unnecessary",),
                )


def _below(node: Scalar, other: Scalar) -> bool:
    """Whether all that an item covers is covered by another, different one."""
    url = parse_url(f"https://{node.text}") if node.text != other.text else None
    return url is not None and host_covers(other.text, url)
