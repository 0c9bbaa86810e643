"""How a finding is known again when lines have moved: by its rule, its path, the text of its line, and a count."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scaffold_rules.documents.document import Document
    from scaffold_rules.finding import Finding

MOST = 120
"""How many characters of a line are told as they are; a longer line is told by its start and a hash."""


class Trait(NamedTuple):
    """What a finding has in common with itself on another day."""

    path: str
    rule: str
    text: str


def trait_of(document: Document, finding: Finding, path: str) -> Trait:
    """The trait of a finding in a document that is at a path."""
    line = document.lines.line_of(finding.span.start)
    return Trait(path, finding.rule, line_text(document.lines.line_span(line).of(document.text)))


def line_text(line: str) -> str:
    """A line without what editors change by themselves (indentation, runs of blanks, a byte order mark), bounded."""
    text = " ".join(line.removeprefix("\ufeff").split())
    return text if len(text) <= MOST else f"{text[: MOST - 20]}… #{_hash(text)[:16]}"


def fingerprints(traits: Iterable[Trait]) -> Iterator[str]:
    """A fingerprint for each trait, 32 hexadecimal digits; equal traits are told apart by how many came before."""
    seen: Counter[Trait] = Counter()
    for trait in traits:
        yield _hash("\0".join((*trait, str(seen[trait]))))[:32]
        seen[trait] += 1


def _hash(text: str) -> str:
    import hashlib  # brings OpenSSL with it: only reports for machines and long lines need it

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
