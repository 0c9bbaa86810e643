"""Baseline files: findings that were known when the file was written, so that only new ones are reported.

The first line names the format; every other line is an entry, a JSON object with ``path`` (relative to the file's folder),
``rule`` and ``line`` (the text, not the number). Order means nothing, and equal findings have equal lines: a merge may keep
the lines of both sides.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.fingerprint import Trait, trait_of
from scaffold_rules.python.ruff import RESTING
from scaffold_rules.registry import RULES
from scaffold_server.files import read_text
from scaffold_server.settings_source import shown
from scaffold_server.tree import DISK
from scaffold_server.write import write_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scaffold_rules.finding import Finding
    from scaffold_server.lint import Result, Run
    from scaffold_server.settings import Settings
    from scaffold_server.tree import Tree

FORMAT = "scaffold-lint baseline"
VERSION = 1
MOST_PROBLEMS = 10
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


class BaselineProblem(NamedTuple):
    """One thing that is wrong with a baseline file; line and column count from 1."""

    line: int
    column: int
    message: str


@dataclass(frozen=True)
class Baseline:
    """What a baseline file says; without a file it is that of a run that has none. ``named_in`` says who named the file.

    The paths of ``entries`` are relative to the file's folder.
    """

    file: Path | None = None
    named_in: str = ""
    entries: tuple[Trait, ...] = ()
    problems: tuple[BaselineProblem, ...] = ()
    missing: bool = False

    @property
    def folder(self) -> Path:
        """The folder that paths are relative to."""
        return self.file.parent if self.file else Path()

    @property
    def shown(self) -> str:
        """The file as it is shown."""
        return shown(self.file) if self.file else ""

    @property
    def complaint(self) -> str:
        """One error about what is wrong with the file; empty when nothing is."""
        if self.missing:
            return f"{self.named_in}: there is no baseline {self.shown}; `--write-baseline` writes it"
        if not self.problems:
            return ""
        places = [f"  {self.shown}:{p.line}:{p.column}: {p.message}" for p in self.problems[:MOST_PROBLEMS]]
        more = len(self.problems) - MOST_PROBLEMS
        places += [f"  and {more} more"] if more > 0 else []
        return "\n".join((f"wrong baseline {self.shown}; what is right in it applies:", *places))

    def below(self, root: Path) -> Mapping[str, tuple[Trait, ...]]:
        """The entries for the files below a root, by path, which is relative to the root."""
        found: dict[str, list[Trait]] = {}
        if self.file is not None and self.entries:
            below = _relative_to(root, self.folder)
            for entry in self.entries:
                if path := below(entry.path):
                    found.setdefault(path, []).append(entry._replace(path=path))
        return {path: tuple(entries) for path, entries in found.items()}


def _way(start: Path, goal: Path) -> str:
    """The relative path that leads from a folder to another, links resolved; absolute on another drive."""
    real_start, real_goal = os.path.realpath(start), os.path.realpath(goal)
    try:
        return Path(os.path.relpath(real_goal, real_start)).as_posix()
    except ValueError:
        return Path(real_goal).as_posix()


def _relative_to(root: Path, folder: Path) -> Callable[[str], str]:
    """The function that makes an entry's path, relative to a folder, one below a root; empty when it is not below it."""
    way = _way(folder, root)
    prefix = "" if way == "." else f"{way}/"
    return lambda path: path.removeprefix(prefix) if path.startswith(prefix) else ""


def read_baseline(file: Path, named_in: str, tree: Tree = DISK) -> Baseline:
    """What a baseline file says. Never raises on what it holds: what is wrong is a problem, and the rest counts."""
    baseline = Baseline(Path(os.path.abspath(file)), named_in)  # noqa: PTH100 - `..` is taken off, links stay
    try:
        text, problems = read_text(baseline.file or file, tree)
    except FileNotFoundError:
        return replace(baseline, missing=True)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return replace(baseline, problems=(BaselineProblem(1, 1, f"cannot be read: {reason}"),))
    if problems:
        return replace(baseline, problems=tuple(BaselineProblem(1, 1, each.message) for each in problems))
    first, *lines = text.removeprefix("\ufeff").split("\n")
    wrong = _wrong_format(first)
    if wrong:
        return replace(baseline, problems=(BaselineProblem(1, 1, wrong),))
    read = [_entry(number, line) for number, line in enumerate(lines, 2)]
    return replace(
        baseline,
        entries=tuple(each for each in read if isinstance(each, Trait)),
        problems=tuple(each for each in read if isinstance(each, BaselineProblem)),
    )


def baseline_of(settings: Settings, tree: Tree = DISK) -> Baseline:
    """The baseline that a settings file names."""
    if settings.baseline is None:
        return Baseline()
    return read_baseline(settings.baseline, settings.origins.get("baseline", ""), tree)


def _wrong_format(line: str) -> str:
    """What is wrong with the first line of a baseline; empty when nothing is."""
    try:
        version = json.loads(line)[FORMAT]
    except (ValueError, LookupError, TypeError, RecursionError):
        version = None
    if not isinstance(version, int) or isinstance(version, bool):
        return f"no baseline: the first line must be {_header()}"
    if version > VERSION:
        return f"written by a newer scaffold-lint (format {version}, this one knows {VERSION}): update scaffold-lint"
    return "" if version == VERSION else f"there is no format {version}"


