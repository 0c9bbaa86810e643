"""What the scaffold tool does with the JSON files of a project, field by field, and values as people write them in JSON.

``error`` is where it stops or drops the record; ``warning`` what it takes without a look and then takes for something
else. Nothing here asks the schemas; see ``tool_tables``.
"""

from __future__ import annotations

import math

from tool_tables import ERROR, FINE, INFO, WARNING, Fields, Oracle, Place, boolean, listed, one_of, text, whole, worst
from written import TEXTLESS, Value

TEXT = "json text"
"""The dialect of these files."""

NOT_JSON = [
    "", "True", "FALSE", "None", "undefined", "NaN", "Infinity", "-Infinity", "'abc'", "abc", "yes", "~", "+1", "01", "-",
    "1.", ".5", "1e", "0x1F", "1_000", "1,000", "[1,]", '{"a": 1,}', "{a: 1}", "{'a': 1}", "[1", '{"a": 1]', '"abc', '"a\\x41"',
    '"a\\u12"', '"a\tb"', "// nothing", "/* nothing */ 1", "1 # one", '"a" "b"', "[1 2]", '{"a" 1}', "*", "&a 1", "!!str 1",
]  # fmt: skip
JSON_WRITTEN: list[tuple[str, Value]] = [
    *((source, TEXTLESS) for source in NOT_JSON),
    # nothing, truth, numbers
    ("null", None), ("true", True), ("false", False),
    ("0", 0), ("-0", 0), ("1", 1), ("2", 2), ("3", 3), ("4", 4), ("5", 5), ("6", 6), ("15", 15), ("16", 16), ("-1", -1),
    ("1.0", 1), ("1.5", 1.5), ("0.0", 0), ("1e0", 1), ("1E+0", 1), ("10e-1", 1), ("1e2", 100), ("1e999", math.inf),
    ("9007199254740993", 9007199254740992), ("1" * 5000, math.inf),
    # strings
    ('""', ""), ('" "', " "), ('"null"', "null"), ('"~"', "~"), ('"true"', "true"), ('"1"', "1"), ('"1.5"', "1.5"),
    ('"abc"', "abc"), ('"ABC"', "ABC"), ('"create-plan"', "create-plan"), ('"a b"', "a b"), ('"a_b"', "a_b"), ('"a--b"', "a--b"),
    ('"caf\\u00e9"', "café"), ('"café"', "café"), ('"a\\"b"', 'a"b'), ('"a\\\\b"', "a\\b"), ('"a\\/b"', "a/b"),
    ('"a\\nb"', "a\nb"), ('"\\ud83d\\ude00"', "\U0001f600"), ('"# no comment"', "# no comment"), ('"a: b"', "a: b"),
    ('"D-001"', "D-001"), ('"D-1"', "D-1"), ('"d-001"', "d-001"), ('"1.2.3"', "1.2.3"), ('"v1.2.3"', "v1.2.3"),
    (f'"{"x" * 80}"', "x" * 80), (f'"{"x" * 81}"', "x" * 81), (f'"{"x" * 201}"', "x" * 201), (f'"{"x" * 501}"', "x" * 501),
    # days
    ('"2026-05-24T10:00:00Z"', "2026-05-24T10:00:00Z"), ('"2026-05-24T10:00:00.123Z"', "2026-05-24T10:00:00.123Z"),
    ('"2026-05-24T10:00:00+02:00"', "2026-05-24T10:00:00+02:00"), ('"2026-05-24T10:00:00"', "2026-05-24T10:00:00"),
    ('"2026-02-30T10:00:00Z"', "2026-02-30T10:00:00Z"), ('"2026-05-24"', "2026-05-24"), ('"24.5.2026"', "24.5.2026"),
    ("1779616800000", 1779616800000),
    # collections
    ("[]", []), ("{}", {}), ('["abc"]', ["abc"]), ('["abc", "def"]', ["abc", "def"]), ('["abc", 5]', ["abc", 5]),
    ("[5]", [5]), ("[16]", [16]), ("[null]", [None]), ("[true]", [True]), ('[""]', [""]), ("[[]]", [[]]), ("[{}]", [{}]),
    ('[["abc"]]', [["abc"]]), ('{"a": "b"}', {"a": "b"}), ('{"a": 5}', {"a": 5}), ('{"a": null}', {"a": None}),
]  # fmt: skip


def words(*, blank: str | None = WARNING) -> Oracle:
    return text(bad=WARNING, blank=blank)


def moment(value: Value) -> str | None:
    return text(like=r"[0-9]{4}-[0-9]{2}-[0-9]{2}T", bad=WARNING, blank=WARNING, unlike=WARNING)(value)


def zoned(value: Value) -> str | None:
    if value == "2026-02-30T10:00:00Z":
        return ERROR
    return text(
        like=r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})\Z"
    )(value)


