"""The same key twice in one mapping.

The scaffold tool's parser takes this for a syntax error and drops the whole file, where other tools silently keep the
last value. Of JSON the scaffold tool, too, keeps the last, which is worth a warning.

## Bad

```yaml content/methodology/game-overlay.yml
name: game
name: games
description: Games
project-type: game
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: Games
project-type: game
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scaffold_rules.documents.document import YamlDocument
from scaffold_rules.documents.project_files import JsonDocument, JsonLines
from scaffold_rules.documents.yaml import Mapping, node_at, value_of
from scaffold_rules.documents.yaml_tags import key_name
from scaffold_rules.edits import fix_of, remove_entry
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.problems import problems_of
from scaffold_rules.rule import rule


@rule(on=YamlDocument, severity=Severity.ERROR, fixable=True)
def duplicate_key(document: YamlDocument) -> Iterator[Finding]:
    """What parsing noticed; of two entries that say the same one goes, of two that do not either may."""
    severity = Severity.WARNING if isinstance(document, JsonDocument | JsonLines) else None
    for finding in problems_of(document, "yaml/duplicate-key"):
        yield replace(finding, severity=severity, fixes=_fixes(document, finding))


def _fixes(document: YamlDocument, finding: Finding) -> tuple[Fix, ...]:
    path = node_at(document.tree, finding.span.start)
    mapping = next((node for node in reversed(path) if isinstance(node, Mapping)), None)
    again = next((e for e in mapping.entries if e.key.span == finding.span), None) if mapping else None
    if mapping is None or again is None:
        return ()
    first = next(entry for entry in mapping.entries if key_name(entry.key) == key_name(again.key))
    if repr(value_of(first.value)) == repr(value_of(again.value)):
        return fix_of("Remove the second of the two", remove_entry(document, mapping, again))
    return (
        *fix_of("Remove this one, keep the first", remove_entry(document, mapping, again), safe=False),
        *fix_of("Keep this one, remove the first", remove_entry(document, mapping, first), safe=False),
    )
