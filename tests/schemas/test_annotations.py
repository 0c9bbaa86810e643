"""Every schema is valid, speaks to the reader at every place, and is annotated as its readers expect."""

from __future__ import annotations

from collections.abc import Iterator

import jsonschema_rs
import pytest
from jsonschema import Draft202012Validator

from scaffold_schemas import KINDS, LATEST, Schema, enum_text, parse_version, prune, schema, verdict
from scaffold_schemas.loader import _ALONE, _BY_NAME, _IN_A_LIST

RELEASES = ((3, 9, 0), (3, 20, 0), (3, 39, 0), LATEST)
FORMS = pytest.mark.parametrize("portable", [False, True], ids=["native", "portable"])
EVERY_KIND = pytest.mark.parametrize("kind", KINDS)

ANNOTATIONS = {
    "x-since",
    "x-until",
    "x-enumDescriptions",
    "x-enumOwn",
    "x-enumSince",
    "x-enumUntil",
    "x-enumDeprecated",
    "x-severity",
    "x-upstream",
    "x-rule",
    "x-message",
    "x-failsafe",
    "x-defaults",
}
NO_DESCRIPTION_NEEDED = {"if", "not", "then", "else", "x-failsafe"}
"""Below these stands a condition or another form of what was described already."""


def source(kind: str) -> Schema:
    """The schema as it is written: neither cut to a release nor to a reader."""
    import json
    from importlib.resources import files

    whole: Schema = json.loads((files("scaffold_schemas") / "data" / f"{kind}.schema.json").read_text("utf-8"))
    return whole


def walk(subschema: Schema, path: str = "", inside: str = "") -> Iterator[tuple[str, str, Schema]]:
    """Every subschema with its path and the keyword it stands under."""
    yield path, inside, subschema
    for keyword, value in subschema.items():
        if keyword in _BY_NAME:
            for name, child in value.items():
                yield from walk(child, f"{path}/{keyword}/{name}", keyword)
        elif keyword in _IN_A_LIST:
            for number, child in enumerate(value):
                yield from walk(child, f"{path}/{keyword}/{number}", keyword)
        elif keyword in _ALONE and isinstance(value, dict):
            yield from walk(value, f"{path}/{keyword}", keyword)


@EVERY_KIND
@FORMS
@pytest.mark.parametrize("release", RELEASES, ids=lambda release: ".".join(map(str, release)))
def test_is_valid_in_every_release(kind, release, portable):
    Draft202012Validator.check_schema(schema(kind, release, portable=portable))


@EVERY_KIND
@FORMS
def test_every_reference_leads_somewhere(kind, portable):
    for release in RELEASES:
        whole = schema(kind, release, portable=portable)
        for path, _, subschema in walk(whole):
            if "$ref" in subschema:
                assert subschema["$ref"].removeprefix("#/$defs/") in whole["$defs"], path


@EVERY_KIND
def test_rust_understands_every_pattern(kind):
    jsonschema_rs.validator_for(schema(kind)).is_valid({})
    jsonschema_rs.validator_for(schema(kind, portable=True)).is_valid({})


@EVERY_KIND
def test_every_place_has_a_title_and_a_description(kind):
    for path, inside, subschema in walk(source(kind)):
        names_a_value = inside in {"properties", "items", "$defs"} and "$ref" not in subschema
        conditional = any(f"/{word}/" in path for word in ("if", "then", "else", "not", "allOf"))
        if names_a_value or inside == "":
            assert subschema.get("description", "").endswith(".") or "if" in path.split("/"), path
            assert conditional or "title" in subschema or path.startswith("/$defs/"), path
        if inside == "allOf" and "$ref" not in subschema:
            assert subschema.get("description", "").endswith("."), path


@EVERY_KIND
def test_every_choice_is_explained(kind):
    for path, inside, subschema in walk(source(kind)):
        if "enum" not in subschema or inside in NO_DESCRIPTION_NEEDED - {"else"}:
            continue
        told = subschema.get("x-enumDescriptions", {})
        words = {enum_text(value) for value in subschema["enum"]}
        assert told.keys() <= words | {"pipeline", "null"}, path
        if told:
            assert all(told.values()), path
            assert words - told.keys() <= {"null"}, path


