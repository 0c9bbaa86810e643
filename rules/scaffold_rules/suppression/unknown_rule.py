"""An ignore comment names a rule that does not exist.

It silences nothing, and nobody would be told.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game  # scaffold-lint: ignore[overlay/unknow-step]
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game  # scaffold-lint: ignore[overlay/unknown-step]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import Document
from scaffold_rules.finding import Finding, Severity, replace_fix
from scaffold_rules.rule import rule
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.suppress import MARK, suppressions


@rule(on=Document, severity=Severity.WARNING, fixable=True)
def unknown_rule(document: Document) -> Iterator[Finding]:
    """Names in ignore comments that are neither a rule nor a family."""
    if MARK not in document.text:
        return
    from scaffold_rules.explain import known_names  # the registry knows this rule too

    known = known_names()
    for comment in suppressions(document):
        for name, span in comment.names:
            if name not in known and name != "all":
                suggestions = nearest(name, known)
                fixes = tuple(replace_fix(f"Replace with `{word}`", span, word) for word in suggestions[:1])
                yield Finding(span, f"no rule is called `{name}`{did_you_mean(suggestions)}", fixes=fixes)
