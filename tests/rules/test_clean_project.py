"""A project with everything in it and everything right: nothing is found, whatever is selected."""

from __future__ import annotations

import itertools
import json

import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project
from scaffold_schemas.catalogue import catalogue

RELEASE = (3, 54, 0)
LAYOUT = Layout(None, RELEASE)
NOW = "2026-05-24T10:00:00Z"
COMPLETED = {
    "status": "completed",
    "source": "pipeline",
    "at": NOW,
    "completed_at": NOW,
    "completed_by": "agent",
    "depth": 3,
    "verification": "verified",
}


def state(number: int, **more: object) -> str:
    """A state file of a schema version."""
    whole = {
        "schema-version": number,
        "scaffold-version": "3.54.0",
        "init_methodology": "deep",
        "config_methodology": "deep",
        "init-mode": "greenfield",
        "created": NOW,
        "in_progress": None,
        "steps": {},
        "next_eligible": [],
        "extra-steps": [],
        **more,
    }
    return json.dumps(whole, indent=2) + "\n"


def records() -> dict[str, object]:
    """The records of some steps, one in each status."""
    return {
        "create-prd": {**COMPLETED, "produces": list(catalogue(RELEASE).steps["create-prd"].outputs)},
        "tdd": {**COMPLETED, "produces": list(catalogue(RELEASE).steps["tdd"].outputs)},
        "design-system": {
            "status": "skipped",
            "source": "pipeline",
            "at": NOW,
            "completed_by": "me",
            "reason": "No user interface",
        },
        "tech-stack": {"status": "in_progress", "source": "pipeline", "in_progress_started_at": NOW},
        "user-stories": {"status": "pending", "source": "pipeline"},
    }


OWN = Config(
    only=(
        "project-config",
        "state",
        "instruction",
        "agent-ops",
        "observability",
        "decision",
        "rework",
        "activity",
        "schema",
    )
)

IN_PROGRESS = {"step": "tech-stack", "started": NOW, "partial_artifacts": [], "actor": "agent"}

ALONE = {
    ".scaffold/config.yml": """\
version: 2
methodology: deep
platforms: [claude-code, codex]
custom:
  default_depth: 3
  steps:
    user-stories: { enabled: true, depth: 4 }
    design-system:
      enabled: false
project:
  name: ledger
  platforms: [web]
  projectType: backend
  backendConfig:
    apiStyle: rest
    dataStore: [relational, key-value]
    authMechanism: jwt
    domain: [fintech]
artifact_map:
  tdd: docs/engineering/tests.md
""",
    ".scaffold/state.json": state(4, in_progress=IN_PROGRESS, steps=records(), save_counter=7),
    ".scaffold/instructions/global.md": "Write for people who have never seen a ledger.\n",
    ".scaffold/instructions/create-prd.md": "Leave taxes out.\n",
    ".scaffold/instructions/release.md": "Ask before anything is published.\n",
    ".scaffold/observability.yaml": """\
lenses:
  C-standards: { enforce_via_linter: true, rule_overrides: { naming: P2 } }
  F-scope: { untouched_story_grace_hours: 100 }
disabled_lenses: [E-design]
stall: { task_stale: 4h, pr_stale: off }
phase_audit: { enabled: true, timeout_s: 60 }
knowledge_freshness:
  link_check:
    skip: [example.org, "https://example.com/private"]
""",
    ".scaffold/agent-ops.yaml": """\
project_name: ledger
critical_labels: [critical]
docker:
  services:
    - { name: db, band: 20000 }
    - { name: cache, band: 21000 }
  shared_stack: { mail: 1025 }
merge_queue:
  gate_command: make check-affected
  full_gate_command: make check
  gate_executor: local-poller
  batch_cap: 8
""",
    ".scaffold/decisions.jsonl": "".join(
        json.dumps(
            {
                "id": f"D-00{number}",
                "prompt": prompt,
                "decision": "So",
                "at": NOW,
                "completed_by": "agent",
                "step_completed": True,
            }
        )
        + "\n"
        for number, prompt in enumerate(("create-prd", "tdd"), 1)
    )
    + json.dumps({"event": "approved", "id": "D-001"})
    + "\n",
    ".scaffold/rework.json": json.dumps(
        {
            "schema_version": 1,
            "created": NOW,
            "config": {"phases": [1, 2], "depth": None, "fix": True, "fresh": False, "auto": False},
            "steps": [{"name": "tdd", "phase": 2, "status": "pending", "completed_at": None, "error": None}],
            "current_step": "tdd",
            "stats": {"total": 1, "completed": 0, "skipped": 0, "failed": 0},
        },
        indent=2,
    )
    + "\n",
    ".scaffold/lock.json": json.dumps(
        {"holder": "me", "prompt": "tdd", "pid": 1, "started": NOW, "processStartedAt": NOW, "command": "run"}
    )
    + "\n",
    ".scaffold/activity.jsonl": "".join(
        json.dumps(
            {
                "event_id": f"e{number}",
                "worktree_id": "w",
                "actor_label": "agent",
                "branch": "main",
                "type": kind,
                "ts": NOW,
                "task_id": task,
                "payload": payload,
            }
        )
        + "\n"
        for number, (kind, task, payload) in enumerate(
            [
                ("task_claimed", "t-1", {"task_title": "Ledger"}),
                ("task_completed", "t-1", {"outcome": "pr_submitted", "pr_number": 3}),
                ("progress_heartbeat", None, {}),
            ]
        )
    ),
    ".scaffold/knowledge/testing-strategy.md": """\
---
name: testing-strategy
description: How this ledger is tested
topics: [testing]
---

# Tests

## Summary

Every posting balances, and a test says so.

## Deep Guidance

### Properties

Generate postings, and check that the sum of all accounts is zero after each of them.
""",
}

