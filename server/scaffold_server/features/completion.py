"""What may come at the cursor: names by namespace and fitness, keys and values by schema, sections and commands."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.documents.document import Document, MarkdownDocument, Namespace, YamlDocument
from scaffold_rules.documents.knowledge import KnowledgeEntry
from scaffold_rules.documents.methodology import Overlay, Preset, ProjectTypeOverlay, StructuralOverlay
from scaffold_rules.documents.project_files import Allowlist, ProjectConfig
from scaffold_rules.documents.prompts import Prompt, Step
from scaffold_rules.text import Span
from scaffold_server.features.cursor import Cursor, cursor_at
from scaffold_server.features.fields import described, expanded, field_schema, resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
    if ignoring := list(_in_ignore_comment(document, offset)):
        return Items(tuple(ignoring[:MOST]), incomplete=len(ignoring) > MOST)
    if isinstance(document, MarkdownDocument) and (yaml is None or not yaml.covers(offset)):
        found = list(_in_body(project, document, offset))
    elif yaml is not None:
        cursor = cursor_at(document.text, document.lines, offset, yaml)
        found = list(_in_yaml(project, document, cursor, today)) if cursor else []
    else:
        found = []
    return Items(tuple(found[:MOST]), incomplete=len(found) > MOST)


_IGNORE = re.compile(r"scaffold-lint:[ \t]*ignore[a-z-]*[ \t]*\[(?P<before>[\w/, \t-]*?)(?P<word>[\w/-]*)$")
_VERB = re.compile(r"(?:#|//|--|<!--)[ \t]*scaffold-lint:[ \t]*(?P<word>[a-z-]*)$")
VERBS = ("ignore", "ignore-next-line", "ignore-file", "ignore-start", "ignore-end")


def _in_ignore_comment(document: YamlDocument, offset: int) -> Iterator[Item]:
    """What an ignore comment says, and the rules and families it may name."""
    line = document.lines.line_span(document.lines.line_of(offset))
    before = document.text[line.start : offset]
    if "scaffold-lint:" not in before:
        return
    match = _IGNORE.search(before) or _VERB.search(before)
    if match is None:
        return
    words: Iterable[str] = VERBS
    if match.re is _IGNORE:
        from scaffold_rules.explain import known_names

        named = re.findall(r"[\w/-]+", match["before"])
        words = [word for word in known_names() if word not in named]
    end = offset
    while end < line.end and re.match(r"[\w/-]", document.text[end]):
        end += 1
    for word in _fitting(words, match["word"]):
        yield Item(word, "value", Span(offset - len(match["word"]), end), word)


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
        for name in _fitting(free, cursor.prefix):
            yield _name_item(project, cursor, namespace, name, document)
        return
    yield from _from_schema(document, cursor, today)


def _in_sources(project: Project, cursor: Cursor, today: str) -> Iterator[Item]:
    """A whole source on a new item, and the hosts sources may come from in its address."""
    if cursor.keys == ("sources",) and cursor.form == "item" and not cursor.flow:
        lead = cursor.lead
        new = f"{lead}url: https://\n    retrieved: {today}" if today else f"{lead}url: https://"
        snippet = f"{lead}url: https://$1\n  retrieved: {today}" if today else f"{lead}url: https://$1"
        yield Item("source", "value", cursor.word, new, "url and retrieved", snippet=snippet)
    if cursor.keys == ("sources", 0, "url") and cursor.form == "value":
        hosts = [host.text for allowlist in project.of(Allowlist) for host in allowlist.hosts]
        typed = cursor.prefix.removeprefix("https://")
        for host in _fitting(sorted(hosts), typed):
            yield Item(host, "value", cursor.word, f"{cursor.lead}https://{host}", "allowed host")


def _fitting(names: Iterable[str], prefix: str) -> Iterator[str]:
    """The names that go on as the author began, in their order; then those that hold the typed letters in order."""
    names = list(names)
    begun = [name for name in names if name.startswith(prefix)]
    yield from begun
    if prefix:
        seen = set(begun)
        pattern = re.compile(".*?".join(map(re.escape, prefix.lower())))
        rest = [name for name in names if name not in seen and pattern.search(name.lower())]
        yield from sorted(rest, key=lambda name: (prefix not in name, names.index(name)))


def _name_item(project: Project, cursor: Cursor, namespace: Namespace, name: str, document: YamlDocument) -> Item:
    word = Span(cursor.word.start, cursor.word.end)
    new, snippet = _written(cursor, name, document)
    return Item(name, namespace.value, word, new, _detail(project, namespace, name), "", (namespace, name), snippet)


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


def _detail(project: Project, namespace: Namespace, name: str) -> str:
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


def _names_for(project: Project, document: YamlDocument, cursor: Cursor) -> tuple[Namespace, Iterable[str]] | None:
    """The namespace of the names a place takes, with the names ranked; None where it takes no name."""
    keys, form = cursor.keys, cursor.form
    match document:
        case Prompt():
            return _for_prompt(project, document, keys, form)
        case Overlay():
            return _for_overlay(project, document, keys, form)
        case Preset() if keys == ("steps",) and form == "key":
            return Namespace.STEP, _by_order(project, tools=False)
        case ProjectConfig():
            return _for_config(project, keys, form)
        case KnowledgeEntry() if keys[:1] == ("topics",) and form in {"item", "value"}:
            return Namespace.TOPIC, _topics(project, document, cursor)
    return None


def _for_prompt(
    project: Project, prompt: Prompt, keys: tuple[str | int, ...], form: str
) -> tuple[Namespace, Iterable[str]] | None:
    match keys:
        case ["dependencies" | "depends-on" | "reads"] if form in {"item", "value"}:
            return Namespace.STEP, _steps_before(project, prompt.name, prompt.facts.order)
        case ["cross-reads", 0, "step"] if form == "value":
            return Namespace.STEP, _by_order(project, tools=False)
        case ["knowledge-base" | "knowledgeBase"] if form in {"item", "value"}:
            return Namespace.ENTRY, _entries_for(project, prompt.name, _own_category(project, prompt.name))
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
            return Namespace.STEP, _steps_of_overlay(project, overlay, tools=section == "knowledge-overrides")
        case ["knowledge-overrides", str(step), "append"] if form in {"item", "value"}:
            return Namespace.ENTRY, _entries_for(project, step, category, overlay.stem.removesuffix("-overlay"))
        case ["reads-overrides" | "dependency-overrides", str(step), "append"] if form in {"item", "value"}:
            return Namespace.STEP, _steps_before(project, step, _order(project, step), category)
        case [("reads-overrides" | "dependency-overrides") as section, str(step), "replace"] if form == "key":
            facts = project.prompt(step)
            current = (facts.reads if section == "reads-overrides" else facts.dependencies) if facts else ()
            return Namespace.STEP, current
        case ["reads-overrides" | "dependency-overrides", str(step), "replace", str()] if form == "value":
            return Namespace.STEP, _steps_before(project, step, _order(project, step), category)
        case ["cross-reads-overrides", str(), "append", 0, "step"] if isinstance(overlay, StructuralOverlay):
            return Namespace.STEP, _by_order(project, tools=False)
    return None


def _for_config(project: Project, keys: tuple[str | int, ...], form: str) -> tuple[Namespace, Iterable[str]] | None:
    match keys:
        case ["custom", "steps"] | ["artifact_map"] if form == "key":
            return Namespace.STEP, _by_order(project, tools=False)
        case ["project", "services", 0, "exports", 0, "step"] if form == "value":
            return Namespace.STEP, _by_order(project, tools=False)
    return None


# -- ranking -----------------------------------------------------------------------------------------------------------


def _order(project: Project, step: str) -> float | None:
    facts = project.prompt(step)
    return facts.order if facts else None


def _by_order(project: Project, *, tools: bool) -> list[str]:
    """Steps as the pipeline lists them, tools behind."""
    steps = sorted(project.steps.values(), key=lambda s: (s.order if s.order is not None else 9999, s.name))
    return [s.name for s in steps] + (sorted(project.tools) if tools else [])


def _steps_before(project: Project, name: str, order: float | None, category: str = "") -> list[str]:
    """Steps that may come before one: the nearest earlier first, a type's own before others, later ones last."""
    at = order if order is not None else 9999
    popular = Counter(d for s in project.steps.values() for d in (*s.dependencies, *s.reads))
    own = _type_steps(project, category)
    steps = [s for s in project.steps.values() if s.name != name]
    ranked = sorted(
        steps,
        key=lambda s: (
            (s.order or 0) >= at,
            s.name not in own if category else False,
            -popular[s.name] + abs(at - (s.order or 0)) / 40,
            s.name,
        ),
    )
    return [s.name for s in ranked]


