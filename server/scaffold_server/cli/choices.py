"""What a user types on the command line, checked against what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scaffold_rules.explain import known_names
from scaffold_rules.suggest import did_you_mean, nearest
from scaffold_schemas import parse_version

if TYPE_CHECKING:
    from scaffold_schemas import Version


def known_only(names: tuple[str, ...], hint: str) -> tuple[str, ...]:
    """The names, all of them rules or families; the first that is not is refused, with the nearest ones there are."""
    for name in names:
        if name not in known_names():
            message = f"unknown rule or family `{name}`{did_you_mean(nearest_names(name))}"
            raise click.BadParameter(message, param_hint=hint)
    return names


def nearest_names(name: str) -> tuple[str, ...]:
    """The rules and families nearest to a name; a word without its family stands for the rules that end in it."""
    word = name.replace("_", "-").lower()
    ends = [known.rpartition("/")[2] for known in known_names()]
    alone = (word,) if word in ends else ()
    near = alone or nearest(name, known_names()) or nearest(word, ends)
    found = (known for meant in near for known in known_names() if known == meant or known.endswith(f"/{meant}"))
    return tuple(dict.fromkeys(found))[:3]


def named_rules(values: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The rules and families in an option's values, several separated by commas; unknown ones are refused."""
    names = tuple(name for value in values for name in value.replace(",", " ").split())
    known_only(tuple(name for name in names if name != "all"), option)
    return names


def release(text: str | None) -> Version | None:
    """The release that ``--content-version`` names, None without it; what is none is refused."""
    version = parse_version(text) if text else None
    if text and version is None:
        raise click.BadParameter(f"{text!r} is no release such as 3.54.0", param_hint="--content-version")
    return version
