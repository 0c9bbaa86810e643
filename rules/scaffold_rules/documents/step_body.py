"""The lines of a step's Inputs, Expected Outputs and Quality Criteria: paths, statuses, depth gates, tags, with spans.

A line is a list item, read as `- <path> (<status>) — <why>`; what stands before the dash is its head. Items in fences
are none, and a section may go on after its title (`## Inputs for the web`), as it may for the content's own evals.
Several rules ask for the same lines of a document one after the other, so the last answers are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import MarkdownDocument, remembered
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from scaffold_rules.documents.markdown import Item, Section

_TOKEN = re.compile(r"[\w.@$~<>{}*/-]+")
_PATH = re.compile(
    r"[^/].*/"  # a folder, its slash at the end
    r"|[^/].*/[^/]*\.[A-Za-z][\w.>}*-]*"  # a file in a folder
    r"|docs/.+"
    r"|\w[^/]*\.(?:md|mdx|jsonl?|ya?ml|toml|tsx?|jsx?|mjs|cjs|py|sh|sql|css|html|xml|lock)"
    r"|\.[a-z][\w.-]*"  # .gitignore
)
_DASH = re.compile(r"\s(?:—|–|--?)(?=\s|\Z)")
_GROUP = re.compile(r"\(([^()]*)\)")
_LEADING_GROUP = re.compile(r"\s*\(([^()\r\n]*)\)[ \t]*")
_GATE = re.compile(
    r"\s*(?:(deep)|depths?[\s-]*(\d+)\s*(?:\+|and (?:above|up)|or (?:above|more|higher))?)\s*(?=[,;]|only\b|if\b|\Z)",
    re.IGNORECASE,
)
_TRAILING_GROUP = re.compile(r"\(([^()]*)\)[\s.;,*`]*\Z")
DEEP = 4
"""The least depth that `(deep)` stands for."""


class Mention(NamedTuple):
    """A path written in a line, where it stands."""

    path: str
    span: Span


class InputLine(NamedTuple):
    """One item of Inputs. ``path`` is the first path before the dash, empty (with the item's span) where there is none;
    ``paths`` are all of them, in parentheses too. ``status`` is the text in the first parentheses that hold no path.
    """

    path: str
    span: Span
    status: str
    status_span: Span
    paths: tuple[Mention, ...]
    text: str
    item: Span

    @property
    def required(self) -> bool:
        """Whether it is required at every depth and in every project: exactly ``(required)``, as the evals read it."""
        return self.status.strip() == "required"

    @property
    def optional(self) -> bool:
        """Whether the line says that it may be missing."""
        status = self.status.lower()
        return "optional" in status or "if exist" in status or "if it exist" in status or "not available" in status


class OutputLine(NamedTuple):
    """One item of Expected Outputs, nested ones too; ``path`` and ``paths`` as for inputs.

    ``gate`` is the text of the parentheses that tie the line to a depth, such as ``depth 4+, if available``: those
    before the dash, or those that end the line. ``least_depth`` is the depth from which the output is there, 1 without.
    """

    path: str
    span: Span
    gate: str | None
    gate_span: Span
    least_depth: int
    paths: tuple[Mention, ...]
    text: str
    item: Span
    nested: bool


class Criterion(NamedTuple):
    """One top-level item of Quality Criteria. ``tag`` is the text in parentheses it begins with, whatever it says; None
    without any. ``text`` is the rest, on one line.
    """

    tag: str | None
    tag_span: Span
    text: str
    span: Span


@remembered
def section(step: MarkdownDocument, title: str) -> Section | None:
    """The H2 section with this title, else the first whose title begins with it."""
    sections = step.body.sections
    exact = next((each for each in sections if each.heading.title == title), None)
    return exact or next((each for each in sections if each.heading.title.startswith(title)), None)


@remembered
def inputs(step: MarkdownDocument) -> tuple[InputLine, ...]:
    """The top-level items of the Inputs section, in order."""
    return tuple(_input(step.text, item) for item in _items(step, "Inputs") if item.depth == 0)


@remembered
def expected_outputs(step: MarkdownDocument) -> tuple[OutputLine, ...]:
    """The items of the Expected Outputs section, nested ones too, in order."""
    return tuple(_output(step.text, item) for item in _items(step, "Expected Outputs"))


@remembered
def criteria(step: MarkdownDocument) -> tuple[Criterion, ...]:
    """The top-level items of the Quality Criteria section, in order."""
    return tuple(_criterion(step.text, item) for item in _items(step, "Quality Criteria") if item.depth == 0)


def _items(step: MarkdownDocument, title: str) -> tuple[Item, ...]:
    found = section(step, title)
    return step.body.items(found.body) if found else ()


def paths_in(text: str, span: Span) -> tuple[Mention, ...]:
    """What looks like a path of a file or folder in a span of a text, in order."""
    found: list[Mention] = []
    for match in _TOKEN.finditer(text, span.start, span.end):
        token = match.group()
        if "/" not in token and "." not in token:
            continue
        bare = token.lstrip("*<")
        begin = match.start() + len(token) - len(bare)
        word = bare.rstrip(">").removesuffix("**").rstrip(".")
        if _PATH.fullmatch(word) and text[begin - 1 : begin + 1] != ":/":
            found.append(Mention(word, Span(begin, begin + len(word))))
    return tuple(found)


def _input(text: str, item: Item) -> InputLine:
    head = _head(text, item)
    paths = paths_in(text, head)
    groups = [Span(*match.span(1)) for match in _GROUP.finditer(text, head.start, head.end)]
    status = next((group for group in groups if not paths_in(text, group)), Span(head.end, head.end))
    first = _first(paths, item.text_span, groups)
    return InputLine(*first, " ".join(status.of(text).split()), status, paths, item.text, item.text_span)


def _output(text: str, item: Item) -> OutputLine:
    head = _head(text, item)
    paths = paths_in(text, head)
    groups = [Span(*match.span(1)) for match in _GROUP.finditer(text, head.start, head.end)]
    last = _TRAILING_GROUP.search(text, head.end, item.text_span.end)
    gate, gate_span, least = None, Span(head.end, head.end), 1
    for group in (*groups, *([Span(*last.span(1))] if last else ())):
        match = _GATE.match(group.of(text))
        if match:
            gate, gate_span = " ".join(group.of(text).split()), group
            least = int(match[2][:3]) if match[2] else DEEP
            break
    first = _first(paths, item.text_span, groups)
    return OutputLine(*first, gate, gate_span, least, paths, item.text, item.text_span, item.depth > 0)


def _criterion(text: str, item: Item) -> Criterion:
    span = item.text_span
    match = _LEADING_GROUP.match(text, span.start, span.end)
    if match is None:
        return Criterion(None, Span(span.start, span.start), item.text, span)
    rest = " ".join(text[match.end() : span.end].split())
    return Criterion(match[1].strip(), Span(*match.span(1)), rest, span)


def _head(text: str, item: Item) -> Span:
    """What stands before the first dash outside parentheses; without one the whole first block."""
    span = item.text_span
    for dash in _DASH.finditer(text, span.start, span.end):
        before = text[span.start : dash.start()]
        if before.count("(") <= before.count(")"):
            return Span(span.start, dash.start())
    return span


def _first(paths: tuple[Mention, ...], whole: Span, groups: list[Span]) -> Mention:
    outside = (mention for mention in paths if not any(group.overlaps(mention.span) for group in groups))
    return next(outside, Mention("", whole))
