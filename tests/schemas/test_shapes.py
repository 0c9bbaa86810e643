"""What the schemas let in and what they complain about, and how badly: the content model's tables, value by value.

A case changes one place of a valid document: where, to what, and the worst complaint (error, warning, info) or None.
"""

from __future__ import annotations

import copy
import datetime as dt

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from scaffold_schemas import parse_version, schema, verdict

GONE = object()
DATE = dt.date(2026, 5, 24)
"""A YAML timestamp: none of the types a schema knows."""

MAY_BE_BLANK = {
    "step": {"detect"},
    "tool": {"phase", "order"},
    "knowledge": {"version-pin"},
    "local-knowledge": {"version-pin"},
    "overlay": {"step-overrides", "knowledge-overrides", "reads-overrides", "dependency-overrides"},
    "sub-overlay": {"knowledge-overrides"},
    "structural-overlay": {
        "step-overrides",
        "knowledge-overrides",
        "reads-overrides",
        "cross-reads-overrides",
    },
    "rework": {"config/depth", "steps/0/completed_at", "steps/0/error", "current_step"},
}
"""Places where a blank value is as good as none."""

OPEN = {
    "config": {"artifact_map"},
    "skill": {""},
    "canonical-skill": {""},
    "rework": {"", "config", "steps/0", "stats"},
    "lock": {""},
    "activity-event": {""},
    "plugin": {""},
    "state": {"in_progress", "extra-steps/0"},
    "service-state": {"in_progress", "extra-steps/0"},
    "overlay": {"reads-overrides/create-plan/replace"},
    "structural-overlay": {"reads-overrides/create-plan/replace"},
}
"""Mappings that may hold any key."""

RANK = {None: 0, "info": 1, "warning": 2, "error": 3}


def worst(kind, document, version=None, *, portable=False):
    """The severity of the worst complaint about a document, and the code of the tool that goes with it."""
    whole = schema(kind, version, portable=portable)
    verdicts = [
        verdict(whole, error.schema, error.validator) for error in Draft202012Validator(whole).iter_errors(document)
    ]
    try:
        assert jsonschema_rs.validator_for(whole).is_valid(document) == (not verdicts)
    except ValueError:  # it cannot be asked about dates
        assert "datetime" in repr(document)
    found = max(verdicts, key=lambda item: RANK[item.severity], default=None)
    return (found.severity, found.upstream) if found else (None, None)


def changed(document, path, value):
    """A copy of the document with one place changed; a path is keys and list positions joined by dots."""
    result = copy.deepcopy(document)
    *way, last = [int(part) if part.isdigit() else part for part in path.split("/")]
    at = result
    for part in way:
        at = at[part]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    return result


