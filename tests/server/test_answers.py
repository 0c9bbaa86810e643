"""Every answer is fitted to what the client can do, and speaks of documents by the names the client has for them."""

from __future__ import annotations

import asyncio
import builtins
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import small
from raw_client import InProcess

from scaffold_server.convert import path_of, uri_of

OVERLAY = "content/methodology/game-overlay.yml"
DESIGN = "content/pipeline/pre/design.md"
PRD = "content/knowledge/core/prd-craft.md"
BROKEN = small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled")
EDITS = {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"], "changeAnnotationSupport": {}}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.on_disk(tmp_path)


async def started(root: Path, capabilities: Any = None) -> InProcess:
    talk = InProcess()
    await talk.start(root, capabilities)
    return talk


def position(text: str, words: str, shift: int = 1) -> dict[str, int]:
    offset = text.index(words) + shift
    line = text.count("\n", 0, offset)
    return {"line": line, "character": offset - (text.rfind("\n", 0, offset) + 1)}


def at(uri: str, text: str, words: str, shift: int = 1) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": position(text, words, shift)}


def with_mention(root: Path) -> tuple[str, str]:
    """An entry whose prose mentions a step that no entry is called like."""
    text = small.FILES[PRD].replace("Short.", "Short, see `create-prd` and `create-prd`.")
    (root / PRD).write_text(text, encoding="utf-8")
    return uri_of(root / PRD), text


async def renamed(talk: InProcess, root: Path) -> dict[str, Any]:
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY], "yaml", 7)
    answer = await talk.ask(
        "textDocument/rename", {**at(uri, small.FILES[OVERLAY], "create-prd:\n"), "newName": "write-prd"}
    )
    return answer["result"]


async def test_a_rename_for_a_client_that_can_everything(root: Path) -> None:
    prose, _ = with_mention(root)
    talk = await started(root, {"workspace": {"workspaceEdit": EDITS}})
    edit = await renamed(talk, root)
    changes = edit["documentChanges"]
    documents = [change["textDocument"] for change in changes if "textDocument" in change]
    assert {document["uri"]: document["version"] for document in documents}[uri_of(root / OVERLAY)] == 7
    assert len({document["uri"] for document in documents}) == len(documents)
    (moved,) = [change for change in changes if change.get("kind") == "rename"]
    assert moved["newUri"].endswith("content/pipeline/pre/write-prd.md")
    (mentions,) = [change for change in changes if change.get("textDocument", {}).get("uri") == prose]
    assert [edit["annotationId"] for edit in mentions["edits"]] == ["mentions", "mentions"]
    assert edit["changeAnnotations"]["mentions"]["needsConfirmation"] is True
    talk.stop()


async def test_a_rename_for_a_client_that_cannot_ask_back_leaves_prose_alone(root: Path) -> None:
    prose, _ = with_mention(root)
    for capabilities in ({"workspace": {"workspaceEdit": {"documentChanges": True}}}, {}):
        talk = await started(root, capabilities)
        edit = await renamed(talk, root)
        uris = [change["textDocument"]["uri"] for change in edit.get("documentChanges", ())] or list(edit["changes"])
        assert uri_of(root / OVERLAY) in uris
        assert prose not in uris
        assert "changeAnnotations" not in edit
        talk.stop()


async def test_moving_a_file_renames_what_it_defines(root: Path) -> None:
    prose, _ = with_mention(root)
    talk = await started(root, {"workspace": {"workspaceEdit": EDITS}})
    old = root / "content/pipeline/pre/create-prd.md"
    files = [{"oldUri": uri_of(old), "newUri": uri_of(old.with_name("write-prd.md"))}]
    edit = (await talk.ask("workspace/willRenameFiles", {"files": files}))["result"]
    assert all("kind" not in change for change in edit["documentChanges"])
    uris = [change["textDocument"]["uri"] for change in edit["documentChanges"]]
    assert {uri_of(root / OVERLAY), uri_of(old), prose} <= set(uris)
    talk.stop()


