"""A settings file while it is read: where its values are, what is wrong with them, and where each comes from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from scaffold_server.toml_places import Place

WORDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a string",
    list: "a list",
    dict: "a table",
}
"""The types of TOML values in words."""


class SettingsProblem(NamedTuple):
    """One thing that is wrong with a settings file; line and column count from 1, in code points."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Source:
    """A settings file while it is read; what is wrong and where values come from is collected."""

    file: Path
    text: str
    prefix: Place = ()
    places: Mapping[Place, int] = field(default_factory=dict)
    problems: list[SettingsProblem] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)

    def place(self, path: Place) -> tuple[int, int]:
        """Line and column of a key or list item, or of the nearest thing around it."""
        full = (*self.prefix, *path)
        offset = next((self.places[full[:n]] for n in range(len(full), 0, -1) if full[:n] in self.places), 0)
        return self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset)

    def wrong(self, path: Place, message: str) -> None:
        """Note a problem."""
        self.problems.append(SettingsProblem(*self.place(path), message))

    def gives(self, *path: str | int) -> None:
        """Note where a value comes from."""
        self.origins[".".join(map(str, path))] = f"{shown(self.file)}:{self.place(path)[0]}"

    def is_a(self, kind: type, value: object, path: Place, wanted: str) -> bool:
        """Whether a value is of a type; noted when it is not."""
        if isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool):
            return True
        self.wrong(
            path,
            f"`{path[-1]}` must be {wanted}, not {word(value)}"
            if isinstance(path[-1], str)
            else f"an item of `{path[-2]}` must be {wanted}, not {word(value)}",
        )
        return False


def shown(path: Path) -> str:
    """A path relative to the working directory, with forward slashes; absolute on another drive."""
    try:
        return Path(os.path.relpath(path)).as_posix()
    except ValueError:
        return path.as_posix()


def word(value: object) -> str:
    """What a value is, in words."""
    return WORDS.get(type(value), "a date")
