"""What completion offers, one by one: how it is written, whether it goes on as the author began, a word about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Namespace
from scaffold_rules.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.project import Project


class Item(NamedTuple):
    """One thing that may come. ``new`` replaces ``span``; ``snippet`` is the same with tab stops, for clients that know
    them. ``name`` is what its documentation is about.
    """

    label: str
    kind: str
    span: Span
    new: str
    detail: str = ""
    documentation: str = ""
    name: tuple[Namespace, str] | None = None
    snippet: str | None = None
    deprecated: bool = False


def fitting(names: Iterable[str], prefix: str) -> Iterator[str]:
    """The names that go on as the author began, in their order; then those that hold the typed letters in order."""
    names = list(names)
    begun = [name for name in names if name.startswith(prefix)]
    yield from begun
    if prefix:
        seen = set(begun)
        pattern = re.compile(".*?".join(map(re.escape, prefix.lower())))
        rest = [name for name in names if name not in seen and pattern.search(name.lower())]
        yield from sorted(rest, key=lambda name: (prefix not in name, names.index(name)))


def detail_of(project: Project, namespace: Namespace, name: str) -> str:
    match namespace:
        case Namespace.STEP:
            facts = project.prompt(name)
            if facts is None or facts.tool:
                return "tool" if facts else ""
            return f"{facts.phase} {facts.order:g}" if facts.order is not None else str(facts.phase)
        case Namespace.ENTRY:
            entry = project.knowledge.get(name)
            return " · ".join(filter(None, (entry.category, entry.volatility))) if entry else ""
        case Namespace.TOPIC:
            usual = _usual_spelling(project, name)
            return f"{len(project.topics.get(name, ()))} entries" + (f", usually `{usual}`" if usual else "")


def _usual_spelling(project: Project, topic: str) -> str | None:
    """The more common of the spellings of a topic, when that is another one: `slos` beside `slo`."""
    variants = {topic.lower().replace("_", "-"), topic.removesuffix("s"), f"{topic}s", topic.replace("-", "")} - {topic}
    used = {word: len(project.topics[word]) for word in variants if word in project.topics}
    best = max(used, key=lambda word: used[word], default=None)
    return best if best is not None and used[best] > len(project.topics.get(topic, ())) else None
