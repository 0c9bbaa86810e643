"""YAML text in, a tree with spans out, judged as the scaffold tool's js-yaml 4.1 judges it. Parsing never fails.

The parser is our own. It follows js-yaml's rules, so that both accept the same text and see the same values, which no
YAML 1.1 library does; it knows where an author slipped; and it goes on after that, so that a half-typed line costs
the tree nothing but that line.
"""

from __future__ import annotations

import re

from scaffold_rules.documents.yaml_block import block_node, repaired
from scaffold_rules.documents.yaml_inline import no_start
from scaffold_rules.documents.yaml_nodes import (
    Dialect,
    Entry,
    Mapping,
    Node,
    Scalar,
    ScalarValue,
    Sequence,
    Tree,
    YamlProblem,
    entry_at,
    follow,
    node_at,
)
from scaffold_rules.documents.yaml_reader import BREAKS, END, MAX_PROBLEMS, Reader, Slip, TabIndentation, line_start
from scaffold_rules.documents.yaml_tags import is_merge, key_name, mapping_of, tag_prefix
from scaffold_rules.text import Span

__all__ = [
    "Dialect", "Entry", "Mapping", "Node", "Scalar", "ScalarValue", "Sequence", "Tree", "YamlProblem",
    "entry_at", "follow", "node_at", "parse_yaml", "value_of",
]  # fmt: skip

_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_INDENTATION = re.compile(r"(?:^|(?<=[\r\n])) *\t[ \t]*")
_CONFLICT = re.compile(r"^(?:<{7} |\|{7}|={7}$|>{7} )[^\r\n]*", re.MULTILINE)
_CONTENT = re.compile(r"[^\r\n]")
_DIRECTIVE = re.compile(r"%([^ \t\r\n]*)([^\r\n]*)")
_VERSION = re.compile(r"0*1\.[0-9]+")
_WORD = re.compile(r"[^ \t]+")
_LINE_BREAK = re.compile(r"\r\n?|\n")


def parse_yaml(text: str, dialect: Dialect, span: Span | None = None, edited: int | None = None) -> Tree:
    """The tree of the YAML in a span of the text (all of it by default); offsets in the result are into the text.

    ``edited`` is the offset of the author's last edit, if known: what two lines dispute, that line gives way in.
    """
    start, end = span or (0, len(text))
    start += text.startswith("\ufeff", start, end)
    source = text[:end] if end > start and text[end - 1] in BREAKS else text[:end] + "\n"
    dirty = _CONTROL.search(source, start) is not None
    problems: list[YamlProblem] = []
    repairs: list[Span] = []
    if dirty and (at := source.find("\0", start)) != -1:
        problems.append(YamlProblem("syntax-error", Span(at, at + 1), "a null byte cannot stand in YAML; remove it"))
        source = source.replace("\0", "\ufffd")
    if "<<<<<<< " in source:
        source = _without_conflicts(source, start, problems, repairs)
    while True:
        reader = Reader(source + END, start, end, dialect)
        reader.dirty = dirty
        if edited is not None and start <= edited <= end:
            reader.edited = Span(line_start(source, edited), reader.line_end(edited))
        reader.problems += problems
        reader.repaired += repairs
        try:
            root = _document(reader)
        except TabIndentation as tab:
            message = "a tab cannot indent YAML; use spaces"
            problems.append(YamlProblem("syntax-error", Span(tab.at, tab.at + 1), message))
            repairs.append(Span(line_start(source, tab.at), reader.line_end(tab.at)))
            source = source[:start] + _INDENTATION.sub(lambda blanks: " " * len(blanks.group()), source[start:])
        else:
            return Tree(root, tuple(sorted(reader.problems, key=_place)), tuple(sorted(set(reader.repaired))))


def _place(problem: YamlProblem) -> Span:
    return problem.span


def _without_conflicts(source: str, start: int, problems: list[YamlProblem], repairs: list[Span]) -> str:
    """The text with our side of every merge conflict left, and spaces in place of everything else."""
    parts: list[str] = []
    kept_to = 0
    marks: list[Span] = []
    for match in _CONFLICT.finditer(source.replace("\r", "\n"), start):
        kind = match.group()[0]
        if kind == "<":
            marks = []
        elif not marks or (kind == ">" and len(marks) < 2):
            continue
        marks.append(Span(*match.span()))
        if kind == ">":
            parts += (source[kept_to : marks[0].start], _spaces(source[slice(*marks[0])]))
            parts += (source[marks[0].end : marks[1].start], _spaces(source[marks[1].start : marks[-1].end]))
            kept_to = marks[-1].end
            related = tuple((mark, "a part of it") for mark in marks[1:])
            message = "a merge conflict was left here; keep one side and remove the markers"
            problems.append(YamlProblem("syntax-error", marks[0], message, related))
            repairs.append(Span(marks[0].start, kept_to))
            marks = []
            if len(problems) >= MAX_PROBLEMS:
                break
    return "".join(parts) + source[kept_to:]


