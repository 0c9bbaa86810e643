"""Write what is generated in docs: the rules' pages, upstream's checks and the picture; ``--check`` compares."""

from __future__ import annotations

import html
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from scaffold_rules.explain import index, page, sorted_rules
from scaffold_server.lint import lint
from scaffold_server.report import Look
from scaffold_server.report.full import report

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
PICTURE = DOCS / "check.svg"
WIDTH = 110
LINES = 46
"""How much of the report fits into the picture."""


def pages() -> dict[Path, str]:
    """The text of every generated page, by path."""
    texts = {DOCS / "rules" / f"{rule.name}.md": page(rule) for rule in sorted_rules()}
    return {**texts, DOCS / "rules" / "README.md": index(), DOCS / "upstream-checks.md": upstream_checks()}


def upstream_checks() -> str:
    """The table of every check that upstream makes, with our rules for it."""
    lines = [
        "# Upstream's checks and ours",
        "",
        "Every check that the scaffold tool, its evals, its gates and its documents make, and the rules that stand for it here.",
        "A *text pin* is a test that one text holds one phrase: it guards that text, and is no rule for content.",
    ]
    for title, rows in upstream_groups():
        lines += ["", f"## {title}", "", "| check | what it looks for | rules |", "|---|---|---|"]
        for check, what, rules, reason in rows:
            links = ", ".join(f"[{rule}](rules/{rule}.md)" for rule in rules)
            lines.append(f"| `{check}` | {what} | {links or f'– ({reason})'} |")
    return "\n".join(lines) + "\n"


def upstream_groups() -> Iterator[tuple[str, list[tuple[str, str, list[str], str]]]]:
    """The groups of checks: each with its checks, what they look for, our rules for them, and why there are none."""
    for group in tomllib.loads((DOCS / "upstream-checks.toml").read_text("utf-8"))["group"]:
        rows = []
        for check, what, note in group["checks"]:
            none, _, reason = note.partition("none: ")
            named = [rule.name for rule in sorted_rules() if check in rule.upstream]
            rows.append((check, what, list(dict.fromkeys([*named, *(none.split() if not reason else ())])), reason))
        yield group["title"], rows


def wrong_in_upstream_checks() -> Iterator[str]:
    """What the table of upstream checks does not know: checks without rule or reason, rules and codes that are none."""
    known = {rule.name for rule in sorted_rules()}
    checks = [row for _, rows in upstream_groups() for row in rows]
    for check, _, rules, reason in checks:
        if not rules and not reason:
            yield f"upstream-checks.toml: `{check}` has neither a rule nor a reason"
        for rule in sorted({*rules} - known):
            yield f"upstream-checks.toml: `{check}` names `{rule}`, which is no rule"
    listed = {check for check, *_ in checks}
    for rule in sorted_rules():
        for code in sorted({*rule.upstream} - listed):
            yield f"upstream-checks.toml: `{rule.name}` says `{code}`, which is not listed"


def stale() -> Iterator[str]:
    """What is not as it would be written now."""
    yield from wrong_in_upstream_checks()
    wanted = pages()
    for path, text in wanted.items():
        if not path.is_file() or path.read_text("utf-8") != text:
            yield f"{path.relative_to(DOCS.parent)} is stale"
    for path in sorted((DOCS / "rules").rglob("*.md")):
        if path not in wanted:
            yield f"{path.relative_to(DOCS.parent)} is the page of no rule"
    if not PICTURE.is_file() or shown_in(PICTURE.read_text("utf-8")) != plain(output()):
        yield f"{PICTURE.relative_to(DOCS.parent)} is stale"


def write() -> None:
    """Write everything, and remove the pages of rules that are gone."""
    wanted = pages()
    for path in (DOCS / "rules").rglob("*.md"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    PICTURE.write_text(drawn(output()), "utf-8", newline="\n")


def output() -> str:
    """What an author sees of ``examples/defects`` on a coloured terminal: the first findings and the summary."""
    text = "".join(report(lint([EXAMPLES / "defects"]), Look(color=True, width=WIDTH, wrap=True)))
    lines = text.rstrip("\n").split("\n")
    if len(lines) > LINES:
        begin = "\n".join(lines[: LINES - 3]).rstrip()
        lines = [*begin.split("\n"), "", "…", "", lines[-1]]
    return "\n".join(["$ scaffold-lint check examples/defects", *lines])


def plain(text: str) -> str:
    """A terminal's text without its colours, blank lines and blanks at line ends, which no picture keeps."""
    lines = (line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).split("\n"))
    return "\n".join(line for line in lines if line)


def drawn(
    text: str, *, title: str = "scaffold-lint", width: int = WIDTH, background: tuple[int, int, int] | None = None
) -> str:
    """The picture of a terminal that shows a text; its background is rich's unless another is given."""
    import io

    from rich.console import Console
    from rich.terminal_theme import SVG_EXPORT_THEME, TerminalTheme
    from rich.text import Text

    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(text), soft_wrap=False, no_wrap=True, overflow="crop")
    theme = SVG_EXPORT_THEME
    if background:
        theme = TerminalTheme(background, theme.foreground_color, [theme.ansi_colors[color] for color in range(16)])
    svg = console.export_svg(title=title, theme=theme, unique_id="scaffold-lint")
    svg = re.sub(r"\s*@font-face \{.*?\}\s*(?=\n)", "", svg, flags=re.DOTALL)  # a picture fetches nothing
    svg = svg.replace("Fira Code, monospace", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono, monospace")
    return "\n".join(line.rstrip() for line in svg.split("\n")).rstrip("\n") + "\n"


def shown_in(svg: str) -> str:
    """The text that a picture shows, read back from it."""
    lines: dict[float, str] = {}
    for x, y, text in re.findall(
        r'<text class="scaffold-lint-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', svg
    ):
        column = round(float(x) / 12.2)
        row = float(y)
        lines[row] = f"{lines.get(row, ''):{column}}" + html.unescape(text).replace("\xa0", " ").rstrip("\n")
    return plain("\n".join(lines[row] for row in sorted(lines)))


def main() -> int:
    """Write, or with ``--check`` say what is stale and fail."""
    if "--check" not in sys.argv[1:]:
        write()
        return 0
    found = list(stale())
    for line in found:
        print(line if "toml" in line else f"{line}; run `make docs`")  # noqa: T201 - this is the terminal
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
