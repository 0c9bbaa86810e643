"""The schema's complaints: each on the exact key or value, naming what was found, what is allowed, and the nearest word.

A compiled validator answers the common question, "is it valid at all?"; jsonschema is imported only when it is not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scaffold_rules.documents.document import Document, MarkdownDocument, YamlDocument
from scaffold_rules.documents.project_files import JsonDocument, JsonLines
from scaffold_rules.documents.yaml import Dialect, Mapping, Node, Scalar, Tree, entry_at, follow, value_of
from scaffold_rules.finding import Finding, Fix, Severity, replace_fix
from scaffold_rules.shape_fixes import missing_key_fix, wrong_type_fix
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_rules.text import Span
from scaffold_schemas import KINDS, schema, verdict

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from scaffold_schemas import Version

RECORD_KINDS = {"decisions": "decision", "activity": "activity-event"}
"""Kinds of file with one object per line, and the schema of such an object."""


class Complaint(NamedTuple):
    """One complaint; ``word`` is the last part of the rule it is reported under, see the ``schema`` family."""

    word: str
    finding: Finding


def complaints_of(document: Document, word: str) -> Iterator[Finding]:
    """The findings of one rule of the ``schema`` family."""
    return (complaint.finding for complaint in complaints(document) if complaint.word == word)


@lru_cache(maxsize=4)
def complaints(document: Document) -> tuple[Complaint, ...]:
    """Everything the schema of a document's kind has to say; nothing about what could not be parsed."""
    if not isinstance(document, YamlDocument):
        return ()
    kind = RECORD_KINDS.get(document.kind, document.kind.value)
    if kind not in KINDS:
        return ()
    trees = document.records if isinstance(document, JsonLines) else (document.tree,)
    return tuple(
        complaint for tree in trees if not _hopeless(document, tree) for complaint in _judge(document, tree, kind)
    )


def _hopeless(document: YamlDocument, tree: Tree) -> bool:
    """Whether the tree is a guess, so that what is missing in it may only not have been typed yet."""
    if isinstance(document, MarkdownDocument) and document.frontmatter and document.frontmatter.closing is None:
        return True
    unsure = tree.root is None or isinstance(document, JsonDocument)
    return bool(tree.problems or tree.repaired or (unsure and document.problems))


def _judge(document: YamlDocument, tree: Tree, kind: str) -> Iterator[Complaint]:
    data = plain(value_of(tree.root))
    if data is None and document.dialect is Dialect.FAILSAFE:
        data = {}  # the scaffold tool reads empty frontmatter as an empty mapping
    version, own = document.version, document.own_types
    if _is_surely_valid(_compiled(kind, version, own), data):
        return
    from jsonschema import Draft202012Validator

    rules = schema(kind, version, own_types=own)
    seen: set[tuple[Span, str]] = set()
    mistyped: set[tuple[str | int, ...]] = set()
    for error in Draft202012Validator(rules).iter_errors(data):
        path = (*error.absolute_path, *error.absolute_schema_path)[:-1]
        if error.validator == "type":
            mistyped.add(path)
        elif error.validator == "enum" and path in mistyped:
            continue  # that it is none of these words follows from its type
        for complaint in _complain(document, tree.root, error, rules):
            key = (complaint.finding.span, complaint.finding.message)
            if key not in seen:
                seen.add(key)
                yield complaint


@cache
def _compiled(kind: str, version: Version | None, own_types: tuple[str, ...]) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema(kind, version, own_types=own_types))


def _is_surely_valid(validator: Any, data: object) -> bool:
    """What the compiled validator says; it cannot be asked about dates and bytes, which JSON does not have."""
    try:
        return bool(validator.is_valid(data))
    except ValueError:
        return False


def plain(value: object) -> object:
    """A value as JSON Schema can judge it. Dates and bytes stay what they are: none of the types a schema knows."""
    match value:
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
    return value


