"""Every row of the scaffold tool's configuration tables, tried with good and bad values, against the tables themselves.

The tables below are written down anew from the tool's documentation of its checks; nothing here asks the schema or the
rules what is allowed. Each case says how many complaints there are, how bad they are and on which line.
"""

from __future__ import annotations

import itertools
from collections import Counter

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_schemas.catalogue import catalogue

PATH = ".scaffold/config.yml"
LAYOUT = Layout(None, (3, 54, 0))
CONFIG = Config(only=("schema", "project-config", "yaml"))
HEAD = "version: 2\nmethodology: deep\nplatforms: [claude-code]\n"

TABLE = """
web-app webAppConfig renderingStrategy! spa ssr ssg hybrid
web-app webAppConfig deployTarget static serverless* container edge long-running
web-app webAppConfig realtime none* websocket sse
web-app webAppConfig authFlow none* session oauth passkey
mobile-app mobileAppConfig platform! ios android cross-platform
mobile-app mobileAppConfig distributionModel public* private mixed
mobile-app mobileAppConfig offlineSupport none* cache offline-first
mobile-app mobileAppConfig hasPushNotifications bool
backend backendConfig apiStyle! rest graphql grpc trpc none
backend backendConfig dataStore list1 relational document key-value
backend backendConfig authMechanism none* jwt session oauth apikey
backend backendConfig asyncMessaging none* queue event-driven
backend backendConfig deployTarget serverless container* long-running
backend backendConfig domain domain fintech
cli cliConfig interactivity! args-only interactive hybrid
cli cliConfig distributionChannels list1 package-manager system-package-manager standalone-binary container
cli cliConfig hasStructuredOutput bool
library libraryConfig visibility! public internal
library libraryConfig runtimeTarget node browser isomorphic* edge
library libraryConfig bundleFormat esm cjs dual* unbundled
library libraryConfig hasTypeDefinitions bool
library libraryConfig documentationLevel none readme* api-docs full-site
game gameConfig engine! unity unreal godot custom
game gameConfig multiplayerMode none* local online hybrid
game gameConfig narrative none* light heavy
game gameConfig contentStructure discrete* open-world procedural endless mission-based
game gameConfig economy none* progression monetized both
game gameConfig onlineServices list leaderboards accounts matchmaking live-ops
game gameConfig persistence none settings-only profile progression* cloud
game gameConfig targetPlatforms list1 pc web ios android ps5 xbox switch vr ar
game gameConfig supportedLocales locales
game gameConfig hasModding bool
game gameConfig npcAiComplexity none* simple complex
data-pipeline dataPipelineConfig processingModel! batch streaming hybrid
data-pipeline dataPipelineConfig orchestration none* dag-based event-driven scheduled
data-pipeline dataPipelineConfig dataQualityStrategy none validation* testing observability
data-pipeline dataPipelineConfig schemaManagement none* schema-registry contracts
data-pipeline dataPipelineConfig hasDataCatalog bool
ml mlConfig projectPhase! training inference both
ml mlConfig modelType classical deep-learning* llm
ml mlConfig servingPattern none* batch realtime edge
ml mlConfig hasExperimentTracking bool
browser-extension browserExtensionConfig manifestVersion digits 2 3
browser-extension browserExtensionConfig uiSurfaces list popup options newtab devtools sidepanel
browser-extension browserExtensionConfig hasContentScript bool
browser-extension browserExtensionConfig hasBackgroundWorker bool
research researchConfig experimentDriver! code-driven config-driven api-driven notebook-driven
research researchConfig interactionMode autonomous checkpoint-gated* human-guided
research researchConfig hasExperimentTracking bool
research researchConfig domain domain quant-finance ml-research simulation
data-science dataScienceConfig audience solo*
web3 web3Config scope contracts*
mcp-server mcpServerConfig language! typescript python
mcp-server mcpServerConfig transport stdio* streamable-http sse
mcp-server mcpServerConfig primitives list1 tools resources prompts
mcp-server mcpServerConfig auth none* oauth apikey
mcp-server mcpServerConfig deployment local* hosted
mcp-server mcpServerConfig stateful bool
macos-native macosNativeConfig uiFramework swiftui* appkit hybrid
macos-native macosNativeConfig appStyle standard* menu-bar agent
macos-native macosNativeConfig minMacosVersion version
macos-native macosNativeConfig distribution developer-id* mac-app-store both
macos-native macosNativeConfig sandboxed bool
macos-native macosNativeConfig persistence none* sqlite core-data swiftdata
macos-native macosNativeConfig autoUpdate none* sparkle
"""

