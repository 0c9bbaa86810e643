"""Where a comment that silences the findings of a line may stand, the least conspicuous place first.

Each place is a function of a document, a line (from 0) and rules; it gives the edits, none where it does not apply. It
need not be right: what changes the document's meaning is noticed by who tries it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import MarkdownDocument, YamlDocument
from scaffold_rules.documents.yaml import Mapping
from scaffold_rules.finding import Edit
from scaffold_rules.suppress import fence_at, in_yaml, suppressions
from scaffold_rules.text import Span, line_end_of

if TYPE_CHECKING:
    from scaffold_rules.documents.document import Document

_LANGUAGES = {
    "#": "python py bash sh shell zsh yaml yml toml ruby rb r perl elixir ex dockerfile makefile make nix hcl terraform "
    "tf graphql gql ini properties nginx cmake julia gdscript powershell ps1",
    "//": "javascript js typescript ts jsx tsx java kotlin kt swift go golang rust rs c cpp c++ csharp cs scala dart "
    "php proto protobuf groovy jsonc json5 zig glsl hlsl solidity scss less",
    "--": "sql postgresql mysql plsql lua haskell hs elm ada vhdl",
    "%": "latex tex matlab erlang prolog",
}
_MARKS = {language: mark for mark, languages in _LANGUAGES.items() for language in languages.split()}
"""How a comment begins in a snippet's language; in others it stands before the fence."""

_INDENTATION = re.compile(r"\ufeff?([ \t>]*)")
_HEADING = re.compile(r"[ \t>]*#{1,6}(?:[ \t]|\Z)")
_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|\Z)")
_ROW = re.compile(r"[^|]*\|[^|]*")
_BLANK = re.compile(r"[ \t>]*\Z")
_OURS = re.compile(r"[ \t]*(?:<!--|\#|//|--|%)[ \t]*scaffold-lint:[ \t]*ignore[^\n]*")

Edits = tuple[Edit, ...]


def without_comments(text: str) -> str:
    """A text without our comments and the lines they have to themselves."""
    kept = [(_OURS.sub("", line), line) for line in text.split("\n")]
    return "\n".join(left for left, line in kept if left.strip() or left == line)


def merged(document: Document, line: int, rules: tuple[str, ...]) -> Edits:
    """Into the comment that is about this line already."""
    for comment in suppressions(document):
        near = comment.lines[0] == line or (comment.alone and comment.lines == (line - 1, line))
        if comment.verb in {"ignore", "ignore-next-line"} and comment.names and near:
            return _added(comment.names[-1][1].end, comment.words, rules)
    return ()


def behind(document: Document, line: int, rules: tuple[str, ...]) -> Edits:
    """At the end of the line."""
    span = document.lines.line_span(line)
    text = span.of(document.text)
    fence = fence_at(document, span.start)
    if fence is not None:
        inside = fence.lines and fence.lines[0][0] <= span.end and span.start <= fence.lines[-1][0]
        mark = _MARKS.get(fence.language) if inside else None
        return _insert(span.end, f"  {mark} {_words(rules)}") if mark else ()
    if in_yaml(document, span.start):
        return _insert(span.end, f"{_gap(text)}# {_words(rules)}") if text.strip("\ufeff \t") else ()
    if not isinstance(document, MarkdownDocument):
        return ()
    if _HEADING.match(text) or _ROW.match(text) or _BLANK.match(text) or text.endswith(("  ", "\\")):
        return ()
    return _insert(span.end, f" <!-- {_words(rules)} -->")


def above(document: Document, line: int, rules: tuple[str, ...]) -> Edits:
    """On a line of its own before the line."""
    span = document.lines.line_span(line)
    text = span.of(document.text)
    fence = fence_at(document, span.start)
    if fence is not None and fence.span.start < span.start:
        content = next((start for start, length in fence.lines if span.start <= start <= span.end), None)
        mark = _MARKS.get(fence.language)
        if content is None or not mark:
            return ()
        indentation = re.match(r"[ \t]*", document.text[content : span.end])
        return _line(
            document, line, f"{document.text[span.start : content]}{indentation and indentation[0]}{mark} ", rules
        )
    if in_yaml(document, span.start):
        return _line(document, line, f"{_indentation(text)}# ", rules)
    if not isinstance(document, MarkdownDocument) or _ITEM.match(text):
        return ()
    before = document.lines.line_span(line - 1).of(document.text)
    if fence is None and not (_HEADING.match(text) or _HEADING.match(before) or _BLANK.match(before)):
        return ()
    return _line(document, line, f"{_indentation(text)}<!-- ", rules)


