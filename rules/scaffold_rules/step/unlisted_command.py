"""A tool, or a step of the build phase, is not where `scaffold list` looks.

`list` shows the tools that lie directly in `tools/`, and of the build phase the stateless steps that lie directly in
`pipeline/build/`. Others can be run by whoever knows their name.

## Bad

```markdown content/tools/release/cut-release.md
---
name: cut-release
description: What it is for
category: tool
---
```

## Good

```markdown content/tools/cut-release.md
---
name: cut-release
description: What it is for
category: tool
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.prompts import Prompt, Tool
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Prompt, severity=Severity.INFO)
def unlisted_command(prompt: Prompt) -> Iterator[Finding]:
    """Tools in a folder of their own; steps of the build phase that are elsewhere, or not stateless."""
    folder = prompt.path.rpartition("/")[0]
    if isinstance(prompt, Tool):
        if not (folder == "tools" or folder.endswith("/tools")):
            yield Finding(prompt.at("name"), "`scaffold list` shows only the tools that lie directly in `tools/`")
        return
    if prompt.phase != "build":
        return
    if not folder.endswith("pipeline/build"):
        yield Finding(prompt.at("name"), "`scaffold list` shows only the build steps directly in `pipeline/build/`")
    elif not prompt.stateless:
        yield Finding(prompt.at("name"), "`scaffold list` shows only the build steps with `stateless: true`")
