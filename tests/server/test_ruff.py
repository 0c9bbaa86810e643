"""ruff is asked once about all snippets, its answers find their way into the text, and nothing rests on its being there."""

from __future__ import annotations

from pathlib import Path

import pytest

from scaffold_rules.config import Config
from scaffold_server import ruff
from scaffold_server.convert import uri_of
from scaffold_server.lint import lint
from scaffold_server.report import Look
from scaffold_server.report.summary import summary
from scaffold_server.session import Session

ENTRY = "---\nname: jobs\ndescription: Jobs\ntopics: [jobs]\n---\n\n```python\n{code}\n```\n"
UNUSED = ENTRY.format(code="import os\nprint(1)")
NAIVE = ENTRY.format(code="# Größe 𝄞\nx = datetime.utcnow()")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "knowledge" / "core"
    folder.mkdir(parents=True)
    (tmp_path / "content" / "methodology").mkdir()
    (folder / "jobs.md").write_text(UNUSED, "utf-8")
    (folder / "more.md").write_text(NAIVE, "utf-8")
    return tmp_path


def found(content: Path) -> list[str]:
    return [f"{placed.finding.rule} {placed.finding.span.of(placed.document.text)}" for placed in _run(content).placed]


def _run(content: Path):
    return lint([content], Config(only=("python",)))


def test_answers_of_one_run_are_told_apart(content: Path) -> None:
    assert found(content) == ["python/unused-import os", "python/naive-datetime datetime.utcnow()"]
    assert "ruff" not in summary(_run(content), Look())


def test_without_ruff_all_else_works_and_one_line_says_so(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruff, "ruff_command", lambda: None)
    (content / "content/knowledge/core/jobs.md").write_text(
        ENTRY.format(code="import json\nprint(os.sep, json)"), "utf-8"
    )
    assert found(content) == ["python/missing-import os"]
    assert summary(_run(content), Look()).splitlines()[1:] == [
        "Python snippets: our own rules alone, for there is no ruff (`pip install ruff`)."
    ]


def test_a_ruff_that_fails_is_none(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "ruff"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setattr(ruff, "ruff_command", lambda: str(broken))
    assert found(content) == []


def test_nobody_is_asked_for_rules_that_do_not_run(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruff, "start", lambda sources: pytest.fail("asked") if sources else None)
    assert not any(result.without_ruff for result in lint([content], Config(only=("knowledge",))).results)


def test_a_session_asks_only_about_what_is_new(content: Path) -> None:
    session = Session()
    (workspace,) = session.add_folder(content)
    path = "content/knowledge/core/jobs.md"
    assert not [f for f in workspace.findings(path) if f.rule == "python/unused-import"]

    def ask() -> list[str]:
        unknown = {where: sources for where, sources in workspace.unasked() if sources}
        sources = tuple(source for each in unknown.values() for source in each)
        workspace.answered(sources, ruff.ask(sources), unknown)
        return sorted(unknown)

    assert ask() == [path, "content/knowledge/core/more.md"]
    assert [f.rule for f in workspace.findings(path) if f.rule.startswith("python/")] == ["python/unused-import"]
    assert ask() == []
    session.edit(uri_of(content / path), content / path, UNUSED.replace("import os", "import re"), 1)
    assert ask() == [path]
    assert [f.message for f in workspace.findings(path) if f.rule == "python/unused-import"] == [
        "`re` imported but unused (ruff F401)"
    ]
