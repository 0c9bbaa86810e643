"""What a settings file says, value by value: validated, each complaint with its place and the nearest right word."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.config import Config, PathSettings
from scaffold_rules.explain import known_names
from scaffold_rules.finding import Severity
from scaffold_rules.registry import RULES
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas import Version, parse_version
from scaffold_server.files import is_folder, root_at
from scaffold_server.settings_source import WORDS, Source, shown, word

if TYPE_CHECKING:
    from scaffold_server.toml_places import Place

KEYS = (
    "select",
    "ignore",
    "severity",
    "options",
    "paths",
    "content-version",
    "package",
    "project-types",
    "baseline",
    "roots",
    "fail-on",
)
PATH_KEYS = ("glob", "ignore", "severity")
SEVERITIES = {severity.word: severity for severity in sorted(Severity, reverse=True)}
_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Said(NamedTuple):
    """What a settings file says; the default where it says nothing, or something wrong."""

    config: Config
    version: Version | None
    package: Path | None
    project_types: tuple[str, ...]
    roots: tuple[Path, ...]
    fail_on: str
    baseline: Path | None


def read(source: Source, table: Mapping[str, object], folder: Path) -> Said:
    """What a table says; paths in it are relative to the folder, and what is wrong is noted in the source."""
    _known_keys(source, (), table, KEYS)
    got = {key: value for key, value in table.items() if key in KEYS}
    config = Config(
        select=_rules(source, ("select",), got["select"]) if "select" in got else (),
        ignore=_rules(source, ("ignore",), got["ignore"]) if "ignore" in got else (),
        severity=_levels(source, ("severity",), got["severity"]) if "severity" in got else {},
        options=_options(source, got["options"]) if "options" in got else {},
        paths=_paths(source, got["paths"]) if "paths" in got else (),
    )
    return Said(
        config,
        _version(source, got["content-version"]) if "content-version" in got else None,
        _package(source, got["package"], folder) if "package" in got else None,
        _project_types(source, got["project-types"]) if "project-types" in got else (),
        _roots(source, got["roots"], folder) if "roots" in got else (),
        _fail_on(source, got["fail-on"]) if "fail-on" in got else "warning",
        _baseline(source, got["baseline"], folder) if "baseline" in got else None,
    )


def _known_keys(source: Source, path: Place, table: Mapping[str, object], keys: tuple[str, ...]) -> None:
    for key in table:
        if key not in keys:
            hint = did_you_mean(nearest(key, keys)) or f"; there are {', '.join(f'`{known}`' for known in keys)}"
            source.wrong((*path, key), f"unknown key `{key}`{hint}")


def _rules(source: Source, path: Place, value: object) -> tuple[str, ...]:
    """The known rules and families in a list."""
    if not isinstance(value, list):
        source.is_a(list, value, path, "a list of rules or families")
        return ()
    source.gives(*path)
    return tuple(
        item
        for index, item in enumerate(value)
        if source.is_a(str, item, (*path, index), "the name of a rule or family")
        and (item == "all" or _is_rule(source, (*path, index), item))
    )


def _is_rule(source: Source, path: Place, name: str, *, families: bool = True) -> bool:
    """Whether a rule (or family) is called so; noted when none is."""
    known = known_names() if families else tuple(rule.name for rule in RULES)
    if name in known:
        return True
    word = name.replace("_", "-").lower()
    near = tuple(each for each in known if each.endswith(f"/{word}")) or nearest(name, known)
    source.wrong(path, f"unknown rule {'or family ' if families else ''}`{name}`{did_you_mean(near[:3])}")
    return False


def _levels(source: Source, path: Place, value: object) -> dict[str, Severity]:
    """The severities of rules and families in a table."""
    levels: dict[str, Severity] = {}
    if not isinstance(value, dict):
        source.is_a(dict, value, path, "a table of rules or families and their severities")
        return levels
    for name, level in value.items():
        here = (*path, name)
        if _is_rule(source, here, name) and source.is_a(str, level, here, "a severity"):
            if level in SEVERITIES:
                levels[name] = SEVERITIES[level]
                source.gives(*here)
            else:
                source.wrong(here, f"`{level}` is no severity{_choice(level, tuple(SEVERITIES))}")
    return levels


def _choice(word: str, words: tuple[str, ...]) -> str:
    return did_you_mean(nearest(word, words)) or f"; there are {', '.join(f'`{each}`' for each in words)}"


def _options(source: Source, value: object) -> dict[str, dict[str, object]]:
    """The options of rules in a table of tables; keys may be written with a hyphen for the underscore."""
    found: dict[str, dict[str, object]] = {}
    if not isinstance(value, dict):
        source.is_a(dict, value, ("options",), "a table of rules and their options")
        return found
    by_name = {rule.name: rule for rule in RULES}
    for name, given in value.items():
        here = ("options", name)
        if not _is_rule(source, here, name, families=False):
            continue
        if not isinstance(given, dict):
            source.is_a(dict, given, here, "a table of options")
            continue
        defaults = by_name[name].options
        for key, wanted in given.items():
            option = key.replace("-", "_")
            if option not in defaults:
                hint = _choice(key, tuple(defaults)) if defaults else "; it has none"
                source.wrong((*here, key), f"unknown option `{key}` of `{name}`{hint}")
                continue
            accepted = _option(source, (*here, key), option, wanted, defaults[option])
            if accepted is not None:
                found.setdefault(name, {})[option] = accepted
                line = source.place((*here, key))[0]
                source.origins[f"options.{name}.{option}"] = f"{shown(source.file)}:{line}"
    return found


def _option(source: Source, path: Place, option: str, value: object, default: object) -> object | None:
    """A value of the default's type, or None (noted) for one of another; a table is laid over the default's."""
    if option == "today":
        return _day(source, path, value)
    if isinstance(default, (tuple, frozenset)):
        if not isinstance(value, list):
            source.is_a(list, value, path, "a list of strings")
            return None
        items = [each for n, each in enumerate(value) if source.is_a(str, each, (*path, n), "a string")]
        return frozenset(items) if isinstance(default, frozenset) else tuple(items)
    if isinstance(default, Mapping):
        if not isinstance(value, dict):
            source.is_a(dict, value, path, "a table")
            return None
        kind = next((type(each) for each in default.values()), int)
        right = {k: each for k, each in value.items() if source.is_a(kind, each, (*path, k), WORDS.get(kind, "other"))}
        return {**default, **right}
    kind = type(default)
    return value if source.is_a(kind, value, path, WORDS.get(kind, "other")) else None


def _day(source: Source, path: Place, value: object) -> str | None:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(str(value))).isoformat()[:10]
    except ValueError:
        source.wrong(path, f"`{path[-1]}` must be a date such as 2026-01-31, not {word(value)}")
        return None


def _paths(source: Source, value: object) -> tuple[PathSettings, ...]:
    """The per-path settings; an entry without a glob is none."""
    if not isinstance(value, list):
        source.is_a(list, value, ("paths",), "written as `[[paths]]`")
        return ()
    found = []
    for index, entry in enumerate(value):
        here = ("paths", index)
        if not isinstance(entry, dict):
            source.is_a(dict, entry, here, "a table")
            continue
        _known_keys(source, here, entry, PATH_KEYS)
        glob = entry.get("glob")
        if glob is None:
            source.wrong(here, "`glob` is missing: for which files is this?")
        ignore = _rules(source, (*here, "ignore"), entry["ignore"]) if "ignore" in entry else ()
        severity = _levels(source, (*here, "severity"), entry["severity"]) if "severity" in entry else {}
        if glob is not None and source.is_a(str, glob, (*here, "glob"), "a string"):
            found.append(PathSettings(glob, ignore, severity))
            source.origins[f"paths.{len(found) - 1}"] = f"{shown(source.file)}:{source.place((*here, 'glob'))[0]}"
    return tuple(found)


def _version(source: Source, value: object) -> Version | None:
    path = ("content-version",)
    version = None
    if isinstance(value, str):
        version = parse_version(value)
        if version is None:
            source.wrong(path, f"`{value}` is no release such as 3.54.0")
        else:
            source.gives(*path)
    else:
        source.is_a(str, value, path, 'a string such as "3.54.0"')
    return version


def _package(source: Source, value: object, folder: Path) -> Path | None:
    path = ("package",)
    if not isinstance(value, str):
        source.is_a(str, value, path, "a path")
        return None
    try:
        package = Path(os.path.normpath(folder / Path(value).expanduser()))
        root = root_at(package)
    except (OSError, RuntimeError, ValueError):
        root = None
    if root is None or not root.layout.content:
        source.wrong(path, f"`{value}` is no scaffold package: it has no content")
        return None
    source.gives(*path)
    return root.path


def _project_types(source: Source, value: object) -> tuple[str, ...]:
    path = ("project-types",)
    if not isinstance(value, list):
        source.is_a(list, value, path, "a list of names")
        return ()
    source.gives(*path)
    found = []
    for index, item in enumerate(value):
        if source.is_a(str, item, (*path, index), "a name"):
            if _SLUG.fullmatch(item):
                found.append(item)
            else:
                source.wrong((*path, index), f"`{item}` is no name such as `web-app`: lower case and hyphens")
    return tuple(found)


def _roots(source: Source, value: object, folder: Path) -> tuple[Path, ...]:
    """The folders in a list that are there, absolute."""
    path = ("roots",)
    if not isinstance(value, list):
        source.is_a(list, value, path, "a list of folders")
        return ()
    source.gives(*path)
    found = []
    for index, item in enumerate(value):
        here = (*path, index)
        if source.is_a(str, item, here, "a folder"):
            root = Path(os.path.normpath(folder / item))
            if is_folder(root):
                found.append(root)
            else:
                source.wrong(here, f"there is no folder `{item}`")
    return tuple(found)


def _fail_on(source: Source, value: object) -> str:
    path = ("fail-on",)
    if isinstance(value, str) and (value in SEVERITIES or value == "never"):
        source.gives(*path)
        return value
    if source.is_a(str, value, path, "a severity or `never`"):
        source.wrong(path, f"`{value}` is no severity{_choice(str(value), (*SEVERITIES, 'never'))}")
    return "warning"


def _baseline(source: Source, value: object, folder: Path) -> Path | None:
    """The file that holds the baseline, which need not be there yet."""
    path = ("baseline",)
    if not source.is_a(str, value, path, "the path of a file"):
        return None
    try:
        file = Path(os.path.normpath(folder / Path(str(value)).expanduser()))
    except RuntimeError:
        file = folder
    if file == folder or "\0" in str(value):
        source.wrong(path, f"`{value}` is no path of a file")
        return None
    source.gives(*path)
    return file
