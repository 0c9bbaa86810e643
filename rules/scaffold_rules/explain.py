"""What the rules say about themselves: their names, and each rule's page as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scaffold_rules.registry import RULES

if TYPE_CHECKING:
    from scaffold_rules.rule import Rule


def known_names() -> tuple[str, ...]:
    """Every name by which a finding, or a family of them, can be called."""
    names = [rule.name for rule in RULES]
    return tuple(dict.fromkeys([*(name.partition("/")[0] for name in names), *names]))
