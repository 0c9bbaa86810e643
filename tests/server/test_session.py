"""What a session knows after any edits is what a fresh look at the same texts finds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import small

from scaffold_rules.check import check
from scaffold_rules.project import Project
from scaffold_server.convert import uri_of
from scaffold_server.session import Session
from scaffold_server.workspace import Workspace


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, text in small.FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    return tmp_path


def known(workspace: Workspace) -> dict[str, list[object]]:
    """Every finding as the session has it."""
    return {path: [seen(f) for f in workspace.findings(path)] for path in sorted(workspace.project.documents)}


def fresh(workspace: Workspace) -> dict[str, list[object]]:
    """Every finding as a full rebuild has it."""
    before = workspace.project
    project = Project(dict(before.documents), before.layout, before.base, before.files)
    return {
        path: [seen(f) for f in check(project.documents[path], project, workspace.config)]
        for path in sorted(project.documents)
    }


def seen(finding) -> object:
    return (finding.rule, finding.span, finding.message, finding.related, finding.severity)


def edited(text: str, choose: random.Random) -> str:
    """A text after one edit of the kind people make."""
    at = choose.randrange(len(text) + 1)
    end = min(len(text), at + choose.choice([0, 0, 1, 3, 20]))
    return (
        text[:at] + choose.choice(["", "x", "design", ": ", "\n", "[", "- ", "## Summary\n", "create-prd"]) + text[end:]
    )


@pytest.mark.parametrize("seed", range(12))
def test_incremental_is_full(root: Path, seed: int) -> None:
    choose = random.Random(seed)
    session = Session()
    (workspace,) = session.add_folder(root)
    known(workspace)
    texts = dict(small.FILES)
    for version in range(12):
        path = choose.choice(sorted(texts))
        texts[path] = edited(texts[path], choose)
        session.edit(uri_of(root / path), root / path, texts[path], version)
        if choose.random() < 0.5:
            workspace.findings(path)
    assert known(workspace) == fresh(workspace)


def test_incremental_is_full_on_real_content(newest: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(newest, tmp_path / "content-root")
    session = Session()
    (workspace,) = session.add_folder(tmp_path / "content-root")
    known(workspace)
    choose = random.Random(1)
    for version in range(15):
        path = choose.choice(sorted(workspace.project.documents))
        text = edited(workspace.project.documents[path].text, choose)
        absolute = workspace.absolute(path)
        session.edit(uri_of(absolute), absolute, text, version)
    assert known(workspace) == fresh(workspace)


def test_the_editors_text_wins_until_it_is_closed(root: Path) -> None:
    session = Session()
    (workspace,) = session.add_folder(root)
    path = root / "content/tools/spark.md"
    session.edit(uri_of(path), path, "no frontmatter", 1)
    assert [f.rule for f in workspace.findings("content/tools/spark.md")] == ["frontmatter/missing"]
    path.write_text("changed on disk", encoding="utf-8")
    session.refresh(path)
    assert workspace.project.documents["content/tools/spark.md"].text == "no frontmatter"
    session.close(path)
    assert workspace.project.documents["content/tools/spark.md"].text == "changed on disk"


def test_a_deleted_step_lights_up_its_references(root: Path) -> None:
    session = Session()
    (workspace,) = session.add_folder(root)
    overlay = "content/methodology/game-overlay.yml"
    assert "overlay/unknown-step" not in [f.rule for f in workspace.findings(overlay)]
    path = root / "content/pipeline/pre/design.md"
    path.unlink()
    session.refresh(path)
    assert overlay in set(workspace.stale())
    assert "overlay/unknown-step" in [f.rule for f in workspace.findings(overlay)]


def test_changes_on_disk_are_found_without_being_told(root: Path) -> None:
    session = Session()
    (workspace,) = session.add_folder(root)
    new = root / "content/knowledge/core/new.md"
    new.write_text("---\nname: new\ndescription: New\n---\n", encoding="utf-8")
    assert session.sweep() == [new]
    assert "new" in workspace.project.knowledge
    assert session.sweep() == []
