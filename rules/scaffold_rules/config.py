"""The configuration as the rules see it: every value filled in, nothing left to look up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold_rules.finding import Severity
    from scaffold_rules.fingerprint import Trait
    from scaffold_rules.rule import Rule


@dataclass(frozen=True)
class PathSettings:
    """What differs for the files that match a glob (relative to the content root)."""

    glob: str
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(frozen=True)
class Config:
    """What the user chose. Rules are named by ``family/word`` or by their family alone.

    ``select`` adds rules that are off by default (``all`` means every rule), ``ignore`` takes away and wins; ``severity``
    overrides, the full name before the family; ``options`` are the keyword arguments of single rules. ``baseline`` are
    findings that were known before, by path: they stay silent.
    """

    select: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    paths: tuple[PathSettings, ...] = ()
    baseline: Mapping[str, tuple[Trait, ...]] = field(default_factory=dict)

    def runs(self, rule: Rule[object], path: str) -> bool:  # type: ignore[type-var]
        """Whether a rule looks at the file at a path."""
        if self.only:
            return named(rule.name, self.only)
        if named(rule.name, self.ignore):
            return False
        if not rule.default and not named(rule.name, self.select):
            return False
        return not any(named(rule.name, entry.ignore) for entry in self._paths_for(path))

    def severity_of(self, name: str, path: str) -> Severity | None:
        """The severity the user wants for a rule in a file, or None to leave it to the rule."""
        for levels in (*(entry.severity for entry in reversed(self._paths_for(path))), self.severity):
            family = name.partition("/")[0]
            if name in levels:
                return levels[name]
            if family in levels:
                return levels[family]
        return None

    def options_of(self, name: str) -> Mapping[str, object]:
        """The options the user gave a rule."""
        return self.options.get(name, {})

    def _paths_for(self, path: str) -> tuple[PathSettings, ...]:
        return tuple(entry for entry in self.paths if matches(path, entry.glob)) if self.paths else ()

    @cached_property
    def chosen(self) -> dict[type, tuple[Rule[Any], ...]]:
        """Which rules run on which class of documents, as far as anyone has asked; ``check`` keeps it."""
        return {}

    @cached_property
    def default(self) -> bool:
        """Whether nothing was chosen at all."""
        return self == Config()

    def with_only(self, *rules: str) -> Config:
        """The same with just these rules or families running."""
        return replace(self, only=rules)


def named(rule: str, words: tuple[str, ...]) -> bool:
    """Whether a rule is meant by one of the words: its name, its family, or ``all``."""
    return bool(words) and (rule in words or rule.partition("/")[0] in words or "all" in words)


def matches(path: str, glob: str) -> bool:
    """Whether a path (forward slashes) matches a glob.

    ``*`` and ``?`` stay in a folder, ``**`` spans folders, a folder means all that is in it; a name without a slash
    matches at any depth.
    """
    return _pattern(glob).fullmatch(path) is not None


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    plain = glob.removeprefix("./").removeprefix("/")
    anywhere = "" if "/" in glob.rstrip("/") else "(?:.*/)?"
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[!?\]?[^\]/]*\])", plain.rstrip("/"))
    try:
        return re.compile(f"{anywhere}{''.join(map(_translated, parts))}(?:/.*)?", re.DOTALL)
    except re.error:  # a range that runs backwards
        return re.compile(re.escape(glob))


def _translated(part: str) -> str:
    """A part of a glob as a regular expression."""
    match part:
        case "**/":
            return "(?:.*/)?"
        case "**":
            return ".*"
        case "*":
            return "[^/]*"
        case "?":
            return "[^/]"
    if part[:1] == "[" and part[-1:] == "]" and len(part) > 2:
        negated, inner = ("^/", part[2:-1]) if part[1] == "!" else ("", part[1:-1])
        return "[" + negated + re.sub(r"([\\\[\]^&~|])", r"\\\1", inner) + "]" if inner else re.escape(part)
    return re.escape(part)