@pytest.mark.parametrize("new", ["design", "Not-It", ""])
async def test_a_refused_rename_says_why(root: Path, new: str) -> None:
    talk = await started(root)
    uri = uri_of(root / OVERLAY)
    answer = await talk.ask("textDocument/rename", {**at(uri, small.FILES[OVERLAY], "create-prd:\n"), "newName": new})
    assert answer["error"]["code"] == -32803
    assert f"`{new}`" in answer["error"]["message"]
    talk.stop()


async def actions(talk: InProcess, uri: str, where: dict[str, int], **context: Any) -> list[dict[str, Any]] | None:
    params = {"textDocument": {"uri": uri}, "range": {"start": where, "end": where}}
    return (await talk.ask("textDocument/codeAction", {**params, "context": {"diagnostics": [], **context}}))["result"]


LITERALS = {
    "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}, "isPreferredSupport": True}
}


async def test_actions_for_clients_that_know_them(root: Path) -> None:
    uri, where = uri_of(root / OVERLAY), position(BROKEN, "desing", 2)
    talk = await started(root)
    talk.open(uri, BROKEN, "yaml")
    assert await actions(talk, uri, where) is None
    talk.stop()
    talk = await started(root, {"textDocument": LITERALS})
    talk.open(uri, BROKEN, "yaml")
    found = {action["title"]: action for action in await actions(talk, uri, where)}
    assert found["Replace with `design`"]["isPreferred"] is True
    assert not [title for title in found if title.startswith("Create")]  # the client cannot make files
    only = await actions(talk, uri, where, only=["source.fixAll"])
    assert [action["kind"] for action in only] == ["source.fixAll.scaffold-lint"]
    assert await actions(talk, uri, where, only=["source.organizeImports"]) == []
    talk.stop()


async def test_a_new_step_comes_with_its_file(root: Path) -> None:
    uri, where = uri_of(root / OVERLAY), position(BROKEN, "desing", 2)
    talk = await started(root, {"textDocument": LITERALS, "workspace": {"workspaceEdit": EDITS}})
    talk.open(uri, BROKEN, "yaml")
    (action,) = [a for a in await actions(talk, uri, where) if a["title"] == "Create step `desing`"]
    changes = action["edit"]["documentChanges"]
    new = uri_of(root / "content/pipeline/pre/desing.md")
    assert [change["uri"] for change in changes if change.get("kind") == "create"] == [new]
    edited = [change["textDocument"]["uri"] for change in changes if "textDocument" in change]
    assert edited == [uri_of(root / "content/methodology/deep.yml"), new]
    talk.stop()


async def test_findings_with_what_the_client_can_show(root: Path) -> None:
    other = root / "content/pipeline/pre/again.md"
    other.write_text(small.FILES[DESIGN], encoding="utf-8")
    for full in (True, False):
        shown = {"relatedInformation": full, "tagSupport": {"valueSet": [1, 2] if full else []}}
        talk = await started(root, {"textDocument": {"publishDiagnostics": shown}})
        talk.open(uri_of(root / DESIGN), small.FILES[DESIGN])
        await talk.quiet()
        told = [m["params"]["diagnostics"] for m in talk.sent if m.get("method") == "textDocument/publishDiagnostics"]
        everything = [diagnostic for diagnostics in told for diagnostic in diagnostics]
        assert any("relatedInformation" in diagnostic for diagnostic in everything) is full
        assert full or not any("tags" in diagnostic for diagnostic in everything)
        assert {diagnostic["source"] for diagnostic in everything} == {"scaffold-lint"}
        talk.stop()


async def test_words_for_clients_without_markdown_or_tabstops(root: Path) -> None:
    uri = uri_of(root / OVERLAY)
    for rich in (True, False):
        item = {"snippetSupport": rich, "documentationFormat": ["markdown"] if rich else []}
        hover = {"contentFormat": ["markdown", "plaintext"] if rich else ["plaintext"]}
        talk = await started(root, {"textDocument": {"completion": {"completionItem": item}, "hover": hover}})
        talk.open(uri, small.FILES[OVERLAY], "yaml")
        shown = (await talk.ask("textDocument/hover", at(uri, small.FILES[OVERLAY], "create-prd:\n")))["result"]
        assert shown["contents"]["kind"] == ("markdown" if rich else "plaintext")
        assert ("**" in shown["contents"]["value"]) is rich
        text = small.FILES[OVERLAY].replace("{ enabled: true }\n", "{ enabled: true }\n  cre\n")
        talk.change(uri, text, 2)
        items = (await talk.ask("textDocument/completion", at(uri, text, "  cre\n", 5)))["result"]["items"]
        (found,) = [item for item in items if item["label"] == "create-prd"]
        assert ("${" in found["textEdit"]["newText"]) is rich
        assert "documentation" not in found
        resolved = (await talk.ask("completionItem/resolve", found))["result"]
        assert "Write the requirements" in str(resolved["documentation"])
        talk.stop()


