"""What may come at the cursor: names by namespace and fitness, keys and values by schema, sections and commands."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import MarkdownDocument, Namespace, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.methodology import Overlay, Preset, ProjectTypeOverlay, StructuralOverlay
from scaffold_rules.documents.project_files import Allowlist, ProjectConfig
from scaffold_rules.documents.prompts import Prompt, Step
from scaffold_rules.text import Span
from scaffold_server.features.candidates import Item, detail_of, fitting
from scaffold_server.features.cursor import Cursor, cursor_at
from scaffold_server.features.fields import described, expanded, field_schema, resolved
from scaffold_server.features.prose_completion import in_body, in_ignore_comment
from scaffold_server.features.ranking import (
    by_order,
    entries_for,
    order_of,
    steps_before,
    steps_of_overlay,
    topics_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.project import Project

MOST = 60
"""How many items are sent at most; the client asks again while the author goes on typing."""

OVERRIDES = (
    "step-overrides",
    "knowledge-overrides",
    "reads-overrides",
    "dependency-overrides",
    "cross-reads-overrides",
)


class Items(NamedTuple):
    """The items, best first, and whether there are more."""

    items: tuple[Item, ...]
    incomplete: bool


def complete(project: Project, path: str, offset: int, today: str = "") -> Items:
    """What may come at an offset of a document, best first."""
    document = project.documents.get(path)
    if not isinstance(document, YamlDocument):
        return Items((), incomplete=False)
    if not document.text.strip():
        return Items(tuple(_whole_files(project, document)), incomplete=False)
    yaml = _yaml_span(document)
    if ignoring := list(in_ignore_comment(document, offset)):
        return Items(tuple(ignoring[:MOST]), incomplete=len(ignoring) > MOST)
    if isinstance(document, MarkdownDocument) and (yaml is None or not yaml.covers(offset)):
        found = list(in_body(project, document, offset))
    elif yaml is not None:
        cursor = cursor_at(document.text, document.lines, offset, yaml)
        found = list(_in_yaml(project, document, cursor, today)) if cursor else []
    else:
        found = []
    return Items(tuple(found[:MOST]), incomplete=len(found) > MOST)


def _whole_files(project: Project, document: YamlDocument) -> Iterator[Item]:
    """What an empty file may become."""
    from scaffold_server.features import new_file

    whole = Span(0, len(document.text))
    match document:
        case KnowledgeEntry():
            yield Item("new knowledge entry", "value", whole, new_file.new_entry(document.stem))
        case Step():
            folder = document.path.split("/")[-2]
            yield Item("new step", "value", whole, new_file.new_step(project, document.stem, folder))
        case ProjectTypeOverlay():
            project_type = document.stem.removesuffix("-overlay")
            yield Item("new overlay", "value", whole, new_file.new_overlay(project_type))


def _yaml_span(document: YamlDocument) -> Span | None:
    if not isinstance(document, MarkdownDocument):
        return Span(0, len(document.text))
    if document.frontmatter is None:
        return None
    if document.frontmatter.closing is None:
        return Span(document.frontmatter.opening.end + 1, len(document.text))
    return document.frontmatter.span


# -- YAML --------------------------------------------------------------------------------------------------------------


def _in_yaml(project: Project, document: YamlDocument, cursor: Cursor, today: str) -> Iterator[Item]:
    """Names where names are taken, else what the schema knows."""
    if isinstance(document, KnowledgeEntry):
        yield from _in_sources(project, cursor, today)
    names = _names_for(project, document, cursor)
    if names is not None:
        namespace, ranked = names
        free = [name for name in ranked if name not in cursor.present]
        for name in fitting(free, cursor.prefix):
            yield _name_item(project, cursor, namespace, name, document)
        return
    yield from _from_schema(document, cursor, today)


def _in_sources(project: Project, cursor: Cursor, today: str) -> Iterator[Item]:
    """A whole source on a new item, and the hosts sources may come from in its address."""
    if cursor.keys == ("sources",) and cursor.form == "item" and not cursor.flow:
        lead = cursor.lead
        below = "\n" + " " * (cursor.indent + 2)
        new = f"{lead}url: https://{below}retrieved: {today}" if today else f"{lead}url: https://"
        snippet = f"{lead}url: https://$1\n  retrieved: {today}" if today else f"{lead}url: https://$1"
        yield Item("source", "value", cursor.word, new, "url and retrieved", snippet=snippet)
    if cursor.keys == ("sources", 0, "url") and cursor.form == "value":
        hosts = [host.text for allowlist in project.of(Allowlist) for host in allowlist.hosts]
        typed = cursor.prefix.removeprefix("https://")
        for host in fitting(sorted(hosts), typed):
            yield Item(host, "value", cursor.word, f"{cursor.lead}https://{host}", "allowed host")


def _name_item(project: Project, cursor: Cursor, namespace: Namespace, name: str, document: YamlDocument) -> Item:
    word = Span(cursor.word.start, cursor.word.end)
    new, snippet = _written(cursor, name, document)
    return Item(name, namespace.value, word, new, detail_of(project, namespace, name), "", (namespace, name), snippet)


def _written(cursor: Cursor, name: str, document: YamlDocument) -> tuple[str, str | None]:
    """How a name is written in the form of the place, and the same with tab stops where more belongs to it."""
    if cursor.form == "key":
        if cursor.colon:
            return name, None
        if isinstance(document, Preset) or cursor.keys[:1] == ("step-overrides",):
            return f"{name}: {{ enabled: true }}", f"{name}: {{ enabled: ${{1|true,false|}} }}"
        if cursor.keys[0] in OVERRIDES and len(cursor.keys) == 1:
            return f"{name}: {{ append: [] }}", f"{name}:\n  append: [$1]"
        return f"{name}: ", None
    if cursor.form == "value" and isinstance(cursor.keys[-1], str) and _takes_list(document, cursor):
        return f"{cursor.lead}[{name}]", f"{cursor.lead}[{name}$0]"
    return f"{cursor.lead}{name}", None


def _takes_list(document: YamlDocument, cursor: Cursor) -> bool:
    found = field_schema(document, cursor.keys)
    return bool(found) and "array" in _type_words(found)


def _type_words(found: dict[str, object] | None) -> tuple[str, ...]:
    kind = found.get("type") if found else None
    return tuple(map(str, kind)) if isinstance(kind, list) else (str(kind),)


def _names_for(project: Project, document: YamlDocument, cursor: Cursor) -> tuple[Namespace, Iterable[str]] | None:
    """The namespace of the names a place takes, with the names ranked; None where it takes no name."""
    keys, form = cursor.keys, cursor.form
    match document:
        case Prompt():
            return _for_prompt(project, document, keys, form)
        case Overlay():
            return _for_overlay(project, document, keys, form)
        case Preset() if keys == ("steps",) and form == "key":
            return Namespace.STEP, by_order(project, tools=False)
        case ProjectConfig():
            return _for_config(project, keys, form)
        case KnowledgeEntry() if keys[:1] == ("topics",) and form in {"item", "value"}:
            return Namespace.TOPIC, topics_for(project, document, cursor)
    return None


def _for_prompt(
    project: Project, prompt: Prompt, keys: tuple[str | int, ...], form: str
) -> tuple[Namespace, Iterable[str]] | None:
    match keys:
        case ["dependencies" | "depends-on" | "reads"] if form in {"item", "value"}:
            return Namespace.STEP, steps_before(project, prompt.name, prompt.facts.order)
        case ["cross-reads", 0, "step"] if form == "value":
            return Namespace.STEP, by_order(project, tools=False)
        case ["knowledge-base" | "knowledgeBase"] if form in {"item", "value"}:
            return Namespace.ENTRY, entries_for(project, prompt.name, _own_category(project, prompt.name))
    return None


def _own_category(project: Project, step: str) -> str:
    """The category most of a step's entries are in."""
    facts = project.prompt(step)
    found = Counter(
        project.knowledge[name].category for name in (facts.knowledge if facts else ()) if name in project.knowledge
    )
    return found.most_common(1)[0][0] if found else "core"


