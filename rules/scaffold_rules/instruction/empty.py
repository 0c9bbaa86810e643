"""An instruction file is empty.

It adds nothing to any prompt.

Upstream: `ASM_INSTRUCTION_EMPTY`, which its only caller throws away.

## Bad

```markdown .scaffold/instructions/global.md

```

## Good

```markdown .scaffold/instructions/global.md
Write for people who have never seen a terminal.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.pages import Instruction
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule


@rule(on=Instruction, severity=Severity.INFO, upstream=("ASM_INSTRUCTION_EMPTY",))
def empty(instruction: Instruction) -> Iterator[Finding]:
    """Files with nothing but white space."""
    if not instruction.text.strip("\ufeff \t\r\n\f\v"):
        yield Finding(instruction.start, "this file is empty and adds nothing to any prompt")
