"""A snippet: the code of one fence, what stands around it, and the exact way back into its document."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from scaffold_rules.documents.markdown import Body, parse_markdown
from scaffold_rules.documents.marker import Context, bad_lines, context_of, header_of, is_bad_label
from scaffold_rules.text import Span, line_end_of

if TYPE_CHECKING:
    from scaffold_rules.documents.blocks import Fence, Heading

# Where "#" begins a heading, not a comment.
_NO_COMMENTS = frozenset({"markdown", "md", "mdx"})
_PREFIX = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])?[ \t]+|>")
_NO_LABEL = re.compile(r"[ \t>]*(?:`{3}|~{3}|#{1,6}[ \t]|\||<|(?:[-*_][ \t]*){3,}$)")


@dataclass(frozen=True)
class Snippet:
    """The code of one fence. Offsets and spans are into ``text`` unless they are called host offsets.

    ``text`` is the code without the fence's prefixes, its lines joined by line feeds.
    """

    fence: Fence
    body: Body = field(repr=False, compare=False)

    @property
    def language(self) -> str:
        """The first word of the info string in lower case, empty without one."""
        return self.fence.language

    @cached_property
    def text(self) -> str:
        """The code: prefixes and indentation of the fence removed, line feeds between lines, none at the end."""
        return self.fence.text

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate([length + 1 for _, length in self.fence.lines], initial=0))

    def host(self, offset: int) -> int:
        """The offset in the document of an offset in the code; offsets outside the code are clamped."""
        if not self.fence.lines:
            return self.fence.info_span.end
        line = bisect_right(self._starts, max(offset, 0), hi=len(self.fence.lines)) - 1
        start, length = self.fence.lines[line]
        return start + min(max(offset, 0) - self._starts[line], length)

    def host_span(self, span: Span) -> Span:
        """The span in the document of a span in the code; what ends with a line feed ends with its line."""
        start = self.host(span.start)
        ends_line = span.end > span.start and self.text[span.end - 1 : span.end] == "\n"
        return Span(start, max(start, self.host(span.end - 1 if ends_line else span.end)))

    def snippet_offset(self, host_offset: int) -> int | None:
        """The offset in the code of an offset in the document, or None where the code does not show it."""
        line = bisect_right(self.fence.lines, (host_offset + 1,)) - 1
        if line < 0:
            return None
        start, length = self.fence.lines[line]
        return self._starts[line] + host_offset - start if host_offset <= start + length else None

    def host_edit(self, span: Span, new_text: str) -> tuple[Span, str] | None:
        """The edit in the document that replaces a span of the code, or None where none is safe.

        New lines get the prefix of the line they begin on and the fence's line end; whole lines go with their prefixes.
        The edit is tried: only if the document then reads as before, with exactly the edited code in this fence, is it
        returned.
        """
        if not self.fence.lines or not 0 <= span.start <= span.end <= len(self.text):
            return None
        host = Span(self.host(span.start), self.host(span.end))
        if not new_text and span.start in self._starts and span.end in self._starts:
            host = Span(host.start - len(self._prefix(span.start)), host.end - len(self._prefix(span.end)))
        new = new_text
        if "\n" in new_text:
            end = line_end_of(self.body.text[self.fence.span.start :])
            first, *more, last = new_text.split("\n")
            prefix = self._prefix(span.start)
            middle = [prefix + line if line else prefix.rstrip() for line in more]
            new = end.join([first, *middle, prefix + last])
        wanted = self.text[: span.start] + new_text + self.text[span.end :]
        if not self._bare(new_text) and not self._reads_as(host, new, wanted):
            return None
        return host, new

    def _bare(self, new_text: str) -> bool:
        """Whether no edit can break anything: no prefixes, and nothing that could close the fence."""
        start, mark = self.fence.span.start, self.fence.marker[:3]
        return (
            (start == self.body.span.start or self.body.text[start - 1] == "\n")
            and mark not in self.text
            and mark not in new_text
            and "\r" not in self.text
            and "\r" not in new_text
            and self.fence.closed
        )

    def can_edit(self, span: Span, new_text: str) -> bool:
        """Whether a span of the code can be replaced in the document."""
        return self.host_edit(span, new_text) is not None

    def _prefix(self, offset: int) -> str:
        text = self.body.text
        start = self.host(offset)
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        first = self.fence.lines[bisect_right(self._starts, offset, hi=len(self.fence.lines)) - 1][0]
        return text[line:first]

    def _reads_as(self, host: Span, new: str, wanted: str) -> bool:
        text = self.body.text[: host.start] + new + self.body.text[host.end :]
        grown = len(new) - (host.end - host.start)
        edited = parse_markdown(text, Span(self.body.span.start, self.body.span.end + grown))
        if len(edited.fences) != len(self.body.fences) or len(edited.headings) != len(self.body.headings):
            return False
        fence = edited.fences[self.body.fences.index(self.fence)]
        return fence.span == Span(self.fence.span.start, self.fence.span.end + grown) and fence.text == wanted

    @cached_property
    def header(self) -> str | None:
        """The path in a comment on the first line (``# src/app.py``), or None; a first line ``#!…`` is passed over."""
        first, _, rest = self.text.partition("\n")
        return header_of(rest.partition("\n")[0] if first.startswith("#!") else first)

    @cached_property
    def label(self) -> str:
        """The paragraph right before the fence on one line, bullets removed; empty after anything else."""
        text = self.body.text
        lines: list[str] = []
        at = self.fence.span.start
        line_start = text.rfind("\n", 0, at) + 1
        if text[line_start:at].strip(" \t>"):  # a fence on the line of its bullet
            return ""
        while line_start > self.body.span.start and len(lines) < 8:
            start = text.rfind("\n", 0, line_start - 1) + 1
            line = text[max(start, self.body.span.start) : line_start - 1].strip(" \t\r>")
            line_start = start
            if not line and not lines:
                continue
            if not line or _NO_LABEL.match(line):
                break
            bullet = _PREFIX.match(line)
            lines.append(line[bullet.end() :] if bullet else line)
            if bullet:
                break
        return " ".join(reversed(lines))

    @cached_property
    def heading(self) -> Heading | None:
        """The nearest heading above."""
        return self.body.heading_above(self.fence.span.start)

    @cached_property
    def context(self) -> Context:
        """What kind of file the code is from, as far as its header or, for tests, the code itself says."""
        return context_of(self.header, self.text)

    @property
    def is_test(self) -> bool:
        """Whether the code is from a test file."""
        return self.context == "test"

    @cached_property
    def bad_regions(self) -> tuple[Span, ...]:
        """Where the code is wrong on purpose, by a comment or by the label before the fence."""
        if self.language in _NO_COMMENTS:
            return ()
        runs = bad_lines(self.text, labelled=is_bad_label(self.label))
        return tuple(
            [Span(self._starts[first], self._starts[behind] - 1) for first, behind in runs if self.fence.lines]
        )

    def is_bad(self, offset: int) -> bool:
        """Whether an offset in the code stands where the code is wrong on purpose."""
        return any(region.start <= offset <= region.end for region in self.bad_regions)


def snippets(body: Body) -> tuple[Snippet, ...]:
    """The snippets of a body in order, one for every fence."""
    return tuple([Snippet(fence, body) for fence in body.fences])
