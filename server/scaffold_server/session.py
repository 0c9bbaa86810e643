"""The one mutable object: what is on disk, what is open in the editor, and what was found in it so far."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold_rules.config import Config
from scaffold_rules.documents.kind import kind_of
from scaffold_rules.documents.parse import parse
from scaffold_server.files import Root, read_document, read_project
from scaffold_server.lint import as_set, dated
from scaffold_server.roots import root_of, roots_of
from scaffold_server.settings import SETTINGS_FILES, Settings, merged, settings_for
from scaffold_server.untitled import Loose, loose
from scaffold_server.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scaffold_rules.documents.document import Document
    from scaffold_schemas import Version

log = logging.getLogger("scaffold-lint")


def _complain(complaint: str) -> None:
    """Say in the log what is wrong with a file of the user's, if anything."""
    if complaint:
        log.error("%s", complaint)


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
    wanted: dict[Path, Mapping[str, object]] = field(default_factory=dict)
    """What the editor's user has set, by workspace folder."""

    def workspace_of(self, path: Path) -> Workspace | None:
        """The innermost workspace that a path belongs to."""
        inside = [w for folder, w in self.workspaces.items() if path.is_relative_to(folder)]
        return max(inside, key=lambda w: len(w.root.path.parts), default=None)

    def add_folder(self, folder: Path) -> list[Workspace]:
        """Read the roots in a workspace folder; those that are known already stay as they are."""
        return [added for root in roots_of(folder) if (added := self.add_root(root)) is not None]

    def settings_of(self, root: Path) -> Settings:
        """The settings of a root: those of its file, else what the editor's user wants for the folder it is in."""
        around = [folder for folder in self.wanted if root.is_relative_to(folder)]
        nearest = max(around, key=lambda folder: len(folder.parts), default=None)
        return settings_for(root, editor=self.wanted[nearest] if nearest else None)

    def add_root(self, root: Root) -> Workspace | None:
        """Read a root, or None when it is known already."""
        if root.path in self.workspaces:
            return None
        settings = self.settings_of(root.path)
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
        host = next(iter(self.workspaces.values()), None)
        found = loose(opened.path, opened.text, opened.language, host, self.loose.pop(opened.path, None), at)
        if found is not None:
            self.loose[opened.path] = found

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
            if root is not None and self.settings_of(folder) != workspace.settings:
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

    def _loose_document(self, path: Path) -> tuple[Workspace, Document] | None:
        """A document that no file holds, in its host's project as it is now."""
        host = next(iter(self.workspaces.values()), None)
        if (host.project if host else None) is not self.loose[path].seen:
            self._set_loose(self.open[path], None)
        found = self.loose.get(path)
        return (found, found.project.documents[found.own]) if found else None
