"""Who writes the paths that steps name under Inputs: their outputs, folders and what lies in them, patterns too."""

from __future__ import annotations

from scaffold_rules.documents.prompts import Prompt
from scaffold_rules.documents.step_body import expected_outputs
from scaffold_rules.graph import producers, producers_of
from scaffold_rules.project import Project, once


@once
def writers(project: Project, path: str) -> tuple[str, ...]:
    """The names of the steps that write a path, the folder it lies in, or something in the folder it is."""
    folder = path.partition("*")[0].rpartition("/")[0] + "/" if "*" in path or path.endswith("/") else ""
    names = [facts.name for facts in producers_of(project, folder or path)]
    if folder:
        names += [
            facts.name for output, steps in producers(project).items() if output.startswith(folder) for facts in steps
        ]
    return tuple(dict.fromkeys(names))


@once
def known_paths(project: Project) -> frozenset[str]:
    """The paths that tools list as outputs, and those that steps and tools promise in Expected Outputs."""
    prompts = [prompts[-1] for prompts in project.prompts.values()]
    listed = [path for facts in project.tools.values() for path in facts.outputs]
    return frozenset([*listed, *(path for prompt in prompts for path in _promised(prompt))])


def _promised(prompt: Prompt) -> list[str]:
    return [mention.path for line in expected_outputs(prompt) for mention in line.paths]
