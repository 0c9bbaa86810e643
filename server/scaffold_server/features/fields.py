"""What the schema of a document's kind says about a key: its documentation, its values, the keys beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_schemas import KINDS, schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.document import YamlDocument


def field_schema(document: YamlDocument, keys: tuple[str | int, ...]) -> dict[str, Any] | None:
    """The schema of the value at a path of keys (list items as numbers), or None where the schema knows nothing."""
    kind = document.kind.value
    if kind not in KINDS:
        return None
    root = schema(kind, document.version, own_types=document.own_types)
    found: list[dict[str, Any]] = [root]
    for key in keys:
        found = [below for one in found for below in _below(root, one, key)]
    return found[0] if found else None


def _below(root: dict[str, Any], at: dict[str, Any], key: str | int) -> Iterator[dict[str, Any]]:
    for one in expanded(root, at):
        if isinstance(key, int):
            if isinstance(one.get("items"), dict):
                yield resolved(root, one["items"])
            continue
        if isinstance(one.get("items"), dict):
            yield from _below(root, resolved(root, one["items"]), key)
        properties = one.get("properties", {})
        if key in properties and isinstance(properties[key], dict):
            yield resolved(root, properties[key])
        elif isinstance(one.get("additionalProperties"), dict):
            yield resolved(root, one["additionalProperties"])
        else:
            yield from (
                resolved(root, item) for item in one.get("patternProperties", {}).values() if isinstance(item, dict)
            )


def expanded(root: dict[str, Any], at: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and the ones it is put together from."""
    at = resolved(root, at)
    yield at
    for keyword in ("allOf", "anyOf"):
        for part in at.get(keyword, ()):
            yield from expanded(root, part)
    for keyword in ("then", "else"):
        if isinstance(at.get(keyword), dict):
            yield from expanded(root, at[keyword])


def resolved(root: dict[str, Any], at: dict[str, Any]) -> dict[str, Any]:
    """A schema with its reference followed; what stands beside the reference wins."""
    seen = 0
    while "$ref" in at and seen < 10:
        target: Any = root
        for part in str(at["$ref"]).removeprefix("#/").split("/"):
            target = target.get(part, {}) if isinstance(target, dict) else {}
        at = {**target, **{key: value for key, value in at.items() if key != "$ref"}}
        seen += 1
    return at


def field_documentation(document: YamlDocument, keys: tuple[str | int, ...]) -> str:
    """The documentation of a key as Markdown; empty where the schema knows nothing."""
    found = field_schema(document, keys)
    if found is None:
        return ""
    return described(str(keys[-1]), found)


def described(name: str, found: dict[str, Any]) -> str:
    """A key's schema as Markdown."""
    title = found.get("title")
    parts = [f"**{name}**" + (f" — {title}" if title and title.lower() != name.lower() else "")]
    if found.get("description"):
        parts.append(str(found["description"]))
    texts = found.get("x-enumDescriptions", {})
    if "enum" in found and len(found["enum"]) <= 20:
        parts.append(
            "\n".join(
                f"- `{value}`" + (f": {texts[str(value)]}" if str(value) in texts else "") for value in found["enum"]
            )
        )
    if "default" in found:
        parts.append(f"Default: `{_written(found['default'])}`")
    if found.get("deprecated"):
        parts.append("Deprecated.")
    return "\n\n".join(parts)


def _written(value: object) -> str:
    match value:
        case None:
            return "blank"
        case bool():
            return "true" if value else "false"
    return str(value)