VALID = {
    "step": {
        "name": "create-plan",
        "description": "Writes the plan",
        "summary": "A plan",
        "phase": "pre",
        "order": "110",
        "dependencies": ["create-vision"],
        "outputs": ["docs/plan.md"],
        "conditional": "null",
        "knowledge-base": ["planning"],
        "reads": [],
        "cross-reads": [{"service": "billing", "step": "create-plan"}],
        "stateless": "false",
        "category": "pipeline",
        "argument-hint": "<idea>",
        "detect": {"all": [{"path": "docs/plan.md"}, {"cmd": "true", "timeout": "5"}]},
    },
    "tool": {
        "name": "release",
        "description": "Releases",
        "phase": "null",
        "order": "null",
        "dependencies": [],
        "outputs": [],
        "conditional": "null",
        "stateless": "true",
        "category": "tool",
    },
    "knowledge": {
        "name": "planning",
        "description": "How to plan",
        "topics": ["plans"],
        "volatility": "stable",
        "last-reviewed": "2026-05-24",
        "version-pin": "1.0",
        "sources": [
            {"url": "https://example.org/a", "anchor": "#b", "retrieved": "2026-05-24", "hash": "sha256:" + "0" * 64}
        ],
    },
    "preset": {
        "name": "Deep",
        "description": "All of it",
        "default_depth": 5,
        "steps": {"create-plan": {"enabled": True}, "review-plan": {"enabled": False, "conditional": "if-needed"}},
    },
    "overlay": {
        "name": "game",
        "description": "Games",
        "project-type": "game",
        "step-overrides": {"create-plan": {"enabled": True, "conditional": "if-needed"}},
        "knowledge-overrides": {"create-plan": {"append": ["games"]}},
        "reads-overrides": {"create-plan": {"replace": {"a": "b"}, "append": ["c"]}},
        "dependency-overrides": {"create-plan": {"append": ["c"]}},
    },
    "sub-overlay": {
        "name": "backend-fintech",
        "description": "Money",
        "project-type": "backend",
        "domain": "fintech",
        "knowledge-overrides": {"create-plan": {"append": ["ledger"]}},
    },
    "structural-overlay": {
        "name": "multi-service",
        "description": "Services",
        "step-overrides": {"create-plan": {"enabled": True}},
        "knowledge-overrides": {"create-plan": {"append": ["services"]}},
        "reads-overrides": {"create-plan": {"replace": {"a": "b"}, "append": ["c"]}},
        "cross-reads-overrides": {"create-plan": {"append": [{"service": "a", "step": "b"}]}},
    },
    "config": {
        "version": 2,
        "methodology": "deep",
        "platforms": ["claude-code"],
        "custom": {"default_depth": 3, "steps": {"create-plan": {"enabled": True, "depth": 2}}},
        "project": {
            "name": "demo",
            "platforms": ["web"],
            "projectType": "backend",
            "backendConfig": {"apiStyle": "rest", "dataStore": ["relational"], "domain": "fintech"},
            "services": [
                {
                    "name": "app",
                    "description": "The app",
                    "path": "services/app",
                    "projectType": "web-app",
                    "webAppConfig": {"renderingStrategy": "spa"},
                    "exports": [{"step": "a"}],
                }
            ],
        },
        "artifact_map": {"create-plan": "docs/requirements.md"},
    },
    "state": {
        "schema-version": 4,
        "scaffold-version": "3.54.0",
        "init_methodology": "deep",
        "config_methodology": "mvp",
        "init-mode": "greenfield",
        "created": "2026-05-24T10:00:00Z",
        "in_progress": {
            "step": "review-plan",
            "started": "2026-05-24T10:00:00Z",
            "partial_artifacts": ["docs/plan.md"],
            "actor": "agent",
        },
        "steps": {
            "create-plan": {
                "status": "completed",
                "source": "pipeline",
                "at": "2026-05-24T10:00:00Z",
                "completed_at": "2026-05-24T10:00:00Z",
                "in_progress_started_at": "2026-05-24T10:00:00Z",
                "produces": ["docs/plan.md"],
                "verification": "verified",
                "artifacts_verified": True,
                "completed_by": "agent",
                "depth": 3,
            },
            "review-plan": {"status": "skipped", "reason": "small"},
        },
        "next_eligible": ["user-stories"],
        "next_eligible_hash": "abc",
        "extra-steps": [{"slug": "a", "path": "b.md", "depends-on": ["c"], "phase": "pre"}],
    },
    "skill": {"name": "work-beads", "description": "Works"},
    "canonical-skill": {"name": "work-beads", "description": "Works", "topics": ["beads"], "license": "MIT"},
    "guide": {"title": "A", "topic": "a", "description": "About a", "category": "tools", "order": 10},
    "allowlist": {"hosts": ["owasp.org", "ietf.org/rfc"], "github_repos": ["owner/repo"]},
    "agent-ops": {
        "project_name": "demo_1",
        "critical_labels": ["p0"],
        "worktree_setup_commands": ["make setup"],
        "docker": {
            "context": "default",
            "services": [{"name": "db", "band": 5432}],
            "shared_stack": {"redis": 6379},
        },
        "merge_queue": {
            "gate_command": "make check-affected",
            "full_gate_command": "make check",
            "quarantine_path": "quarantine.txt",
            "ready_label": "ready",
            "batch_cap": 4,
            "poll_seconds": 60,
            "gate_timeout_minutes": 45,
            "gate_executor": "local-poller",
            "gate_cache_max_entries": 0,
            "overlap_zones": ["src/**"],
            "overlap_zone_policy": "hold",
            "tia": {"record": "off"},
        },
    },
    "observability": {
        "lenses": {
            "A-tdd": {},
            "C-standards": {"enforce_via_linter": True, "rule_overrides": {"x": "P0"}, "escalation_threshold": 3},
            "D-stack": {"path_to_layer": [{"glob": "src/**", "layer": "app"}]},
            "E-design": {"ad_hoc_token_threshold": 3, "ui_glob": "src/**"},
            "F-scope": {"untouched_story_grace_hours": 168},
            "G-decisions": {"keywords_file": "words.txt"},
            "H-cross-doc": {"skip_phase_subsets": []},
            "I-knowledge-gaps": {"knowledge_root": "content/knowledge"},
        },
        "disabled_lenses": ["A-tdd"],
        "stall": {"task_stale": "4h", "pr_stale": "off"},
        "phase_audit": {"enabled": True, "timeout_s": 60, "detached": False},
        "llm": {"timeout_s": 60, "parallel_checks": 2},
        "fix": {"dispatcher_command": "x", "timeout_s": 300, "per_finding_max_attempts": 3},
        "knowledge_freshness": {"link_check": {"skip": ["example.org"]}},
    },
    "activity-event": {
        "event_id": "1",
        "worktree_id": "w",
        "actor_label": "a",
        "branch": "b",
        "type": "pr_opened",
        "ts": "2026-05-24T10:00:00.5+02:00",
        "task_id": None,
        "payload": {"pr_number": 7},
    },
    "decision": {
        "id": "D-001",
        "prompt": "create-plan",
        "decision": "Plan",
        "at": "2026-05-24T10:00:00Z",
        "completed_by": "agent",
        "step_completed": True,
        "category": "scope",
        "tags": ["a"],
        "review_status": "approved",
        "depth": 3,
    },
    "rework": {
        "schema_version": 1,
        "created": "2026-05-24T10:00:00Z",
        "config": {"phases": [1], "depth": 3, "fix": True, "fresh": False, "auto": False},
        "steps": [{"name": "create-plan", "phase": 1, "status": "failed", "completed_at": "x", "error": "x"}],
        "current_step": "create-plan",
        "stats": {"total": 1, "completed": 0, "skipped": 0, "failed": 1},
    },
    "lock": {
        "holder": "me",
        "prompt": "create-plan",
        "pid": 1,
        "started": "2026-05-24T10:00:00Z",
        "processStartedAt": "x",
        "command": "run",
    },
    "plugin": {"name": "demo", "version": "1.0.0", "description": "A plugin"},
}
VALID["local-knowledge"] = VALID["knowledge"]
VALID["service-state"] = VALID["state"] | {"schema-version": 3, "next_eligible_root_counter": 2}

