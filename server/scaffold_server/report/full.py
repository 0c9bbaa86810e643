"""For people: the findings of each file with the line they are in, what is wrong underlined, and what would help."""

from __future__ import annotations

import textwrap
from itertools import groupby
from typing import TYPE_CHECKING

import click

from scaffold_rules.finding import Severity
from scaffold_server.lint import severity_of
from scaffold_server.report.because import sentence
from scaffold_server.report.excerpt import excerpt, printable
from scaffold_server.report.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.finding import Finding, Fix, Related
    from scaffold_server.lint import Placed, Result, Run
    from scaffold_server.report import Look

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue", Severity.HINT: "cyan"}
GUTTER = 7
MOST_RELATED = 5


def report(run: Run, look: Look) -> Iterator[str]:
    """The findings, file by file, and the summary."""
    for path, group in groupby(run.placed, key=lambda placed: placed.path):
        yield _styled(look, printable(path), bold=True, underline=True) + "\n"
        for placed in group:
            yield "".join(f"{line}\n" for line in _lines(placed, look))
        yield "\n"
    yield summary(run, look)


def _lines(placed: Placed, look: Look) -> Iterator[str]:
    """One finding: its place, rule and message; the line; what would help; the other places."""
    _, finding, document, result = placed
    line, column = document.lines.position(finding.span.start)
    color = COLORS[severity_of(finding)]
    word = _styled(look, severity_of(finding).word, fg=color, bold=True)
    rule = _styled(look, f"[{finding.rule}]", fg=color)
    place = f"{line + 1}:{column + 1}"
    before = len(f"{place:>{GUTTER}} {severity_of(finding).word}[{finding.rule}] ")
    first, *others = (_styled(look, text, bold=True) for text in _wrapped(look, finding.message, before, GUTTER + 1))
    yield f"{place:>{GUTTER}} {word}{rule} {first}"
    yield from (f"{'':{GUTTER + 1}}{text}" for text in others)
    if document.text:
        shown = excerpt(document, finding.span, max(look.width - GUTTER - 3, 20))
        bar = _styled(look, "|", fg="blue")
        number = _styled(look, f"{shown.number:>{GUTTER - 1}}", fg="blue")
        yield f"{number} {bar} {shown.text}".rstrip()
        marks = _styled(look, "^" * shown.marks, fg=color, bold=True)
        yield f"{'':{GUTTER}}{bar} {'':{shown.indent}}{marks}"
    for related in finding.related[:MOST_RELATED]:
        yield _note(look, "see", _place_of(result, related))
    if len(finding.related) > MOST_RELATED:
        yield _note(look, "see", f"{len(finding.related) - MOST_RELATED} more places")
    for word, fix in zip(("fix", *["or"] * len(finding.fixes)), _offered(finding), strict=False):
        yield _note(look, word, fix.title + ("" if fix.safe else " (unsafe)"))
    if because := sentence(placed):
        yield _note(look, "because", because)


def _offered(finding: Finding) -> tuple[Fix, ...]:
    """The fixes worth naming: not those that only repeat the suggestions of the message."""
    return () if len(finding.fixes) > 1 and "suggestions" in finding.data else finding.fixes


def _note(look: Look, word: str, text: str) -> str:
    indent = " " * (GUTTER + len(word) + 4)
    first, *others = _wrapped(look, text, len(indent), len(indent))
    head = f"{'':{GUTTER}}{_styled(look, '=', fg='blue')} {_styled(look, word, fg='green', bold=True)}: {first}"
    return "\n".join([head, *(indent + line for line in others)])


def _wrapped(look: Look, text: str, before: int, indent: int) -> list[str]:
    """A text in lines where the reader's side wants them to end, the first and the others after so many cells."""
    text = printable(text)
    if not look.wrap:
        return [text]
    room = textwrap.TextWrapper(max(look.width, 40), break_long_words=False, break_on_hyphens=False)
    room.initial_indent, room.subsequent_indent = " " * before, " " * indent
    return [line.strip() for line in room.wrap(text)] or [text]


def _place_of(result: Result, related: Related) -> str:
    document = result.project.documents.get(related.path)
    if document is None:
        return f"{result.shown(related.path)}: {related.message}"
    line, column = document.lines.position(related.span.start)
    return f"{result.shown(related.path)}:{line + 1}:{column + 1}: {related.message}"


def _styled(look: Look, text: str, **style: str | bool) -> str:
    return click.style(text, **style) if look.color else text  # type: ignore[arg-type]
