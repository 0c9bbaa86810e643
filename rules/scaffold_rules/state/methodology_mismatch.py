"""The configuration has another methodology than the state was made for.

Which steps are enabled, and how deep they go, follows the configuration; what is recorded as done was done under the
other one. The scaffold tool warns at every run.

Upstream: `ASM_METHODOLOGY_CHANGED`; `PSM_METHODOLOGY_MISMATCH` is documented and was never built.

## Bad

```json .scaffold/state.json
{
  "schema-version": 4,
  "config_methodology": "mvp",
  "steps": {}
}
```

## Good

```json .scaffold/state.json
{
  "schema-version": 4,
  "config_methodology": "deep",
  "steps": {}
}
```

## With

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import CONFIG_PATH, ProjectConfig, State
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.project import Project
from scaffold_rules.rule import rule
from scaffold_schemas import vocabulary


@rule(on=State, severity=Severity.WARNING, upstream=("ASM_METHODOLOGY_CHANGED", "PSM_METHODOLOGY_MISMATCH"))
def methodology_mismatch(state: State, project: Project) -> Iterator[Finding]:
    """A `config_methodology` that differs from the configuration's `methodology`, both being one."""
    config, entry = project.documents.get(CONFIG_PATH), state.field("config_methodology")
    if not isinstance(config, ProjectConfig) or entry is None:
        return
    recorded, chosen = state.string("config_methodology"), config.methodology
    known = vocabulary.methodologies(project.layout.version)
    if recorded in known and chosen in known and recorded != chosen:
        yield Finding(
            entry.value.span,
            f"the state was made for `{recorded}`, but the configuration says `{chosen}`",
            related=(Related(config.path, config.at("methodology"), "the configuration"),),
        )