def blank_or(judge: Oracle) -> Oracle:
    return lambda value: FINE if value is None else judge(value)


def shaped(fields: dict[str, Oracle], *, required: str | None = None, key: str = "", bad: str = WARNING) -> Oracle:
    """A mapping of known keys, one of which may have to be there; others are nobody's business."""

    def judge(value: Value) -> str | None:
        if not isinstance(value, dict):
            return bad
        missing = required if key and key not in value else FINE
        return worst([missing, *(oracle(value[name]) for name, oracle in fields.items() if name in value)])

    return judge


METHODOLOGY = one_of("deep", "mvp", "custom", "brownfield", bad=WARNING)
WORDS = listed(words(), bad=WARNING)
VERSIONS = (1, 2, 3, 4)
DEPTH, PHASE, COUNT = whole(1, 5, WARNING), whole(0, 15, WARNING), whole(0, bad=WARNING)


def extra_steps(value: Value) -> str | None:
    return FINE if value == [] else WARNING


PROGRESS = {"step": words(), "started": moment, "partial_artifacts": WORDS, "actor": words()}
STATE: Fields = {
    "schema-version": ("4", lambda value: FINE if whole(1, 4)(value) is FINE else ERROR, []),
    "scaffold-version": ('"3.54.0"', words(), []),
    "init_methodology": ('"deep"', METHODOLOGY, ['"mvp"', '"custom"', '"brownfield"', '"Deep"']),
    "config_methodology": ('"deep"', METHODOLOGY, ['"mvp"', '"custom"', '"brownfield"', '"depth"']),
    "init-mode": (
        '"greenfield"',
        one_of("greenfield", "brownfield", "v1-migration", bad=WARNING),
        ['"brownfield"', '"v1-migration"', '"v2-migration"'],
    ),
    "created": ('"2026-05-24T10:00:00Z"', moment, []),
    "in_progress": (
        "null",
        blank_or(shaped(PROGRESS, required=WARNING, key="step")),
        ['{"step": "a"}', '{"step": 1}', '{"step": "a", "started": "now"}', '{"step": "a", "partial_artifacts": "b"}'],
    ),
    "next_eligible": ("[]", WORDS, []),
    "next_eligible_hash": ('"abc"', words(), []),
    "extra-steps": ("[]", extra_steps, ['[{"slug": "a"}]', '[{"slug": 1, "path": "a"}]']),
}  # fmt: skip
ROOT_STATE: Fields = {**STATE, "save_counter": ("1", COUNT, [])}
SERVICE_STATE: Fields = {**STATE, "next_eligible_root_counter": ("1", COUNT, [])}


def status(value: Value) -> str | None:
    """Only strings are looked at."""
    return one_of("pending", "in_progress", "completed", "skipped")(value) if isinstance(value, str) else WARNING


STATE_ENTRY: Fields = {
    "status": ('"pending"', status, ['"in_progress"', '"completed"', '"skipped"', '"done"', '"Completed"']),
    "source": ('"pipeline"', one_of("pipeline", "extra", bad=WARNING), ['"extra"', '"Pipeline"']),
    "at": ('"2026-05-24T10:00:00Z"', moment, []),
    "completed_at": ('"2026-05-24T10:00:00Z"', moment, []),
    "in_progress_started_at": ('"2026-05-24T10:00:00Z"', moment, []),
    "produces": ('["docs/plan.md"]', WORDS, []),
    "verification": (
        '"verified"',
        one_of("verified", "declared", "unverified", bad=WARNING),
        ['"declared"', '"unverified"', '"Verified"'],
    ),
    "artifacts_verified": ("true", boolean(WARNING), []),
    "completed_by": ('"me"', words(), []),
    "reason": ('"not needed"', words(), []),
    "depth": ("3", DEPTH, []),
}
DECISION: Fields = {
    "id": (
        '"D-001"',
        text(like=r"D-[0-9]{3,}\Z", bad=WARNING, blank=WARNING, unlike=WARNING),
        ['"D-1000"', '"D-001a"', '"D001"'],
    ),
    "prompt": ('"create-plan"', words(), []),
    "decision": ('"Yes"', words(), []),
    "at": ('"2026-05-24T10:00:00Z"', moment, []),
    "completed_by": ('"me"', words(), []),
    "step_completed": ("true", boolean(WARNING), []),
    "category": ('"design"', words(), []),
    "tags": ("[]", WORDS, []),
    "review_status": (
        '"pending"',
        one_of("pending", "approved", "rejected", bad=WARNING),
        ['"approved"', '"rejected"', '"Approved"'],
    ),
    "depth": ("3", DEPTH, []),
}
REWORK: Fields = {
    "schema_version": ("1", whole(1, 1), []),
    "created": ('"2026-05-24T10:00:00Z"', moment, []),
    "config": ("{}", shaped({}, bad=ERROR), ['{"depth": null}', '{"fix": false, "auto": true}']),
    "current_step": ("null", words(blank=FINE), []),
    "stats": ("{}", shaped({}), ['{"total": 0}']),
}
REWORK_STEPS: Fields = {
    "steps": (
        "[]",
        lambda value: FINE if value == [] else ERROR,
        ['[{"name": "a"}]', '[{"status": "pending"}]', '[{"name": "a", "status": "done"}]'],
    ),
}
REWORK_CONFIG: Fields = {
    "phases": ("[1]", listed(PHASE, bad=WARNING), ["[0, 15]", "[-1]", "[1.5]", '["1"]']),
    "depth": ("3", blank_or(DEPTH), []),
    "fix": ("true", boolean(WARNING), []),
    "fresh": ("true", boolean(WARNING), []),
    "auto": ("true", boolean(WARNING), []),
}
REWORK_STEP: Fields = {
    "name": ('"create-plan"', text(), []),
    "phase": ("2", PHASE, []),
    "status": (
        '"pending"',
        one_of("pending", "in_progress", "completed", "failed", "skipped"),
        ['"in_progress"', '"completed"', '"failed"', '"skipped"', '"Failed"'],
    ),
    "completed_at": ("null", words(blank=FINE), []),
    "error": ("null", words(blank=FINE), []),
}
REWORK_STATS: Fields = {key: ("1", COUNT, []) for key in ("total", "completed", "skipped", "failed")}


