"""An output is not a plain path below the project's folder.

The path is looked for exactly as it is written: nothing expands `*`, `~` or `{…}`, a path that is absolute or climbs
out with `..` is rejected, and a backslash is no separator everywhere. Such an output is never found, and the
completed step counts as undone.

Upstream: `FRONTMATTER_PATH_FORMAT_INVALID` (documented, never implemented).

## Bad

```markdown content/pipeline/modeling/adrs.md
---
name: adrs
description: What it is for
phase: decisions
order: 610
outputs: [docs/adrs/*.md]
---
```

## Good

```markdown content/pipeline/modeling/adrs.md
---
name: adrs
description: What it is for
phase: decisions
order: 610
outputs: [docs/adrs/]
---
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_ODD = (
    (re.compile(r"\s*\Z"), "is empty"),
    (re.compile(r"/|[A-Za-z]:[/\\]"), "is absolute; paths are relative to the project's folder"),
    (re.compile(r"~"), "begins with `~`, which nothing expands"),
    (re.compile(r"[a-z]+://"), "is a URL; outputs are paths below the project's folder"),
    (re.compile(r".*\\"), "has a backslash; write forward slashes"),
    (re.compile(r"(?:.*/)?\.\.(?:/|\Z)"), "climbs with `..`; a path that leaves the project's folder is rejected"),
    (re.compile(r".*[*?]"), "has a wildcard, which nothing expands; name the folder"),
    (re.compile(r".*[{}<>$]"), "has a placeholder, which nothing fills in; name the folder"),
    (re.compile(r".*\s"), "has a space in it; is it one path?"),
)


@rule(on=Prompt, severity=Severity.WARNING, fixable=True, upstream=("FRONTMATTER_PATH_FORMAT_INVALID",))
def odd_output_path(prompt: Prompt) -> Iterator[Finding]:
    """The first thing that is odd about each output."""
    for item in prompt.outputs:
        why = next((why for pattern, why in _ODD if pattern.match(item.text)), None)
        if why is not None:
            plain = item.text.replace("\\", "/").strip()
            better = plain.removeprefix("/") if plain.startswith("/docs/") else plain
            good = better != item.text and not any(pattern.match(better) for pattern, _ in _ODD)
            edits = replace_scalar(item, better) if good else None
            fixes = fix_of(f"Write `{better}`", edits, safe=plain == better)
            yield Finding(item.span, f"output `{item.text}` {why}", fixes=fixes)
