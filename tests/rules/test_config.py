"""Globs of settings per path."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.config import matches


@pytest.mark.parametrize(
    ("path", "glob", "expected"),
    [
        ("content/knowledge/core/a.md", "content/knowledge/**", True),
        ("content/knowledge/core/a.md", "content/knowledge/*", True),  # the folder `core`, and all that is in it
        ("content/knowledge/core/a.md", "content/*/a.md", False),
        ("content/knowledge/core/a.md", "content/**/a.md", True),
        ("content/a.md", "content/**/a.md", True),
        ("content/knowledge/core/a.md", "content/knowledge", True),
        ("content/knowledge/core/a.md", "content/knowledge/", True),
        ("content/knowledge2/a.md", "content/knowledge", False),
        ("content/knowledge/core/a.md", "./content/knowledge/core/a.md", True),
        ("content/knowledge/core/a.md", "/content/knowledge/core/?.md", True),
        ("content/knowledge/core/ab.md", "content/knowledge/core/?.md", False),
        ("content/knowledge/core/a.md", "*.md", True),
        ("content/knowledge/core/a.md", "/*.md", False),
        ("content/knowledge/core/a.md", "core", True),
        ("content/knowledge/core/a.md", "core/", True),
        ("content/knowledge/core/a.md", "cor", False),
        ("content/knowledge/core/a.md", "**/core/[ab].md", True),
        ("content/knowledge/core/a.md", "**/core/[!ab].md", False),
        ("content/knowledge/core/a.md", "**/core/[c-z].md", False),
        ("content/knowledge/core/[.md", "**/core/[.md", True),
        ("x.md", "[z-a].md", False),
        (".scaffold/state.json", ".scaffold/*.json", True),
        ("content/a.md", "CONTENT/a.md", False),
        ("content/a b(1).md", "content/a b(1).md", True),
    ],
)
def test_matches(path: str, glob: str, expected: bool) -> None:
    assert matches(path, glob) is expected


@given(st.text("a*?[]!-^\\/.&|~", max_size=12), st.text("a/b.", max_size=12))
def test_any_glob_is_one(glob: str, path: str) -> None:
    assert matches(path, glob) in {True, False}


@given(st.from_regex(re.compile(r"(?!\./)[a-z .()+]+(/[a-z .()+]+)*"), fullmatch=True))  # `./` begins no path of a root
def test_a_path_matches_itself(path: str) -> None:
    assert matches(path, path)
