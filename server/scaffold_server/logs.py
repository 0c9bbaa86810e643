"""How much is said on standard error, or into a file."""

from __future__ import annotations

import logging
from pathlib import Path

from lsprotocol import types

OWN = logging.getLogger("scaffold-lint")
LIBRARY = logging.getLogger("pygls")
"""Says every message in full when it is asked to."""

_LEVELS = {
    types.TraceValue.Off: (logging.NOTSET, logging.WARNING),
    types.TraceValue.Messages: (logging.INFO, logging.WARNING),
    types.TraceValue.Verbose: (logging.DEBUG, logging.DEBUG),
}


def say(level: object) -> None:
    """Say as much as a level's name asks for; what is no level is passed over."""
    if isinstance(level, str) and level.upper() in logging.getLevelNamesMapping():
        OWN.setLevel(level.upper())


def into(file: object) -> None:
    """Say everything into a file as well (`~` is the home); a file that cannot be written is said to be none."""
    if not isinstance(file, str) or not file:
        return
    try:
        handler = logging.FileHandler(Path(file).expanduser(), encoding="utf-8")
    except (OSError, RuntimeError, ValueError) as error:
        OWN.warning("no log in %s: %s", file, error)
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def trace(value: types.TraceValue) -> None:
    """Say as much as the client's trace asks for: off is what was chosen at the start."""
    own, library = _LEVELS[value]
    OWN.setLevel(own)
    LIBRARY.setLevel(library)