ROWS = [line.split() for line in TABLE.split("\n") if line]
KEYS = {row[0]: row[1] for row in ROWS}
REQUIRED = {row[0]: (row[2][:-1], row[3]) for row in ROWS if row[2].endswith("!")}
REQUIRED["ml"] = ("projectPhase", "both")
REQUIRED["library"] = ("visibility", "internal")
REQUIRED["research"] = ("experimentDriver", "code-driven")
WORDLESS = ("", " ~", " null", " 5", " 1.5", " true", " 2026-05-24", " {}", " { a: b }")
"""What is never a string, a boolean apart from `true`, or a list."""


def sources(kind: str, words: list[str]) -> list[tuple[str, int]]:
    """Values as they are written behind the colon, each with the number of complaints it deserves."""
    strings = (
        [(f" {word}", 0) for word in words] + [(f" '{words[0]}'", 0), (f' "{words[-1]}" # so', 0)] if words else []
    )
    bad = [(text, 1) for text in WORDLESS]
    items = [
        (f" [{words[0]}]", 0),
        (f" ['{words[-1]}']", 0),
        (f"\n      - {words[0]}", 0),
        (f" [{words[0]}x]", 1),
        (" [~]", 1),
        (" [3]", 1),
        (" [[]]", 1),
    ] if words else []  # fmt: skip
    match kind:
        case "bool":
            numbers = [(text, 0 if text == " true" else 1) for text, _ in bad]
            return [*numbers, (" false", 0), (" True", 0), (" FALSE", 0), (" yes", 1), (" 'true'", 1), (" []", 1)]
        case "list" | "list1":
            return [*bad, *items, (" []", 1 if kind == "list1" else 0), *((text, 1) for text, _ in strings)]
        case "domain":
            return [*bad, *strings, *items, (" none", 0), (" [none]", 1), (" []", 1), (" money", 1), (" ''", 1)]
        case "digits":
            return [*bad, (' "2"', 0), (" '3'", 0), (" 3", 1), (' "4"', 1), (" three", 1), (" []", 1)]
        case "version":
            wrong = [(' "15.0.1.2"', 1), (' "v15"', 1), (" 15.0", 1), (" ''", 1), (" '15.'", 1), (" []", 1)]
            return [*bad, *wrong, (' "15"', 0), (" '14.2'", 0), (" 14.2.1", 0)]
        case "locales":
            wrong = [(" [EN]", 1), (" [en_US]", 1), (" [eng]", 1), (" [en-us]", 1), (" []", 1), (" en", 1)]
            return [*bad, *wrong, (" [en]", 0), (" [en, pt-BR]", 0), (" [no]", 0), (" ['de']", 0)]
    return [*bad, *strings, (" nope", 1), (f" {words[0].upper()}", 1), (" ''", 1), (" []", 1), (f" [{words[0]}]", 1)]


def settings(project_type: str, extra: dict[str, str]) -> str:
    """A project of a type with what its configuration needs, and some settings, one a line and the last ones first."""
    needed = {key: f" {value}" for name, (key, value) in REQUIRED.items() if name == project_type}
    lines = {**{key: text for key, text in needed.items() if key not in extra}, **extra}
    if not lines:
        return f"  projectType: {project_type}\n  {KEYS[project_type]}: {{}}\n"
    body = "".join(f"    {key}:{text}\n" for key, text in lines.items())
    return f"  projectType: {project_type}\n  {KEYS[project_type]}:\n{body}"


