"""Where in YAML the cursor is, told from the text alone, so that it works while half of a line is still missing."""

from __future__ import annotations

import re
from typing import NamedTuple

from scaffold_rules.text import LineIndex, Span

WORD = re.compile(r"[A-Za-z0-9_./:#~-]*")
_KEY = re.compile(r"""(?P<quote>["']?)(?P<key>[^\s"'#:,\[\]{}][^"'#,\[\]{}:]*)(?P=quote)\s*:(?=\s|$)""")
_LONE_DASH = re.compile(r"\s*(?:-[ \t]+)*-$")
_DASHES = re.compile(r"(?:-[ \t]+)*(?:-$)?")


class Cursor(NamedTuple):
    """A place in YAML that takes something.

    ``keys`` is the path of keys to it, list items as 0. ``form`` is what may stand there: ``key`` (a key of the mapping
    at ``keys``), ``value`` (the value of the last key) or ``item`` (an item of the list at ``keys``). ``word`` is the
    span of the bare word under the cursor, ``prefix`` what of it stands before the cursor. ``flow`` says that brackets
    are open; ``lead`` is what must be written before the word (a space after a colon or dash); ``colon`` whether a colon
    follows the word already; ``present`` are the keys or items that stand beside it.
    """

    keys: tuple[str | int, ...]
    form: str
    word: Span
    prefix: str
    flow: bool
    lead: str
    colon: bool
    indent: int
    present: frozenset[str]


def cursor_at(text: str, lines: LineIndex, offset: int, within: Span) -> Cursor | None:
    """The place at an offset inside the YAML of a span, or None in comments and block scalars."""
    line = lines.line_of(offset)
    span = lines.line_span(line)
    before = text[span.start : offset]
    if _in_comment(before):
        return None
    first = lines.line_of(within.start)
    opened = _open_brackets(text, lines, line, offset, first)
    start = offset - len(re.search(r"[A-Za-z0-9_./:#~-]*$", before).group())  # type: ignore[union-attr]
    start = offset if _LONE_DASH.match(before) else _after_key(text, span.start, start, offset)
    after = WORD.match(text, offset, span.end)
    end = after.end() if after else offset
    colon = text[start:end].endswith(":") or bool(re.match(r"[\"']?\s*:(\s|$)", text[end : span.end]))
    if text[start:end].endswith(":") and end > offset:
        end -= 1
    word = Span(start, max(end, offset))
    if opened:
        return _flow(text, lines, line, first, opened, word, offset, colon)
    return _block(text, lines, line, first, word, offset, colon, within)


def _after_key(text: str, line_start: int, start: int, offset: int) -> int:
    """The start of the word, when the characters before it are a key and its colon."""
    head = text[start:offset]
    if head.endswith(":") and ":" not in head[:-1]:
        return offset
    colon = head.rfind(": ")
    return start + colon + 2 if colon != -1 else max(start, line_start)


def _in_comment(before: str) -> bool:
    """Whether the cursor is behind a `#` that starts a comment."""
    quote = ""
    for index, char in enumerate(before):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and (index == 0 or before[index - 1] in " [{,:-"):
            quote = char
        elif char == "#" and (index == 0 or before[index - 1] in " \t"):
            return True
    return False


class _Bracket(NamedTuple):
    char: str
    at: int
    key: str | None
    """The key inside the enclosing flow mapping whose value the bracket starts."""


def _open_brackets(text: str, lines: LineIndex, line: int, offset: int, first: int) -> list[_Bracket]:
    """The brackets that are open at an offset, outermost first. A line that starts an entry at no deeper indentation
    than the one with the bracket ends it: nobody closes a bracket there.
    """
    top = line
    while top > first and not _starts_entry(lines.line_span(top).of(text)):
        top -= 1
    stack: list[_Bracket] = []
    quote = ""
    word = ""
    at = lines.line_span(top).start
    while at < offset:
        char = text[at]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and not word.strip():
            quote = char
        elif char in "[{":
            key = word.rpartition(":")[0].strip().strip("\"'") if ":" in word else None
            stack.append(_Bracket(char, at, key if stack else None))
            word = ""
        elif char in "]}":
            if stack:
                stack.pop()
            word = ""
        elif char == "," and stack:
            word = ""
        elif char == "#" and text[at - 1] in " \t\n":
            at = text.find("\n", at)
            if at == -1 or at >= offset:
                break
        else:
            word += char
        at += 1
    return stack


def _starts_entry(line: str) -> bool:
    stripped = line.lstrip()
    return bool(_KEY.match(_DASHES.sub("", stripped, count=1))) or stripped.startswith("- ")