def _type_steps(project: Project, category: str) -> frozenset[str]:
    """The steps that the overlay of a project type enables."""
    overlay = project.overlays.get(f"{category}-overlay")
    return frozenset(name for name, choice in overlay.steps.items() if choice.enabled) if overlay else frozenset()


def _steps_of_overlay(project: Project, overlay: Overlay, *, tools: bool) -> list[str]:
    """Steps an overlay may act on: those other overlays act on most first, in the pipeline's order among equals."""
    touched = Counter(
        name
        for other in project.overlays.values()
        if other.stem != overlay.stem
        for section in (other.steps, other.knowledge, other.reads, other.dependencies)
        for name in section
    )
    listed = _by_order(project, tools=tools)
    own = _type_steps(project, overlay.project_type or "")
    preset = project.presets.get("deep")
    waiting = {name for name, choice in (preset.steps if preset else {}).items() if not choice.enabled}
    return sorted(
        listed,
        key=lambda name: (
            name not in own,
            name not in waiting or touched[name] > 0,
            -touched[name],
            listed.index(name),
        ),
    )


SPECIFIC = 1.5
"""How much it counts that a domain alone has an entry of this kind; others have requirements and conventions too."""


def _entries_for(project: Project, step: str, category: str, prefix: str = "") -> list[str]:
    """Entries for a step: the same domain first, then those like what other overlays give the step, then those whose
    name shares words with the step's, then much used ones.
    """
    parts = frozenset(step.split("-"))
    used = Counter(name for s in (*project.steps.values(), *project.tools.values()) for name in s.knowledge)
    usual = _usual_words(project, step, prefix)
    tails = Counter(name.removeprefix(f"{facts.category}-") for name, facts in project.knowledge.items())

    def rank(name: str) -> tuple[object, ...]:
        words = frozenset(name.split("-"))
        return (
            not (prefix and name.startswith(f"{prefix}-")),
            project.knowledge[name].category != category,
            -sum(usual[word] for word in words)
            - 2 * len(parts & words)
            - _alike(project, step, name)
            - SPECIFIC * (tails[name.removeprefix(f"{project.knowledge[name].category}-")] < 3),
            -used[name],
            name,
        )

    return sorted(project.knowledge, key=rank)


