"""The last line: how many findings of which severity, in how many files, and by whose names they were judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scaffold_server.lint import Run
    from scaffold_server.report import Look


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
    names = dict.fromkeys(result.names for result in run.results if result.names)
    text += (f" (names from {' and '.join(names)})" if names else "") + ".\n"
    without = any(result.without_ruff for result in run.results)
    return text + (
        "Python snippets: our own rules alone, for there is no ruff (`pip install ruff`).\n" if without else ""
    )


def counted(number: int, word: str) -> str:
    """A number with its word: ``1 file``, ``2 files``; what cannot be counted (``info``) stays as it is."""
    return f"{number} {word}{'' if number == 1 or word == 'info' else 's'}"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
