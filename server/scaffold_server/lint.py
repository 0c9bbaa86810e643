"""From paths to findings in one call: what the command line and the hook do. Reads the disk, prints nothing."""

from __future__ import annotations

import gc
import posixpath
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scaffold_rules.baseline import split
from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.consequences import Change, consequences
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.python.ruff import RESTING
from scaffold_rules.registry import RULES
from scaffold_server import ruff
from scaffold_server.baseline import Baseline, baseline_of
from scaffold_server.files import installed_package, read_project, silent
from scaffold_server.scope import Scope, absolute, is_in, project_at, project_before, wanted
from scaffold_server.settings import Settings, merged, settings_for, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scaffold_rules.documents.document import Document
    from scaffold_rules.project import Names, Project
    from scaffold_schemas import Version
    from scaffold_server.files import Progress, Root


NO_RUFF = "there is no ruff (`pip install ruff`)"


class Placed(NamedTuple):
    """A finding with the document it is in and the path that leads there, as it is shown."""

    path: str
    finding: Finding
    document: Document
    result: Result


@dataclass(frozen=True, eq=False)
class Result:
    """What one content root gave: the whole root is read, ``checked`` are the paths whose findings were asked for. Findings
    of others have ``data["because"]``: the changes that brought them about.

    ``base`` is the root's path as it is shown; ``names`` says where a project's names come from, empty when the root
    defines them itself.
    """

    root: Root
    project: Project
    base: str
    checked: tuple[str, ...]
    findings: tuple[Finding, ...]
    names: str = ""
    without_ruff: str = ""
    """Why ruff said nothing of the Python snippets there are; empty when it did."""
    config: Config = field(default_factory=Config)
    """What the root was checked by: its settings file, and what was chosen over it."""
    settings: Settings = field(default_factory=Settings)
    baseline: Baseline = field(default_factory=Baseline)
    hidden: tuple[Finding, ...] = ()
    """What was found and is in the baseline: it counts nowhere."""

    def shown(self, path: str) -> str:
        """A path below the root as it is shown."""
        return posixpath.normpath(posixpath.join(self.base, path))

    @property
    def placed(self) -> Iterator[Placed]:
        """The findings, each with its place."""
        for finding in self.findings:
            yield Placed(self.shown(finding.path), finding, self.project.documents[finding.path], self)


