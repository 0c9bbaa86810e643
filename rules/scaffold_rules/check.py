"""The whole linter: one document, in its project, under a configuration, to findings."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from scaffold_rules.baseline import split
from scaffold_rules.documents.document import Document, MarkdownDocument, YamlDocument
from scaffold_rules.finding import Finding, Severity, in_order
from scaffold_rules.python.ruff import RESTING, ruff_sources
from scaffold_rules.registry import RULES
from scaffold_rules.suppress import MARK, suppress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scaffold_rules.config import Config
    from scaffold_rules.project import Project
    from scaffold_rules.rule import Rule


def check(document: Document, project: Project, config: Config) -> list[Finding]:
    """Everything that is wrong with a document, sorted by place, without what is suppressed or in the baseline."""
    return left(document, project, found(document, project, config), config)


def left(document: Document, project: Project, findings: list[Finding], config: Config) -> list[Finding]:
    """What of a document's findings neither its author has silenced nor the baseline hides."""
    told = _unsuppressed(document, project, findings, config)
    known = config.baseline.get(document.path)
    return split(document, told, known).left if known else told


def _unsuppressed(document: Document, project: Project, findings: list[Finding], config: Config) -> list[Finding]:
    if not document.names_scaffold or MARK not in document.text:
        return findings
    ran = frozenset(rule.name for rule in _chosen(document, config) if _could_run(rule, document, project))
    rested = frozenset(rule.name for rule in rules_for(document) if rule.default) - ran
    known = tuple(dict.fromkeys(word for rule in RULES for word in (rule.name, rule.family)))
    return suppress(document, findings, config, ran, rested, known)


def _could_run(rule: Rule[Any], document: Document, project: Project) -> bool:
    """Whether a rule had what it needs to find anything: the names of the whole project, ruff's answers."""
    if rule.name in RESTING and isinstance(document, MarkdownDocument):
        return all(source in project.ruff for source in ruff_sources(document))
    return project.knows_names or not rule.crosses


def found(document: Document, project: Project, config: Config, *, crossing: bool | None = None) -> list[Finding]:
    """The findings before suppression.

    ``crossing`` True runs only the rules that look across files, False only the others.
    """
    findings: list[Finding] = []
    for rule in _concerned(document, _chosen(document, config)):
        if crossing is None or rule.crosses is crossing:
            findings += [_judged(each, rule, document, config) for each in _run(rule, document, project, config)]
    return in_order(findings)


def rules_for(document: Document) -> tuple[Rule[Any], ...]:
    """The rules that look at documents of a document's class."""
    cls: Any = type(document)
    return _rules_for(cls)


@cache
def _rules_for(cls: type[Any]) -> tuple[Rule[Any], ...]:
    return tuple(rule for rule in RULES if issubclass(cls, rule.on))


_OF_ANY_FILE = frozenset({Document, YamlDocument, MarkdownDocument})


def _chosen(document: Document, config: Config) -> tuple[Rule[Any], ...]:
    """The rules for a document that the configuration lets run; of a file that is skipped as a whole, those for any."""
    chosen = _permitted(document, config)
    if isinstance(document, MarkdownDocument) and document.unread:
        return tuple(rule for rule in chosen if rule.on in _OF_ANY_FILE)
    return chosen


def _permitted(document: Document, config: Config) -> tuple[Rule[Any], ...]:
    """The rules for a document's class; asked once per class where no path has settings."""
    if config.paths:
        return tuple(rule for rule in rules_for(document) if config.runs(rule, document.path))
    cls = type(document)
    chosen = config.chosen.get(cls)
    if chosen is None:
        chosen = config.chosen[cls] = tuple(rule for rule in rules_for(document) if config.runs(rule, ""))
    return chosen


def _concerned(document: Document, rules: tuple[Rule[Any], ...]) -> Iterator[Rule[Any]]:
    """Those of the rules that can find something in a document; what several ask it is asked once."""
    answers: dict[Callable[[Any], bool], bool] = {}
    for rule in rules:
        where = rule.where
        if where is None:
            yield rule
            continue
        if where not in answers:
            try:
                answers[where] = where(document)
            except Exception:  # noqa: BLE001 - the rules break on it in the same way, and are named
                answers[where] = True
        if answers[where]:
            yield rule


def _run(rule: Rule[Any], document: Document, project: Project, config: Config) -> list[Finding]:
    """The findings of a rule; a crash of ours becomes one finding that says which rule, and the others go on."""
    found: list[Finding] = []
    try:
        options = config.options.get(rule.name, _NONE)
        found += rule.find(document, project, **options) if rule.crosses else rule.find(document, **options)
    except Exception as error:  # noqa: BLE001 - whatever a rule does, the rest of the linter goes on
        message = f"`{rule.name}` crashed on this file ({type(error).__name__}: {error}); please report it"
        crash = Finding(document.start, message, Severity.ERROR, rule="internal-error", data={"rule": rule.name})
        found.append(crash)
    return found


_NONE: Mapping[str, Any] = {}


def _judged(finding: Finding, rule: Rule[Any], document: Document, config: Config) -> Finding:
    """A finding with what its rule leaves out, at the severity the configuration wants."""
    wanted = config.severity_of(rule.name, document.path) if finding.rule != "internal-error" else None
    own = rule.severity if finding.severity is None else finding.severity
    return replace(
        finding,
        rule=finding.rule or rule.name,
        path=document.path,
        severity=own if wanted is None else wanted,
        upstream=finding.upstream or (rule.upstream[0] if rule.upstream else None),
    )
