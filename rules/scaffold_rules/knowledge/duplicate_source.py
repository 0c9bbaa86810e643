"""A knowledge entry names the same source twice.

The page is fetched and compared twice. Two places of one page, told apart by `anchor`, are two sources.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html
  - url: https://SPEC.openapis.org/oas/latest.html
---
```

## Good

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html
    anchor: "#paths-object"
  - url: https://spec.openapis.org/oas/latest.html
    anchor: "#schema-object"
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry
from scaffold_rules.documents.yaml import Scalar, Sequence
from scaffold_rules.edits import fix_of, remove_item
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule
from scaffold_rules.sources import address_of
from scaffold_rules.url import Url


@rule(on=ContentEntry, severity=Severity.INFO, fixable=True)
def duplicate_source(entry: ContentEntry) -> Iterator[Finding]:
    """Sources with the address and the anchor of an earlier one; removed where they say nothing else."""
    seen: dict[tuple[Url, str], tuple[Scalar, object]] = {}
    field = entry.field("sources")
    for source in entry.sources:
        url = address_of(source)
        if url is None or source.url is None or field is None or not isinstance(field.value, Sequence):
            continue
        anchor = source.anchor.text if source.anchor else url.fragment
        dates = (source.retrieved and source.retrieved.text, source.hash and source.hash.text)
        first, known = seen.setdefault((url._replace(fragment=""), anchor), (source.url, dates))
        if first is source.url:
            continue
        yield Finding(
            source.url.span,
            "this source is listed already",
            fixes=fix_of(
                "Remove it", remove_item(entry, field.value, source.node), safe=dates == known or not any(dates)
            ),
            related=(Related(entry.path, first.span, "the first one"),),
            tags=("unnecessary",),
        )
