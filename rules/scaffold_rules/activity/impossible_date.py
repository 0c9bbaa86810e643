"""An event's time is a date that no calendar has.

The scaffold tool drops the event from the ledger.

## Bad

```json .scaffold/activity.jsonl
{"event_id": "1", "worktree_id": "w", "actor_label": "me", "branch": "main", "type": "progress_heartbeat", "ts": "2026-02-30T10:00:00Z", "task_id": null, "payload": {}}
```

## Good

```json .scaffold/activity.jsonl
{"event_id": "1", "worktree_id": "w", "actor_label": "me", "branch": "main", "type": "progress_heartbeat", "ts": "2026-02-28T10:00:00Z", "task_id": null, "payload": {}}
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from scaffold_rules.documents.project_files import Activity, word
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule

_SHAPE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T)([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:\.[0-9]+)?(?:Z|[+-][0-9:]+)\Z")


@rule(on=Activity, severity=Severity.ERROR)
def impossible_date(ledger: Activity) -> Iterator[Finding]:
    """Times that look right and are none; the look is the schema's business."""
    for record in ledger.objects:
        ts = word(record, "ts")
        match = _SHAPE.match(ts.text) if ts else None
        if ts is None or match is None:
            continue
        try:
            datetime.fromisoformat(match[1] + ("00:00" if match[2].startswith("24:00") else match[2]))
        except ValueError:
            yield Finding(ts.span, f"there is no {ts.text}; the event is dropped")
