"""All documents at one moment, and what is defined and referred to where. Frozen; a change makes a new project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from scaffold_rules.documents.document import Definition, Document, Namespace, Reference
from scaffold_rules.documents.kind import CONTENT_FOLDERS, Layout
from scaffold_rules.documents.knowledge import ContentEntry, KnowledgeEntry, LocalEntry
from scaffold_rules.documents.methodology import Overlay, Preset
from scaffold_rules.documents.prompts import Prompt, Tool

if TYPE_CHECKING:
    from scaffold_schemas.facts import EntryFacts, OverlayFacts, PresetFacts, StepFacts

D = TypeVar("D", bound=Document)
F = TypeVar("F")
K = TypeVar("K")
P = ParamSpec("P")


class Names(Protocol):
    """Whatever knows the content's names and their facts: a project, an installed package, a bundled catalogue."""

    @property
    def steps(self) -> Mapping[str, StepFacts]: ...
    @property
    def tools(self) -> Mapping[str, StepFacts]: ...
    @property
    def knowledge(self) -> Mapping[str, EntryFacts]: ...
    @property
    def presets(self) -> Mapping[str, PresetFacts]: ...
    @property
    def overlays(self) -> Mapping[str, OverlayFacts]: ...


@dataclass(frozen=True, eq=False)
class Project:
    """The documents of one content root, by path.

    ``base`` knows the names that come from outside: the installed package or the bundled catalogue, for a project that
    has no content of its own. ``files`` are the paths of all other files below the root, None when nobody looked.
    ``complete`` is False while documents are still being read; nobody may then call a name unknown. ``ruff`` is what ruff
    found in each source it was asked about, in its own words; it may be filled in later.
    """

    documents: Mapping[str, Document]
    layout: Layout = field(default_factory=Layout)
    base: Names | None = None
    files: frozenset[str] | None = None
    complete: bool = True
    ruff: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)

    @property
    def has_content(self) -> bool:
        """Whether the root holds content of its own (and not only a user's ``.scaffold``)."""
        return self.layout.content is not None

    @property
    def knows_names(self) -> bool:
        """Whether a name that is not found really is unknown."""
        return self.complete and (self.has_content or self.base is not None)

    def knows(self, namespace: Namespace) -> bool:
        """Whether a name of a namespace that is not found really is unknown: of a part of the content that is not here,
        nobody can say what it defines.
        """
        if namespace is Namespace.TOPIC or not self.knows_names or self.base is not None:
            return self.knows_names
        return any(isinstance(each, Prompt if namespace is Namespace.STEP else ContentEntry) for each in self._sorted)

    @property
    def knows_tools(self) -> bool:
        """Whether the folder of tools, which small content does without, has been read."""
        return self.base is not None or any(isinstance(each, Tool) for each in self._sorted)

    def of(self, cls: type[D]) -> tuple[D, ...]:
        """The documents of a class, subclasses included, by path."""
        return tuple(d for d in self._sorted if isinstance(d, cls))

    @cached_property
    def _sorted(self) -> tuple[Document, ...]:
        return tuple(self.documents[path] for path in sorted(self.documents))

    @cached_property
    def prompts(self) -> Mapping[str, tuple[Prompt, ...]]:
        """Steps and tools by name, in the order the scaffold tool reads them: the last one wins."""
        tools_last = sorted(self.of(Prompt), key=lambda prompt: isinstance(prompt, Tool))
        return _grouped(tools_last, lambda prompt: prompt.name)

    @cached_property
    def entries(self) -> Mapping[str, tuple[KnowledgeEntry, ...]]:
        """Knowledge entries by name; the last one wins, local overrides over the content's own."""
        local_last = sorted(self.of(KnowledgeEntry), key=lambda entry: isinstance(entry, LocalEntry))
        return _grouped(local_last, lambda entry: entry.name)

    @cached_property
    def steps(self) -> Mapping[str, StepFacts]:
        """The pipeline's steps by name."""
        own = {name: found[-1].facts for name, found in self.prompts.items() if not isinstance(found[-1], Tool)}
        return MappingProxyType({**(self.base.steps if self.base else {}), **own})

    @property
    def loaded_steps(self) -> Mapping[str, StepFacts]:
        """The steps whose files the scaffold tool does not skip at the first line: a README has no steps."""
        skipped = {name for name, found in self.prompts.items() if found[-1].unread}
        return {name: facts for name, facts in self.steps.items() if name not in skipped}

    @cached_property
    def tools(self) -> Mapping[str, StepFacts]:
        """The tools by name."""
        own = {name: found[-1].facts for name, found in self.prompts.items() if isinstance(found[-1], Tool)}
        return MappingProxyType({**(self.base.tools if self.base else {}), **own})

    @cached_property
    def knowledge(self) -> Mapping[str, EntryFacts]:
        """The knowledge entries by name, local overrides included."""
        own = {name: found[-1].facts for name, found in self.entries.items()}
        return MappingProxyType({**(self.base.knowledge if self.base else {}), **own})

    @cached_property
    def presets(self) -> Mapping[str, PresetFacts]:
        """The presets by file stem."""
        own = {preset.stem: preset.facts for preset in self.of(Preset)}
        return MappingProxyType({**(self.base.presets if self.base else {}), **own})

    @cached_property
    def overlays(self) -> Mapping[str, OverlayFacts]:
        """The overlays of all kinds by file stem."""
        own = {overlay.stem: overlay.facts for overlay in self.of(Overlay)}
        return MappingProxyType({**(self.base.overlays if self.base else {}), **own})

    def prompt(self, name: str) -> StepFacts | None:
        """The step or tool of a name, as the scaffold tool's ``run`` finds it."""
        return self.tools.get(name) or self.steps.get(name)

    def has(self, namespace: Namespace, name: str) -> bool:
        """Whether a name is known."""
        return name in self.names(namespace)

    def names(self, namespace: Namespace) -> Mapping[str, object]:
        """Everything that can be named, by name."""
        match namespace:
            case Namespace.STEP:
                return self._prompt_names
            case Namespace.ENTRY:
                return self.knowledge
            case Namespace.TOPIC:
                return self.topics

    @cached_property
    def _prompt_names(self) -> Mapping[str, StepFacts]:
        return MappingProxyType({**self.steps, **self.tools})

    @cached_property
    def topics(self) -> Mapping[str, tuple[str, ...]]:
        """The topics in use, each with the names of the entries that have it."""
        found: dict[str, list[str]] = {}
        for name, entry in self.knowledge.items():
            for topic in entry.topics:
                found.setdefault(topic, []).append(name)
        return MappingProxyType({topic: tuple(names) for topic, names in found.items()})

    @cached_property
    def definitions(self) -> Mapping[tuple[Namespace, str], tuple[Definition, ...]]:
        """Where this root's documents define a name; several places when one shadows the others, the winner last."""
        prompts = chain.from_iterable(self.prompts.values())
        entries = chain.from_iterable(self.entries.values())
        found = chain.from_iterable(document.definitions for document in chain(prompts, entries))
        return _grouped(found, lambda definition: (definition.namespace, definition.name))

    @cached_property
    def references(self) -> Mapping[tuple[Namespace, str], tuple[Reference, ...]]:
        """Where this root's documents refer to a name."""
        found = chain.from_iterable(document.references for document in self._sorted)
        return _grouped(found, lambda reference: (reference.namespace, reference.name))

    def with_document(self, document: Document) -> Project:
        """The project with one document added or replaced; all else is shared, and what it cannot change is kept."""
        changed = replace(self, documents={**self.documents, document.path: document})
        before = self.documents.get(document.path)
        if before is not None and type(before) is type(document):
            changed.__dict__.update(
                (name, self.__dict__[name]) for name in _unchanged(before, document) & self.__dict__.keys()
            )
        return changed

    def without(self, path: str) -> Project:
        """The project without the document at a path."""
        return replace(self, documents={key: value for key, value in self.documents.items() if key != path})

    def exists(self, path: str) -> bool | None:
        """Whether there is a file or folder at a path below the root; None when that part was never looked at.

        Around the content only a whole repository can be judged, which is one with the scaffold tool's ``src/``.
        """
        if path in self.documents:
            return True
        if self.files is None:
            return None
        if path in self.files or path.rstrip("/") in self._folders:
            return True
        content = self.layout.content
        if content is None:
            return None
        folder, slash, _ = path.removeprefix(content).partition("/")
        if path.startswith(content) and folder in CONTENT_FOLDERS:
            return False if slash and content + folder in self._folders else None
        return False if "src" in self._folders and path.partition("/")[0] in self._folders else None

    @cached_property
    def _computed(self) -> dict[object, object]:
        """What functions marked ``once`` found out about this project."""
        return {}

    @cached_property
    def _folders(self) -> frozenset[str]:
        folders: set[str] = set()
        for path in chain(self.files or (), self.documents):
            folder = path.rpartition("/")[0]
            while folder and folder not in folders:
                folders.add(folder)
                folder = folder.rpartition("/")[0]
        return frozenset(folders)