def _alike(project: Project, step: str, name: str) -> float:
    """How much the words of a step's description and summary are those of an entry's description."""
    prompts, entries = project.prompts.get(step), project.entries.get(name)
    if not prompts or not entries:
        return 0
    said = _words(f"{step} {prompts[-1].string('description')} {prompts[-1].string('summary')}")
    return len(said & _about(name, entries[-1])) / 2


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    """The stems of the longer words of a text."""
    return frozenset(word.rstrip("s")[:7] for word in re.findall(r"[a-z]{4,}", text.lower()))


def prepare(project: Project) -> Iterator[None]:
    """Look at every entry's words once, in steps, so that the first completion need not."""
    for name, entries in project.entries.items():
        _about(name, entries[-1])
        yield


def _about(name: str, entry: KnowledgeEntry) -> frozenset[str]:
    """The words that an entry says it is about."""
    return _words(f"{name} {entry.string('description')} {' '.join(entry.facts.topics)}")


def _usual_words(project: Project, step: str, prefix: str) -> Counter[str]:
    """The words in the names of entries that a step gets elsewhere, by how often they occur: `testing` for `tdd`."""
    facts = project.prompt(step)
    found: Counter[str] = Counter(word for name in (facts.knowledge if facts else ()) for word in name.split("-"))
    for overlay in project.overlays.values():
        own = overlay.stem.removesuffix("-overlay")
        if own != prefix:
            for name in overlay.knowledge.get(step, ()):
                found.update(set(name.split("-")) - set(own.split("-")))
    return found


