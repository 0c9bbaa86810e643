"""The full gate of the merge queue runs the checks of the affected parts only.

The queue tests each change with `gate_command` and everything together with `full_gate_command`. Where the second one
is as narrow as the first, nothing ever runs all checks.

Upstream: `CONFIG_FULL_GATE_LOOKS_AFFECTED`.

## Bad

```yaml .scaffold/agent-ops.yaml
merge_queue:
  gate_command: make check-affected
  full_gate_command: make check-affected
```

## Good

```yaml .scaffold/agent-ops.yaml
merge_queue:
  gate_command: make check-affected
  full_gate_command: make check
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import AgentOps, word
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

AFFECTED, ALL = "check-affected", "check"


@rule(on=AgentOps, severity=Severity.WARNING, fixable=True, upstream=("CONFIG_FULL_GATE_LOOKS_AFFECTED",))
def affected_full_gate(config: AgentOps) -> Iterator[Finding]:
    """A `full_gate_command` with the name of the narrow check in it."""
    queue = config.field("merge_queue")
    command = word(queue.value, "full_gate_command") if queue else None
    if command is not None and AFFECTED in command.text:
        better = command.text.replace(AFFECTED, ALL)
        yield Finding(
            command.span,
            f"the full gate runs `{AFFECTED}`, the checks of what changed only",
            fixes=fix_of(f"Write `{better}`", replace_scalar(command, better), safe=False),
        )
