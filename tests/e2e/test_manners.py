"""How the server starts and ends, and what it never does."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import small
import tree
from raw_client import SERVER, Wire

from scaffold_server.convert import uri_of

HELIX: dict[str, Any] = {
    "general": {"positionEncodings": ["utf-8", "utf-32", "utf-16"]},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": False, "insertReplaceSupport": True}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": False},
        "publishDiagnostics": {"versionSupport": True},
        "rename": {"prepareSupport": True},
    },
    "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}},
    "window": {"workDoneProgress": True},
}


@pytest.fixture
def wire():
    found = Wire()
    yield found
    found.process.kill()
    found.process.wait()
    assert found.process.stdin
    assert found.process.stdout
    with contextlib.suppress(BrokenPipeError):
        found.process.stdin.close()
    found.process.stdout.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small.on_disk(tmp_path)


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"initializationOptions": None},
        {"initializationOptions": {}},
        {"initializationOptions": "wrong"},
        {"initializationOptions": {"logLevel": "nonsense"}},
        {"workspaceFolders": None, "rootUri": None},
        {"workspaceFolders": [], "rootUri": "file:///"},
        {"rootUri": "git:/x"},
    ],
)
def test_every_start_is_a_start(wire: Wire, extra: dict[str, Any]) -> None:
    answer = wire.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None, **extra})
    assert answer["result"]["serverInfo"]["name"] == "scaffold-language-server"
    wire.send({"method": "initialized", "params": {}})
    assert wire.ask("workspace/symbol", {"query": "x"})["result"] == []
    assert wire.stop() == 0
    assert [m for m in wire.notifications if m["method"] == "window/showMessage"] == []


def test_helix_counts_in_utf8_and_gets_a_flat_outline(wire: Wire, root: Path) -> None:
    folder = {"uri": uri_of(root), "name": "content"}
    answer = wire.ask(
        "initialize", {"processId": None, "capabilities": HELIX, "rootUri": None, "workspaceFolders": [folder]}
    )
    assert answer["result"]["capabilities"]["positionEncoding"] == "utf-8"
    wire.send({"method": "initialized", "params": {}})
    uri = uri_of(root / "content/knowledge/core/prd-craft.md")
    text = small.FILES["content/knowledge/core/prd-craft.md"].replace("topics: [", 'description: "— x"\ntopics: [')
    wire.send(
        {
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}},
        }
    )
    symbols = wire.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})["result"]
    assert all("location" in symbol for symbol in symbols)
    assert wire.stop() == 0


def test_two_roots_keep_their_names_apart(wire: Wire, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "content/pipeline/pre").mkdir(parents=True)
    (other / "content/methodology").mkdir(parents=True)
    idea = "---\nname: idea\ndescription: An idea\nphase: pre\norder: 110\noutputs: [docs/idea.md]\n---\n"
    (other / "content/pipeline/pre/idea.md").write_text(idea, "utf-8")
    folders = [{"uri": uri_of(folder), "name": folder.name} for folder in (root, other)]
    wire.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None, "workspaceFolders": folders})
    wire.send({"method": "initialized", "params": {}})
    overlay = other / "content/methodology/game-overlay.yml"
    text = "name: game\ndescription: Games\nproject-type: game\nstep-overrides:\n  design: { enabled: true }\n"
    item = {"uri": uri_of(overlay), "languageId": "yaml", "version": 1, "text": text}
    wire.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
    wire.ask("textDocument/hover", {"textDocument": {"uri": uri_of(overlay)}, "position": {"line": 4, "character": 3}})
    published = [m["params"] for m in wire.notifications if m["method"] == "textDocument/publishDiagnostics"]
    codes = {d["code"] for params in published if params["uri"] == uri_of(overlay) for d in params["diagnostics"]}
    assert "overlay/unknown-step" in codes


def test_a_baseline_counts_in_the_editor_as_soon_as_it_is_written(wire: Wire, tmp_path: Path) -> None:
    root = tree.content(
        tmp_path, {"scaffold-lint.toml": 'baseline = "known.jsonl"\nignore = ["step/missing-summary"]\n'}
    )
    entry = {
        "path": "content/pipeline/pre/plan.md",
        "rule": "step/unknown-dependency",
        "line": "dependencies: [nothing-there]",
    }
    plan, known = root / entry["path"], root / "known.jsonl"
    watching = {"workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    wire.ask("initialize", {"processId": None, "capabilities": watching, "rootUri": uri_of(root)})
    wire.send({"method": "initialized", "params": {}})

    def until(expected: bool) -> bool:
        """Whether the step is published with the finding, or without it, before long."""
        for _ in range(100):
            wire.ask("workspace/symbol", {"query": "x"})
            sent = [m["params"] for m in wire.notifications if m["method"] == "textDocument/publishDiagnostics"]
            last = next((params for params in reversed(sent) if params["uri"] == uri_of(plan)), None)
            if last and any(d["code"] == entry["rule"] for d in last["diagnostics"]) is expected:
                return True
            time.sleep(0.05)
        return False

    assert until(True)
    for text, expected in ((f'{{"scaffold-lint baseline": 1}}\n{json.dumps(entry)}\n', False), ("", True)):
        known.write_text(text, "utf-8")
        changes = [{"uri": uri_of(known), "type": 2}]
        wire.send({"method": "workspace/didChangeWatchedFiles", "params": {"changes": changes}})
        assert until(expected)
    assert wire.stop() == 0


def test_a_change_of_a_file_that_is_not_open_bothers_nobody(wire: Wire, root: Path) -> None:
    """Neovim sends the changes of a renamed file under its new name before it opens it."""
    wire.ask("initialize", {"processId": None, "rootUri": uri_of(root), "capabilities": {}})
    wire.send({"method": "initialized", "params": {}})
    document = {"uri": uri_of(root / "content/pipeline/pre/new.md"), "version": 2}
    change = {"textDocument": document, "contentChanges": [{"text": "---\nname: new\n---\n"}]}
    wire.send({"method": "textDocument/didChange", "params": change})
    wire.ask("workspace/symbol", {"query": "design"})
    assert [n["params"] for n in wire.notifications if n["method"] == "window/showMessage"] == []
    assert wire.stop() == 0


def test_cancelled_requests_are_answered_as_such_and_all_others_in_order(wire: Wire, root: Path) -> None:
    folder = {"uri": uri_of(root), "name": "content"}
    wire.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None, "workspaceFolders": [folder]})
    uri = uri_of(root / "content/methodology/game-overlay.yml")
    place = {"textDocument": {"uri": uri}, "position": {"line": 6, "character": 3}}
    item = {"uri": uri, "languageId": "yaml", "version": 1, "text": small.FILES["content/methodology/game-overlay.yml"]}
    messages: list[dict[str, Any]] = [
        {"method": "initialized", "params": {}},
        {"method": "textDocument/didOpen", "params": {"textDocument": item}},
        *({"id": number, "method": "textDocument/hover", "params": place} for number in range(100, 200)),
        *({"method": "$/cancelRequest", "params": {"id": number}} for number in range(100, 200, 2)),
        {"method": "$/cancelRequest", "params": {"id": 5}},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in messages]
    assert wire.process.stdin
    wire.process.stdin.write(b"".join(b"Content-Length: %d\r\n\r\n" % len(body) + body for body in bodies))
    wire.process.stdin.flush()
    answers = []
    while len(answers) < 100:
        message = wire.read()
        if "method" not in message:
            answers.append(message)
    assert [answer["id"] for answer in answers] == list(range(100, 200))
    cancelled = [answer["id"] for answer in answers if answer.get("error", {}).get("code") == -32800]
    assert cancelled
    assert all(number % 2 == 0 for number in cancelled)
    assert all(answer["result"]["contents"] for answer in answers if "error" not in answer)
    assert wire.stop() == 0


PRINTS = """
import sys
from scaffold_server.session import Session
from scaffold_server.__main__ import serve
edit = Session.edit
Session.edit = lambda *a, **k: (print("a rule says hello"), sys.stdout.flush(), edit(*a, **k))[2]
sys.argv = ["scaffold-language-server", "--log-level", "nonsense"]
serve()
"""


def test_what_is_printed_by_accident_is_no_message(root: Path) -> None:
    talk = Wire((sys.executable, "-c", PRINTS))
    folder = {"uri": uri_of(root), "name": "content"}
    talk.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None, "workspaceFolders": [folder]})
    uri = uri_of(root / "content/tools/spark.md")
    item = {"uri": uri, "languageId": "markdown", "version": 1, "text": small.FILES["content/tools/spark.md"]}
    talk.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
    assert talk.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})["result"]
    assert talk.stop() == 0
    talk.process.stdin.close()
    talk.process.stdout.close()


def test_an_end_without_shutdown_is_no_success(wire: Wire) -> None:
    wire.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None})
    wire.send({"method": "exit"})  # and the input stays open
    assert wire.process.wait(5) == 1


@pytest.mark.skipif(os.name == "nt", reason="nothing tells there whether a process lives")
def test_it_ends_when_its_client_is_gone_although_the_pipe_is_open(wire: Wire) -> None:
    client = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    wire.ask("initialize", {"processId": client.pid, "capabilities": {}, "rootUri": None})
    time.sleep(1.2)
    assert wire.process.poll() is None
    client.kill()
    client.wait()
    assert wire.process.wait(4) is not None


@pytest.mark.parametrize("process", [None, 0, -1, 2**31 - 1])
def test_a_client_process_nobody_can_see_is_none(wire: Wire, process: int | None) -> None:
    wire.ask("initialize", {"processId": process, "capabilities": {}, "rootUri": None})
    time.sleep(1.2)
    assert wire.stop() == 0


def test_over_tcp() -> None:
    command = [*SERVER, "--tcp", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    assert process.stdout
    port = int(process.stderr.readline().rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), 5) as connection, connection.makefile("rb") as answers:
        for message in (
            {"id": 1, "method": "initialize", "params": {"processId": None, "capabilities": {}, "rootUri": None}},
            {"id": 2, "method": "shutdown"},
            {"method": "exit"},
        ):
            body = json.dumps({"jsonrpc": "2.0", **message}).encode()
            connection.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert answers.read().count(b'"id": ') == 2
    assert process.wait(5) == 0
    assert process.stdout.read() == ""
    process.stderr.close()
    process.stdout.close()


def test_it_ends_with_its_input(wire: Wire) -> None:
    wire.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None})
    assert wire.process.stdin
    wire.process.stdin.close()
    assert wire.process.wait(3) is not None


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_it_ends_with_its_parent() -> None:
    script = (
        "import subprocess, sys, time, os\n"
        "command = [sys.executable, '-m', 'scaffold_server', 'server']\n"
        "p = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "print(p.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = int(parent.stdout.readline())
    time.sleep(1.5)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(200):  # it may not even have started
        try:
            os.kill(child, 0)
            state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
        except (OSError, FileNotFoundError):
            return
        if state == "Z":
            return
        time.sleep(0.1)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the server outlived its client")


async def test_hostile_bytes_as_documents_leave_it_alive(wire: Wire, root: Path) -> None:
    folder = {"uri": uri_of(root), "name": "content"}
    wire.ask("initialize", {"processId": None, "capabilities": {}, "rootUri": None, "workspaceFolders": [folder]})
    wire.send({"method": "initialized", "params": {}})
    uri = uri_of(root / "content/methodology/game-overlay.yml")
    texts = [
        "\x00\x01",
        "a: &a [*a]",
        "<<<<<<< x\n=======\n>>>>>>> y",
        "[" * 5000,
        "\ufeff---\n\u2028",
        "a:\n" * 3000,
        "😀" * 999,
    ]
    for version, text in enumerate(texts, 1):
        item = {"uri": uri, "languageId": "yaml", "version": version, "text": text}
        wire.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})
        for method in ("hover", "completion", "documentSymbol", "foldingRange", "codeLens", "semanticTokens/full"):
            params = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": 3}}
            assert "error" not in wire.ask(f"textDocument/{method}", params)
        await asyncio.sleep(0)
    assert wire.stop() == 0
