"""Every rule has a page that an editor can open, in a checkout and where the package is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from scaffold_rules.explain import page
from scaffold_rules.registry import RULES
from scaffold_server import pages

if TYPE_CHECKING:
    import pytest


def test_every_rule_links_to_its_own_page() -> None:
    for rule in RULES:
        link = pages.link_of(rule.name)
        assert link, rule.name
        assert Path(unquote(urlsplit(link).path)).read_text("utf-8") == page(rule)


def test_what_is_no_rule_links_nowhere() -> None:
    assert pages.link_of("internal-error") is None
    assert pages.link_of("overlay/no-such-rule") is None


def test_a_published_page_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages.url_of("overlay/unknown-step") is None  # not published yet, and reports say so
    monkeypatch.setattr(pages, "PAGES", "https://example.org/rules")
    pages.link_of.cache_clear()
    assert pages.link_of("overlay/unknown-step") == "https://example.org/rules/overlay/unknown-step.md"
    pages.link_of.cache_clear()
