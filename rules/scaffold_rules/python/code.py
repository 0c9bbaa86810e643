"""Python code as it stands in prose: parsed once, elisions and placeholders read as what they stand for."""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scaffold_rules.python.known_names import BUILTINS, meaning
from scaffold_rules.python.masked import masked
from scaffold_rules.text import LineIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef
Scope = ast.FunctionDef | ast.AsyncFunctionDef | ast.Module
N = TypeVar("N", bound=ast.AST)

MOST_CODE = 100_000
"""Longer snippets are not parsed."""

_PLACEHOLDER = re.compile(r"<[A-Za-z_][\w-]*(?: [\w-]+)*>|\{\{[^{}\n]*\}\}")
_ELISION = re.compile(r"(?<!\.)\.\.\.(?!\.)|…")
_IMPORT = re.compile(r"[ \t]*(?:from|import)\b")
# Lines of a notebook (commands, magics, questions) and of a template, by what makes a comment of them.
_NO_PYTHON = re.compile(r"^[ \t]*(?P<mark>[%!?]|\{%|[A-Za-z_](?=[\w.]*+\?{1,2}[ \t]*$))", re.MULTILINE)
_COMMAND = re.compile(r"(?<==)[ \t]*(?P<mark>[!%][A-Za-z][^\n]*)$", re.MULTILINE)
_MOST_GAPS = 12
_PLAIN = "arg asname attr conversion ctx id is_async kind kwd_attrs level module op ops rest simple str type_comment type_ignores"
_LEAVES = frozenset(_PLAIN.split())
_NAMED = frozenset({"TypeAlias"})  # its name is a node
_CHILDREN: dict[type, tuple[str, ...]] = {
    kind: ()
    if kind in {ast.Constant, ast.MatchSingleton, ast.Global, ast.Nonlocal}
    else tuple(name for name in kind._fields if name not in _LEAVES and (name != "name" or kind.__name__ in _NAMED))
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}
"""The fields that hold nodes or lists of nodes; contexts and operators are shared and stand nowhere."""


class Trouble(NamedTuple):
    """Why code does not parse: where, as an offset, and Python's own words."""

    offset: int
    message: str
    indentation: bool


class Gap(NamedTuple):
    """Something left out, at a place where Python takes no gap: ``...`` or ``<name>``."""

    span: Span
    stand_in: str


