"""Terminal and editor say the same about the same bytes and settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from scaffold_rules.finding import Finding
from scaffold_server import ruff
from scaffold_server.lint import Run, lint
from scaffold_server.session import Session

EXAMPLES = Path(__file__).parents[2] / "examples"
SETTINGS = """\
select = ["all"]
ignore = ["python/unused-import"]
content-version = "3.54.0"
project-types = ["space-ship"]
severity = { step = "hint", "knowledge/unsourced-claim" = "error" }

[options."step/knowledge-heavy"]
most = 2

[[paths]]
glob = "content/knowledge/**"
ignore = ["prose"]
severity = { knowledge = "error" }
"""


def _terminal(run: Run) -> dict[str, list[tuple[object, ...]]]:
    return {
        str(result.root.path / path): _said(f for f in result.findings if f.path == path)
        for result in run.results
        for path in result.checked
    }


def _editor(folder: Path, *, typed: bool) -> dict[str, list[tuple[object, ...]]]:
    """What the server has to say about every file; ``typed``: each was opened and is as it was typed, not as it was read."""
    session = Session()
    workspaces = session.add_folder(folder)
    for workspace in workspaces:
        if typed:
            for path, document in list(workspace.project.documents.items()):
                session.edit(f"file://{path}", workspace.absolute(path), document.text + "x", 1)
                session.edit(f"file://{path}", workspace.absolute(path), document.text, 2)
        for path, sources in list(workspace.unasked()):
            if sources:
                workspace.answered(sources, ruff.ask(sources), [path])
    return {
        str(workspace.absolute(path)): _said(workspace.findings(path))
        for workspace in workspaces
        for path in workspace.project.documents
    }


def _said(findings: Iterable[Finding]) -> list[tuple[object, ...]]:
    return [(f.span, f.rule, f.message, f.severity, f.fixes, f.related, f.tags, f.upstream) for f in findings]


@pytest.mark.repository
@pytest.mark.parametrize("settings", ["", SETTINGS], ids=["defaults", "settings"])
@pytest.mark.parametrize("typed", [False, True], ids=["read", "typed"])
@pytest.mark.parametrize("name", ["content", "defects"])
def test_examples(name, typed, settings, tmp_path) -> None:
    folder = tmp_path / name
    shutil.copytree(EXAMPLES / name, folder)
    if settings:
        (folder / "scaffold-lint.toml").write_text(settings)
    said = _terminal(lint([folder]))
    assert _editor(folder, typed=typed) == said
    assert len(said) > 5


def test_corpus(corpus, tmp_path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(corpus, folder)
    (folder / "scaffold-lint.toml").write_text(SETTINGS)
    said = _terminal(lint([folder]))
    assert _editor(folder, typed=False) == said
    assert sum(map(len, said.values())) > 100


@pytest.mark.repository
def test_the_command_reports_what_the_run_found(run) -> None:
    folder = EXAMPLES / "defects"
    reported = json.loads(run("check", folder, "--output-format", "json").stdout)["findings"]
    found = [finding for findings in _terminal(lint([folder])).values() for finding in findings]
    assert sorted((each["rule"], each["message"], each["severity"]) for each in reported) == sorted(
        (rule, message, severity.word) for _, rule, message, severity, *_ in found
    )
