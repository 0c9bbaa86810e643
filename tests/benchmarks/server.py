"""How fast the language server answers, as whole round trips over standard input and output.

    SCAFFOLD_CORPUS=FOLDER python tests/benchmarks/server.py

Prints medians and 95th percentiles in milliseconds, and beside them what of it was the server's own work (its
processor time, which a busy machine does not stretch as much). With `PYTHONPATH` set to another checkout's three folders
the same conversation is held with that one; to compare two, run them in turn. Nothing fails on a number.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from scaffold_server.convert import uri_of

ROUNDS = 40
STARTS = 8
QUIET = 2.0
"""Seconds without a message after which nothing more is expected."""

OVERLAY = "content/methodology/game-overlay.yml"


class Taken(NamedTuple):
    """Seconds on the clock, and of the server's processor time."""

    wall: float
    work: float


def shown(name: str, taken: list[Taken]) -> None:
    """One line of the report."""
    columns = []
    for seconds in zip(*taken, strict=True):
        found = sorted(seconds)
        worst = found[min(len(found) - 1, int(len(found) * 0.95))]
        columns.append(f"median {statistics.median(found) * 1000:7.1f}  p95 {worst * 1000:7.1f}")
    print(f"{name:42} {columns[0]} ms   work {columns[1]} ms", flush=True)


class Talk:
    """One conversation with a server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.client = LanguageClient("benchmark", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.put_nowait(params))  # noqa: PLW0108 - pygls writes on it
        self.began = 0.0

    async def start(self) -> None:
        """Start the server and agree on everything."""
        self.began = time.perf_counter()
        await self.client.start_io(sys.executable, "-m", "scaffold_server", "server")
        folder = types.WorkspaceFolder(uri_of(self.root), "content")
        await self.client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities(), workspace_folders=[folder])
        )

    @property
    def pid(self) -> int:
        """The server's process."""
        assert self.client._server is not None
        return self.client._server.pid

    def work(self) -> float:
        """Seconds of processor time that the server has had; 0 where nobody knows."""
        found = Path(f"/proc/{self.pid}/task")
        if not found.exists():
            return 0
        return sum(int((task / "schedstat").read_text().split()[0]) for task in found.iterdir()) / 1e9

    def since_start(self) -> Taken:
        """What has passed since the process was started."""
        return Taken(time.perf_counter() - self.began, self.work())

    async def timed(self, ask: Callable[[], Awaitable[object]]) -> Taken:
        """What an answer takes."""
        began, work = time.perf_counter(), self.work()
        await ask()
        return Taken(time.perf_counter() - began, self.work() - work)

    def open(self, path: str, text: str) -> str:
        """Open a file with a text; gives back its URI."""
        uri = uri_of(self.root / path)
        item = types.TextDocumentItem(uri, "yaml", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    async def findings(self, uri: str, version: int | None = None) -> None:
        """Wait until the findings of a file (in a version) are here."""
        while True:
            params = await asyncio.wait_for(self.published.get(), 30)
            if params.uri == uri and (version is None or params.version == version):
                return

    async def quiet(self) -> Taken:
        """Wait until nothing more comes; what had passed when the last came."""
        last = self.since_start()
        while True:
            try:
                await asyncio.wait_for(self.published.get(), QUIET)
            except TimeoutError:
                return last
            last = self.since_start()

    async def stop(self) -> None:
        """End the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)


async def typing(talk: Talk, path: str, words: tuple[str, str]) -> list[Taken]:
    """From each keystroke to its findings; every keystroke changes what is found."""
    text = (talk.root / path).read_text("utf-8")
    uri = talk.open(path, text.replace(*words, 1))
    await talk.findings(uri)
    taken = []
    for version in range(2, ROUNDS + 2):
        changed = text.replace(words[0], words[1] + "x" * (version % 5), 1)
        params = types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(version, uri), [types.TextDocumentContentChangeWholeDocument(changed)]
        )

        async def key(params: types.DidChangeTextDocumentParams = params, version: int = version) -> None:
            talk.client.text_document_did_change(params)
            await talk.findings(uri, version)

        taken.append(await talk.timed(key))
    return taken


def largest(root: Path) -> str:
    """The largest knowledge entry."""
    files = sorted((root / "content/knowledge").rglob("*.md"), key=lambda file: file.stat().st_size)
    return files[-1].relative_to(root).as_posix()


async def starts(root: Path) -> None:
    """From nothing to findings, and the first answers an author gets: while all files are looked at, and afterwards."""
    agreed, own, every, first, later = [], [], [], [], []
    for number in range(STARTS):
        talk = Talk(root)
        await talk.start()
        agreed.append(talk.since_start())
        talk.client.initialized(types.InitializedParams())
        text = (root / OVERLAY).read_text("utf-8")
        uri = talk.open(OVERLAY, text.replace("  game-design-document:", "  game-desing-document:", 1))
        await talk.findings(uri)
        own.append(talk.since_start())
        document, place = types.TextDocumentIdentifier(uri), name_in(text)
        if number % 2:
            every.append(await talk.quiet())
        for name in ("completion", "hover"):
            (later if number % 2 else first).append(await talk.timed(questions(talk, document, place)[name]))
        await talk.stop()
    shown("start to initialize's answer", agreed)
    shown("start to the open file's findings", own)
    shown("start to all files' findings", every)
    shown("first completion and hover, at once", first)
    shown("first completion and hover, once all is quiet", later)


def name_in(text: str) -> types.Position:
    """A place inside a name of a flow list."""
    line = next(n for n, row in enumerate(text.split("\n")) if "append: [" in row)
    return types.Position(line, text.split("\n")[line].index("[") + 6)


def questions(
    talk: Talk, document: types.TextDocumentIdentifier, place: types.Position
) -> dict[str, Callable[[], Awaitable[object]]]:
    """What an author's editor asks at a place."""
    client = talk.client
    return {
        "completion": lambda: client.text_document_completion_async(types.CompletionParams(document, place)),
        "hover": lambda: client.text_document_hover_async(types.HoverParams(document, place)),
        "definition": lambda: client.text_document_definition_async(types.DefinitionParams(document, place)),
        "references": lambda: client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(include_declaration=True), document, place)
        ),
        "workspace symbols": lambda: client.workspace_symbol_async(types.WorkspaceSymbolParams("game")),
    }


