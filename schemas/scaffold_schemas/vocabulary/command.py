"""The commands of the scaffold tool, by release."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from scaffold_schemas.release import Version, existed

_AFTER_390: Version = (3, 10, 0)
"""Known to be absent from 3.9.0 and present in 3.54.0; the earliest release it can have come with."""


class Command(NamedTuple):
    """What follows ``scaffold`` on a command line."""

    name: str
    since: Version | None = None


COMMANDS = (
    Command("adopt"),
    Command("agent-ops", (3, 40, 0)),
    Command("build"),
    Command("check"),
    Command("complete"),
    Command("dashboard"),
    Command("decisions"),
    Command("doctor", _AFTER_390),
    Command("guides", (3, 30, 0)),
    Command("hooks", _AFTER_390),
    Command("info"),
    Command("init"),
    Command("knowledge"),
    Command("knowledge-freshness", (3, 29, 0)),
    Command("list"),
    Command("mq", _AFTER_390),
    Command("next"),
    Command("observe", _AFTER_390),
    Command("reset"),
    Command("rework"),
    Command("run"),
    Command("sched", _AFTER_390),
    Command("skill"),
    Command("skip"),
    Command("status"),
    Command("tia", _AFTER_390),
    Command("update"),
    Command("validate"),
    Command("validate-knowledge", (3, 29, 0)),
    Command("version"),
)

SUBCOMMANDS = MappingProxyType(
    {
        "knowledge": ("list", "show", "reset", "update"),
        "knowledge-freshness": (
            "audit-prefilter",
            "audit-run-entry",
            "audit-apply",
            "link-check",
            "lint-unsourced",
            "anti-over-rewrite",
            "deep-guidance-check",
            "bump-version",
        ),
    },
)
VALIDATE_SCOPES = ("config", "frontmatter", "state", "dependencies")


def commands(version: Version | None = None) -> tuple[str, ...]:
    """The commands of a release, in alphabetical order."""
    return tuple(command.name for command in COMMANDS if existed(command.since, None, version))
