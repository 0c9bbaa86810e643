"""What scaffold content must look like: one JSON Schema per kind of file, closed vocabularies, facts of releases."""

from __future__ import annotations

from scaffold_schemas.loader import KINDS, Schema, Verdict, enum_text, prune, schema, verdict
from scaffold_schemas.release import LATEST, Version, parse_version

__all__ = [
    "KINDS",
    "LATEST",
    "Schema",
    "Verdict",
    "Version",
    "enum_text",
    "parse_version",
    "prune",
    "schema",
    "verdict",
]