@dataclass(frozen=True, eq=False)
class Run:
    """Everything one call found, root by root; ``paths`` are what it was asked to look at."""

    results: tuple[Result, ...]
    paths: tuple[Path, ...] = ()

    @property
    def placed(self) -> tuple[Placed, ...]:
        """All findings, by path and place."""
        found = [placed for result in self.results for placed in result.placed]
        return tuple(sorted(found, key=lambda it: (it.path, it.finding.span, it.finding.rule, it.finding.message)))

    @property
    def checked(self) -> int:
        """How many documents were looked at."""
        return sum(len({*result.checked, *(f.path for f in result.findings)}) for result in self.results)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the worst first."""
        found = [severity_of(finding) for result in self.results for finding in result.findings]
        return {severity: found.count(severity) for severity in sorted(Severity, reverse=True)}

    @property
    def fixable(self) -> int:
        """How many findings have one obvious fix."""
        return sum(1 for result in self.results for f in result.findings if f.fix and "because" not in f.data)

    @property
    def crashed(self) -> bool:
        """Whether a rule of ours broke down."""
        return any(finding.rule == "internal-error" for result in self.results for finding in result.findings)

    def fails(self, level: Severity | None) -> bool:
        """Whether there is a finding at or above a level; None never fails."""
        return level is not None and any(count for severity, count in self.counts.items() if severity >= level)


def severity_of(finding: Finding) -> Severity:
    """The severity ``check`` has filled in."""
    return Severity.ERROR if finding.severity is None else finding.severity


def lint(
    paths: Sequence[Path],
    config: Config | None = None,
    *,
    version: Version | None = None,
    package: Path | None = None,
    baseline: Baseline | None = None,
    progress: Progress = silent,
    scope: Scope | None = None,
) -> Run:
    """Lint files and folders; each root is read as a whole, and what lies at or below the paths is reported, with what
    files that were named, or changed, bring about in others.

    ``version`` is the release the content is judged by, where not its own; ``package`` is the installed package whose
    names a project draws on, where it is not to be looked for; ``baseline`` goes for all roots, one without a file hides
    nothing. These and the configuration win over a settings file. ``scope`` is what is read instead of the disk. Raises
    GitError where git is needed and fails.
    """
    scope = scope or Scope()
    asked = _Asked(config or Config(), version, package, baseline, progress, scope)
    with _without_collection():
        results = tuple(_result(root, parts, asked) for root, parts in wanted(paths, scope).items())
        return Run(results, tuple(map(absolute, paths)))


class _Asked(NamedTuple):
    """What holds for all roots of a run."""

    config: Config
    version: Version | None
    package: Path | None
    baseline: Baseline | None
    progress: Progress
    scope: Scope


def _result(root: Root, parts: tuple[str, ...], asked: _Asked) -> Result:
    settings = settings_for(root.path, root.tree)
    config = dated(merged(settings.config, asked.config))
    baseline = baseline_of(settings, root.tree) if asked.baseline is None else asked.baseline
    known = baseline.below(root.path)
    root, names, source = as_set(root, settings, asked.version, asked.package)
    answers: dict[str, tuple[Mapping[str, Any], ...]] = {}
    project = replace(project_at(root, parts, names, asked.scope, asked.progress), ruff=answers)
    before = project_before(project, root, parts, asked.scope)
    checked = tuple(
        path
        for path, document in sorted(project.documents.items())
        if path in parts or (any(is_in(path, part) for part in parts) and not _same(document, before, asked.scope))
    )
    wanted = any(config.runs(rule, "") for rule in RULES if rule.name in RESTING)
    of_ruff = {path: ruff.sources_of([project.documents[path]]) if wanted else () for path in checked}
    running = ruff.start(tuple(dict.fromkeys(chain.from_iterable(of_ruff.values()))), root.path)
    silence = "ruff gave no answer (0.12 or newer is needed)" if running else NO_RUFF
    findings: list[Finding] = []
    hidden: list[Finding] = []
    for done, path in enumerate(sorted(checked, key=lambda path: bool(of_ruff[path]))):  # ruff's last: it is at work
        asked.progress("checking", done, len(checked))
        if running is not None and of_ruff[path]:
            answers.update(running.answers())
            running = None
        document = project.documents[path]
        told = split(document, check(document, project, config), known.get(path, ()))
        findings += [*unread(document), *told.left]
        hidden += told.hidden
    config = replace(config, baseline=known)
    findings += [f for f in _brought_about(project, before, config, asked.scope) if f.path not in of_ruff]
    missing = silence if any(of_ruff.values()) and not answers else ""
    found = tuple(crashes_once(findings))
    places = (root, project, shown(root.path), checked)
    return Result(*places, found, source, missing, config, settings, baseline, tuple(hidden))


def _brought_about(project: Project, before: Project | None, config: Config, scope: Scope) -> Iterator[Finding]:
    """What the files that changed do to others; without a commit to compare with, those that were named count as changed."""
    if before is None:
        return
    for finding in consequences(before, project, config):
        changes: Any = finding.data["because"]
        if scope.before is None:
            changes = tuple(Change(change.after, change.after) for change in changes)
        yield replace(finding, data={**finding.data, "because": changes})


def _same(document: Document, before: Project | None, scope: Scope) -> bool:
    """Whether a document is one that a change left alone."""
    return scope.before is not None and before is not None and before.documents.get(document.path) is document


def as_set(
    root: Root, settings: Settings, version: Version | None = None, package: Path | None = None
) -> tuple[Root, Names | None, str]:
    """A root as its settings want it read, the names it draws on and where they come from; a release and a package that
    are asked for win over the settings.
    """
    names, source, version = names_of(root, version or settings.version, package or settings.package)
    layout = replace(root.layout, version=version or root.layout.version, project_types=settings.project_types)
    return replace(root, layout=layout), names, source


def names_of(root: Root, version: Version | None, package: Path | None) -> tuple[Names | None, str, Version | None]:
    """The names a root draws on from outside, where they come from in words, and the release that judges it."""
    if root.layout.content is not None:
        return None, "", version
    installed = installed_package(root.path, str(package) if package else None)
    if installed is not None:
        version = version or installed.layout.version
        return read_project(installed), f"{_dotted(installed.layout.version)} in {shown(installed.path)}", version
    from scaffold_schemas.catalogue import catalogue

    names = catalogue(version)
    return names, f"the bundled catalogue of {_dotted(names.version)}", version


def _dotted(version: Version | None) -> str:
    return ".".join(map(str, version)) if version else "the content"


def unread(document: Document) -> Iterator[Finding]:
    """A bug of ours that kept a file from being read, as a finding."""
    for problem in document.problems:
        if problem.rule == "internal-error":
            data = {"rule": document.path}
            yield Finding(
                document.start, problem.message, Severity.ERROR, rule=problem.rule, path=document.path, data=data
            )


def crashes_once(findings: list[Finding]) -> Iterator[Finding]:
    """The findings, with one alone for each rule of ours that broke down, however many files it broke on."""
    seen: set[object] = set()
    for finding in findings:
        if finding.rule == "internal-error":
            if finding.data.get("rule") in seen:
                continue
            seen.add(finding.data.get("rule"))
        yield finding


def dated(config: Config) -> Config:
    """The configuration with today's date for the rules that ask for it: rules have no clock of their own."""
    today = datetime.now(UTC).date().isoformat()
    missing = [rule for rule in RULES if "today" in rule.options and not config.options_of(rule.name).get("today")]
    options = {rule.name: {**config.options_of(rule.name), "today": today} for rule in missing}
    return replace(config, options={**config.options, **options}) if options else config


@contextmanager
def _without_collection() -> Iterator[None]:
    """No cycle collection while a run builds what it keeps to its end: it would walk all of it and free nothing."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
