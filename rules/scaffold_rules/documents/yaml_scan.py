"""Scalars as they are written: plain, quoted and block, read to their end exactly as js-yaml 4.1 reads them."""

from __future__ import annotations

import re

from scaffold_rules.documents.yaml_nodes import Scalar, ScalarValue
from scaffold_rules.documents.yaml_reader import BREAKS, END, Reader, Slip, is_block_line
from scaffold_rules.documents.yaml_scalars import resolve
from scaffold_rules.text import Span

_PLAIN = re.compile(r"(?:[^:#\r\n\0]+|:(?![ \t\r\n])|(?<![ \t\r\n])#)+")
_PLAIN_IN_FLOW = re.compile(r"(?:[^:#,\[\]{}\r\n\0]+|:(?![ \t\r\n,\[\]{}])|(?<![ \t\r\n])#)+")
_NO_START = re.compile(r"[ \t\r\n\0,\[\]{}#&*!|>'\"%@`]|[?\-:][ \t\r\n]")
_NO_START_IN_FLOW = re.compile(r"[ \t\r\n\0,\[\]{}#&*!|>'\"%@`]|[?\-:][ \t\r\n,\[\]{}]")
_LINES = re.compile(r"(?:[ \t]*(?:\n|\r\n?))+( *)[ \t]*")
_BREAK = re.compile(r"\n|\r\n?")
_SEPARATOR = re.compile(r"(?:---|\.\.\.)(?=[ \t\r\n\0])")
_SINGLE = re.compile(r"'([^'\r\n\0]*)'(?!')")
_DOUBLE = re.compile(r'"([^"\\\r\n\0]*)"')
_SINGLE_PART = re.compile(r"([^'\r\n\0]+)|('')|((?:\n|\r\n?)(?:[ \t]*(?:\n|\r\n?))*[ \t]*)")
_DOUBLE_PART = re.compile(
    r'([^"\\\r\n\0]+)|(\\(?:\n|\r\n?)(?:[ \t]*(?:\n|\r\n?))*[ \t]*)|((?:\n|\r\n?)(?:[ \t]*(?:\n|\r\n?))*[ \t]*)'
    r"|\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0abt\tnvfre \"/\\N_LP]))"
)
_ESCAPES = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))
_BLOCK_HEADER = re.compile(r"[|>](?:([+-])([1-9])?|([1-9])([+-])?)?(?:[ \t]+(?:#[^\r\n]*)?)?(?=[\r\n])")
_BLOCK_LINE = re.compile(r"( *)([^\r\n\0]*)(\n|\r\n?|)")
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_CONTROL = re.compile("[\0-\x08\x0a-\x1f]")


def plain(reader: Reader, indent: int, *, in_flow: bool, implicit: bool) -> Scalar | None:
    """A plain scalar, on several lines if they are indented enough; None when none can start here."""
    source, start = reader.source, reader.at
    if (_NO_START_IN_FLOW if in_flow else _NO_START).match(source, start):
        # `? ` and `- ` cannot start one, but `:,` in a flow can only be the end of a key.
        return None
    if reader.at == reader.line and _SEPARATOR.match(source, start):
        return None
    pattern = _PLAIN_IN_FLOW if in_flow else _PLAIN
    match = pattern.match(source, start)
    if match is None:
        return None
    text = match.group().rstrip(" \t")
    end = start + len(text)
    at = match.end()
    while source[at] in BREAKS:
        lines = _LINES.match(source, at)
        assert lines is not None
        width = lines.end(1) - lines.start(1)
        at = lines.end()
        if width < indent or (at == lines.start(1) and _SEPARATOR.match(source, at)):
            break
        match = pattern.match(source, at)
        if match is None:
            break
        more = match.group().rstrip(" \t")
        text += _folded(lines.group()) + more
        end = at + len(more)
        reader.line, reader.indent = lines.start(1), width
        reader.tab = lines.end(1) if lines.end(1) != at else -1
        at = match.end()
    reader.at = end
    if reader.dirty and (bad := _UNPRINTABLE.search(source, start, end)):
        raise Slip(bad.start(), bad.end(), "this character cannot be printed; remove it")
    value: ScalarValue = resolve(text, reader.dialect) if implicit else text
    return Scalar(Span(start, end), value, text, "")


def _folded(lines: str) -> str:
    """What line ends between two pieces of a scalar stand for: one is a space, each further one a line end."""
    count = len(_BREAK.findall(lines))
    return " " if count == 1 else "\n" * (count - 1)


def single_quoted(reader: Reader) -> Scalar:
    """A scalar in single quotes."""
    start = reader.at
    if match := _SINGLE.match(reader.source, start):
        reader.at = match.end()
        return _quoted(reader, start, match[1])
    parts: list[str] = []
    at = start + 1
    while match := _SINGLE_PART.match(reader.source, at):
        at = match.end()
        if match[1]:
            parts.append(match[1])
        elif match[2]:
            parts.append("'")
        else:
            parts.append(_folded(match[3]))
            _new_line(reader, start, match[3], at)
    if reader.source[at] != "'":
        raise _unclosed(reader, start)
    reader.at = at + 1
    return _quoted(reader, start, "".join(parts))


