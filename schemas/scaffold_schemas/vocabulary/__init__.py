"""Closed vocabularies of scaffold content, each word with the releases that know it.

``from scaffold_schemas import vocabulary`` and ask the module of a field: ``vocabulary.pipeline.phases(version)``. A
function takes the release that judges a document and defaults to the latest; a constant in capitals is the same in
every release, or holds the words of all releases with their ``since`` and ``until``.
"""

from scaffold_schemas.vocabulary import command, evals, knowledge, pipeline, project, state, writing

__all__ = ["command", "evals", "knowledge", "pipeline", "project", "state", "writing"]