def _for_overlay(
    project: Project, overlay: Overlay, keys: tuple[str | int, ...], form: str
) -> tuple[Namespace, Iterable[str]] | None:
    category = overlay.project_type or overlay.stem.removesuffix("-overlay")
    match keys:
        case [section] if section in OVERRIDES and form == "key":
            return Namespace.STEP, steps_of_overlay(project, overlay, tools=section == "knowledge-overrides")
        case ["knowledge-overrides", str(step), "append"] if form in {"item", "value"}:
            return Namespace.ENTRY, entries_for(project, step, category, overlay.stem.removesuffix("-overlay"))
        case ["reads-overrides" | "dependency-overrides", str(step), "append"] if form in {"item", "value"}:
            return Namespace.STEP, steps_before(project, step, order_of(project, step), category)
        case [("reads-overrides" | "dependency-overrides") as section, str(step), "replace"] if form == "key":
            facts = project.prompt(step)
            current = (facts.reads if section == "reads-overrides" else facts.dependencies) if facts else ()
            return Namespace.STEP, current
        case ["reads-overrides" | "dependency-overrides", str(step), "replace", str()] if form == "value":
            return Namespace.STEP, steps_before(project, step, order_of(project, step), category)
        case ["cross-reads-overrides", str(), "append", 0, "step"] if isinstance(overlay, StructuralOverlay):
            return Namespace.STEP, by_order(project, tools=False)
    return None


