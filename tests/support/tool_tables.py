"""What the scaffold tool does with a value, field by field and kind by kind: its own tables, as functions of a value.

``None`` is fine; ``warning`` is taken for something else or dropped without a word; ``error`` rejects the file. Nothing
here asks the schemas.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from written import DEFAULT, FAILSAFE, JSON, Value

FINE, INFO, WARNING, ERROR = None, "info", "warning", "error"
Oracle = Callable[[Value], "str | None"]
Fields = dict[str, tuple[str, Oracle, list[str]]]
"""By key: a good value as it is written, what the tool does with any value, further values worth trying."""

NAME = re.compile(r"[a-z][a-z0-9-]*\Z")
STRICT_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")


def is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_whole(value: Value) -> bool:
    return is_number(value) and math.isfinite(value) and value == int(value)


def text(
    *, most: int = 10**6, like: str = "", bad: str | None = ERROR, blank: str | None = ERROR, unlike: str | None = ERROR
) -> Oracle:
    """A string; ``bad`` is what another type is, ``blank`` what nothing at all is, ``unlike`` what the wrong words are."""

    def judge(value: Value) -> str | None:
        if value is None:
            return blank
        if not isinstance(value, str):
            return bad
        return FINE if len(value) <= most and re.match(like, value) else unlike

    return judge


def one_of(*words: Value, bad: str = ERROR) -> Oracle:
    return lambda value: FINE if any(value == word and type(value) is type(word) for word in words) else bad


def boolean(bad: str = ERROR) -> Oracle:
    return lambda value: FINE if isinstance(value, bool) else bad


def whole(least: float, most: float = math.inf, bad: str = ERROR) -> Oracle:
    return lambda value: FINE if is_whole(value) and least <= value <= most else bad


def listed(item: Oracle, *, bad: str = ERROR, least: int = 0) -> Oracle:
    """A list whose worst item decides."""

    def judge(value: Value) -> str | None:
        if not isinstance(value, list) or len(value) < least:
            return bad
        return worst(item(each) for each in value)

    return judge


def mapped(item: Oracle, *, bad: str = ERROR, blank: str | None = ERROR) -> Oracle:
    """A mapping whose worst value decides."""

    def judge(value: Value) -> str | None:
        if value is None:
            return blank
        return worst(item(each) for each in value.values()) if isinstance(value, dict) else bad

    return judge


RANK = {FINE: 0, INFO: 1, WARNING: 2, ERROR: 3}


def worst(found: Any) -> str | None:
    return max(found, key=RANK.__getitem__, default=FINE)


def step_order(value: Value) -> str | None:
    """``Number()`` of the text: a whole decimal number is meant, others are taken for one that surprises."""
    if not isinstance(value, str) or value == "null":
        return ERROR  # nothing: a step must have one
    number = javascript_number(value)
    if number is None or not 0 <= number <= 1599:
        return ERROR
    return FINE if re.match(r"[0-9]+\Z", value) else WARNING


def javascript_number(text: str) -> float | None:
    text = text.strip()
    if text == "":
        return 0
    if re.match(r"0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)\Z", text):
        return int(text, 0)
    if re.match(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\Z", text):
        return float(text)
    return None


def summary(value: Value) -> str | None:
    if value in ("null", "Null", "NULL", "~"):
        return WARNING  # these words, and not nothing
    return text(most=500, blank=FINE)(value)


def day(*, bad: str = ERROR, blank: str | None = ERROR) -> Oracle:
    months = r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
    plain = text(like=rf"[0-9]{{4}}-{months}\Z", bad=bad, blank=blank, unlike=bad)
    return lambda value: bad if value == "2026-02-30" else plain(value)


NAMES = listed(text(like=NAME.pattern))
TEXTS = listed(text())
PHASES = (
    "vision",
    "pre",
    "foundation",
    "environment",
    "integration",
    "modeling",
    "decisions",
    "architecture",
    "specification",
    "quality",
    "parity",
    "consolidation",
    "planning",
    "validation",
    "finalization",
    "build",
)
TYPES = (
    "web-app",
    "mobile-app",
    "backend",
    "cli",
    "library",
    "game",
    "data-pipeline",
    "ml",
    "browser-extension",
    "research",
    "data-science",
    "web3",
    "mcp-server",
    "macos-native",
)


def detect(value: Value) -> str | None:
    return FINE if value is None else ERROR  # none of the written mappings is a check


def cross_reads(value: Value) -> str | None:
    return FINE if value == [] else ERROR


def one_text(value: Value) -> str | None:
    return text(like=r"(?s).*\S")(value)


def local_name(value: Value) -> str | None:
    """Any text that is not blank names an override; the slug is only the custom."""
    if not isinstance(value, str) or not value.strip():
        return ERROR
    return FINE if NAME.match(value) else INFO


def conditional(value: Value) -> str | None:
    return FINE if value in (None, "null", "if-needed") else ERROR


def fingerprint(value: Value) -> str | None:
    if not isinstance(value, str):
        return ERROR
    return FINE if re.match(r"sha256:[0-9a-f]{64}\Z", value) else INFO


def category(value: Value) -> str | None:
    if not isinstance(value, str):
        return ERROR
    return FINE if value in {"concepts", "reference", "workflows", "tools"} else INFO


PROMPT: Fields = {
    "name": ("create-plan", text(like=NAME.pattern), []),
    "description": ("What it is for", text(most=200), []),
    "summary": ("What users read", summary, []),
    "dependencies": ("[create-vision]", NAMES, []),
    "reads": ("[]", NAMES, ["\n      - abc\n      - def"]),
    "knowledge-base": ("[planning]", TEXTS, ["[a, b]"]),
    "cross-reads": ("[]", cross_reads, []),
    "stateless": ("false", one_of("true", "false"), []),
    "conditional": ("null", conditional, ["if-needed", '"if-needed"']),
    "detect": ("", detect, []),
}  # fmt: skip

STEP = {
    **PROMPT,
    "phase": ("pre", one_of(*PHASES), [*PHASES, "Pre", "'pre'"]),
    "order": ("110", step_order, ["0", "99", "1599.5", "1_5", "0x1", "-0", "1e4"]),
    "outputs": ("[docs/plan.md]", listed(text(), least=1), ["[docs/a.md, docs/b/]"]),
    "category": ("pipeline", one_of("pipeline"), ["pipeline", "'pipeline'"]),
}
TOOL = {
    **PROMPT,
    "phase": ("null", one_of(None, "null", *PHASES), ["pre", "Pre"]),
    "outputs": ("[]", TEXTS, ["[docs/a.md]"]),
    "category": ("tool", one_of("tool"), ["tool", '"tool"', "Tool"]),
}
KNOWLEDGE: Fields = {
    "name": ("planning", text(like=NAME.pattern), []),
    "description": ("How to plan", text(), []),
    "topics": ("[plans]", TEXTS, ["[a, b]"]),
    "volatility": ("stable", one_of("stable", "evolving", "fast-moving"), ["stable", "evolving", "fast-moving", "Stable"]),
    "last-reviewed": ("2026-05-24", day(blank=FINE), ["2024-02-29"]),
    "version-pin": ("Plans 2", text(blank=FINE), ["v1.2", '"3.0"']),
    "sources": ("[]", lambda value: FINE if value == [] else ERROR, []),
}  # fmt: skip
SOURCE: Fields = {
    "anchor": ("'#plans'", text(like="#"), ["'#'"]),
    "retrieved": ("2026-05-24", day(), []),
    "hash": (f"sha256:{'0' * 64}", fingerprint, [f"sha256:{'0' * 63}", f"sha256:{'A' * 64}"]),
}
LOCAL: Fields = {
    "name": ("planning", local_name, []),
    "description": ("How to plan", text(bad=WARNING, blank=WARNING), []),
    "topics": ("[plans]", listed(text(bad=WARNING, blank=WARNING), bad=WARNING), ["[a, b]"]),
    "volatility": ("stable", one_of("stable", "evolving", "fast-moving", bad=WARNING), ["evolving", "fast-moving"]),
    "last-reviewed": ("2026-05-24", day(bad=WARNING, blank=FINE), []),
    "version-pin": ("Plans 2", text(bad=WARNING, blank=FINE), []),
    "sources": ("[]", lambda value: FINE if value == [] else WARNING, []),
}


GUIDE: Fields = {
    "title": ("Start", text(), []),
    "topic": ("start", text(), ["start"]),
    "description": ("How to start", text(), []),
    "category": ("concepts", category, ["reference", "workflows", "tools"]),
    "order": ("10", lambda value: FINE if is_number(value) else ERROR, ["20"]),
    "escape_scripts": ("[]", listed(text(bad=INFO, blank=INFO), bad=INFO), []),
}  # fmt: skip


def host(value: Value) -> str | None:
    good = isinstance(value, str) and re.match(r"[^A-Z:/\s]+(/\S*[^/\s])?\Z", value)
    return FINE if good else WARNING


def repository(value: Value) -> str | None:
    return FINE if isinstance(value, str) and re.match(r"[^/\s:]+/[^/\s:]+\Z", value) else WARNING


ALLOWLIST: Fields = {
    "hosts": ("[example.org]", listed(host, bad=WARNING), [
        "[example.org, www.example.org]", "[example.org/a]", "[example.org/a/]", "[https://example.org]", "[Example.org]",
        "[a.b:80]", "['a b']", "\n      - example.org\n      - example.com",
    ]),
    "github_repos": ("[owner/repo]", listed(repository, bad=WARNING), ["[a/b, c/d]", "[a/b/c]", "[a]", "[A/B]"]),
}  # fmt: skip
PRESET: Fields = {
    "name": ("Deep", one_text, []),
    "description": ("All of it", one_text, []),
    "default_depth": ("3", whole(1, 5), ["4", "'4'"]),
    "steps": ("{}", lambda value: FINE if value == {} else ERROR, []),
}
PRESET_ENTRY: Fields = {
    "enabled": ("true", boolean(), []),
    "conditional": ("if-needed", one_of("if-needed"), ["if-needed", '"if-needed"', "If-needed"]),
}
SECTION = mapped(lambda _: WARNING, bad=WARNING, blank=FINE)
OVERLAY: Fields = {
    "name": ("game", one_text, []),
    "description": ("Games", one_text, []),
    "project-type": ("game", one_of(*TYPES), [*TYPES, "Game", "'game'"]),
    "step-overrides": ("{}", SECTION, []),
    "knowledge-overrides": ("{}", SECTION, []),
    "reads-overrides": ("{}", SECTION, []),
    "dependency-overrides": ("{}", SECTION, []),
}
SUB: Fields = {
    **OVERLAY,
    "name": ("backend-fintech", one_text, []),
    "project-type": ("backend", one_of(*TYPES), TYPES),
}
STRUCTURAL = {key: row for key, row in OVERLAY.items() if key != "project-type"} | {
    "cross-reads-overrides": ("{}", SECTION, [])
}
STEP_OVERRIDE: Fields = {
    "enabled": ("true", boolean(WARNING), []),
    "conditional": ("if-needed", one_of("if-needed", bad=WARNING), ["if-needed", "'if-needed'"]),
}
APPENDED = listed(text(bad=WARNING, blank=WARNING), bad=WARNING)
KNOWLEDGE_OVERRIDE: Fields = {"append": ("[abc]", APPENDED, ["[a, b]"])}
READS_OVERRIDE: Fields = {
    "append": ("[abc]", APPENDED, ["[a, b]"]),
    "replace": (
        "{ a: b }",
        mapped(text(bad=WARNING, blank=WARNING), bad=WARNING, blank=WARNING),
        ["{ a: ~ }", "{ a: b, c: d }"],
    ),
}
SKILL: Fields = {
    "name": ("runner", text(like=STRICT_NAME.pattern, most=64, bad=WARNING, blank=WARNING, unlike=WARNING), ["a-1"]),
    "description": ("Runs", text(bad=WARNING, blank=WARNING), []),
    "topics": ("[]", listed(text(bad=INFO, blank=INFO), bad=INFO), []),
}
CANONICAL: Fields = {
    "name": ("runner", text(like=STRICT_NAME.pattern, most=64), ["a-1"]),
    "description": ("Runs", text(), []),
    "topics": SKILL["topics"],
}
AGENT_OPS: Fields = {
    "project_name": (
        "my_app",
        lambda value: WARNING if value == "" else text(like=r"[a-z][a-z0-9_-]*\Z", bad=WARNING, blank=WARNING)(value),
        ["a-b_c"],
    ),
    "critical_labels": ("[]", listed(text(bad=INFO, blank=INFO), bad=WARNING), []),
    "worktree_setup_commands": ("[]", listed(text(bad=INFO, blank=INFO), bad=WARNING), []),
    "docker": ("{}", lambda value: ERROR if value is None else FINE if value == {} else WARNING, []),
}
DOCKER: Fields = {
    "context": ("default", text(like="(?s).", bad=WARNING, blank=WARNING, unlike=WARNING), []),
    "services": ("[]", lambda value: (ERROR if value else FINE) if isinstance(value, list) else WARNING, []),
    "shared_stack": (
        "{}",
        mapped(whole(1, 65535), bad=WARNING, blank=WARNING),
        ["{ a: 5432 }", "{ a: 0 }", "{ a: 65536 }"],
    ),
}
QUEUE: Fields = {
    "gate_command": ("make a", one_text, []),
    "ready_label": ("x", one_text, []),
    "batch_cap": ("16", whole(1), []),
    "gate_cache_max_entries": ("200", whole(0), []),
    "gate_executor": ("local-poller", one_of("gha-selfhosted", "local-poller"), ["gha-selfhosted"]),
    "overlap_zones": ("[]", listed(one_text), []),
    "overlap_zone_policy": ("solo", one_of("solo", "hold"), ["hold"]),
}
OBSERVED: Fields = {
    "disabled_lenses": (
        "[E-design]",
        listed(one_of("A-tdd", "E-design", bad=WARNING), bad=WARNING),
        ["[A-tdd]", "[a-tdd]"],
    ),
    "lenses": ("{}", lambda value: FINE if value == {} else WARNING, []),
}
C_STANDARDS: Fields = {
    "enforce_via_linter": ("true", boolean(WARNING), []),
    "escalation_threshold": ("3", whole(-math.inf, bad=WARNING), []),
    "rule_overrides": (
        "{}",
        mapped(one_of("P0", "P1", "P2", "P3", bad=WARNING), bad=WARNING, blank=WARNING),
        ["{ a: P0 }", "{ a: P4 }"],
    ),
}


class Place(NamedTuple):
    """Where some fields are written: in which file, in which dialect, inside which text, how far indented.

    The text has them at its ``mark``, one after the other with ``between`` between them.
    """

    kind: str
    path: str
    dialect: str
    around: str
    indent: str
    fields: Fields
    between: str = ""
    mark: str = "{}"


FRONT = "---\n{}---\n"
SOURCED = "name: planning\ndescription: Plans\nsources:\n  - url: https://example.org/\n{}"
ENTRY_HEAD = "name: Deep\ndescription: All\ndefault_depth: 3\nsteps:\n  create-plan:\n{}"
GAME = "name: game\ndescription: Games\nproject-type: game\n"
M = "content/methodology"
PLACES = [
    Place("step", "content/pipeline/pre/create-plan.md", FAILSAFE, FRONT, "", STEP),
    Place("tool", "content/tools/create-plan.md", FAILSAFE, FRONT, "", TOOL),
    Place("knowledge", "content/knowledge/core/planning.md", JSON, FRONT, "", KNOWLEDGE),
    Place("knowledge", "content/knowledge/core/planning.md", JSON, f"---\n{SOURCED}---\n", "    ", SOURCE),
    Place("local-knowledge", ".scaffold/knowledge/planning.md", JSON, FRONT, "", LOCAL),
    Place("guide", "content/guides/start/index.md", JSON, FRONT, "", GUIDE),
    Place("allowlist", "docs/knowledge-freshness/authoritative-sources.yaml", JSON, "{}", "", ALLOWLIST),
    Place("preset", f"{M}/deep.yml", DEFAULT, "{}", "", PRESET),
    Place("preset", f"{M}/deep.yml", DEFAULT, ENTRY_HEAD, "    ", PRESET_ENTRY),
    Place("overlay", f"{M}/game-overlay.yml", DEFAULT, "{}", "", OVERLAY),
    Place("overlay", f"{M}/game-overlay.yml", DEFAULT, f"{GAME}step-overrides:\n  a:\n{{}}", "    ", STEP_OVERRIDE),
    Place("overlay", f"{M}/game-overlay.yml", DEFAULT, f"{GAME}knowledge-overrides:\n  a:\n{{}}", "    ", KNOWLEDGE_OVERRIDE),
    Place("overlay", f"{M}/game-overlay.yml", DEFAULT, f"{GAME}reads-overrides:\n  a:\n{{}}", "    ", READS_OVERRIDE),
    Place("overlay", f"{M}/game-overlay.yml", DEFAULT, f"{GAME}dependency-overrides:\n  a:\n{{}}", "    ", READS_OVERRIDE),
    Place("sub-overlay", f"{M}/backend-fintech.yml", DEFAULT, "{}", "", SUB),
    Place("structural-overlay", f"{M}/multi-service-overlay.yml", DEFAULT, "{}", "", STRUCTURAL),
    Place("skill", "content/skills/runner/SKILL.md", DEFAULT, FRONT, "", SKILL),
    Place("canonical-skill", "content/agent-skills/runner/SKILL.md", DEFAULT, FRONT, "", CANONICAL),
    Place("agent-ops", ".scaffold/agent-ops.yaml", DEFAULT, "{}", "", AGENT_OPS),
    Place("agent-ops", ".scaffold/agent-ops.yaml", DEFAULT, "docker:\n{}", "  ", DOCKER),
    Place("agent-ops", ".scaffold/agent-ops.yaml", DEFAULT, "merge_queue:\n{}", "  ", QUEUE),
    Place("observability", ".scaffold/observability.yaml", DEFAULT, "{}", "", OBSERVED),
    Place("observability", ".scaffold/observability.yaml", DEFAULT, "lenses:\n  C-standards:\n{}", "    ", C_STANDARDS),
]  # fmt: skip
REQUIRED = {
    "step": {"name", "description", "phase", "order", "outputs"},
    "tool": {"name", "description", "category"},
    "knowledge": {"name", "description"},
    "local-knowledge": {"name"},
    "guide": {"title", "topic", "description", "category", "order"},
    "preset": {"name", "description", "default_depth", "steps", "enabled"},
    "overlay": {"name", "description", "project-type", "enabled"},
    "sub-overlay": {"name", "description", "project-type"},
    "structural-overlay": {"name", "description"},
    "skill": {"name", "description"},
    "canonical-skill": {"name", "description"},
}
DROPPED_WITHOUT = {("overlay", "enabled"), ("skill", "name"), ("skill", "description")}
"""Where a missing key costs an entry or a mark, but not the file."""