def verdicts(text: str) -> list[tuple[int, str, str]]:
    """Line, severity and rule of each complaint."""
    document = parse(PATH, text, LAYOUT)
    assert document is not None
    project = Project({PATH: document}, LAYOUT, catalogue((3, 54, 0)))
    return [
        (document.lines.line_of(finding.span.start), finding.severity.word, finding.rule)
        for finding in check(document, project, CONFIG)
        if finding.severity is not None
    ]


VALUES = [
    (row[0], row[2].rstrip("!"), source, complaints)
    for row in ROWS
    for kind in [row[3] if row[3] in {"bool", "list", "list1", "domain", "digits", "version", "locales"} else "word"]
    for source, complaints in sources(kind, [word.rstrip("*") for word in (row[3:] if kind == "word" else row[4:])])
]
REFUSED_WITH_DEFAULTS = {
    ("ml", "projectPhase", "inference"),
    ("mcp-server", "auth", "oauth"),
    ("mcp-server", "auth", "apikey"),
    ("mcp-server", "deployment", "hosted"),
    ("macos-native", "distribution", "mac-app-store"),
    ("macos-native", "distribution", "both"),
}
"""Values that are good, but not with the defaults of the other settings."""


def test_there_are_many_cases() -> None:
    assert len(VALUES) > 900


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[1]}.{row[2]}")
def test_each_value_of_a_setting(row: list[str]) -> None:
    project_type, key = row[0], row[2].rstrip("!")
    for name, setting, source, complaints in VALUES:
        if (name, setting) != (project_type, key):
            continue
        text = f"{HEAD}project:\n{settings(project_type, {key: source})}"
        wanted = complaints
        word = source.partition("#")[0].strip(" '\"")
        wanted += (project_type, key, word) in REFUSED_WITH_DEFAULTS and not complaints
        found = verdicts(text)
        line = text[: text.index(f"    {key}:")].count("\n")
        assert len(found) == wanted, (source, found)
        assert all(severity == "error" and at in {line, line + 1} for at, severity, _ in found), (source, found)


@pytest.mark.parametrize("project_type", KEYS)
def test_what_a_type_needs(project_type: str) -> None:
    good = f"{HEAD}project:\n{settings(project_type, {})}"
    assert verdicts(good) == []
    assert [rule for *_, rule in verdicts(good.replace(f"{KEYS[project_type]}:", "anyConfig:"))] == [
        "schema/unknown-key"
    ]
    if project_type in REQUIRED:
        missing = f"{HEAD}project:\n  projectType: {project_type}\n  {KEYS[project_type]}: {{}}\n"
        assert verdicts(missing) == [(5, "error", "schema/missing-key")]
    unknown = f"{HEAD}project:\n{settings(project_type, {'whatever': ' 1'})}"
    assert [found[1:] for found in verdicts(unknown)] == [("error", "schema/unknown-key")]
    service = (
        settings(project_type, {})
        .replace("\n", "\n    ")
        .rstrip(" ")
        .replace("  project", "- name: a\n      project", 1)
    )
    in_service = f"{HEAD}project:\n  services:\n    {service}"
    assert verdicts(in_service) == []
    bare = f"{HEAD}project:\n  services:\n    - name: a\n      projectType: {project_type}\n"
    assert [found[1:] for found in verdicts(bare)] == [("error", "schema/missing-key")]
    for at, line in enumerate(good.split("\n")[:-1]):
        if line.endswith(":") or at < 3:
            continue
        lines = good.split("\n")
        lines.insert(at + 1, line)
        assert [found[:2] for found in verdicts("\n".join(lines))] == [(at + 1, "error")], line


