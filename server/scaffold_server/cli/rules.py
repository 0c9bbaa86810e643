"""``scaffold-lint rules``: list the rules."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from scaffold_rules.explain import sorted_rules
from scaffold_server.cli.choices import known_only
from scaffold_server.cli.screen import with_color, write
from scaffold_server.pages import url_of
from scaffold_server.report.full import COLORS

if TYPE_CHECKING:
    from scaffold_rules.rule import Rule


@click.command()
@click.argument("names", nargs=-1, metavar="[RULES]...")
@click.option(
    "--output-format", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How to list."
)
@click.option("--color/--no-color", default=None, help="Colour or none; default: where there is a terminal.")
def rules(names: tuple[str, ...], output_format: str, color: bool | None) -> None:
    """List all rules, or those of some families: name, severity, whether there is a fix (*), and what is found.

    A severity in parentheses: the rule is off unless selected.
    """
    wanted = known_only(names, "RULES")
    chosen = [rule for rule in sorted_rules() if not wanted or {rule.name, rule.family} & {*wanted}]
    if output_format == "json":
        write(json.dumps([facts_of(rule) for rule in chosen], indent=2) + "\n")
        return
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    longest = max(len(rule.name) for rule in chosen)
    for rule in chosen:
        write(_row(rule, longest, width, color=with_color(color)) + "\n")


def _row(rule: Rule[Any], longest: int, width: int, *, color: bool) -> str:
    word = rule.severity.word if rule.default else f"({rule.severity.word})"
    summary = rule.summary
    left = width - longest - 14
    if width and len(summary) > left:
        summary = summary[: max(left - 1, 10)].rstrip() + "…"
    cells = (f"{rule.name:{longest}}", f"{word:9}", "*" if rule.fixable else " ", summary)
    if color:
        name, severity, fix, summary = cells
        cells = (click.style(name, bold=True), click.style(severity, fg=COLORS[rule.severity]), fix, summary)
    return " ".join(cells)


def facts_of(rule: Rule[Any]) -> dict[str, Any]:
    """What other programs may want to know of a rule."""
    return {
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.word,
        "default": rule.default,
        "fixable": rule.fixable,
        "summary": rule.summary,
        "upstream": list(rule.upstream),
        "options": {name: json.loads(json.dumps(value, default=list)) for name, value in rule.options.items()},
        "url": url_of(rule.name),
    }