@dataclass(frozen=True, eq=False)
class Code:
    """One piece of Python. Offsets and spans are in code points into ``text``.

    ``readable`` is what was parsed: the text with stand-ins of the same length where something is left out. ``tree`` is
    None, and ``trouble`` says why, when that does not parse either. ``gaps`` are the gaps without which it would not.
    """

    text: str
    readable: str
    tree: ast.Module | None
    gaps: tuple[Gap, ...] = ()
    trouble: Trouble | None = None

    @cached_property
    def lines(self) -> LineIndex:
        """Where the lines start."""
        return LineIndex(self.readable)

    def offset(self, line: int, column: int) -> int:
        """The offset of a line (from 1) and column (from 0, in UTF-8 bytes) of Python's own counting."""
        span = self.lines.line_span(line - 1)
        source = span.of(self.readable)
        if not source.isascii():
            column = len(source.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace"))
        return min(span.start + max(column, 0), span.end)

    def span(self, node: ast.AST) -> Span:
        """The place of a node; inside of an f-string only where Python knows it, else that of the f-string."""
        place = self._plain_span(node)
        string = self._strings.get(node)
        if string is not None and not _reads_as(place.of(self.readable), node):
            return self._plain_span(string)
        return place

    def _plain_span(self, node: ast.AST) -> Span:
        line = getattr(node, "lineno", None)
        if line is None:
            spans = [self._plain_span(child) for child in ast.iter_child_nodes(node)]
            return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)
        start = self.offset(line, getattr(node, "col_offset", 0))
        return Span(
            start, max(start, self.offset(getattr(node, "end_lineno", line), getattr(node, "end_col_offset", 0)))
        )

    @cached_property
    def _walk(self) -> tuple[dict[type, list[ast.AST]], dict[ast.AST, ast.AST], dict[ast.AST, ast.AST]]:
        """Nodes by type, the parent of each, and the f-string of what stands in one."""
        by_type: dict[type, list[ast.AST]] = {}
        parents: dict[ast.AST, ast.AST] = {}
        strings: dict[ast.AST, ast.AST] = {}
        waiting: list[ast.AST] = [self.tree] if self.tree else []
        while waiting:  # half of what a check of code costs is here
            node = waiting.pop()
            kind = type(node)
            by_type.setdefault(kind, []).append(node)
            children: list[Any] = []
            for field in _CHILDREN[kind]:
                value = getattr(node, field, None)
                if type(value) is list:
                    children += value
                elif value is not None:
                    children.append(value)
            if None in children:  # for `**` in a dictionary, for a keyword without default
                children = [child for child in children if child is not None]
            for child in children:
                parents[child] = node
            if strings or kind is ast.JoinedStr:
                string = node if kind is ast.JoinedStr else strings.get(node)
                if string is not None:
                    strings.update(dict.fromkeys(children, string))
            children.reverse()
            waiting += children
        return by_type, parents, strings

    @property
    def _strings(self) -> dict[ast.AST, ast.AST]:
        return self._walk[2]

    def of(self, kind: type[N]) -> list[N]:
        """All nodes of exactly a type, each before what is inside of it."""
        return self._walk[0].get(kind, [])  # type: ignore[return-value]  # the key is their type

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, innermost first."""
        above = self._walk[1].get(node)
        while above is not None:
            yield above
            above = self._walk[1].get(above)

    @cached_property
    def functions(self) -> tuple[Function, ...]:
        """All functions and methods, nested ones too."""
        return (*self.of(ast.FunctionDef), *self.of(ast.AsyncFunctionDef))

    @cached_property
    def imports(self) -> dict[str, str]:
        """The names that imports bind, and the dotted names they stand for."""
        names: dict[str, str] = {}
        for plain in self.of(ast.Import):
            for alias in plain.names:
                first = alias.name.partition(".")[0]
                names[alias.asname or first] = alias.name if alias.asname else first
        for from_ in self.of(ast.ImportFrom):
            module = "." * from_.level + (from_.module or "")
            for alias in from_.names:
                names[alias.asname or alias.name] = f"{module}.{alias.name}"
        return names

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every name that something in the code binds, wherever."""
        names = {node.id for node in self.of(ast.Name) if not isinstance(node.ctx, ast.Load)}
        names |= {node.arg for node in self.of(ast.arg)}
        names |= {node.name for node in (*self.functions, *self.of(ast.ClassDef))}
        names |= {node.name for node in self.of(ast.ExceptHandler) if node.name}
        names |= {node.name for node in self.of(ast.MatchAs) if node.name}
        names |= {node.name for node in self.of(ast.MatchStar) if node.name}
        names |= {node.rest for node in self.of(ast.MatchMapping) if node.rest}
        return frozenset(names | self.imports.keys())

    @cached_property
    def unbound(self) -> frozenset[str]:
        """The names that are used, are no builtins, and that nothing in the code binds."""
        return frozenset({node.id for node in self.of(ast.Name)} - self.bound - BUILTINS)

    def dotted(self, node: ast.AST) -> str:
        """The dotted name of a chain of names, imports and conventional aliases resolved; empty for anything else."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        first = self.imports.get(node.id)
        if first is None:
            first = (None if node.id in self.bound else meaning(node.id)) or node.id
        return ".".join((first, *reversed(parts)))


@lru_cache(maxsize=512)
def read_code(text: str) -> Code:
    """Code parsed, as far as it can be: as it is, with stand-ins for what is left out, or as newer Python. Never raises."""
    tree, trouble = parsed(text)
    if trouble is None:
        return Code(text, text, tree)
    indented = _indented(text) if trouble.indentation else None
    if indented is not None:
        return Code(text, text, indented)
    found = _recovered(text)
    if found is not None:
        return Code(text, *found)
    if not trouble.indentation:  # the one thing that is the same in every version
        newer = _newer(text)
        if newer is not None:
            return Code(text, newer, parsed(newer)[0])
    return Code(text, text, None, trouble=trouble)


def parsed(text: str) -> tuple[ast.Module | None, Trouble | None]:
    """The syntax tree, or why there is none; neither for code that is too long to look at."""
    if len(text) > MOST_CODE:
        return None, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text), None
    except SyntaxError as error:
        line = LineIndex(text).line_span((error.lineno or 1) - 1)
        offset = min(line.start + max((error.offset or 1) - 1, 0), line.end)
        return None, Trouble(offset, error.msg, isinstance(error, IndentationError))
    except (ValueError, RecursionError, MemoryError):  # null bytes, lone surrogates, bombs
        return None, None


def _indented(text: str) -> ast.Module | None:
    """The tree of code that is indented as a whole, as cut out of a class."""
    tree = parsed("if 1:\n" + text)[0] if text.lstrip("\n")[:1] in {" ", "\t"} else None
    if tree is None or len(tree.body) != 1 or not isinstance(tree.body[0], ast.If):
        return None
    ast.increment_lineno(tree, -1)
    tree.body = tree.body[0].body
    return tree


def _recovered(text: str) -> tuple[str, ast.Module, tuple[Gap, ...]] | None:
    """The text with stand-ins of the same length, its tree, and the gaps without which it does not parse."""
    gaps, marks = _gaps(text)
    if not (gaps or marks) or len(gaps) > _MOST_GAPS:
        return None
    plain = _filled(text, marks)
    readable = _filled(plain, gaps)
    tree = parsed(readable)[0]
    if tree is None:  # between parameters
        gaps = [Gap(gap.span, "___") if gap.stand_in == "**_" else gap for gap in gaps]
        readable = _filled(plain, gaps)
        tree = parsed(readable)[0]
    if tree is None:
        return None
    needed = [gap for gap in gaps if parsed(_filled(plain, [other for other in gaps if other != gap]))[0] is None]
    return readable, tree, tuple(needed)


def _gaps(text: str) -> tuple[list[Gap], list[Gap]]:
    """What may be left out, and the marks of lines that are a notebook's or a template's, not Python's."""
    quiet = masked(text)
    found = [
        Gap(Span(*match.span()), "_" + re.sub(r"\W", "_", match.group()[1:-1]) + "_")
        for match in _PLACEHOLDER.finditer(quiet)
    ]
    for match in _ELISION.finditer(quiet):
        before, after = quiet[: match.start()].rstrip(), quiet[match.end() :].lstrip()
        if match.group() == "…":
            found.append(Gap(Span(*match.span()), "_"))
        elif _IMPORT.match(quiet, quiet.rfind("\n", 0, match.start()) + 1):
            found.append(Gap(Span(*match.span()), "___"))
        elif before[-1:] in {",", "(", "{"} and after[:1] in {",", ")", "}"}:
            found.append(Gap(Span(*match.span()), "**_"))
    marks = [Gap(Span(*match.span("mark")), "#" * len(match["mark"])) for match in _NO_PYTHON.finditer(quiet)]
    marks += [Gap(Span(*match.span("mark")), "_" * len(match["mark"])) for match in _COMMAND.finditer(quiet)]
    return found, marks


def _filled(text: str, gaps: list[Gap]) -> str:
    for gap in gaps:
        text = text[: gap.span.start] + gap.stand_in + text[gap.span.end :]
    return text


def _newer(text: str) -> str | None:
    """The text without the statements that only a newer Python reads, when such a Python would read it all."""
    from scaffold_rules.python.cst import statements

    pieces = statements(text)
    if pieces is None:
        return None
    kept = [piece if parsed(piece)[1] is None else re.sub(r"^.", "#", piece, flags=re.MULTILINE) for piece in pieces]
    return "".join(kept)[: len(text)]


def _reads_as(source: str, node: ast.AST) -> bool:
    try:
        return ast.dump(ast.parse(source, mode="eval").body) == ast.dump(node)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
