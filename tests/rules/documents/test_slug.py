"""Anchors: GitHub's and the scaffold tool's own for guides."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold_rules.documents.slug import github_slug, github_slugs, guide_slug, guide_slugs


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Deep Guidance", "deep-guidance"),
        ("Step 1 — Select ONE bead", "step-1--select-one-bead"),
        ("The `--fix` flow".replace("`", ""), "the---fix-flow"),
        ("snake_case & C++", "snake_case--c"),
        ("a  b", "a--b"),
        ("What's new?", "whats-new"),
        ("Über Größe", "über-größe"),
        ("naïve – test", "naïve--test"),
        ("😀 emoji", "-emoji"),
        ("x² ½", "x-"),
        ("Привет мир", "привет-мир"),
        ("中文 标题", "中文-标题"),
        ("हिन्दी", "हिन्दी"),
        ("Ⓐ b", "ⓐ-b"),
        ("a‿b", "a‿b"),
        ("a→b", "ab"),
        ("", ""),
    ],
)
def test_github(title, slug):
    assert github_slug(title) == slug


def test_github_numbers_repeats_and_steps_over_taken_anchors():
    assert list(github_slugs(["a", "A", "a", "a-1", "b", "a-1"])) == ["a", "a-1", "a-2", "a-1-1", "b", "a-1-2"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("The gate: the four verdicts", "the-gate-the-four-verdicts"),
        ("The --fix flow", "the---fix-flow"),
        ("A — B", "a-b"),
        ("snake_case & C++", "snake-case-c"),
        ("  padded\u00a0title ", "padded-title"),
        ("Über ½", "über-½"),
        ("a _ b", "a-b"),
        ("?!", ""),
    ],
)
def test_guide(title, slug):
    assert guide_slug(title) == slug


def test_guide_numbers_repeats_and_names_the_nameless_by_their_place():
    assert list(guide_slugs(["a", "?", "a", "!", "A"])) == ["a", "section-2", "a-1", "section-4", "a-2"]


@given(st.lists(st.text(st.sampled_from("aA-1 —é"), max_size=3)))
def test_anchors_on_github_are_unique(titles):
    slugs = list(github_slugs(titles))
    assert len(set(slugs)) == len(titles)


@given(st.text())
def test_any_title_has_a_slug_without_blanks(title):
    assert " " not in github_slug(title)
    assert not any(char.isspace() and char not in "\x1c\x1d\x1e\x1f\x85" for char in guide_slug(title))
