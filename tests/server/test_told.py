"""Whatever an author, a branch switch and the clock do, the client ends up with what a server that starts now would say."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
from pathlib import Path

import pytest
import small
from raw_client import InProcess

from scaffold_server.convert import path_of, uri_of

ASKS = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}
WORDS = [
    "",
    "x",
    "design",
    ": ",
    "\n",
    "[",
    "- ",
    "## Summary\n",
    "create-prd",
    "\u2028",
    "😀",
    "# scaffold-lint: ignore\n",
]


NAMES = ("design", "create-prd", "prd-craft", "spark", "games", "requirements")


def edited(text: str, choose: random.Random) -> str:
    """A text after one edit of the kind people make; half of them are made to a name."""
    name = choose.choice(NAMES)
    if choose.random() < 0.5 and name in text:
        return text.replace(name, choose.choice([*NAMES, f"{name}x"]), choose.choice([1, 1, -1]))
    at = choose.randrange(len(text) + 1)
    end = min(len(text), at + choose.choice([0, 0, 1, 3, 20]))
    return text[:at] + choose.choice(WORDS) + text[end:]


async def shown(talk: InProcess) -> dict[str, list[object]]:
    """What a client shows of each file, by what it was told or what it is answered."""
    await talk.quiet()
    if talk.server.reports.asks:
        answer = await talk.ask("workspace/diagnostic", {"previousResultIds": []})
        found = {item["uri"]: item["items"] for item in answer["result"]["items"]}
    else:
        told = (m["params"] for m in talk.sent if m.get("method") == "textDocument/publishDiagnostics")
        found = {params["uri"]: params["diagnostics"] for params in told}
    return {uri: found[uri] for uri in sorted(found) if found[uri]}


def act(talk: InProcess, root: Path, opened: dict[str, str], choose: random.Random, version: int) -> None:
    """One thing that happens: in the editor, or on disk and then told."""
    files = sorted(file for file in root.rglob("*") if file.is_file())
    file = choose.choice(files)
    uri = uri_of(file)
    match choose.choice(["edit"] * 8 + ["close", "write", "write", "delete", "create"]):
        case "edit":
            if uri not in opened:
                opened[uri] = file.read_bytes().decode()
                talk.open(uri, opened[uri])
            opened[uri] = edited(opened[uri], choose)
            talk.change(uri, opened[uri], version)
        case "close" if opened:
            uri = choose.choice(sorted(opened))
            del opened[uri]
            talk.send({"method": "textDocument/didClose", "params": {"textDocument": {"uri": uri}}})
        case "write":
            file.write_bytes(edited(file.read_bytes().decode(), choose).encode())
            told(talk, uri, 2)
        case "delete" if len(files) > 3:
            file.unlink()
            told(talk, uri, 3)
        case "create":
            new = file.with_name(f"new-{version}{file.suffix}")
            new.write_bytes(file.read_bytes())
            told(talk, uri_of(new), 1)


def told(talk: InProcess, uri: str, kind: int) -> None:
    """Tell the server of a change on disk."""
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": [{"uri": uri, "type": kind}]}})


async def check_script(root: Path, seed: int, capabilities: dict[str, object], acts: int) -> None:
    choose = random.Random(seed)
    talk = InProcess()
    await talk.start(root, capabilities)
    opened: dict[str, str] = {}
    for version in range(2, acts + 2):
        act(talk, root, opened, choose, version)
        if choose.random() < 0.3:
            await asyncio.sleep(choose.choice([0, 0.001, 0.03]))
        if choose.random() < 0.1:
            await talk.quiet()
    found = await shown(talk)
    talk.stop()
    fresh = InProcess()
    await fresh.start(root, capabilities)
    for uri, text in opened.items():
        fresh.open(uri, text)
    assert found == await shown(fresh)
    fresh.stop()


@pytest.mark.parametrize("capabilities", [{}, ASKS], ids=["told", "asks"])
@pytest.mark.parametrize("seed", range(12))
async def test_nothing_stale_is_shown(tmp_path: Path, monkeypatch, seed: int, capabilities: dict[str, object]) -> None:
    monkeypatch.setattr("scaffold_server.ruff.ruff_command", lambda *_: None)
    monkeypatch.setattr("scaffold_server.lsp.OTHERS_DELAY", 0.01)
    await check_script(small.on_disk(tmp_path), seed, capabilities, 25)


async def test_nothing_stale_is_shown_of_real_content(newest: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("scaffold_server.ruff.ruff_command", lambda *_: None)
    monkeypatch.setattr("scaffold_server.lsp.OTHERS_DELAY", 0.01)
    shutil.copytree(newest / "content", tmp_path / "content")
    await check_script(tmp_path, 5, {}, 25)


async def test_a_branch_switch_is_looked_at_once(tmp_path: Path, monkeypatch) -> None:
    root = small.on_disk(tmp_path)
    talk = InProcess()
    await talk.start(root)
    await talk.quiet()
    changes = []
    for number in range(60):
        file = root / f"content/knowledge/core/new-{number}.md"
        file.write_text(f"---\nname: new-{number}\ndescription: x\n---\n## Deep Guidance\nx\n")
        changes.append({"uri": uri_of(file), "type": 1})
    os.utime(root)
    looked = []
    findings = talk.server.diagnostics
    monkeypatch.setattr(talk.server.reports, "_diagnostics", lambda path: looked.append(path) or findings(path))
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})
    await talk.quiet()
    assert len(looked) == len(set(looked))
    assert {path.name for path in map(path_of, (change["uri"] for change in changes))} <= {path.name for path in looked}
    talk.stop()
