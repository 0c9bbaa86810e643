"""What the content repository's own evals exempt, and the numbers and words they judge by."""

from __future__ import annotations

from typing import NamedTuple

from scaffold_schemas.release import Version, existed

_AFTER_390: Version = (3, 10, 0)


class Exemption(NamedTuple):
    """A step whose outputs need no consumer."""

    name: str
    since: Version | None = None


TERMINAL_OUTPUT_EXEMPT = (
    Exemption("implementation-plan"),
    Exemption("developer-onboarding-guide"),
    Exemption("implementation-playbook"),
    Exemption("apply-fixes-and-freeze"),
    Exemption("ai-memory-setup"),
    Exemption("automated-pr-review"),
    Exemption("beads"),
    Exemption("create-evals"),
    Exemption("merge-throughput", (3, 47, 0)),
    Exemption("staging-environments", (3, 40, 0)),
    Exemption("github-setup", (3, 36, 0)),
    Exemption("playtest-plan"),
    Exemption("platform-cert-prep"),
    Exemption("live-ops-plan"),
    Exemption("art-bible"),
    Exemption("modding-ugc-spec"),
    Exemption("ai-behavior-design"),
    Exemption("cross-service-observability", (3, 17, 0)),
    Exemption("integration-test-plan", (3, 17, 0)),
)
TERMINAL_PATH_PATTERNS = (
    "docs/reviews/",
    "docs/validation/",
    "docs/user-stories-innovation",
    "maestro/",
    ".beads/",
    "AGENTS.md",
    "scripts/",
    ".github/",
    "playwright.config.",
    "tailwind.config.",
    "tests/screenshots/",
)
"""Substrings of an output's path that make it need no consumer."""
KNOWLEDGE_TEMPLATE_EXEMPT = ("review-{artifact}",)
CODE_INJECTED_KNOWLEDGE = ("brownfield-adoption",)
"""Entries no step names because the tool itself injects them (since 3.50.0)."""
PHASE_ORDERING_EXEMPT = (("user-stories", "innovate-prd"), ("tdd", "system-architecture"))
"""Pairs (reader, target) that may read ahead."""

MODE_DETECTION_WORDS = (
    "exist",
    "present",
    "found",
    "check",
    "look",
    "detect",
    "scan",
    "not applicable",
    "runs once",
    "always",
    "first time",
)
"""One of these has to stand in every Mode Detection section."""
VAGUE_WORDS = ("appropriate", "sufficient", "adequate", "comprehensive", "thorough", "robust")
"""Words that make a quality criterion hard to judge."""
CONSENSUS_WORDS = ("consensus", "majority", "divergen", "agree")
PLACEHOLDERS = ("TODO", "TBD", "FIXME", "PLACEHOLDER", "FILL IN")

MINIMUM_CRITERIA = 3
MINIMUM_SECTION_LINES = 4
MINIMUM_ENTRY_LINES_WHEN_REFERENCED = 50
CRITERIA_THAT_NEED_A_DEEP_ONE = 5
MVP_ENABLED = (10, 30)
"""The least and the greatest number of steps the mvp preset may enable."""


def terminal_output_exempt(version: Version | None = None) -> frozenset[str]:
    """The steps of a release whose outputs need no consumer."""
    return frozenset(item.name for item in TERMINAL_OUTPUT_EXEMPT if existed(item.since, None, version))


def after_this_step_limit(version: Version | None = None) -> int:
    """How many steps a release's evals let go without an After This Step section."""
    return 57 if existed(_AFTER_390, None, version) else 52
