"""What the exit codes mean."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every subcommand."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    NOTHING = 3
    BUG = 70
