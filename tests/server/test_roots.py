"""Content roots that settings name, because nothing in them says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest
import tree

from scaffold_server.roots import root_of, roots_of
from scaffold_server.session import Session

RULE = "step/unknown-dependency"
STEP = "pipeline/pre/plan.md"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One with content where nobody looks, a folder that has only a pipeline, and ordinary content."""
    tree.content(tmp_path / "ordinary")
    lonely = tree.step("lonely", dependencies="not-there")
    return tree.written(
        tmp_path,
        {
            ".git/HEAD": "",
            ".prompts/pipeline/pre/plan.md": tree.step("plan", dependencies="nothing-there"),
            "lonely/pipeline/pre/lonely.md": lonely,
            "scaffold-lint.toml": 'roots = [".prompts", "lonely"]\n',
        },
    )


def _paths(path: Path) -> list[Path]:
    return [root.path for root in roots_of(path)]


def test_named_roots_are_found_beside_the_others(repository: Path) -> None:
    assert _paths(repository) == [repository / "ordinary", repository / ".prompts", repository / "lonely"]
    assert _paths(repository / ".prompts/pipeline") == [repository / ".prompts"]
    assert _paths(repository / ".prompts" / STEP) == [repository / ".prompts"]
    assert _paths(repository / "ordinary/content") == [repository / "ordinary"]


def test_without_settings_they_are_not(repository: Path) -> None:
    (repository / "scaffold-lint.toml").unlink()
    assert _paths(repository) == [repository / "ordinary"]


def test_a_named_root_wins_over_the_one_around_it(tmp_path: Path) -> None:
    tree.content(tmp_path, {"content/tools/own/pipeline/pre/a.md": tree.step("a")})
    tree.written(tmp_path, {"scaffold-lint.toml": 'roots = ["content/tools/own"]\n'})
    assert _paths(tmp_path / "content/tools/own/pipeline/pre/a.md") == [tmp_path / "content/tools/own"]
    assert _paths(tmp_path) == [tmp_path, tmp_path / "content/tools/own"]


def test_what_a_named_root_holds(tmp_path: Path) -> None:
    tree.content(tmp_path / "one")
    tree.written(tmp_path, {"two/content/tools/a.md": "", "scaffold-lint.toml": 'roots = ["one", "two"]\n'})
    assert [root.layout.content for root in roots_of(tmp_path)] == ["content/", "content/"]
    root = root_of(tmp_path / "two")
    assert root is not None
    assert root.layout.content == "content/"
    assert root_of(tmp_path) is None


def test_terminal_and_editor_see_them(run, repository: Path) -> None:
    shown = run("check", repository, "--only", RULE, "--output-format", "concise").stdout
    assert ".prompts/pipeline/pre/plan.md:7:16" in shown
    assert "lonely/pipeline/pre/lonely.md:7:16" in shown
    session = Session()
    assert {workspace.root.path for workspace in session.add_folder(repository)} == {*_paths(repository)}
    alone = Session()
    alone.edit("x", repository / ".prompts" / STEP, "text", 1)
    assert [*alone.workspaces] == [repository / ".prompts"]


def test_settings_say_where_they_come_from(run, repository: Path) -> None:
    assert "scaffold-lint.toml:1" in next(
        line for line in run("settings", repository / "lonely").stdout.splitlines() if line.startswith("roots")
    )


def test_effective_goes_by_the_settings(run, tmp_path: Path) -> None:
    """The version, the package and the project types of the settings file count."""
    tree.content(
        tmp_path / "there", {"content/methodology/deep.yml": "name: Deep\nsteps:\n  plan: { enabled: true }\n"}
    )
    project = tree.written(
        tmp_path / "here", {".scaffold/config.yml": "", "scaffold-lint.toml": 'package = "../there"\n'}
    )
    assert run("effective", "plan", project).exit_code == 0
    tree.written(project, {"scaffold-lint.toml": ""})
    assert run("effective", "plan", project).exit_code == 2
