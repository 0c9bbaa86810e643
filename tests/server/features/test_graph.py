"""The graph's choice: a project's own, where nothing else is chosen."""

from __future__ import annotations

import small

from scaffold_rules.documents.parse import parse
from scaffold_rules.effective import Choice
from scaffold_server.features.graph import own_choice, step_graph

CONFIG = """version: 2
methodology: %s
project:
  projectType: research
  researchConfig:
    domain: ml-research
"""


def chosen(text: str) -> Choice:
    project = small.small_project()
    document = parse(".scaffold/config.yml", text, project.layout)
    return own_choice(project.with_document(document))


def test_content_alone_is_shown_as_any_project_gets_it() -> None:
    assert own_choice(small.small_project()) == Choice()


def test_a_project_is_shown_as_it_is_configured() -> None:
    assert chosen(CONFIG % "deep") == Choice("research", ("ml-research",), False, "deep")
    assert chosen(CONFIG % "nothing-there") == Choice("research", ("ml-research",), False, "deep")


def test_half_a_configuration_is_no_obstacle() -> None:
    for text in (
        "",
        "version: 2",
        "project: []",
        "project: { projectType: [] }",
        "project: { projectType: game }",
        "- x",
    ):
        assert chosen(text).preset == "deep"


def test_a_phase_that_is_none_comes_last() -> None:
    project = small.small_project(design=small.FILES["content/pipeline/pre/design.md"].replace('"pre"', '"later"'))
    assert [phase["slug"] for phase in step_graph(project, Choice())["phases"]] == ["pre", "later"]