def _complain(
    document: YamlDocument, root: Node | None, error: ValidationError, rules: dict[str, Any]
) -> Iterator[Complaint]:
    keyword = str(error.validator)
    if not isinstance(error.schema, dict):
        error_schema: dict[str, Any] = {}
    else:
        error_schema = dict(error.schema)
    judged = verdict(rules, error_schema, keyword)
    severity = Severity[judged.severity.upper()]
    path = tuple(error.absolute_path)
    place = place_at(document, root, path)
    if "propertyNames" in error.absolute_schema_path:  # about a key, which is the instance
        path = (*path, str(error.instance))
        place = _key_span(root, path) or place
    said = f"{_subject(path)} {judged.message}" if judged.message else None
    if judged.rule:
        yield Complaint(judged.rule, Finding(place, said or str(error.message), severity, upstream=judged.upstream))
        return
    match keyword:
        case "required":
            for name in _as_list(error.validator_value):
                if isinstance(error.instance, dict) and name not in error.instance:
                    message = f"missing key `{name}`{_in(path)}" + (f": it {judged.message}" if judged.message else "")
                    yield Complaint(
                        "missing-key",
                        Finding(
                            _where_missing(document, root, path),
                            message,
                            severity,
                            missing_key_fix(document, follow(root, path), str(name), error_schema, rules),
                            upstream=judged.upstream,
                            data={"key": name, "at": path},
                        ),
                    )
        case "additionalProperties" | "unevaluatedProperties":
            yield from _unknown_keys(document, root, error, error_schema, severity, judged.upstream)
        case "type":
            wanted, found = error.validator_value, _found_there(root, path, error.instance, error.validator_value)
            message = said or f"{_subject(path)} must be {_types(wanted)}, found {found}"
            fixes = wrong_type_fix(document, follow(root, path), tuple(map(str, _as_list(wanted))))
            yield Complaint("wrong-type", Finding(place, message, severity, fixes, upstream=judged.upstream))
        case "enum" | "const":
            yield _not_allowed(document, place, path, error, said, severity, judged.upstream)
        case _:
            message = said or f"{_subject(path)} {_limit(keyword, error)}"
            yield Complaint("invalid-value", Finding(place, message, severity, upstream=judged.upstream))


def place_at(document: YamlDocument, root: Node | None, path: tuple[str | int, ...]) -> Span:
    """Where a complaint about the value at a path stands: the value, its key when the value is blank or large."""
    if not path:
        node = root
        entry = None
    else:
        entry = entry_at(root, path) if isinstance(path[-1], str) else None
        node = follow(root, path)
    if entry is not None:
        blank = entry.value.span.start == entry.value.span.end
        return entry.key.span if blank or isinstance(entry.value, Mapping) else _one_line(document, entry.value.span)
    if node is not None and path:
        return _one_line(document, node.span)
    return _top(document)


def _one_line(document: YamlDocument, span: Span) -> Span:
    """A span cut at the end of its first line."""
    line = document.lines.line_span(document.lines.line_of(span.start))
    return Span(span.start, max(span.start, min(span.end, line.end)))


def _top(document: YamlDocument) -> Span:
    entry = document.field("name")
    return entry.value.span if entry and entry.value.span.end > entry.value.span.start else document.start


def _where_missing(document: YamlDocument, root: Node | None, path: tuple[str | int, ...]) -> Span:
    """Missing keys are reported on the key of the mapping they are missing in."""
    if not path:
        return _top(document)
    entry = entry_at(root, path) if isinstance(path[-1], str) else None
    if entry is not None:
        return entry.key.span
    node = follow(root, path)
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0].key.span
    return place_at(document, root, path)


def _key_span(root: Node | None, path: tuple[str | int, ...]) -> Span | None:
    entry = entry_at(root, path)
    return entry.key.span if entry else None


def _unknown_keys(
    document: YamlDocument,
    root: Node | None,
    error: ValidationError,
    error_schema: dict[str, Any],
    severity: Severity,
    upstream: str | None,
) -> Iterator[Complaint]:
    path = tuple(error.absolute_path)
    known = tuple(error_schema.get("properties", {}))
    node = follow(root, path) if path else root
    if not isinstance(node, Mapping) or not isinstance(error.instance, dict):
        return
    free = tuple(name for name in known if name not in error.instance)
    of_own_types = {re.sub(r"-(.)", lambda match: match[1].upper(), f"{word}-config") for word in document.own_types}
    for entry in node.entries:
        name = entry.key.text
        if name in known or name not in error.instance or name in of_own_types:
            continue
        suggestions = nearest(name, free)
        fixes: tuple[Fix, ...] = tuple(
            replace_fix(f"Rename to `{word}`", entry.key.span, _quoted(document, entry.key.span, word))
            for word in suggestions[:1]
            if len(suggestions) == 1
        )
        effect = "" if severity is Severity.ERROR else "; the scaffold tool ignores it"
        hint = did_you_mean(suggestions) or (f"; known keys: {_listed(free)}" if 0 < len(free) <= 8 else "")
        yield Complaint(
            "unknown-key",
            Finding(
                entry.key.span,
                f"unknown key `{name}`{_in(path)}{effect}{hint}",
                severity,
                fixes,
                upstream=upstream,
                tags=() if severity is Severity.ERROR else ("unnecessary",),
                data={"suggestions": suggestions},
            ),
        )


