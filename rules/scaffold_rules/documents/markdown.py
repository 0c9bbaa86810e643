"""A Markdown body: sections, headings, fences, list items, links, code spans and prose, all with spans."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.blocks import Blocks, Fence, Heading, RawLink, read_blocks
from scaffold_rules.text import Span, occurrences

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Body", "Fence", "Heading", "Item", "Link", "NaiveHeading", "Section", "parse_markdown"]

_ITEM_MARKER = re.compile(r"[-+*]|\d{1,9}[.)]")
_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)
_DESTINATION = re.compile(
    r"""\]\([ \t\r\n]*(?:<(?P<angle>(?:\\.|[^<>\\\r\n])*)>|(?P<bare>(?:\\.|[^\s\\])*?))"""
    r"""(?:[ \t\r\n]+(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?[ \t\r\n]*\)""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# JavaScript's "." stops at these, and its "$" knows no other end than that of the line the tool split off at "\n".
_NAIVE_H2 = re.compile("## ([^\r\n\u2028\u2029]+)$", re.MULTILINE)
_DEEP_GUIDANCE = re.compile("## Deep Guidance[\\s\ufeff]*?$", re.MULTILINE | re.IGNORECASE)


class Link(NamedTuple):
    """A link or image. ``target`` is the destination as a browser gets it, ``target_span`` where it is written.

    For a reference (``[text][label]``) the target's span is the whole use, for the definition may stand anywhere.
    ``text`` is the source between the brackets.
    """

    span: Span
    target: str
    target_span: Span
    image: bool
    text: str


class Section(NamedTuple):
    """A heading and what belongs to it: ``span`` begins with the heading's line, ``body`` behind it.

    Both end at the next heading of the same or a higher level, or with the document.
    """

    heading: Heading
    span: Span
    body: Span


class Item(NamedTuple):
    """A list item: the whole of it (``span``, nested items included), its bullet or number, and its first block.

    ``text`` is that first block on one line, markup kept; ``depth`` is 0 for an item in no other item.
    """

    span: Span
    text: str
    text_span: Span
    depth: int
    marker: Span


class NaiveHeading(NamedTuple):
    """A line the scaffold tool takes for a section's heading, in a fence or not."""

    title: str
    span: Span
    title_span: Span


@dataclass(frozen=True)
class Body:
    """A Markdown body; every span is in code points into ``text``, which is the whole document."""

    text: str = field(repr=False)
    span: Span
    _blocks: Blocks = field(repr=False, compare=False)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings in order, those in lists and block quotes too."""
        return self._blocks.headings

    @property
    def fences(self) -> tuple[Fence, ...]:
        """All fenced code blocks in order."""
        return self._blocks.fences

    @cached_property
    def code_spans(self) -> tuple[Span, ...]:
        """Inline code, the backticks included."""
        return self._blocks.offset.spans(self._blocks.ranges.code)

    @cached_property
    def html_comments(self) -> tuple[Span, ...]:
        """HTML comments that are comments, not code; an unclosed one runs to the end of its block."""
        found: list[Span] = []
        for start, end in self._blocks.offset.spans(self._blocks.ranges.html):
            found += [Span(*match.span()) for match in _COMMENT.finditer(self.text, start, end)]
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links and images in order; an image in a link comes after it."""
        return tuple([self._link(raw) for raw in self._blocks.ranges.links])

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of level two, in order."""
        return self.sections_of(2)

    def sections_of(self, level: int) -> tuple[Section, ...]:
        """The sections of a level, in order; headings in lists and block quotes neither begin nor end one."""
        top = [heading for heading in self.headings if not heading.nested]
        found: list[Section] = []
        end = self.span.end
        for heading in reversed(top):
            start = heading.span.start
            if heading.level == level:
                found.append(Section(heading, Span(start, end), Span(self._next_line(heading.span.end), end)))
            if heading.level <= level:
                end = start
        return tuple(reversed(found))

    def section(self, title: str, level: int = 2) -> Section | None:
        """The first section with exactly this title, or None."""
        sections = self.sections if level == 2 else self.sections_of(level)
        return next((each for each in sections if each.heading.title == title), None)

    def heading_above(self, offset: int) -> Heading | None:
        """The last heading that begins before an offset."""
        index = bisect_left(self.headings, offset, key=lambda heading: heading.span.start)
        return self.headings[index - 1] if index else None

    def items(self, span: Span | None = None) -> tuple[Item, ...]:
        """The list items that begin in a span (in the whole body without one), outer before inner."""
        first = bisect_left(self._items, (span.start,)) if span else 0
        behind = bisect_left(self._items, (span.end,)) if span else len(self._items)
        return tuple([self._item(index) for index in range(first, behind)])

    def prose(self) -> Iterator[Span]:
        """The spans that are neither fenced or indented code, inline code nor HTML comment, in order."""
        at = self.span.start
        code = [fence.span for fence in self.fences]
        code += self._blocks.offset.spans(self._blocks.ranges.indented)
        for start, end in sorted([*code, *self.code_spans, *self.html_comments]):
            if start > at:
                yield Span(at, start)
            at = max(at, end)
        if at < self.span.end:
            yield Span(at, self.span.end)

    @cached_property
    def naive_h2(self) -> tuple[NaiveHeading, ...]:
        """The section headings the scaffold tool sees: ``## Title`` lines, fences or not; none with CRLF line ends."""
        return tuple(
            NaiveHeading(match[1].strip(), Span(*match.span()), Span(*match.span(1)))
            for at in self._naive_lines()
            if (match := _NAIVE_H2.match(self.text, at, self.span.end))
        )

    @cached_property
    def injected(self) -> Span:
        """What ``run`` puts into a prompt: all behind the first ``## Deep Guidance`` line, fence or not, else all."""
        for at in self._naive_lines():
            match = _DEEP_GUIDANCE.match(self.text, at, self.span.end)
            if match:
                return Span(self._next_line(match.end()), self.span.end)
        return self.span

    def _naive_lines(self) -> Iterator[int]:
        """Where lines begin that begin with `## `, behind LF alone."""
        if self.span.start == 0 and self.text.startswith("## "):
            yield 0
        for at in occurrences(self.text, "\n## ", max(self.span.start - 1, 0)):
            if at >= self.span.end:
                return
            yield at + 1

    def _next_line(self, offset: int) -> int:
        feed = self.text.find("\n", offset, self.span.end)
        if self.text[offset : offset + 1] == "\r" and feed != offset + 1:
            return offset + 1
        return self.span.end if feed < 0 else feed + 1

    @cached_property
    def _items(self) -> list[tuple[int, int, int]]:
        """Start, end and depth of each item."""
        found: list[tuple[int, int, int]] = []
        outer: list[int] = []
        for start, end in self._blocks.offset.spans(self._blocks.ranges.items):
            while outer and outer[-1] <= start:
                outer.pop()
            found.append((start, end, len(outer)))
            outer.append(end)
        return found

    def _item(self, index: int) -> Item:
        text = self.text
        start, end, depth = self._items[index]
        limit = min(end, self._items[index + 1][0]) if index + 1 < len(self._items) else end
        match = _ITEM_MARKER.match(text, start)
        behind = match.end() if match else start
        blank = _BLANK_LINE.search(text, behind, limit)
        first = text[behind : blank.start() if blank else limit]
        trimmed = first.strip(" \t\r\n")
        begin = behind + len(first) - len(first.lstrip(" \t\r\n"))
        line = " ".join([line.lstrip(" \t>").rstrip(" \t\r") for line in trimmed.split("\n")])
        while end > start and text[end - 1] in " \t\r\n":
            end -= 1
        return Item(Span(start, end), line, Span(begin, begin + len(trimmed)), depth, Span(start, behind))

    def _link(self, raw: RawLink) -> Link:
        span = Span(self._blocks.offset(raw.start), self._blocks.offset(raw.end))
        source = span.of(self.text)
        if raw.kind in ("Autolink", "Email"):
            return Link(span, raw.target, Span(span.start + 1, span.end - 1), raw.image, source[1:-1])
        opening = 2 if raw.image else 1
        at = source.rfind("](")
        while raw.kind == "Inline" and at >= 0:
            match = _DESTINATION.fullmatch(source, at)
            if match:
                group = "bare" if match["angle"] is None else "angle"
                if _unescaped(match[group]) == raw.target:
                    start, end = match.span(group)
                    return Link(span, raw.target, Span(start, end).moved(span.start), raw.image, source[opening:at])
            at = source.rfind("](", 0, at)
        return Link(span, raw.target, span, raw.image, source[opening : source.rfind("]", 0, max(len(source) - 1, 0))])


def _unescaped(destination: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", destination))


def parse_markdown(text: str, span: Span) -> Body:
    """The Markdown in a span of a document's text, read as CommonMark with tables. Never raises."""
    return Body(text, span, read_blocks(text, span))
