"""ruff is asked once about all snippets, its answers find their way into the text, and nothing rests on its being there."""

from __future__ import annotations

import os
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
    monkeypatch.setattr(ruff, "ruff_command", lambda _root=None: None)
    (content / "content/knowledge/core/jobs.md").write_text(
        ENTRY.format(code="import json\nprint(os.sep, json)"), "utf-8"
    )
    assert found(content) == ["python/missing-import os"]
    assert summary(_run(content), Look()).splitlines()[1:] == [
        "Python snippets: our own rules alone, for there is no ruff (`pip install ruff`)."
    ]


PLACE = '"location": {"row": 1, "column": 1}, "end_location": {"row": 1, "column": 2}'


@pytest.mark.parametrize(
    "script",
    [
        "exit 3",
        "kill -SEGV $$",
        "sleep 60",
        "exit 0",
        "echo panicked",
        "printf '\\377\\000'",
        "echo 3",
        "echo '[1, 2]'",
        """echo '{"a": 1}'""",
        """echo '[{"code": "F401", "filename": "0.py"}]'""",
        f"""echo '[{{"code": "F401", "filename": "9999.py", {PLACE}}}]'""",
        f"""echo '[{{"code": "F401", "filename": "x.py", {PLACE}}}]'""",
        f"""echo '[{{"code": "F401", "filename": "0.py", {PLACE.replace("1", "null")}}}]'""",
        f"""echo '[{{"code": "F401", "filename": "0.py", {PLACE.replace("1", "-4")}}}]'""",
        f"""echo '[{{"code": "F401", "filename": "0.py", {PLACE}, "fix": {{"edits": 3}}}}]'""",
        f"""echo '[{{"code": "F401", "filename": "0.py", {PLACE}, "fix": {{"edits": [{{"content": "x"}}]}}}}]'""",
    ],
)
def test_a_ruff_that_fails_is_none_and_one_line_says_so(
    content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    broken = tmp_path / "ruff"
    broken.write_text(f"#!/bin/sh\n{script}\n")
    broken.chmod(0o755)
    monkeypatch.setattr(ruff, "ruff_command", lambda _root=None: str(broken))
    monkeypatch.setattr(ruff, "MOST_SECONDS", 0.5 if "sleep" in script else 20)
    assert found(content) == []
    assert "Python snippets: our own rules alone, for ruff gave no answer" in summary(_run(content), Look())


def test_a_ruff_older_than_its_rules_says_so(content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    old = tmp_path / "ruff"  # as 0.6 does on names it does not know
    old.write_text("#!/bin/sh\necho \"error: invalid value 'PLW0127' for '--select'\" >&2\nexit 2\n")
    old.chmod(0o755)
    monkeypatch.setattr(ruff, "ruff_command", lambda _root=None: str(old))
    assert "0.12 or newer is needed" in summary(_run(content), Look())


def test_nothing_of_the_workspace_or_around_changes_what_ruff_says(
    content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    around = tmp_path_factory.mktemp("around")
    for folder in (content, content / "content", around):
        (folder / "ruff.toml").write_text('exclude = ["*.py"]\n[lint]\nignore = ["ALL"]\n')
        (folder / "pyproject.toml").write_text('[tool.ruff.lint]\nignore = ["ALL"]\n')
        (folder / ".git").mkdir()
        (folder / ".gitignore").write_text("*.py\n")
        (folder / ".ignore").write_text("*.py\n")
    monkeypatch.setattr(ruff, "_memory", lambda: str(around))
    monkeypatch.setenv("RUFF_OUTPUT_FILE", str(around / "elsewhere"))
    monkeypatch.setenv("RUFF_OUTPUT_FORMAT", "github")
    monkeypatch.chdir(content)
    assert found(content) == ["python/unused-import os", "python/naive-datetime datetime.utcnow()"]
    assert not (around / "elsewhere").exists()


def test_no_executable_of_the_workspace_is_run(
    content: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere, alone = tmp_path_factory.mktemp("bin"), tmp_path_factory.mktemp("python")
    monkeypatch.setattr("sysconfig.get_path", lambda _name: str(alone))
    monkeypatch.setattr(ruff.sys, "executable", str(alone / "python"))
    for folder in (content, content / "bin", elsewhere):
        folder.mkdir(exist_ok=True)
        (folder / "ruff").write_text("#!/bin/sh\n")
        (folder / "ruff").chmod(0o755)
    links = tmp_path_factory.mktemp("links")
    (links / "ruff").symlink_to(content / "ruff")
    monkeypatch.chdir(content)

    def found_on(*path: object) -> str | None:
        ruff.ruff_command.cache_clear()
        monkeypatch.setenv("PATH", os.pathsep.join(map(str, path)))
        return ruff.ruff_command(content)

    assert found_on(".", "", "bin", content, content / "bin", links) is None
    assert found_on(".", content, elsewhere) == str(elsewhere / "ruff")
    assert found_on() is None
    ruff.ruff_command.cache_clear()


def test_nobody_is_asked_for_rules_that_do_not_run(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ruff, "start", lambda sources, _root: pytest.fail("asked") if sources else None)
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
