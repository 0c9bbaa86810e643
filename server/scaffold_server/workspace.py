"""One content root and what was found in it so far; what is known stays known until something changes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold_rules.check import found, left
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import kind_of
from scaffold_rules.project import Project, face
from scaffold_server.baseline import Baseline, baseline_of
from scaffold_server.files import Root, files_of
from scaffold_server.ruff import Answers, sources_of
from scaffold_server.settings import Settings

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding

MOST_ANSWERS = 5000
"""How many snippets' worth of ruff's answers are kept; beyond that it is asked again."""


@dataclass(slots=True)
class Known:
    """What was found in a document, as long as it stays as it is."""

    document: Document
    local: list[Finding]
    crossing: list[Finding] | None = None
    """What the rules that look across files found; None when it must be looked for again."""


@dataclass(slots=True)
class Workspace:
    """One content root and what is known of it."""

    root: Root
    project: Project
    config: Config = field(default_factory=Config)
    names: str = ""
    """Where the names of a project without content come from, in words."""
    known: dict[str, Known] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    baseline: Baseline = field(default_factory=Baseline)
    stamps: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Time and size of every file when it was last looked at."""

    ruff: dict[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    """What ruff found in the Python snippets it was asked about; the project sees it grow."""

    def __post_init__(self) -> None:
        self.project = replace(self.project, ruff=self.ruff)
        self.stamps = stamps(self.root)
        self.rebase()

    def rebase(self) -> None:
        """Go by the baseline as it is on disk now; the documents that it says something new of are looked at again."""
        before, self.baseline = self.config.baseline, baseline_of(self.settings)
        after = self.baseline.below(self.root.path)
        if before != after:
            self.config = replace(self.config, baseline=after)
            for path in {*before, *after} & self.known.keys():
                if before.get(path) != after.get(path):
                    self.known[path].crossing = None

    def relative(self, path: Path) -> str | None:
        """A path below the root with forward slashes, or None for one outside."""
        try:
            return path.relative_to(self.root.path).as_posix()
        except ValueError:
            return None

    def absolute(self, path: str) -> Path:
        """The file of a path below the root."""
        return self.root.path / path

    def replace(self, path: str, document: Document | None) -> None:
        """Take in a changed, new or (None) vanished document; what others know of it is looked for again."""
        before = self.project.documents.get(path)
        if document is None:
            if before is None:
                return
            self.project = self.project.without(path)
            self.known.pop(path, None)
        else:
            self.project = self.project.with_document(document)
        if before is None or document is None or face(before) != face(document):
            for known in self.known.values():
                known.crossing = None
        else:
            for known in self.known.values():
                if known.crossing and any(other.path == path for f in known.crossing for other in f.related):
                    known.crossing = None

    def touched(self) -> list[Path]:
        """The files of the root that are new, gone or changed since this was last asked."""
        before, self.stamps = self.stamps, stamps(self.root)
        different = {path for path in before.keys() | self.stamps.keys() if before.get(path) != self.stamps.get(path)}
        return [self.absolute(path) for path in sorted(different)]

    def findings(self, path: str) -> list[Finding]:
        """Everything wrong with a document; what is known already is not looked for again."""
        return self.told(path, self.config)

    def told(self, path: str, config: Config) -> list[Finding]:
        """The same, of which a configuration may hide less."""
        document = self.project.documents[path]
        known = self.known.get(path)
        if known is None or known.document is not document:
            known = Known(document, found(document, self.project, self.config, crossing=False))
            self.known[path] = known
        if known.crossing is None:
            known.crossing = found(document, self.project, self.config, crossing=True)
        return left(document, self.project, sorted([*known.local, *known.crossing], key=_order), config)

    def stale(self) -> Iterator[str]:
        """The documents whose findings must be looked for again."""
        for path, document in self.project.documents.items():
            known = self.known.get(path)
            if known is None or known.document is not document or known.crossing is None:
                yield path

    def unasked(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Document by document, what ruff has not been asked about yet."""
        for path, document in list(self.project.documents.items()):
            yield path, tuple(source for source in sources_of([document]) if source not in self.ruff)

    def answered(self, sources: Iterable[str], answers: Answers, paths: Iterable[str]) -> None:
        """Take in what ruff found in some sources (nothing where it failed); their documents are looked at again."""
        if len(self.ruff) > MOST_ANSWERS:
            self.ruff.clear()
        self.ruff.update({source: answers.get(source, ()) for source in sources})
        for path in paths:
            if path in self.known:
                self.known[path].crossing = None


def stamps(root: Root) -> dict[str, tuple[int, int]]:
    """Time of change (nanoseconds) and size (bytes) of every file of a root that is of a known kind."""
    found = {}
    for path in files_of(root)[0]:
        if kind_of(path, root.layout) is not None:
            try:
                status = (root.path / path).stat()
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.span, finding.rule, finding.message)
