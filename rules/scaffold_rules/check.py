"""The whole linter: one document, in its project, under a configuration, to findings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from scaffold_rules.finding import Finding, Severity, in_order
from scaffold_rules.registry import RULES
from scaffold_rules.suppress import suppress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scaffold_rules.config import Config
    from scaffold_rules.documents.document import Document
    from scaffold_rules.project import Project
    from scaffold_rules.rule import Rule


def check(document: Document, project: Project, config: Config) -> list[Finding]:
    """Everything that is wrong with a document, sorted by place; suppressed findings are left out."""
    return suppress(document, found(document, project, config), config)


def found(document: Document, project: Project, config: Config, *, crossing: bool | None = None) -> list[Finding]:
    """The findings before suppression.

    ``crossing`` True runs only the rules that look across files, False only the others.
    """
    return in_order(
        finding
        for rule in rules_for(document)
        if (crossing is None or rule.crosses is crossing) and config.runs(rule, document.path)
        for finding in _run(rule, document, project, config)
    )


def rules_for(document: Document) -> tuple[Rule[Any], ...]:
    """The rules that look at documents of a document's class."""
    cls: Any = type(document)
    return _rules_for(cls)


@cache
def _rules_for(cls: type[Any]) -> tuple[Rule[Any], ...]:
    return tuple(rule for rule in RULES if issubclass(cls, rule.on))


def _run(rule: Rule[Any], document: Document, project: Project, config: Config) -> list[Finding]:
    arguments = (document, project) if rule.crosses else (document,)
    severity = config.severity_of(rule.name, document.path)
    upstream = rule.upstream[0] if rule.upstream else None
    return [
        replace(
            finding,
            rule=finding.rule or rule.name,
            path=document.path,
            severity=severity if severity is not None else _first(finding.severity, rule.severity),
            upstream=finding.upstream or upstream,
        )
        for finding in _guarded(rule, arguments, config.options_of(rule.name))
    ]


def _first(*severities: Severity | None) -> Severity:
    return next(severity for severity in severities if severity is not None)


def _guarded(rule: Rule[Any], arguments: tuple[Any, ...], options: Mapping[str, Any]) -> Iterator[Finding]:
    """The findings of a rule; a crash of ours becomes one finding that says which rule, and the others go on."""
    try:
        yield from rule.find(*arguments, **options)
    except Exception as error:  # noqa: BLE001 - whatever a rule does, the rest of the linter goes on
        message = f"`{rule.name}` crashed on this file ({type(error).__name__}: {error}); please report it"
        yield Finding(arguments[0].start, message, Severity.ERROR, rule="internal-error", data={"rule": rule.name})
