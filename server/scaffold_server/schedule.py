"""When work is done: soon after the last edit, in slices that end when somebody asks something."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator

SLICE = 0.008
"""Seconds of work between two looks at the client's messages."""


class Schedule:
    """A timer of the event loop: a later call replaces an earlier one, a long job is done in slices, which end early when
    ``wanted`` says that somebody waits.
    """

    def __init__(self, wanted: Callable[[], bool]) -> None:
        self._wanted = wanted
        self._timer: asyncio.TimerHandle | None = None
        self._job: Iterator[object] | None = None

    def restart(self, delay: float, start: Callable[[], Iterator[object]]) -> None:
        """Run a job some seconds from now, instead of whatever was waiting or under way. Each step it yields is a place
        where it may be interrupted.
        """
        self.cancel()
        self._timer = asyncio.get_running_loop().call_later(delay, self._begin, start)

    def cancel(self) -> None:
        """Forget what is waiting or under way."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._job = None

    def _begin(self, start: Callable[[], Iterator[object]]) -> None:
        self._job = start()
        self._continue()

    def _continue(self) -> None:
        job = self._job
        if job is None:
            return
        until = time.perf_counter() + SLICE
        for _ in job:
            if time.perf_counter() > until or self._wanted():
                self._timer = asyncio.get_running_loop().call_later(0, self._continue)
                return
        self._job = None
