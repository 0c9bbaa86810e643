"""What pyromark sees in a Markdown text: headings, fences, items, links and code, as code point offsets.

pyromark is CommonMark with tables and counts UTF-8 bytes. One pass over its events collects everything; what is rarely
asked for stays in bytes until it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pyromark

from scaffold_rules.documents.offsets import Offsets
from scaffold_rules.documents.slug import github_slugs
from scaffold_rules.text import Span

_PARSER = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES)
_MARKER = re.compile(r"`{3,}|~{3,}")
_ATX = re.compile(r"#{1,6}(?=[ \t\r\n]|$)")
_LANGUAGE = re.compile(r"[{.]*+([^\s{}(),:;=\[\]]++)(?!=)")
_TAIL = re.compile(r"(?<=[`~#])[ \t]+$", re.MULTILINE)
_CLOSING = re.compile(r"^((?:[ >]|[-+*] |\d{1,9}[.)] )*#{1,6}[ \t].*?)\t(?=#+[ \t]*$)", re.MULTILINE)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Heading(NamedTuple):
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


class Ranges(NamedTuple):
    """Byte ranges of what is rarely asked for."""

    indented: list[tuple[int, int]]
    items: list[tuple[int, int]]
    code: list[tuple[int, int]]
    html: list[tuple[int, int]]
    links: list[RawLink]


class Blocks(NamedTuple):
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
    host = _readable(text)
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


def _readable(text: str) -> str:
    """The text with the same offsets and, for the parser, the blocks CommonMark gives it.

    The parser takes a lone CR for no line end and cuts text at a CRLF (a blank before a line end changes no block), and
    it does not see that a fence is closed where a tab follows, nor a heading's closing sequence where a tab precedes.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "\t" in text:
        text = _TAIL.sub(lambda match: " " * len(match.group()), text)
    if "\t#" in text:
        text = _CLOSING.sub(r"\1 ", text)
    return text


def _scan(source: str) -> tuple[list[_Leaf], Ranges]:  # noqa: C901 - a flat list of cases, kept in one hot loop
    leaves: list[_Leaf] = []
    ranges = Ranges([], [], [], [], [])
    pieces: list[tuple[str, int, int]] | None = None  # of the heading or fence the events are in
    container = 0  # where the outermost list or block quote ends
    event: Any  # a dict of one key, or a bare word; either answers "in"
    for event, at in _PARSER.events_with_range(source):
        if "Text" in event:
            if pieces is not None:
                pieces.append((event["Text"], at["start"], at["end"]))
        elif "Start" in event:
            tag = event["Start"]
            if type(tag) is str:
                if tag == "Item":
                    ranges.items.append((at["start"], at["end"]))
                elif tag == "HtmlBlock":
                    ranges.html.append((at["start"], at["end"]))
            elif "List" in tag or "BlockQuote" in tag:
                container = max(container, at["end"])
            else:
                leaf = _begin(tag, at["start"], at["end"], container, ranges)
                if leaf:
                    leaves.append(leaf)
                    pieces = leaf.pieces
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


def _begin(tag: dict[str, Any], start: int, end: int, container: int, ranges: Ranges) -> _Leaf | None:
    """The heading or fence that begins with a tag; a link or an indented block goes to its ranges."""
    if "Heading" in tag:
        return _Leaf(start, end, int(tag["Heading"]["level"][1]), start < container, [])
    if "CodeBlock" in tag:
        if tag["CodeBlock"] != "Indented":
            return _Leaf(start, end, 0, start < container, [])
        ranges.indented.append((start, end))
    elif "Link" in tag or "Image" in tag:
        link = tag.get("Link") or tag["Image"]
        ranges.links.append(RawLink(start, end, "Image" in tag, link["link_type"], link["dest_url"]))
    return None


def _heading(host: str, offset: Offsets, leaf: _Leaf, title: str, slug: str) -> Heading:
    start = offset(leaf.start)
    if len(leaf.pieces) == 1:  # one run of text to the end of the line, what is before it is ASCII
        begin = start + leaf.pieces[0][1] - leaf.start
        end = begin + len(title)
        if host.startswith(" ", begin - 1) and host.startswith(title, begin) and host[end : end + 1] in ("\n", ""):
            return Heading(leaf.level, title, Span(start, end), Span(begin, end), slug, leaf.nested)
    line = host[start : offset(leaf.end)].rstrip(" \t\n")
    atx = _ATX.match(line)
    if atx:
        before = atx.end()
        content = line[before:]
        bare = content.rstrip("#")
        if not bare or bare[-1] in " \t":
            content = bare
    else:
        before = 0
        content = line[: max(line.rfind("\n"), 0)]
    inner = content.strip(" \t\n")
    begin = start + before + len(content) - len(content.lstrip(" \t\n"))
    return Heading(
        leaf.level, title, Span(start, start + len(line)), Span(begin, begin + len(inner)), slug, leaf.nested
    )


def _fence(text: str, host: str, offset: Offsets, leaf: _Leaf) -> Fence:
    start, end = offset(leaf.start), offset(leaf.end)
    first_end = host.find("\n", start, end)
    if first_end == -1:
        first_end = end
    opening = _MARKER.match(host, start)
    marker = opening.group() if opening else ""
    info_start = start + len(marker)
    rest = host[info_start:first_end]
    info = rest.strip(" \t")
    if info:
        info_start += len(rest) - len(rest.lstrip(" \t"))
    lines = _lines(host, offset, leaf.pieces)
    if host is not text:
        lines = [_without_return(text, *line) for line in lines]
    tail = sum(lines[-1]) if lines else start + len(marker) + len(rest.rstrip(" \t"))
    closed = marker in host[tail:end]
    language = _LANGUAGE.match(info)
    return Fence(
        span=Span(start, len(host[:end].rstrip(" \t\n")) if closed else tail),
        info=info,
        info_span=Span(info_start, info_start + len(info)),
        language=language.group(1).lower() if language else "",
        closed=closed,
        marker=marker,
        lines=tuple(lines),
        host=text,
    )


def _lines(host: str, offset: Offsets, pieces: list[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Offset and length of each content line; a piece is a run of text between two prefixes."""
    lines: list[tuple[int, int]] = []
    begin = -1  # of a line that began in an earlier piece
    stop = 0
    for _, first, last in pieces:
        at = offset(first)
        if first == last:  # the columns that are left of a tab which is partly prefix
            begin = at - host.startswith("\t", at - 1) if begin < 0 else begin
            stop = at
            continue
        stop = offset(last)
        *whole, rest = host[at:stop].split("\n")
        for line in whole:
            end = at + len(line)
            start = at if begin < 0 else begin
            lines.append((start, end - start))
            begin = -1
            at = end + 1
        if rest and begin < 0:
            begin = at
    if begin >= 0:
        lines.append((begin, stop - begin))
    return lines


def _without_return(text: str, start: int, length: int) -> tuple[int, int]:
    """A content line without its carriage return, which a prefix may have taken for a blank."""
    end = start + length
    if text.startswith("\r", end - 1) and text.startswith("\n", end):
        end -= 1
    start = min(start, end)
    return start, end - start
