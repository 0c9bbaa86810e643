"""An item of the allowlist has a form that no address can match.

Items are compared with an address's host as it is, letter by letter: a bare host covers its subdomains, and wildcards,
leading dots, queries or other scripts than ASCII are taken for part of the name. Capitals, schemes and trailing slashes
are the schema's complaint.

## Bad

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - "*.openapis.org"
```

## Good

```yaml docs/knowledge-freshness/authoritative-sources.yaml
hosts:
  - openapis.org
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.project_files import Allowlist
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.url import parse_host

_SCHEMA_ACCEPTS = re.compile(r"[^A-Z:/\s]+(/\S*[^/\s])?\Z")


@rule(on=Allowlist, severity=Severity.WARNING, fixable=True)
def unmatchable_item(allowlist: Allowlist) -> Iterator[Finding]:
    """Hosts that are not what a parsed address has as its host; repositories with the ending of a clone's address."""
    for node in allowlist.hosts:
        host, slash, prefix = node.text.partition("/")
        meant = parse_host(host.removeprefix("*").strip("."))
        odd_prefix = "?" in prefix or "#" in prefix or "*" in prefix
        if not _SCHEMA_ACCEPTS.match(node.text) or (meant == host and not odd_prefix):
            continue
        better = f"{meant}{slash}{prefix}" if meant and not odd_prefix else ""
        yield Finding(
            node.span,
            f"never matches an address{f'; write `{better}`, which covers its subdomains' if better else ''}",
            fixes=fix_of(f"Write `{better}`", replace_scalar(node, better)) if better else (),
        )
    for node in allowlist.github_repos:
        if node.text.endswith(".git"):
            better = node.text.removesuffix(".git")
            yield Finding(
                node.span,
                f"never matches a page of the repository; write `{better}`",
                fixes=fix_of(f"Write `{better}`", replace_scalar(node, better)),
            )
