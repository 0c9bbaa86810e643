"""A topic is spelled another way in more entries.

`migration` here and `migrations` there split what belongs together. Compared are topics without hyphens and without the
plural's `s`; the spelling of fewer entries is reported.

## Bad

```markdown content/knowledge/core/database-design.md
---
name: database-design
description: Designing databases
topics: [migration]
---
```

## Good

```markdown content/knowledge/core/database-design.md
---
name: database-design
description: Designing databases
topics: [migrations]
---
```

## With

```markdown content/knowledge/core/operations.md
---
name: operations
description: Running things
topics: [migrations]
---
```

```markdown content/knowledge/backend/backend-migrations.md
---
name: backend-migrations
description: Changing schemas
topics: [migrations]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from scaffold_rules.documents.document import STRICT_NAME
from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.edits import fix_of, replace_scalar
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project, once
from scaffold_rules.rule import rule


@rule(on=ContentEntry, severity=Severity.INFO, fixable=True, default=False)
def similar_topic(entry: ContentEntry, project: Project) -> Iterator[Finding]:
    """Topics of which a variant is in more entries, or in as many and earlier in the alphabet."""
    for node in entry.topics:
        common = _common(project).get(_key(node.text))
        if common is None or common == node.text:
            continue
        yield Finding(
            node.span,
            f"`{node.text}` is spelled `{common}` in {len(project.topics.get(common, ()))} other entries",
            fixes=fix_of(f"Write `{common}`", replace_scalar(node, common), safe=False),
        )


@once
def _common(project: Project) -> Mapping[str, str]:
    """The most frequent spelling of each topic that has several; one that is odd in itself is no example."""
    spellings: dict[str, list[str]] = {}
    for topic in project.topics:
        spellings.setdefault(_key(topic), []).append(topic)
    return {
        key: min(good, key=lambda word: (-len(project.topics[word]), word))
        for key, words in spellings.items()
        if len(words) > 1 and (good := [word for word in words if STRICT_NAME.match(word)])
    }


def _key(topic: str) -> str:
    plain = topic.lower().replace("-", "").replace("_", "").replace(" ", "")
    return plain.removesuffix("s") if not plain.endswith("ss") else plain