def _flow(
    text: str,
    lines: LineIndex,
    line: int,
    first: int,
    opened: list[_Bracket],
    word: Span,
    offset: int,
    colon: bool,
) -> Cursor | None:
    outer = opened[0]
    top = lines.line_of(outer.at)
    keys = list(_path(text, lines, top, first))
    head = text[lines.line_span(top).start : outer.at]
    own = _KEY.search(_strip_dashes(head))
    if own:
        keys.append(own["key"].strip())
    for index, bracket in enumerate(opened):
        if index and bracket.key:
            keys.append(bracket.key)
        elif index and opened[index - 1].char == "[":
            keys.append(0)
    inner = opened[-1]
    inside = text[inner.at + 1 : offset]
    part = re.split(r",(?![^\[{]*[\]}])", inside)[-1]
    before_word = part[: len(part) - (offset - word.start)] if word.start > inner.at else part
    rest = text[inner.at + 1 : _closing(text, inner.at, lines.line_span(line).end)]
    present = frozenset(
        (piece.partition(":")[0] if inner.char == "{" else piece).strip().strip("\"'") for piece in _pieces(rest)
    )
    prefix = text[word.start : offset]
    if inner.char == "[":
        present -= {text[word.start : word.end].strip("\"'")}
        return Cursor(tuple(keys), "item", word, prefix, True, "", colon, 0, present)
    key = _KEY.match(before_word.strip() + " ") if ":" in before_word else None
    if key:
        lead = "" if before_word[-1:] in {" ", ""} else " "
        return Cursor((*keys, key["key"].strip()), "value", word, prefix, True, lead, colon, 0, frozenset())
    present -= {text[word.start : word.end].strip("\"'")}
    return Cursor(tuple(keys), "key", word, prefix, True, "", colon, 0, present)


def _closing(text: str, start: int, limit: int) -> int:
    depth = 0
    for at in range(start, min(len(text), max(limit, start) + 2000)):
        if text[at] in "[{":
            depth += 1
        elif text[at] in "]}":
            depth -= 1
            if depth == 0:
                return at
    return limit


def _pieces(inside: str) -> list[str]:
    """The parts of a flow collection between its own commas."""
    parts, depth, last = [], 0, 0
    for at, char in enumerate(inside):
        if char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char in ",\n" and depth == 0:
            parts.append(inside[last:at])
            last = at + 1
    return [*parts, inside[last:]]


def _strip_dashes(head: str) -> str:
    stripped = head.lstrip()
    return _DASHES.sub("", stripped, count=1)


def _block(
    text: str, lines: LineIndex, line: int, first: int, word: Span, offset: int, colon: bool, within: Span
) -> Cursor | None:
    span = lines.line_span(line)
    before = text[span.start : offset]
    content = before.lstrip(" ")
    indent = len(before) - len(content)
    dashes = _DASHES.match(content)
    dash = dashes.group() if dashes else ""
    rest = content[len(dash) :]
    prefix = text[word.start : offset]
    path: list[str | int] = list(_path(text, lines, line, first))
    key = _KEY.match(rest)
    if key:
        if dash:
            path.append(0)
        lead = " " if rest.rstrip(" ") == rest and rest.endswith(":") else ""
        if word.start <= span.start + len(before) - len(rest) + key.end() - 1:
            word = Span(offset, max(offset, word.end))
            prefix = ""
        return Cursor((*path, key["key"].strip()), "value", word, prefix, False, lead, colon, indent, frozenset())
    present = _siblings(text, lines, line, first, indent, within)
    if dash or content == "-":
        lead = "" if dash.endswith(" ") or not dash else " "
        items = frozenset(word for word in present if not word.endswith(":"))
        return Cursor(tuple(path), "item", word, prefix, False, lead, colon, indent, items)
    beside = frozenset(word.removesuffix(":") for word in present)
    return Cursor(tuple(path), "key", word, prefix, False, "", colon, indent, beside)


def _path(text: str, lines: LineIndex, line: int, first: int) -> tuple[str | int, ...]:
    """The keys that a line is below, by indentation."""
    shown = lines.line_span(line).of(text)
    indent = len(shown) - len(shown.lstrip(" "))
    is_item = shown.lstrip(" ").startswith("-")
    path: list[str | int] = []
    at = line - 1
    limit = indent
    while at >= first and (limit > 0 or is_item):
        row = lines.line_span(at).of(text)
        at -= 1
        stripped = row.lstrip(" ")
        if not stripped or stripped.startswith("#"):
            continue
        depth = len(row) - len(stripped)
        dashes = _DASHES.match(stripped)
        dash = dashes.group() if dashes else ""
        key = _KEY.match(stripped[len(dash) :])
        inner = depth + len(dash)
        if dash and inner <= limit and depth < limit and not is_item:
            # a key inside a list item: siblings of the item's first key stand below it
            if inner < limit and key:
                path.insert(0, key["key"].strip())
            path.insert(0, 0)
            limit, is_item = depth, True
            continue
        if key and not dash and (depth < limit or (is_item and depth == limit)):
            path.insert(0, key["key"].strip())
            limit, is_item = depth, False
    return tuple(path)


def _siblings(text: str, lines: LineIndex, line: int, first: int, indent: int, within: Span) -> frozenset[str]:
    """Keys (with their colon) and items at the same indentation around a line."""
    found: set[str] = set()
    last = lines.line_of(within.end)
    for step in (-1, 1):
        at = line + step
        while first <= at <= last:
            row = lines.line_span(at).of(text)
            at += step
            stripped = row.lstrip(" ")
            if not stripped or stripped.startswith("#"):
                continue
            depth = len(row) - len(stripped)
            if depth < indent:
                break
            if depth > indent:
                continue
            dashes = _DASHES.match(stripped)
            dash = dashes.group() if dashes else ""
            key = _KEY.match(stripped[len(dash) :])
            if key:
                found.add(f"{key['key'].strip()}:")
            elif dash:
                found.add(stripped[len(dash) :].partition(" #")[0].strip().strip("\"'"))
    return frozenset(found)
