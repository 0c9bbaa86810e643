"""``scaffold-lint check``: lint files and folders."""

from __future__ import annotations

import sys
from contextlib import nullcontext, redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scaffold_rules.config import Config
from scaffold_rules.finding import Severity
from scaffold_server.cli.choices import named_rules, release
from scaffold_server.cli.exits import Exit
from scaffold_server.cli.known import asked_baseline, write_known, wrong_baselines
from scaffold_server.cli.output import Output, deliver, output
from scaffold_server.cli.progress import progress_on_terminal
from scaffold_server.cli.where import Where, git_errors, where
from scaffold_server.files import root_at
from scaffold_server.lint import Result, Run, lint
from scaffold_server.report import FORMATS

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOKED_FOR = (
    "Scaffold content is a folder `pipeline` with `methodology` or `knowledge` beside it, and `.scaffold/` in a project; "
    "`roots` in the settings names what does not look like it."
)
LEVELS = {severity.word: severity for severity in sorted(Severity, reverse=True)}


@click.command(
    epilog="Exit codes: 0 clean, 1 findings, 2 wrong usage or settings, 3 nothing to lint, 70 a bug of ours."
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
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
@click.option("--staged", is_flag=True, help="Lint what is staged, as the commit will have it.")
@click.option(
    "--named-only", is_flag=True, help="With --staged and no PATHS: only what the commit does to other files."
)
@click.option("--since", metavar="REF", help="Lint what changed since the way to HEAD left that of a commit or branch.")
@click.option(
    "--stdin-filename", type=click.Path(path_type=Path), metavar="PATH", help="Lint standard input as if it lay there."
)
@click.option("--watch", is_flag=True, help="Stay, and report again whenever something changes; Ctrl-C ends it.")
@click.option("--color/--no-color", default=None, help="Colour or none; default: where there is a terminal.")
def check(  # noqa: PLR0917 - click passes them by name
    paths: tuple[str, ...],
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
    staged: bool,
    named_only: bool,
    since: str | None,
    stdin_filename: Path | None,
    watch: bool,
    color: bool | None,
) -> None:
    """Lint scaffold content and project files in PATHS (default: the current folder).

    PATHS are files, folders, and patterns such as 'content/**/*.md'. Each content root that a path is in, or that lies
    below it, is read as a whole, without what git ignores; what is reported is what lies at or below the path. Files
    that are named or changed (--staged, --since) are linted with what they bring about in others: a name that is gone,
    an order that is no longer right. RULES are names such as overlay/unknown-step or families such as overlay, separated
    by commas.
    """
    config = Config(
        only=named_rules(only, "--only"),
        select=named_rules(select, "--select"),
        ignore=named_rules(ignore, "--ignore"),
    )
    version = release(content_version)
    if package is not None and ((root := root_at(package.absolute())) is None or not root.layout.content):
        raise click.BadParameter(f"{package} is no scaffold package: it has no content", param_hint="--package")
    _refuse_clashes(click.get_current_context().params)
    package = package and package.absolute()
    known = asked_baseline(baseline, none=no_baseline)
    to = output(output_format, output_file, color, statistics=statistics)
    if watch:
        from scaffold_server.cli.watch import watch as watched
        from scaffold_server.session import Session

        session = Session(chosen=config, version=version, package=package)
        sys.exit(watched(session, where(paths).paths, partial(_show_all, to)))
    asked = where(paths, in_commit=staged, named_only=named_only, since=since, stdin_filename=stdin_filename)
    with progress_on_terminal() as progress, git_errors():
        again = partial(lint, asked.paths, config, version=version, package=package, baseline=known)
        run = again(progress=progress, scope=asked.scope)
    wrong = any([_wrong_settings(run), wrong_baselines(run, write=write_baseline)])
    if not run.checked:
        nothing = _nothing(run, asked, to, fix=fix)
        sys.exit(Exit.USAGE if wrong else nothing)
    least = partial(_level, fail_on)
    if fix or diff or add_ignore:
        from scaffold_server.cli.fixing import add_ignores, apply_fixes, show_fixes
    if diff:
        changes = add_ignores(run, least, diff=True) if add_ignore else show_fixes(run, unsafe=unsafe_fixes)
        sys.exit(Exit.USAGE if wrong else Exit.FINDINGS if changes else Exit.CLEAN)
    if fix:
        fixed = {} if wrong else apply_fixes(run, unsafe=unsafe_fixes, write_them=asked.stdin is None)
        asked.give_back(fixed)
        with git_errors():
            run = again(scope=asked.after(fixed)) if fixed else run
    if add_ignore and not wrong and add_ignores(run, least, diff=False):
        run = again(scope=asked.scope)
    if write_baseline and not wrong:
        run = write_known(run)
    with redirect_stdout(sys.stderr) if fix and asked.stdin else nullcontext():
        deliver(run, to)
    if run.crashed:
        sys.exit(Exit.BUG)
    if wrong:
        sys.exit(Exit.USAGE)
    sys.exit(Exit.FINDINGS if _fails(run, fail_on) else Exit.CLEAN)


def _refuse_clashes(given: Mapping[str, Any]) -> None:
    """Options that do not go together are wrong usage."""
    if given["unsafe_fixes"] and not (given["fix"] or given["diff"]):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if given["write_baseline"] and (given["diff"] or given["no_baseline"]):
        raise click.UsageError(f"--write-baseline does not go with {'--diff' if given['diff'] else '--no-baseline'}")
    if given["named_only"] and not given["staged"]:
        raise click.UsageError("--named-only goes with --staged")
    if given["add_ignore"] and (given["staged"] or given["stdin_filename"]):
        raise click.UsageError(f"--add-ignore does not go with {'--staged' if given['staged'] else '--stdin-filename'}")
    others = (
        "add_ignore",
        "fix",
        "diff",
        "staged",
        "since",
        "stdin_filename",
        "baseline",
        "no_baseline",
        "write_baseline",
    )
    other = next((name for name in others if given["watch"] and given[name] not in {None, False}), None)
    if other:
        option = f"--{other.replace('_', '-')}"
        raise click.UsageError(
            f"--watch does not go with {option}: it only reports what is on disk, by the baseline of the settings"
        )


def _nothing(run: Run, asked: Where, to: Output, *, fix: bool) -> Exit:
    """Say that there is nothing to lint; after a change that is as it should be, and a report that somebody waits for."""
    if asked.scope.before is None:
        if fix:
            asked.give_back({})
        places = "the current folder" if asked.paths == (Path(),) else ", ".join(map(str, asked.paths))
        click.echo(f"Nothing to lint in {places}. {LOOKED_FOR}", err=True)
        return Exit.NOTHING
    if to.format == "full" and to.file is None:
        click.echo("Nothing that is linted has changed.", err=True)
    else:
        deliver(run, to)
    return Exit.CLEAN


def _show_all(to: Output, run: Run) -> None:
    """Deliver a run, and what is wrong with the files that it went by."""
    _wrong_settings(run)
    wrong_baselines(run, write=False)
    deliver(run, to)


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
