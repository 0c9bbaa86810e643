"""Two settings of a project type's configuration exclude each other.

The scaffold tool rejects the file. A setting that is not written counts with its default: an MCP server without
`transport` speaks over standard input and output, where nobody can log in.

Upstream: `FIELD_INVALID_VALUE`; the tool says it only once the types and values of the whole file are right.

## Bad

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  projectType: web-app
  webAppConfig:
    renderingStrategy: ssr
    deployTarget: static
```

## Good

```yaml .scaffold/config.yml
version: 2
methodology: deep
platforms: [claude-code]
project:
  projectType: web-app
  webAppConfig:
    renderingStrategy: ssr
    deployTarget: container
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold_rules.documents.document import place_of
from scaffold_rules.documents.project_files import ProjectConfig, word
from scaffold_rules.documents.yaml import Entry, Mapping, value_of
from scaffold_rules.finding import Finding, Related, Severity
from scaffold_rules.rule import rule


class Setting(NamedTuple):
    """A key and those of its values that matter; ``default`` counts where the key is absent."""

    key: str
    values: tuple[object, ...]
    default: object = None


class Conflict(NamedTuple):
    """Two settings of one configuration object that exclude each other; ``refused`` is the one to change."""

    config: str
    given: Setting
    refused: Setting
    why: str


CONFLICTS = (
    Conflict(
        "webAppConfig",
        Setting("renderingStrategy", ("ssr", "hybrid")),
        Setting("deployTarget", ("static",), "serverless"),
        "rendering on request needs a server",
    ),
    Conflict(
        "webAppConfig",
        Setting("authFlow", ("session",), "none"),
        Setting("deployTarget", ("static",), "serverless"),
        "sessions need a server",
    ),
    Conflict(
        "libraryConfig",
        Setting("visibility", ("public",)),
        Setting("documentationLevel", ("none",), "readme"),
        "what is published needs documentation",
    ),
    Conflict(
        "mlConfig",
        Setting("projectPhase", ("inference",)),
        Setting("servingPattern", ("none",), "none"),
        "inference has to be served somehow: `batch`, `realtime` or `edge`",
    ),
    Conflict(
        "mlConfig",
        Setting("projectPhase", ("training",)),
        Setting("servingPattern", ("batch", "realtime", "edge"), "none"),
        "what is only trained is not served",
    ),
    Conflict(
        "researchConfig",
        Setting("experimentDriver", ("notebook-driven",)),
        Setting("interactionMode", ("autonomous",), "checkpoint-gated"),
        "notebooks need somebody who runs them",
    ),
    Conflict(
        "mcpServerConfig",
        Setting("transport", ("stdio",), "stdio"),
        Setting("auth", ("oauth", "apikey"), "none"),
        "nobody logs in over standard input and output",
    ),
    Conflict(
        "mcpServerConfig",
        Setting("transport", ("stdio",), "stdio"),
        Setting("deployment", ("hosted",), "local"),
        "standard input and output end at the machine",
    ),
    Conflict(
        "macosNativeConfig",
        Setting("distribution", ("mac-app-store", "both"), "developer-id"),
        Setting("sandboxed", (False,), False),
        "the Mac App Store takes sandboxed applications only",
    ),
    Conflict(
        "macosNativeConfig",
        Setting("distribution", ("mac-app-store",), "developer-id"),
        Setting("autoUpdate", ("sparkle",), "none"),
        "the Mac App Store updates by itself",
    ),
)

_VERSION = re.compile(r"([0-9]+)(\.[0-9]+){0,2}\Z")
SWIFTDATA_SINCE = 14


@rule(on=ProjectConfig, severity=Severity.ERROR, upstream=("FIELD_INVALID_VALUE",))
def conflicting_settings(config: ProjectConfig) -> Iterator[Finding]:
    """Settings of the project and of each service that the scaffold tool refuses together."""
    for typed in config.typed:
        for conflict in CONFLICTS:
            node = typed.value(conflict.config)
            if isinstance(node, Mapping):
                yield from _conflict(config, node, conflict)
        if isinstance(node := typed.value("macosNativeConfig"), Mapping):
            yield from _old_macos(config, node)
        if isinstance(node := typed.value("browserExtensionConfig"), Mapping):
            yield from _nothing_to_extend(config, node)


def _conflict(config: ProjectConfig, node: Mapping, conflict: Conflict) -> Iterator[Finding]:
    given, refused = conflict.given, conflict.refused
    if not (_is(node, given) and _is(node, refused)):
        return
    entry, other = node.get(refused.key), node.get(given.key)
    message = f"{_shown(node, refused)} does not go with {_shown(node, given)}: {conflict.why}"
    yield _finding(config, message, entry or other, other if entry else None)


def _old_macos(config: ProjectConfig, node: Mapping) -> Iterator[Finding]:
    oldest, persistence = word(node, "minMacosVersion"), node.get("persistence")
    version = _VERSION.match(oldest.text) if oldest else None
    if version and int(version[1]) < SWIFTDATA_SINCE and _is(node, Setting("persistence", ("swiftdata",))):
        message = f"SwiftData needs macOS {SWIFTDATA_SINCE} or newer, and `minMacosVersion` is {version[0]}"
        yield _finding(config, message, node.get("minMacosVersion"), persistence)


def _nothing_to_extend(config: ProjectConfig, node: Mapping) -> Iterator[Finding]:
    surfaces, worker = node.get("uiSurfaces"), node.get("hasBackgroundWorker")
    without = (Setting("hasContentScript", (False,), False), Setting("hasBackgroundWorker", (False,), True))
    if surfaces and value_of(surfaces.value) == [] and all(_is(node, setting) for setting in without):
        message = "an extension without user interface, content script and background worker does nothing"
        yield _finding(config, message, surfaces, worker)


def _is(node: Mapping, setting: Setting) -> bool:
    value = _value(node, setting)
    return any(type(value) is type(each) and value == each for each in setting.values)


def _value(node: Mapping, setting: Setting) -> object:
    entry = node.get(setting.key)
    return value_of(entry.value) if entry else setting.default


def _shown(node: Mapping, setting: Setting) -> str:
    value = _value(node, setting)
    written = f"`{setting.key}: {str(value).lower() if isinstance(value, bool) else value}`"
    return written if setting.key in node else f"{written} (the default)"


def _finding(config: ProjectConfig, message: str, entry: Entry | None, other: Entry | None) -> Finding:
    related = (Related(config.path, other.span, "the other setting"),) if other else ()
    return Finding(place_of(entry) if entry else config.start, message, related=related)