def double_quoted(reader: Reader) -> Scalar:
    """A scalar in double quotes, its escapes resolved."""
    start = reader.at
    if match := _DOUBLE.match(reader.source, start):
        reader.at = match.end()
        return _quoted(reader, start, match[1])
    parts: list[str] = []
    at = start + 1
    while match := _DOUBLE_PART.match(reader.source, at):
        at = match.end()
        if match[1]:
            parts.append(match[1])
        elif match[2]:
            _new_line(reader, start, match[2], at)
        elif match[3]:
            parts.append(_folded(match[3]))
            _new_line(reader, start, match[3], at)
        elif match[7]:
            parts.append(_ESCAPES[match[7]])
        else:
            code = int(match[4] or match[5] or match[6], 16)
            parts.append(chr(code) if code <= 0x10FFFF else "\ufffd")
    if reader.source[at] == "\\":
        raise Slip(
            at,
            at + 2 - (reader.source[at + 1] in BREAKS + END),
            'in double quotes a backslash starts an escape; write "\\\\"',
        )
    if reader.source[at] != '"':
        raise _unclosed(reader, start)
    reader.at = at + 1
    text = "".join(parts)
    if any("\ud800" <= char <= "\udfff" for char in text):
        # JavaScript writes an astral character as two escapes; a half of one is no character.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _quoted(reader, start, text)


def _new_line(reader: Reader, start: int, lines: str, at: int) -> None:
    """Note that a quoted scalar has gone on to another line."""
    blanks = len(lines) - len(lines.rstrip(" \t"))
    line = at - blanks
    if not blanks and _SEPARATOR.match(reader.source, at):
        raise _unclosed(reader, start)
    tail = lines[len(lines) - blanks :]
    indent = blanks - len(tail.lstrip(" "))
    # js-yaml would read on to the next quote, wherever it is; an author in the middle of a line means that line.
    if start in range(*reader.edited) and indent <= reader.indent and is_block_line(reader.source, line):
        raise _unclosed(reader, start)
    reader.line, reader.indent = line, indent
    reader.tab = line + reader.indent if len(tail) > reader.indent else -1


def _unclosed(reader: Reader, start: int) -> Slip:
    quote = reader.source[start]
    return Slip(start, reader.line_end(start), f"this {quote} is never closed; add the closing {quote}")


def _quoted(reader: Reader, start: int, text: str) -> Scalar:
    if reader.dirty:
        for bad in _CONTROL.finditer(reader.source, start, reader.at):
            if bad.group() not in BREAKS:
                raise Slip(bad.start(), bad.end(), "this control character cannot stand in YAML; remove it")
    return Scalar(Span(start, reader.at), text, text, reader.source[start])


def block_scalar(reader: Reader, indent: int) -> Scalar:
    """A literal (``|``) or folded (``>``) scalar; afterwards the reader is at the first token of the next line."""
    source, start = reader.source, reader.at
    header = _BLOCK_HEADER.match(source, start)
    if header is None:
        end = reader.line_end(start)
        raise Slip(start + 1, end, f"only +, - or a digit may follow {source[start]}; put the text on the next line")
    digit = header[2] or header[3]
    detected = digit is not None
    width = indent + int(digit) - 1 if digit else indent
    parts: list[str] = []
    blanks, folds, more = 0, source[start] == ">", False
    end = header.end()
    line_break = _BREAK.match(source, end)
    assert line_break is not None
    at = line_break.end()
    while match := _BLOCK_LINE.match(source, at):
        spaces = len(match[1])
        if detected:
            spaces = min(spaces, width)
        else:
            width = max(width, spaces)
        content, has_break = source[at + spaces : match.end(2)], match[3] != ""
        if has_break and not content:
            blanks += 1
        elif spaces < width:
            parts.append(_chomped(header[1] or header[4], blanks, any_line=bool(parts)))
            break
        else:
            indented = content[:1] in (" ", "\t")
            parts += (_between(blanks, any_line=bool(parts), folds=folds and not indented and not more), content)
            more, detected, blanks = indented, True, 0
            end = match.end(2)
            if not has_break:
                break
        at = match.end()
    assert match is not None
    reader.line, reader.indent, reader.at, reader.tab = at, spaces, at + spaces, -1
    if reader.dirty and (bad := _UNPRINTABLE.search(source, header.end(), end)):
        raise Slip(bad.start(), bad.end(), "this character cannot be printed; remove it")
    text = "".join(parts)
    return Scalar(Span(start, min(end, reader.limit)), text, text, source[start])


def _between(blanks: int, *, any_line: bool, folds: bool) -> str:
    """What stands between two lines of a block scalar with some blank lines between them."""
    if folds and blanks == 0:
        return " " if any_line else ""
    return "\n" * (blanks if folds or not any_line else blanks + 1)


def _chomped(sign: str | None, blanks: int, *, any_line: bool) -> str:
    """What a block scalar ends with: every line end (``+``), none (``-``), or one."""
    if sign == "+":
        return "\n" * (blanks + 1 if any_line else blanks)
    return "\n" if sign is None and any_line else ""
