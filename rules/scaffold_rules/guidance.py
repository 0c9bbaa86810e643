"""The heading `## Deep Guidance` of knowledge entries: written exactly, or only meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.knowledge import KnowledgeEntry
    from scaffold_rules.documents.markdown import Heading

_GLUED = re.compile(r"^ {0,3}#{1,6}Deep[ -]?Guidance:?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LEAST = 8
_MOST = 30


class Slip(NamedTuple):
    """A heading that was meant: where to point, the line or lines it takes, and whether it says just the two words."""

    span: Span
    line: Span
    plain: bool


def exact_guidance(entry: KnowledgeEntry) -> Heading | None:
    """The heading as every reader of an entry wants it: the scaffold tool, its validator, its gates and its evals."""
    if "## Deep Guidance" not in entry.text:
        return None
    return next((h for h in entry.parts if h.title == "Deep Guidance" and _is_exact(entry.text, h.span)), None)


def guidance_slip(entry: KnowledgeEntry) -> Slip | None:
    """The first heading that is meant as the exact one; for entries that have no exact one."""
    for heading in entry.body.headings:
        plain = _plain(heading.title) == "deep guidance"
        if not heading.nested and (plain or _alike(heading.title)):
            return Slip(heading.title_span, _lines(entry, heading), plain)
    for match in _GLUED.finditer(entry.text, *entry.body.span):
        if any(part.start <= match.start() and match.end() <= part.end for part in entry.body.prose()):
            return Slip(Span(*match.span()), Span(*match.span()), plain=True)
    return None


def _is_exact(text: str, span: Span) -> bool:
    return span.of(text).rstrip() == "## Deep Guidance" and text[span.start - 1 : span.start] in {"", "\n", "\r"}


def _lines(entry: KnowledgeEntry, heading: Heading) -> Span:
    """The line or lines of a heading, with the blanks before it."""
    return Span(entry.lines.line_span(entry.lines.line_of(heading.span.start)).start, heading.span.end)


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title).strip().lower()


def _alike(title: str) -> bool:
    """Whether a title is a typo away, or goes on behind the two words."""
    plain = _plain(title)
    if plain.startswith("deep guidance "):
        return True
    if not _LEAST <= len(plain) <= _MOST or not ("deep" in plain or "guidance" in plain):
        return False
    from rapidfuzz.distance import DamerauLevenshtein

    return DamerauLevenshtein.distance(plain, "deep guidance", score_cutoff=2) <= 2
