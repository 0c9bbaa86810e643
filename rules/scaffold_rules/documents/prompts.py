"""Steps and tools: the prompts of the pipeline, Markdown with FAILSAFE frontmatter."""

from __future__ import annotations

import math
from functools import cached_property
from typing import NamedTuple

from scaffold_rules.documents.document import (
    Definition,
    MarkdownDocument,
    Namespace,
    Reference,
    scalars,
)
from scaffold_rules.documents.yaml import Mapping, Scalar, Sequence, value_of
from scaffold_schemas.facts import StepFacts


class CrossRead(NamedTuple):
    """One item of ``cross-reads``: an artifact of another service's step."""

    node: Mapping
    service: Scalar | None
    step: Scalar | None


class Prompt(MarkdownDocument):
    """What steps and tools have in common."""

    def names(self, *keys: str) -> tuple[Scalar, ...]:
        """The string items of the list under the first of the keys that is there."""
        for key in keys:
            entry = self.field(key)
            if entry is not None:
                return scalars(entry.value)
        return ()

    @property
    def dependencies(self) -> tuple[Scalar, ...]:
        """Steps that must be done before this one. ``depends-on`` counts only where ``dependencies`` is absent."""
        return self.names("dependencies", "depends-on")

    @property
    def reads(self) -> tuple[Scalar, ...]:
        """Steps whose artifacts are put in the prompt too."""
        return self.names("reads")

    @property
    def knowledge(self) -> tuple[Scalar, ...]:
        """The knowledge entries injected; the kebab key wins over the camelCase one."""
        return self.names("knowledge-base", "knowledgeBase")

    @property
    def outputs(self) -> tuple[Scalar, ...]:
        """The artifacts the step writes."""
        return self.names("outputs")

    @property
    def cross_reads(self) -> tuple[CrossRead, ...]:
        """The items of ``cross-reads`` that are mappings."""
        entry = self.field("cross-reads") or self.field("crossReads")
        items = entry.value.items if entry and isinstance(entry.value, Sequence) else ()
        return tuple(
            CrossRead(item, _scalar(item, "service"), _scalar(item, "step"))
            for item in items
            if isinstance(item, Mapping)
        )

    @property
    def phase(self) -> str | None:
        """The slug of the phase; the text ``null`` means none."""
        value = self.string("phase")
        return None if value == "null" else value

    @cached_property
    def order(self) -> float | None:
        """The order as JavaScript's ``Number`` reads it; None where there is none or it is no number."""
        entry = self.field("order")
        if entry is None or not isinstance(entry.value, Scalar) or entry.value.value in (None, "null"):
            return None
        return js_number(entry.value.text)

    @property
    def stateless(self) -> bool:
        """Whether completion is not tracked."""
        return self.string("stateless") == "true"

    @property
    def conditional(self) -> bool:
        """Whether the step may be skipped depending on the project."""
        return self.string("conditional") == "if-needed"

    @cached_property
    def facts(self) -> StepFacts:
        """What other files can know of this prompt."""
        return StepFacts(
            name=self.name,
            phase=self.phase,
            order=self.order,
            dependencies=_texts(self.dependencies),
            reads=_texts(self.reads),
            knowledge=_texts(self.knowledge),
            outputs=_texts(self.outputs),
            conditional=self.conditional,
            stateless=self.stateless,
            tool=isinstance(self, Tool),
        )

    @cached_property
    def definitions(self) -> tuple[Definition, ...]:
        """The prompt's own name."""
        node = self.name_node
        return (Definition(Namespace.STEP, self.name, self.path, node.span if node else self.start),)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Steps and entries named in the frontmatter and in prose."""
        dependencies = "dependencies" if self.field("dependencies") else "depends-on"
        listed = (
            (Namespace.STEP, dependencies, self.dependencies),
            (Namespace.STEP, "reads", self.reads),
            (Namespace.STEP, "cross-reads", tuple(c.step for c in self.cross_reads if c.step)),
            (Namespace.ENTRY, "knowledge-base", self.knowledge),
        )
        found = [
            Reference(namespace, node.text, self.path, node.span, role)
            for namespace, role, nodes in listed
            for node in nodes
        ]
        return (*found, *self.mentions)


class Step(Prompt):
    """A pipeline step (meta-prompt)."""


class Tool(Prompt):
    """A stateless utility prompt outside the pipeline."""


def js_number(text: str) -> float | None:
    """What JavaScript's ``Number(text)`` gives; None for NaN. Blank text is 0, hexadecimal and exponents count."""
    from scaffold_rules.documents.frontmatter import js_trim

    stripped = js_trim(text)
    if not stripped:
        return 0.0
    if "_" in stripped:
        return None
    try:
        if stripped[:2].lower() in {"0x", "0o", "0b"}:
            return float(int(stripped, 0))
        if stripped.lstrip("+-") == "Infinity":
            return math.inf if not stripped.startswith("-") else -math.inf
        if stripped.lstrip("+-").lower() in {"inf", "infinity", "nan"}:
            return None
        return float(stripped)
    except ValueError:
        return None


def _texts(nodes: tuple[Scalar, ...]) -> tuple[str, ...]:
    return tuple(node.text for node in nodes)


def _scalar(mapping: Mapping, key: str) -> Scalar | None:
    node = mapping.value(key)
    return node if isinstance(node, Scalar) and isinstance(value_of(node), str) else None
