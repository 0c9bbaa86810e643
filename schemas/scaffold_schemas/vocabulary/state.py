"""Words of a project's own records: state, decisions, rework, locks, the activity ledger, observability."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from scaffold_schemas.release import Version, existed

STEP_STATUSES = ("pending", "in_progress", "completed", "skipped")
STEP_SOURCES = ("pipeline", "extra")
INIT_MODES = ("greenfield", "brownfield", "v1-migration")
ADOPTION_INIT_MODES = ("brownfield", "v1-migration")
VERIFICATIONS = ("verified", "declared", "unverified")
"""How well a completion is proved (since 3.48.0); absent means unverified."""

REVIEW_STATUSES = ("pending", "approved", "rejected")
REWORK_STATUSES = ("pending", "in_progress", "completed", "failed", "skipped")
LOCK_COMMANDS = ("run", "skip", "init", "reset", "adopt", "complete", "rework", "migration")
CROSS_READ_STATUSES = ("completed", "pending", "not-bootstrapped", "read-error", "service-unknown", "not-exported")
BLOCKER_KINDS = ("dependency", "ambiguity", "external", "environment")


class StateSchema(NamedTuple):
    """A value of ``schema-version`` in a state file."""

    number: int
    since: Version | None = None


STATE_SCHEMAS = (StateSchema(1), StateSchema(2, (3, 17, 0)), StateSchema(3, (3, 17, 0)), StateSchema(4, (3, 48, 0)))


def state_schema_versions(version: Version | None = None) -> tuple[int, ...]:
    """The state schema versions a release can load."""
    return tuple(schema.number for schema in STATE_SCHEMAS if existed(schema.since, None, version))


class PayloadKey(NamedTuple):
    """A key an activity event's payload may have; undeclared keys are dropped."""

    name: str
    required: bool = False


class EventType(NamedTuple):
    """A value of an activity event's ``type``."""

    name: str
    payload: tuple[PayloadKey, ...]


EVENT_TYPES = (
    EventType(
        "task_claimed",
        (PayloadKey("task_title", required=True), PayloadKey("story_id"), PayloadKey("wave"), PayloadKey("unplanned")),
    ),
    EventType(
        "task_completed",
        (PayloadKey("outcome", required=True), PayloadKey("pr_number"), PayloadKey("commit_sha")),
    ),
    EventType(
        "decision_recorded",
        (
            PayloadKey("key", required=True),
            PayloadKey("summary", required=True),
            PayloadKey("affects"),
            PayloadKey("links"),
        ),
    ),
    EventType("blocker_hit", (PayloadKey("kind", required=True), PayloadKey("summary", required=True))),
    EventType("blocker_resolved", (PayloadKey("summary", required=True), PayloadKey("references"))),
    EventType("pr_opened", (PayloadKey("pr_number", required=True),)),
    EventType("progress_heartbeat", (PayloadKey("note"),)),
    EventType(
        "finding_acknowledged",
        (PayloadKey("finding_id", required=True), PayloadKey("status", required=True), PayloadKey("note")),
    ),
    EventType(
        "knowledge_gap_signal",
        (
            PayloadKey("topic", required=True),
            PayloadKey("source", required=True),
            PayloadKey("project_id"),
            PayloadKey("step_name"),
            PayloadKey("agent_excerpt"),
        ),
    ),
)
_EVENT_BY_NAME = MappingProxyType({event.name: event for event in EVENT_TYPES})


def event_type(name: str) -> EventType | None:
    """The activity event type of this name, or None."""
    return _EVENT_BY_NAME.get(name)


LENSES = (
    "A-tdd",
    "B-ac-coverage",
    "C-standards",
    "D-stack",
    "E-design",
    "F-scope",
    "G-decisions",
    "H-cross-doc",
    "I-knowledge-gaps",
)
"""The audit lenses of observability.yaml."""

FINDING_LEVELS = ("P0", "P1", "P2", "P3")
EXIT_CODES = MappingProxyType(
    {
        0: "success",
        1: "validation",
        2: "missing dependency",
        3: "state corruption",
        4: "user cancellation",
        5: "build",
        6: "ambiguous",
    },
)
"""What the scaffold tool's exit codes mean; 6 came after 3.9.0."""
