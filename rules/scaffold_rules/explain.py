"""What the rules say about themselves: their names, and their pages as Markdown for docs, terminal and editor."""

from __future__ import annotations

import importlib
import inspect
import json
import re
from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from scaffold_rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold_rules.rule import Rule

_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<language>[\w+-]+) (?P<path>\S+)(?P<flags>[^\n]*)$", re.MULTILINE)
_CODE = re.compile(r"`[^`]+`|([|])")


def sorted_rules() -> tuple[Rule[Any], ...]:
    """All rules by name."""
    return tuple(sorted(RULES, key=lambda rule: rule.name))


def named_rules(name: str) -> tuple[Rule[Any], ...]:
    """The rule of a name, or all rules of a family; nothing for what is neither."""
    return tuple(rule for rule in sorted_rules() if name in {rule.name, rule.family})


def families() -> tuple[str, ...]:
    """The families, by name."""
    return tuple(dict.fromkeys(rule.family for rule in sorted_rules()))


def known_names() -> tuple[str, ...]:
    """Everything a rule or several can be called by: families first, then rules."""
    return (*families(), *(rule.name for rule in sorted_rules()))


def about(family: str) -> str:
    """What a family of rules is about: its package says it in a sentence."""
    return inspect.cleandoc(importlib.import_module(f"scaffold_rules.{family.replace('-', '_')}").__doc__ or "")


def page(rule: Rule[Any], level: int = 1) -> str:
    """The page of a rule as Markdown, its heading at a level."""
    parts = [
        f"# {rule.name}",
        facts(rule),
        _FENCE.sub(_captioned, rule.page).replace("\n## With\n", "\n## Beside it\n"),
    ]
    if rule.options:
        lines = "\n".join(f"| `{name}` | `{json.dumps(_plain(value))}` |" for name, value in rule.options.items())
        parts.append(f"## Options\n\n| name | default |\n|---|---|\n{lines}")
    text = "\n\n".join(part.strip() for part in parts) + "\n"
    return text if level == 1 else _deeper(text, level - 1)


def facts(rule: Rule[Any]) -> str:
    """Severity, fix, default and upstream's names for it, in a line."""
    words = [f"**{rule.severity.word}**"]
    if rule.fixable:
        words.append("has a fix")
    if not rule.default:
        words.append("off by default")
    if rule.upstream:
        words.append(f"upstream: {', '.join(f'`{code}`' for code in rule.upstream)}")
    return " · ".join(words)


def family_page(family: str) -> str:
    """A family and the pages of all its rules."""
    pages = (page(rule, 2) for rule in named_rules(family))
    return "\n".join((f"# {family}\n", *([f"{about(family)}\n"] if about(family) else []), *pages))


def index() -> str:
    """The table of all rules as Markdown, a table per family, with links to the pages beside it."""
    parts = [f'# Rules\n\nThere are {len(RULES)}. A name reads well after "allow"; ✎ marks rules that have a fix.\n']
    for family, rules in groupby(sorted_rules(), key=lambda rule: rule.family):
        text = about(family)
        parts.append(f"## {family}\n\n{text + chr(10) * 2 if text else ''}{_table(rules)}")
    return "\n".join(parts)


def _table(rules: Iterable[Rule[Any]]) -> str:
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {rule.severity.word}{'' if rule.default else ', off'} "
        f"| {'✎' if rule.fixable else ''} | {_CODE.sub(_escaped, rule.summary)} |"
        for rule in rules
    ]
    return "\n".join(("| rule | severity | fix | what it finds |", "|---|---|---|---|", *rows, ""))


def _escaped(match: re.Match[str]) -> str:
    return match.group().replace("|", "\\|")


def _captioned(match: re.Match[str]) -> str:
    """A fence that says which file it is, as a line above it instead of in its info string."""
    path = match["path"]
    if "/" not in path and "." not in path:
        return match.group()
    flags = f" ({match['flags'].strip()})" if match["flags"].strip() else ""
    return f"`{path}`{flags}:\n\n{match['fence']}{match['language']}"


def _plain(value: object) -> object:
    """An option's default as it is written in settings."""
    if isinstance(value, (frozenset, set)):
        return sorted(value, key=str)
    return dict(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value


def _deeper(text: str, by: int) -> str:
    """Markdown with its headings some levels deeper; fences stay as they are."""
    inside: str | None = None
    lines = []
    for line in text.split("\n"):
        mark = re.match(r" {0,3}(`{3,}|~{3,})", line)
        if mark and inside is None:
            inside = mark[1]
        elif mark and inside and mark[1].startswith(inside) and not line.strip().strip(mark[1][0]):
            inside = None
        lines.append("#" * by + line if inside is None and re.match(r"#{1,5} ", line) else line)
    return "\n".join(lines)
