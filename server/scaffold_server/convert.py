"""The only module that knows both our types and the protocol's: positions, URIs, findings, edits."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from lsprotocol import types

from scaffold_rules.finding import Severity
from scaffold_rules.text import UTF32, LineIndex, Span, units
from scaffold_server.lint import severity_of
from scaffold_server.pages import link_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Edit, Finding
    from scaffold_server.client import Client

SOURCE = "scaffold-lint"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
    Severity.HINT: types.DiagnosticSeverity.Hint,
}
_TAGS = {"unnecessary": types.DiagnosticTag.Unnecessary, "deprecated": types.DiagnosticTag.Deprecated}


# -- positions ---------------------------------------------------------------------------------------------------------


def code_points(text: str, count: int, encoding: str) -> int:
    """How many code points of a text the first ``count`` code units are; a unit inside a character counts as before it."""
    if encoding == UTF32 or text.isascii():
        return min(count, len(text))
    seen = 0
    for index, char in enumerate(text):
        width = units(char, encoding)
        if seen + width > count:
            return index
        seen += width
    return len(text)


def position(lines: LineIndex, offset: int, encoding: str) -> types.Position:
    """An offset as the client counts."""
    line, column = lines.position(offset)
    start = lines.starts[line]
    return types.Position(line, units(lines.text[start : start + column], encoding))


def offset(lines: LineIndex, at: types.Position, encoding: str) -> int:
    """A client's position as an offset; positions outside the text are clamped to the line's content."""
    span = lines.line_span(at.line)
    return span.start + code_points(span.of(lines.text), max(at.character, 0), encoding)


def range_of(lines: LineIndex, span: Span, encoding: str) -> types.Range:
    """A span as the client counts."""
    return types.Range(position(lines, span.start, encoding), position(lines, span.end, encoding))


def span_of(lines: LineIndex, at: types.Range, encoding: str) -> Span:
    """A client's range as a span."""
    start = offset(lines, at.start, encoding)
    return Span(start, max(start, offset(lines, at.end, encoding)))


def changed(
    text: str, changes: Sequence[types.TextDocumentContentChangeEvent], encoding: str
) -> tuple[str, int | None]:
    """A text after a client's changes, and the offset of the last one (None when the whole text was replaced)."""
    at: int | None = None
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            lines = LineIndex(text)
            span = span_of(lines, change.range, encoding)
            text = text[: span.start] + change.text + text[span.end :]
            at = span.start + len(change.text)
        else:
            text, at = change.text, None
    return text, at


# -- places ------------------------------------------------------------------------------------------------------------

_DRIVE = re.compile(r"/[A-Za-z]:")


def path_of(uri: str) -> Path | None:
    """The path of a ``file:`` URI; of an ``untitled:`` one the path where it will be saved, else the URI itself as a
    relative path. None for any other scheme, and for what is no URI.
    """
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    if "\x00" in uri or "%00" in uri:
        return None
    if parts.scheme == "untitled":
        saved = Path(unquote(parts.path))
        return saved if saved.is_absolute() and saved.suffix else Path(uri)
    if parts.scheme != "file":
        return None
    path = unquote(uri[len("file:") :].partition("?")[0].partition("#")[0] if parts.netloc else parts.path)
    if parts.netloc:
        path = unquote(parts.path) if parts.netloc == "localhost" else f"//{parts.netloc}{unquote(parts.path)}"
    if _DRIVE.match(path) and os.name == "nt":
        path = path[1].lower() + path[2:]
    return Path(path)


def uri_of(path: Path) -> str:
    """The ``file:`` URI of an absolute path."""
    posix = path.as_posix()
    return f"file://{'' if posix.startswith('/') else '/'}{quote(posix, safe='/:@!$&()*+,;=~-._')}"


# -- findings and edits ------------------------------------------------------------------------------------------------


def diagnostic(
    finding: Finding,
    document: Document,
    encoding: str,
    client: Client,
    place: Callable[[str], tuple[str, LineIndex] | None],
) -> types.Diagnostic:
    """A finding as the protocol has it. ``place`` gives the URI and lines of another document by its path."""
    related = []
    for other in finding.related if client.related_information else ():
        found = place(other.path)
        if found is not None:
            uri, lines = found
            location = types.Location(uri, range_of(lines, other.span, encoding))
            related.append(types.DiagnosticRelatedInformation(location, other.message))
    return types.Diagnostic(
        range=range_of(document.lines, finding.span, encoding),
        message=finding.message,
        severity=_SEVERITIES[severity_of(finding)],
        code=finding.rule,
        code_description=types.CodeDescription(url)
        if (url := link_of(finding.rule)) and client.diagnostic_links
        else None,
        source=SOURCE,
        tags=[_TAGS[tag] for tag in finding.tags if _TAGS.get(tag) in client.diagnostic_tags] or None,
        related_information=related or None,
    )


def text_edits(edits: Iterable[Edit], lines: LineIndex, encoding: str) -> list[types.TextEdit]:
    """Edits of one document as the protocol has them."""
    return [types.TextEdit(range_of(lines, edit.span, encoding), edit.text) for edit in edits]