def _for_config(project: Project, keys: tuple[str | int, ...], form: str) -> tuple[Namespace, Iterable[str]] | None:
    match keys:
        case ["custom", "steps"] | ["artifact_map"] if form == "key":
            return Namespace.STEP, by_order(project, tools=False)
        case ["project", "services", 0, "exports", 0, "step"] if form == "value":
            return Namespace.STEP, by_order(project, tools=False)
    return None


# -- schema ------------------------------------------------------------------------------------------------------------


def _from_schema(document: YamlDocument, cursor: Cursor, today: str) -> Iterator[Item]:
    found = field_schema(document, cursor.keys)
    if found is None:
        return
    root = field_schema(document, ()) or {}
    if cursor.form != "key":
        yield from _values(root, found, cursor, today)
    if cursor.form == "key" or (cursor.form == "item" and not cursor.flow):
        yield from _keys(root, found, cursor)  # an item that is a mapping starts with one of its keys


def _keys(root: dict[str, object], found: dict[str, object], cursor: Cursor) -> Iterator[Item]:
    """The keys of a mapping that are not there yet, the required ones first."""
    required: set[str] = set()
    properties: dict[str, dict[str, object]] = {}
    for one in expanded(root, found):
        if "items" in one and cursor.keys and isinstance(one["items"], dict):
            one = {**one, **resolved(root, one["items"])}  # noqa: PLW2901 - a list's items have keys
        required.update(map(str, one.get("required", ())))
        properties.update({k: resolved(root, v) for k, v in one.get("properties", {}).items() if isinstance(v, dict)})
    names = [name for name in properties if name not in cursor.present]
    names.sort(key=lambda name: (bool(properties[name].get("deprecated")), name not in required))
    for name in fitting(names, cursor.prefix):
        below = properties[name]
        new, snippet = (name, None) if cursor.colon else _key_text(name, below, cursor)
        detail = "required" if name in required else ""
        yield Item(
            name,
            "key",
            cursor.word,
            cursor.lead + new,
            detail,
            described(name, below),
            None,
            snippet and cursor.lead + snippet,
            bool(below.get("deprecated")),
        )


def _key_text(name: str, below: dict[str, object], cursor: Cursor) -> tuple[str, str | None]:
    words = _type_words(below)
    if "array" in words:
        return f"{name}: []", f"{name}: [$0]"
    if "object" in words and not cursor.flow:
        return f"{name}:", f"{name}:\n  $0"
    return f"{name}: ", None


def _values(root: dict[str, object], found: dict[str, object], cursor: Cursor, today: str) -> Iterator[Item]:
    texts: dict[str, str] = {}
    words: list[str] = []
    as_list = cursor.form == "value" and "array" in _type_words(found)
    for one in expanded(root, found):
        if (as_list or cursor.form == "item") and isinstance(one.get("items"), dict):
            one = resolved(root, one["items"])  # noqa: PLW2901 - what stands in the list
        texts.update(one.get("x-enumDescriptions", {}))
        words += [_scalar(value) for value in one.get("enum", ())]
        if "const" in one:
            words.append(_scalar(one["const"]))
        if "boolean" in _type_words(one):
            words += ["true", "false"]
        if "calendar" in str(one.get("x-message", "")) and today:
            words.append(today)
    for word in fitting([w for w in dict.fromkeys(words) if w not in cursor.present and w], cursor.prefix):
        shown = f"[{word}]" if as_list else word
        yield Item(word, "value", cursor.word, f"{cursor.lead}{shown}", "", texts.get(word, ""))


def _scalar(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
    return str(value)
