"""`knowledge/VERSION` is not a single version `X.Y.Z`.

The freshness tooling reads the file, raises one of the three numbers and writes it back; anything else it cannot raise.

## Bad

```text content/knowledge/VERSION
v1.4
```

## Good

```text content/knowledge/VERSION
1.4.0
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.frontmatter import js_trim
from scaffold_rules.documents.pages import VersionFile
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+\Z")
_NEARLY = re.compile(r"""[vV"']?([0-9]+\.[0-9]+\.[0-9]+)["']?\Z""")


@rule(on=VersionFile, severity=Severity.WARNING, fixable=True)
def odd_version(file: VersionFile) -> Iterator[Finding]:
    """The text, when it is not three numbers."""
    text = js_trim(file.text)
    if not _VERSION.match(text):
        start = file.text.find(text)
        found = f"`{text[:40]}`" if text else "an empty file"
        span = Span(start, start + len(text))
        near = _NEARLY.match(text)
        fixes = (replace_fix(f"Write `{near[1]}`", span, near[1]),) if near else ()
        yield Finding(span, f"expected a version `X.Y.Z`, found {found}", fixes=fixes)
