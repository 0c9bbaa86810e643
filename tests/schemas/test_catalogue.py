"""The bundled catalogues: complete, consistent in themselves, and what the generator writes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import scaffold_schemas
from scaffold_schemas.catalogue import CATALOGUED, catalogue

EVERY_RELEASE = pytest.mark.parametrize("version", CATALOGUED, ids=lambda version: ".".join(map(str, version)))


@pytest.mark.parametrize(("version", "sizes"), [((3, 9, 0), (84, 10, 194, 3, 9)), ((3, 54, 0), (99, 12, 301, 4, 19))])
def test_sizes_are_those_of_the_release(version, sizes):
    known = catalogue(version)
    assert known.version == version
    assert (len(known.steps), len(known.tools), len(known.knowledge), len(known.presets), len(known.overlays)) == sizes


@pytest.mark.parametrize(
    ("version", "preset", "depth", "enabled"),
    [
        ((3, 9, 0), "deep", 5, 60),
        ((3, 9, 0), "mvp", 1, 19),
        ((3, 9, 0), "custom-defaults", 3, 56),
        ((3, 54, 0), "deep", 5, 64),
        ((3, 54, 0), "mvp", 1, 23),
        ((3, 54, 0), "custom-defaults", 3, 60),
        ((3, 54, 0), "brownfield", 3, 39),
    ],
)
def test_presets_enable_what_the_release_enables(version, preset, depth, enabled):
    facts = catalogue(version).presets[preset]
    assert (facts.default_depth, sum(step.enabled for step in facts.steps.values())) == (depth, enabled)
    assert facts.steps.keys() == catalogue(version).steps.keys()


@EVERY_RELEASE
def test_names_refer_to_names(version):
    known = catalogue(version)
    for step in (*known.steps.values(), *known.tools.values()):
        assert {*step.dependencies, *step.reads} <= known.steps.keys(), step.name
        assert {*step.knowledge} <= known.knowledge.keys(), step.name
        assert step.tool == (step.name in known.tools)
    for overlay in known.overlays.values():
        assert overlay.steps.keys() <= known.steps.keys()
        for target, names in overlay.knowledge.items():
            assert target in known.steps or target in known.tools
            assert {*names} <= known.knowledge.keys()
        for lists in (overlay.reads, overlay.dependencies):
            for target, change in lists.items():
                assert {target, *change.append, *(new for _, new in change.replace)} <= known.steps.keys()


@EVERY_RELEASE
def test_facts_only(version):
    """Nothing in the file is a sentence: no value has two blanks, but for paths that have them and topics."""
    whole = (
        Path(scaffold_schemas.__file__).parent / "data" / f"catalogue-{'.'.join(map(str, version))}.json"
    ).read_text("utf-8")
    assert '"description"' not in whole
    assert '"summary"' not in whole
    assert max(len(word) for word in whole.split('"')) < 90


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        (None, (3, 54, 0)),
        ((3, 9, 0), (3, 9, 0)),
        ((3, 40, 1), (3, 9, 0)),
        ((3, 54, 0), (3, 54, 0)),
        ((9, 0, 0), (3, 54, 0)),
        ((2, 0, 0), (3, 54, 0)),
    ],
)
def test_the_newest_that_is_not_newer_answers(asked, known):
    assert catalogue(asked).version == known
    assert catalogue(asked) is catalogue(known)


def test_facts_are_frozen():
    with pytest.raises(TypeError):
        catalogue().steps["x"] = None  # type: ignore[index]


def test_some_facts_in_full():
    beads = catalogue().steps["beads"]
    assert (beads.phase, beads.order, beads.conditional, beads.stateless) == ("foundation", 210, True, False)
    assert beads.outputs[0] == ".beads/"
    game = catalogue().overlays["game-overlay"]
    assert (game.kind, game.project_type, game.domain) == ("project-type", "game", None)
    assert game.reads["cross-phase-consistency"].replace == (("ux-spec", "game-ui-spec"),)
    fintech = catalogue().overlays["backend-fintech"]
    assert (fintech.kind, fintech.project_type, fintech.domain) == ("sub", "backend", "fintech")
    structural = catalogue().overlays["multi-service-overlay"]
    assert (structural.kind, structural.project_type, len(structural.steps)) == ("structural", None, 11)


def test_the_generator_writes_what_is_bundled(corpus, tmp_path):
    version = corpus.name.removeprefix("scaffold-")
    generator = Path(__file__).parents[1] / "tools" / "build_catalogue.py"
    written = tmp_path / "catalogue.json"
    subprocess.run([sys.executable, generator, corpus / "content", version, written], check=True)
    bundled = Path(scaffold_schemas.__file__).parent / "data" / f"catalogue-{version}.json"
    assert written.read_text("utf-8") == bundled.read_text("utf-8")
