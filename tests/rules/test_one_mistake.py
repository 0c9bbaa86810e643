"""One mistake is one finding: what makes a file unreadable is said, and nothing that only follows from it."""

from __future__ import annotations

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project

BODY = """
# Why

## Purpose
One line.

## Inputs
- docs/vision.md (required) — the vision

## Expected Outputs
- docs/plan.md — the plan
"""
STEP = "pipeline/pre/create-prd.md"
ENTRY = "knowledge/core/api-design.md"
GUIDE = "guides/start/index.md"
SKILL = "agent-skills/runner/SKILL.md"
VISION = """---
name: create-vision
description: What it is for
phase: vision
order: 10
outputs: [docs/vision.md]
---
"""


def rules_found(path: str, text: str, layout: Layout | None = None, **more: str) -> list[str]:
    """The names of the rules that have something to say about a file of a small content, whatever they are."""
    layout = layout or Layout("content/")
    files = {path: text, "pipeline/vision/create-vision.md": VISION, **more}
    documents = {f"content/{name}": parse(f"content/{name}", content, layout) for name, content in files.items()}
    project = Project({name: d for name, d in documents.items() if d}, layout, files=frozenset())
    document = project.documents[f"content/{path}"]
    return [finding.rule for finding in check(document, project, Config(select=("all",)))]


@pytest.mark.parametrize("path", [STEP, ENTRY, GUIDE, SKILL])
def test_a_file_without_frontmatter(path: str) -> None:
    assert rules_found(path, f"name: create-prd\norder: 1\n---\n{BODY}") == ["frontmatter/missing"]


@pytest.mark.parametrize("path", [STEP, ENTRY, GUIDE, SKILL])
def test_frontmatter_that_nothing_closes(path: str) -> None:
    assert rules_found(path, f"---\nnme: create-prd\nordr: 1\n{BODY}") == ["frontmatter/unclosed"]


@pytest.mark.parametrize("frontmatter", ["- name\n- order\n", "just words\n", "5\n"])
@pytest.mark.parametrize("path", [STEP, ENTRY, GUIDE])
def test_frontmatter_that_is_no_mapping(path: str, frontmatter: str) -> None:
    assert rules_found(path, f"---\n{frontmatter}---\n{BODY}") == ["schema/wrong-type"]


def test_what_any_text_can_get_wrong_is_still_said() -> None:
    text = f"name: create-prd\n\n[x](nowhere.md)\n\n```text\nx = 1\n{BODY}"
    assert rules_found(STEP, text) == ["frontmatter/missing", "link/broken-target", "prose/unclosed-fence"]


@pytest.mark.parametrize("text", ['{"a": 1,}', "{'schema-version': 4}", '{"steps": {}} {}', "", "{"])
def test_what_is_no_json_has_no_missing_keys(text: str) -> None:
    document = parse(".scaffold/state.json", text, Layout(None))
    assert document is not None
    project = Project({document.path: document}, Layout(None))
    assert [finding.rule for finding in check(document, project, Config())] == ["json/syntax-error"]


@pytest.mark.parametrize("written", ['"2"', "'2'"])
def test_a_number_in_quotes_is_freed_of_them(written: str) -> None:
    text = f"version: {written}\nmethodology: deep\nplatforms: [codex]\n"
    document = parse(".scaffold/config.yml", text, Layout(None))
    assert document is not None
    (finding,) = check(document, Project({document.path: document}, Layout(None)), Config(only=("schema",)))
    assert finding.fix
    assert [(edit.span.of(text), edit.text) for edit in finding.fix.edits] == [(written, "2")]


OVERLAY = "methodology/space-ship-overlay.yml"
OWN = Layout("content/", project_types=("space-ship",))


def schema_found(path: str, text: str, layout: Layout) -> list[tuple[str, str]]:
    """Rule and message of what the schema of a file's kind has to say."""
    document = parse(path, text, layout)
    assert document is not None
    project = Project({path: document}, layout)
    return [(finding.rule, finding.message) for finding in check(document, project, Config(only=("schema",)))]


def test_project_types_of_the_user_s_own_are_types() -> None:
    text = "name: space-ship\ndescription: Rockets\nproject-type: {}\n"
    assert schema_found(f"content/{OVERLAY}", text.format("space-ship"), OWN) == []
    assert schema_found(f"content/{OVERLAY}", text.format("web-app"), OWN) == []
    ((rule, message),) = schema_found(f"content/{OVERLAY}", text.format("space-shp"), OWN)
    assert rule == "schema/invalid-value"
    assert message.endswith("did you mean `space-ship`?")


@pytest.mark.parametrize("layout", [Layout(None), Layout(None, (3, 9, 0)), Layout(None, (3, 54, 0))])
def test_and_so_they_are_in_a_project_with_their_settings(layout: Layout) -> None:
    text = "version: 2\nmethodology: deep\nplatforms: [codex]\nproject:\n  projectType: space-ship\n"
    own = Layout(None, layout.version, ("space-ship",))
    assert [rule for rule, _ in schema_found(".scaffold/config.yml", text, layout)] == ["schema/invalid-value"]
    assert schema_found(".scaffold/config.yml", text, own) == []
    with_settings = f"{text}  spaceShipConfig: {{ engine: ion }}\n"
    assert schema_found(".scaffold/config.yml", with_settings, own) == []
    assert [rule for rule, _ in schema_found(".scaffold/config.yml", f"{text}  shipConfig: {{}}\n", own)] == [
        "schema/unknown-key"
    ]


@pytest.mark.parametrize(("written", "said"), [("3.0", "3.0"), ("0x1F", "0x1F"), ("1e3", "1e3"), ("-1", "-1")])
def test_a_number_is_named_as_it_is_written(written: str, said: str) -> None:
    text = f"---\nname: api-design\ndescription: What it is for\nversion-pin: {written}\n---\n"
    ((_, message),) = schema_found("content/knowledge/core/api-design.md", text, Layout("content/"))
    assert message.endswith(f"found the number {said} (quote it to make it a string)")