OF_PROMPTS = [
    ("name", GONE, "error"),
    ("name", None, "error"),
    ("name", "", "error"),
    ("name", "Abc", "error"),
    ("name", "1a", "error"),
    ("name", "a b", "error"),
    ("name", "a_b", "error"),
    ("name", "name\n", "error"),
    ("name", ["a"], "error"),
    ("name", "a--b-", None),
    ("description", GONE, "error"),
    ("description", None, "error"),
    ("description", [], "error"),
    ("description", "", None),
    ("description", "null", None),
    ("description", "x" * 200, None),
    ("description", "x" * 201, "error"),
    ("summary", None, None),
    ("summary", "", None),
    ("summary", "x" * 500, None),
    ("summary", "x" * 501, "error"),
    ("summary", "null", "warning"),
    ("summary", "~", "warning"),
    ("summary", {}, "error"),
    ("dependencies", None, "error"),
    ("dependencies", "null", "error"),
    ("dependencies", "create-plan", "error"),
    ("dependencies", ["a", "a"], None),
    ("dependencies", ["A"], "error"),
    ("dependencies", [None], "error"),
    ("depends-on", ["a"], None),
    ("depends-on", ["A"], "error"),
    ("depends-on", None, "error"),
    ("outputs", [None], "error"),
    ("reads", None, "error"),
    ("reads", ["a b"], "error"),
    ("reads", ["a"], None),
    ("knowledge-base", ["Any Thing"], None),
    ("knowledge-base", [None], "error"),
    ("knowledge-base", None, "error"),
    ("knowledgeBase", ["a"], "warning"),
    ("knowledgeBase", "a", "error"),
    ("conditional", "if-needed", None),
    ("conditional", None, None),
    ("conditional", "~", "error"),
    ("conditional", "false", "error"),
    ("conditional", "If-needed", "error"),
    ("cross-reads", None, "error"),
    ("cross-reads", [{"service": "a"}], "error"),
    ("cross-reads", [{"service": "A", "step": "b"}], "error"),
    ("cross-reads", [{"service": "a", "step": "B"}], "error"),
    ("cross-reads", [{"service": ["a"], "step": "b"}], "error"),
    ("cross-reads", ["a"], "error"),
    ("cross-reads", [{"service": "a", "step": "b", "why": "c"}], "warning"),
    ("stateless", "True", "error"),
    ("stateless", "yes", "error"),
    ("stateless", None, "error"),
    ("category", None, "error"),
    ("category", "step", "error"),
    ("detect", None, None),
    ("detect", "null", "error"),
    ("detect", {}, "error"),
    ("detect", {"none": []}, "error"),
    ("detect", {"all": []}, "error"),
    ("detect", {"any": [{"cmd": "x"}]}, None),
    ("detect", {"any": [{"cmd": "x"}], "all": [{"path": "y"}]}, None),
    ("detect", {"any": [{"cmd": "x", "path": "y"}]}, "error"),
    ("detect", {"any": [{"cmd": ""}]}, "error"),
    ("detect", {"any": [{"path": None}]}, "error"),
    ("detect", {"any": [{"path": ""}]}, "error"),
    ("detect", {"any": [{"cmd": ["x"]}]}, "error"),
    ("detect", {"any": ["x"]}, "error"),
    ("detect", {"any": "x"}, "error"),
    ("detect", {"any": [{"cmd": "x", "timeout": None}]}, "error"),
    ("detect", {"any": [{}]}, "error"),
    ("detect", {"any": [{"path": "x", "shell": "y"}]}, "error"),
    ("detect", {"any": [{"cmd": "x", "timeout": "120"}]}, None),
    ("detect", {"any": [{"cmd": "x", "timeout": "0"}]}, "error"),
    ("detect", {"any": [{"cmd": "x", "timeout": "121"}]}, "error"),
    ("detect", {"any": [{"cmd": "x", "timeout": "1.5"}]}, "error"),
    ("argument-hint", ["a", "b"], "info"),
    ("dependancies", ["a"], "warning"),
]
ORDERS = [
    *((order, None) for order in ("0", "1599", "010", "110", "00000110")),
    *((order, "warning") for order in ("", "  ", "1599.0", "110.5", ".5", "1e2", "1.5e3", "0x65", "0x63F", "0o3077")),
    *((order, "warning") for order in ("0b11000111111", "+5", "-0", " 110 ", "5e-1")),
    *(
        (order, "error")
        for order in ("1600", "1599.5", "-1", "0x640", "0o3100", "0b11001000000", "2e3", "1_0", "Infinity")
    ),
    *((order, "error") for order in ("ten", "110a", "NaN", "~", None, ["110"])),
]
OF_OVERLAYS = [
    ("name", GONE, "error"),
    ("name", " ", "error"),
    ("name", 5, "error"),
    ("description", None, "error"),
    ("description", " ", "error"),
    ("version", 1, "warning"),
    ("step_overrides", {}, "warning"),
    ("knowledge-overrides", None, None),
    ("knowledge-overrides", GONE, None),
    ("knowledge-overrides", {}, None),
    ("knowledge-overrides", [], "warning"),
    ("knowledge-overrides", "x", "warning"),
    ("knowledge-overrides", {"a": ["b"]}, "warning"),
    ("knowledge-overrides", {"a": None}, "warning"),
    ("knowledge-overrides", {"a": True}, "warning"),
    ("knowledge-overrides", {"a": {}}, "warning"),
    ("knowledge-overrides", {"a": {"append": []}}, None),
    ("knowledge-overrides", {"a": {"append": None}}, "warning"),
    ("knowledge-overrides", {"a": {"append": "b"}}, "warning"),
    ("knowledge-overrides", {"a": {"append": ["b", 2]}}, "warning"),
    ("knowledge-overrides", {"a": {"append": ["b"], "replace": {}}}, "warning"),
]
OF_STEP_SECTIONS = [
    ("step-overrides", {"a": {"enabled": False}}, None),
    ("step-overrides", {"a": {}}, "warning"),
    ("step-overrides", {"a": {"enabled": "yes"}}, "warning"),
    ("step-overrides", {"a": {"enabled": 1}}, "warning"),
    ("step-overrides", {"a": {"enabled": True, "conditional": None}}, "warning"),
    ("step-overrides", {"a": {"enabled": True, "conditional": "always"}}, "warning"),
    ("step-overrides", {"a": {"enabled": True, "depth": 3}}, "warning"),
    ("step-overrides", {"a": True}, "warning"),
    ("reads-overrides", {"a": {"replace": None}}, "warning"),
    ("reads-overrides", {"a": {"replace": ["b"]}}, "warning"),
    ("reads-overrides", {"a": {"replace": {"b": 1}}}, "warning"),
    ("reads-overrides", {"a": {"replace": {"b": "c"}}}, None),
    ("reads-overrides", {"a": {"appends": ["c"]}}, "warning"),
    ("reads-overrides", {"a": {}}, "warning"),
    ("reads-overrides", {"a": {"append": "b"}}, "warning"),
    ("reads-overrides", {"a": {"append": [1]}}, "warning"),
    ("reads-overrides", {"a": []}, "warning"),
    ("reads-overrides", [], "warning"),
    ("step-overrides", [], "warning"),
    ("dependency-overrides", 3, "warning"),
    ("dependency-overrides", {"a": True}, "warning"),
    ("dependency-overrides", {"a": {"append": ["b"]}}, None),
]
OF_ENTRIES = [
    ("topics", GONE, None),
    ("topics", None, "error"),
    ("topics", "a", "error"),
    ("topics", ["a", 2024], "error"),
    ("volatility", None, "error"),
    ("volatility", "fast", "error"),
    ("volatility", "fast-moving", None),
    ("last-reviewed", None, None),
    ("last-reviewed", 2026, "error"),
    ("last-reviewed", "2026-02-30", "error"),
    ("last-reviewed", "2024-02-29", None),
    ("last-reviewed", "2026-02-29", "error"),
    ("last-reviewed", "2000-02-29", None),
    ("last-reviewed", "1900-02-29", "error"),
    ("last-reviewed", "2026-04-31", "error"),
    ("last-reviewed", "2026-12-31", None),
    ("last-reviewed", "2026-13-01", "error"),
    ("last-reviewed", "2026-1-1", "error"),
    ("last-reviewed", "2026-05-24\n", "error"),
    ("version-pin", 3.0, "error"),
    ("version-pin", None, None),
    ("sources", None, "error"),
    ("sources", [], None),
    ("sources", ["https://example.org"], "error"),
    ("sources/0/url", GONE, "error"),
    ("sources/0/url", "ftp://example.org", "error"),
    ("sources/0/url", "HTTPS://example.org", None),
    ("sources/0/anchor", None, "error"),
    ("sources/0/anchor", "section", "error"),
    ("sources/0/retrieved", None, "error"),
    ("sources/0/retrieved", "yesterday", "error"),
    ("sources/0/hash", "md5:1", "info"),
    ("sources/0/hash", 5, "error"),
    ("sources/0/title", "x", "warning"),
    ("tags", ["a"], "warning"),
]
OF_KNOWLEDGE = [
    ("name", "Abc", "error"),
    ("name", "", "error"),
    ("name", 5, "error"),
    ("name", GONE, "error"),
    ("description", GONE, "error"),
    ("description", "", None),
    ("description", "x" * 200, None),
    ("description", None, "error"),
    *OF_ENTRIES,
]
OF_LOCAL_KNOWLEDGE = [
    ("name", "Abc", "info"),
    ("name", " ", "error"),
    ("name", 5, "error"),
    ("name", GONE, "error"),
    *((path, value, "warning" if worst_of == "error" else worst_of) for path, value, worst_of in OF_ENTRIES),
    ("description", GONE, None),
    ("description", 5, "warning"),
    ("description", "x" * 300, None),
]

