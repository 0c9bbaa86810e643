"""The bullets of a step's sections that begin with a bold word: `- **Preserve**: …`, `- **deep**: …`."""

from __future__ import annotations

import re
from typing import NamedTuple

from scaffold_rules.documents.document import MarkdownDocument, remembered
from scaffold_rules.documents.step_body import section
from scaffold_rules.text import Span

_LEAD = re.compile(r"(?:\*\*|__)([^*\r\n]+?)(?:\*\*|__)")
_COLON = re.compile(r"[ \t]*:?[ \t]*")


class Bullet(NamedTuple):
    """A top-level item that begins in bold: ``lead`` is that without its colon, ``rest`` what is written behind it."""

    lead: str
    lead_span: Span
    rest: Span
    span: Span


@remembered
def bullets(step: MarkdownDocument, title: str) -> tuple[Bullet, ...]:
    """The top-level items of the section with a title that begin in bold, in order."""
    found = section(step, title)
    if found is None:
        return ()
    return tuple(
        bullet
        for item in step.body.items(found.body)
        if item.depth == 0 and (bullet := _bullet(step.text, item.text_span, item.span)) is not None
    )


def _bullet(text: str, first: Span, whole: Span) -> Bullet | None:
    match = _LEAD.match(text, first.start, first.end)
    if match is None:
        return None
    lead = match[1].rstrip(": ")
    colon = _COLON.match(text, match.end(), first.end)
    rest = colon.end() if colon else match.end()
    return Bullet(lead, Span(match.start(1), match.start(1) + len(lead)), Span(rest, first.end), whole)
