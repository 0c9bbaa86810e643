"""Every case of the feature files holds."""

from __future__ import annotations

import feature_cases
import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.fix import apply_edits
from scaffold_rules.project import Project
from scaffold_rules.text import Span
from scaffold_server.features import code_action, completion, hover, lens, navigation, rename, symbols
from scaffold_server.features.target import Place

CASES = list(feature_cases.cases())


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def places(project: Project, found: tuple[Place, ...]) -> list[str]:
    shown = []
    for place in found:
        line, column = project.documents[place.path].lines.position(place.span.start)
        shown.append(f"{place.path}:{line + 1}:{column + 1}")
    return shown


def files_in(text: str) -> dict[str, str]:
    """Files written one after the other, each under a line ``== path``."""
    parts = text.split("== ")[1:]
    return {part.partition("\n")[0].strip(): part.partition("\n")[2] for part in parts}


def lines_as(text: str, new: str) -> str:
    """What is put into a text, with that text's line ends, as every editor does it."""
    return new.replace("\n", "\r\n") if "\r\n" in text else new


def unix(text: str) -> str:
    """A text with the line ends of the cases, of which it must have had only one sort."""
    crlf = text.count("\r\n")
    assert crlf in {0, text.count("\n")}
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case_with_crlf(case: feature_cases.Case) -> None:
    test_case(case.with_crlf())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: feature_cases.Case) -> None:
    assert case.expected
    project = case.project()
    path, offset = case.cursor
    for what, expected in case.expected:
        verb, _, argument = what.partition(" ")
        match verb:
            case "completion":
                offered = [item.label for item in completion.complete(project, path, offset, "2026-01-02").items]
                wanted = lines(expected)
                for word in [word for word in wanted if word.startswith("!")]:
                    assert word[1:] not in offered
                first = [word for word in wanted if not word.startswith("!") and word != "…"]
                assert offered[: len(first)] == first
                assert "…" in wanted or len(offered) == len(first)
            case "accept":
                item = next(
                    i for i in completion.complete(project, path, offset, "2026-01-02").items if i.label == argument
                )
                text = project.documents[path].text
                assert unix(text[: item.span.start] + lines_as(text, item.new) + text[item.span.end :]) == expected
            case "hover":
                found = hover.hover(project, path, offset)
                assert found is not None
                for line in lines(expected):
                    assert line in found.markdown
            case "definition" | "declaration" | "implementation":
                assert places(project, getattr(navigation, verb)(project, path, offset)) == lines(expected)
            case "references":
                assert places(project, navigation.references(project, path, offset, definitions=True)) == lines(
                    expected
                )
            case "symbols":
                assert [s.name for s in symbols.document_symbols(project.documents[path])] == lines(expected)
            case "lenses":
                assert [one.title for one in lens.lenses(project, path)] == lines(expected)
            case "rename":
                check_rename(project, path, offset, argument, expected)
            case "action":
                check_action(project, path, offset, argument, expected)
            case _:
                pytest.fail(f"unknown block {what}")


def check_rename(project: Project, path: str, offset: int, new: str, expected: str) -> None:
    try:
        found = rename.rename(project, path, offset, new)
    except rename.Refused as reason:
        assert str(reason).startswith(expected.strip())  # noqa: PT017 - either outcome may be expected
        return
    moved = {file.old: file.new for file in found.files}
    after = {moved.get(p, p): unix(apply_edits(project.documents[p].text, edits)) for p, edits in found.edits.items()}
    assert after == files_in(expected)


def check_action(project: Project, path: str, offset: int, title: str, expected: str) -> None:
    findings = check(project.documents[path], project, Config())
    found = code_action.actions(project, path, Span(offset, offset), findings)
    action = next((a for a in found if a.title == title), None)
    assert action is not None, [a.title for a in found]
    edits = {**dict(action.elsewhere), **({path: action.edits} if action.edits else {})}
    after = {where: unix(apply_edits(project.documents[where].text, those)) for where, those in edits.items()}
    assert {**dict(action.creates), **after} == files_in(expected)
