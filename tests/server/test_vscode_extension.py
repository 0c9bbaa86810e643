"""The extension for VS Code as it lies in the repository: what can be judged without an editor."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.finding import Severity
from scaffold_rules.project import Project
from scaffold_schemas.version import __version__
from scaffold_server.lsp import COMMANDS

pytestmark = pytest.mark.repository

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text("utf-8")) if FOLDER.is_dir() else {"contributes": {}}
CONTRIBUTES = MANIFEST["contributes"]
PLACES = {
    "scaffold-step": "content/pipeline/pre/new-thing.md",
    "scaffold-knowledge": "content/knowledge/core/new-thing.md",
    "scaffold-tool": "content/tools/new-thing.md",
    "scaffold-overlay": "content/methodology/web-app-overlay.yml",
    "scaffold-domain-overlay": "content/methodology/research-ml-research.yml",
    "scaffold-preset": "content/methodology/deep.yml",
    "scaffold-config": ".scaffold/config.yml",
}


def snippets() -> dict[str, dict[str, object]]:
    found = {}
    for each in CONTRIBUTES.get("snippets", ()):
        for snippet in json.loads((FOLDER / each["path"]).read_text("utf-8")).values():
            found[snippet["prefix"]] = snippet
    return found


def source(*parts: str) -> str:
    return FOLDER.joinpath("src", *parts).read_text("utf-8")


def expanded(lines: list[str], stem: str) -> str:
    """The text that a snippet leaves when every tab stop is passed over."""
    text = "\n".join(lines)
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", text)
    text = text.replace("$TM_FILENAME_BASE", stem)
    return re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "")


@pytest.mark.parametrize("prefix", PLACES)
def test_a_snippet_is_a_file_without_errors(prefix: str) -> None:
    path = PLACES[prefix]
    text = expanded(snippets()[prefix]["body"], Path(path).stem)
    assert "$" not in text
    layout = Layout("content/")
    document = parse(path, text, layout)
    found = check(document, Project({path: document}, layout, files=frozenset()), Config())
    kinds = ("yaml/", "schema/", "frontmatter/")
    assert [f for f in found if f.severity is Severity.ERROR or f.rule.startswith(kinds)] == []


def test_every_kind_of_snippet_has_a_place() -> None:
    assert snippets().keys() == PLACES.keys()


def test_every_command_is_there_and_stays_out_of_the_way() -> None:
    commands = {command["command"] for command in CONTRIBUTES["commands"]}
    hidden = {entry["command"] for entry in CONTRIBUTES["menus"]["commandPalette"] if "active" in entry["when"]}
    assert commands == hidden
    registered = set(re.findall(r"^    (\w+)(?::|,)", source("extension.ts"), re.MULTILINE))
    assert {name.removeprefix("scaffold-lint.") for name in commands} <= registered


def test_the_server_knows_what_it_is_asked() -> None:
    asked = {
        name
        for path in FOLDER.glob("src/**/*.ts")
        for name in re.findall(r'ask(?:<.+?>)?\(\s*"(\w+)"', path.read_text("utf-8"))
    }
    assert asked
    assert {f"scaffold-lint.server.{name}" for name in asked} <= COMMANDS.keys()


def test_the_problem_matcher_reads_the_concise_format(run) -> None:
    pattern = CONTRIBUTES["problemMatchers"][0]["pattern"]
    lines = run("check", FOLDER.parents[1] / "examples" / "defects", "--output-format", "concise").stdout.splitlines()
    matches = [match for line in lines if (match := re.match(pattern["regexp"], line))]
    assert len(matches) >= len(lines) - 2 > 10
    assert {match[pattern["severity"]] for match in matches} >= {"error", "warning"}
    assert all(match[pattern["line"]].isdigit() for match in matches)


def test_the_schemas_are_schemas() -> None:
    for kind in ("jsonValidation", "yamlValidation", "tomlValidation"):
        for each in CONTRIBUTES[kind]:
            jsonschema.Draft202012Validator.check_schema(json.loads((FOLDER / each["url"]).read_text("utf-8")))


def test_the_version_is_the_servers() -> None:
    assert MANIFEST["version"] == __version__
    assert f"## {__version__}" in (FOLDER / "CHANGELOG.md").read_text("utf-8")


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((FOLDER / "package-lock.json").read_text("utf-8"))
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


def test_it_waits_for_content() -> None:
    assert all(event.startswith("workspaceContains:") for event in MANIFEST["activationEvents"])
    markers = ("content/methodology/", "content/pipeline/", ".scaffold/")
    assert all(any(marker in event for marker in markers) for event in MANIFEST["activationEvents"])
