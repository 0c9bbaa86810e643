"""The settings file of a content root: found, read, and made into a configuration."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold_rules.config import Config, named
from scaffold_rules.registry import RULES
from scaffold_server.files import read_text
from scaffold_server.settings_source import SettingsProblem, Source, shown, word
from scaffold_server.settings_values import read
from scaffold_server.tree import DISK

if TYPE_CHECKING:
    from scaffold_schemas import Version
    from scaffold_server.toml_places import Place
    from scaffold_server.tree import Tree

__all__ = ["SETTINGS_FILES", "Settings", "SettingsProblem", "merged", "settings_for", "shown"]

FILES = ("scaffold-lint.toml", ".scaffold/lint.toml")
SETTINGS_FILES = frozenset({"scaffold-lint.toml", "lint.toml", "pyproject.toml"})
"""The names of all files that may hold settings."""
REPOSITORY = (".git", ".hg", ".svn")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_SECTION = re.compile(r"""^[ \t]*\[+[ \t]*tool[ \t]*\.[ \t]*["']?scaffold-lint\b""", re.MULTILINE)


@dataclass(frozen=True)
class Settings:
    """What a settings file says; what is wrong in it counts as not said.

    ``origins`` has ``path:line`` for every value that the file gives (``select``, ``severity.overlay``,
    ``options.step/knowledge-heavy.most``, ``paths.0``); what is not among them is the default.
    """

    config: Config = field(default_factory=Config)
    version: Version | None = None
    package: Path | None = None
    project_types: tuple[str, ...] = ()
    roots: tuple[Path, ...] = ()
    """Folders that are content roots although nothing in them says so."""
    fail_on: str = "warning"
    baseline: Path | None = None
    file: Path | None = None
    problems: tuple[SettingsProblem, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def complaint(self) -> str:
        """One error about everything that is wrong with the file, a line for each place; empty when nothing is."""
        if self.file is None or not self.problems:
            return ""
        name = shown(self.file)
        places = (f"  {name}:{p.line}:{p.column}: {p.message}" for p in self.problems)
        return "\n".join((f"wrong settings in {name}; what is right in it applies:", *places))


EDITOR = "the editor's settings"
EDITOR_KEYS = {
    "select": "select",
    "ignore": "ignore",
    "severity": "severity",
    "options": "options",
    "contentVersion": "content-version",
    "package": "package",
    "projectTypes": "project-types",
}
"""What an editor's user may set, and the key of the settings file that it stands for."""


def settings_for(root: Path, tree: Tree = DISK, editor: Mapping[str, object] | None = None) -> Settings:
    """The settings of a content root: of the nearest file in it or above it, as far as its repository goes.

    In a folder ``scaffold-lint.toml`` comes before ``.scaffold/lint.toml``, and that before ``[tool.scaffold-lint]`` in
    ``pyproject.toml``. Without a file what the editor's user has set counts, else the default. Never raises on what a
    file holds.
    """
    for folder in (root, *root.parents):
        for name in FILES:
            if tree.is_file(folder / name):
                return _settings(folder / name, folder, tree)
        project = folder / "pyproject.toml"
        if tree.is_file(project) and (settings := _of_pyproject(project, tree)) is not None:
            return settings
        if any(_exists(folder / mark) for mark in REPOSITORY):
            break
    return _of_editor(editor or {}, root)


def _of_editor(editor: Mapping[str, object], root: Path) -> Settings:
    """What an editor's user has set; what is empty is not set. Paths are relative to the root."""
    table = {key: editor[name] for name, key in EDITOR_KEYS.items() if editor.get(name)}
    if not table:
        return Settings()
    source = Source(Path(EDITOR), "")
    settings = Settings(*read(source, table, root), file=source.file)
    return replace(settings, problems=tuple(source.problems), origins=source.origins)


def merged(file: Config, chosen: Config) -> Config:
    """A file's configuration with what was chosen on the command line, which wins.

    A rule that is selected by its name or family there runs although the file ignores it.
    """
    if file.default:
        return chosen
    asked = tuple(name for name in chosen.select if name != "all")
    kept = file.ignore
    if asked:
        kept = tuple(r.name for r in RULES if named(r.name, file.ignore) and not named(r.name, asked))
    return replace(
        file,
        only=chosen.only or file.only,
        select=(*file.select, *chosen.select),
        ignore=(*kept, *chosen.ignore),
        severity={**file.severity, **chosen.severity},
        options={**file.options, **chosen.options},
        paths=(*file.paths, *chosen.paths),
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _of_pyproject(file: Path, tree: Tree) -> Settings | None:
    """The settings in a ``pyproject.toml``, or None where it has none; a file that is broken elsewhere has none."""
    import tomllib

    try:
        text, problems = read_text(file, tree)
    except OSError:
        return None
    if problems or "scaffold-lint" not in text:
        return None
    try:
        tool = tomllib.loads(text.removeprefix("\ufeff")).get("tool")
    except (ValueError, RecursionError):
        return _settings(file, file.parent, tree, ("tool", "scaffold-lint")) if _SECTION.search(text) else None
    if not isinstance(tool, dict) or "scaffold-lint" not in tool:
        return None
    return _settings(file, file.parent, tree, ("tool", "scaffold-lint"))


def _settings(file: Path, folder: Path, tree: Tree, prefix: Place = ()) -> Settings:
    """The settings in a file, below a prefix of it; paths in it are relative to the folder."""
    import tomllib

    from scaffold_server.toml_places import places

    try:
        text, problems = read_text(file, tree)
    except OSError as error:
        problem = SettingsProblem(1, 1, f"cannot be read: {error.strerror or error}")
        return Settings(file=file, problems=(problem,))
    if problems:
        return Settings(file=file, problems=tuple(SettingsProblem(1, 1, each.message) for each in problems))
    text = text.removeprefix("\ufeff")
    try:
        table: object = tomllib.loads(text)
        source = Source(file, text, prefix, places(text))
    except tomllib.TOMLDecodeError as error:
        return Settings(file=file, problems=(_syntax(str(error), text),))
    except ValueError:  # tomllib leaves to Python what it cannot make a whole number of
        return Settings(file=file, problems=(SettingsProblem(1, 1, "a number of too many digits"),))
    except RecursionError:
        return Settings(file=file, problems=(SettingsProblem(1, 1, "nested too deeply"),))
    for key in prefix:
        table = table.get(key) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        source.wrong((), f"`{prefix[-1]}` must be a table, not {word(table)}")
        table = {}
    settings = Settings(*read(source, table, folder), file=file)
    return replace(settings, problems=tuple(sorted(source.problems)), origins=source.origins)


def _syntax(message: str, text: str) -> SettingsProblem:
    """The problem that ``tomllib`` complains of; at the last line where it expected more."""
    at = _AT.search(message)
    if at is not None and at[1]:
        line, column = int(at[1]), int(at[2])
    else:
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    said = message[: at.start()] if at else message
    return SettingsProblem(line, column, f"no TOML: {said[:1].lower()}{said[1:]}")
