"""An ignore comment silences what it names, where it stands, and nothing else."""

from __future__ import annotations

import pytest
import small

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.finding import Severity
from scaffold_rules.fix import apply_edits
from scaffold_rules.ignore import ignoring

OVERLAY = "content/methodology/game-overlay.yml"
CONFIG = Config(only=("overlay/unknown-step", "suppression"))


def rules_of(text: str) -> list[str]:
    project = small.small_project(game_overlay=text)
    return [finding.rule for finding in check(project.documents[OVERLAY], project, CONFIG)]


def overlay(*lines: str) -> str:
    head = ("name: game", "description: Games", "project-type: game", "step-overrides:")
    return "\n".join((*head, *lines)) + "\n"


BAD = "  nowhere: { enabled: true }"


@pytest.mark.parametrize(
    "lines",
    [
        (f"{BAD}  # scaffold-lint: ignore[overlay/unknown-step]",),
        (f"{BAD}  # scaffold-lint: ignore[overlay]",),
        (f"{BAD}  # scaffold-lint: ignore[step, overlay/unknown-step] it comes later",),
        (f"{BAD}  # scaffold-lint: ignore",),
        ("  # scaffold-lint: ignore[overlay/unknown-step]", BAD),
        ("  # scaffold-lint: ignore-next-line[overlay/unknown-step]", "", BAD),
        ("  # scaffold-lint: ignore-start[overlay]", BAD, "  # scaffold-lint: ignore-end"),
        ("  # scaffold-lint: ignore-start[overlay]", BAD),
        (BAD, "# scaffold-lint: ignore-file[overlay/unknown-step]"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_silenced(lines: tuple[str, ...], end: str) -> None:
    assert rules_of(overlay(*lines).replace("\n", end)) == []


@pytest.mark.parametrize(
    "lines",
    [
        (BAD,),
        (f"{BAD}  # scaffold-lint: ignore[step/unknown-read]",),
        ("  # scaffold-lint: ignore[overlay/unknown-step]", "  design: { enabled: true }", BAD),
        ("  # scaffold-lint: ignore-start[overlay]", "  # scaffold-lint: ignore-end", BAD),
    ],
)
def test_not_silenced(lines: tuple[str, ...]) -> None:
    assert "overlay/unknown-step" in rules_of(overlay(*lines))


def test_a_comment_that_silences_nothing_is_found_and_its_fix_removes_it() -> None:
    text = overlay("  design: { enabled: true }  # scaffold-lint: ignore[overlay/unknown-step]")
    project = small.small_project(game_overlay=text)
    findings = check(project.documents[OVERLAY], project, CONFIG)
    assert [(f.rule, f.severity) for f in findings] == [("suppression/unused", Severity.WARNING)]
    assert findings[0].fix is not None
    assert apply_edits(text, findings[0].fix.edits) == overlay("  design: { enabled: true }")


def test_a_rule_that_did_not_run_makes_no_comment_unused() -> None:
    text = overlay("  design: { enabled: true }  # scaffold-lint: ignore[step/unknown-read]")
    assert rules_of(text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ignoring_a_finding_silences_just_it(end: str) -> None:
    text = overlay(BAD, "  gone: { enabled: true }").replace("\n", end)
    project = small.small_project(game_overlay=text)
    document = project.documents[OVERLAY]
    first, second = check(document, project, CONFIG)
    silenced = ignoring(document, first, project.layout)
    assert silenced is not None
    after = small.small_project(game_overlay=apply_edits(text, silenced.edits))
    left = check(after.documents[OVERLAY], after, CONFIG)
    assert [finding.message for finding in left] == [second.message]
