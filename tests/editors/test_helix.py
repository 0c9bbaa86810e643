"""A real Helix in a terminal, with the recipe of the page."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from editor import DESIGN, OVERLAY, environment, found, recipe, write_content
from screen import Screen

HELIX = found("hx")

pytestmark = [pytest.mark.repository, pytest.mark.skipif(HELIX is None, reason="there is no Helix")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    settings = tmp_path / "home/config/helix"
    settings.mkdir(parents=True)
    (settings / "languages.toml").write_text(recipe("README.md", "Helix"))
    (settings / "config.toml").write_text("[editor]\nidle-timeout = 50\nauto-completion = false\n")
    return write_content(tmp_path / "project", misspelt=True)


def helix(root: Path, file: str) -> Screen:
    return Screen([str(HELIX), file], root, environment(root.parent / "home"))


def test_findings_hover_definition_completion_and_code_actions(root: Path) -> None:
    with helix(root, OVERLAY) as screen:
        screen.wait(r"● \d")  # the count in the status line
        screen.type(" d")
        screen.wait(r"overlay/unknown-step")
        screen.keys("Enter")
        screen.wait(r"7:3$")
        screen.type(" a")
        screen.wait("Replace with `design`")
        screen.keys("Enter")
        screen.wait("^.*design: { enabled: true }")
        screen.type(":11\n")
        screen.type("lll k")
        screen.wait("order 110")
        screen.escape("order 110")
        screen.type("gd")
        screen.wait("create-prd.md .* 2:")
        screen.type("ga:13\nglbcprd")
        screen.wait("- prd$")
        for _ in range(20):  # a request that crosses an edit is dropped by Helix
            if "prd-craft" not in screen.text():
                screen.keys("C-x")
                time.sleep(0.5)
        screen.wait("prd-craft")
        screen.keys("Tab")
        screen.wait("- prd-craft")
        screen.keys("Enter")
        screen.escape("^ INS ")
        screen.type(":wq\n")
        screen.wait_for_end()
    lines = (root / OVERLAY).read_text().splitlines()
    assert lines[6] == "  design: { enabled: true }"
    assert lines[12] == "      - prd-craft"


def test_rename_moves_the_file(root: Path) -> None:
    with helix(root, DESIGN) as screen:
        screen.wait(r"● \d")
        screen.type(":2\nwwl r")
        screen.wait("rename-to:")
        screen.keys("C-u")
        screen.type("game-plan\n")
        screen.wait("game-plan.md")
        screen.type(":wqa\n")
        screen.wait_for_end()
    assert not (root / DESIGN).exists()
    assert "name: game-plan" in (root / DESIGN).with_stem("game-plan").read_text()
    assert "  game-plan: { append: [design] }" in (root / OVERLAY).read_text()


@pytest.mark.parametrize(("folder", "file", "starts"), [("project", DESIGN, True), ("other", "notes.md", False)])
def test_other_folders_are_left_alone(root: Path, folder: str, file: str, starts: bool) -> None:
    (root.parent / "other").mkdir()
    (root.parent / "other/notes.md").write_text("# Notes\n")
    started = root.parent / "started"
    stand_in = root.parent / "bin/scaffold-lint"
    stand_in.parent.mkdir()
    stand_in.write_text(f"#!/bin/sh\ntouch {started}\ncat > /dev/null\n")
    stand_in.chmod(0o755)
    env = environment(root.parent / "home")
    env["PATH"] = f"{stand_in.parent}:{env['PATH']}"
    with Screen([str(HELIX), file], root.parent / folder, env) as screen:
        screen.wait("Design it" if starts else "# Notes")
        end = time.monotonic() + (20 if starts else 1)
        while not started.exists() and time.monotonic() < end:
            time.sleep(0.05)
    assert started.exists() == starts
