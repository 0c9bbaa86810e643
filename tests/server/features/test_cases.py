"""Every case of the feature files holds."""

from __future__ import annotations

from collections.abc import Callable

import feature_cases
import pytest

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.fix import apply_edits
from scaffold_rules.project import Project
from scaffold_rules.text import Span
from scaffold_server.features import (
    call_hierarchy,
    code_action,
    completion,
    hover,
    lens,
    navigation,
    rename,
    structure,
    symbols,
)
from scaffold_server.features.target import Place

TODAY = "2026-01-02"
CASES = list(feature_cases.cases())


def where(project: Project, path: str, offset: int) -> str:
    """Line and column, from 1."""
    line, column = project.documents[path].lines.position(offset)
    return f"{line + 1}:{column + 1}"


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
                check_completion(project, path, offset, lines(expected))
            case "accept":
                check_accept(project, path, offset, argument, expected)
            case "hover":
                found = hover.hover(project, path, offset)
                assert found is not None
                assert [line for line in lines(expected) if line not in found.markdown] == []
            case "selections":
                text = project.documents[path].text
                found = [unix(span.of(text)).strip() for span in structure.selections(project.documents[path], offset)]
                assert found == [part.strip() for part in expected.split("~~\n")]
            case "rename":
                check_rename(project, path, offset, argument, expected)
            case "action":
                check_action(project, path, offset, argument, expected)
            case _:
                assert LISTED[verb](project, path, offset) == lines(expected)


def tokens_in(project: Project, path: str, _: int) -> list[str]:
    document = project.documents[path]
    found = ((t.span.of(document.text), t.kind, *t.modifiers) for t in lens.tokens(project, document))
    return [" ".join(words) for words in found]


def links_in(project: Project, path: str, _: int) -> list[str]:
    text = project.documents[path].text
    return [f"{link.span.of(text)} {link.url or link.path}" for link in structure.links(project, path)]


def hints_in(project: Project, path: str, _: int) -> list[str]:
    found = lens.hints(project, path, Span(0, len(project.documents[path].text)))
    return [f"{where(project, path, hint.offset)} {hint.text}" for hint in found]


def called(edges: Callable[[Project, str], tuple[call_hierarchy.Edge, ...]]):
    def of(project: Project, path: str, offset: int) -> list[str]:
        item = call_hierarchy.prepare(project, path, offset)
        return [f"{edge.item.name} {edge.item.detail}" for edge in edges(project, item.name)]

    return of


LISTED = {
    "definition": lambda *at: places(at[0], navigation.definition(*at)),
    "declaration": lambda *at: places(at[0], navigation.declaration(*at)),
    "implementation": lambda *at: places(at[0], navigation.implementation(*at)),
    "references": lambda *at: places(at[0], navigation.references(*at, definitions=True)),
    "highlights": lambda *at: places(at[0], navigation.highlights(*at)),
    "symbols": lambda project, path, _: [s.name for s in symbols.document_symbols(project.documents[path])],
    "lenses": lambda project, path, _: [one.title for one in lens.lenses(project, path)],
    "folds": lambda project, path, _: [f"{f.first + 1}-{f.last + 1}" for f in structure.folds(project.documents[path])],
    "tokens": tokens_in,
    "links": links_in,
    "hints": hints_in,
    "outgoing": called(call_hierarchy.outgoing),
    "incoming": called(call_hierarchy.incoming),
}


def check_completion(project: Project, path: str, offset: int, wanted: list[str]) -> None:
    offered = [item.label for item in completion.complete(project, path, offset, TODAY).items]
    assert [word for word in wanted if word.startswith("!") and word[1:] in offered] == []
    first = [word for word in wanted if not word.startswith("!") and word != "…"]
    assert offered[: len(first)] == first
    assert "…" in wanted or len(offered) == len(first)


def check_accept(project: Project, path: str, offset: int, label: str, expected: str) -> None:
    item = next(item for item in completion.complete(project, path, offset, TODAY).items if item.label == label)
    text = project.documents[path].text
    assert unix(text[: item.span.start] + lines_as(text, item.new) + text[item.span.end :]) == expected


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