def _header() -> str:
    return json.dumps({FORMAT: VERSION})


def _entry(number: int, line: str) -> Trait | BaselineProblem | None:
    """What a line says: an entry, nothing, or something wrong."""
    if not line.strip():
        return None
    if line.startswith(_CONFLICT):
        message = "a merge conflict: keep the lines of both sides, remove the marks"
        return BaselineProblem(number, 1, message) if line.startswith(_CONFLICT[0]) else None
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        return BaselineProblem(number, error.colno, f"no JSON: {error.msg[:1].lower()}{error.msg[1:]}")
    except ValueError:  # json leaves to Python what it cannot make a whole number of
        return BaselineProblem(number, 1, "a number of too many digits")
    except RecursionError:
        return BaselineProblem(number, 1, "nested too deeply")
    given = [value.get(key) for key in ("path", "rule", "line")] if isinstance(value, dict) else []
    texts = [each for each in given if isinstance(each, str)]
    if len(texts) < len(Trait._fields):
        return BaselineProblem(number, 1, "an entry has `path`, `rule` and `line`, all strings")
    return Trait(*texts)


def removable(run: Run) -> tuple[tuple[Baseline, tuple[Trait, ...]], ...]:
    """The entries that nothing was found for any more, by baseline; only where a run did look.

    It looked when the file was asked for, could be read, and the rule ran on it; or when the file is gone.
    """
    found = []
    for baseline, results in _by_file(run):
        hidden = Counter(trait for result in results for trait in _traits(baseline, result, result.hidden))
        looked_at = _looked_at(baseline, results, run)
        left = Counter(baseline.entries) - hidden
        entries = tuple(sorted(entry for entry in left.elements() if looked_at(entry)))
        if entries:
            found.append((baseline, entries))
    return tuple(found)


def _looked_at(baseline: Baseline, results: tuple[Result, ...], run: Run) -> Callable[[Trait], bool]:
    """The function that says whether a run would have found what an entry names."""
    folder = baseline.folder
    places = [(result, _relative_to(result.root.path, folder)) for result in results]

    def looked_at(entry: Trait) -> bool:
        for result, below in places:
            path = below(entry.path)
            if path in result.project.documents:
                return path in result.checked and _ran(entry.rule, path, result)
        file = os.path.normpath(folder / entry.path)
        return any(Path(file).is_relative_to(path) for path in run.paths) and not os.path.lexists(file)

    return looked_at if not run.crashed else lambda entry: False  # noqa: ARG005 - the same for every entry


def _ran(name: str, path: str, result: Result) -> bool:
    """Whether a rule looked at a document as far as it can; one that there is no more needs not."""
    rule = next((rule for rule in RULES if rule.name == name), None)
    if rule is None:
        return True
    if result.project.documents[path].problems or not result.config.runs(rule, path):
        return False
    if rule.family == "suppression" and result.config.only:
        return False
    return not (name in RESTING and result.without_ruff) and not (rule.crosses and not result.project.complete)


def write_baselines(run: Run) -> Iterator[tuple[Baseline, Baseline]]:
    """Write what a run found into its baselines, which keep what the run did not look at; gives back old and new.

    Raises OSError when a file cannot be written.
    """
    fixed = dict(removable(run))
    for baseline, results in _by_file(run):
        new = (trait for result in results for trait in _traits(baseline, result, result.findings))
        kept = Counter(baseline.entries) - Counter(fixed.get(baseline, ()))
        after = replace(baseline, entries=tuple(sorted([*kept.elements(), *new])), missing=False)
        if after.file is not None and after != baseline:
            write_named(after.file, "".join(_lines(after.entries)))
        yield baseline, after


def _by_file(run: Run) -> Iterator[tuple[Baseline, tuple[Result, ...]]]:
    """The baselines of a run, each with the roots that go by it."""
    found: dict[str, list[Result]] = {}
    for result in run.results:
        if result.baseline.file is not None:
            found.setdefault(os.path.realpath(result.baseline.file), []).append(result)
    for results in found.values():
        yield results[0].baseline, tuple(results)


def _traits(baseline: Baseline, result: Result, findings: Iterable[Finding]) -> Iterator[Trait]:
    """Findings of a root as entries of a baseline; a bug of ours is none."""
    way = _way(baseline.folder, result.root.path)
    for finding in findings:
        if finding.rule != "internal-error":
            path = posixpath.normpath(posixpath.join(way, finding.path))
            yield trait_of(result.project.documents[finding.path], finding, path)


def _lines(entries: Iterable[Trait]) -> Iterator[str]:
    """The lines of a baseline file, in UTF-8 where the texts have such a form."""
    yield f"{_header()}\n"
    for path, rule, text in entries:
        entry = {"path": path, "rule": rule, "line": text}
        line = json.dumps(entry, ensure_ascii=False)
        yield f"{line if line.isascii() or _is_whole(line) else json.dumps(entry)}\n"


def _is_whole(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)
