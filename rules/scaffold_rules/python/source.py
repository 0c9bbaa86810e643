"""The Python snippets of a document: their code, what it means, and the way back into the document."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from scaffold_rules.documents.document import MarkdownDocument
from scaffold_rules.finding import Edit, Finding, Fix, Related, Severity
from scaffold_rules.python.code import Code, Function, N, Scope, read_code
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.documents.marker import Context
    from scaffold_rules.documents.snippet import Snippet

Place = ast.AST | Span | int
"""Where in a snippet: a node, a span in its text, or an offset."""

LANGUAGES = frozenset({"python", "py", "python3", "py3"})
"""The labels of fences that hold Python."""


@dataclass(frozen=True, eq=False)
class PythonSnippet:
    """One Python snippet. Offsets and spans are into ``text`` unless they are called host spans."""

    document: MarkdownDocument
    snippet: Snippet

    @property
    def text(self) -> str:
        """The code as written, prefixes of the fence removed."""
        return self.snippet.text

    @cached_property
    def code(self) -> Code:
        """The code parsed; the same text is parsed once, whoever asks."""
        return read_code(self.text)

    @property
    def tree(self) -> ast.Module | None:
        """The syntax tree, or None."""
        return self.code.tree

    @property
    def path(self) -> str:
        """The path of the document."""
        return self.document.path

    @property
    def header(self) -> str:
        """The path in the comment on the first line, or empty."""
        return self.snippet.header or ""

    @property
    def context(self) -> Context:
        """What kind of file the code is from."""
        return self.snippet.context

    @property
    def is_test(self) -> bool:
        """Whether the code as a whole is from a test file."""
        return self.snippet.is_test

    # the tree

    def of(self, kind: type[N]) -> list[N]:
        """All nodes of exactly a type, each before what is inside of it."""
        return self.code.of(kind)

    @property
    def functions(self) -> tuple[Function, ...]:
        """All functions and methods, nested ones too."""
        return self.code.functions

    def ancestors(self, node: ast.AST) -> Iterator[ast.AST]:
        """What a node stands in, innermost first."""
        return self.code.ancestors(node)

    def scope(self, node: ast.AST) -> Scope | None:
        """The innermost function around a node, else the whole snippet."""
        return next((n for n in self.ancestors(node) if isinstance(n, Scope)), None)

    def class_of(self, node: ast.AST) -> ast.ClassDef | None:
        """The innermost class around a node."""
        return next((n for n in self.ancestors(node) if isinstance(n, ast.ClassDef)), None)

    def statement(self, node: ast.AST) -> ast.stmt | None:
        """The innermost statement a node is or stands in."""
        return next((n for n in (node, *self.ancestors(node)) if isinstance(n, ast.stmt)), None)

    def dotted(self, node: ast.AST) -> str:
        """The dotted name of a chain of names, imports and conventional aliases resolved; empty for anything else."""
        return self.code.dotted(node)

    def in_test(self, node: ast.AST) -> bool:
        """Whether a node belongs to a test: by the file, or by the names of the functions and classes around it."""
        return self.is_test or any(is_test_name(n) for n in (node, *self.ancestors(node)))

    # places

    def span(self, place: Place) -> Span:
        """The span of a place in ``text``."""
        if isinstance(place, ast.AST):
            return self.code.span(place)
        return Span(place, place) if isinstance(place, int) else place

    def name_span(self, node: Function | ast.ClassDef) -> Span:
        """The name of a function or class where it is defined."""
        start = self.text.find(node.name, self.span(node).start + len("def"))
        return Span(start, start + len(node.name)) if start >= 0 else self.span(node)

    def last_word(self, node: ast.expr) -> Span:
        """The name a chain of names ends with: `no_grad` of `torch.no_grad`."""
        end = self.span(node).end
        return Span(end - len(node.attr), end) if isinstance(node, ast.Attribute) else self.span(node)

    def source(self, place: Place) -> str:
        """The code at a place, as written."""
        return self.span(place).of(self.text)

    def after(self, place: Place) -> Span:
        """The empty span right behind a place."""
        end = self.span(place).end
        return Span(end, end)

    def before(self, place: Place) -> Span:
        """The empty span right before a place."""
        start = self.span(place).start
        return Span(start, start)

    def host_span(self, place: Place) -> Span:
        """The span of a place in the document."""
        return self.snippet.host_span(self.span(place))

    def bad(self, place: Place) -> bool:
        """Whether a place stands where the code is wrong on purpose."""
        return self.snippet.is_bad(self.span(place).start)

    # what rules say

    def report(
        self,
        place: Place,
        message: str,
        *,
        severity: Severity | None = None,
        fixes: tuple[Fix, ...] = (),
        related: tuple[tuple[Place, str], ...] = (),
        tags: tuple[str, ...] = (),
        even_bad: bool = False,
    ) -> Iterator[Finding]:
        """The finding at a place; nothing where the code is wrong on purpose, unless ``even_bad``."""
        if even_bad or not self.bad(place):
            others = tuple(Related(self.path, self.host_span(other), text) for other, text in related)
            yield Finding(self.host_span(place), message, severity, fixes, others, tags=tags)

    def edit(self, place: Place, text: str) -> Edit | None:
        """The edit that replaces a place in the document, or None where it would break a line's prefix."""
        edited = self.snippet.host_edit(self.span(place), text)
        return Edit(*edited) if edited else None

    def fix(self, title: str, *edits: tuple[Place, str] | None, safe: bool = True) -> tuple[Fix, ...]:
        """The fix made of some edits, as the ``fixes`` of a finding; none when one of the edits cannot be made."""
        made = [self.edit(*each) if each else None for each in edits]
        good = tuple(each for each in made if each is not None)
        return (Fix(title, good, safe),) if good and len(good) == len(made) else ()

    def import_edits(self, statement: str) -> tuple[tuple[Place, str], ...]:
        """What makes an import statement part of the snippet, for ``fix``; nothing when it is there already."""
        tree = self.tree
        if tree is None or any(self.source(node) == statement for node in tree.body):
            return ()
        imports = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
        block = [node for node, body in zip(imports, tree.body[_docstring(tree) :], strict=False) if node is body]
        if block:
            return ((self.after(block[-1]), f"\n{statement}"),)
        if _docstring(tree):
            return ((self.after(tree.body[0]), f"\n\n{statement}"),)
        start = 0
        while self.text.startswith("#", start) and "\n" in self.text[start:]:
            start = self.text.index("\n", start) + 1
        blank = "" if self.text.startswith(("import ", "from ", "\n"), start) else "\n"
        return ((start, f"{statement}\n{blank}"),)


