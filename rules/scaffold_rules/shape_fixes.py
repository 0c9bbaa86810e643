"""Repairs of what a schema complains about: a key that is missing, a value written as another type than it was meant."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from scaffold_rules.documents.document import NAME, YamlDocument
from scaffold_rules.documents.pages import CanonicalSkill, Skill
from scaffold_rules.documents.project_files import JsonDocument, JsonLines
from scaffold_rules.documents.yaml import Mapping, Node, Scalar
from scaffold_rules.edits import fix_of, insert_entry
from scaffold_rules.finding import Edit, Fix
from scaffold_rules.suggest import nearest

_TRUE, _FALSE = frozenset({"yes", "y", "on", "true"}), frozenset({"no", "n", "off", "false"})
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_BY_TYPE = {"array": "[]", "object": "{}", "boolean": "true", "string": "TODO", "null": "null"}

if TYPE_CHECKING:
    Schema = dict[str, Any]


def missing_key_fix(
    document: YamlDocument, mapping: Node | None, key: str, parent: Schema, root: Schema
) -> tuple[Fix, ...]:
    """A key with what its value may be, to be filled in; none where the key is there, misspelled."""
    if not isinstance(mapping, Mapping) or isinstance(document, JsonDocument | JsonLines):
        return ()
    known = parent.get("properties", {})
    if nearest(key, [entry.key.text for entry in mapping.entries if entry.key.text not in known]):
        return ()
    value = _value(document, key, _resolved(known.get(key, {}), root))
    return fix_of(f"Add `{key}: {value}`", insert_entry(document, mapping, f"{key}: {value}"), safe=False)


def _resolved(schema: Schema, root: Schema) -> Schema:
    """A schema, or what it refers to."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return {**root.get("$defs", {}).get(name, {}), **schema}


def _value(document: YamlDocument, key: str, schema: Schema) -> str:
    """A value for a key as source: the one that follows from the file's path, else one of the right type."""
    allowed = [word for word in schema.get("enum", [schema.get("const")]) if isinstance(word, str)]
    own = document.folder if isinstance(document, Skill | CanonicalSkill) else document.stem.removesuffix("-overlay")
    if key == "name" and NAME.match(own):
        return own
    for word in (own, document.folder):
        if word in allowed:
            return word
    if "default" in schema:
        return json.dumps(schema["default"])
    if allowed:
        return allowed[0]
    kind = schema.get("type", "string")
    kind = kind[0] if isinstance(kind, list) else kind
    return _BY_TYPE.get(kind) or str(schema.get("minimum", 1))


def wrong_type_fix(document: YamlDocument, node: Node | None, types: tuple[str, ...]) -> tuple[Fix, ...]:
    """A scalar written as one of the types it must have, where it can only be meant so."""
    if not isinstance(node, Scalar) or node.style in {"|", ">"}:
        return ()
    written = node.span.of(document.text)
    if not written or "\n" in written or "\r" in written:
        return ()
    text = node.text.strip()
    new = None
    if "boolean" in types and text.lower() in _TRUE | _FALSE:
        new = "true" if text.lower() in _TRUE else "false"
    elif "integer" in types and node.style and _NUMBER.match(text):
        new = text
    elif "array" in types and isinstance(node.value, str) and text and not re.search(r"[,\[\]{}]", text):
        new = f"[{written}]"
    elif "string" in types and node.value is not None and not isinstance(node.value, str):
        new = f'"{written}"'
    return (Fix(f"Write `{new}`", (Edit(node.span, new),)),) if new else ()