CASES = {
    "step": [
        *OF_PROMPTS,
        *(("order", order, expected) for order, expected in ORDERS),
        ("order", "null", "error"),
        ("order", GONE, "error"),
        ("phase", GONE, "error"),
        ("phase", None, "error"),
        ("phase", "null", "error"),
        ("phase", "Pre", "error"),
        ("phase", "vision", None),
        ("outputs", GONE, "error"),
        ("outputs", [], "error"),
        ("outputs", None, "error"),
        ("outputs", "docs/plan.md", "error"),
        ("outputs", ["../../etc"], None),
        ("category", GONE, None),
        ("category", "tool", "warning"),
    ],
    "tool": [
        *OF_PROMPTS,
        ("category", GONE, "error"),
        ("category", "pipeline", "error"),
        ("phase", GONE, None),
        ("phase", None, None),
        ("phase", "~", "error"),
        ("order", GONE, None),
        ("order", None, None),
        ("order", "110", None),
        ("order", "~", "error"),
        ("order", [], "error"),
        ("outputs", GONE, None),
        ("outputs", None, "error"),
    ],
    "knowledge": OF_KNOWLEDGE,
    "local-knowledge": OF_LOCAL_KNOWLEDGE,
    "preset": [
        ("name", GONE, "error"),
        ("name", "  ", "error"),
        ("name", DATE, "error"),
        ("description", "", "error"),
        ("default_depth", "3", "error"),
        ("default_depth", 0, "error"),
        ("default_depth", 6, "error"),
        ("default_depth", 2.5, "error"),
        ("default_depth", 3.0, None),
        ("default_depth", True, "error"),
        ("steps", {}, None),
        ("steps", None, "error"),
        ("steps", [], "error"),
        ("steps", GONE, "error"),
        ("steps", {"1a": {"enabled": True}}, None),
        ("steps", {"a--b": {"enabled": True}}, "error"),
        ("steps", {"a-": {"enabled": True}}, "error"),
        ("steps", {"A": {"enabled": True}}, "error"),
        ("steps", {"a": True}, "error"),
        ("steps", {"a": None}, "error"),
        ("steps", {"a": {}}, "error"),
        ("steps", {"a": {"enabled": "yes"}}, "error"),
        ("steps", {"a": {"enabled": None}}, "error"),
        ("steps", {"a": {"enabled": True, "conditional": None}}, "error"),
        ("steps", {"a": {"enabled": True, "conditional": False}}, "error"),
        ("steps", {"a": {"enabled": True, "depth": 3}}, "warning"),
        ("depth", 3, "warning"),
    ],
    "overlay": [
        *OF_OVERLAYS,
        *OF_STEP_SECTIONS,
        ("project-type", GONE, "error"),
        ("project-type", "games", "error"),
        ("project-type", None, "error"),
        ("domain", "fintech", "warning"),
        ("cross-reads-overrides", {"a": {"append": []}}, "warning"),
        ("cross-reads-overrides", None, "warning"),
    ],
    "sub-overlay": [
        *OF_OVERLAYS,
        ("project-type", GONE, "error"),
        ("domain", GONE, None),
        ("domain", 5, "info"),
        ("project-type", "shop", "error"),
        ("step-overrides", None, None),
        ("step-overrides", {}, None),
        ("step-overrides", [], "warning"),
        ("reads-overrides", 3, "warning"),
        ("dependency-overrides", "x", "warning"),
        ("step-overrides", {"a": {"enabled": True}}, "warning"),
        ("reads-overrides", {"a": {"append": ["b"]}}, "warning"),
        ("dependency-overrides", {"a": {"append": ["b"]}}, "warning"),
        ("cross-reads-overrides", None, "warning"),
    ],
    "structural-overlay": [
        *OF_OVERLAYS,
        *OF_STEP_SECTIONS,
        ("project-type", "game", "warning"),
        ("cross-reads-overrides", None, None),
        ("cross-reads-overrides", [], "warning"),
        ("cross-reads-overrides", {"a": {}}, "warning"),
        ("cross-reads-overrides", {"a": []}, "warning"),
        ("cross-reads-overrides", {"a": {"append": {}}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": ["b"]}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": [{"service": 1, "step": 2}]}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": [{"service": "a", "step": "B"}]}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": [{"service": "a", "step": "b", "c": 1}]}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": [{"service": "a"}]}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": [{"service": "A", "step": "b"}]}}, "warning"),
        ("cross-reads-overrides", {"a": {"append": [], "replace": {}}}, "warning"),
    ],
    "config": [
        ("version", GONE, "warning"),
        ("version", 1, "warning"),
        ("version", "2", "error"),
        ("version", 3, "error"),
        ("version", None, "error"),
        ("version", DATE, "error"),
        ("methodology", GONE, "error"),
        ("methodology", "depe", "error"),
        ("methodology", "brownfield", None),
        ("platforms", GONE, "error"),
        ("platforms", [], "error"),
        ("platforms", "codex", "error"),
        ("platforms", ["cursor"], "error"),
        ("platforms", ["gemini"], "warning"),
        ("platforms", ["codex", "codex"], None),
        ("custom", None, "error"),
        ("custom/default_depth", 6, "error"),
        ("custom/depth", 3, "error"),
        ("custom/steps/create-plan/depth", 2.5, "error"),
        ("custom/steps/create-plan/enabled", "yes", "error"),
        ("custom/steps/create-plan/extra", 1, "error"),
        ("extra", 1, "warning"),
        ("project", None, "error"),
        ("project", GONE, None),
        ("project/traits", [], "warning"),
        ("project/name", "", "error"),
        ("project/name", DATE, "error"),
        ("project/name", 5, "error"),
        ("project/platforms", ["tv"], "error"),
        ("project/platforms", [], None),
        ("project/projectType", "desktop", "error"),
        ("project/projectType", "game", "error"),
        ("project/projectType", GONE, "error"),
        ("project/backendConfig", GONE, None),
        ("project/backendConfig/apiStyle", GONE, "error"),
        ("project/backendConfig/extra", 1, "error"),
        ("project/backendConfig/domain", "none", None),
        ("project/backendConfig/domain", ["fintech"], None),
        ("project/backendConfig/domain", ["none"], "error"),
        ("project/backendConfig/domain", [], "error"),
        ("project/backendConfig/domain", "money", "error"),
        ("project/backendConfig/domain", None, "error"),
        ("project/gameConfig", {"engine": "unity"}, "error"),
        ("project/services", [], "error"),
        ("project/services/0/name", "App", "error"),
        ("project/services/0/webAppConfig", GONE, "error"),
        ("project/services/0/extra", 1, "error"),
        ("project/services/0/exports/0/why", "x", "warning"),
        ("project/services/0/exports/0/step", "A", "error"),
        ("artifact_map", {"a": ""}, "error"),
        ("artifact_map", {"a": "/etc/x"}, "error"),
        ("artifact_map", {"a": "docs/../x"}, "error"),
        ("artifact_map", {"a": "docs\\..\\x"}, "error"),
        ("artifact_map", {"a": ".."}, "error"),
        ("artifact_map", {"a": "docs/..x/y..md"}, None),
        ("artifact_map", {"a": None}, "error"),
    ],
    "state": [
        ("schema-version", 5, "error"),
        ("schema-version", "4", "error"),
        ("schema-version", GONE, "error"),
        ("steps", GONE, "error"),
        ("steps", {"a": None}, "error"),
        ("steps", {"a": {"status": "done"}}, "error"),
        ("steps", {"a": {"status": "pending", "verification": "maybe"}}, "warning"),
        ("steps", {"a": {"status": "pending", "mood": "good"}}, "info"),
        ("next_eligible_root_counter", 1, "info"),
        ("save_counter", 1, None),
        ("in_progress", None, None),
        ("in_progress", {"started": "2026-05-24T10:00:00Z"}, "warning"),
    ],
    "service-state": [("save_counter", 1, "info"), ("next_eligible_root_counter", "1", "warning")],
    "skill": [("name", GONE, "warning"), ("description", 5, "warning"), ("description", "x" * 1025, "warning")],
    "canonical-skill": [
        ("name", "Work", "error"),
        ("name", "a" * 65, "error"),
        ("name", "a" * 64, None),
        ("description", GONE, "error"),
        ("description", DATE, "error"),
    ],
    "guide": [
        ("title", GONE, "error"),
        ("topic", 5, "error"),
        ("order", "10", "error"),
        ("order", 1.5, None),
        ("category", 5, "error"),
        ("category", "stories", "info"),
        ("escape_scripts", ["a"], None),
        ("author", "x", "warning"),
    ],
    "allowlist": [
        ("hosts", None, "warning"),
        ("hosts", ["Example.org"], "warning"),
        ("hosts", ["https://example.org"], "warning"),
        ("hosts", ["example.org/"], "warning"),
        ("hosts", ["example.org/Docs/a"], None),
        ("hosts", [5], "warning"),
        ("github_repos", ["owner"], "warning"),
        ("github_repos", ["https://github.com/owner/repo"], "warning"),
        ("repos", [], "warning"),
    ],
    "agent-ops": [
        ("project_name", "Demo", "error"),
        ("project_name", 5, "warning"),
        ("docker", None, "error"),
        ("docker/services/0/band", 1023, "error"),
        ("docker/services/0/band", 65281, None),
        ("docker/services/0/band", 65282, "error"),
        ("docker/services/0/band", GONE, "error"),
        ("docker/shared_stack/redis", 0, "error"),
        ("merge_queue/batch_cap", 0, "error"),
        ("merge_queue/gate_command", " ", "error"),
        ("merge_queue/overlap_zone_policy", "wait", "error"),
        ("merge_queue/tia/record", "never", "error"),
        ("merge_queue/speed", 1, "warning"),
        ("speed", 1, "warning"),
    ],
    "observability": [
        ("lenses/Z-none", {}, "warning"),
        ("lenses/C-standards/rule_overrides/x", "P4", "warning"),
        ("disabled_lenses", ["tdd"], "warning"),
        ("stall/task_stale", "soon", "warning"),
        ("stall/task_stale", 4, "warning"),
        ("knowledge_freshness/link_check/skip", "example.org", "warning"),
    ],
    "activity-event": [
        ("ts", "2026-05-24T10:00:00", "error"),
        ("ts", "2026-05-24", "error"),
        ("task_id", GONE, "error"),
        ("task_id", 5, "error"),
        ("type", "claim", "error"),
        ("payload", {}, "error"),
        ("payload", {"pr_number": 0}, "error"),
        ("payload", {"pr_number": 1, "title": "x"}, "warning"),
        ("payload", None, "error"),
    ],
    "decision": [
        ("id", "D-1", "warning"),
        ("id", GONE, "warning"),
        ("event", "reviewed", None),
        ("review_status", "maybe", "warning"),
        ("depth", 6, "warning"),
        ("mood", "x", "info"),
    ],
    "rework": [("steps/0/status", "done", "error"), ("schema_version", 2, "error"), ("steps/0/phase", 16, "warning")],
    "lock": [("command", "build", "warning"), ("pid", "1", "warning"), ("holder", GONE, "warning")],
    "plugin": [("description", GONE, "error"), ("version", "1", "warning"), ("author", {}, None)],
}