@pytest.mark.parametrize("other", KEYS)
def test_the_configuration_of_another_type_is_refused(other: str) -> None:
    for project_type in KEYS:
        text = f"{HEAD}project:\n{settings(other, {})}".replace(f"projectType: {other}", f"projectType: {project_type}")
        wanted = [] if project_type == other else [(5, "error")]
        assert [found[:2] for found in verdicts(text)] == wanted, project_type
    untyped = f"{HEAD}project:\n{settings(other, {})}".replace(f"  projectType: {other}\n", "")
    assert [found[1] for found in verdicts(untyped)] == ["error"]


ABSENT = None
BOOLEANS = (ABSENT, "true", "false")
COUPLED: dict[str, dict[str, tuple[str | None, ...]]] = {
    "web-app": {
        "renderingStrategy": ("spa", "ssr", "ssg", "hybrid"),
        "deployTarget": (ABSENT, "static", "serverless", "edge"),
        "authFlow": (ABSENT, "none", "session", "oauth"),
    },
    "library": {"visibility": ("public", "internal"), "documentationLevel": (ABSENT, "none", "readme", "full-site")},
    "ml": {
        "projectPhase": ("training", "inference", "both"),
        "servingPattern": (ABSENT, "none", "batch", "realtime", "edge"),
    },
    "browser-extension": {
        "uiSurfaces": (ABSENT, "[]", "[popup]"),
        "hasContentScript": BOOLEANS,
        "hasBackgroundWorker": BOOLEANS,
    },
    "research": {
        "experimentDriver": ("code-driven", "notebook-driven"),
        "interactionMode": (ABSENT, "autonomous", "checkpoint-gated", "human-guided"),
    },
    "mcp-server": {
        "language": ("python",),
        "transport": (ABSENT, "stdio", "streamable-http", "sse"),
        "auth": (ABSENT, "none", "oauth", "apikey"),
        "deployment": (ABSENT, "local", "hosted"),
    },
    "macos-native": {
        "distribution": (ABSENT, "developer-id", "mac-app-store", "both"),
        "sandboxed": BOOLEANS,
        "autoUpdate": (ABSENT, "none", "sparkle"),
        "persistence": (ABSENT, "sqlite", "swiftdata"),
        "minMacosVersion": (ABSENT, "'13.6'", "'14.0'"),
    },
}


def refused(kind: str, chosen: dict[str, str | None]) -> int:
    """How many of the tool's rules on settings that exclude each other a choice breaks."""

    def value(key: str, default: str) -> str:
        return chosen.get(key) or default

    match kind:
        case "web-app":
            static = value("deployTarget", "serverless") == "static"
            return static * (
                (value("renderingStrategy", "") in {"ssr", "hybrid"}) + (value("authFlow", "none") == "session")
            )
        case "library":
            return value("visibility", "") == "public" and value("documentationLevel", "readme") == "none"
        case "ml":
            served = value("servingPattern", "none") != "none"
            return {"inference": not served, "training": served}.get(value("projectPhase", ""), False)
        case "browser-extension":
            parts = (value("hasContentScript", "false"), value("hasBackgroundWorker", "true"))
            return value("uiSurfaces", "[popup]") == "[]" and "true" not in parts
        case "research":
            return (chosen["experimentDriver"], chosen["interactionMode"]) == ("notebook-driven", "autonomous")
        case "mcp-server":
            stdio = value("transport", "stdio") == "stdio"
            return stdio * ((value("auth", "none") != "none") + (value("deployment", "local") == "hosted"))
    store = value("distribution", "developer-id")
    return (
        (store != "developer-id" and value("sandboxed", "false") == "false")
        + (store == "mac-app-store" and value("autoUpdate", "none") != "none")
        + (value("persistence", "none") == "swiftdata" and value("minMacosVersion", "'15.0'") < "'14")
    )


