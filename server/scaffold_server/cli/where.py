"""The files that ``check`` is asked about: paths and patterns, standard input, the commit in the making, what changed."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from scaffold_server.git import GitError, branched_from, commit_of, repository
from scaffold_server.scope import Scope, absolute
from scaffold_server.snapshot import Snapshot, committed, staged
from scaffold_server.tree import DISK, Tree

STDIN = "-"
HINT = "'[PATHS]...'"


class Where(NamedTuple):
    """Files and folders, and where they are read. ``stdin`` is the file that standard input stands for."""

    paths: tuple[Path, ...]
    scope: Scope
    stdin: Path | None = None

    def after(self, fixed: Mapping[Path, bytes]) -> Scope:
        """The scope with files as they are after their fixes; the disk has them already."""
        on_disk = self.scope.tree is DISK and self.stdin is None
        return self.scope if on_disk else replace(self.scope, texts={**self.scope.texts, **fixed})

    def give_back(self, fixed: Mapping[Path, bytes]) -> None:
        """Write what came in by standard input to standard output, as its fixes leave it."""
        if self.stdin is not None:
            sys.stdout.buffer.write(fixed.get(self.stdin, self.scope.texts[self.stdin]))
            sys.stdout.flush()


def where(
    paths: tuple[str, ...],
    *,
    in_commit: bool = False,
    named_only: bool = False,
    since: str | None = None,
    stdin_filename: Path | None = None,
) -> Where:
    """What the options ask for; wrong usage is refused. Without paths it is the current folder, unless ``named_only``."""
    if stdin_filename is not None:
        if in_commit or since is not None or paths not in {(), (STDIN,)}:
            raise click.UsageError("--stdin-filename is the one file that is linted")
        path = absolute(stdin_filename)
        return Where((path,), Scope(texts={path: sys.stdin.buffer.read()}), path)
    if STDIN in paths:
        raise click.UsageError("to lint standard input, say where it lies: --stdin-filename PATH")
    with git_errors("--staged" if in_commit else "--since"):
        scope = _scope(since, in_commit=in_commit) if in_commit or since is not None else Scope()
    return Where(tuple(_existing(paths, scope.tree)) if paths or named_only else (Path(),), scope)


@contextmanager
def git_errors(option: str = "git") -> Iterator[None]:
    """What git cannot do is wrong usage."""
    try:
        yield
    except GitError as error:
        raise click.UsageError(f"{option}: {error}") from error


def _scope(since: str | None, *, in_commit: bool) -> Scope:
    """The files of the commit in the making or of the disk, and those of the commit that they are compared with."""
    here = repository()
    base = here.head
    if since is not None:
        base = commit_of(since)
        if base is None:
            raise GitError(f"no commit is called {since!r} here (a shallow clone has only its newest)")
    elif os.environ.get("PRE_COMMIT_FROM_REF"):  # pre-commit in CI and before a push: nothing is staged
        base = commit_of(os.environ["PRE_COMMIT_FROM_REF"]) or base
    if base is not None and here.head is not None:
        base = branched_from(here.head, base)
    tree: Tree = staged(here) if in_commit else DISK
    return Scope(tree, before=committed(here.top, base))


def _existing(paths: tuple[str, ...], tree: Tree) -> Iterator[Path]:
    """The paths there are; patterns are expanded, for the shells that do not, and what is not there is refused.

    A file that was never staged is no part of the commit, and not asked about, although its name may be given.
    """
    for text in paths:
        path = Path(text)
        whole = absolute(path)
        if isinstance(tree, Snapshot) and not whole.is_relative_to(tree.top):
            path = whole = whole.parent.resolve() / whole.name
            if not whole.is_relative_to(tree.top):
                raise click.BadParameter(
                    f"Path {text!r} is not in the repository of the current folder.", param_hint=HINT
                )
        if tree.is_dir(whole) or tree.is_file(whole):
            yield path
        elif os.path.lexists(path):
            if not isinstance(tree, Snapshot):
                yield path
        elif glob.has_magic(text):
            found = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - hidden folders only where they are named
            if not found:
                raise click.BadParameter(f"Nothing matches {text!r}.", param_hint=HINT)
            yield from map(Path, found)
        else:
            raise click.BadParameter(f"Path {text!r} does not exist.", param_hint=HINT)
