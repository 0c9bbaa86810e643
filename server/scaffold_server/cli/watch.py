"""``check --watch``: the same report again whenever something changes on disk, from what is known already."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scaffold_rules.baseline import split
from scaffold_server.cli.exits import Exit
from scaffold_server.lint import NO_RUFF, Result, Run, crashes_once, unread
from scaffold_server.ruff import ask, ruff_command
from scaffold_server.scope import Scope, absolute, is_in, wanted
from scaffold_server.settings import shown

if TYPE_CHECKING:
    from scaffold_rules.finding import Finding
    from scaffold_server.session import Session
    from scaffold_server.workspace import Workspace

EVERY = 0.3
"""Seconds between two looks at the disk, at least."""
SHARE = 20
"""A look that takes longer is rarer: this many times as long is waited for the next one."""


def watch(session: Session, paths: Sequence[Path], show: Callable[[Run], None]) -> Exit:
    """Show what is found in some paths, again and again, until the user has had enough."""
    gc.enable()  # this process stays
    logging.getLogger("scaffold-lint").addHandler(logging.NullHandler())  # complaints are shown with each report
    parts = {root.path: parts for root, parts in wanted(paths, Scope()).items()}
    try:
        for path in parts:
            session.add_folder(path)
        if not any(workspace.project.documents for workspace in session.workspaces.values()):
            click.echo("Nothing to lint.", err=True)
            return Exit.NOTHING
        while True:
            run = _run(session, paths, {path: parts.get(path, ("",)) for path in session.workspaces})
            click.clear()
            show(run)
            click.echo("Watching; Ctrl-C ends it.", err=True)
            _wait(session)
    except KeyboardInterrupt:
        click.echo(err=True)
        return Exit.CLEAN


def _wait(session: Session) -> None:
    """Come back when something changed; it is then taken in."""
    while True:
        before = _goes_by(session)
        started = time.monotonic()
        if session.sweep() or _goes_by(session) != before:
            return
        time.sleep(max(EVERY, SHARE * (time.monotonic() - started)))


def _goes_by(session: Session) -> object:
    """What is not in the files that are linted: settings and baselines."""
    return [(workspace.settings, workspace.baseline) for workspace in session.workspaces.values()]


def _run(session: Session, paths: Sequence[Path], parts: dict[Path, tuple[str, ...]]) -> Run:
    results = tuple(_result(workspace, parts[path]) for path, workspace in session.workspaces.items())
    return Run(results, tuple(map(absolute, paths)))


def _result(workspace: Workspace, parts: tuple[str, ...]) -> Result:
    """What is found in parts of a root; only what a change may have touched is looked at again."""
    checked = tuple(path for path in sorted(workspace.project.documents) if any(is_in(path, part) for part in parts))
    unasked = {path: sources for path, sources in workspace.unasked() if sources and path in checked}
    sources = tuple(dict.fromkeys(chain.from_iterable(unasked.values())))
    workspace.answered(sources, ask(sources, workspace.root.path), unasked)
    unhidden = replace(workspace.config, baseline={})
    findings: list[Finding] = []
    hidden: list[Finding] = []
    for path in checked:
        document = workspace.project.documents[path]
        told = split(document, workspace.told(path, unhidden), workspace.config.baseline.get(path, ()))
        findings += [*unread(document), *told.left]
        hidden += told.hidden
    return Result(
        workspace.root,
        workspace.project,
        shown(workspace.root.path),
        checked,
        tuple(crashes_once(findings)),
        workspace.names,
        without_ruff=NO_RUFF if workspace.ruff and ruff_command(workspace.root.path) is None else "",
        config=workspace.config,
        settings=workspace.settings,
        baseline=workspace.baseline,
        hidden=tuple(hidden),
    )
