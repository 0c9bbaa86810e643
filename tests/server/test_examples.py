"""The examples show what they say: content that is clean, and its twin with deliberate defects."""

from __future__ import annotations

from pathlib import Path

from scaffold_server.lint import lint

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_content_is_clean() -> None:
    run = lint([EXAMPLES / "content"])
    assert run.checked >= 22
    assert [(placed.path, placed.finding.rule, placed.finding.message) for placed in run.placed] == []


def test_every_defect_is_found_and_nothing_else() -> None:
    run = lint([EXAMPLES / "defects"])
    found = {(placed.finding.path.rpartition("/")[2], placed.finding.rule) for placed in run.placed}
    assert found == {
        ("config.yml", "schema/invalid-value"),
        ("research-data-splits.md", "knowledge/lost-section"),
        ("research-inference-mode.md", "knowledge/duplicate-topic"),
        ("research-numeric-tests.md", "schema/invalid-value"),
        ("research-inference-mode.md", "python/no-grad-for-inference"),
        ("research-numeric-tests.md", "python/float-equality-in-test"),
        ("custom-defaults.yml", "preset/missing-step"),
        ("mvp.yml", "schema/wrong-type"),
        ("research-overlay.yml", "overlay/unknown-step"),
        ("research-overlay.yml", "overlay/unknown-knowledge"),
        ("research-overlay.yml", "overlay/unmatched-replace"),
        ("research-question.md", "prose/unknown-step"),
        ("data-protocol.md", "step/unknown-dependency"),
        ("training-conventions.md", "step/order-outside-phase"),
        ("training-conventions.md", "step/unknown-input"),
        ("experiment-plan.md", "step/dependency-cycle"),
        ("review-experiment-plan.md", "step/depth-gated-output"),
    }