def _topics(project: Project, entry: KnowledgeEntry, cursor: Cursor) -> list[str]:
    """Topics in use: those that go together with the entry's other topics, then those of its category, then the rest."""
    present = cursor.present
    together: Counter[str] = Counter()
    category: Counter[str] = Counter()
    for name, facts in project.knowledge.items():
        if name == entry.name:
            continue
        common = len(present & set(facts.topics))
        for topic in facts.topics:
            together[topic] += common
            category[topic] += facts.category == entry.category
    usage = project.topics
    own = set(entry.facts.topics)
    known = [topic for topic, names in usage.items() if names != (entry.name,) or topic not in own]
    return sorted(known, key=lambda t: (-together[t], -category[t], -len(usage[t]), t))


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
    for name in _fitting(names, cursor.prefix):
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
    fitting = _fitting([w for w in dict.fromkeys(words) if w not in cursor.present and w], cursor.prefix)
    for word in fitting:
        shown = f"[{word}]" if as_list else word
        yield Item(word, "value", cursor.word, f"{cursor.lead}{shown}", "", texts.get(word, ""))


def _scalar(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
    return str(value)


# -- Markdown ----------------------------------------------------------------------------------------------------------

LANGUAGES = (
    "python", "bash", "typescript", "tsx", "json", "yaml", "markdown", "sql", "swift", "javascript", "toml", "text",
    "kotlin", "go", "rust", "dockerfile", "html", "css", "graphql", "hcl", "jsonc", "solidity", "csharp", "ruby", "xml",
)  # fmt: skip
_FENCE = re.compile(r"^\s*(?:[-*>]\s*)*(?:```+|~~~+)\s*(?P<word>[A-Za-z]*)$")
_MENTION = re.compile(r"(?:/scaffold:|\bscaffold run )(?P<word>[a-z0-9-]*)$")
_H2 = re.compile(r"^##\s+(?P<word>.*)$")


def _in_body(project: Project, document: MarkdownDocument, offset: int) -> Iterator[Item]:
    line = document.lines.line_span(document.lines.line_of(offset))
    before = document.text[line.start : offset]
    sources: tuple[
        tuple[re.Pattern[str], Callable[[str], Iterator[tuple[str, str, tuple[Namespace, str] | None]]]], ...
    ] = (
        (_FENCE, lambda _: ((word, "value", None) for word in LANGUAGES)),
        (_MENTION, lambda _: ((name, "step", (Namespace.STEP, name)) for name in _by_order(project, tools=True))),
        (_H2, lambda _: ((title, "heading", None) for title in _missing_sections(document))),
    )
    for pattern, candidates in sources:
        match = pattern.search(before)
        if match is None:
            continue
        if pattern is _FENCE and _inside_fence(document, offset):
            return
        prefix = match["word"]
        end = offset
        while end < line.end and re.match(r"[A-Za-z0-9-]", document.text[end]):
            end += 1
        found = {label: (kind, name) for label, kind, name in candidates(prefix)}
        for label in _fitting(found, prefix):
            kind, name = found[label]
            detail = _detail(project, *name) if name else ""
            yield Item(label, kind, Span(offset - len(prefix), end), label, detail, "", name)
        return


def _inside_fence(document: MarkdownDocument, offset: int) -> bool:
    """Whether an offset is on the content or closing line of a fence."""
    return any(fence.info_span.end < offset <= fence.span.end and fence.closed for fence in document.body.fences)


def _missing_sections(document: Document) -> Iterator[str]:
    """The usual H2 sections of a kind that a document does not have yet."""
    from scaffold_schemas.vocabulary import step_sections

    if not isinstance(document, MarkdownDocument):
        return
    present = {heading.title for heading in document.body.headings if heading.level == 2}
    usual: Iterable[str] = ()
    if isinstance(document, KnowledgeEntry):
        usual = ("Summary", "Deep Guidance")
    elif isinstance(document, Step):
        usual = (getattr(section, "title", str(section)) for section in step_sections(document.version))
    yield from (title for title in usual if title not in present)
