"""Real git repositories with a little content."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import tree

ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
}
"""git without anything of the machine's user."""

PATH = os.environ.get("PATH", os.defpath)

STEPS = {
    "content/methodology/.keep": "",
    "content/pipeline/pre/plan.md": tree.step("plan"),
    "content/pipeline/pre/build.md": tree.step("build", 120, "plan"),
    "content/pipeline/pre/ship.md": tree.step("ship", 130, "build"),
}
"""Three steps, each after the other."""


class Repo:
    """A repository in a folder."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes] | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")
        if files is not None:
            self.commit(files)

    def git(self, *arguments: str, check: bool = True, **environment: str) -> str:
        """What a git command prints."""
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, "PATH": PATH, **ALONE, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Files on disk, and nowhere else."""
        tree.written(self.folder, files)

    def stage(self, files: Mapping[str, str | bytes]) -> None:
        """Files on disk and in the next commit."""
        self.write(files)
        self.git("add", "--", *files)

    def commit(self, files: Mapping[str, str | bytes], *, hooks: bool = False) -> str:
        """A commit of files; what git and its hooks say."""
        self.stage(files)
        return self.git("commit", "--quiet", "--message=more", *(() if hooks else ("--no-verify",)))

    def edit(self, path: str, old: str, new: str) -> None:
        """Another text on disk."""
        file = self.folder / path
        text = file.read_bytes().decode()
        assert old in text
        file.write_bytes(text.replace(old, new).encode())
