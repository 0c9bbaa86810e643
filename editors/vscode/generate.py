"""Write what the extension takes from the server: settings, version, schemas, names of colours; ``--check`` compares."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold_rules.documents.kind import Layout, kind_of
from scaffold_schemas import schema
from scaffold_schemas.version import __version__
from scaffold_server.answers.beside import LEGEND, TOKEN_MODIFIERS
from scaffold_server.settings_schema import EDITOR, lint_options, settings_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
SECTION = "scaffold-lint"
VALIDATED = {
    "config": ".scaffold/config.yml",
    "observability": ".scaffold/observability.yaml",
    "agent-ops": ".scaffold/agent-ops.yaml",
    "state": ".scaffold/state.json",
    "service-state": ".scaffold/services/*/state.json",
    "rework": ".scaffold/rework.json",
    "lock": ".scaffold/lock.json",
}
"""The project files that editors validate by their schemas, with or without the server."""

TABLE = "| setting | default | |\n|---|---|---|\n"
SCOPES = {"function": "entity.name.function", "class": "entity.name.type", "enumMember": "constant.other.enum"}
TYPES = {
    "boolean": "boolean",
    "string": "string",
    "array": "readonly string[]",
    "object": "Readonly<Record<string, unknown>>",
}


def files() -> dict[Path, str]:
    """The text of every generated file, by path."""
    texts = {
        HERE / "package.json": manifest(),
        HERE / "README.md": readme(),
        HERE / "src" / "settings.generated.ts": typescript(),
    }
    for kind in VALIDATED:
        texts[HERE / "schemas" / f"{kind}.schema.json"] = dumped(schema(kind, portable=True))
    texts[HERE / "schemas" / "settings.schema.json"] = dumped(settings_schema())
    return texts


def manifest() -> str:
    """``package.json`` with its generated parts made anew."""
    package = json.loads((HERE / "package.json").read_text("utf-8"))
    package["version"] = __version__
    contributes = package["contributes"]
    contributes["configuration"] = {"title": SECTION, "properties": dict(configuration())}
    contributes["jsonValidation"] = list(validation(".json"))
    contributes["yamlValidation"] = list(validation(".yml", ".yaml"))
    contributes["tomlValidation"] = [
        {"fileMatch": ["scaffold-lint.toml", ".scaffold/lint.toml"], "url": "./schemas/settings.schema.json"}
    ]
    contributes["semanticTokenScopes"] = [
        {"language": language, "scopes": scopes()} for language in ("markdown", "yaml")
    ]
    return dumped(package)


def configuration() -> Iterator[tuple[str, Any]]:
    """The settings as VS Code has them."""
    for option in (*EDITOR, *lint_options()):
        described = dict(option.schema)
        text = described.pop("description")
        yield f"{SECTION}.{option.name}", {"scope": option.scope, **described, "markdownDescription": text}


def validation(*endings: str) -> Iterator[dict[str, Any]]:
    """Which files are validated by which schema."""
    for kind, pattern in VALIDATED.items():
        assert kind_of(pattern.replace("*", "api"), Layout()) == kind
        if pattern.endswith(endings):
            yield {"fileMatch": [f"**/{pattern}"], "url": f"./schemas/{kind}.schema.json"}


def scopes() -> dict[str, list[str]]:
    """How names are coloured by themes that know no semantic tokens."""
    known = {kind: [f"{SCOPES[str(kind)]}.scaffold"] for kind in LEGEND.token_types}
    special = {"unknown": "invalid.illegal.unknown.scaffold", "shadowed": "markup.italic.shadowed.scaffold"}
    return known | {f"*.{word}": [special[word]] for word in TOKEN_MODIFIERS if word in special}


def typescript() -> str:
    """The settings' types and defaults, and what the extension must know of its server."""
    requires = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    lines = [
        "// Written by editors/vscode/generate.py; `make docs` writes it anew.",
        "",
        f"export const SERVER_VERSION = {json.dumps(__version__)};",
        f'export const SERVER_WHEEL = "server/scaffold_language_server-{__version__}-py3-none-any.whl";',
        f"export const MINIMUM_PYTHON = {json.dumps(requires.removeprefix('>='))};",
        "",
        "export interface Settings {",
        *(f"  readonly {key(option.name)}: {type_of(option.schema)};" for option in EDITOR),
        "}",
        "",
        "export const DEFAULTS: Settings = {",
        *(f"  {key(option.name)}: {json.dumps(option.schema['default'])}," for option in EDITOR),
        "};",
    ]
    return "\n".join(lines) + "\n"


def readme() -> str:
    """``README.md`` with its table of settings made anew."""
    before, table, rest = (HERE / "README.md").read_text("utf-8").partition(TABLE)
    after = rest.partition("\n\n")[2]
    rows = (
        f"| `{SECTION}.{option.name}` | `{json.dumps(option.schema['default'])}` | {option.schema['description']} |"
        for option in (*EDITOR, *lint_options())
    )
    return f"{before}{table}{chr(10).join(rows)}\n\n{after}"


def key(name: str) -> str:
    """A setting's name as a key of an object."""
    return name if re.fullmatch(r"\w+", name) else json.dumps(name)


def type_of(option: dict[str, Any]) -> str:
    """A setting's type."""
    return " | ".join(json.dumps(word) for word in option["enum"]) if "enum" in option else TYPES[option["type"]]


def dumped(value: object) -> str:
    """A value as JSON that reads well: short lists and objects on one line."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return re.sub(r"([\[{])\n\s+([^\[\]{}]{1,100}?)\n\s+([\]}])", _in_one_line, text) + "\n"


def _in_one_line(match: re.Match[str]) -> str:
    inside = re.sub(r",\n\s+", ", ", match[2])
    blank = " " if match[1] == "{" else ""
    return f"{match[1]}{blank}{inside}{blank}{match[3]}" if "\n" not in inside else match[0]


def main() -> int:
    """Write, or with ``--check`` say what is stale and fail."""
    stale = [path for path, text in files().items() if not path.is_file() or path.read_text("utf-8") != text]
    if "--check" not in sys.argv[1:]:
        for path in stale:
            path.parent.mkdir(exist_ok=True)
            path.write_text(files()[path], "utf-8", newline="\n")
        return 0
    for path in stale:
        print(f"{path.relative_to(HERE.parents[1])} is stale; run `make docs`")  # noqa: T201 - this is the terminal
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
