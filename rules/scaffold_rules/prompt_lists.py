"""The lists of names in a prompt's frontmatter: how to take an item out, and where what it names is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_rules.documents.document import Namespace
from scaffold_rules.documents.yaml import Scalar, Sequence
from scaffold_rules.edits import fix_of, remove_item
from scaffold_rules.finding import Fix, Related

if TYPE_CHECKING:
    from scaffold_rules.documents.prompts import Prompt
    from scaffold_rules.project import Project

LISTS = ("dependencies", "depends-on", "reads", "knowledge-base", "knowledgeBase", "outputs")
"""The keys of prompts whose values are lists of names or paths."""


def without(prompt: Prompt, item: Scalar, title: str, *, safe: bool = False) -> tuple[Fix, ...]:
    """The fix that takes an item out of the list it stands in; none where that cannot be done."""
    for key in LISTS:
        entry = prompt.field(key)
        if entry is not None and isinstance(entry.value, Sequence) and item in entry.value.items:
            return fix_of(title, remove_item(prompt, entry.value, item), safe=safe)
    return ()


def defined(project: Project, name: str, message: str, namespace: Namespace = Namespace.STEP) -> tuple[Related, ...]:
    """Where a name is defined, the winner of several; nothing for a name that comes from outside the project."""
    definitions = project.definitions.get((namespace, name), ())
    return tuple(Related(found.path, found.span, message) for found in definitions[-1:])


def soft_reads(prompt: Prompt) -> tuple[Scalar, ...]:
    """The reads that are not dependencies as well."""
    hard = {item.text for item in prompt.dependencies}
    return tuple(item for item in prompt.reads if item.text not in hard)
