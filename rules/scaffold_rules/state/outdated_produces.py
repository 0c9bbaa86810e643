"""A completed step records other files than it is to produce today.

The scaffold tool judges completion by the outputs in the step's frontmatter as they are now, and takes back what lacks
one. Files a newer release asks for are a reason to run the step again.

Off by default: every project that is older than its release has such records.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "tech-stack": { "status": "completed", "produces": ["docs/stack.md"] }
  }
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "steps": {
    "tech-stack": { "status": "completed", "produces": ["docs/tech-stack.md"] }
  }
}
```

## With

```markdown content/pipeline/foundation/tech-stack.md
---
name: tech-stack
description: Choose the stack
phase: foundation
order: 220
outputs: [docs/tech-stack.md]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.document import place_of, scalars
from scaffold_rules.documents.project_files import CONFIG_PATH, ProjectConfig, State
from scaffold_rules.documents.yaml import Sequence
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.project import Project
from scaffold_rules.prompt_lists import defined
from scaffold_rules.rule import rule
from scaffold_schemas.vocabulary import pipeline


@rule(on=State, severity=Severity.INFO, default=False)
def outdated_produces(state: State, project: Project) -> Iterator[Finding]:
    """Lists `produces` that differ from the outputs of their step; those the configuration maps elsewhere are left."""
    config = project.documents.get(CONFIG_PATH)
    mapped = (
        {reference.name for reference in config.references if reference.role == "artifact_map"}
        if isinstance(config, ProjectConfig)
        else set()
    )
    for record in state.records:
        facts, produces = project.steps.get(record.name), record.node.get("produces")
        if record.status != "completed" or facts is None or produces is None or record.name in mapped:
            continue
        if not isinstance(produces.value, Sequence):
            continue
        listed = {pipeline.PRODUCES_ALIASES.get(node.text, node.text) for node in scalars(produces.value)}
        missing = [path for path in facts.outputs if path not in listed]
        extra = sorted(listed.difference(facts.outputs))
        if missing or extra:
            said = [f"{word} {', '.join(f'`{p}`' for p in paths)}" for word, paths in _differences(missing, extra)]
            yield Finding(
                place_of(produces),
                f"`{record.name}` produces other files today: {'; '.join(said)}",
                related=defined(project, record.name, "the step"),
            )


def _differences(missing: list[str], extra: list[str]) -> Iterator[tuple[str, list[str]]]:
    if missing:
        yield "it lacks", missing
    if extra:
        yield "it has", extra
