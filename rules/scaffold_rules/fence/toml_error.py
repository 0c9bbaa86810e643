"""A TOML snippet cannot be read.

A `pyproject.toml` with a mistake stops every tool that looks at it. Elided lines and placeholders are left alone.

## Bad

````markdown content/knowledge/core/a.md
```toml
[project]
name = app
```
````

## Good

````markdown content/knowledge/core/a.md
```toml
[project]
name = "app"
```
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.fence.label import labelled
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span

LONGEST_LINE = 2_000
"""Longer lines are nobody's: the parser takes the square of a dotted key's length."""
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_ELIDED = re.compile(
    r"^[ \t]*(?:\.{3}|…)[ \t]*$|(?<=\n)[ \t]*(?:\.{3})[ \t]*(?=[,\]])|(?<== )(?:\.{3}|<[^<>\n]*>)", re.MULTILINE
)


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def toml_error(document: MarkdownDocument) -> Iterator[Finding]:
    """Snippets of TOML that the standard library's parser refuses, where it stops."""
    for snippet in labelled(document, "toml"):
        message = error_of(snippet.text)
        if message is not None:
            place = _PLACE.search(message)
            lines = snippet.text.split("\n")
            row, column = (int(place[1]), int(place[2])) if place else (len(lines), 1)
            at = sum(len(line) + 1 for line in lines[: row - 1]) + column - 1
            at = min(at, max(len(snippet.text) - 1, 0))
            what = _PLACE.sub("", message).strip()
            yield Finding(snippet.host_span(Span(at, at + 1)), f"this is no TOML: {what[:1].lower()}{what[1:]}")


def _stand_in(match: re.Match[str]) -> str:
    text = match.group()
    return (
        "0".ljust(len(text))
        if text[0] in ".<" and match.string[match.start() - 1 : match.start()] == " "
        else " " * len(text)
    )


def error_of(text: str) -> str | None:
    """What the parser says against some TOML once elided lines and placeholders are taken for values, or None."""
    import tomllib

    if max(map(len, text.split("\n"))) > LONGEST_LINE:
        return None
    try:
        tomllib.loads(_ELIDED.sub(_stand_in, text))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        return str(error) if isinstance(error, tomllib.TOMLDecodeError) else None
    return None
