"""How much is said on standard error."""

from __future__ import annotations

import logging

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


def trace(value: types.TraceValue) -> None:
    """Say as much as the client's trace asks for: off is what was chosen at the start."""
    own, library = _LEVELS[value]
    OWN.setLevel(own)
    LIBRARY.setLevel(library)
