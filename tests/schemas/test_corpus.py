"""Every file of real releases is valid by its own release's schemas, in both forms.

The YAML is read here by other means than the linter's: text alone for steps and tools, YAML 1.2 core for the rest.
"""

from __future__ import annotations

import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from scaffold_schemas import parse_version, schema, vocabulary


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 core: no yes and no, no dates, no sexagesimal numbers."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012


for name, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+",
    "float": r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)",
}.items():
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), None)

FOLDERS = {
    "pipeline/**/*.md": "step",
    "tools/**/*.md": "tool",
    "knowledge/**/*.md": "knowledge",
    "skills/*/SKILL.md": "skill",
    "agent-skills/*/SKILL.md": "canonical-skill",
    "guides/*/index.md": "guide",
}


def failsafe(node):
    """A node as the scaffold tool reads frontmatter: everything is text, but what is blank."""
    match node:
        case yaml.ScalarNode():
            return None if node.value == "" and node.style is None else node.value
        case yaml.SequenceNode():
            return [failsafe(item) for item in node.value]
    return {key.value: failsafe(value) for key, value in node.value}


def frontmatter(text):
    lines = text.split("\n")
    assert lines[0].strip() == "---"
    return "\n".join(lines[1 : next(number for number in range(1, len(lines)) if lines[number].strip() == "---")])


def documents(corpus):
    """Kind, path, and the values the scaffold tool and other tools see, of every file that has a schema."""
    content = corpus / "content"
    for pattern, kind in FOLDERS.items():
        for path in sorted(content.glob(pattern)):
            if path.name != "README.md":
                text = frontmatter(path.read_text("utf-8"))
                core = yaml.load(text, CoreLoader)
                yield kind, path, failsafe(yaml.compose(text)) if kind in {"step", "tool"} else core, core
    release = parse_version(corpus.name.removeprefix("scaffold-"))
    overlays = {file.stem: file.kind for file in vocabulary.overlay_files(release)}
    names = {"project-type": "overlay", "sub": "sub-overlay", "structural": "structural-overlay"}
    for path in sorted((content / "methodology").glob("*.yml")):
        whole = yaml.load(path.read_text("utf-8"), CoreLoader)
        yield "preset" if path.stem in vocabulary.presets(release) else names[overlays[path.stem]], path, whole, whole
    for path in corpus.glob("docs/knowledge-freshness/authoritative-sources.yaml"):
        whole = yaml.load(path.read_text("utf-8"), CoreLoader)
        yield "allowlist", path, whole, whole


@pytest.mark.parametrize("portable", [False, True], ids=["native", "portable"])
def test_every_file_is_valid(corpus, portable):
    name = corpus.name.removeprefix("scaffold-")
    release = parse_version(name)
    complaints, seen = [], 0
    for kind, path, native, core in documents(corpus):
        seen += 1
        rules = schema(kind, release, portable=portable)
        errors = Draft202012Validator(rules).iter_errors(core if portable else native)
        complaints += [(path, list(error.absolute_path), error.message) for error in errors]
    assert complaints == []
    assert seen > 300
