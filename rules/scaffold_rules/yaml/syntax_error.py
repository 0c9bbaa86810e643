"""YAML that cannot be read.

The scaffold tool drops the whole file: a step disappears from the pipeline, an overlay is skipped, an entry is not
indexed. Often the only trace is one line on standard error.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
description: Games: all of them
project-type: game
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: "Games: all of them"
project-type: game
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule
from scaffold_rules.yaml.slips import slip_fixes


@rule(on=YamlDocument, severity=Severity.ERROR, fixable=True)
def syntax_error(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed."""
    for finding in problems_of(document, "yaml/syntax-error"):
        yield replace(finding, fixes=slip_fixes(document, finding.span))