@EVERY_KIND
def test_annotations_are_well_formed(kind):
    for path, _, subschema in walk(source(kind)):
        unknown = {name for name in subschema if name.startswith("x-")} - ANNOTATIONS
        assert not unknown, path
        for name in ("x-since", "x-until"):
            assert name not in subschema or parse_version(subschema[name]), path
        for name in ("x-enumSince", "x-enumUntil", "x-enumDeprecated"):
            for word, release in subschema.get(name, {}).items():
                assert word in {enum_text(value) for value in subschema["enum"]}, path
                assert parse_version(release), path
        for name in ("x-severity", "x-upstream", "x-rule", "x-message"):
            value = subschema.get(name)
            keywords = value if isinstance(value, dict) else {}
            written = subschema.keys() | subschema.get("x-failsafe", {}).keys()
            assert keywords.keys() <= written, (path, name)
            for word in keywords.values() if keywords else [value] if value is not None else []:
                assert isinstance(word, str), path
                assert word, path
                assert name != "x-severity" or word in {"error", "warning", "info"}, path
                assert name != "x-upstream" or word.isupper(), path


@EVERY_KIND
def test_ids_name_the_kind(kind):
    assert source(kind)["$id"] == f"scaffold:{kind}"
    assert source(kind)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_the_portable_form_keeps_nothing_of_the_other_dialect():
    for kind in KINDS:
        for path, _, subschema in walk(schema(kind, portable=True)):
            assert "x-failsafe" not in subschema, path
        for path, _, subschema in walk(schema(kind)):
            assert "x-failsafe" not in subschema, path


def test_the_portable_form_tells_editors_about_choices():
    phase = schema("step", portable=True)["properties"]["phase"]
    assert phase["enumDescriptions"][0].startswith("Product Vision")
    assert len(phase["enumDescriptions"]) == len(phase["enum"])


def test_a_schema_is_read_once():
    assert schema("preset") is schema("preset", None)
    assert schema("preset") is not schema("preset", (3, 9, 0))


def test_an_unknown_kind_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        schema("../pyproject")


def test_prune_takes_away_what_is_not_there_yet_or_no_more():
    whole: Schema = {
        "type": "object",
        "properties": {
            "always": {
                "enum": ["a", "b", 3, None],
                "x-enumSince": {"b": "2.0.0", "3": "3.0.0"},
                "x-enumUntil": {"a": "2.5.0"},
            },
            "new": {"x-since": "3.0.0"},
            "old": {"x-until": "3.0.0", "x-failsafe": {"allOf": [{"x-since": "4.0.0"}]}},
        },
        "required": ["always", "new", "old"],
        "allOf": [{"x-since": "3.0.0", "required": ["new"]}],
    }
    before = repr(whole)
    at_two, at_three = prune(whole, (2, 0, 0)), prune(whole, (3, 0, 0))
    assert repr(whole) == before
    assert list(at_two["properties"]) == ["always", "old"]
    assert at_two["required"] == ["always", "old"]
    assert at_two["properties"]["always"]["enum"] == ["a", "b", None]
    assert at_two["properties"]["old"]["x-failsafe"] == {}
    assert "allOf" not in at_two
    assert list(at_three["properties"]) == ["always", "new"]
    assert at_three["required"] == ["always", "new"]
    assert at_three["properties"]["always"]["enum"] == ["b", 3, None]
    assert at_three["allOf"] == whole["allOf"]


def test_a_violation_is_an_error_with_the_file_s_code_unless_it_says_otherwise():
    root: Schema = {"x-defaults": {"upstream": "FIELD_MISSING"}}
    assert verdict(root, {}, "type") == ("error", "FIELD_MISSING", None, None)
    assert verdict(root, {"x-severity": "info"}, "type") == ("info", None, None, None)
    own = {"x-severity": {"pattern": "warning"}, "x-upstream": {"pattern": "CODE"}, "x-message": {"pattern": "no"}}
    assert verdict(root, own, "pattern") == ("warning", "CODE", None, "no")
    assert verdict(root, own, "type") == ("error", "FIELD_MISSING", None, None)
    assert verdict({}, {"x-rule": "word"}, "type") == ("error", None, "word", None)