WITH_SERVICES = {
    ".scaffold/config.yml": """\
version: 2
methodology: deep
platforms:
  - claude-code
project:
  name: shop
  services:
    - name: ledger
      description: Who owes what
      projectType: backend
      backendConfig: { apiStyle: grpc, domain: fintech }
      path: services/ledger
      exports:
        - step: api-contracts
    - name: shop-web
      projectType: web-app
      webAppConfig: { renderingStrategy: ssr, deployTarget: container, authFlow: session }
""",
    ".scaffold/state.json": state(3, steps={"create-prd": records()["create-prd"]}),
    ".scaffold/services/ledger/state.json": state(
        3, in_progress=IN_PROGRESS, steps={"tech-stack": records()["tech-stack"]}, next_eligible_root_counter=1
    ),
    ".scaffold/services/shop-web/state.json": state(3),
}


@pytest.mark.parametrize("files", [ALONE, WITH_SERVICES], ids=["alone", "with services"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_nothing_is_found_in_a_good_project(files: dict[str, str], line_end: str) -> None:
    documents = {path: parse(path, text.replace("\n", line_end), LAYOUT) for path, text in files.items()}
    known = {path: document for path, document in documents.items() if document is not None}
    assert known.keys() == files.keys()
    project = Project(known, LAYOUT, catalogue(RELEASE))
    found = [
        f"{finding.path}:{document.lines.line_of(finding.span.start) + 1} {finding.rule}: {finding.message}"
        for document in known.values()
        for finding in check(document, project, Config(select=("all",)))
    ]
    assert found == []


@pytest.mark.parametrize("path", [*ALONE, ".scaffold/services/ledger/state.json"])
def test_no_rule_breaks_on_half_a_file_or_other_values(path: str) -> None:
    files = {**ALONE, **{key: text for key, text in WITH_SERVICES.items() if "services/" in key}}
    text = files[path]
    halves = [text[:at] for at in range(0, len(text), 11)]
    others = [
        text.replace(old, new)
        for old, new in itertools.product(
            ('"', ":", "[", "{", "true", "completed", "deep", "game"), ("", "null", "[]", "0")
        )
    ]
    whole = {key: parse(key, other, LAYOUT) for key, other in files.items()}
    for half in (*halves, *others, "null", "[]", "- a", "5", "\x00", "{" * 500):
        document = parse(path, half, LAYOUT)
        assert document is not None
        known = {key: each for key, each in {**whole, path: document}.items() if each is not None}
        project = Project(known, LAYOUT, catalogue(RELEASE))
        for each in known.values():
            if each is document or each.path in {".scaffold/config.yml", ".scaffold/state.json"}:
                crashes = [f for f in check(each, project, OWN) if f.rule == "internal-error"]
                assert not crashes, (half[-60:], crashes)
