"""An overlay's name is not that of its file.

Messages call the overlay by its `name`, people look for the file. All overlays of the content are called as their
file, without `-overlay`.

## Bad

```yaml content/methodology/game-overlay.yml
name: games
description: What is different for games
project-type: game
```

## Good

```yaml content/methodology/game-overlay.yml
name: game
description: What is different for games
project-type: game
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.methodology import Overlay
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=Overlay, severity=Severity.INFO, fixable=True)
def name_mismatch(overlay: Overlay) -> Iterator[Finding]:
    """Names that differ from the file's."""
    node, name = overlay.name_node, overlay.string("name")
    meant = overlay.stem.removesuffix(vocabulary.project.OVERLAY_SUFFIX)
    if node is not None and name is not None and name.strip() not in {"", meant}:
        yield Finding(
            node.span,
            f"the file is called `{overlay.stem}`, so the overlay should be called `{meant}`",
            fixes=fix_of(f"Rename to `{meant}`", replace_scalar(node, meant), safe=False),
        )
