"""What the client knows of each file's findings: told as they change, or kept until it asks where it rather asks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lsprotocol import types

if TYPE_CHECKING:
    from scaffold_server.lsp import Server


class Report(NamedTuple):
    """The findings of a file in a version of its text; ``id`` stays the same as long as they do."""

    id: str
    version: int | None
    items: list[types.Diagnostic]


class Reports:
    """The latest report on every file that has been looked at, by URI in the client's spelling.

    A client that asks (``asks``) is never told: it is asked to ask again when what it was answered is no longer so.
    """

    def __init__(self, ls: Server, diagnostics: Callable[[Path], list[types.Diagnostic]]) -> None:
        self.settled = asyncio.Event()
        """Whether nothing is being looked at: what the reports say is all there is to say."""
        self._ls = ls
        self._diagnostics = diagnostics
        self._reports: dict[str, Report] = {}
        self._answered: dict[str, str] = {}
        self._count = 0
        self._own = f"{time.time_ns():x}"
        self._waiting: list[asyncio.Future[None]] = []

    @property
    def asks(self) -> bool:
        """Whether the client asks for findings."""
        return self._ls.client.pulls

    def tell(self, path: Path) -> None:
        """Say what is wrong with a file now, unless the client knows or asks."""
        uri = self._ls.uri(path)
        before, report = self._reports.get(uri), self._now(uri, path)
        if self.asks or before == report or (not report.items and (before is None or not before.items)):
            return
        self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, report.items, report.version))

    def forget(self, uri: str) -> None:
        """Take back what was said of a document that the client has closed."""
        self._answered.pop(uri, None)
        if self._reports.pop(uri, None) is not None and not self.asks:
            self._ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def answer(self, path: Path, known: str | None) -> Report | None:
        """The report on a file for a client that has the one with an id; None when that is still it."""
        uri = self._ls.uri(path)
        report = self._now(uri, path)
        self._answered[uri] = report.id
        return None if report.id == known else report

    def changed(self, known: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        """The reports that are not what a client has of their files, by id; empty ones on files that are gone."""
        for uri, report in list(self._reports.items()):
            if report.id != known.get(uri) and (report.items or uri in known):
                self._answered[uri] = report.id
                yield uri, report
        for uri in known.keys() - self._reports.keys():
            yield uri, Report(self._next(), None, [])

    async def news(self) -> None:
        """Wait until there may be more to say."""
        waiting = asyncio.get_running_loop().create_future()
        self._waiting.append(waiting)
        await waiting

    def settle(self) -> None:
        """All files have been looked at: who waits is answered, and who was answered otherwise is asked to ask again."""
        self.settled.set()
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)
        uris = [opened.uri for opened in self._ls.session.open.values()]
        if any(self._answered.get(uri, latest) != latest for uri in uris if (latest := self._latest(uri))):
            for uri in uris:
                self._answered.pop(uri, None)  # asking again once is enough
            self._ls.workspace_diagnostic_refresh(None)

    def _latest(self, uri: str) -> str | None:
        return self._reports[uri].id if uri in self._reports else None

    def _now(self, uri: str, path: Path) -> Report:
        opened = self._ls.session.open.get(path)
        version, items = opened.version if opened else None, self._diagnostics(path)
        before = self._reports.get(uri)
        same = before is not None and before.items == items
        report = Report(before.id if before and same else self._next(), version, items)
        self._reports[uri] = report
        return report

    def _next(self) -> str:
        self._count += 1
        return f"{self._own}-{self._count}"
