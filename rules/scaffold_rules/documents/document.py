"""Documents: one parsed file each, with typed views of what its kind holds. Frozen; what costs time is computed once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from scaffold_rules.documents.markdown import Body, parse_markdown
from scaffold_rules.documents.yaml import Dialect, Entry, Mapping, Node, Scalar, Sequence, Tree, value_of
from scaffold_rules.text import LineIndex, Span, occurrences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scaffold_rules.documents.frontmatter import Frontmatter
    from scaffold_rules.documents.kind import Kind
    from scaffold_rules.documents.snippet import Snippet
    from scaffold_schemas import Version

D = TypeVar("D", bound="Document")
T = TypeVar("T")
P = ParamSpec("P")

NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
"""The slug of steps, entries and services (K1 of the content model)."""

STRICT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
"""The slug of preset keys, skills and gap topics (K2 of the content model)."""


class Namespace(StrEnum):
    """What a name can be the name of. Steps and tools share one map in the scaffold tool."""

    STEP = "step"
    ENTRY = "entry"
    TOPIC = "topic"


class Definition(NamedTuple):
    """A name that a document gives to something, and where it does."""

    namespace: Namespace
    name: str
    path: str
    span: Span


class Reference(NamedTuple):
    """A name that a document uses. ``role`` says as what: ``dependencies``, ``knowledge-overrides.append``, ``prose`` …"""

    namespace: Namespace
    name: str
    path: str
    span: Span
    role: str


class Problem(NamedTuple):
    """Something parsing noticed; ``rule`` is the name it is reported under."""

    rule: str
    span: Span
    message: str
    related: tuple[tuple[Span, str], ...] = ()
    upstream: str | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """One file. ``path`` is relative to the content root, with forward slashes; all spans are into ``text``.

    ``version`` is the release of the content it belongs to, None when nobody knows; ``own_types`` are the user's own
    project types.
    """

    path: str
    kind: Kind
    text: str
    problems: tuple[Problem, ...] = ()
    version: Version | None = None
    own_types: tuple[str, ...] = ()

    @cached_property
    def lines(self) -> LineIndex:
        """Where the lines start."""
        return LineIndex(self.text)

    @cached_property
    def names_scaffold(self) -> bool:
        """Whether the tool's name is in the text: whatever is said to it begins so, and most texts say nothing to it."""
        return "scaffold" in self.text

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.path.rpartition("/")[2].partition(".")[0]

    @property
    def folder(self) -> str:
        """The name of the folder the file is in."""
        return self.path.rpartition("/")[0].rpartition("/")[2]

    @property
    def start(self) -> Span:
        """The first line, for what concerns the file as a whole."""
        return self.lines.line_span(0)

    @property
    def definitions(self) -> tuple[Definition, ...]:
        """The names this document gives."""
        return ()

    @property
    def references(self) -> tuple[Reference, ...]:
        """The names this document uses."""
        return ()


@dataclass(frozen=True, eq=False)
class YamlDocument(Document):
    """A document with YAML in it: the whole file, or its frontmatter."""

    tree: Tree = Tree(None, ())  # noqa: RUF009 - a frozen, empty tree
    dialect: Dialect = Dialect.DEFAULT

    @cached_property
    def root(self) -> Mapping | None:
        """The top-level mapping, or None when the YAML is something else."""
        return self.tree.root if isinstance(self.tree.root, Mapping) else None

    @cached_property
    def _fields(self) -> dict[str, Entry]:
        """The top-level entries by key, the first where there are several: every rule asks for some."""
        entries = (*self.root.entries, *(self.root.merged or ())) if self.root is not None else ()
        return {entry.key.text: entry for entry in reversed(entries)}

    def field(self, name: str) -> Entry | None:
        """The entry of a top-level key."""
        return self._fields.get(name)

    def value(self, name: str) -> object:
        """The value of a top-level key as the scaffold tool sees it; None when absent."""
        entry = self.field(name)
        return value_of(entry.value) if entry else None

    def string(self, name: str) -> str | None:
        """The value of a top-level key when it is a string."""
        value = self.value(name)
        return value if isinstance(value, str) else None

    def at(self, *names: str) -> Span:
        """Where to complain about the first of the keys that is there: its value, or the key itself when that is
        empty; without any of them the document's name, or its start.
        """
        for name in (*names, "name"):
            entry = self.field(name)
            if entry is not None:
                return place_of(entry)
        return self.start

    @property
    def name_node(self) -> Scalar | None:
        """The scalar that gives the document its name."""
        entry = self.field("name")
        return entry.value if entry and isinstance(entry.value, Scalar) and entry.value.text else None

    @cached_property
    def name(self) -> str:
        """The name the document goes by: its ``name`` where that is a string, else the file's stem."""
        return (self.string("name") or "").strip() or self.stem


