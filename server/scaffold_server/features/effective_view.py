"""What a step receives for a project's choices, as a page of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scaffold_rules.effective import FRONTMATTER, Choice, Item, effective
from scaffold_server.features.hover import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scaffold_rules.project import Project


def effective_page(project: Project, step: str, choice: Choice, depth: int | None = None) -> str | None:
    """The page of one step or tool, or None when nobody knows the name."""
    found = effective(project, choice).get(step)
    if found is None:
        return None
    preset = project.presets.get(choice.preset or "")
    shown = depth or (preset.default_depth if preset else None)
    state = "enabled" if found.enabled else "disabled"
    lines = [
        f"# {step}",
        "",
        f"{_words(choice)}{f', depth {shown}' if shown else ''}",
        "",
        f"- {state} by {found.decided_by or 'default (nothing mentions it)'}"
        + (", if needed" if found.conditional else ""),
        f"- phase {found.facts.phase}, order {found.facts.order:g}"
        if found.facts.order is not None
        else f"- {'tool' if found.facts.tool else 'no order'}",
        "",
    ]
    for title, items in (("Dependencies", found.dependencies), ("Reads", found.reads)):
        lines += [f"## {title}", "", *(_item_lines(items) or ["none"]), ""]
    lines += ["## Knowledge", "", *(_knowledge_lines(project, found.knowledge) or ["none"]), ""]
    return "\n".join(lines)


def _words(choice: Choice) -> str:
    words = [choice.project_type or "no project type", *choice.domains]
    if choice.services:
        words.append("services")
    return f"For {', '.join(words)} with the preset {choice.preset or 'none'}"


def _item_lines(items: tuple[Item, ...]) -> list[str]:
    return [f"- `{item.name}`{_origin(item)}" for item in items]


def _origin(item: Item) -> str:
    if item.origin == FRONTMATTER:
        return ""
    return f" ({item.origin}, for `{item.replaced}`)" if item.replaced else f" ({item.origin})"


def _knowledge_lines(project: Project, items: tuple[Item, ...]) -> list[str]:
    total = 0
    lines = []
    for item in items:
        entries = project.entries.get(item.name)
        size = tokens_of(entries[-1]) if entries else None
        total += size or 0
        about = (
            f", about {size:,} tokens" if size is not None else ("" if item.name in project.knowledge else ", unknown")
        )
        lines.append(f"- `{item.name}`{_origin(item)}{about}")
    if total:
        lines += ["", f"About {total:,} tokens in {len(items)} entries."]
    return lines


def steps_like(project: Project, word: str) -> Iterator[str]:
    """The names nearest to one that nobody knows."""
    from scaffold_rules.suggest import nearest

    yield from nearest(word, {**project.steps, **project.tools})