def _spaces(text: str) -> str:
    return _CONTENT.sub(" ", text)


def _document(reader: Reader) -> Node | None:
    """The one document of a text; what stands behind its end is a problem."""
    while reader.source[reader.at] == " ":
        reader.at += 1
        reader.indent += 1
    has_directives = _directives(reader)
    if reader.indent == 0 and reader.source.startswith("---", reader.at):
        reader.at += 3
        reader.skip()
    elif has_directives:
        message = "a line that starts with % is an instruction to the YAML parser; put the text in quotes"
        reader.note(YamlProblem("syntax-error", has_directives, message))
    root = _root(reader)
    if reader.source.startswith("...", reader.at):
        reader.at += 3
        reader.skip()
    if reader.source[reader.at] != END:
        span = Span(reader.at, reader.line_end(reader.at))
        message = "a second document starts here, but a file can only have one; remove this line or what follows"
        reader.note(YamlProblem("second-document", span, message))
    return root


def _directives(reader: Reader) -> Span | None:
    """Go over ``%YAML`` and ``%TAG`` lines; the span of the first directive, if there is one."""
    first: Span | None = None
    declared: set[str] = set()
    while True:
        reader.skip()
        match = _DIRECTIVE.match(reader.source, reader.at)
        if reader.indent > 0 or match is None:
            return first
        words = _WORD.findall(re.split(r"(?:^|[ \t]+)#", match[2])[0])
        if not _directive(reader, match[1], words, declared):
            reader.note(YamlProblem("syntax-error", Span(*match.span()), "this directive cannot be read; remove it"))
        first = first or Span(*match.span())
        line_break = _LINE_BREAK.match(reader.source, match.end())
        assert line_break is not None
        # js-yaml does not count the blanks in front of the next line.
        reader.at = reader.line = line_break.end()
        reader.indent, reader.tab = 0, -1


def _directive(reader: Reader, name: str, words: list[str], declared: set[str]) -> bool:
    """Take in a directive; whether it can be read. ``declared`` is what earlier ones have said, none may say it again."""
    match name, words:
        case "YAML", [version]:
            fits = "YAML" not in declared and _VERSION.fullmatch(version) is not None
            declared.add("YAML")
            return fits
        case "TAG", [handle, prefix]:
            full = tag_prefix(handle, prefix)
            if full is None or handle in declared:
                return False
            declared.add(handle)
            reader.handles[handle] = full
            return True
        case _:
            return name not in ("", "YAML", "TAG")


def _root(reader: Reader) -> Node | None:
    """The root node; lines that do not belong to it are problems, and are joined to it if they are of its kind."""
    root: Node | None = None
    while True:
        at = reader.at
        mark = len(reader.problems)
        try:
            node = block_node(reader, reader.indent - 1, is_item=False, seek=False, compact=True)
            reader.skip()
        except Slip as slip:
            del reader.problems[mark:]
            reader.depth = 0
            _, node = repaired(reader, -1, at, slip, is_item=True)
        root = _joined(reader, root, node)
        if reader.source[reader.at] == END or reader.at_separator():
            return root
        end = reader.line_end(reader.at)
        stray = Slip(reader.at, end, "this does not belong to what stands above it")
        reader.note((no_start(reader) if node is None else stray).problem)
        reader.repaired.append(Span(reader.line, end))
        if reader.at == at or reader.at - reader.line != reader.indent:
            reader.jump(end)


def _joined(reader: Reader, root: Node | None, node: Node | None) -> Node | None:
    match root, node:
        case Mapping(flow=False), Mapping(flow=False):
            entries = [*root.entries, *node.entries]
            return mapping_of(reader, Span(root.span.start, node.span.end), entries, flow=False)
        case Sequence(flow=False), Sequence(flow=False):
            return Sequence(Span(root.span.start, node.span.end), root.items + node.items, flow=False)
        case None | Scalar(), Mapping() | Sequence():
            return node
        case _:
            return node if root is None else root


def value_of(node: Node | None) -> object:
    """Plain data as the scaffold tool sees it: dicts with names as keys, lists and scalars, merge keys applied."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [value_of(item) for item in node.items]
        case Mapping():
            merges = node.merged is not None
            found: dict[str, object] = {}
            for entry in node.entries:
                if not (merges and is_merge(entry.key)):
                    found.setdefault(key_name(entry.key), value_of(entry.value))
            for entry in node.merged or ():
                found.setdefault(key_name(entry.key), value_of(entry.value))
            return found
        case _:
            return None
