"""A list in the configuration has the same item twice.

The second one changes nothing.

Upstream: `FIELD_DUPLICATE_PLATFORM` is documented and was never built; the overlay loader warns of a domain given twice.

## Bad

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code, codex, claude-code]
```

## Good

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code, codex]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from scaffold_rules.documents.project_files import ProjectConfig, word
from scaffold_rules.documents.yaml import Mapping, Node, Scalar, Sequence
from scaffold_rules.edits import fix_of, remove_item
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


@rule(on=ProjectConfig, severity=Severity.INFO, fixable=True)
def duplicate_item(config: ProjectConfig) -> Iterator[Finding]:
    """Strings, and exported steps, that stand in one list before."""
    for key, sequence in _lists(config):
        first: dict[str, Node] = {}
        for item in sequence.items:
            name = _name(item)
            if name is None or first.setdefault(name.text, item) is item:
                continue
            yield Finding(
                name.span,
                f"`{name.text}` is listed already",
                fixes=fix_of("Remove it", remove_item(config, sequence, item)),
                related=(Related(config.path, first[name.text].span, "the first one"),),
                upstream="FIELD_DUPLICATE_PLATFORM" if key == "platforms" else None,
                tags=("unnecessary",),
            )


def _lists(config: ProjectConfig) -> Iterator[tuple[str, Sequence]]:
    """The lists at the top, in the project, in its services, and in the objects of their types."""
    for node in (config.root, *config.typed):
        for entry in node.entries if node else ():
            if isinstance(entry.value, Sequence):
                yield entry.key.text, entry.value
            elif isinstance(entry.value, Mapping) and entry.key.text.endswith("Config"):
                for setting in entry.value.entries:
                    if isinstance(setting.value, Sequence):
                        yield setting.key.text, setting.value


def _name(item: Node) -> Scalar | None:
    if isinstance(item, Mapping):
        return word(item, "step") if len(item.entries) == 1 else None
    return item if isinstance(item, Scalar) and isinstance(item.value, str) else None