def process_start(value: Value) -> str | None:
    return FINE if isinstance(value, str | int | float) and not isinstance(value, bool) else WARNING


LOCK: Fields = {
    "holder": ('"me"', words(), []),
    "prompt": ('"create-plan"', words(), []),
    "pid": ("100", whole(-math.inf, bad=WARNING), []),
    "started": ('"2026-05-24T10:00:00Z"', moment, []),
    "processStartedAt": ('"2026-05-24T10:00:00Z"', process_start, []),
    "command": (
        '"run"',
        one_of("run", "skip", "init", "reset", "adopt", "complete", "rework", "migration", bad=WARNING),
        ['"skip"', '"init"', '"reset"', '"adopt"', '"complete"', '"rework"', '"migration"', '"Run"', '"build"'],
    ),
}
PLUGIN: Fields = {
    "name": ('"scaffold"', text(like=r"[a-z0-9]+(-[a-z0-9]+)*\Z", unlike=WARNING), ['"Scaffold"', '"a-1"']),
    "version": ('"3.54.0"', text(like=r"[0-9]+\.[0-9]+\.[0-9]+", unlike=WARNING), ['"3.54"', '"3.54.0-rc.1"']),
    "description": ('"Prompts"', text(), []),
}


def heartbeat(value: Value) -> str | None:
    """The payload of a heartbeat: undeclared keys are dropped."""
    if not isinstance(value, dict):
        return ERROR
    return worst(text(most=200)(item) if key == "note" else WARNING for key, item in value.items())


EVENT: Fields = {
    "event_id": ('"e1"', text(), []),
    "worktree_id": ('"w"', text(), []),
    "actor_label": ('"me"', text(), []),
    "branch": ('"main"', text(), []),
    "ts": ('"2026-05-24T10:00:00Z"', zoned, ['"2026-05-24T10:00Z"', '"2026-05-24T10:00:00+0200"', '"2026-05-24 10:00:00Z"']),
    "task_id": ('"t1"', text(blank=FINE), []),
    "payload": ("{}", heartbeat, ['{"note": "a"}', '{"note": 5}', '{"note": "a", "b": 1}']),
}  # fmt: skip
SHORT, LONG, ITEMS = text(most=200), text(most=500), listed(text())
NUMBER = whole(1)
PAYLOADS: dict[str, Fields] = {
    "task_claimed": {
        "task_title": ('"Do it"', text(), []),
        "story_id": ('"s1"', text(), []),
        "unplanned": ("true", one_of(True), []),  # as there is no task
    },
    "task_completed": {
        "outcome": ('"pr_submitted"', one_of("pr_submitted", "dropped", "superseded"), ['"dropped"', '"superseded"']),
        "pr_number": ("7", NUMBER, []),
        "commit_sha": ('"abc"', text(), []),
    },
    "decision_recorded": {
        "key": ('"a"', text(), []),
        "summary": ('"b"', LONG, []),
        "affects": ("[]", ITEMS, []),
        "links": ("[]", ITEMS, []),
    },
    "blocker_hit": {
        "kind": (
            '"external"',
            one_of("dependency", "ambiguity", "external", "environment"),
            ['"dependency"', '"ambiguity"', '"environment"', '"other"'],
        ),
        "summary": ('"b"', LONG, []),
    },
    "blocker_resolved": {"summary": ('"b"', text(), []), "references": ("[]", ITEMS, [])},
    "pr_opened": {"pr_number": ("7", NUMBER, [])},
    "progress_heartbeat": {"note": ('"b"', SHORT, [])},
    "finding_acknowledged": {
        "finding_id": ('"f"', text(), []),
        "status": ('"open"', one_of("acknowledged", "open"), ['"acknowledged"', '"closed"']),
        "note": ('"b"', text(), []),
    },
    "knowledge_gap_signal": {
        "topic": ('"plans"', text(most=80, like=r"[a-z0-9]+(-[a-z0-9]+)*\Z"), []),
        "source": ('"manual"', one_of("agent_search", "lessons", "manual"), ['"agent_search"', '"lessons"']),
        "project_id": ('"lessons"', text(like=r"([0-9a-f]{64}|lessons)\Z"), [f'"{"0" * 64}"', f'"{"F" * 64}"']),
        "step_name": ('"create-plan"', text(), []),
        "agent_excerpt": ('"b"', SHORT, []),
    },
}