@pytest.mark.parametrize("project_type", COUPLED)
def test_settings_that_exclude_each_other(project_type: str) -> None:
    keys = COUPLED[project_type]
    broken = 0
    for values in itertools.product(*keys.values()):
        chosen = dict(zip(keys, values, strict=True))
        text = f"{HEAD}project:\n{settings(project_type, {k: f' {v}' for k, v in chosen.items() if v is not None})}"
        found = Counter(found[1:] for found in verdicts(text))
        wanted = int(refused(project_type, chosen))
        broken += wanted
        assert found == Counter({("error", "project-config/conflicting-settings"): wanted} if wanted else {}), chosen
    assert broken


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("version: 2\n", "", [(0, "warning", "schema/missing-key")]),
        ("version: 2", "version: 1", [(0, "warning", "schema/invalid-value")]),
        ("version: 2", "version: '2'", [(0, "error", "schema/invalid-value")]),
        ("version: 2", "version: 2.0", []),
        ("version: 2", "version: 0x2", []),
        ("version: 2", "version: 3", [(0, "error", "schema/invalid-value")]),
        ("version: 2", "version:", [(0, "error", "schema/invalid-value")]),
        ("version: 2", "version: true", [(0, "error", "schema/invalid-value")]),
        ("version: 2", "version: 2026-05-24", [(0, "error", "schema/invalid-value")]),
        ("version: 2", "version: [2]", [(0, "error", "schema/invalid-value")]),
        ("methodology: deep\n", "", [(0, "error", "schema/missing-key")]),
        ("methodology: deep", "methodology: 'mvp'", []),
        ("methodology: deep", "methodology: brownfield", []),
        ("methodology: deep", "methodology: custom", []),
        ("methodology: deep", "methodology: depe", [(1, "error", "schema/invalid-value")]),
        ("methodology: deep", "methodology: Deep", [(1, "error", "schema/invalid-value")]),
        ("methodology: deep", "methodology:", [(1, "error", "schema/invalid-value")]),
        ("methodology: deep", "methodology: [deep]", [(1, "error", "schema/invalid-value")]),
        ("methodology: deep", "methodology: 1", [(1, "error", "schema/invalid-value")]),
        ("platforms: [claude-code]\n", "", [(0, "error", "schema/missing-key")]),
        ("[claude-code]", "[codex, claude-code]", []),
        ("[claude-code]", "['codex']", []),
        ("[claude-code]", "[codex, codex]", [(2, "info", "project-config/duplicate-item")]),
        ("[claude-code]", "[gemini]", [(2, "warning", "schema/invalid-value")]),
        ("[claude-code]", "[codex, gemini]", [(2, "warning", "schema/invalid-value")]),
        ("[claude-code]", "[cursor]", [(2, "error", "schema/invalid-value")]),
        ("[claude-code]", "[]", [(2, "error", "schema/invalid-value")]),
        ("[claude-code]", "codex", [(2, "error", "schema/wrong-type")]),
        ("[claude-code]", "", [(2, "error", "schema/wrong-type")]),
        ("[claude-code]", "[~]", [(2, "error", "schema/invalid-value")]),
        ("[claude-code]", "{ codex: true }", [(2, "error", "schema/wrong-type")]),
        ("", "methodology: mvp\n", [(2, "error", "yaml/duplicate-key")]),
        ("", "mixins: {}\n", [(0, "warning", "schema/unknown-key")]),
    ],
)
def test_the_top_of_the_file(old: str, new: str, expected: list[tuple[int, str, str]]) -> None:
    text = HEAD.replace(old, new, 1) if old else new + HEAD
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("custom: {}", []),
        ("custom:", [("error", "schema/wrong-type")]),
        ("custom: []", [("error", "schema/wrong-type")]),
        ("custom: { default_depth: 1 }", []),
        ("custom: { default_depth: 5 }", []),
        ("custom: { default_depth: 0 }", [("error", "schema/invalid-value")]),
        ("custom: { default_depth: 6 }", [("error", "schema/invalid-value")]),
        ("custom: { default_depth: 2.5 }", [("error", "schema/wrong-type")]),
        ("custom: { default_depth: '3' }", [("error", "schema/wrong-type")]),
        ("custom: { default_depth: ~ }", [("error", "schema/wrong-type")]),
        ("custom: { depth: 3 }", [("error", "schema/unknown-key")]),
        ("custom: { steps: {} }", []),
        ("custom: { steps: ~ }", [("error", "schema/wrong-type")]),
        ("custom: { steps: [tdd] }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: {} } }", []),
        ("custom: { steps: { tdd: ~ } }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: true } }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: { enabled: false, depth: 2 } } }", []),
        ("custom: { steps: { tdd: { enabled: no } } }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: { enabled: 0 } } }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: { enabled: } } }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: { depth: 0 } } }", [("error", "schema/invalid-value")]),
        ("custom: { steps: { tdd: { depth: three } } }", [("error", "schema/wrong-type")]),
        ("custom: { steps: { tdd: { conditional: if-needed } } }", [("error", "schema/unknown-key")]),
        ("custom: { steps: { tdx: {} } }", [("warning", "project-config/unknown-step")]),
        ("custom: { steps: { spark: {} } }", [("warning", "project-config/unknown-step")]),
        ("artifact_map: {}", []),
        ("artifact_map: { tdd: docs/tests.md }", []),
        ("artifact_map: { tdd: docs/..tests/a..md }", []),
        ("artifact_map: { tdd: ./docs/tests.md }", []),
        ("artifact_map: { tdd: '' }", [("error", "schema/invalid-value")]),
        ("artifact_map: { tdd: /docs/tests.md }", [("error", "schema/invalid-value")]),
        ("artifact_map: { tdd: ../tests.md }", [("error", "schema/invalid-value")]),
        ("artifact_map: { tdd: docs/../tests.md }", [("error", "schema/invalid-value")]),
        ('artifact_map: { tdd: "docs\\\\..\\\\tests.md" }', [("error", "schema/invalid-value")]),
        ("artifact_map: { tdd: docs/.. }", [("error", "schema/invalid-value")]),
        ("artifact_map: { tdd: 5 }", [("error", "schema/wrong-type")]),
        ("artifact_map: { tdd: }", [("error", "schema/wrong-type")]),
        ("artifact_map: { tdd: 2026-05-24 }", [("error", "schema/wrong-type")]),
        ("artifact_map: { tdx: docs/tests.md }", [("warning", "project-config/unknown-step")]),
        ("artifact_map: ~", [("error", "schema/wrong-type")]),
        ("artifact_map: [tdd]", [("error", "schema/wrong-type")]),
        ("project: {}", []),
        ("project:", [("error", "schema/wrong-type")]),
        ("project: shop", [("error", "schema/wrong-type")]),
        ("project: { name: shop }", []),
        ("project: { name: '' }", [("error", "schema/invalid-value")]),
        ("project: { name: }", [("error", "schema/wrong-type")]),
        ("project: { name: 5 }", [("error", "schema/wrong-type")]),
        ("project: { name: yes }", []),
        ("project: { name: true }", [("error", "schema/wrong-type")]),
        ("project: { name: 2026-05-24 }", [("error", "schema/wrong-type")]),
        ("project: { name: '2026-05-24' }", []),
        ("project: { platforms: [web, mobile, desktop] }", []),
        ("project: { platforms: [] }", []),
        ("project: { platforms: [web, web] }", [("info", "project-config/duplicate-item")]),
        ("project: { platforms: [tv] }", [("error", "schema/invalid-value")]),
        ("project: { platforms: web }", [("error", "schema/wrong-type")]),
        ("project: { projectType: game }", []),
        ("project: { projectType: gaem }", [("error", "schema/invalid-value")]),
        ("project: { projectType: }", [("error", "schema/invalid-value")]),
        ("project: { projectType: [game] }", [("error", "schema/invalid-value")]),
        ("project: { traits: [] }", [("warning", "schema/unknown-key")]),
        ("project: { services: [] }", [("error", "schema/invalid-value")]),
        ("project: { services: }", [("error", "schema/wrong-type")]),
        ("project: { services: {} }", [("error", "schema/wrong-type")]),
    ],
)
def test_the_rest_of_the_file(more: str, expected: list[tuple[str, str]]) -> None:
    assert [found[1:] for found in verdicts(f"{HEAD}{more}\n")] == expected


