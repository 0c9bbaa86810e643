"""Of a part of the content that is not here nobody can say what it holds: nothing is unknown, unused or gone for that."""

from __future__ import annotations

from scaffold_rules.check import check
from scaffold_rules.config import Config

FILES = {
    "content/pipeline/pre/create-prd.md": """---
name: create-prd
description: Write the product requirements
phase: pre
order: 110
outputs: [docs/plan.md]
knowledge-base: [prd-craft, no-such-entry]
---

After this run `/scaffold:no-such-step`. More is in `content/knowledge/core/gone.md` and `content/pipeline/pre/gone.md`.
""",
    "content/tools/release.md": "---\nname: release\ndescription: Publish\ncategory: tool\nstateless: true\n---\n",
    "content/knowledge/core/prd-craft.md": "---\nname: prd-craft\ndescription: Requirements\n---\n",
    "content/knowledge/core/unused.md": "---\nname: unused\ndescription: Nobody names it\n---\n",
    "content/methodology/game-overlay.yml": """name: game
description: Games
project-type: game
step-overrides:
  no-such-step: { enabled: true }
knowledge-overrides:
  create-prd: { append: [no-such-entry] }
  no-such-step: { append: [prd-craft] }
""",
}
RULES = ("overlay/unknown-step", "overlay/unknown-knowledge", "step/unknown-knowledge", "knowledge/orphan")
CONFIG = Config(only=(*RULES, "prose"))


def found(make_project, *without):
    """The rules that find something while some folders are not there, and where."""
    project = make_project({path: text for path, text in FILES.items() if path.split("/")[1] not in without})
    return sorted(
        (finding.rule, path.rpartition("/")[2])
        for path, document in project.documents.items()
        for finding in check(document, project, CONFIG)
    )


def test_the_whole_of_it(make_project):
    assert found(make_project) == [
        ("knowledge/orphan", "unused.md"),
        ("overlay/unknown-knowledge", "game-overlay.yml"),
        ("overlay/unknown-step", "game-overlay.yml"),
        ("overlay/unknown-step", "game-overlay.yml"),
        ("prose/stale-path", "create-prd.md"),
        ("prose/stale-path", "create-prd.md"),
        ("prose/unknown-step", "create-prd.md"),
        ("step/unknown-knowledge", "create-prd.md"),
    ]


def test_without_the_steps(make_project):
    assert found(make_project, "pipeline", "tools") == [("overlay/unknown-knowledge", "game-overlay.yml")]


def test_without_the_knowledge(make_project):
    assert found(make_project, "knowledge") == [
        ("overlay/unknown-step", "game-overlay.yml"),
        ("overlay/unknown-step", "game-overlay.yml"),
        ("prose/stale-path", "create-prd.md"),
        ("prose/unknown-step", "create-prd.md"),
    ]


def test_without_the_methodology(make_project):
    assert found(make_project, "methodology") == [
        ("prose/stale-path", "create-prd.md"),
        ("prose/stale-path", "create-prd.md"),
        ("prose/unknown-step", "create-prd.md"),
        ("step/unknown-knowledge", "create-prd.md"),
    ]


def test_without_the_tools_a_step_that_resembles_none_may_be_a_tool(make_project):
    assert [rule for rule, _ in found(make_project, "tools")] == [
        "knowledge/orphan",
        "overlay/unknown-knowledge",
        "overlay/unknown-step",
        "prose/stale-path",
        "prose/stale-path",
        "step/unknown-knowledge",
    ]
