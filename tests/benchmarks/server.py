"""How fast the language server answers, as whole round trips over standard input and output.

    SCAFFOLD_CORPUS=FOLDER python tests/benchmarks/server.py

Prints medians and 95th percentiles in milliseconds. Run by hand and in CI as a report; nothing fails on a number.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from scaffold_server.convert import uri_of

ROUNDS = 40
OVERLAY = "content/methodology/game-overlay.yml"


def shown(name: str, seconds: list[float]) -> None:
    """One line of the report."""
    found = sorted(seconds)
    worst = found[min(len(found) - 1, int(len(found) * 0.95))]
    print(f"{name:44} median {statistics.median(found) * 1000:7.1f} ms   p95 {worst * 1000:7.1f} ms")


class Talk:
    """One conversation with a server."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.client = LanguageClient("benchmark", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.put_nowait(params))  # noqa: PLW0108 - pygls writes on it

    async def start(self) -> float:
        """Start the server; gives back the seconds until it answered."""
        began = time.perf_counter()
        await self.client.start_io(sys.executable, "-m", "scaffold_server", "server")
        folder = types.WorkspaceFolder(uri_of(self.root), "content")
        await self.client.initialize_async(
            types.InitializeParams(capabilities=types.ClientCapabilities(), workspace_folders=[folder])
        )
        self.client.initialized(types.InitializedParams())
        return time.perf_counter() - began

    async def findings(self, uri: str, version: int | None = None) -> None:
        """Wait until the findings of a file (in a version) are here."""
        while True:
            params = await asyncio.wait_for(self.published.get(), 30)
            if params.uri == uri and (version is None or params.version == version):
                return

    async def stop(self) -> None:
        """End the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)


async def typing(talk: Talk, path: str, words: tuple[str, str]) -> list[float]:
    """Seconds from each keystroke to its findings; every keystroke changes what is found."""
    uri, text = uri_of(talk.root / path), (talk.root / path).read_text("utf-8")
    item = types.TextDocumentItem(uri, "yaml", 1, text.replace(*words, 1))
    talk.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
    await talk.findings(uri)
    taken = []
    for version in range(2, ROUNDS + 2):
        changed = text.replace(words[0], words[1] + "x" * (version % 5), 1)
        began = time.perf_counter()
        talk.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(changed)],
            )
        )
        await talk.findings(uri, version)
        taken.append(time.perf_counter() - began)
    return taken


async def asked(ask: Callable[[], Awaitable[object]]) -> list[float]:
    """Seconds for each answer."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await ask()
        taken.append(time.perf_counter() - began)
    return taken


def largest(root: Path) -> str:
    """The largest knowledge entry."""
    files = sorted((root / "content/knowledge").rglob("*.md"), key=lambda file: file.stat().st_size)
    return files[-1].relative_to(root).as_posix()


def proc_status(pid: int) -> str:
    """What Linux says of a process; empty elsewhere."""
    file = Path(f"/proc/{pid}/status")
    return file.read_text("utf-8") if file.exists() else ""


async def main() -> None:
    """The whole report."""
    root = Path(os.environ["SCAFFOLD_CORPUS"]) / "scaffold-3.54.0"
    starts, firsts = [], []
    for _ in range(5):
        talk = Talk(root)
        began = time.perf_counter()
        starts.append(await talk.start())
        uri, text = uri_of(root / OVERLAY), (root / OVERLAY).read_text("utf-8").replace("game-overlay", "game", 1)
        broken = text.replace("  game-design-document:", "  game-desing-document:", 1)
        item = types.TextDocumentItem(uri, "yaml", 1, broken)
        talk.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        await talk.findings(uri)
        firsts.append(time.perf_counter() - began)
        await talk.stop()
    shown("start to initialize's answer", starts)
    shown("start to the open file's findings", firsts)
    talk = Talk(root)
    await talk.start()
    shown(
        "keystroke to findings, overlay (delay included)",
        await typing(talk, OVERLAY, ("  game-design-document:", "  game-desing:")),
    )
    entry = largest(root)
    shown("keystroke to findings, entry (delay included)", await typing(talk, entry, ("name: ", "nmae: ")))
    uri, text = uri_of(root / OVERLAY), (root / OVERLAY).read_text("utf-8")
    document = types.TextDocumentIdentifier(uri)
    line = next(n for n, row in enumerate(text.split("\n")) if "append: [" in row)
    place = types.Position(line, text.split("\n")[line].index("[") + 6)
    shown(
        "completion",
        await asked(lambda: talk.client.text_document_completion_async(types.CompletionParams(document, place))),
    )
    shown("hover", await asked(lambda: talk.client.text_document_hover_async(types.HoverParams(document, place))))
    shown(
        "definition",
        await asked(lambda: talk.client.text_document_definition_async(types.DefinitionParams(document, place))),
    )
    pid = talk.client._server.pid if talk.client._server else None
    status = proc_status(pid) if pid else ""
    if status:
        peak = next(row for row in status.splitlines() if row.startswith("VmHWM"))
        print(f"{'peak memory':44} {int(peak.split()[1]) / 1024:7.1f} MB")
    await talk.stop()


if __name__ == "__main__":
    asyncio.run(main())
