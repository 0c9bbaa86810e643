"""The bundled catalogues: what the content of known releases is called and how it refers to itself.

They stand in where no content is at hand, so that a project's names can be judged without the installed package.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from scaffold_schemas.facts import (
    Catalogue,
    EntryFacts,
    OverlayFacts,
    Override,
    PresetFacts,
    StepFacts,
    StepOverride,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeVar

    from scaffold_schemas.release import Version

    Fact = TypeVar("Fact")

CATALOGUED: tuple[Version, ...] = ((3, 9, 0), (3, 54, 0))
"""The releases whose content is known, oldest first."""


def catalogue(version: Version | None = None) -> Catalogue:
    """The catalogue of the newest known release that is not newer than this one; the latest where there is none."""
    return _catalogue(next((known for known in reversed(CATALOGUED) if version and known <= version), CATALOGUED[-1]))


@cache
def _catalogue(version: Version) -> Catalogue:
    path = Path(__file__).parent / "data" / f"catalogue-{'.'.join(map(str, version))}.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    return Catalogue(
        version=version,
        steps=_each(facts["steps"], _step),
        tools=_each(facts["tools"], _tool),
        knowledge=_each(facts["knowledge"], _entry),
        presets=_each(facts["presets"], _preset),
        overlays=_each(facts["overlays"], _overlay),
    )


def _each(members: Mapping[str, Any], build: Callable[[str, Any], Fact]) -> Mapping[str, Fact]:
    return MappingProxyType({name: build(name, member) for name, member in members.items()})


def _step(name: str, facts: Mapping[str, Any]) -> StepFacts:
    return _prompt(name, facts, tool=False)


def _tool(name: str, facts: Mapping[str, Any]) -> StepFacts:
    return _prompt(name, facts, tool=True)


def _prompt(name: str, facts: Mapping[str, Any], *, tool: bool) -> StepFacts:
    return StepFacts(
        name=name,
        phase=facts.get("phase"),
        order=facts.get("order"),
        dependencies=tuple(facts.get("dependencies", ())),
        reads=tuple(facts.get("reads", ())),
        knowledge=tuple(facts.get("knowledge", ())),
        outputs=tuple(facts.get("outputs", ())),
        conditional=facts.get("conditional", False),
        stateless=facts.get("stateless", False),
        tool=tool,
    )


def _entry(name: str, facts: Mapping[str, Any]) -> EntryFacts:
    return EntryFacts(name, facts["category"], tuple(facts.get("topics", ())), facts.get("volatility"))


def _step_override(_: str, facts: Mapping[str, Any]) -> StepOverride:
    return StepOverride(facts.get("enabled", False), facts.get("conditional"))


def _override(_: str, facts: Mapping[str, Any]) -> Override:
    return Override(tuple(facts.get("replace", {}).items()), tuple(facts.get("append", ())))


def _preset(stem: str, facts: Mapping[str, Any]) -> PresetFacts:
    return PresetFacts(stem, facts.get("default_depth"), _each(facts["steps"], _step_override))


def _overlay(stem: str, facts: Mapping[str, Any]) -> OverlayFacts:
    return OverlayFacts(
        stem=stem,
        kind=facts["kind"],
        project_type=facts.get("project_type"),
        domain=facts.get("domain"),
        steps=_each(facts.get("steps", {}), _step_override),
        knowledge=_each(facts.get("knowledge", {}), lambda _, names: tuple(names)),
        reads=_each(facts.get("reads", {}), _override),
        dependencies=_each(facts.get("dependencies", {}), _override),
        cross_reads=_each(facts.get("cross_reads", {}), lambda _, pairs: tuple((a, b) for a, b in pairs)),
    )
