"""What the server says of its own accord, and how it takes what clients send."""

from __future__ import annotations

import asyncio
import json
import logging
from pathlib import Path
from typing import Any

import pytest
import small
from raw_client import InProcess

from scaffold_server.bar import Bar
from scaffold_server.convert import uri_of
from scaffold_server.lsp import is_project_folder

OVERLAY = "content/methodology/game-overlay.yml"
LOG = logging.getLogger("scaffold-lint")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.on_disk(tmp_path)


@pytest.fixture(autouse=True)
def levels():
    """The loggers as they were."""
    found = [(log, log.level) for log in (LOG, logging.getLogger("pygls"))]
    yield
    for log, level in found:
        log.setLevel(level)


def popups(talk: InProcess) -> list[str]:
    return [m["params"]["message"] for m in talk.sent if m.get("method") == "window/showMessage"]


@pytest.mark.parametrize("options", [None, {}, [], "x", 7, True, {"logLevel": ["x"]}, {"logLevel": "LOUD"}, [[{}]]])
async def test_any_initialization_options(root: Path, options: Any) -> None:
    talk = InProcess()
    await talk.start(root, initializationOptions=options)
    assert (await talk.ask("workspace/symbol", {"query": "design"}))["result"]
    assert popups(talk) == []
    talk.stop()


async def test_the_log_level_at_the_start_and_later(root: Path) -> None:
    talk = InProcess()
    await talk.start(root, initializationOptions={"logLevel": "error"})
    assert LOG.level == logging.ERROR
    for settings in ({"scaffold-lint": {"logLevel": "debug"}}, {"logLevel": "debug"}):
        LOG.setLevel(logging.ERROR)
        talk.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})
        await asyncio.sleep(0.01)
        assert LOG.level == logging.DEBUG
    for settings in (None, [], "x", {"scaffold-lint": None}, {"scaffold-lint": {"logLevel": 3}}):
        talk.send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})
        await asyncio.sleep(0.01)
    assert LOG.level == logging.DEBUG
    talk.stop()


async def test_a_log_in_a_file(root: Path, tmp_path_factory, monkeypatch) -> None:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    before = list(logging.getLogger().handlers)
    talk = InProcess()
    await talk.start(root, initializationOptions={"logLevel": "info", "logFile": "~/server.log"})
    LOG.info("something happened")
    assert "something happened" in (home / "server.log").read_text("utf-8")
    for wrong in ("/no/such/folder/x", "\0", "~nobody-at-all/x", 7, ["x"], ""):
        other = InProcess()
        await other.start(root, initializationOptions={"logFile": wrong})
        other.stop()
    (added,) = [handler for handler in logging.getLogger().handlers if handler not in before]
    logging.getLogger().removeHandler(added)
    added.close()
    talk.stop()


async def test_a_client_that_only_says_that_settings_changed_is_asked(root: Path) -> None:
    talk = InProcess()
    capabilities = {"workspace": {"configuration": True, "didChangeConfiguration": {"dynamicRegistration": True}}}
    await talk.start(root, capabilities)
    registered = next(m for m in talk.sent if m.get("method") == "client/registerCapability")
    assert registered["params"]["registrations"][0]["registerOptions"] == {"section": "scaffold-lint"}
    for answer in ([{"logLevel": "info"}], [None], None, [[]], {}):
        talk.sent.clear()
        talk.send({"method": "workspace/didChangeConfiguration", "params": {"settings": None}})
        await asyncio.sleep(0)
        asked = next(m for m in talk.sent if m.get("method") == "workspace/configuration")
        talk.send({"id": asked["id"], "result": answer})
        await asyncio.sleep(0.01)
        assert LOG.level == logging.INFO
    talk.stop()


async def test_the_trace_at_run_time(root: Path) -> None:
    talk = InProcess()
    await talk.start(root, trace="messages")
    assert LOG.level == logging.INFO
    for value, level in (("verbose", logging.DEBUG), ("off", logging.NOTSET), ("nonsense", logging.NOTSET)):
        talk.send({"method": "$/setTrace", "params": {"value": value}})
        assert LOG.level == level
    talk.stop()


async def test_wrong_settings_are_said_once(root: Path) -> None:
    (root / "scaffold-lint.toml").write_text("selcet = []\n", encoding="utf-8")
    talk = InProcess()
    await talk.start(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY], "yaml")
    for version in range(2, 6):
        talk.change(uri, small.FILES[OVERLAY] + "#" * version, version)
    changes = [{"uri": uri_of(root / "scaffold-lint.toml"), "type": 2}]
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})
    await talk.quiet()
    (message,) = popups(talk)
    assert "selcet" in message
    (root / "scaffold-lint.toml").write_text("nothing = 1\n", encoding="utf-8")
    talk.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})
    assert len(popups(talk)) == 2
    talk.stop()


