"""``scaffold-lint explain``: the page of a rule, or of all rules of a family."""

from __future__ import annotations

import click

from scaffold_rules.explain import family_page, named_rules, page
from scaffold_server.cli.choices import known_only
from scaffold_server.cli.screen import with_color, write


@click.command()
@click.argument("name", metavar="RULE|FAMILY")
@click.option("--color/--no-color", default=None, help="Colour or none; default: where there is a terminal.")
def explain(name: str, color: bool | None) -> None:
    """Print the page of a rule, or of all rules of a family: what it finds, why it hurts, bad and good examples."""
    known_only((name,), "RULE|FAMILY")
    rules = named_rules(name)
    text = page(rules[0]) if rules[0].name == name else family_page(name)
    write(_rendered(text) if with_color(color) else text)


def _rendered(markdown: str) -> str:
    """Markdown as a terminal shows it."""
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(force_terminal=True, width=min(Console().width, 100))
    with console.capture() as capture:
        console.print(Markdown(markdown, code_theme="ansi_dark"))
    return capture.get()
