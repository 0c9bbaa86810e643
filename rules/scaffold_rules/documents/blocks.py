"""What pyromark sees in a Markdown text: headings, fences, items, links and code, as code point offsets.

pyromark is CommonMark with tables and counts UTF-8 bytes. One pass over its events collects everything; what is rarely
asked for stays in bytes until it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyromark

from scaffold_rules.documents.slug import github_slugs
from scaffold_rules.text import Span

_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
_LONE_CR = re.compile(r"\r(?!\n)")
_CONTINUATION = bytes(0x80 <= byte < 0xC0 for byte in range(256))
_MARKER = re.compile(r"`{3,}|~{3,}")
_ATX = re.compile(r"#{1,6}(?=[ \t\r\n]|$)")
_LANGUAGE = re.compile(r"[{.]*([^\s{}(),:;=\[\]]+)(?!=)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its plain text, its line (``span``) and the title's own place (``title_span``).

    ``slug`` is its anchor on GitHub, repeats in the document numbered. ``nested`` says it stands in a list or a block
    quote, where it structures nothing.
    """

    level: int
    title: str
    span: Span
    title_span: Span
    slug: str
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced code block: both fence lines (``span``), its info string, and every content line's way back.

    ``lines`` holds, for each content line, the offset in the document where the line's content begins, behind the
    prefix of its list, block quote or indented fence, and the content's length without the line end. Where only part
    of a tab belongs to the prefix, the whole tab is content.
    """

    span: Span
    info: str
    info_span: Span
    language: str
    closed: bool
    marker: str
    lines: tuple[tuple[int, int], ...]
    host: str = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The content without prefixes, lines joined by line feeds, no line feed at the end."""
        host = self.host
        return "\n".join([host[start : start + length] for start, length in self.lines])


class RawLink(NamedTuple):
    """A link or image as the parser reports it, its range still in bytes."""

    start: int
    end: int
    image: bool
    kind: str
    target: str


class Offsets:
    """From a byte offset in the parsed text to a code point offset in the document. Immutable."""

    __slots__ = ("_base", "_continuation")

    def __init__(self, source: str, base: int) -> None:
        self._base = base
        self._continuation = [] if source.isascii() else _continuation_bytes(source)

    def __call__(self, byte: int) -> int:
        """The code point offset of a byte offset."""
        return self._base + byte - bisect_left(self._continuation, byte)

    def spans(self, ranges: list[tuple[int, int]]) -> tuple[Span, ...]:
        """The spans of byte ranges."""
        return tuple(Span(self(start), self(end)) for start, end in ranges)


class Ranges(NamedTuple):
    """Byte ranges of what is rarely asked for."""

    indented: list[tuple[int, int]]
    items: list[tuple[int, int]]
    code: list[tuple[int, int]]
    html: list[tuple[int, int]]
    links: list[RawLink]


@dataclass(frozen=True, slots=True)
class Blocks:
    """Everything one pass found; ranges are in bytes and ``offset`` converts them."""

    offset: Offsets
    headings: tuple[Heading, ...]
    fences: tuple[Fence, ...]
    ranges: Ranges


class _Leaf(NamedTuple):
    """A heading or fence with the text events inside it."""

    start: int
    end: int
    level: int  # of a heading; 0 for a fence
    nested: bool
    pieces: list[tuple[str, int, int]]


def read_blocks(text: str, span: Span) -> Blocks:
    """What stands in a span of a text, read as CommonMark with tables. Never raises."""
    base = span.start + (span.start == 0 and text.startswith("\ufeff"))  # no Markdown reader takes it for text
    host = _LONE_CR.sub("\n", text) if "\r" in text else text  # a line end for CommonMark, not for the parser
    source = host[base : span.end]
    try:
        leaves, ranges = _scan(source)
    except UnicodeEncodeError:
        source = _SURROGATE.sub("\ufffd", source)
        leaves, ranges = _scan(source)
    offset = Offsets(source, base)
    fences = tuple([_fence(text, host, offset, leaf) for leaf in leaves if not leaf.level])
    headings = [leaf for leaf in leaves if leaf.level]
    titles = ["".join([piece for piece, _, _ in leaf.pieces]).strip() for leaf in headings]
    slugs = github_slugs(titles)
    read = tuple([_heading(host, offset, *each) for each in zip(headings, titles, slugs, strict=True)])
    return Blocks(offset, read, fences, ranges)


