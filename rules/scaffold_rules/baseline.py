"""What was known when a baseline was written stays silent: findings are matched by rule, path and the text of their line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from scaffold_rules.fingerprint import trait_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding
    from scaffold_rules.fingerprint import Trait


class Split(NamedTuple):
    """A document's findings: those that are left, and those that the baseline hides."""

    left: list[Finding]
    hidden: list[Finding]


def split(document: Document, findings: list[Finding], entries: Iterable[Trait]) -> Split:
    """Part what a baseline has entries for from what it has not; an entry hides one finding, the first of its like.

    A bug of ours is never hidden.
    """
    known = Counter(entries)
    if not known:
        return Split(findings, [])
    parts = Split([], [])
    for finding in findings:
        trait = trait_of(document, finding, document.path)
        if known[trait] > 0 and finding.rule != "internal-error":
            known[trait] -= 1
            parts.hidden.append(finding)
        else:
            parts.left.append(finding)
    return parts
