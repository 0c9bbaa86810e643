"""From the bytes the Markdown parser counts to the code points everything else counts."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONTINUATION = bytes(0x80 <= byte < 0xC0 for byte in range(256))


class Offsets:
    """From a byte offset in the parsed text to a code point offset in the document. Immutable."""

    __slots__ = ("_base", "_continuation")

    def __init__(self, source: str, base: int) -> None:
        self._base = base
        self._continuation = [] if source.isascii() else _continuation_bytes(source)

    def __call__(self, byte: int) -> int:
        """The code point offset of a byte offset."""
        return self._base + byte - bisect_left(self._continuation, byte)

    def spans(self, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """The spans of byte ranges."""
        return tuple(Span(self(start), self(end)) for start, end in ranges)


def _continuation_bytes(source: str) -> list[int]:
    """Where the bytes are that do not begin a code point."""
    flags = source.encode().translate(_CONTINUATION)
    found: list[int] = []
    at = flags.find(1)
    while at >= 0:
        found.append(at)
        at = flags.find(1, at + 1)
    return found