def _scan(source: str) -> tuple[list[_Leaf], Ranges]:
    leaves: list[_Leaf] = []
    ranges = Ranges([], [], [], [], [])
    pieces: list[tuple[str, int, int]] | None = None
    container = 0  # where the outermost list or block quote ends
    event: Any  # a dict of one key, or a bare word; either answers "in"
    for event, at in _PARSER.events_with_range(source):
        if "Text" in event:
            if pieces is not None:
                pieces.append((event["Text"], at["start"], at["end"]))
        elif "Start" in event:
            tag = event["Start"]
            start, end = at["start"], at["end"]
            if tag == "Item":
                ranges.items.append((start, end))
                container = max(container, end)
            elif tag == "HtmlBlock":
                ranges.html.append((start, end))
            elif isinstance(tag, str):
                continue
            elif "CodeBlock" in tag:
                if tag["CodeBlock"] == "Indented":
                    ranges.indented.append((start, end))
                else:
                    pieces = []
                    leaves.append(_Leaf(start, end, 0, start < container, pieces))
            elif "Heading" in tag:
                pieces = []
                leaves.append(_Leaf(start, end, int(tag["Heading"]["level"][1]), start < container, pieces))
            elif "BlockQuote" in tag:
                container = max(container, end)
            elif "Link" in tag or "Image" in tag:
                link = tag.get("Link") or tag["Image"]
                ranges.links.append(RawLink(start, end, "Image" in tag, link["link_type"], link["dest_url"]))
        elif "End" in event:
            if pieces is not None and (event["End"] == "CodeBlock" or "Heading" in event["End"]):
                pieces = None
        elif "Code" in event:
            ranges.code.append((at["start"], at["end"]))
            if pieces is not None:
                pieces.append((event["Code"], at["start"], at["end"]))
        elif "InlineHtml" in event:
            ranges.html.append((at["start"], at["end"]))
        elif pieces is not None and "Break" in event:
            pieces.append((" ", at["start"], at["end"]))
    return leaves, ranges


def _heading(host: str, offset: Offsets, leaf: _Leaf, title: str, slug: str) -> Heading:
    start = offset(leaf.start)
    line = host[start : offset(leaf.end)].rstrip("\r\n")
    atx = _ATX.match(line)
    if atx:
        content = line[atx.end() :].rstrip(" \t")
        bare = content.rstrip("#")
        if not bare or bare[-1] in " \t":
            content = bare
        before = atx.end()
    else:
        content = line[: max(line.rfind("\n"), 0)]
        before = 0
    inner = content.strip(" \t\r")
    begin = start + before + len(content) - len(content.lstrip(" \t\r"))
    title_span = Span(begin, begin + len(inner))
    return Heading(leaf.level, title, Span(start, start + len(line)), title_span, slug, leaf.nested)


def _fence(text: str, host: str, offset: Offsets, leaf: _Leaf) -> Fence:
    start, end = offset(leaf.start), offset(leaf.end)
    first_end = host.find("\n", start, end)
    if first_end == -1:
        first_end = end
    opening = _MARKER.match(host, start)
    marker = opening.group() if opening else ""
    rest = host[start + len(marker) : first_end]
    info = rest.strip(" \t\r")
    info_start = start + len(marker) + len(rest) - len(rest.lstrip(" \t\r")) if info else start + len(marker)
    lines = _lines(host, offset, leaf.pieces)
    tail = sum(lines[-1]) if lines else start + len(marker) + len(rest.rstrip("\r"))
    closed = marker in host[tail:end]
    language = _LANGUAGE.match(info)
    return Fence(
        span=Span(start, len(host[:end].rstrip()) if closed else tail),
        info=info,
        info_span=Span(info_start, info_start + len(info)),
        language=language.group(1).lower() if language else "",
        closed=closed,
        marker=marker,
        lines=tuple(lines),
        host=text,
    )


def _lines(host: str, offset: Offsets, pieces: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Offset and length of each content line; the parser reports runs of text between prefixes and carriage returns."""
    lines: list[tuple[int, int]] = []
    begin = -1  # of the line being read
    stop = -1
    for _, first, last in pieces:
        at, stop = offset(first), offset(last)
        if at == stop:  # the columns that are left of a tab which is partly prefix
            begin = at - (host[at - 1 : at] == "\t") if begin < 0 else begin
            continue
        while at < stop:
            feed = host.find("\n", at, stop)
            if begin < 0:
                begin = at
            if feed < 0:
                break
            end = feed - host.startswith("\r", feed - 1)
            lines.append((min(begin, end), end - min(begin, end)))
            begin = -1
            at = feed + 1
    if begin >= 0:
        lines.append((begin, stop - begin))
    return lines


def _continuation_bytes(source: str) -> list[int]:
    """Where the bytes are that do not begin a code point."""
    flags = source.encode().translate(_CONTINUATION)
    found: list[int] = []
    at = flags.find(1)
    while at >= 0:
        found.append(at)
        at = flags.find(1, at + 1)
    return found
