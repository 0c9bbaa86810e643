"""``scaffold-lint effective``: what a step receives for a project's choices."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command()
@click.argument("step")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--project-type", help="The project's type, as in `project.projectType`.")
@click.option("--domain", "domains", multiple=True, help="A domain of the project type; may be given several times.")
@click.option("--services", is_flag=True, help="The project has services.")
@click.option("--preset", default="deep", show_default=True, help="The methodology.")
@click.option("--depth", type=click.IntRange(1, 5), help="The depth, where it is not the preset's.")
def effective(
    *,
    step: str,
    path: Path,
    project_type: str | None,
    domains: tuple[str, ...],
    services: bool,
    preset: str,
    depth: int | None,
) -> None:
    """Show what STEP receives in the content at PATH after preset, overlays and sub-overlays."""
    from scaffold_rules.effective import Choice
    from scaffold_rules.suggest import did_you_mean, nearest
    from scaffold_server.features.effective_view import effective_page
    from scaffold_server.files import read_project
    from scaffold_server.lint import as_set
    from scaffold_server.roots import roots_of
    from scaffold_server.settings import settings_for

    if domains and project_type is None:
        raise click.UsageError("--domain goes with --project-type")
    roots = roots_of(path)
    if not roots:
        raise click.UsageError(f"no scaffold content at {path}")
    settings = settings_for(roots[0].path)
    if settings.complaint:
        click.echo(f"Error: {settings.complaint}", err=True)
    root, names, _ = as_set(roots[0], settings)
    project = read_project(root, names)
    words = tuple(
        {o.project_type: None for o in project.overlays.values() if o.project_type and o.kind != "structural"}
    )
    for option, word, known in (
        ("--project-type", project_type, words),
        *(("--domain", domain, _domains(project_type, project.overlays)) for domain in domains),
        ("--preset", preset, tuple(project.presets)),
        ("STEP", step, (*project.steps, *project.tools)),
    ):
        if word is not None and word not in known:
            raise click.UsageError(f"{option}: nothing is called `{word}`{did_you_mean(nearest(word, known))}")
    click.echo(effective_page(project, step, Choice(project_type, domains, services, preset), depth), nl=False)


def _domains(project_type: str | None, overlays: Iterable[str]) -> tuple[str, ...]:
    """The domains of a project type: those of scaffold, and those that a sub-overlay's file name makes."""
    from scaffold_schemas import vocabulary

    of = f"{project_type}-"
    own = (stem.removeprefix(of) for stem in overlays if stem.startswith(of) and stem != f"{of}overlay")
    return ("none", *{**dict.fromkeys(vocabulary.domains().get(project_type or "", ())), **dict.fromkeys(own)})