async def test_places_have_the_clients_own_uris(root: Path) -> None:
    spelled = uri_of(root / DESIGN).replace("design.md", "%64esign.md")
    assert path_of(spelled) == root / DESIGN
    talk = await started(root)
    talk.open(spelled, small.FILES[DESIGN])
    overlay = uri_of(root / OVERLAY)
    talk.open(overlay, small.FILES[OVERLAY], "yaml")
    found = (await talk.ask("textDocument/definition", at(overlay, small.FILES[OVERLAY], "design: { append")))["result"]
    assert [place["uri"] for place in found] == [spelled]
    await talk.quiet()
    assert talk.published(uri_of(root / DESIGN)) == []
    talk.stop()


@pytest.mark.parametrize(
    "uri", ["git:/etc/hostname?x", "vscode-vfs://github/x/y.md", "vscode-notebook-cell:/x#1", "https://x/y.md", "a b"]
)
async def test_other_schemes_never_touch_the_disk(root: Path, uri: str, monkeypatch) -> None:
    talk = await started(root)
    touched: list[object] = []
    for module, name in ((builtins, "open"), (os, "stat"), (os, "scandir"), (os, "open"), (Path, "open")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, real=real, **k: (touched.append(a), real(*a, **k))[1])
    talk.open(uri, "---\nname: x\n---\n")
    talk.change(uri, "x", 2)
    place = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 0}}
    for method in ("hover", "definition", "completion", "documentSymbol", "codeLens", "prepareRename"):
        assert (await talk.ask(f"textDocument/{method}", place))["result"] is None
    talk.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
    monkeypatch.undo()
    assert not [paths for paths in touched if "hostname" in str(paths) or "y.md" in str(paths)]
    assert talk.published(uri) == []
    talk.stop()


async def test_the_graph_knows_who_added_an_edge(root: Path) -> None:
    text = small.FILES[OVERLAY] + "dependency-overrides:\n  create-prd: { append: [design] }\n"
    (root / OVERLAY).write_text(text, encoding="utf-8")
    talk = await started(root)
    prd = uri_of(root / "content/pipeline/pre/create-prd.md")
    place = at(prd, small.FILES["content/pipeline/pre/create-prd.md"], "name: create-prd", 7)
    (item,) = (await talk.ask("textDocument/prepareCallHierarchy", place))["result"]
    (call,) = (await talk.ask("callHierarchy/outgoingCalls", {"item": item}))["result"]
    assert (call["to"]["name"], call["to"]["detail"]) == ("design", "pre 120 · dependency by game-overlay")
    incoming = (await talk.ask("callHierarchy/incomingCalls", {"item": item}))["result"]
    assert [call["from"]["name"] for call in incoming] == ["design"]
    assert incoming[0]["fromRanges"]
    talk.stop()


async def test_without_a_client_that_watches_the_disk_is_looked_at(root: Path, monkeypatch) -> None:
    monkeypatch.setattr("scaffold_server.answers.documents.SWEEP", -1)
    talk = await started(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, BROKEN, "yaml")
    assert "overlay/unknown-step" in talk.published(uri)[-1]
    (root / "content/pipeline/pre/desing.md").write_text(small.FILES[DESIGN].replace("name: design", "name: desing"))
    talk.send({"method": "textDocument/didSave", "params": {"textDocument": {"uri": uri}}})
    await talk.quiet()
    assert "overlay/unknown-step" not in talk.published(uri)[-1]
    talk.stop()


