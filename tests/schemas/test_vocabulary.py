"""The words agree with the schemas and the catalogues, and know their releases."""

from __future__ import annotations

import subprocess
import sys

import pytest

from scaffold_schemas import LATEST, parse_version, schema, vocabulary
from scaffold_schemas.catalogue import CATALOGUED, catalogue
from scaffold_schemas.release import existed

RELEASES = ((3, 9, 0), (3, 15, 0), (3, 17, 0), (3, 18, 0), (3, 23, 0), (3, 29, 0), (3, 39, 0), (3, 47, 0), LATEST)
EVERY_RELEASE = pytest.mark.parametrize("version", RELEASES, ids=lambda version: ".".join(map(str, version)))


def properties(kind, version, *path):
    whole = schema(kind, version)
    at = whole
    for name in path:
        at = at[name]
    return at["properties"]


@EVERY_RELEASE
def test_the_schemas_speak_the_same_words(version):
    step, config = properties("step", version), schema("config", version)["$defs"]
    assert tuple(step) == vocabulary.step_keys(version)
    assert tuple(properties("tool", version)) == vocabulary.step_keys(version)
    assert tuple(step["phase"]["enum"]) == tuple(phase.slug for phase in vocabulary.phases(version))
    types = vocabulary.project_types(version)
    for kind in ("overlay", "sub-overlay"):
        assert tuple(properties(kind, version)["project-type"]["enum"]) == types
    assert tuple(config["projectType"]["enum"]) == types
    keys = [name for name in config["project"]["properties"] if name.endswith("Config")]
    assert keys == list(vocabulary.config_keys(version).values())
    assert tuple(config["methodology"]["enum"]) == tuple(vocabulary.methodologies(version))
    platform = config["platforms"]["items"]
    assert tuple(sorted({*platform["enum"]} - platform["x-enumDeprecated"].keys())) == vocabulary.platforms(version)
    assert tuple(properties("state", version)["schema-version"]["enum"]) == vocabulary.state_schema_versions(version)


@EVERY_RELEASE
def test_domains_are_those_of_the_configuration(version):
    config = schema("config", version)["$defs"]
    found = {}
    for project_type, key in vocabulary.config_keys(version).items():
        domain = config[key]["properties"].get("domain")
        if domain is not None:
            found[project_type] = tuple(domain["then"]["items"]["enum"])
            assert domain["else"]["enum"] == ["none", *found[project_type]]
    assert found == vocabulary.domains(version)


@EVERY_RELEASE
@pytest.mark.parametrize(
    ("kind", "overlay"), [("overlay", "project-type"), ("sub-overlay", "sub"), ("structural-overlay", "structural")]
)
def test_overlay_sections_are_those_the_schema_lets_in(kind, overlay, version):
    sections = {name: item for name, item in properties(kind, version).items() if name.endswith("-overrides")}
    applied = [name for name, item in sections.items() if "additionalProperties" in item]
    assert tuple(applied) == vocabulary.overlay_sections(overlay, version)


def test_the_records_speak_the_same_words():
    step = schema("state")["$defs"]["step"]["properties"]
    assert tuple(step["status"]["enum"]) == vocabulary.state.STEP_STATUSES
    assert tuple(step["source"]["enum"]) == vocabulary.state.STEP_SOURCES
    assert tuple(step["verification"]["enum"]) == vocabulary.state.VERIFICATIONS
    assert tuple(properties("state", None)["init-mode"]["enum"]) == vocabulary.state.INIT_MODES
    assert tuple(properties("lock", None)["command"]["enum"]) == vocabulary.state.LOCK_COMMANDS
    rework = properties("rework", None)["steps"]["items"]["properties"]
    assert tuple(rework["status"]["enum"]) == vocabulary.state.REWORK_STATUSES
    decision = schema("decision")["else"]["properties"]
    assert tuple(decision["review_status"]["enum"]) == vocabulary.state.REVIEW_STATUSES
    lenses = properties("observability", None)
    assert tuple(lenses["lenses"]["properties"]) == vocabulary.state.LENSES
    assert tuple(lenses["disabled_lenses"]["items"]["enum"]) == vocabulary.state.LENSES


