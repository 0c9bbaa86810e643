"""The one mutable object: what is on disk, what is open in the editor, and what was found in it so far."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scaffold_rules.check import found, left
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout, kind_of
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project, face
from scaffold_server.baseline import Baseline, baseline_of
from scaffold_server.files import Root, files_of, read_document, read_project
from scaffold_server.lint import as_set, dated
from scaffold_server.roots import root_of, roots_of
from scaffold_server.ruff import Answers, sources_of
from scaffold_server.settings import SETTINGS_FILES, Settings, merged, settings_for
from scaffold_server.untitled import home_of

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding
    from scaffold_schemas import Version

MOST_ANSWERS = 5000
"""How many snippets' worth of ruff's answers are kept; beyond that it is asked again."""

log = logging.getLogger("scaffold-lint")


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


@dataclass(slots=True)
class Loose(Workspace):
    """A document that no file holds, in a project that nobody else sees: that of its host, and itself where it would be
    saved.
    """

    own: str = ""
    file: Path = Path()
    """What the session calls the document."""
    host: Workspace | None = None
    seen: Project | None = None
    """The host's project that it was put into."""

    def __post_init__(self) -> None:
        """Nothing of it is on disk."""

    def absolute(self, path: str) -> Path:
        """The session's name for the document, the host's file for any other path."""
        if path == self.own:
            return self.file
        return self.host.absolute(path) if self.host else Path(path)

    def unasked(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What ruff has not been asked about yet; its host asks about all else."""
        document = self.project.documents[self.own]
        yield self.own, tuple(source for source in sources_of([document]) if source not in self.ruff)


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


def _complain(complaint: str) -> None:
    """Say in the log what is wrong with a file of the user's, if anything."""
    if complaint:
        log.error("%s", complaint)


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.span, finding.rule, finding.message)


@dataclass(slots=True)
class Open:
    """A document as the editor has it. ``uri`` is the client's own spelling, ``language`` the client's word; the path of
    one that no file holds is its URI.
    """

    uri: str
    path: Path
    text: str
    version: int
    language: str = ""


