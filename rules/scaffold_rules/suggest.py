"""Did you mean: the nearest words to one that is unknown, best first, at most three."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 3


def nearest(word: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words closest to one that is not among them, best first.

    Spelling variants (case, ``_`` for ``-``, a ``.md`` ending) win, then the same parts in another order, then small
    edit distances in proportion to the length, then a word that contains it or is contained at a hyphen.
    """
    return _nearest(word, tuple(words))


@lru_cache(maxsize=512)
def _nearest(word: str, words: tuple[str, ...]) -> tuple[str, ...]:
    from rapidfuzz.distance import DamerauLevenshtein

    plain = _plain(word)
    parts = frozenset(plain.split("-"))
    budget = max(1, len(plain) // 4)
    ranked: list[tuple[int, float, str]] = []
    for candidate in words:
        other = _plain(candidate)
        if other == plain:
            ranked.append((0, 0, candidate))
            continue
        distance = DamerauLevenshtein.distance(plain, other, score_cutoff=budget)
        if frozenset(other.split("-")) == parts and len(parts) > 1:
            ranked.append((1, distance, candidate))
        elif distance <= budget:
            ranked.append((2, distance, candidate))
        elif len(plain) > 3 and (f"-{plain}-" in f"-{other}-" or f"-{other}-" in f"-{plain}-"):
            ranked.append((3, abs(len(other) - len(plain)), candidate))
    return tuple(candidate for _, _, candidate in sorted(ranked)[:MOST])


def _plain(word: str) -> str:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", word)
    return re.sub(r"[\s_-]+", "-", spaced.strip().removesuffix(".md").lower()).strip("-")


def did_you_mean(suggestions: tuple[str, ...]) -> str:
    """The end of a message that offers the suggestions; empty without any."""
    if not suggestions:
        return ""
    quoted = [f"`{word}`" for word in suggestions]
    return (
        f"; did you mean {quoted[0]}?"
        if len(quoted) == 1
        else f"; did you mean {', '.join(quoted[:-1])} or {quoted[-1]}?"
    )