async def answers(talk: Talk) -> None:
    """Questions at one place, and keystrokes."""
    text = (talk.root / OVERLAY).read_text("utf-8")
    document, place = types.TextDocumentIdentifier(uri_of(talk.root / OVERLAY)), name_in(text)
    shown(
        "keystroke to findings, largest overlay",
        await typing(talk, OVERLAY, ("  game-design-document:", "  game-desing:")),
    )
    shown("keystroke to findings, largest entry", await typing(talk, largest(talk.root), ("name: ", "nmae: ")))
    await talk.quiet()
    for name, ask in questions(talk, document, place).items():
        shown(name, [await talk.timed(ask) for _ in range(ROUNDS)])


def memory(pid: int) -> None:
    """What Linux says of a process's memory."""
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        for name, row in (("memory at its highest", "VmHWM"), ("memory now", "VmRSS")):
            found = next(line for line in status.read_text("utf-8").splitlines() if line.startswith(row))
            print(f"{name:42} {int(found.split()[1]) / 1024:14.1f} MB")


async def main() -> None:
    """The whole report."""
    if "SCAFFOLD_CORPUS" not in os.environ:
        sys.exit("the server is measured on real content: name its folder in SCAFFOLD_CORPUS")
    root = Path(os.environ["SCAFFOLD_CORPUS"]) / "scaffold-3.54.0"
    await starts(root)
    talk = Talk(root)
    await talk.start()
    talk.client.initialized(types.InitializedParams())
    await talk.quiet()
    await answers(talk)
    memory(talk.pid)
    await talk.stop()


if __name__ == "__main__":
    asyncio.run(main())
