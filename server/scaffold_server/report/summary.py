"""The last line: how many findings of which severity, in how many files, and by whose names they were judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from scaffold_server.baseline import removable
from scaffold_server.report.excerpt import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scaffold_rules.fingerprint import Trait
    from scaffold_server.baseline import Baseline
    from scaffold_server.lint import Run
    from scaffold_server.report import Look

MOST_REMOVABLE = 5
"""How many entries of a baseline that are fixed are named."""


def summary(run: Run, look: Look) -> str:
    """The summary of a run, a line or two."""
    files = counted(run.checked, "file")
    counts = [counted(count, severity.word) for severity, count in run.counts.items() if count]
    if counts:
        hit = len({placed.path for placed in run.placed})
        text = f"Found {_listed(counts)} in {hit} of {files}"
        text = click.style(text, bold=True) if look.color else text
        text += f"; {run.fixable} can be fixed" if run.fixable else ""
    else:
        text = f"Nothing to report in {files}"
        text = click.style(text, fg="green", bold=True) if look.color else text
    text += _hidden(run)
    names = dict.fromkeys(result.names for result in run.results if result.names)
    text += (f" (names from {' and '.join(names)})" if names else "") + ".\n"
    text += "".join(_removable(baseline, entries) for baseline, entries in removable(run))
    reason = next((result.without_ruff for result in run.results if result.without_ruff), "")
    return text + (f"Python snippets: our own rules alone, for {reason}.\n" if reason else "")


def _hidden(run: Run) -> str:
    """How many findings are hidden, and by what."""
    count = sum(len(result.hidden) for result in run.results)
    files = dict.fromkeys(result.baseline.shown for result in run.results if result.hidden)
    return f"; {count} hidden by {_listed([*files])}" if count else ""


def _removable(baseline: Baseline, entries: Sequence[Trait]) -> str:
    """What a baseline need not know any more, the first few entries by name."""
    one = len(entries) == 1
    count = f"{len(entries)} {'entry' if one else 'entries'} of {baseline.shown} {'is' if one else 'are'} fixed"
    shown = [f"  {entry.path}: {entry.rule}: {entry.text}" for entry in entries[:MOST_REMOVABLE]]
    more = len(entries) - MOST_REMOVABLE
    shown += [f"  and {more} more"] if more > 0 else []
    lines = "\n".join(map(printable, shown))
    return f"{count} and can be removed (`--write-baseline`):\n{lines}\n"


def counted(number: int, word: str) -> str:
    """A number with its word: ``1 file``, ``2 files``; what cannot be counted (``info``) stays as it is."""
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
