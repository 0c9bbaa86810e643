"""A generated skill differs from the canonical one it is made from.

`skills/<name>/SKILL.md`, `agents-block.md` and `cursor.mdc` are generated from `agent-skills/<name>/SKILL.md`; an edit in
only one of them is lost at the next generation, or never reaches the agents.

Upstream: `agent-skills-check`.

## Bad

```markdown content/skills/runner/SKILL.md
---
name: runner
description: "Runs steps"
---

Short.

## More
Very long.
```

## Good

```markdown content/skills/runner/SKILL.md
---
name: runner
description: "Runs steps"
---

Short.

## More
Long.
```

## With

```markdown content/agent-skills/runner/SKILL.md
---
name: runner
description: Runs steps
---

<!-- lean:start -->
Short.
<!-- lean:end -->

## More
Long.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from scaffold_rules.documents.document import Document
from scaffold_rules.documents.kind import Kind
from scaffold_rules.documents.pages import CanonicalSkill, Skill
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary.writing import LEAN_END, LEAN_START


@rule(on=Document, severity=Severity.WARNING, upstream=("agent-skills-check",))
def stale_copy(document: Document, project: Project) -> Iterator[Finding]:
    """The first line of a generated form that its source would not give."""
    if document.kind not in {Kind.SKILL, Kind.SKILL_TEMPLATE} or project.layout.content is None:
        return
    path = f"{project.layout.content}agent-skills/{document.folder}/SKILL.md"
    source = project.documents.get(path)
    if not isinstance(source, CanonicalSkill) or source.problems or source.frontmatter is None:
        return
    whole = source.frontmatter.body.of(source.text).replace("\r\n", "\n")
    lean = _lean(source, whole)
    if lean is None:
        return
    wanted = (whole.replace(LEAN_START, "").replace(LEAN_END, "") if document.kind is Kind.SKILL else lean).strip()
    place = _other_key(document, source)
    if place is None:
        start = _body_start(document)
        place = _first_difference(document, start, wanted, document.text[start:])
    if place is not None:
        related = (Related(path, source.start, "it is generated from this"),)
        yield Finding(document.lines.line_span(place), f"this differs from what {path} generates", related=related)


def _lean(source: CanonicalSkill, whole: str) -> str | None:
    """The short form: what the marks enclose, else what comes before the first section; None when the marks are wrong."""
    start, end = whole.find(LEAN_START), whole.find(LEAN_END)
    if start != -1 and end > start:
        return whole[start + len(LEAN_START) : end]
    if start != -1 or end != -1:
        return None
    first = next((heading for heading in source.body.headings if heading.level >= 2), None)
    if first is None or source.frontmatter is None:
        return whole
    before = source.text[source.frontmatter.body.start : first.span.start].replace("\r\n", "\n")
    return before if before.strip() else whole


def _other_key(document: Document, source: CanonicalSkill) -> int | None:
    """The line of the first key whose value is not the source's; a template's frontmatter is generated otherwise."""
    if not isinstance(document, Skill) or document.root is None or source.root is None:
        return None
    for entry in source.root.entries:
        key = entry.key.text
        if document.value(key) != source.value(key):
            return document.lines.line_of(document.at(key).start)
    return None


def _body_start(document: Document) -> int:
    """Where the text behind the frontmatter starts."""
    from scaffold_rules.documents.frontmatter import find_frontmatter

    found = find_frontmatter(document.text)
    return found.body.start if found and found.closing else 0


def _first_difference(document: Document, start: int, wanted: str, found: str) -> int | None:
    """The line of a document where its text leaves what is wanted; blank lines around marks do not count."""
    line = document.lines.line_of(start)
    rows = [(number, row.strip()) for number, row in enumerate(found.replace("\r\n", "\n").split("\n"), line)]
    there = [(number, row) for number, row in rows if row]
    meant = [row.strip() for row in wanted.split("\n") if row.strip()]
    for place, row in zip_longest(there, meant):
        if place is None:
            return there[-1][0] if there else line
        if row is None or place[1] != row:
            return place[0]
    return None
