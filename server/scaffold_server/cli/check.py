"""``scaffold-lint check``: lint files and folders."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from scaffold_rules.config import Config
from scaffold_rules.finding import Severity
from scaffold_server.cli.choices import named_rules, release
from scaffold_server.cli.exits import Exit
from scaffold_server.cli.fixing import add_ignores, apply_fixes, show_fixes
from scaffold_server.cli.known import asked_baseline, write_known, wrong_baselines
from scaffold_server.cli.output import deliver, output
from scaffold_server.cli.progress import progress_on_terminal
from scaffold_server.files import root_at
from scaffold_server.lint import Result, Run, lint
from scaffold_server.report import FORMATS

LEVELS = {severity.word: severity for severity in sorted(Severity, reverse=True)}


@click.command(epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage, 3 nothing to lint, 70 a bug of ours.")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--only", metavar="RULES", multiple=True, help="Run just these rules or families.")
@click.option("--select", metavar="RULES", multiple=True, help="Also run these rules that are off by default ('all').")
@click.option("--ignore", metavar="RULES", multiple=True, help="Do not run these rules or families.")
@click.option(
    "--fail-on",
    type=click.Choice([*LEVELS, "never"]),
    help="The least severity that makes the exit code 1.  [default: that of the settings, else warning]",
)
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    help="How to report.  [default: full; github in GitHub's runners]",
)
@click.option("--output-file", metavar="FILE", type=click.Path(path_type=Path), help="Write the report into FILE.")
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Say nothing of the findings that FILE knows.  [default: that of the settings]",
)
@click.option("--no-baseline", is_flag=True, help="Say everything, whatever baseline the settings name.")
@click.option("--write-baseline", is_flag=True, help="Write what is found into the baseline, and forget what is fixed.")
@click.option("--statistics", is_flag=True, help="Show how often each rule found something.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, then report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also fixes that may change the meaning.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--add-ignore", is_flag=True, help="Silence by comments what is left at or above --fail-on.")
@click.option("--content-version", metavar="X.Y.Z", help="Judge by this release of scaffold, not the content's own.")
@click.option(
    "--package",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The scaffold package whose names a project uses.",
)
@click.option("--color/--no-color", default=None, help="Colour or none; default: where there is a terminal.")
def check(  # noqa: PLR0917 - click passes them by name
    paths: tuple[Path, ...],
    only: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    output_format: str | None,
    output_file: Path | None,
    baseline: Path | None,
    no_baseline: bool,
    write_baseline: bool,
    statistics: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    add_ignore: bool,
    content_version: str | None,
    package: Path | None,
    color: bool | None,
) -> None:
    """Lint scaffold content and project files in PATHS (default: the current folder).

    Each content root that a path is in, or that lies below it, is read as a whole; what is reported is what lies at
    or below the path. RULES are names such as overlay/unknown-step or families such as overlay, separated by commas.
    """
    config = Config(
        only=named_rules(only, "--only"),
        select=named_rules(select, "--select"),
        ignore=named_rules(ignore, "--ignore"),
    )
    version = release(content_version)
    if package is not None and ((root := root_at(package.absolute())) is None or not root.layout.content):
        raise click.BadParameter(f"{package} is no scaffold package: it has no content", param_hint="--package")
    if unsafe_fixes and not (fix or diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if write_baseline and (diff or no_baseline):
        raise click.UsageError(f"--write-baseline does not go with {'--diff' if diff else '--no-baseline'}")
    known = asked_baseline(baseline, none=no_baseline)
    where = (paths or (Path(),), config)
    with progress_on_terminal() as progress:
        package = package and package.absolute()
        again = partial(lint, *where, version=version, package=package, baseline=known, progress=progress)
        run = again()
    wrong = any([_wrong_settings(run), wrong_baselines(run, write=write_baseline)])
    if not run.checked:
        click.echo(f"Nothing to lint in {', '.join(map(str, paths)) or 'the current folder'}.", err=True)
        sys.exit(Exit.USAGE if wrong else Exit.NOTHING)
    least = partial(_level, fail_on)
    if diff:
        changes = add_ignores(run, least, diff=True) if add_ignore else show_fixes(run, unsafe=unsafe_fixes)
        sys.exit(Exit.USAGE if wrong else Exit.FINDINGS if changes else Exit.CLEAN)
    if fix and not wrong and apply_fixes(run, unsafe=unsafe_fixes):
        run = again()
    if add_ignore and not wrong and add_ignores(run, least, diff=False):
        run = again()
    if write_baseline and not wrong:
        run = write_known(run)
    deliver(run, output(output_format, output_file, color, statistics=statistics))
    if run.crashed:
        sys.exit(Exit.BUG)
    if wrong:
        sys.exit(Exit.USAGE)
    sys.exit(Exit.FINDINGS if _fails(run, fail_on) else Exit.CLEAN)


def _wrong_settings(run: Run) -> bool:
    """Say what is wrong with the settings files, each once; whether anything is. Nothing is fixed by such a file."""
    complaints = dict.fromkeys(result.settings.complaint for result in run.results if result.settings.problems)
    for complaint in complaints:
        click.echo(f"Error: {complaint}", err=True)
    return bool(complaints)


def _fails(run: Run, fail_on: str | None) -> bool:
    """Whether a root has a finding at or above the level that was asked for, else that of its settings."""
    return any(Run((result,)).fails(_level(fail_on, result)) for result in run.results)


def _level(fail_on: str | None, result: Result) -> Severity | None:
    """The severity that was asked for, else that of a root's settings; None for never."""
    return LEVELS.get(fail_on or result.settings.fail_on)
