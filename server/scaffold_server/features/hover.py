"""What is worth knowing of the thing under the cursor, as Markdown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Namespace, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry, LocalEntry
from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.documents.yaml import Entry, node_at
from scaffold_rules.effective import FRONTMATTER, Choice, Item, choice_of, effective_step
from scaffold_rules.suppress import MARK, suppressions
from scaffold_rules.text import Span
from scaffold_schemas import vocabulary
from scaffold_server.features.target import target_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scaffold_rules.documents.document import Document
    from scaffold_rules.effective import EffectiveStep
    from scaffold_rules.project import Project

CHARACTERS_PER_TOKEN = 4
"""A rule of thumb for English prose and code; the size of an entry is an estimate."""


class Hover(NamedTuple):
    """Markdown about a span."""

    markdown: str
    span: Span


def hover(project: Project, path: str, offset: int, today: str = "") -> Hover | None:
    """What to show at an offset: a name's facts, a field's documentation, or None. Ages are counted to ``today``."""
    target = target_at(project, path, offset)
    document = project.documents.get(path)
    if document is None:
        return None
    if target is not None:
        text = describe(project, target.namespace, target.name, today)
        if text:
            return Hover(text, target.span)
    return _suppressed_rule(document, offset) or _field(document, offset)


def _suppressed_rule(document: Document, offset: int) -> Hover | None:
    """The page of the rule that an ignore comment names at an offset."""
    if MARK not in document.text:
        return None
    from scaffold_rules.explain import named_rules, page

    for comment in suppressions(document):
        for name, span in comment.names:
            rules = named_rules(name) if span.covers(offset) else ()
            if rules:
                return Hover("\n\n".join(page(rule, 3) for rule in rules[:1]), span)
    return None


def describe(project: Project, namespace: Namespace, name: str, today: str = "") -> str:
    """A step, tool, entry or topic in Markdown; empty for a name nobody knows."""
    match namespace:
        case Namespace.STEP:
            return "\n\n".join(_step(project, name))
        case Namespace.ENTRY:
            return "\n\n".join(_entry(project, name, today))
        case Namespace.TOPIC:
            return "\n\n".join(_topic(project, name))


def _step(project: Project, name: str) -> Iterator[str]:
    facts = project.prompt(name)
    if facts is None:
        return
    prompts = project.prompts.get(name, ())
    order = "" if facts.order is None else f" · order {facts.order:g}"
    flags = "".join(
        f" · {word}" for word, on in (("if-needed", facts.conditional), ("stateless", facts.stateless)) if on
    )
    yield f"**{name}** — {'tool' if facts.tool else f'step · phase {facts.phase}{order}'}{flags}"
    if prompts:
        yield from _texts(prompts[-1])
    yield "\n".join(_effective_lines(project, name))
    users = _users(project, name)
    if users:
        yield users


def _texts(prompt: Prompt) -> Iterator[str]:
    for key in ("description", "summary"):
        text = prompt.string(key)
        if text and text != "null":
            yield text.strip()


def _effective_lines(project: Project, name: str) -> Iterator[str]:
    """What a step receives without any overlay, and what each overlay makes of it."""
    base = effective_step(project, Choice(), name)
    if base is None:
        return
    for word, items in _lists(base):
        if items:
            yield f"- {word}: {_names(items)}"
    for overlay in project.overlays.values():
        step = effective_step(project, choice_of(overlay), name) if _acts_on(overlay, name) else None
        if step is None:
            continue
        parts = []
        if step.decided_by == overlay.stem:
            parts.append("enabled" if step.enabled else "disabled")
        for word, items in _lists(step):
            added = tuple(item for item in items if item.origin == overlay.stem)
            if added:
                parts.append(f"{word} + {_names(added)}")
        if parts:
            yield f"- *{overlay.stem}*: {'; '.join(parts)}"


def _acts_on(overlay: object, name: str) -> bool:
    sections = (getattr(overlay, section) for section in ("steps", "knowledge", "reads", "dependencies", "cross_reads"))
    return any(name in section for section in sections)


def _lists(step: EffectiveStep) -> tuple[tuple[str, tuple[Item, ...]], ...]:
    return ("knowledge", step.knowledge), ("reads", step.reads), ("dependencies", step.dependencies)


def _names(items: Sequence[Item]) -> str:
    return ", ".join(f"`{item.name}`" + (f" (for `{item.replaced}`)" if item.replaced else "") for item in items)


def _users(project: Project, name: str) -> str:
    counted = {"depended on by": ("dependencies", "depends-on"), "read by": ("reads",)}
    found = project.references.get((Namespace.STEP, name), ())
    parts = []
    for word, roles in counted.items():
        users = dict.fromkeys(project.documents[r.path].definitions[0].name for r in found if r.role in roles)
        if users:
            parts.append(f"{word} {', '.join(f'`{user}`' for user in users)}")
    return "; ".join(parts).capitalize()


def _entry(project: Project, name: str, today: str) -> Iterator[str]:
    facts = project.knowledge.get(name)
    if facts is None:
        return
    entries = project.entries.get(name, ())
    yield f"**{name}** — knowledge · {facts.category or 'local'}" + (
        f" · {facts.volatility}" if facts.volatility else ""
    )
    if entries:
        yield from _entry_texts(entries[-1], today)
    if len(entries) > 1 and isinstance(entries[-1], LocalEntry):
        yield f"Shadows `{entries[0].path}`."
    if facts.topics:
        yield "Topics: " + ", ".join(f"`{topic}`" for topic in facts.topics)
    users = injected_by(project, name)
    yield (
        f"Injected into {len(users)} step{'' if len(users) == 1 else 's'}: "
        + "; ".join(f"`{step}` ({', '.join(origins)})" for step, origins in users.items())
        if users
        else "Injected into no step."
    )


def _entry_texts(entry: KnowledgeEntry, today: str) -> Iterator[str]:
    description = entry.string("description")
    if description:
        yield description.strip()
    reviewed = entry.string("last-reviewed")
    size = f"about {tokens_of(entry):,} tokens injected"
    yield f"Last reviewed {reviewed}{_age(entry, reviewed, today)}; {size}" if reviewed else size.capitalize()


def _age(entry: KnowledgeEntry, reviewed: str, today: str) -> str:
    """How long ago a review was, and how often one is due; nothing where either date is none."""
    try:
        days = (date.fromisoformat(today) - date.fromisoformat(reviewed)).days
    except ValueError:
        return ""
    due = vocabulary.knowledge.CADENCE_DAYS.get(entry.string("volatility") or "")
    return f", {days} day{'' if days == 1 else 's'} ago" + (f" (due every {due})" if due else "")


def tokens_of(entry: KnowledgeEntry) -> int:
    """An estimate of the tokens an entry adds to a prompt: what follows Deep Guidance, else the whole body."""
    section = entry.body.section("Deep Guidance")
    start = section.body.start if section else entry.body.span.start
    return max(0, len(entry.text) - start) // CHARACTERS_PER_TOKEN


def injected_by(project: Project, name: str) -> dict[str, tuple[str, ...]]:
    """The steps and tools that get an entry, each with where that is said: its frontmatter or overlays."""
    users: dict[str, list[str]] = {}
    for step, facts in {**project.steps, **project.tools}.items():
        if name in facts.knowledge:
            users.setdefault(step, []).append(FRONTMATTER)
    for overlay in project.overlays.values():
        for step, entries in overlay.knowledge.items():
            if name in entries:
                users.setdefault(step, []).append(overlay.stem)
    return {step: tuple(dict.fromkeys(origins)) for step, origins in users.items()}


def _topic(project: Project, topic: str) -> Iterator[str]:
    entries = project.topics.get(topic, ())
    if entries:
        yield f"**{topic}** — topic of {len(entries)} entr{'y' if len(entries) == 1 else 'ies'}"
        yield ", ".join(f"`{name}`" for name in entries[:20]) + (" …" if len(entries) > 20 else "")


def _field(document: Document, offset: int) -> Hover | None:
    """The documentation of the YAML key at an offset, from the schema of the document's kind."""
    if not isinstance(document, YamlDocument):
        return None
    path = node_at(document.tree, offset)
    keys = [item.key.text for item in path if isinstance(item, Entry)]
    entries = [item for item in path if isinstance(item, Entry)]
    if not entries or not entries[-1].key.span.covers(offset):
        return None
    from scaffold_server.features.fields import field_documentation

    text = field_documentation(document, tuple(keys))
    return Hover(text, entries[-1].key.span) if text else None
