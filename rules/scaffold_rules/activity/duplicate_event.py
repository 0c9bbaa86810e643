"""Two events of the ledger have the same id.

Ids are made to be different, so a line was copied or merged twice, and its event counts twice.

## Bad

```json .scaffold/activity.jsonl
{"event_id": "1", "worktree_id": "w", "actor_label": "me", "branch": "main", "type": "progress_heartbeat", "ts": "2026-02-28T10:00:00Z", "task_id": null, "payload": {}}
{"event_id": "1", "worktree_id": "w", "actor_label": "me", "branch": "main", "type": "progress_heartbeat", "ts": "2026-02-28T10:00:00Z", "task_id": null, "payload": {}}
```

## Good

```json .scaffold/activity.jsonl
{"event_id": "1", "worktree_id": "w", "actor_label": "me", "branch": "main", "type": "progress_heartbeat", "ts": "2026-02-28T10:00:00Z", "task_id": null, "payload": {}}
{"event_id": "2", "worktree_id": "w", "actor_label": "me", "branch": "main", "type": "progress_heartbeat", "ts": "2026-02-28T10:10:00Z", "task_id": null, "payload": {}}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import Activity, word
from scaffold_rules.documents.yaml import Scalar
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=Activity, severity=Severity.INFO)
def duplicate_event(ledger: Activity) -> Iterator[Finding]:
    """Ids that an earlier event has."""
    first: dict[str, Scalar] = {}
    for record in ledger.objects:
        node = word(record, "event_id")
        if node is None or first.setdefault(node.text, node) is node:
            continue
        related = (Related(ledger.path, first[node.text].span, "the first one"),)
        yield Finding(node.span, "another event has this id", related=related)