def _not_allowed(
    document: YamlDocument,
    place: Span,
    path: tuple[str | int, ...],
    error: ValidationError,
    said: str | None,
    severity: Severity,
    upstream: str | None,
) -> Complaint:
    value = error.validator_value
    words = tuple(word for word in _as_list(value) if isinstance(word, str))
    others = tuple(_json(word) for word in _as_list(value) if word is not None and not isinstance(word, str))
    allowed = tuple(word if isinstance(word, str) else _json(word) for word in _as_list(value))
    found = error.instance
    suggestions = (found,) if found in others else nearest(found, words) if isinstance(found, str) else ()
    message = said or f"{_subject(path)} is {_found(found)}; allowed: {_listed(allowed)}"
    fixes = tuple(
        replace_fix(
            f"Replace with `{word}`",
            place,
            word if word in others else _quoted(document, place, word),
            safe=len(suggestions) == 1,
        )
        for word in suggestions
    )
    finding = Finding(
        place,
        message + did_you_mean(suggestions),
        severity,
        fixes,
        upstream=upstream,
        data={"allowed": allowed, "suggestions": suggestions},
    )
    return Complaint("invalid-value", finding)


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _quoted(document: Document, span: Span, word: str) -> str:
    written = span.of(document.text)
    return f"{written[0]}{word}{written[0]}" if written[:1] in {"'", '"'} else word


def _subject(path: tuple[str | int, ...]) -> str:
    """The value a complaint is about, by its key."""
    if not path:
        return "the file"
    last = path[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {_subject(path[:-1])}"
    return f"`{last}`"


def _in(path: tuple[str | int, ...]) -> str:
    return f" in {_subject(path)}" if path else ""


_TYPES = {
    "object": "a mapping",
    "array": "a list",
    "string": "a string",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "null": "blank",
}


def _types(value: object) -> str:
    return " or ".join(_TYPES.get(str(word), str(word)) for word in _as_list(value))


def _found(value: object) -> str:
    """A value as a message names it."""
    match value:
        case None:
            return "nothing"
        case dt.date():
            return f"the date {value.isoformat()} (quote it to make it a string)"
        case bytes():
            return "binary data"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value:g}" if isinstance(value, float) else f"the number {value}"
        case str():
            return f'the string "{value if len(value) <= 40 else value[:37] + "…"}"'
    return str(value)


def _found_there(root: Node | None, path: tuple[str | int, ...], value: object, wanted: object) -> str:
    """A value as a message names it: numbers as they are written, and how one becomes the string that is wanted."""
    node = follow(root, path) if path else root
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(node, Scalar):
        return _found(value)
    return f"the number {node.text}" + (" (quote it to make it a string)" if "string" in _as_list(wanted) else "")


def _json(value: object) -> str:
    match value:
        case None:
            return "blank"
        case bool():
            return "true" if value else "false"
    return str(value)


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _limit(keyword: str, error: ValidationError) -> str:
    """What a value that breaks a limit should be."""
    wanted = error.validator_value
    size = len(error.instance) if isinstance(error.instance, str | list | dict) else error.instance
    match keyword:
        case "minLength" if wanted == 1:
            return "must not be empty"
        case "minLength":
            return f"is {size} characters long; at least {wanted}"
        case "maxLength":
            return f"is {size} characters long; at most {wanted}"
        case "minItems" if wanted == 1:
            return "must not be empty"
        case "minItems" | "minProperties":
            return f"has {size} items; at least {wanted}"
        case "maxItems" | "maxProperties":
            return f"has {size} items; at most {wanted}"
        case "minimum" | "exclusiveMinimum":
            return f"is {size}; at least {wanted}"
        case "maximum" | "exclusiveMaximum":
            return f"is {size}; at most {wanted}"
        case "uniqueItems":
            return "has the same item twice"
        case "pattern":
            return f"is {_found(error.instance)}, which does not match `{wanted}`"
    return f"is not as it should be: {error.message}"
