"""A progress bar in the editor."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING
from uuid import uuid4

from lsprotocol import types

if TYPE_CHECKING:
    from scaffold_server.lsp import Server

log = logging.getLogger("scaffold-lint")


class Bar:
    """How far longer work is, from when the client has made room for it until it is done; nothing waits for it."""

    def __init__(self, ls: Server) -> None:
        self._ls = ls
        self._token = f"scaffold-lint-{uuid4()}"
        self._shown = False
        self._percent = 0
        self._making: asyncio.Task[None] | None = None

    def open(self, title: str) -> None:
        """Ask the client for a bar."""
        self._making = asyncio.ensure_future(self._make(title))

    async def _make(self, title: str) -> None:
        try:
            await self._ls.work_done_progress.create_async(self._token)
        except Exception:  # noqa: BLE001 - a client that refuses a bar gets its findings all the same
            log.info("no progress bar")
            return
        self._ls.work_done_progress.begin(self._token, types.WorkDoneProgressBegin(title, percentage=0))
        self._shown = True

    def at(self, done: int, total: int) -> None:
        """Show how much is done, where that is news."""
        percent = 100 * done // max(total, 1)
        if self._shown and percent >= self._percent + 10:
            self._percent = percent
            report = types.WorkDoneProgressReport(message=f"{done} of {total} files", percentage=percent)
            self._ls.work_done_progress.report(self._token, report)

    def close(self, message: str) -> None:
        """Take the bar away; where it has not come yet it never will."""
        if self._making is not None and not self._shown:
            self._making.cancel()
        if self._shown:
            self._ls.work_done_progress.end(self._token, types.WorkDoneProgressEnd(message=message))
        self._making, self._shown = None, False