TYPE: Fields = {
    "type": ('"progress_heartbeat"', one_of("progress_heartbeat"), [*(f'"{kind}"' for kind in PAYLOADS), '"claim"'])
}
"""Other types do not go with an empty payload."""
LEDGER = ".scaffold/activity.jsonl"
HEAD = '{"event_id": "e", "worktree_id": "w", "actor_label": "me", "branch": "main", "ts": "2026-05-24T10:00:00Z", '


def file(kind: str, path: str, around: str, fields: Fields) -> Place:
    """Some fields in a file of JSON, each on a line of its own."""
    return Place(kind, path, TEXT, around, "", fields, ",\n", "%")


def record(kind: str, path: str, around: str, fields: Fields) -> Place:
    """Some fields in a line of JSON."""
    return Place(kind, path, TEXT, around, "", fields, ", ", "%")


def states(kind: str, path: str, fields: Fields) -> tuple[Place, ...]:
    """The state of a project or service, and of a step in it."""
    return (
        file(kind, path, '{\n"steps": {},\n%\n}\n', fields),
        file(kind, path, '{\n"schema-version": 4,\n"steps": {\n"create-plan": {\n%\n}\n}\n}\n', STATE_ENTRY),
    )


REWORKED = '{\n"schema_version": 1,\n"steps": [],\n'
JSON_PLACES = [
    *states("state", ".scaffold/state.json", ROOT_STATE),
    *states("service-state", ".scaffold/services/api/state.json", SERVICE_STATE),
    file("rework", ".scaffold/rework.json", '{\n"steps": [],\n%\n}\n', REWORK),
    file("rework", ".scaffold/rework.json", '{\n"schema_version": 1,\n%\n}\n', REWORK_STEPS),
    file("rework", ".scaffold/rework.json", f'{REWORKED}"config": {{\n%\n}}\n}}\n', REWORK_CONFIG),
    file("rework", ".scaffold/rework.json", f'{REWORKED}"stats": {{\n%\n}}\n}}\n', REWORK_STATS),
    file("rework", ".scaffold/rework.json", '{\n"schema_version": 1,\n"steps": [{\n%\n}]\n}\n', REWORK_STEP),
    file("lock", ".scaffold/lock.json", "{\n%\n}\n", LOCK),
    file("plugin", ".claude-plugin/plugin.json", "{\n%\n}\n", PLUGIN),
    record("decisions", ".scaffold/decisions.jsonl", '{"event": "audit"}\n\n{%}\n', DECISION),
    record("activity", LEDGER, '{%, "type": "progress_heartbeat"}\n', EVENT),
    record("activity", LEDGER, f'{HEAD}"task_id": "t1", "payload": {{}}, %}}\n', TYPE),
    *(
        record("activity", LEDGER, f'{HEAD}"task_id": null, "type": "{kind}", "payload": {{%}}}}\n', fields)
        for kind, fields in PAYLOADS.items()
    ),
]
JSON_REQUIRED = {
    "state": {"schema-version"},
    "service-state": {"schema-version"},
    "rework": {"schema_version", "name", "status"},
    "plugin": {"name", "version", "description"},
    "activity": {
        *(*EVENT, "type", "task_title", "unplanned", "outcome", "pr_number", "key", "summary", "kind", "finding_id"),
        *("status", "topic", "source"),
    },
}
JSON_DROPPED_WITHOUT = {
    *(("decisions", key) for key in ("id", "prompt", "decision", "at", "completed_by", "step_completed")),
    *(("lock", key) for key in ("holder", "pid", "started", "command")),
    ("state", "status"),
    ("service-state", "status"),
}
UNKNOWN_KEY = {"state": INFO, "service-state": INFO, "decisions": INFO}
"""What a key that nobody knows is, by kind: kept in silence, and worth a word where the tool writes all keys there are."""