def _unchanged(before: Document, after: Document) -> set[str]:
    """The computed facts of a project that stay as they are when a document takes another's place."""
    of_prompts, of_entries = {"prompts"}, {"entries"}
    prompt_facts, entry_facts = {"steps", "tools", "_prompt_names"}, {"knowledge", "topics"}
    same = getattr(before, "facts", None) == getattr(after, "facts", None)
    match after:
        case KnowledgeEntry():
            kept = of_prompts | prompt_facts | {"presets", "overlays"} | (entry_facts if same else set())
            return kept | {"_computed"} if face(before) == face(after) else kept
        case Prompt():
            return of_entries | entry_facts | {"presets", "overlays"} | (prompt_facts if same else set())
        case Overlay():
            kept = of_prompts | of_entries | prompt_facts | entry_facts | {"presets"}
            return kept | {"overlays"} if same else kept
        case Preset():
            kept = of_prompts | of_entries | prompt_facts | entry_facts | {"overlays"}
            return kept | {"presets"} if same else kept
    return of_prompts | of_entries | prompt_facts | entry_facts | {"presets", "overlays"}


def face(document: Document) -> object:
    """What other documents' findings may depend on. The prose of a knowledge entry is its own business; its frontmatter,
    headings and mentions are not.
    """
    if not isinstance(document, KnowledgeEntry):
        return document.text
    frontmatter = document.frontmatter.span.of(document.text) if document.frontmatter else ""
    headings = tuple((heading.level, heading.title) for heading in document.body.headings)
    return frontmatter, headings, tuple(reference.name for reference in document.mentions)


def once(find: Callable[Concatenate[Project, P], F]) -> Callable[Concatenate[Project, P], F]:
    """The same function of a project, computed once for the same arguments; the results go when the project goes."""

    @wraps(find)
    def found(project: Project, *arguments: P.args, **options: P.kwargs) -> F:
        key = (find, arguments, tuple(options.items()))
        if key not in project._computed:  # noqa: SLF001 - the other half of the project's own memory
            project._computed[key] = find(project, *arguments, **options)  # noqa: SLF001
        return cast("F", project._computed[key])  # noqa: SLF001

    return cast("Callable[Concatenate[Project, P], F]", found)


def _grouped(items: Iterable[F], key: Callable[[F], K]) -> Mapping[K, tuple[F, ...]]:
    groups: dict[K, list[F]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return MappingProxyType({name: tuple(group) for name, group in groups.items()})
