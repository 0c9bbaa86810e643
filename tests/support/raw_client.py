"""The protocol as bytes, for what no client library would send: with a process, or with a server in this one."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from scaffold_server import wire
from scaffold_server.convert import uri_of
from scaffold_server.lsp import Server, create_server

SERVER = (sys.executable, "-m", "scaffold_server", "server")


class Wire:
    """The protocol as bytes, for what no client library would send."""

    def __init__(self, command: tuple[str, ...] = SERVER) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.last = 0
        self.notifications: list[dict[str, Any]] = []

    def send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            assert name.lower() in {b"content-length", b"content-type"}, "something wrote to standard output"
            if name.lower() == b"content-length":
                length = int(value)
        return json.loads(self.process.stdout.read(length))

    def ask(self, method: str, params: Any) -> dict[str, Any]:
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            message = self.read()
            if message.get("id") == self.last and "method" not in message:
                return message
            if "method" in message and "id" in message:
                self.send({"id": message["id"], "result": None})
            else:
                self.notifications.append(message)

    def stop(self) -> int:
        self.ask("shutdown", None)
        self.send({"method": "exit"})
        return self.process.wait(5)


class InProcess:
    """A server in this process, inside a running loop; what it writes is read at once."""

    def __init__(self) -> None:
        self.server: Server = create_server()
        self.inbox = self.server.protocol.inbox = wire.Inbox()
        self.server.protocol.set_writer(self)
        self.sent: list[dict[str, Any]] = []
        self.last = 0

    def write(self, data: bytes) -> None:
        """Take what the server sends; requests of its own are answered with nothing."""
        message = json.loads(data.partition(b"\r\n\r\n")[2])
        self.sent.append(message)
        if "id" in message and "method" in message:
            asyncio.get_running_loop().call_soon(self.send, {"id": message["id"], "result": None})

    def close(self) -> None:
        """There is nothing to close."""

    def send(self, message: dict[str, Any]) -> None:
        """Hand the server a message."""
        self.server.protocol.take(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def request(self, method: str, params: Any) -> int:
        """Ask without waiting; gives back the number of the request."""
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        return self.last

    def answer(self, number: int) -> dict[str, Any] | None:
        """The answer to a request, None as long as there is none."""
        return next((m for m in self.sent if m.get("id") == number and "method" not in m), None)

    async def ask(self, method: str, params: Any) -> dict[str, Any]:
        """Ask, and wait for the answer."""
        number = self.request(method, params)
        for _ in range(2000):
            if (found := self.answer(number)) is not None:
                return found
            await asyncio.sleep(0.005)
        raise TimeoutError(method)

    async def start(self, root: Path | None = None, capabilities: Any = None, **more: Any) -> dict[str, Any]:
        """Agree on everything, with a folder; gives back the server's capabilities."""
        folders = [{"uri": uri_of(root), "name": root.name}] if root else None
        params = {"processId": None, "rootUri": None, "capabilities": capabilities or {}, "workspaceFolders": folders}
        answer = await self.ask("initialize", {**params, **more})
        self.send({"method": "initialized", "params": {}})
        return answer["result"]["capabilities"]

    def open(self, uri: str, text: str, language: str = "markdown", version: int = 1) -> None:
        """Open a document."""
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": item}})

    def change(self, uri: str, text: str, version: int) -> None:
        """Replace the text of a document."""
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
        self.send({"method": "textDocument/didChange", "params": params})

    async def quiet(self) -> None:
        """Wait until everything was looked at."""
        await asyncio.wait_for(self.server.reports.settled.wait(), 20)

    def published(self, uri: str) -> list[list[str]]:
        """The rules that complained about a file, one list for each time they were told of."""
        told = [m["params"] for m in self.sent if m.get("method") == "textDocument/publishDiagnostics"]
        return [[d["code"] for d in params["diagnostics"]] for params in told if params["uri"] == uri]

    def methods(self) -> list[str]:
        """What the server said and asked of its own accord."""
        return [message["method"] for message in self.sent if "method" in message]

    def stop(self) -> None:
        """Forget what is waiting."""
        self.server.own.cancel()
        self.server.others.cancel()