@pytest.mark.parametrize("kind", VALID)
def test_the_valid_document_is_valid(kind):
    assert worst(kind, VALID[kind]) == (None, None)


@pytest.mark.parametrize(
    ("kind", "path", "value", "expected"),
    [(kind, *case) for kind, cases in CASES.items() for case in cases],
    ids=lambda value: "GONE" if value is GONE else repr(value)[:40],
)
def test_a_change_is_judged_as_the_tool_judges_it(kind, path, value, expected):
    assert worst(kind, changed(VALID[kind], path, value))[0] == expected


def places(value, path=()):
    """Every place below the top of a document, with what stands there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield "/".join(map(str, (*path, key))), item
        yield from places(item, (*path, key))


ANYTHING_GOES = {("canonical-skill", "license"), ("observability", "llm/parallel_checks")}


@pytest.mark.parametrize("kind", VALID)
def test_a_value_of_another_type_is_noticed_everywhere(kind):
    for path, item in places(VALID[kind]):
        if (kind, path) not in ANYTHING_GOES:
            wrong = [DATE] if isinstance(item, dict) else DATE
            assert worst(kind, changed(VALID[kind], path, wrong))[0] is not None, path
            if item is not None and path not in {"in_progress", "conditional", "summary", "last-reviewed"}:
                blank = worst(kind, changed(VALID[kind], path, None))[0]
                assert blank is not None or path in MAY_BE_BLANK.get(kind, ()), path


@pytest.mark.parametrize("kind", VALID)
def test_a_key_nobody_knows_is_noticed_everywhere(kind):
    for path, item in [("", VALID[kind]), *places(VALID[kind])]:
        if isinstance(item, dict) and path not in OPEN.get(kind, ()):
            at = f"{path}/no such key".removeprefix("/")
            assert worst(kind, changed(VALID[kind], at, "x"))[0] is not None, at


@pytest.mark.parametrize("document", [None, [], "text", 5, True, DATE])
def test_a_document_that_is_no_mapping_is_wrong_everywhere(document):
    for kind in VALID:
        if document is None and kind == "observability":
            continue  # an empty file is as good as none
        assert worst(kind, document)[0] is not None, kind


@pytest.mark.parametrize(
    ("kind", "path", "value", "code"),
    [
        ("step", "name", "A", "FRONTMATTER_NAME_INVALID"),
        ("step", "phase", "x", "FIELD_MISSING"),
        ("step", "mood", "x", "FRONTMATTER_UNKNOWN_FIELD"),
        ("preset", "steps", None, "PRESET_PARSE_ERROR"),
        ("preset", "depth", 3, None),
        ("overlay", "name", None, "OVERLAY_PARSE_ERROR"),
        ("overlay", "step-overrides", [], "OVERLAY_MALFORMED_SECTION"),
        ("overlay", "step-overrides", {"a": 1}, "OVERLAY_MALFORMED_ENTRY"),
        ("overlay", "step-overrides", {"a": {}}, "OVERLAY_MALFORMED_ENTRY"),
        ("overlay", "step-overrides", {"a": {"enabled": True, "x": 1}}, None),
        ("overlay", "knowledge-overrides", {"a": {"append": None}}, "OVERLAY_MALFORMED_ENTRY"),
        ("overlay", "knowledge-overrides", {"a": {"append": [1]}}, None),
        ("overlay", "cross-reads-overrides", {}, "OVERLAY_CROSS_READS_NOT_ALLOWED"),
        ("sub-overlay", "step-overrides", {"a": {"enabled": True}}, "SUB_OVERLAY_NON_KNOWLEDGE"),
        ("structural-overlay", "cross-reads-overrides", {"a": {"append": [{}]}}, "OVERLAY_MALFORMED_APPEND_ITEM"),
        ("config", "version", 3, "FIELD_WRONG_TYPE"),
        ("config", "methodology", GONE, "FIELD_MISSING"),
        ("config", "methodology", "x", "FIELD_INVALID_METHODOLOGY"),
        ("config", "platforms", [], "FIELD_EMPTY_VALUE"),
        ("config", "custom/default_depth", 9, "FIELD_INVALID_DEPTH"),
        ("config", "project/name", "", "FIELD_INVALID_VALUE"),
        ("config", "artifact_map", {"a": "../x"}, "CONFIG_ARTIFACT_MAP_PATH_INVALID"),
        ("config", "extra", 1, "CONFIG_UNKNOWN_FIELD"),
        ("state", "schema-version", 9, "STATE_SCHEMA_VERSION"),
        ("state", "steps/create-plan/status", "done", "FIELD_INVALID_VALUE"),
    ],
)
def test_complaints_carry_the_tool_s_own_code(kind, path, value, code):
    assert worst(kind, changed(VALID[kind], path, value))[1] == code


def test_a_misspelled_project_type_is_one_complaint():
    whole = schema("config")
    document = changed(VALID["config"], "project/projectType", "beckend")
    complaints = [list(error.absolute_path) for error in Draft202012Validator(whole).iter_errors(document)]
    assert complaints == [["project", "projectType"]]


def test_a_stateless_step_needs_no_outputs():
    stateless = changed(VALID["step"], "stateless", "true")
    assert worst("step", changed(stateless, "outputs", [])) == (None, None)
    assert worst("step", changed(stateless, "outputs", GONE)) == (None, None)


def test_a_tool_in_the_pipeline_needs_no_phase():
    document = {"name": "a", "description": "b", "category": "tool"}
    assert worst("step", document)[0] == "warning"
    assert worst("tool", document) == (None, None)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("order", 110, None),
        ("order", 110.5, None),
        ("order", "110", "error"),
        ("order", 1600, "error"),
        ("conditional", None, None),
        ("conditional", "null", "error"),
        ("stateless", True, None),
        ("stateless", "true", "error"),
        ("summary", None, None),
        ("detect", {"all": [{"cmd": "x", "timeout": 5}]}, None),
        ("detect", {"all": [{"cmd": "x", "timeout": "5"}]}, "error"),
    ],
)
def test_other_tools_see_numbers_and_booleans_in_a_step(path, value, expected):
    document = VALID["step"] | {"order": 110, "conditional": None, "stateless": False, "detect": None}
    assert worst("step", document, portable=True) == (None, None)
    assert worst("step", changed(document, path, value), portable=True)[0] == expected


def test_a_stateless_step_needs_no_outputs_in_other_tools_either():
    document = {"name": "a", "description": "b", "phase": "pre", "order": 1}
    assert worst("step", document | {"stateless": True}, portable=True) == (None, None)
    assert worst("step", document, portable=True)[0] == "error"


@pytest.mark.parametrize(
    ("kind", "path", "value", "first"),
    [
        ("step", "cross-reads", [], "3.17.0"),
        ("step", "detect", None, "3.48.0"),
        ("knowledge", "volatility", "stable", "3.29.0"),
        ("overlay", "project-type", "research", "3.15.0"),
        ("overlay", "project-type", "macos-native", "3.35.0"),
        ("config", "methodology", "brownfield", "3.48.0"),
        ("config", "artifact_map", {}, "3.50.0"),
        ("config", "project/backendConfig/domain", "fintech", "3.17.0"),
        ("config", "project/backendConfig/domain", ["fintech"], "3.21.0"),
        ("state", "schema-version", 4, "3.48.0"),
        ("state", "save_counter", 1, "3.19.0"),
    ],
)
def test_words_are_judged_by_the_release(kind, path, value, first):
    small = {
        "config": {
            "version": 2,
            "methodology": "deep",
            "platforms": ["codex"],
            "project": {"projectType": "backend", "backendConfig": {"apiStyle": "rest"}},
        },
        "state": {"schema-version": 1, "steps": {}},
        "step": {name: VALID["step"][name] for name in ("name", "description", "phase", "order", "outputs")},
        "knowledge": {"name": "a", "description": "b"},
        "overlay": {"name": "a", "description": "b", "project-type": "game"},
    }[kind]
    since = parse_version(first)
    before = (since[0], since[1] - 1, 99)
    document = changed(small, path, value)
    assert worst(kind, document, since) == (None, None)
    assert worst(kind, document, before)[0] in {"info", "warning", "error"}


def test_gemini_was_a_platform_once():
    document = changed(VALID["config"], "platforms", ["gemini"])
    assert worst("config", {"version": 2, "methodology": "mvp", "platforms": ["gemini"]}, (3, 38, 9)) == (None, None)
    assert worst("config", document)[0] == "warning"


@pytest.mark.parametrize(
    ("kind", "task", "payload", "expected"),
    [
        ("task_claimed", "t", {"task_title": "x"}, None),
        ("task_claimed", None, {"task_title": "x"}, "error"),
        ("task_claimed", None, {"task_title": "x", "unplanned": False}, "error"),
        ("task_claimed", None, {"task_title": "x", "unplanned": True}, None),
        ("task_completed", "t", {"outcome": "dropped"}, None),
        ("task_completed", "t", {"outcome": "pr_submitted"}, "error"),
        ("task_completed", "t", {"outcome": "pr_submitted", "pr_number": 3}, None),
        ("decision_recorded", "t", {"key": "a", "summary": "x" * 501}, "error"),
        ("blocker_hit", "t", {"kind": "weather", "summary": "x"}, "error"),
        ("progress_heartbeat", "t", {}, None),
        ("finding_acknowledged", "t", {"finding_id": "f", "status": "open"}, "error"),
        ("finding_acknowledged", None, {"finding_id": "f", "status": "open"}, None),
        ("knowledge_gap_signal", None, {"topic": "A b", "source": "manual"}, "error"),
        ("knowledge_gap_signal", None, {"topic": "a-b", "source": "manual", "project_id": "lessons"}, None),
    ],
)
def test_payloads_follow_the_type_of_the_event(kind, task, payload, expected):
    event = VALID["activity-event"] | {"type": kind, "task_id": task, "payload": payload}
    assert worst("activity-event", event)[0] == expected


def test_every_project_type_has_its_configuration():
    from scaffold_schemas.vocabulary import config_keys

    definitions = schema("config")["$defs"]
    for project_type, key in config_keys().items():
        needed = {
            name: definitions[key]["properties"][name]["enum"][0] for name in definitions[key].get("required", ())
        }
        document = changed(VALID["config"], "project", {"projectType": project_type, key: needed})
        assert worst("config", document) == (None, None), project_type
        service = {"name": "a", "projectType": project_type}
        assert worst("config", changed(document, "project", {"services": [service | {key: needed}]})) == (None, None)
        assert worst("config", changed(document, "project", {"services": [service]}))[0] == "error"
        assert worst("config", changed(document, f"project/{key}/noSuchKey", 1))[0] == "error"
        for name in needed:
            assert worst("config", changed(document, f"project/{key}/{name}", GONE))[0] == "error", name
        for name, item in definitions[key]["properties"].items():
            at = f"project/{key}/{name}"
            default = item.get("default", needed.get(name))
            assert worst("config", changed(document, at, default)) == (None, None), name
            for wrong in (None, "no such word", 15.0, DATE, {}):
                assert worst("config", changed(document, at, wrong))[0] == "error", name
            if isinstance(default, list):
                assert worst("config", changed(document, at, ["no such word"]))[0] == "error", name
                assert worst("config", changed(document, at, []))[0] == (None if name in MAY_BE_EMPTY else "error"), (
                    name
                )


MAY_BE_EMPTY = {"onlineServices", "uiSurfaces"}
REQUIRED = {
    "webAppConfig": ["renderingStrategy"],
    "mobileAppConfig": ["platform"],
    "backendConfig": ["apiStyle"],
    "cliConfig": ["interactivity"],
    "libraryConfig": ["visibility"],
    "gameConfig": ["engine"],
    "dataPipelineConfig": ["processingModel"],
    "mlConfig": ["projectPhase"],
    "researchConfig": ["experimentDriver"],
    "mcpServerConfig": ["language"],
}


def test_each_type_needs_at_most_the_one_thing_nobody_can_guess():
    from scaffold_schemas.vocabulary import config_keys

    definitions = schema("config")["$defs"]
    needed = {key: definitions[key]["required"] for key in config_keys().values() if "required" in definitions[key]}
    assert needed == REQUIRED
