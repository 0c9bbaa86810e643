"""Where the keys and list items of a TOML text are: ``tomllib`` says what they are, but not where."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = tuple[str | int, ...]
"""A path into the parsed value: keys, and indices of list items."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = re.compile(rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*")
_PARTS = re.compile(_PART)
_SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_KEY.pattern})[ \t]*\]\]?")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|[^,\]}#\n]+",
    re.DOTALL,
)


def places(text: str) -> Mapping[Place, int]:
    """The offset (code points) of every key and list item in a text that ``tomllib`` accepts.

    A key of a table has the offset of its last part; of a table that is written several times, the first counts.
    """
    found: dict[Place, int] = {}
    arrays: dict[Place, int] = {}
    table: Place = ()
    at = _after_space(text, 0)
    while at < len(text):
        header = _HEADER.match(text, at)
        if header is not None:
            table = _table(header, found, arrays)
            at = header.end()
        else:
            end = _pair(text, at, table, found)
            if end <= at:
                break
            at = end
        at = _after_space(text, at)
    return found


def _table(header: re.Match[str], found: dict[Place, int], arrays: dict[Place, int]) -> Place:
    """The place a header opens; ``arrays`` counts the tables of each array so far."""
    parts = _named(header[2], header.start(2))
    place: Place = ()
    for number, (name, offset) in enumerate(parts):
        place = (*place, name)
        found.setdefault(place, offset)
        last = number == len(parts) - 1
        if last and header[1] == "[[":
            arrays[place] = arrays.get(place, -1) + 1
        if place in arrays:
            place = (*place, arrays[place])
            found.setdefault(place, offset)
    return place


def _named(key: str, start: int) -> list[tuple[str, int]]:
    """The parts of a dotted key as they are meant, each with its offset."""
    return [
        (tomllib.loads(f"k = {part[0]}")["k"] if part[0][0] in "\"'" else part[0], start + part.start())
        for part in _PARTS.finditer(key)
    ]


def _pair(text: str, at: int, table: Place, found: dict[Place, int]) -> int:
    """Note a key and what its value holds; gives back the offset behind them, or the same where there is no pair."""
    key = _KEY.match(text, at)
    equals = key and _EQUALS.match(text, key.end())
    if key is None or equals is None:
        return at
    place = table
    for name, offset in _named(key[0], at):
        place = (*place, name)
        found.setdefault(place, offset)
    return _value(text, equals.end(), place, found)


def _value(text: str, at: int, place: Place, found: dict[Place, int]) -> int:
    """Note what a value holds; gives back the offset behind it."""
    bracket = text[at : at + 1]
    if bracket not in {"[", "{"}:
        scalar = _SCALAR.match(text, at)
        return scalar.end() if scalar else at
    at = _after_space(text, at + 1)
    index = 0
    while at < len(text) and text[at] not in "]}":
        if bracket == "[":
            found[*place, index] = at
            end = _value(text, at, (*place, index), found)
        else:
            end = _pair(text, at, place, found)
        if end <= at:
            return at
        index += 1
        at = _after_space(text, end)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
    return at + 1


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at