async def test_a_feature_that_breaks_down_is_logged_and_the_rest_lives(root: Path, monkeypatch, caplog) -> None:
    talk = InProcess()
    await talk.start(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY], "yaml")
    monkeypatch.setattr("scaffold_server.features.hover.hover", lambda *_: 1 / 0)
    place = {"textDocument": {"uri": uri}, "position": {"line": 6, "character": 3}}
    for _ in range(3):
        assert (await talk.ask("textDocument/hover", place))["result"] is None
    assert (await talk.ask("textDocument/definition", place))["result"]
    assert "hover failed" in caplog.text
    assert popups(talk) == []
    talk.stop()


async def test_a_home_or_a_disk_is_nobodys_project(tmp_path: Path, monkeypatch) -> None:
    home = small.on_disk(tmp_path / "people" / "me")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    assert not any(map(is_project_folder, (home, home.parent, Path("/"), Path(), Path("content"))))
    assert is_project_folder(home / "work")
    talk = InProcess()
    await talk.start(home)
    folder = {"uri": uri_of(home), "name": "me"}
    params = {"event": {"added": [folder], "removed": []}}
    talk.send({"method": "workspace/didChangeWorkspaceFolders", "params": params})
    assert talk.server.session.workspaces == {}
    talk.stop()


async def test_a_file_outside_every_folder_brings_its_own_root(root: Path, tmp_path_factory) -> None:
    talk = InProcess()
    await talk.start(tmp_path_factory.mktemp("elsewhere"))
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY].replace("design: { enabled", "desing: { enabled"), "yaml")
    assert "overlay/unknown-step" in talk.published(uri)[-1]
    talk.stop()


async def test_folders_come_and_go(root: Path) -> None:
    (root / OVERLAY).write_text(small.FILES[OVERLAY].replace("design: { en", "desing: { en"), encoding="utf-8")
    talk = InProcess()
    await talk.start()
    folder = {"uri": uri_of(root), "name": "content"}
    for added, removed in (([folder], []), ([], [folder]), ([folder], [folder])):
        params = {"event": {"added": added, "removed": removed}}
        talk.send({"method": "workspace/didChangeWorkspaceFolders", "params": params})
        await talk.quiet()
        found = talk.published(uri_of(root / OVERLAY))[-1]
        assert ("overlay/unknown-step" in found) == bool(added)
    talk.stop()


async def test_progress_where_the_client_shows_it(root: Path) -> None:
    talk = InProcess()
    await talk.start(root, {"window": {"workDoneProgress": True}})
    await talk.quiet()
    await asyncio.sleep(0.02)
    assert "window/workDoneProgress/create" in talk.methods()
    talk.sent.clear()
    bar = Bar(talk.server)
    bar.open("Working")
    for _ in range(500):
        if "$/progress" in talk.methods():
            break
        await asyncio.sleep(0.01)
    for done in range(100):
        bar.at(done, 100)
    bar.close("done")
    bar.close("done")
    shown = [m["params"]["value"] for m in talk.sent if m.get("method") == "$/progress"]
    assert [value["kind"] for value in shown] == ["begin", *["report"] * 9, "end"]
    assert [value["percentage"] for value in shown[1:-1]] == list(range(10, 100, 10))
    talk.stop()


async def test_a_client_that_gives_no_room_for_progress_is_not_waited_for(root: Path) -> None:
    talk = InProcess()
    talk.write = lambda data: talk.sent.append(json.loads(data.partition(b"\r\n\r\n")[2]))
    await talk.start(root, {"window": {"workDoneProgress": True}})
    await talk.quiet()
    assert "$/progress" not in talk.methods()
    talk.stop()


async def test_nothing_is_asked_that_the_client_did_not_offer(root: Path) -> None:
    talk = InProcess()
    await talk.start(root)
    uri = uri_of(root / OVERLAY)
    talk.open(uri, small.FILES[OVERLAY], "yaml")
    talk.change(uri, small.FILES[OVERLAY] + "x", 2)
    await talk.quiet()
    assert set(talk.methods()) <= {"textDocument/publishDiagnostics"}
    talk.stop()


async def test_what_a_bug_report_needs_and_no_text(root: Path) -> None:
    (root / "scaffold-lint.toml").write_text("", encoding="utf-8")
    talk = InProcess()
    await talk.start(root, {"window": {"workDoneProgress": True}})
    talk.open("untitled:Untitled-1", "---\nname: secret-name\n---\n")
    command = {"command": "scaffold-lint.server.printDebugInformation"}
    said = (await talk.ask("workspace/executeCommand", command))["result"]
    for word in (
        "python 3.",
        "encoding utf-16, 1 open",
        f"{root}: version",
        "8 documents",
        "settings from",
        "never watches",
    ):
        assert word in said
    assert "secret-name" not in said
    for arguments in ([], [None], [{}], [[]], ["x"]):
        assert (await talk.ask("workspace/executeCommand", {**command, "arguments": arguments}))["result"]
    unknown = await talk.ask("workspace/executeCommand", {"command": "no.such.command"})
    assert unknown["error"]["code"] == -32602
    talk.stop()