def test_events_and_their_payloads_are_those_of_the_schema():
    whole = schema("activity-event")
    assert whole["properties"]["type"]["enum"] == [event.name for event in vocabulary.state.EVENT_TYPES]
    for branch in whole["allOf"]:
        event = vocabulary.event_type(branch["if"]["properties"]["type"]["const"])
        payload = branch["then"]["properties"]["payload"]
        assert [key.name for key in event.payload] == list(payload["properties"])
        assert [key.name for key in event.payload if key.required] == payload.get("required", [])
    assert vocabulary.event_type("claim") is None


def test_knowledge_keys_are_those_of_the_schema():
    assert tuple(properties("knowledge", None)) == vocabulary.knowledge.KNOWLEDGE_KEYS
    assert tuple(properties("local-knowledge", None)) == vocabulary.knowledge.KNOWLEDGE_KEYS
    assert tuple(properties("knowledge", (3, 9, 0))) == vocabulary.knowledge.KNOWLEDGE_KEYS[:3]
    assert tuple(schema("knowledge")["$defs"]["source"]["properties"]) == vocabulary.knowledge.SOURCE_KEYS
    volatility = properties("knowledge", None)["volatility"]
    assert tuple(volatility["enum"]) == vocabulary.knowledge.VOLATILITIES
    assert volatility["default"] == vocabulary.knowledge.DEFAULT_VOLATILITY
    assert vocabulary.knowledge.CADENCE_DAYS.keys() == {*vocabulary.knowledge.VOLATILITIES}


@pytest.mark.parametrize("version", CATALOGUED)
def test_releases_hold_what_the_words_promise(version):
    known = catalogue(version)
    assert {file.stem: file.kind for file in vocabulary.overlay_files(version)} == {
        overlay.stem: overlay.kind for overlay in known.overlays.values()
    }
    assert {*vocabulary.presets(version)} == {*known.presets}
    assert {*vocabulary.categories(version)} == {entry.category for entry in known.knowledge.values()}
    assert {phase.slug for phase in vocabulary.phases(version)} == {step.phase for step in known.steps.values()}
    assert vocabulary.terminal_output_exempt(version) <= known.steps.keys()
    assert not known.steps.keys() & {*vocabulary.pipeline.RENAMED_STEPS, *vocabulary.pipeline.RETIRED_STEPS}
    assert {*vocabulary.pipeline.RENAMED_STEPS.values()} <= known.steps.keys()
    for step in known.steps.values():
        phase = vocabulary.phase(step.phase)
        assert phase.first_order <= step.order <= phase.last_order
        assert vocabulary.phase_of_order(step.order) == phase


def test_the_adoption_manifest_has_its_eighteen_steps():
    assert len(vocabulary.pipeline.ADOPTION_STEPS) == 18
    assert {*vocabulary.pipeline.ADOPTION_STEPS} <= catalogue().steps.keys()
    assert "brownfield-adoption" in catalogue().knowledge


def test_commands_by_release():
    assert len(vocabulary.commands()) == 30
    assert vocabulary.commands((3, 9, 0)) == (
        "adopt", "build", "check", "complete", "dashboard", "decisions", "info", "init", "knowledge", "list", "next",
        "reset", "rework", "run", "skill", "skip", "status", "update", "validate", "version",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("3.54.0", (3, 54, 0)),
        ("v3.9.0\n", (3, 9, 0)),
        ("3.54.0-rc.1", (3, 54, 0)),
        ("3.54", None),
        ("1.2.3.4", None),
        ("", None),
        ("latest", None),
    ],
)
def test_versions_are_read_or_not(text, version):
    assert parse_version(text) == version


def test_a_word_exists_from_its_release_on_until_it_is_gone():
    assert existed(None, None, None)
    assert existed((3, 9, 0), (3, 10, 0), (3, 9, 5))
    assert not existed((3, 9, 0), None, (3, 8, 9))
    assert not existed(None, (3, 10, 0), (3, 10, 0))
    assert not existed((9, 0, 0), None, None)


def test_orders_beyond_all_phases_belong_to_none():
    assert vocabulary.phase_of_order(1599).slug == "build"
    assert vocabulary.phase_of_order(1600) is None
    assert vocabulary.phase_of_order(-1) is None
    assert vocabulary.phase("Build") is None
    assert vocabulary.phase(None) is None


def test_the_words_cost_no_schema_and_no_dataclass():
    code = "import scaffold_schemas.vocabulary; print(sorted({'json', 'dataclasses', 'pathlib'} & {*sys.modules}))"
    clean = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert clean.stdout.strip() == "[]"
