"""What scaffold content must look like: one JSON Schema per kind of file, closed vocabularies, facts of releases."""

from __future__ import annotations

from scaffold_schemas.release import LATEST, Version, parse_version

__all__ = ["LATEST", "Version", "parse_version"]
