"""A template has a `{{MARKER}}` that nothing fills in.

The installer leaves it in the file it writes.

## Bad

```text content/assets/agent-ops/git/setup.sh.tmpl
BRANCH={{MAIN_BRANCH}}
```

## Good

```text content/assets/agent-ops/git/setup.sh.tmpl
BRANCH={{DEFAULT_BRANCH}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.kind import Kind
from scaffold_rules.documents.pages import Template
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span
from scaffold_schemas.vocabulary import writing

_MARKER = re.compile(r"\{\{([A-Z][A-Z0-9_]*)\}\}")


@rule(on=Template, severity=Severity.WARNING, fixable=True)
def unknown_marker(template: Template) -> Iterator[Finding]:
    """Markers that the installer does not know."""
    if template.kind is not Kind.TEMPLATE or "{{" not in template.text:
        return
    for match in _MARKER.finditer(template.text):
        if match[1] not in writing.AGENT_OPS_MARKERS:
            suggestions = nearest(match[1], writing.AGENT_OPS_MARKERS)
            span = Span(*match.span(1))
            fixes = tuple(replace_fix(f"Replace with `{word}`", span, word, safe=False) for word in suggestions[:1])
            yield Finding(span, f"nothing fills in `{match.group()}`{did_you_mean(suggestions)}", fixes=fixes)