async def test_a_folder_that_went_takes_its_files_along(root: Path) -> None:
    talk = await started(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY], "yaml")
    assert "overlay/unknown-knowledge" not in str(talk.published(uri))
    shutil.move(root / "content/knowledge/game", root / "gone")
    changes = [{"uri": uri_of(root / "content/knowledge/game"), "type": 3}]
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})
    await talk.quiet()
    assert "overlay/unknown-knowledge" in talk.published(uri)[-1]
    shutil.move(root / "gone", root / "content/knowledge/game")
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": [{**changes[0], "type": 1}]}})
    await talk.quiet()
    assert "overlay/unknown-knowledge" not in talk.published(uri)[-1]
    talk.stop()


async def test_prose_makes_nobody_ask_again(root: Path) -> None:
    refreshing = {word: {"refreshSupport": True} for word in ("codeLens", "inlayHint", "semanticTokens")}
    talk = await started(root, {"workspace": refreshing})
    await talk.quiet()
    talk.sent.clear()
    uri = uri_of(root / PRD)
    talk.open(uri, small.FILES[PRD])
    talk.open(uri_of(root / "README.md"), "# x")
    talk.change(uri_of(root / "README.md"), "# y", 2)
    talk.change(uri, small.FILES[PRD] + "More.\n", 2)
    await talk.quiet()
    assert not [method for method in talk.methods() if method.endswith("/refresh")]
    talk.change(uri, small.FILES[PRD].replace("name: prd-craft", "name: other"), 3)
    await talk.quiet()
    assert {m for m in talk.methods() if m.endswith("/refresh")} == {f"workspace/{word}/refresh" for word in refreshing}
    talk.stop()


@pytest.mark.parametrize(("encoding", "width"), [("utf-8", 4), ("utf-16", 2), ("utf-32", 1), (None, 2)])
async def test_columns_are_the_clients(root: Path, encoding: str | None, width: int) -> None:
    capabilities = {"general": {"positionEncodings": [encoding]}} if encoding else {}
    talk = InProcess()
    offered = await talk.start(root, capabilities)
    assert offered["positionEncoding"] == (encoding or "utf-16")
    uri = uri_of(root / OVERLAY)
    text = small.FILES[OVERLAY].replace("append: [design]", 'append: ["😀", design, nothing]')
    talk.open(uri, text, "yaml")
    line = text[: text.index("😀")].count("\n")
    before = len('  design: { append: ["') + width + len('", ')
    found = await talk.ask(
        "textDocument/hover", {"textDocument": {"uri": uri}, "position": {"line": line, "character": before}}
    )
    start, end = found["result"]["range"]["start"], found["result"]["range"]["end"]
    assert (start["character"], end["character"]) == (before, before + len("design"))
    told = next(m["params"] for m in talk.sent if m.get("method") == "textDocument/publishDiagnostics")
    (unknown,) = [d["range"] for d in told["diagnostics"] if "`nothing`" in d["message"]]
    assert unknown["start"] == {"line": line, "character": before + len("design, ")}
    edit = {"start": {"line": line, "character": before}, "end": {"line": line, "character": before + len("design")}}
    change = {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"range": edit, "text": "prd-craft"}]}
    talk.send({"method": "textDocument/didChange", "params": change})
    assert talk.server.session.open[root / OVERLAY].text == text.replace("design, nothing", "prd-craft, nothing")
    talk.stop()


async def test_findings_are_those_of_the_version_they_name(root: Path) -> None:
    talk = await started(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY], "yaml")
    for version in range(2, 8):
        talk.change(uri, BROKEN if version % 2 else small.FILES[OVERLAY], version)
        await asyncio.sleep(0.001)
    await talk.quiet()
    told = [m["params"] for m in talk.sent if m.get("method") == "textDocument/publishDiagnostics"]
    versions = [params["version"] for params in told if params["uri"] == uri]
    assert versions == sorted(versions)
    assert versions[-1] == 7
    for params in told:
        if params["uri"] == uri:
            broken = "overlay/unknown-step" in [d["code"] for d in params["diagnostics"]]
            assert broken is bool(params["version"] % 2 and params["version"] > 1)
    talk.stop()
