"""Words of guides, skills and templates: callouts, directives, markers, targets."""

from __future__ import annotations

CALLOUTS = ("note", "tip", "warning", "danger", "info")
"""The types of ``:::callout``; an unknown one is shown as a note."""
DEFAULT_CALLOUT = "note"
SEVERITIES = ("p0", "p1", "p2", "p3", "pass")
"""The levels of ``:sev[…]``; an unknown one is shown as p2."""
DEFAULT_SEVERITY = "p2"
DIRECTIVES = ("callout", "tabs", "tab", "filter-table", "chart", "sev", "cite", "embed")
CHART_TYPES = ("bar",)
CITE_MODES = ("advisory",)
MAXIMUM_EMBEDS = 3
GUIDE_CATEGORIES = ("concepts", "reference", "workflows", "tools")
"""The documented categories of guides; nothing enforces them."""

SKILL_MARKERS = ("INSTRUCTIONS_FILE",)
"""The ``{{…}}`` markers of skills that are filled in; others stay in the output."""
LEAN_START, LEAN_END = "<!-- lean:start -->", "<!-- lean:end -->"
MAXIMUM_SKILL_NAME = 64
MAXIMUM_SKILL_DESCRIPTION = 1024
INSTALLABLE_SKILLS = ("scaffold-runner", "scaffold-pipeline", "work-beads")
GENERATED_SKILLS = ("mmr", "scaffold-runner", "scaffold-pipeline", "work-beads")
"""Skills that are generated from ``agent-skills/`` (since 3.39.0)."""
HAND_WRITTEN_SKILLS = ("multi-model-dispatch",)
SKILL_TARGETS = ("SKILL.md", "agents-block.md", "cursor.mdc")
ALWAYS_APPLIED_SKILLS = ("work-beads",)

AGENT_OPS_MARKERS = (
    "DEFAULT_BRANCH",
    "DOCKER_CONTEXT",
    "FULL_GATE_COMMAND",
    "PROJECT_NAME",
    "SERVICE_PORT_BANDS",
    "WORKTREE_SETUP_COMMANDS",
    "GATE_AFFECTED_INVOCATION",
    "GATE_ENSURE_DEPS",
    "GATE_FULL_COMMANDS",
    "GATE_PROBE_COMMANDS",
    "GATE_RUNTIME_PROBES",
    "GATE_TIA_INVOCATION",
)
"""The ``{{…}}`` markers of agent-ops templates; others stay in the text."""
