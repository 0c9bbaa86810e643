"""Knowledge entries: expertise injected into prompts by name, the content's own and a project's overrides."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from scaffold_rules.documents.document import (
    Definition,
    MarkdownDocument,
    Namespace,
    Reference,
    scalars,
)
from scaffold_rules.documents.markdown import Heading
from scaffold_rules.documents.yaml import Entry, Mapping, Scalar, Sequence
from scaffold_rules.text import Span
from scaffold_schemas.facts import EntryFacts
from scaffold_schemas.vocabulary.knowledge import DEEP_GUIDANCE, SUMMARY


class Source(NamedTuple):
    """One item of ``sources``."""

    node: Mapping
    url: Scalar | None
    anchor: Scalar | None
    retrieved: Scalar | None
    hash: Scalar | None


class KnowledgeEntry(MarkdownDocument):
    """What the content's entries and local overrides have in common."""

    @property
    def topics(self) -> tuple[Scalar, ...]:
        """The free tags of the entry."""
        entry = self.field("topics")
        return scalars(entry.value) if entry else ()

    @property
    def category(self) -> str:
        """The folder below ``knowledge/``."""
        return self.path.partition("knowledge/")[2].rpartition("/")[0].partition("/")[0]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The items of ``sources`` that are mappings."""
        entry = self.field("sources")
        items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
        return tuple(
            Source(item, *(_string(item.get(key)) for key in ("url", "anchor", "retrieved", "hash")))
            for item in items
            if isinstance(item, Mapping)
        )

    @cached_property
    def indexed(self) -> bool:
        """Whether the scaffold tool finds the entry at all: it needs readable frontmatter with a string as ``name``."""
        return not self.tree.problems and bool((self.string("name") or "").strip())

    @cached_property
    def parts(self) -> tuple[Heading, ...]:
        """The headings of level two that divide the body, as CommonMark reads it."""
        return tuple(h for h in self.body.headings if h.level == 2 and not h.nested)

    @cached_property
    def summary(self) -> Heading | None:
        """The heading of the summary."""
        return next((h for h in self.parts if h.title == SUMMARY), None)

    @cached_property
    def injected(self) -> Span:
        """What ``run`` puts into prompts: all behind the first Deep Guidance line it sees, else the whole body."""
        return self.body.injected

    @cached_property
    def deep_guidance(self) -> Heading | None:
        """The heading behind which the injected text begins; None without one, or where that line is no heading."""
        start = self.injected.start
        for heading in self.parts:
            if heading.span.end <= start and heading.title.lower() == DEEP_GUIDANCE.lower():
                return heading if not self.text[heading.span.end : start].strip() else None
        return None

    @cached_property
    def facts(self) -> EntryFacts:
        """What other files can know of this entry."""
        return EntryFacts(
            name=self.name,
            category=self.category,
            topics=tuple(node.text for node in self.topics),
            volatility=self.string("volatility"),
        )

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The entry's name, and its topics."""
        node = self.name_node
        return (Definition(Namespace.ENTRY, self.name, self.path, node.span if node else self.start),)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Topics, and steps named in prose."""
        topics = tuple(Reference(Namespace.TOPIC, node.text, self.path, node.span, "topics") for node in self.topics)
        return (*topics, *self.mentions)


class ContentEntry(KnowledgeEntry):
    """An entry of the content itself."""


class LocalEntry(KnowledgeEntry):
    """A project's override under ``.scaffold/knowledge``, matched to an entry by ``name`` alone."""


def _string(entry: Entry | None) -> Scalar | None:
    return entry.value if entry and isinstance(entry.value, Scalar) and isinstance(entry.value.value, str) else None
