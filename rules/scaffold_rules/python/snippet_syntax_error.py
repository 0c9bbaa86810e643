"""A Python snippet that Python cannot read.

It is copied into real projects, where it fails before it runs. What prose leaves out on purpose, `...` after a keyword
argument or `<name>` in an import, is only mentioned: there are ways to leave out code that stay Python, such as a comment.
So are lines marked with - and +, whose label is `diff`. Newer syntax than that of the Python this runs on is no error, nor are
a notebook's magics and commands, a session with its prompts, or a fragment that is indented as a whole. A chain of calls that breaks the line without parentheses can be fixed.

## Bad

````markdown content/knowledge/data-pipeline/streams.md
```python
stream.key_by(lambda event: event["user"])
      .window(SESSIONS)
```
````

## Good

````markdown content/knowledge/data-pipeline/streams.md
```python
(stream.key_by(lambda event: event["user"])
      .window(SESSIONS))
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Fix, Severity
from scaffold_rules.python.code import Code, parsed
from scaffold_rules.python.masked import masked
from scaffold_rules.python.source import PythonSnippet, has_python, python_snippets
from scaffold_rules.rule import rule
from scaffold_rules.text import LineIndex, Span

_TRANSCRIPT = re.compile(r"^(?:>>> |In \[\d+\]: )", re.MULTILINE)
_CHANGED = re.compile(r"^(?:[-+][ \t]+[^\s\d]|@@ )", re.MULTILINE)
_CHANGES = re.compile(r"(?:(?:[-+ ][^\n]*|@@[^\n]*|diff [^\n]*|index [^\n]*|[ \t]*)(?:\n|\Z))++")
_LEAD = re.compile(r"[ \t]*(?:(?:return|yield|await)[ \t]+|[\w.\[\]\"', ]+[ \t]*=[ \t]*(?!=))?")
_MOST_CHAINS = 8


@rule(on=MarkdownDocument, where=has_python, severity=Severity.ERROR, fixable=True)
def snippet_syntax_error(document: MarkdownDocument) -> Iterator[Finding]:
    """Where Python stops reading a snippet, and where it only would without what is left out."""
    for snippet in python_snippets(document):
        trouble, gaps = snippet.code.trouble, snippet.code.gaps
        if trouble and _CHANGED.search(snippet.text) and _CHANGES.fullmatch(snippet.text):
            message = "these are changes to Python and not Python: the label is `diff`"
            yield from snippet.report(trouble.offset, message, severity=Severity.INFO, even_bad=True)
        elif trouble and snippet.text.startswith("…", trouble.offset):
            message = "`…` stands for something here, but is no Python; a comment, or `**kwargs`, would be"
            yield from snippet.report(Span(trouble.offset, trouble.offset + 1), message, severity=Severity.INFO)
        elif trouble and not _TRANSCRIPT.search(snippet.text):
            place = _rest_of_line(snippet.code, trouble.offset)
            yield from snippet.report(
                place, f"Python cannot read this: {trouble.message}", fixes=_fixes(snippet), even_bad=True
            )
        elif gaps:
            written = snippet.source(gaps[0].span)
            way = "a comment, or `**kwargs`," if written in {"...", "…"} else "a name of the same kind"
            message = f"`{written}` stands for something here, but is no Python; {way} would be"
            others = tuple((gap.span, "and here") for gap in gaps[1:])
            yield from snippet.report(gaps[0].span, message, severity=Severity.INFO, related=others)


def _rest_of_line(code: Code, offset: int) -> Span:
    """From an offset to the end of the line's code; the line's code where nothing follows."""
    line = code.lines.line_span(code.lines.line_of(offset))
    text = line.of(code.text)
    first = line.start + len(text) - len(text.lstrip())
    end = line.start + len(text.rstrip())
    return Span(max(offset, first), end) if offset < end else Span(min(first, end), end)


def _fixes(snippet: PythonSnippet) -> tuple[Fix, ...]:
    """Parentheses around every chain of calls that goes on in the next line, when the snippet can be read then."""
    marks: list[tuple[int, str]] = []
    for _ in range(_MOST_CHAINS):
        text = _with(snippet.text, marks)
        trouble = parsed(text)[1]
        if trouble is None:
            return snippet.fix("Put the chain in parentheses", *marks, safe=False) if marks else ()
        before = sum(at + number <= trouble.offset for number, (at, _) in enumerate(sorted(marks)))
        chain = _chain(snippet.text, trouble.offset - before)
        if chain is None or any(mark in marks for mark in chain):
            return ()
        marks += chain
    return ()


def _with(text: str, marks: list[tuple[int, str]]) -> str:
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def _chain(text: str, offset: int) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """The brackets around the chain that goes on in the line of an offset with a dot; None when it is no chain."""
    quiet = masked(text)
    lines = LineIndex(quiet)
    number = lines.line_of(offset)
    contents = [lines.line_span(line).of(quiet) for line in range(len(lines))]
    if number == 0 or not contents[number].lstrip().startswith("."):
        return None
    start = number - 1
    while start > 0 and not contents[start].strip():
        start -= 1
    lead = _LEAD.match(contents[start])
    indent = _indent(contents[start])
    rest = takewhile(
        lambda line: (
            contents[line].strip() and (_indent(contents[line]) > indent or contents[line].lstrip()[0] in ")]}")
        ),
        range(number, len(contents)),
    )
    end = max(rest, default=number)
    at = lines.starts[start] + (lead.end() if lead else 0)
    return (at, "("), (lines.starts[end] + len(contents[end].rstrip()), ")")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
