"""Closed vocabularies of scaffold content, each word with the releases that know it.

What depends on the release is a function here: it takes the release that judges a document and defaults to the latest.
What does not, or needs its ``since`` and ``until`` told apart, is a constant in the module of its field.
"""

from scaffold_schemas.vocabulary import command, evals, knowledge, pipeline, project, state, writing
from scaffold_schemas.vocabulary.command import commands
from scaffold_schemas.vocabulary.evals import after_this_step_limit, terminal_output_exempt
from scaffold_schemas.vocabulary.knowledge import categories
from scaffold_schemas.vocabulary.pipeline import phase, phase_of_order, phases, step_keys, step_sections
from scaffold_schemas.vocabulary.project import (
    config_keys,
    domains,
    methodologies,
    overlay_files,
    overlay_sections,
    platforms,
    presets,
    project_types,
)
from scaffold_schemas.vocabulary.state import event_type, state_schema_versions

__all__ = [
    "after_this_step_limit",
    "categories",
    "command",
    "commands",
    "config_keys",
    "domains",
    "evals",
    "event_type",
    "knowledge",
    "methodologies",
    "overlay_files",
    "overlay_sections",
    "phase",
    "phase_of_order",
    "phases",
    "pipeline",
    "platforms",
    "presets",
    "project",
    "project_types",
    "state",
    "state_schema_versions",
    "step_keys",
    "step_sections",
    "terminal_output_exempt",
    "writing",
]
