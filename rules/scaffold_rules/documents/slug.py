"""Anchors of headings: as GitHub makes them, and as the scaffold tool makes them for guides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from scaffold_rules.documents.frontmatter import js_trim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What GitHub drops for certain: of ASCII all but letters, digits, "_", " " and "-", then dashes, quotes, arrows, signs.
_DROPPED = re.compile("[\x00-\x1f!-,./:-@\\[-^`{-\xa9\u2010-\u203e\u2190-\u23ff\u2500-\u27bf]")
# Letters among the symbols (circled and squared ones) have the Unicode property Alphabetic, which GitHub keeps.
_LETTER_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189))
_JS_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SPACES = re.compile(rf"[_{_JS_SPACE}]+")
_IS_SPACE = re.compile(rf"[{_JS_SPACE}]")


def github_slug(title: str) -> str:
    """The anchor of a heading's plain text on GitHub, before repeats are numbered."""
    kept = _DROPPED.sub("", title.lower())
    if not kept.isascii():
        kept = "".join(filter(_github_keeps, kept))
    return kept.replace(" ", "-")


def github_slugs(titles: Iterable[str]) -> Iterator[str]:
    """The anchors of a document's headings in order, repeats numbered as github-slugger numbers them."""
    seen: dict[str, int] = {}
    for title in titles:
        base = slug = github_slug(title)
        while slug in seen:
            seen[base] += 1
            slug = f"{base}-{seen[base]}"
        seen[slug] = 0
        yield slug


def guide_slug(title: str) -> str:
    """The anchor of a guide's heading as the scaffold tool makes it; empty where nothing of the title remains.

    Not GitHub's: white space and underscores run together to one hyphen, hyphens of the title stay
    (``the --fix flow`` gives ``the---fix-flow``).
    """
    kept = "".join(filter(_guide_keeps, js_trim(title.lower())))
    return _SPACES.sub("-", kept)


def guide_slugs(titles: Iterable[str]) -> Iterator[str]:
    """The anchors of a guide's headings in order: an empty one becomes ``section-<n>``, repeats get -1, -2."""
    seen: dict[str, int] = {}
    for number, title in enumerate(titles, 1):
        base = guide_slug(title) or f"section-{number}"
        count = seen.get(base, 0)
        seen[base] = count + 1
        yield f"{base}-{count}" if count else base


def _github_keeps(char: str) -> bool:
    if char in " -":
        return True
    kind = category(char)
    if kind[0] in "LM" or kind in ("Nd", "Nl", "Pc"):
        return True
    return kind == "So" and any(low <= ord(char) <= high for low, high in _LETTER_SYMBOLS)


def _guide_keeps(char: str) -> bool:
    return char in "_-" or category(char)[0] in "LN" or _IS_SPACE.match(char) is not None
