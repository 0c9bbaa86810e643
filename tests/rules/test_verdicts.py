"""Every field of every kind of file, written in some ninety ways: accepted, altered or rejected as by the scaffold tool.

What a text means in a dialect (``written``) and what the tool does with a value (``tool_tables``, and ``json_tables`` with
its own texts) are written down independently of the readers and the schemas. Configurations have a test of their own.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from json_tables import JSON_DROPPED_WITHOUT, JSON_PLACES, JSON_REQUIRED, JSON_WRITTEN, TEXT, UNKNOWN_KEY
from tool_tables import DROPPED_WITHOUT, ERROR, PLACES, REQUIRED, WARNING, Place, worst
from written import TEXTLESS, WRITTEN, Value, read, words_of

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.documents.kind import Layout
from scaffold_rules.documents.parse import parse
from scaffold_rules.project import Project

CONFIG = Config(only=("schema", "yaml", "frontmatter", "json", "activity"))
ALL_PLACES = [*PLACES, *JSON_PLACES]


class Case(NamedTuple):
    """A whole file, the worst that is to be said about it, and the lines (from 0) on which it is said."""

    place: Place
    text: str
    expected: str | None
    lines: range


def texts(place: Place) -> dict[str, str]:
    """The lines of a valid file, by key."""
    return {key: line(place, key, row[0]) for key, row in place.fields.items()}


def line(place: Place, key: str, value: str) -> str:
    if place.dialect == TEXT:
        return f'{place.indent}"{key}": {value}'
    return f"{place.indent}{key}:{' ' if value and value[0] != chr(10) else ''}{value}\n"


def file_of(place: Place, lines: dict[str, str]) -> str:
    return place.around.replace(place.mark, place.between.join(lines.values()))


def first_line(place: Place, key: str) -> int:
    """The line on which a field stands in a valid file."""
    before = [
        text for name, text in texts(place).items() if list(place.fields).index(name) < list(place.fields).index(key)
    ]
    return (place.around.partition(place.mark)[0] + "".join(each + place.between for each in before)).count("\n")


def values_of(place: Place, more: list[str]) -> list[tuple[str, Value]]:
    """The texts that are tried for a field, each with what it means; what the dialect cannot read is ``TEXTLESS``."""
    if place.dialect == TEXT:
        return [*JSON_WRITTEN, *((each, json.loads(each)) for each in more)]
    rows = [*WRITTEN, *((each, words_of(each)) for each in more)]
    return [(source, value if value is TEXTLESS else read(source, value, place.dialect)) for source, value in rows]


def cases_of(place: Place) -> Iterator[Case]:
    """One field at a time, each value in turn; some files end their lines as Windows does, small kinds both ways."""
    valid = texts(place)
    for key, (_, judge, more) in place.fields.items():
        first = first_line(place, key)
        for number, (source, value) in enumerate(values_of(place, more)):
            text = file_of(place, {**valid, key: line(place, key, source)})
            expected = ERROR if value is TEXTLESS else judge(value)
            lines = range(first, first + source.count("\n") + 2)
            if len(place.fields) < 3 or number % 3:
                yield Case(place, text, expected, lines)
            if len(place.fields) < 3 or not number % 3:
                yield Case(place, text.replace("\n", "\r\n"), expected, lines)


CASES = [case for place in ALL_PLACES for case in cases_of(place)]
KINDS = tuple(dict.fromkeys(place.kind for place in ALL_PLACES))


def verdict(path: str, source: str) -> tuple[str | None, list[tuple[int, str, str]]]:
    """The worst severity; and line, rule and message of everything that is said."""
    layout = Layout(None if path.startswith(".scaffold") else "content/")
    document = parse(path, source, layout)
    assert document is not None
    found = check(document, Project({path: document}, layout), CONFIG)
    said = [(document.lines.line_of(f.span.start), f.rule, f.message) for f in found]
    return worst(f.severity.word for f in found if f.severity), said


def test_there_are_enough_cases_of_each_kind() -> None:
    counted = Counter(case.place.kind for case in CASES)
    assert {kind: count for kind, count in counted.items() if count < 300} == {}
    assert len(counted) == 21


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_of_each_field(kind: str) -> None:
    wrong = []
    for case in CASES:
        if case.place.kind == kind:
            found, said = verdict(case.place.path, case.text)
            if found != case.expected or not all(line in case.lines for line, *_ in said):
                wrong.append((case.text, case.expected, found, said))
    assert wrong == []


@pytest.mark.parametrize("place", ALL_PLACES, ids=lambda place: place.kind)
def test_a_key_that_is_missing(place: Place) -> None:
    for key in place.fields:
        lines = {name: text for name, text in texts(place).items() if name != key}
        if not lines:
            continue
        expected = ERROR if key in {**REQUIRED, **JSON_REQUIRED}.get(place.kind, ()) else None
        if (place.kind, key) in DROPPED_WITHOUT | JSON_DROPPED_WITHOUT:
            expected = WARNING
        found, said = verdict(place.path, file_of(place, lines))
        assert (found, len(said)) == (expected, 1 if expected else 0), (key, said)


@pytest.mark.parametrize("place", ALL_PLACES, ids=lambda place: place.kind)
def test_a_key_that_is_there_twice(place: Place) -> None:
    for key in place.fields:
        lines = texts(place)
        text = file_of(place, {**lines, "again": lines[key]})
        found, ((at, rule, _),) = verdict(place.path, text)
        before = place.around.partition(place.mark)[0] + "".join(each + place.between for each in lines.values())
        assert (at, rule) == (before.count("\n"), "yaml/duplicate-key"), key
        assert found == (WARNING if place.dialect == TEXT else ERROR)  # of JSON the last one counts


@pytest.mark.parametrize("place", JSON_PLACES, ids=lambda place: place.kind)
def test_a_key_that_nobody_knows(place: Place) -> None:
    text = file_of(place, {**texts(place), "more": line(place, "more", "1")})
    expected = WARNING if '"payload": {%' in place.around else UNKNOWN_KEY.get(place.kind)
    assert verdict(place.path, text)[0] == expected