def python_snippets(document: MarkdownDocument, *words: str) -> tuple[PythonSnippet, ...]:
    """The Python snippets of a document whose text holds all of some words, in order."""
    found = _snippets(document)
    return tuple([each for each in found if all(word in each.text for word in words)]) if found and words else found


def has_python(document: MarkdownDocument) -> bool:
    """Whether a document has a Python snippet."""
    return bool(_snippets(document))


@lru_cache(maxsize=4)
def _snippets(document: MarkdownDocument) -> tuple[PythonSnippet, ...]:
    """All Python snippets; the rules ask one after the other for the same document."""
    return tuple([PythonSnippet(document, each) for each in document.snippets if each.language in LANGUAGES])


def keyword(call: ast.Call, name: str) -> ast.expr | None:
    """The value of a keyword argument, or None."""
    return next((each.value for each in call.keywords if each.arg == name), None)


def is_test_name(node: ast.AST) -> bool:
    """Whether a node is a function or class that a test runner collects."""
    if isinstance(node, ast.ClassDef):
        return node.name.startswith("Test") or node.name.endswith(("TestCase", "Tests", "Test"))
    return isinstance(node, Function) and (node.name.startswith("test_") or node.name == "test")


def _docstring(tree: ast.Module) -> int:
    """1 when the first statement is a docstring, else 0."""
    first = tree.body[0] if tree.body else None
    return int(
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
