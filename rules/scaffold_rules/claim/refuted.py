"""A text says of a language or library what it does not do.

Entries are injected into prompts as facts. The statements here were tried: each has its counter-example in the message.

## Bad

````markdown content/knowledge/core/a.md
Never mix Decimal and float: Python will not error, it will coerce.
````

## Good

````markdown content/knowledge/core/a.md
Never mix Decimal and float: Python raises a TypeError.
````
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Finding, Severity
from scaffold_rules.rule import rule
from scaffold_rules.text import Span


class Refuted(NamedTuple):
    """A statement that is wrong: words that are always in it, how it is written, what is true, and how that is known."""

    needle: str
    pattern: re.Pattern[str]
    fact: str
    source: str


ROWS = (
    Refuted(
        "Decimal",
        re.compile(
            r"(?:Decimal`?\s+(?:and|with)\s+`?float|float`?\s+(?:and|with)\s+`?Decimal)[^\n]{0,120}?"
            r"(?P<claim>(?:Python )?(?:will not (?:error|raise)|does not (?:error|raise)|silently coerces?)[^.\n]*)",
            re.IGNORECASE,
        ),
        "this is not so: `Decimal` and `float` do not mix: arithmetic with both raises TypeError",
        'Python 3.11: `Decimal("1") + 1.0`',
    ),
    Refuted(
        "PYTHONHASHSEED",
        re.compile(
            r"PYTHONHASHSEED(?:[^\n]*\n){0,6}?[^\n]*?(?P<claim>\b\w*seed\w*\(\)`? (?:also )?sets (?:this|it|`?PYTHONHASHSEED`?)(?: too)?)"
        ),
        "this has no effect: `PYTHONHASHSEED` is read when Python starts, a function changes no hash of its own process",
        "Python 3.11, and its documentation of `PYTHONHASHSEED`",
    ),
    Refuted(
        "unscaling",
        re.compile(r"(?P<claim>(?:gradient )?clip(?:ping)?(?: gradients)? \(?before unscaling\)?)", re.IGNORECASE),
        "this is not so: gradients are clipped after `scaler.unscale_(optimizer)`, else the threshold applies to scaled ones",
        "PyTorch 2.14, automatic mixed precision examples",
    ),
)
"""The statements, checked 2026-11."""


@rule(on=MarkdownDocument, severity=Severity.WARNING)
def refuted(document: MarkdownDocument) -> Iterator[Finding]:
    """Statements of the table, in prose and in comments of snippets that are not wrong on purpose."""
    for row in ROWS:
        if row.needle not in document.text:
            continue
        for match in row.pattern.finditer(document.text):
            span = Span(*match.span("claim"))
            if not _on_purpose(document, span.start):
                yield Finding(span, row.fact, data={"source": row.source})


def _on_purpose(document: MarkdownDocument, offset: int) -> bool:
    for snippet in document.snippets:
        if snippet.fence.span.covers(offset):
            at = snippet.snippet_offset(offset)
            return at is not None and snippet.is_bad(at)
    return False
