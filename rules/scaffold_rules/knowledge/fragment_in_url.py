"""A source's address has its fragment in `url` instead of `anchor`.

The scaffold tool joins `url` and `anchor` by putting one behind the other, and compares pages by `url`: with the
fragment in it the same page counts as another, and with both the address becomes `…#a#b`.

## Bad

```markdown content/knowledge/core/api-design.md
---
name: api-design
description: Designing interfaces
sources:
  - url: https://spec.openapis.org/oas/latest.html#paths-object
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
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.knowledge import ContentEntry, Source
from scaffold_rules.edits import fix_of, insert_entry, quoted, replace_scalar
from scaffold_rules.finding import Edit, Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


@rule(on=ContentEntry, severity=Severity.INFO, fixable=True)
def fragment_in_url(entry: ContentEntry) -> Iterator[Finding]:
    """Addresses with a fragment; moved to `anchor`, or dropped where that says the same."""
    for source in entry.sources:
        if source.url is None or "#" not in source.url.text:
            continue
        page, _, fragment = source.url.text.partition("#")
        both = source.node.get("anchor") is not None
        written = source.url.span.of(entry.text)
        at = source.url.span.start + max(written.find("#"), 0)
        yield Finding(
            Span(at, source.url.span.end - (source.url.style in {"'", '"'})),
            "the scaffold tool puts `anchor` behind `url`: this becomes an address with two fragments"
            if both
            else "a fragment belongs into `anchor`; in `url` it makes the same page another one",
            Severity.WARNING if both else None,
            fixes=fix_of("Move the fragment to `anchor`", _moved(entry, source, page, fragment)),
        )


def _moved(entry: ContentEntry, source: Source, page: str, fragment: str) -> tuple[Edit, ...] | None:
    """The address without its fragment, and the fragment as the anchor where there is none yet."""
    if source.url is None:
        return None
    shortened = replace_scalar(source.url, page) if source.url.style else (Edit(source.url.span, page),)
    anchor = source.node.get("anchor")
    if anchor is not None or not fragment:
        same = source.anchor is not None and source.anchor.text == f"#{fragment}"
        return shortened if same or not fragment else None
    added = insert_entry(entry, source.node, f"anchor: {quoted(f'#{fragment}')}", source.node.get("url"))
    return (*shortened, *added) if shortened and added else None