@dataclass(frozen=True, eq=False)
class MarkdownDocument(YamlDocument):
    """A Markdown file, with or without frontmatter."""

    frontmatter: Frontmatter | None = None

    @property
    def unread(self) -> bool:
        """Whether the scaffold tool skips the file before it has read a single key, and we know none either."""
        if self.frontmatter is None or self.frontmatter.closing is None:
            return any(problem.rule in _UNREAD for problem in self.problems)
        return self.tree.root is not None and self.root is None

    @cached_property
    def body(self) -> Body:
        """What follows the frontmatter."""
        start = self.frontmatter.body if self.frontmatter else Span(0, len(self.text))
        return parse_markdown(self.text, start)

    @cached_property
    def snippets(self) -> tuple[Snippet, ...]:
        """The fenced code blocks of the body, with the way back."""
        from scaffold_rules.documents.snippet import snippets

        return snippets(self.body)

    @cached_property
    def mentions(self) -> tuple[Reference, ...]:
        """Steps and tools named in prose: ``/scaffold:name`` and ``scaffold run name``."""
        if not self.names_scaffold:
            return ()
        found = [
            Reference(Namespace.STEP, match.group(1), self.path, Span(*match.span(1)), "prose")
            for opening in _MENTIONS
            for at in occurrences(self.text, opening)
            if (match := _MENTIONED.match(self.text, at + len(opening))) is not None
            if not (opening[0] == "s" and at and (self.text[at - 1].isalnum() or self.text[at - 1] in "_-/"))
        ]
        return tuple(sorted(found, key=lambda reference: reference.span))

    @property
    def references(self) -> tuple[Reference, ...]:
        """The names used in prose."""
        return self.mentions


_UNREAD = frozenset({"frontmatter/missing", "frontmatter/unclosed"})
_MENTIONS = ("/scaffold:", "scaffold run ")
_MENTIONED = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\w}>/-]|\.\w)")


def remembered(find: Callable[Concatenate[D, P], T]) -> Callable[Concatenate[D, P], T]:
    """The same function of a document, computed once for the same arguments; the results go when the document goes."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(document: D, *arguments: P.args, **options: P.kwargs) -> T:  # nobody has options
        known: dict[object, T] = vars(document).setdefault(name, {})
        if arguments not in known:
            known[arguments] = find(document, *arguments, **options)
        return known[arguments]

    return cast("Callable[Concatenate[D, P], T]", found)


def place_of(entry: Entry) -> Span:
    """Where a complaint about an entry's value stands: the value, or the key when there is none."""
    return entry.value.span if entry.value.span.end > entry.value.span.start else entry.key.span


def scalars(node: Node | None) -> tuple[Scalar, ...]:
    """The string items of a list, as the scaffold tool keeps them; nothing for what is not a list."""
    if not isinstance(node, Sequence):
        return ()
    return tuple(item for item in node.items if isinstance(item, Scalar) and isinstance(item.value, str))


def mappings(node: Node | None) -> Iterator[tuple[Scalar, Mapping]]:
    """Key and value of the entries of a mapping whose value is a mapping."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            if isinstance(entry.value, Mapping):
                yield entry.key, entry.value
