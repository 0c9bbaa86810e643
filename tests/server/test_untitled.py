"""A document that no file holds yet gets what can be given, under the URI it has."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
import small
from raw_client import InProcess

from scaffold_rules.documents.kind import Layout
from scaffold_server.convert import uri_of
from scaffold_server.ruff import ask, ruff_command
from scaffold_server.untitled import home_of

OVERLAY = small.FILES["content/methodology/game-overlay.yml"]
STEP = small.FILES["content/pipeline/pre/design.md"]
URI = "untitled:Untitled-1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.on_disk(tmp_path)


@pytest.mark.parametrize(
    ("language", "text", "path"),
    [
        ("yaml", OVERLAY, "content/methodology/game-overlay.yml"),
        ("yaml", "step-overrides:\n  des", "content/methodology/web-app-overlay.yml"),
        ("yaml", "cross-reads-overrides: {}\n", "content/methodology/multi-service-overlay.yml"),
        ("yaml", "name: mvp\ndefault_depth: 1\nsteps:\n", "content/methodology/mvp.yml"),
        ("yaml", "version: 2\nmethodology: deep\n", ".scaffold/config.yml"),
        ("yaml", "services:\n  db: {}\n", None),
        ("markdown", STEP, "content/pipeline/pre/design.md"),
        ("markdown", "---\nname: x\ncategory: tool\n---\n", "content/tools/x.md"),
        ("markdown", "---\nname: x\ntopics: [", "content/knowledge/core/x.md"),
        ("markdown", '---\nname: "\n---\n', "content/knowledge/core/untitled.md"),
        ("markdown", "# Notes\n", "content/knowledge/README.md"),
        ("python", "---\nname: x\n---\n", None),
        ("", "", None),
    ],
)
def test_where_a_text_would_be_saved(language: str, text: str, path: str | None) -> None:
    home = home_of(text, language, Layout("content/"))
    assert (home.path if home else None) == path


async def talk_with(root: Path | None, text: str, language: str) -> InProcess:
    talk = InProcess()
    await talk.start(root)
    talk.open(URI, text, language)
    return talk


def at(text: str, words: str, shift: int = 1) -> dict[str, Any]:
    offset = text.index(words) + shift
    line = text.count("\n", 0, offset)
    position = {"line": line, "character": offset - (text.rfind("\n", 0, offset) + 1)}
    return {"textDocument": {"uri": URI}, "position": position}


async def test_names_of_the_folder_count_in_it(root: Path) -> None:
    text = OVERLAY.replace("design: { enabled", "desing: { enabled")
    talk = await talk_with(root, text, "yaml")
    assert "overlay/unknown-step" in talk.published(URI)[-1]
    definition = await talk.ask("textDocument/definition", at(text, "create-prd:\n"))
    assert [place["uri"] for place in definition["result"]] == [uri_of(root / "content/pipeline/pre/create-prd.md")]
    hover = await talk.ask("textDocument/hover", at(text, "create-prd:\n"))
    assert "order 110" in hover["result"]["contents"]["value"]
    items = await talk.ask("textDocument/completion", at(text, "- design", 3))
    assert "design" in [item["label"] for item in items["result"]["items"]]
    talk.stop()


async def test_nobody_else_sees_it(root: Path) -> None:
    talk = await talk_with(root, STEP.replace("name: design", "name: brand-new"), "markdown")
    (workspace,) = talk.server.session.workspaces.values()
    assert "brand-new" not in workspace.project.steps
    found = await talk.ask("workspace/symbol", {"query": "brand-new"})
    assert found["result"] == []
    talk.stop()


async def test_it_sees_what_changes_elsewhere(root: Path) -> None:
    text = OVERLAY.replace("design: { enabled", "later: { enabled")
    talk = await talk_with(root, text, "yaml")
    assert "overlay/unknown-step" in talk.published(URI)[-1]
    design = uri_of(root / "content/pipeline/pre/later.md")
    talk.open(design, STEP.replace("name: design", "name: later"))
    await talk.quiet()
    assert "overlay/unknown-step" not in talk.published(URI)[-1]
    talk.stop()


async def test_a_rename_in_it_has_its_own_uri(root: Path) -> None:
    talk = await talk_with(root, OVERLAY, "yaml")
    answer = await talk.ask("textDocument/rename", {**at(OVERLAY, "create-prd:\n"), "newName": "write-prd"})
    assert URI in answer["result"]["changes"]
    talk.stop()


async def test_without_any_folder_nothing_is_called_unknown() -> None:
    text = OVERLAY.replace("design: { enabled", "desing: { enabled").replace("name: game\n", "")
    talk = await talk_with(None, text, "yaml")
    assert "overlay/unknown-step" not in talk.published(URI)[-1]
    assert talk.published(URI)[-1]  # the missing name
    items = await talk.ask("textDocument/completion", at(text, "- design", 3))
    assert len(items["result"]["items"]) > 5  # the names of the newest release we know
    talk.stop()


async def test_snippets_in_a_note_are_looked_at_and_nothing_else(root: Path) -> None:
    talk = await talk_with(root, "# Note\n\n```python\ndef broken(:\n```\n", "markdown")
    assert talk.published(URI)
    assert {code.partition("/")[0] for code in talk.published(URI)[-1]} <= {"python", "fence"}
    talk.stop()


async def test_it_goes_when_it_is_closed(root: Path) -> None:
    talk = await talk_with(root, OVERLAY.replace("design: { enabled", "desing: { enabled"), "yaml")
    talk.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": URI}}})
    assert talk.published(URI)[-1] == []
    assert (await talk.ask("textDocument/hover", at(OVERLAY, "create-prd:\n")))["result"] is None
    talk.stop()


async def test_a_new_file_that_has_its_path_already_is_that_file(root: Path) -> None:
    path = root / "content/knowledge/game/new.md"
    uri = uri_of(path).replace("file://", "untitled:")
    talk = InProcess()
    await talk.start(root)
    talk.open(uri, "---\nname: nwe\ndescription: x\n---\n")
    assert "knowledge/name-mismatch" in talk.published(uri)[-1]
    talk.open(uri_of(path), "---\nname: new\ndescription: x\n---\n")
    talk.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
    symbols = await talk.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri_of(path)}})
    assert symbols["result"]
    talk.stop()


async def test_what_is_no_longer_ours_has_no_findings(root: Path) -> None:
    talk = await talk_with(root, OVERLAY.replace("design: { enabled", "desing: { enabled"), "yaml")
    assert talk.published(URI)[-1]
    talk.change(URI, "services:\n  db: {}\n", 2)
    assert talk.published(URI)[-1] == []
    talk.stop()


@pytest.mark.skipif(ruff_command() is None, reason="there is no ruff")
async def test_ruff_is_asked_about_its_snippets_too(root: Path, monkeypatch) -> None:
    monkeypatch.setattr("scaffold_server.ruff.ask", lambda *asked: (time.sleep(0.5), ask(*asked))[1])
    note = '# Note\n\n```python\nfrom app import names\n\ndef greet():\n    return names() + f"hello"\n```\n'
    talk = await talk_with(root, note, "markdown")
    while not talk.server._asked:  # noqa: ASYNC110 - it asks in its own time
        await asyncio.sleep(0)
    talk.change(URI, f"{note}\n", 2)
    await talk.quiet()
    for _ in range(1000):
        if "python/placeholderless-f-string" in (talk.published(URI) or [[]])[-1]:
            break
        await asyncio.sleep(0.02)
    assert "python/placeholderless-f-string" in talk.published(URI)[-1]
    talk.stop()
