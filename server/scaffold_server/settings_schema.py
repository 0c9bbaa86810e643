"""The JSON Schema of the settings file, and the settings of an editor that are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from scaffold_rules.explain import about, families, sorted_rules
from scaffold_server.settings import EDITOR_KEYS
from scaffold_server.settings_values import SEVERITIES

Schema = dict[str, Any]


NAME = {"$ref": "#/$defs/name"}
SEVERITY = {"enum": list(SEVERITIES)}


def settings_schema() -> Schema:
    """The JSON Schema (2020-12) of ``scaffold-lint.toml``; rules and their options are those there are now."""
    names = {family: about(family) for family in families()} | {rule.name: rule.summary for rule in sorted_rules()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "scaffold-lint:settings",
        "title": "Settings of scaffold-lint",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "select": _list('Rules that are off by default and shall run; `"all"` for every rule.', NAME),
            "ignore": _list("Rules or families that do not run; wins over `select`.", NAME),
            "severity": _severities("The severity of rules and families; the rule's own name wins."),
            "options": _options(),
            "paths": _list("Settings for some files only.", _path_settings()),
            "content-version": {
                "description": "Judge by this release of scaffold, such as `3.54.0`, not by the content's own.",
                "type": "string",
                "pattern": r"^\d+\.\d+\.\d+$",
            },
            "package": {"description": "The scaffold package whose names a project uses: a path.", "type": "string"},
            "project-types": _list(
                "Project types of your own, beside those of scaffold.",
                {"type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"},
            ),
            "baseline": {
                "description": "The findings that stay silent: a file written by `scaffold-lint check --write-baseline`.",
                "type": "string",
            },
            "roots": _list("Folders that hold content though nothing in them says so.", {"type": "string"}),
            "fail-on": {
                "description": "From which severity on `scaffold-lint check` ends with 1.",
                "enum": [*SEVERITIES, "never"],
                "default": "warning",
            },
        },
        "$defs": {
            "name": {"type": "string", "enum": ["all", *names], "enumDescriptions": ["Every rule.", *names.values()]}
        },
    }


def _list(description: str, items: Schema) -> Schema:
    return {"description": description, "type": "array", "items": items}


def _severities(description: str) -> Schema:
    return {"description": description, "type": "object", "propertyNames": NAME, "additionalProperties": SEVERITY}


def _path_settings() -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["glob"],
        "properties": {
            "glob": {"description": "Which files, relative to the content root.", "type": "string"},
            "ignore": _list("Rules or families that do not run on them.", NAME),
            "severity": _severities("The severity of rules and families in them."),
        },
    }


def _options() -> Schema:
    with_options = {
        rule.name: {
            "description": rule.summary,
            "type": "object",
            "additionalProperties": False,
            "properties": {
                spelled: _option(value)
                for name, value in rule.options.items()
                for spelled in dict.fromkeys((name.replace("_", "-"), name))
            },
        }
        for rule in sorted_rules()
        if rule.options
    }
    description = "Options of single rules; `scaffold-lint explain RULE` shows them."
    return {"description": description, "type": "object", "additionalProperties": False, "properties": with_options}


def _option(default: object) -> Schema:
    if isinstance(default, (tuple, frozenset)):
        return {"type": "array", "items": {"type": "string"}, "default": sorted(default)}
    if isinstance(default, Mapping):
        return {"type": "object", "default": dict(default)}
    types: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}
    return {"type": types[type(default)], "default": default}


class Option(NamedTuple):
    """A setting of an editor's extension: its schema, and where it may be set (in the words of VS Code)."""

    name: str
    scope: str
    schema: Schema


def lint_options() -> tuple[Option, ...]:
    """The keys of the settings file that an editor's user may set for folders without such a file."""
    schema = settings_schema()
    names = {"type": "string", "enum": schema["$defs"]["name"]["enum"]}
    empty: dict[str, object] = {"array": [], "object": {}, "string": ""}
    found = []
    for name, key in EDITOR_KEYS.items():
        wanted: Schema = {word: names if value == NAME else value for word, value in schema["properties"][key].items()}
        if key == "options":
            del wanted["properties"], wanted["additionalProperties"]  # the schema of the file is the place to look
        if "pattern" in wanted:
            wanted["pattern"] = f"^$|{wanted['pattern']}"
        found.append(Option(name, "resource", {**wanted, "default": empty[str(wanted["type"])]}))
    return tuple(found)


EDITOR = (
    Option("enable", "window", {"type": "boolean", "default": True, "description": "Lint scaffold content."}),
    Option(
        "path",
        "machine-overridable",
        {
            "type": "string",
            "default": "",
            "description": (
                "The server to run: an executable `scaffold-language-server` or `scaffold-lint`. `~` and"
                " `${workspaceFolder}` stand for what they say. When empty, the server of the workspace's environment"
                " is run, else one on the PATH, else the extension's own."
            ),
        },
    ),
    Option(
        "codeLens", "resource", {"type": "boolean", "default": True, "description": "Show above a name who uses it."}
    ),
    Option(
        "inlayHints",
        "resource",
        {
            "type": "boolean",
            "default": True,
            "description": "Show phase and order behind steps, and behind knowledge entries how large they are.",
        },
    ),
    Option(
        "logLevel",
        "window",
        {
            "type": "string",
            "enum": ["error", "warning", "info", "debug"],
            "default": "warning",
            "description": "How much the server writes to its log.",
        },
    ),
    Option(
        "trace.server",
        "window",
        {
            "type": "string",
            "enum": ["off", "messages", "verbose"],
            "default": "off",
            "description": "What is written to the trace channel of the messages between editor and server.",
        },
    ),
)
"""What an editor's user may set beside what a settings file says."""