def test_an_unknown_step_under_custom_is_rejected() -> None:
    text = f"{HEAD.replace('deep', 'custom')}custom: {{ steps: {{ tdx: {{}} }} }}\n"
    assert verdicts(text) == [(3, "error", "project-config/unknown-step")]


SERVICE = "name: shop, projectType: backend, backendConfig: { apiStyle: rest }"


@pytest.mark.parametrize(
    ("service", "expected"),
    [
        (SERVICE, []),
        (f"{SERVICE}, description: The shop, path: services/shop", []),
        (f"{SERVICE}, exports: []", []),
        (f"{SERVICE}, exports: [{{ step: tdd }}]", []),
        (f"{SERVICE}, exports: [{{ step: tdd }}, {{ step: tdd }}]", [("info", "project-config/duplicate-item")]),
        (f"{SERVICE}, exports: [{{ step: tdx }}]", [("warning", "project-config/unknown-step")]),
        (f"{SERVICE}, exports: [{{ step: create-prd }}]", [("error", "project-config/exported-global-step")]),
        (f"{SERVICE}, exports: [{{ step: quick-task }}]", [("warning", "project-config/stateless-export")]),
        (f"{SERVICE}, exports: [{{ step: TDD }}]", [("error", "schema/invalid-value")]),
        (f"{SERVICE}, exports: [{{ step: }}]", [("error", "schema/wrong-type")]),
        (f"{SERVICE}, exports: [{{}}]", [("error", "schema/missing-key")]),
        (f"{SERVICE}, exports: [tdd]", [("error", "schema/wrong-type")]),
        (f"{SERVICE}, exports: tdd", [("error", "schema/wrong-type")]),
        (f"{SERVICE}, exports: [{{ step: tdd, why: so }}]", [("warning", "schema/unknown-key")]),
        (f"{SERVICE}, description: 5", [("error", "schema/wrong-type")]),
        (f"{SERVICE}, path: ", [("error", "schema/wrong-type")]),
        (f"{SERVICE}, platforms: [web]", [("error", "schema/unknown-key")]),
        (f"{SERVICE}, gameConfig: {{ engine: unity }}", [("error", "schema/invalid-value")]),
        (SERVICE.replace("shop", "Shop"), [("error", "schema/invalid-value")]),
        (SERVICE.replace("shop", "1shop"), [("error", "schema/invalid-value")]),
        (SERVICE.replace("shop", "''"), [("error", "schema/invalid-value")]),
        (SERVICE.replace("shop", "5"), [("error", "schema/wrong-type")]),
        (SERVICE.replace("name: shop, ", ""), [("error", "schema/missing-key")]),
        (SERVICE.replace("projectType: backend, ", ""), [("error", "schema/missing-key")]),
        (SERVICE.replace("backend,", "gaem,"), [("error", "schema/invalid-value")]),
        (f"{SERVICE} }}, {{ {SERVICE}", [("error", "project-config/duplicate-service")]),
        (f"{SERVICE} }}, {{ {SERVICE.replace('shop', 'web')}", []),
    ],
)
def test_services(service: str, expected: list[tuple[str, str]]) -> None:
    assert [found[1:] for found in verdicts(f"{HEAD}project:\n  services: [{{ {service} }}]\n")] == expected
