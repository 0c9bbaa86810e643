"""The baseline on the command line: which file, what is wrong with it, and writing it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from scaffold_server.baseline import Baseline, read_baseline, write_baselines
from scaffold_server.cli.exits import Exit
from scaffold_server.lint import Run
from scaffold_server.report.summary import counted


def asked_baseline(file: Path | None, *, none: bool) -> Baseline | None:
    """The baseline that the command line names, one without a file for ``--no-baseline``, None to leave it to settings."""
    if none and file is not None:
        raise click.UsageError("--baseline and --no-baseline exclude each other")
    if file is not None:
        return read_baseline(file, "--baseline")
    return Baseline() if none else None


def wrong_baselines(run: Run, *, write: bool) -> bool:
    """Say what is wrong with the baseline files, each once; whether anything is. One that is to be written may be missing."""
    baselines = [result.baseline for result in run.results]
    complaints = dict.fromkeys(it.complaint for it in baselines if it.complaint and not (write and it.missing))
    for complaint in complaints:
        click.echo(f"Error: {complaint}", err=True)
    return bool(complaints)


def write_known(run: Run) -> Run:
    """Write what a run found into its baselines, and give back the run as it is with them: only bugs of ours are left."""
    if nameless := [result.base for result in run.results if result.baseline.file is None]:
        where = f"for {nameless[0]}: --baseline FILE, or `baseline` in its settings"
        raise click.UsageError(f"--write-baseline does not know which file {where}")
    written: dict[Baseline, Baseline] = {}
    try:
        for before, after in write_baselines(run):
            written[before] = after
            click.echo(f"{after.shown}: {_difference(before, after)}.", err=True)
    except OSError as error:
        click.echo(f"Error: cannot write the baseline: {error}", err=True)
        sys.exit(Exit.USAGE)
    results = []
    for result in run.results:
        left = tuple(finding for finding in result.findings if finding.rule == "internal-error")
        known = tuple(finding for finding in result.findings if finding.rule != "internal-error")
        after = next(it for it in written.values() if it.file == result.baseline.file)
        results.append(replace(result, findings=left, hidden=(*result.hidden, *known), baseline=after))
    return replace(run, results=tuple(results))


def _difference(before: Baseline, after: Baseline) -> str:
    """What writing a baseline has changed."""
    from collections import Counter

    old, new = Counter(before.entries), Counter(after.entries)
    count = counted(new.total(), "known finding")
    return f"{count}, {(new - old).total()} added, {(old - new).total()} removed"
