"""Directives of guides: ``:name[label]{attributes}`` in a line, ``:::name{attributes}`` around blocks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.markdown import Body

_CONTAINER = re.compile(
    r"^(?P<colons>:{2,})(?P<name>[A-Za-z][\w-]*)?(?P<label>\[[^\]\n]*\])?(?P<attributes>\{[^}\n]*\})?[ \t]*$"
)
_INLINE = re.compile(r"(?<![:\w\\]):(?P<name>[A-Za-z][\w-]*)(?P<label>\[[^\]\n]*\])(?P<attributes>\{[^}\n]*\})?")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'}]+))""")


class Directive(NamedTuple):
    """One directive. ``body`` is what a container holds, None for others and for a container that is never closed."""

    name: str
    name_span: Span
    span: Span
    label: str
    label_span: Span
    attributes: str
    attributes_span: Span
    inline: bool
    body: Span | None = None

    def value(self, attribute: str) -> str | None:
        """The value of an attribute, or None when it is not there."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1] == attribute:
                return match[2] if match[2] is not None else match[3] if match[3] is not None else match[4]
        return None

    def value_span(self, attribute: str) -> Span:
        """Where the value of an attribute is written; the directive's name when it is not there."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1] == attribute:
                group = next(index for index in (2, 3, 4) if match[index] is not None)
                return Span(*match.span(group)).moved(self.attributes_span.start)
        return self.name_span


@lru_cache(maxsize=8)
def directives(body: Body) -> tuple[Directive, ...]:
    """The directives of a body in order, outside code and comments; containers know what they hold."""
    found: list[Directive] = []
    opened: list[tuple[int, Directive]] = []
    for span in _lines(body):
        line = span.of(body.text)
        if ":" not in line:
            continue
        container = _CONTAINER.match(line)
        if container is None:
            found += [_directive(match, span.start, inline=True) for match in _INLINE.finditer(line)]
        elif container["name"] is None:
            if container["label"] is None and container["attributes"] is None and len(container["colons"]) > 2:
                _close(len(container["colons"]), span, opened, found)
        else:
            directive = _directive(container, span.start, inline=False)
            if len(container["colons"]) > 2:
                opened.append((len(container["colons"]), directive))
            else:
                found.append(directive)
    found += [directive for _, directive in opened]
    return tuple(sorted(found, key=lambda directive: directive.span))


def _close(colons: int, line: Span, opened: list[tuple[int, Directive]], found: list[Directive]) -> None:
    """A line of colons closes the innermost container that was opened with at most as many."""
    while opened:
        width, directive = opened.pop()
        if width <= colons:
            found.append(directive._replace(body=Span(directive.span.end, line.start)))
            return
        found.append(directive)


def _lines(body: Body) -> tuple[Span, ...]:
    """The lines of the prose; a line that code interrupts comes in parts."""
    spans: list[Span] = []
    for part in body.prose():
        start = part.start
        for line in part.of(body.text).split("\n"):
            spans.append(Span(start, start + len(line.removesuffix("\r"))))
            start += len(line) + 1
    return tuple(spans)


def _directive(match: re.Match[str], base: int, *, inline: bool) -> Directive:
    def span(group: str) -> Span:
        return Span(*match.span(group)).moved(base) if match[group] is not None else Span(base, base)

    label, attributes = match["label"] or "", match["attributes"] or ""
    inside = span("label")
    return Directive(
        match["name"],
        span("name"),
        Span(*match.span()).moved(base),
        label[1:-1],
        Span(inside.start + 1, inside.end - 1) if label else inside,
        attributes,
        span("attributes"),
        inline,
    )
