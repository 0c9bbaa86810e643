"""Texts of every construct, and what js-yaml 4.1.1 makes of them (written by ``tests/tools/compare_yaml.py``)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from yaml_values import as_json

from scaffold_rules.documents.yaml import Dialect, parse_yaml, value_of

CASES = json.loads((Path(__file__).parent / "yaml_cases.json").read_text(encoding="utf-8"), parse_int=float)


@pytest.mark.parametrize(("dialect", "text", "answer"), CASES)
def test_a_text_is_read_as_by_js_yaml(dialect, text, answer):
    tree = parse_yaml(text, Dialect[dialect])
    if isinstance(answer, str):
        assert tree.problems, answer
        for problem in tree.problems:
            assert 0 <= problem.span.start <= problem.span.end <= len(text)
    else:
        assert tree.problems == ()
        assert as_json(value_of(tree.root)) == answer["value"]


def test_there_are_texts_of_both_kinds():
    refused = sum(isinstance(answer, str) for _, _, answer in CASES)
    assert refused > 100
    assert len(CASES) - refused > 100
