"""``scaffold-lint doctor``: what a bug report needs, and no word of what any file says."""

from __future__ import annotations

import os
import platform
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from scaffold_server.cli.exits import Exit
from scaffold_server.cli.screen import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_server.files import Root
    from scaffold_server.settings import Settings

MOST_SECONDS = 10


class Fact(NamedTuple):
    """One line: what, and how it is."""

    what: str
    how: str


@click.command(epilog="Exit codes: 0 all is well, 2 a settings file is wrong, 3 nothing to lint.")
@click.argument("path", default=".", type=click.Path(path_type=Path, exists=True))
def doctor(path: Path) -> None:
    """Print what a bug report needs: versions, the machine, what is found at PATH and which settings count.

    Nothing of what a file says is printed, and the home folder is written as `~`.
    """
    from scaffold_server.roots import roots_of
    from scaffold_server.settings import settings_for

    _section("scaffold-lint", _program())
    _section("machine", _machine())
    roots = roots_of(path)
    wrong = False
    if not roots:
        _section(_home(path.absolute()), [Fact("roots", "none: neither content nor a `.scaffold` folder is here")])
    for root in roots:
        settings = settings_for(root.path)
        wrong = wrong or bool(settings.problems)
        _section(_home(root.path), _about(root, settings))
    sys.exit(Exit.USAGE if wrong else Exit.CLEAN if roots else Exit.NOTHING)


def _section(title: str, facts: list[Fact] | Iterator[Fact]) -> None:
    write(f"{title}\n" + "".join(f"  {fact.what:18} {fact.how}\n" for fact in facts))


def _program() -> Iterator[Fact]:
    from scaffold_schemas.version import __version__
    from scaffold_server.ruff import ruff_command

    yield Fact("version", __version__)
    yield Fact("installed in", _home(Path(__file__).parents[2]))
    yield Fact(
        "python", f"{platform.python_version()} ({platform.python_implementation()}) in {_home(Path(sys.prefix))}"
    )
    for name, version in _dependencies():
        yield Fact(name, version)
    command = ruff_command()
    yield Fact("ruff", f"{_answer(command, '--version')} in {_home(Path(command))}" if command else "not found")


def _dependencies() -> Iterator[tuple[str, str]]:
    """Name and version of each library we need, as they are installed."""
    import re
    from importlib.metadata import PackageNotFoundError, requires, version

    try:
        needed = requires("scaffold-language-server") or []
    except PackageNotFoundError:
        needed = []
    for line in needed:
        name = re.match(r"[\w.-]+", line)
        if name and "extra ==" not in line:
            try:
                yield name[0], version(name[0])
            except PackageNotFoundError:
                yield name[0], "not installed"


def _answer(command: str, *arguments: str) -> str:
    """What a program says in its first line."""
    import subprocess

    try:
        done = subprocess.run(  # noqa: S603 - a program that we run in any case
            [command, *arguments], capture_output=True, text=True, timeout=MOST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"does not answer ({type(error).__name__})"
    return (done.stdout or done.stderr).partition("\n")[0] or f"says nothing, exit code {done.returncode}"


def _machine() -> Iterator[Fact]:
    import locale

    yield Fact("system", f"{platform.system()} {platform.release()} {platform.machine()}")
    yield Fact(
        "encodings", f"output {sys.stdout.encoding}, files {sys.getfilesystemencoding()}, {locale.getlocale()[0]}"
    )
    streams = (("input", sys.stdin), ("output", sys.stdout), ("errors", sys.stderr))
    kinds = ", ".join(f"{name} {'a terminal' if stream and stream.isatty() else 'none'}" for name, stream in streams)
    yield Fact("terminal", f"{kinds}; TERM={os.environ.get('TERM', '')}")
    said = [
        f"{name}={os.environ[name]}" for name in ("NO_COLOR", "FORCE_COLOR", "CI", "PYTHONUTF8") if name in os.environ
    ]
    yield Fact("environment", " ".join(said) or "nothing that matters")


def _about(root: Root, settings: Settings) -> Iterator[Fact]:
    """What a root is and holds."""
    from scaffold_server.files import read_project
    from scaffold_server.lint import as_set

    judged_root, names, source = as_set(root, settings)
    project = read_project(judged_root, names)
    own, version = root.layout.version, judged_root.layout.version
    yield Fact("is a", root.word)
    yield Fact("release", f"{_dotted(own)}" + (f", judged by {_dotted(version)}" if version != own else ""))
    yield Fact("names", source or "its own")
    yield Fact("settings", _home(settings.file) if settings.file else "none, all defaults")
    for problem in settings.problems:
        yield Fact("", f"wrong at {problem.line}:{problem.column}")
    kinds = Counter(document.kind.value for document in project.documents.values())
    yield Fact("documents", f"{len(project.documents)}" + ("" if project.complete else ", more than can be read"))
    for kind, count in sorted(kinds.items()):
        yield Fact("", f"{count:5} {kind}")
    problems = Counter(problem.rule for document in project.documents.values() for problem in document.problems)
    for rule, count in sorted(problems.items()):
        yield Fact("problems", f"{count:5} {rule}")


def _dotted(version: tuple[int, ...] | None) -> str:
    return ".".join(map(str, version)) if version else "unknown"


def _home(path: Path) -> str:
    """A path, the home folder in it written as ``~``: reports are public."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except (ValueError, RuntimeError):
        return path.as_posix()