@dataclass
class Session:
    """All that the server remembers. What was ``chosen``, with ``version`` and ``package``, wins over settings files."""

    workspaces: dict[Path, Workspace] = field(default_factory=dict)
    open: dict[Path, Open] = field(default_factory=dict)
    loose: dict[Path, Loose] = field(default_factory=dict)
    chosen: Config = field(default_factory=Config)
    version: Version | None = None
    package: Path | None = None

    def workspace_of(self, path: Path) -> Workspace | None:
        """The innermost workspace that a path belongs to."""
        inside = [w for folder, w in self.workspaces.items() if path.is_relative_to(folder)]
        return max(inside, key=lambda w: len(w.root.path.parts), default=None)

    def add_folder(self, folder: Path) -> list[Workspace]:
        """Read the roots in a workspace folder; those that are known already stay as they are."""
        return [added for root in roots_of(folder) if (added := self.add_root(root)) is not None]

    def add_root(self, root: Root) -> Workspace | None:
        """Read a root, or None when it is known already."""
        if root.path in self.workspaces:
            return None
        settings = settings_for(root.path)
        _complain(settings.complaint)
        root, names, source = as_set(root, settings, self.version, self.package)
        config = dated(merged(settings.config, self.chosen))
        workspace = Workspace(root, read_project(root, names), config, source, settings=settings)
        self.workspaces[root.path] = workspace
        _complain(workspace.baseline.complaint)
        for opened in self.open.values():
            if self.workspace_of(opened.path) is workspace:
                self._parse(opened, None)
        return workspace

    def remove_folder(self, folder: Path) -> list[Workspace]:
        """Forget the roots in a workspace folder; gives back what was forgotten."""
        gone = [w for path, w in self.workspaces.items() if path.is_relative_to(folder)]
        for workspace in gone:
            del self.workspaces[workspace.root.path]
        return gone

    def edit(self, uri: str, path: Path, text: str, version: int, at: int | None = None, language: str = "") -> None:
        """Take in a document as the editor has it; ``at`` is the offset of the edit."""
        opened = Open(uri, path, text, version, language)
        self.open[path] = opened
        if not path.is_absolute():
            self._set_loose(opened, at)
            return
        if self.workspace_of(path) is None:
            self._adopt(path)
        self._parse(opened, at)

    def _adopt(self, path: Path) -> None:
        """Read the root of a file that was opened outside every workspace folder."""
        for folder in path.parents:
            root = root_of(folder)
            if root is not None and kind_of(path.relative_to(folder).as_posix(), root.layout) is not None:
                self.add_root(root)
                return

    def _set_loose(self, opened: Open, at: int | None) -> None:
        """Give a document that no file holds a project of its own."""
        host, before = next(iter(self.workspaces.values()), None), self.loose.get(opened.path)
        ruff = host.ruff if host else (before.ruff if before else {})
        seen = host.project if host else None
        if seen is None:
            from scaffold_schemas.catalogue import catalogue

            project = Project({}, Layout("content/"), catalogue(None), complete=False, ruff=ruff)
        else:
            project = seen
        home = home_of(opened.text, opened.language, project.layout)
        document = parse(home.path, opened.text, project.layout, edited=at) if home else None
        if home is None or document is None:
            self.loose.pop(opened.path, None)
            return
        config = host.config if host else dated(Config())
        config = config.with_only(*home.only) if home.only else config
        root = host.root if host else Root(opened.path, project.layout)
        project = project.with_document(document)
        self.loose[opened.path] = Loose(
            root, project, config, ruff=ruff, own=home.path, file=opened.path, host=host, seen=seen
        )

    def _parse(self, opened: Open, at: int | None) -> None:
        workspace = self.workspace_of(opened.path)
        if workspace is None:
            return
        relative = workspace.relative(opened.path)
        if relative is not None:
            document = parse(relative, opened.text, workspace.root.layout, edited=at)
            if document is not None:
                workspace.replace(relative, document)

    def close(self, path: Path) -> None:
        """Let the disk's text count again."""
        self.open.pop(path, None)
        if self.loose.pop(path, None) is None:
            self.refresh(path)

    def refresh(self, path: Path) -> None:
        """Take in a file as it is on disk now, unless the editor has it open; settings count once they are saved."""
        if path.name in SETTINGS_FILES or any(path == it.baseline.file for it in self.workspaces.values()):
            self.configure()
        workspace = self.workspace_of(path)
        if workspace is None or path in self.open:
            return
        relative = workspace.relative(path)
        if relative is None or kind_of(relative, workspace.root.layout) is None:
            return
        document = read_document(workspace.root, relative) if path.is_file() else None
        known = workspace.project.documents.get(relative)
        if known is None or document is None or known.text != document.text:
            workspace.replace(relative, document)

    def configure(self) -> None:
        """Go by settings files and baselines as they are on disk now; a root whose settings changed is read again."""
        for folder, workspace in tuple(self.workspaces.items()):
            root = root_of(folder)
            if root is not None and settings_for(folder) != workspace.settings:
                del self.workspaces[folder]
                self.add_root(root)
            else:
                before = workspace.baseline
                workspace.rebase()
                _complain(workspace.baseline.complaint if workspace.baseline != before else "")

    def sweep(self) -> list[Path]:
        """Take in every file that changed on disk since it was last looked at; gives back which."""
        changed = []
        self.configure()
        for workspace in tuple(self.workspaces.values()):  # a settings file among them makes others of them
            for path in workspace.touched():
                if path not in self.open:
                    self.refresh(path)
                    changed.append(path)
        return changed

    def document(self, path: Path) -> tuple[Workspace, Document] | None:
        """The document of a path and its workspace."""
        if path in self.loose:
            return self._loose_document(path)
        workspace = self.workspace_of(path)
        relative = workspace.relative(path) if workspace else None
        if workspace is None or relative is None or relative not in workspace.project.documents:
            return None
        return workspace, workspace.project.documents[relative]

    def _loose_document(self, path: Path) -> tuple[Workspace, Document]:
        """A document that no file holds, in its host's project as it is now."""
        loose, opened = self.loose[path], self.open[path]
        host = next(iter(self.workspaces.values()), None)
        if (host.project if host else None) is not loose.seen:
            self._set_loose(opened, None)
            loose = self.loose.get(path, loose)
        return loose, loose.project.documents[loose.own]
