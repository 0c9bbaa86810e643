"""Two guides have the same order.

Which of them comes first in the index is then left to chance.

## Bad

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

# Start
````

````markdown content/guides/end/index.md
---
title: Start
topic: end
description: How to start
category: concepts
order: 10
---

# End
````

## Good

````markdown content/guides/start/index.md
---
title: Start
topic: start
description: How to start
category: concepts
order: 10
---

# Start
````

````markdown content/guides/end/index.md
---
title: Start
topic: end
description: How to start
category: concepts
order: 20
---

# End
````
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.pages import Guide
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule


@rule(on=Guide, severity=Severity.INFO)
def duplicate_order(guide: Guide, project: Project) -> Iterator[Finding]:
    """Guides of the same category and order, reported on each."""
    order, category = guide.value("order"), guide.value("category")
    if order is None:
        return
    twins = [
        g for g in project.of(Guide) if g is not guide and g.value("order") == order and g.value("category") == category
    ]
    if twins:
        related = tuple(Related(twin.path, twin.at("order"), f"order {order} here too") for twin in twins)
        yield Finding(guide.at("order"), f"order {order} is also that of {twins[0].path}", related=related)
