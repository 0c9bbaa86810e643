"""The JSON Schemas, one per kind of file: read from ``data/``, cut to a release, in the form of one reader.

A file is written for YAML 1.2 core, as other tools read YAML. The scaffold tool reads the frontmatter of steps and
tools as nothing but text; what that changes stands beside it as ``x-failsafe`` and takes its place here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from scaffold_schemas.release import Version, existed, parse_version
from scaffold_schemas.vocabulary.project import project_types

if TYPE_CHECKING:
    from collections.abc import Callable

Schema: TypeAlias = dict[str, Any]

KINDS = (
    "step",
    "tool",
    "knowledge",
    "local-knowledge",
    "preset",
    "overlay",
    "sub-overlay",
    "structural-overlay",
    "skill",
    "canonical-skill",
    "guide",
    "allowlist",
    "config",
    "state",
    "service-state",
    "observability",
    "agent-ops",
    "decision",
    "rework",
    "lock",
    "activity-event",
    "plugin",
)
"""The kinds of file that have a schema."""

_BY_NAME = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs"})
_IN_A_LIST = frozenset({"allOf", "anyOf"})
_ALONE = frozenset(
    {"items", "additionalProperties", "propertyNames", "not", "if", "then", "else", "contains", "x-failsafe"}
)
_ANNOTATIONS = frozenset({"title", "description", "default", "examples", "deprecated"})


class Verdict(NamedTuple):
    """What a violated keyword means: how bad it is, the tool's own code, a rule and a message if they are special."""

    severity: str
    upstream: str | None
    rule: str | None
    message: str | None


def schema(
    kind: str, version: Version | None = None, *, portable: bool = False, own_types: tuple[str, ...] = ()
) -> Schema:
    """The schema of a kind in a release (default: the latest). It is shared: never change it.

    ``own_types`` are project types that count beside those of the release.

    The values it judges are those the scaffold tool sees, so every scalar of a step or tool is text. With ``portable``
    they are those any other YAML tool sees, and the descriptions of enum values stand where editors look for them.
    """
    return _schema(kind, version, portable, own_types)


@cache
def _schema(kind: str, version: Version | None, portable: bool, own_types: tuple[str, ...]) -> Schema:
    if kind not in KINDS:
        raise KeyError(kind)
    import json  # the words of this package are wanted more often than its schemas
    from pathlib import Path

    text = (Path(__file__).parent / "data" / f"{kind}.schema.json").read_text(encoding="utf-8")
    found = (_portable if portable else _native)(prune(json.loads(text), version))
    return _with_types(found, frozenset(project_types(version)), own_types) if own_types else found


def _with_types(node: Any, known: frozenset[str], own: tuple[str, ...]) -> Any:
    """A copy in which everything that may be one of the release's project types may also be one of a user's own."""
    if isinstance(node, list):
        return [_with_types(item, known, own) for item in node]
    if not isinstance(node, dict):
        return node
    result = {name: _with_types(item, known, own) for name, item in node.items()}
    words = node.get("enum")
    if isinstance(words, list) and known <= {word for word in words if isinstance(word, str)}:
        result["enum"] = [*words, *(word for word in own if word not in words)]
    return result


def verdict(root: Schema, subschema: Schema, keyword: str) -> Verdict:
    """What it means that a value violates the keyword of a subschema (error, not annotated otherwise).

    ``x-defaults`` at the root says the code of errors that name none.
    """
    severity = _annotation(subschema, "x-severity", keyword) or "error"
    upstream = _annotation(subschema, "x-upstream", keyword)
    if upstream is None and severity == "error":
        upstream = root.get("x-defaults", {}).get("upstream")
    return Verdict(
        severity,
        upstream,
        _annotation(subschema, "x-rule", keyword),
        _annotation(subschema, "x-message", keyword),
    )


def _annotation(subschema: Schema, name: str, keyword: str) -> str | None:
    value = subschema.get(name)
    found = value.get(keyword) if isinstance(value, dict) else value
    return found if isinstance(found, str) else None


def prune(subschema: Schema, version: Version | None) -> Schema:
    """A copy without the properties, conditions and enum values that a release (default: the latest) does not know."""
    result = dict(subschema)
    for keyword in _BY_NAME & result.keys():
        result[keyword] = {name: item for name, item in result[keyword].items() if _exists(item, version)}
    for keyword in _IN_A_LIST & result.keys():
        result[keyword] = [item for item in result[keyword] if _exists(item, version)]
        if not result[keyword]:
            del result[keyword]
    if "required" in result:
        gone = subschema.get("properties", {}).keys() - result.get("properties", {}).keys()
        result["required"] = [name for name in result["required"] if name not in gone]
    if "enum" in result:
        since, until = subschema.get("x-enumSince", {}), subschema.get("x-enumUntil", {})
        result["enum"] = [
            value
            for value in result["enum"]
            if existed(_version(since.get(enum_text(value))), _version(until.get(enum_text(value))), version)
        ]
    if "x-enumDeprecated" in result:
        from_then_on = result["x-enumDeprecated"].items()
        result["x-enumDeprecated"] = {
            value: then for value, then in from_then_on if existed(_version(then), None, version)
        }
    return _rebuilt(result, lambda child: prune(child, version))


def enum_text(value: object) -> str:
    """How an enum value is spelled as a key of ``x-enumDescriptions``, ``x-enumSince`` and ``x-enumUntil``."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


def _exists(subschema: Schema, version: Version | None) -> bool:
    return existed(_version(subschema.get("x-since")), _version(subschema.get("x-until")), version)


def _version(text: object) -> Version | None:
    return parse_version(text) if isinstance(text, str) else None


def _native(subschema: Schema) -> Schema:
    """The form for values as the scaffold tool sees them: text alone where its dialect knows nothing else."""
    result = dict(subschema)
    if "x-failsafe" in result:
        replacing = result.pop("x-failsafe")
        result = {name: value for name, value in result.items() if name in _ANNOTATIONS or name.startswith("x-")}
        result |= replacing
    if isinstance(result.get("pattern"), str) and result["pattern"].endswith("$"):
        # Python's and Rust's $ also match before a last line end, which a block scalar has; JavaScript's does not.
        result["pattern"] += r"(?!\n)"
    return _rebuilt(result, _native)


def _portable(subschema: Schema) -> Schema:
    """The form for other tools' values, with what editors understand in place of our own annotations."""
    result = {name: value for name, value in subschema.items() if name != "x-failsafe"}
    texts = subschema.get("x-enumDescriptions")
    if texts and "enum" in result:
        result["enumDescriptions"] = [texts.get(enum_text(value), "") for value in result["enum"]]
        result["markdownEnumDescriptions"] = result["enumDescriptions"]
    message = _annotation(subschema, "x-message", "pattern")
    if message and "pattern" in result:
        result["patternErrorMessage"] = message
    return _rebuilt(result, _portable)


def _rebuilt(subschema: Schema, change: Callable[[Schema], Schema]) -> Schema:
    """A copy with every subschema directly below changed; ``true`` and ``false`` stay."""

    def changed(child: Any) -> Any:
        return change(child) if isinstance(child, dict) else child

    result: Schema = {}
    for keyword, value in subschema.items():
        if keyword in _BY_NAME:
            result[keyword] = {name: changed(child) for name, child in value.items()}
        elif keyword in _IN_A_LIST:
            result[keyword] = [changed(child) for child in value]
        else:
            result[keyword] = changed(value) if keyword in _ALONE else value
    return result
