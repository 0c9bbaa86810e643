"""Where a reading of YAML text has got to, and what it has met: places, anchors, problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from scaffold_rules.documents.yaml_nodes import Dialect, Node, Scalar, YamlProblem
from scaffold_rules.text import Span

END = "\0"
"""Stands behind the last line, so that nothing has to ask whether the text is over."""
BREAKS = "\r\n"
SPACES = " \t\r\n"
MAX_DEPTH = 64
MAX_EXPANSION = 300_000
MAX_PROBLEMS = 100

_GAP = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\n|\r\n?))*( *)(\t[ \t]*)?")
_LINE_START = re.compile(r"[\r\n]( *+)(?![ \t]*[\r\n#])")
_LINE_END = re.compile(r"[^\r\n\0]*")
_BLOCK_LINE = re.compile(r"""[ \t]*(?:-(?=[ \t\r\n])|(?:"[^"\r\n]*"|'[^'\r\n]*'|[\w.-]+)[ \t]*:(?=[ \t\r\n]))""")
_SEPARATOR = re.compile(r"(?:---|\.\.\.)(?=[ \t\r\n\0])")


def is_block_line(source: str, at: int) -> bool:
    """Whether a line looks like an item of a list or a key of a mapping."""
    return _BLOCK_LINE.match(source, at) is not None


def line_start(source: str, at: int) -> int:
    """Where the line that an offset is in starts."""
    return max(source.rfind("\n", 0, at), source.rfind("\r", 0, at)) + 1


class Slip(Exception):  # noqa: N818 - it is the author's, not the program's
    """The author slipped here; whoever reads the entry around it records the problem and goes on."""

    def __init__(self, start: int, end: int, message: str, name: str = "syntax-error", *, is_key: bool = False) -> None:
        super().__init__(message)
        self.is_key = is_key
        """Whether it is certain that what is broken is a line of a mapping."""
        self.problem = YamlProblem(name, Span(start, max(start, end)), message)


class TabIndentation(Exception):  # noqa: N818 - as above
    """A line is indented with a tab."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at


class Anchored(NamedTuple):
    """A node an alias may stand for, how many characters it stands for in full, and how many levels it has."""

    node: Node
    size: int
    depth: int


class Reader:
    """A position in a source, with the facts about its line that YAML's indentation rules ask for."""

    __slots__ = (
        "anchors", "at", "building", "deepest", "depth", "dialect", "dirty", "edited", "expansion", "guessed",
        "handles", "indent", "limit", "line", "problems", "repaired", "source", "spent", "tab",
    )  # fmt: skip

    def __init__(self, source: str, at: int, limit: int, dialect: Dialect) -> None:
        self.source = source
        self.at = at
        self.limit = limit
        """Where the host's YAML ends; the source has a line end and an END behind it."""
        self.dialect = dialect
        self.line = at
        """Where the current line starts."""
        self.indent = 0
        """How many spaces the current line starts with."""
        self.tab = -1
        """The first tab among the blanks in front of the current token, or -1."""
        self.handles = {"!": "!", "!!": "tag:yaml.org,2002:"}
        self.anchors: dict[str, Anchored] = {}
        self.building: list[str] = []
        """The anchors whose nodes are being read."""
        self.problems: list[YamlProblem] = []
        self.spent = False
        """Whether there are so many problems that the rest is not worth repairing."""
        self.repaired: list[Span] = []
        self.guessed: set[int] = set()
        """Where keys start that are only guesses."""
        self.expansion = 0
        """How many characters the aliases so far stand for."""
        self.edited = Span(0, 0)
        """The line the author edited last; empty when it is not known."""
        self.depth = 0
        self.deepest = 0
        """The deepest level met since the innermost open anchor, levels inside aliases included."""
        self.dirty = False
        """Whether there are control characters somewhere."""

    def skip(self) -> bool:
        """Go over blanks, comments and line ends to the next token; whether there was a line end."""
        at = self.at
        char = self.source[at]
        if char not in " \t\r\n#":
            return False
        if char == " " and self.source[at + 1] not in " \t\r\n#":
            self.at = at + 1
            return False
        match = _GAP.match(self.source, at)
        assert match is not None
        start, end = match.span(1)
        if start != at:
            self.line = start
            self.indent = end - start
            self.tab = -1
        self.at = match.end()
        if self.at != end and self.tab < 0:
            self.tab = end
        return start != at

    def jump(self, line: int) -> None:
        """Go to the first token at or after a line's start."""
        self.at = self.line = line
        self.tab = -1
        while self.source[self.at] == " ":
            self.at += 1
        self.indent = self.at - line
        self.skip()

    def at_separator(self) -> bool:
        """Whether ``---`` or ``...`` stands here at the start of a line."""
        return self.at == self.line and _SEPARATOR.match(self.source, self.at) is not None

    def line_end(self, at: int) -> int:
        """The end of the line's content, the line end not included."""
        match = _LINE_END.match(self.source, at)
        assert match is not None
        return min(match.end(), self.limit)

    def region_end(self, at: int, column: int, *, dashes: bool) -> int:
        """The start of the next line that is indented no deeper than the column; ``dashes`` at it still belong."""
        for indent, token in self.lines_below(at):
            own_list = dashes and indent == column and self.source[token] == "-" and self.source[token + 1] in SPACES
            if indent <= column and not own_list:
                return token - indent
        return len(self.source) - 1

    def lines_below(self, at: int) -> Iterator[tuple[int, int]]:
        """How far each line below an offset is indented and where its first token is; lines without any are left out."""
        for match in _LINE_START.finditer(self.source, self.line_end(at)):
            yield len(match[1]), match.end()

    def note(self, problem: YamlProblem) -> None:
        """Record a problem, unless there are very many already."""
        if len(self.problems) >= MAX_PROBLEMS:
            self.spent = True
        elif problem not in self.problems:
            self.problems.append(problem)

    def descend(self, at: int) -> None:
        """Enter a collection; very deep ones are not read."""
        if self.depth >= MAX_DEPTH:
            raise Slip(at, at + 1, f"more than {MAX_DEPTH} levels of nesting")
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def blank(self, at: int) -> Scalar:
        """The null scalar of a value that is not there."""
        at = min(at, self.limit)
        return Scalar(Span(at, at), None, "", "")