def before_fence(document: Document, line: int, rules: tuple[str, ...]) -> Edits:
    """Before the fence the line is in, for all of it."""
    fence = fence_at(document, document.lines.line_span(line).start)
    if fence is None:
        return ()
    opening = document.lines.line_of(fence.span.start)
    text = document.lines.line_span(opening).of(document.text)
    comment = next((c for c in suppressions(document) if c.alone and c.names and c.lines[0] == opening - 1), None)
    if comment is not None and comment.verb in {"ignore", "ignore-next-line"}:
        return _added(comment.names[-1][1].end, comment.words, rules)
    return () if _ITEM.match(text) else _line(document, opening, f"{_indentation(text)}<!-- ", rules)


def around(document: Document, line: int, rules: tuple[str, ...]) -> Edits:
    """Around the block the line is in: an entry of YAML, a table, a paragraph."""
    block = _entry(document, line) or _block(document, line)
    if block is None:
        return ()
    first, last = block
    indentation = _indentation(document.lines.line_span(first).of(document.text))
    yaml = in_yaml(document, document.lines.line_span(line).start)
    mark, close = ("# ", "") if yaml else ("<!-- ", " -->")
    start = _line(document, first, f"{indentation}{mark}", rules, "ignore-start")
    end, text = document.lines.line_span(last).end, f"{indentation}{mark}scaffold-lint: ignore-end{close}"
    return (*start, *_insert(end, line_end_of(document.text) + text))


def whole_file(document: Document, line: int, rules: tuple[str, ...]) -> Edits:  # noqa: ARG001 - a place like the others
    """For the whole file: at the top of its YAML, else of its text."""
    for comment in suppressions(document):
        if comment.verb == "ignore-file" and comment.names:
            return _added(comment.names[-1][1].end, comment.words, rules)
    matter = document.frontmatter if isinstance(document, MarkdownDocument) else None
    at = matter.span.start if matter else len(document.text) - len(document.text.removeprefix("\ufeff"))
    if not in_yaml(document, at) and not isinstance(document, MarkdownDocument):
        return ()
    open_, close = ("# ", "") if in_yaml(document, at) else ("<!-- ", " -->")
    return _insert(at, f"{open_}{_words(rules, 'ignore-file')}{close}{line_end_of(document.text)}")


PLACES = (merged, behind, above, before_fence, around, whole_file)


def _words(rules: tuple[str, ...], verb: str = "ignore") -> str:
    return f"scaffold-lint: {verb}[{', '.join(rules)}]"


def _insert(offset: int, text: str) -> Edits:
    return (Edit(Span(offset, offset), text),)


def _added(offset: int, words: tuple[str, ...], rules: tuple[str, ...]) -> Edits:
    """More rules in a comment that names some; none when it names them all."""
    new = [rule for rule in rules if rule not in words]
    return _insert(offset, "".join(f", {rule}" for rule in new)) if new else ()


def _line(document: Document, line: int, opening: str, rules: tuple[str, ...], verb: str = "ignore") -> Edits:
    """A line with a comment before a line."""
    span = document.lines.line_span(line)
    at = span.start + document.text.startswith("\ufeff", span.start, span.start + 1)
    close = " -->" if opening.endswith("<!-- ") else ""
    return _insert(at, f"{opening}{_words(rules, verb)}{close}{line_end_of(document.text)}")


def _gap(text: str) -> str:
    return "" if text.endswith("  ") else " " if text.endswith(" ") else "  "


def _indentation(text: str) -> str:
    match = _INDENTATION.match(text)
    return match[1] if match else ""


def _entry(document: Document, line: int) -> tuple[int, int] | None:
    """First and last line of the top-level entry of YAML that a line is in."""
    at = document.lines.line_span(line).start
    if (
        not isinstance(document, YamlDocument)
        or not in_yaml(document, at)
        or not isinstance(document.tree.root, Mapping)
    ):
        return None
    for entry in document.tree.root.entries:
        first = document.lines.line_of(entry.key.span.start)
        last = document.lines.line_of(max(entry.span.end - 1, entry.span.start))
        if first <= line <= last:
            return first, last
    return None


def _block(document: Document, line: int) -> tuple[int, int] | None:
    """First and last line of the lines without a blank one between them that a line of prose is in."""
    if not isinstance(document, MarkdownDocument):
        return None
    lines = document.lines
    top = lines.line_of(document.body.span.start)
    if line < top or _BLANK.match(lines.line_span(line).of(document.text)):
        return None
    first = last = line
    while first > top and not _BLANK.match(lines.line_span(first - 1).of(document.text)):
        first -= 1
    while last + 1 < len(lines) and not _BLANK.match(lines.line_span(last + 1).of(document.text)):
        last += 1
    return first, last
