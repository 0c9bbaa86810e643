"""What ``check`` does besides reporting: fixes applied or shown, findings silenced."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from scaffold_server.cli.screen import write
from scaffold_server.lint import severity_of
from scaffold_server.repair import Repair, difference, repairs, silences, write_back
from scaffold_server.write import Unwritten

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scaffold_rules.finding import Finding, Severity
    from scaffold_server.lint import Result, Run


def show_fixes(run: Run, *, unsafe: bool) -> bool:
    """Write what fixing would change as a difference; whether it would change anything."""
    changed = False
    for repair in repairs(run, unsafe=unsafe):
        _complain(repair)
        if repair.applied:
            changed = True
            write(difference(repair))
    return changed


def apply_fixes(run: Run, *, unsafe: bool, write_them: bool = True) -> dict[Path, bytes]:
    """Write the fixes back, where that is wanted; the new bytes of the files that changed. What cannot be written is said
    and left as it was.
    """
    written: list[Repair] = []
    for repair in repairs(run, unsafe=unsafe):
        _complain(repair)
        if repair.applied and (not write_them or _written(repair, "fixed")):
            written.append(repair)
    count = sum(len(repair.applied) for repair in written)
    if written:
        click.echo(f"Fixed {_number(count, 'finding')} in {_number(len(written), 'file')}.", err=True)
    return {it.result.root.path / it.path: it.after.encode("utf-8", "surrogatepass") for it in written}


def add_ignores(run: Run, level: Callable[[Result], Severity | None], *, diff: bool) -> bool:
    """Silence the findings at or above a root's level by comments, or (``diff``) show them; whether there are any."""

    def wanted(result: Result, finding: Finding) -> bool:
        least = level(result)
        return least is not None and severity_of(finding) >= least

    written: list[Repair] = []
    left: list[Repair] = []
    for repair in silences(run, wanted):
        if repair.refused:
            left.append(repair)
        if diff and repair.applied:
            write(difference(repair))
        if repair.applied and (diff or _written(repair, "silenced")):
            written.append(repair)
    if written and not diff:
        count = sum(len(repair.applied) for repair in written)
        click.echo(f"Silenced {_number(count, 'finding')} in {_number(len(written), 'file')}.", err=True)
    if left:
        click.echo(_in_settings(left), err=True)
    return bool(written)


def _in_settings(left: list[Repair]) -> str:
    """What no comment can silence, as the settings that do."""
    tables = "".join(
        f"\n[[paths]]\nglob = {json.dumps(repair.path, ensure_ascii=False)}\n"
        f"ignore = {json.dumps(sorted({finding.rule for finding in repair.refused}))}\n"
        for repair in left
    )
    count = sum(len(repair.refused) for repair in left)
    return f"{_number(count, 'finding')} cannot be silenced by a comment; this in scaffold-lint.toml does it:\n{tables}"


def _written(repair: Repair, done: str) -> bool:
    """Write a file back; why not is said."""
    try:
        write_back(repair)
    except (OSError, Unwritten) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        click.echo(f"{repair.shown}: not {done}: {reason}", err=True)
        return False
    return True


def _complain(repair: Repair) -> None:
    """Say what is our fault: a fix that would break the file, rules that undo each other."""
    if repair.refused:
        rules = ", ".join(dict.fromkeys(finding.rule for finding in repair.refused))
        click.echo(f"{repair.shown}: a fix would break the file and is left out ({rules}); please report it", err=True)
    if not repair.converged:
        click.echo(f"{repair.shown}: the fixes do not come to an end; please report it", err=True)


def _number(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
