"""Words of the pipeline: phases, step keys, sections, tags, depths, renamed and retired steps."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from scaffold_schemas.release import Version, existed


class Phase(NamedTuple):
    """One of the sixteen stages; a step's order lies within its phase's range, ends included."""

    number: int
    slug: str
    name: str
    since: Version | None = None

    @property
    def first_order(self) -> int:
        """The lowest order of the phase's steps."""
        return self.number * 100

    @property
    def last_order(self) -> int:
        """The highest order of the phase's steps."""
        return self.number * 100 + 99


PHASES = (
    Phase(0, "vision", "Product Vision", (2, 33, 0)),
    Phase(1, "pre", "Product Definition"),
    Phase(2, "foundation", "Project Foundation"),
    Phase(3, "environment", "Development Environment"),
    Phase(4, "integration", "Testing Integration"),
    Phase(5, "modeling", "Domain Modeling"),
    Phase(6, "decisions", "Architecture Decisions"),
    Phase(7, "architecture", "System Architecture"),
    Phase(8, "specification", "Specifications"),
    Phase(9, "quality", "Quality Gates"),
    Phase(10, "parity", "Platform Parity"),
    Phase(11, "consolidation", "Consolidation"),
    Phase(12, "planning", "Planning"),
    Phase(13, "validation", "Validation"),
    Phase(14, "finalization", "Finalization"),
    Phase(15, "build", "Build"),
)
_PHASE_BY_SLUG = MappingProxyType({phase.slug: phase for phase in PHASES})

MAXIMUM_ORDER = 1599


def phases(version: Version | None = None) -> tuple[Phase, ...]:
    """The phases of a release, in order."""
    return tuple(phase for phase in PHASES if existed(phase.since, None, version))


def phase(slug: str | None) -> Phase | None:
    """The phase with this slug (case matters), or None."""
    return _PHASE_BY_SLUG.get(slug) if slug is not None else None


def phase_of_order(order: float) -> Phase | None:
    """The phase whose range holds the order, or None beyond all ranges."""
    return PHASES[int(order // 100)] if 0 <= order <= MAXIMUM_ORDER else None


class StepKey(NamedTuple):
    """A known key of step and tool frontmatter."""

    name: str
    since: Version | None = None


STEP_KEYS = (
    StepKey("name"),
    StepKey("description"),
    StepKey("summary", (2, 38, 0)),
    StepKey("phase"),
    StepKey("order"),
    StepKey("dependencies"),
    StepKey("depends-on"),
    StepKey("outputs"),
    StepKey("conditional"),
    StepKey("knowledge-base"),
    StepKey("reads"),
    StepKey("cross-reads", (3, 17, 0)),
    StepKey("stateless", (2, 37, 0)),
    StepKey("category", (2, 37, 0)),
    StepKey("argument-hint", (2, 37, 0)),
    StepKey("detect", (3, 48, 0)),
)
STEP_KEY_ALIASES = MappingProxyType(
    {"depends-on": "dependencies", "knowledgeBase": "knowledge-base", "crossReads": "cross-reads"},
)
"""Spellings that work although another one is meant."""

REQUIRED_STEP_KEYS = (
    "name",
    "description",
    "phase",
    "order",
    "dependencies",
    "outputs",
    "conditional",
    "knowledge-base",
)
"""The keys the content repository's evals want in every step; the loader itself is content with less."""


def step_keys(version: Version | None = None) -> tuple[str, ...]:
    """The known frontmatter keys of steps and tools in a release, in their customary order."""
    return tuple(key.name for key in STEP_KEYS if existed(key.since, None, version))


class Section(NamedTuple):
    """An H2 section of a step; ``prefix`` sections may go on after their title."""

    title: str
    required: bool = False
    prefix: bool = False
    since: Version | None = None


STEP_SECTIONS = (
    Section("Purpose", required=True),
    Section("Inputs", required=True),
    Section("Expected Outputs", required=True),
    Section("Quality Criteria", required=True),
    Section("Methodology Scaling", required=True),
    Section("Conditional Evaluation"),
    Section("Mode Detection", required=True),
    Section("Update Mode Specifics"),
    Section("Adoption Mode Specifics", since=(3, 50, 0)),
    Section("Instructions", prefix=True),
    Section("After This Step"),
)
"""The canonical H2 sections of a step, in canonical order; required are those the evals insist on."""


@cache
def step_sections(version: Version | None = None) -> tuple[Section, ...]:
    """The canonical H2 sections of a release's steps, in canonical order."""
    return tuple(section for section in STEP_SECTIONS if existed(section.since, None, version))


INPUT_STATUSES = (
    "required",
    "optional",
    "required if exists",
    "required at deep; optional — not available in MVP",
    "optional — not available in MVP",
    "optional but expected",
    "required for materialization",
    "required for mobile",
    "optional — not available, runs before implementation-plan",
    "optional, forward-read",
)
"""The statuses in use on the lines of an Inputs section, in their parentheses."""

QUALITY_TAGS = ("mvp", "deep", "depth N+")
"""The tags of a quality criterion: at all depths, at depth 4 and above, at depth N and above."""

SCALING_BULLETS = ("deep", "mvp", "custom:depth(1-5)")
UPDATE_BULLETS = ("Detect", "Preserve", "Triggers", "Conflict resolution")
LEGACY_DETECT_BULLET = "Detect prior artifact"
ADOPTION_BULLETS = ("Codify from repo evidence", "Interview only for", "Do not")
OPTIONAL_ADOPTION_BULLETS = ("Ingest with provenance",)

ADOPTION_STEPS = (
    "tech-stack",
    "coding-standards",
    "tdd",
    "project-structure",
    "beads",
    "github-setup",
    "dev-env-setup",
    "git-workflow",
    "merge-throughput",
    "staging-environments",
    "design-system",
    "ai-memory-setup",
    "automated-pr-review",
    "create-prd",
    "create-vision",
    "domain-modeling",
    "system-architecture",
    "security",
)
"""The steps that must have one Adoption Mode Specifics section each (since 3.50.0)."""

MINIMUM_DEPTH, MAXIMUM_DEPTH, DEEP_DEPTH = 1, 5, 4
DEPTH_LABELS = MappingProxyType(
    {
        1: ("MVP", "Minimal"),
        2: ("Lite", "Light"),
        3: ("Standard", "Balanced"),
        4: ("Thorough",),
        5: ("Exhaustive",),
    },
)

RENAMED_STEPS = MappingProxyType(
    {
        "testing-strategy": "tdd",
        "implementation-tasks": "implementation-plan",
        "review-tasks": "implementation-plan-review",
        "add-playwright": "add-e2e-testing",
        "add-maestro": "add-e2e-testing",
        "multi-model-review": "automated-pr-review",
    },
)
"""Old step names in a state file and what they become when it is loaded."""

RETIRED_STEPS = ("user-stories-multi-model-review", "claude-code-permissions", "multi-model-review-tasks")
"""Step names that are deleted from a state file when it is loaded."""

PRODUCES_ALIASES = MappingProxyType({"docs/prd.md": "docs/plan.md"})

AUDIT_MARKERS = ("entry_path", "entry_frontmatter", "entry_body", "prefetched_sources")
"""The ``{{…}}`` markers that are filled in, in one tool only."""

AUDIT_TOOL = "knowledge-audit-entry"
ARGUMENTS_MARKER = "$ARGUMENTS"
