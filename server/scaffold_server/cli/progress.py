"""One line on a terminal that says how far a run is, once it takes longer than a second."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scaffold_server.files import silent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.files import Progress

AFTER = 1.0
EVERY = 0.1


@contextmanager
def progress_on_terminal() -> Iterator[Progress]:
    """Progress on standard error where that is a terminal, silence elsewhere; the line is gone at the end."""
    if not sys.stderr.isatty():
        yield silent
        return
    due = time.monotonic() + AFTER
    shown = False

    def progress(what: str, done: int, total: int) -> None:
        nonlocal due, shown
        now = time.monotonic()
        if now >= due:
            due, shown = now + EVERY, True
            sys.stderr.write(f"\r\x1b[K{what} {f'{done} of {total} files' if total else '…'}")
            sys.stderr.flush()

    try:
        yield progress
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
