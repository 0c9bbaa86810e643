"""Names of rules and families as a user types them, checked against what there is."""

from __future__ import annotations

import click

from scaffold_rules.explain import known_names
from scaffold_rules.suggest import did_you_mean, nearest


def named_rules(values: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The rules and families in an option's values, several separated by commas; unknown ones are refused."""
    names = tuple(name for value in values for name in value.replace(",", " ").split())
    for name in names:
        if name != "all" and name not in known_names():
            raise click.BadParameter(unknown(name), param_hint=option)
    return names


def unknown(name: str) -> str:
    """What to say about a name that is no rule."""
    return f"unknown rule or family `{name}`{did_you_mean(nearest(name, known_names()))}"
