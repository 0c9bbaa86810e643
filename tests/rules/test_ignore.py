"""Comments that silence: in YAML, prose, tables and snippets; they change nothing else, and there may be no place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold_rules.check import check
from scaffold_rules.config import Config
from scaffold_rules.ignore import Silenced, ignoring, silence

OVERLAY = "content/methodology/game-overlay.yml"
ENTRY = "content/knowledge/core/a.md"
HEAD = "name: game\ndescription: Games\nproject-type: game\n"
OTHERS = {
    "content/pipeline/pre/plan.md": "---\nname: plan\ndescription: Plan\nphase: pre\norder: 110\noutputs: [docs/plan.md]\n---\n",
    "content/knowledge/core/b.md": "---\nname: b\ndescription: B\ntopics: [b]\n---\n",
    "content/tools/look.md": "---\nname: look\ndescription: Look\ncategory: tool\n---\n",
}
"""A step, an entry and a tool: where there are none, nothing is said about names of them."""
MATTER = "---\nname: a\ndescription: A\ntopics: [a]\n---\n"


@pytest.fixture
def silenced(make_project):
    """What becomes of a text when some rules are silenced in it; nothing of them is left, and nothing is new."""

    def run(path: str, text: str, *rules: str) -> Silenced:
        project, config = make_project({**OTHERS, path: text}), Config(only=(*rules, "suppression"))
        done = silence(project.documents[path], project, config, lambda _: True)
        left = check(done.document, project.with_document(done.document), config)
        assert left == list(done.left)
        return done

    return run


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("step-overrides:\n  no: { enabled: true }\n", "  no: { enabled: true }  # scaffold-lint: ignore[*]\n"),
        (
            "step-overrides:\n  no: { enabled: true } # why\n",
            "  no: { enabled: true } # why  # scaffold-lint: ignore[*]\n",
        ),
        (
            "step-overrides:\n  no: { enabled: true }  # scaffold-lint: ignore[step]\n",
            "  no: { enabled: true }  # scaffold-lint: ignore[step, *]\n",
        ),
        (
            "step-overrides:\n  # scaffold-lint: ignore[step]\n  no: { enabled: true }\n",
            "  # scaffold-lint: ignore[step, *]\n  no: { enabled: true }\n",
        ),
        ("reads-overrides:\n  no:\n    append: []\n", "  no:  # scaffold-lint: ignore[*]\n    append: []\n"),
        (
            "step-overrides: { no: { enabled: true } }",
            "step-overrides: { no: { enabled: true } }  # scaffold-lint: ignore[*]",
        ),
    ],
)
def test_yaml(silenced, before: str, after: str, end: str, mark: str) -> None:
    text = mark + (HEAD + before).replace("\n", end)
    done = silenced(OVERLAY, text, "overlay/unknown-step")
    assert done.document.text.startswith(mark + "name: game")
    assert done.document.text.endswith(after.replace("*", "overlay/unknown-step").replace("\n", end))
    assert len(done.silenced) == 1


def test_several_rules_share_a_comment(silenced) -> None:
    text = HEAD + "knowledge-overrides:\n  no: { append: [x, x] }\n"
    done = silenced(OVERLAY, text, "overlay")
    assert "[x, x] }  # scaffold-lint: ignore[overlay/duplicate-item, overlay/unknown-knowledge, " in done.document.text


class TestProse:
    """Of an entry of knowledge: its body, its snippets, its whole."""

    def test_at_the_end_of_a_line(self, silenced) -> None:
        body = "\nTwo\nTODO: three\nfour\n"
        done = silenced(ENTRY, MATTER + body, "prose/placeholder-text")
        note = "TODO: three <!-- scaffold-lint: ignore[prose/placeholder-text] -->"
        assert done.document.text == MATTER + body.replace("TODO: three", note)

    @pytest.mark.parametrize("line", ["## TODO one", "[TODO]: x"])
    def test_before_a_heading(self, silenced, line: str) -> None:
        done = silenced(ENTRY, f"{MATTER}\n{line}\n\nText.\n", "prose/placeholder-text")
        assert f"\n{line}" in done.document.text

    def test_around_a_table(self, silenced) -> None:
        table = "| a | b |\n|---|---|\n| TODO: x | c |\n| TODO: y | d |\n"
        done = silenced(ENTRY, f"{MATTER}\n{table}\nText.\n", "prose/placeholder-text")
        assert len(done.silenced) == 2
        assert done.document.text == (
            f"{MATTER}\n<!-- scaffold-lint: ignore-start[prose/placeholder-text] -->\n{table}"
            "<!-- scaffold-lint: ignore-end -->\n\nText.\n"
        )

    def test_before_a_fence_without_comments(self, silenced) -> None:
        fence = '```json\n{\n  "a": 1,\n  "b"\n}\n```\n'
        done = silenced(ENTRY, f"{MATTER}\n{fence}", "fence/json-error")
        assert done.document.text == f"{MATTER}\n<!-- scaffold-lint: ignore[fence/json-error] -->\n{fence}"

    def test_in_a_snippet(self, silenced) -> None:
        fence = "- Like this:\n\n  ```toml\n  a = one\n  ```\n"
        done = silenced(ENTRY, f"{MATTER}\n{fence}", "fence/toml-error")
        note = "one  # scaffold-lint: ignore[fence/toml-error]"
        assert done.document.text == f"{MATTER}\n{fence.replace('one', note)}"

    def test_before_the_line_where_a_comment_behind_it_would_be_an_excuse(self, silenced) -> None:
        fence = "- Like this:\n\n  ```python\n  try:\n      x()\n  except E:\n      pass\n  ```\n"
        done = silenced(ENTRY, f"{MATTER}\n{fence}", "python/swallowed-exception")
        note = "  # scaffold-lint: ignore[python/swallowed-exception]\n  except"
        assert done.document.text == f"{MATTER}\n{fence.replace('  except', note)}"

    def test_never_in_a_string(self, silenced) -> None:
        fence = (
            '```python\nq = """\nimport nothing  # TODO: what\n"""\ndef f(x=[]):\n    return """\n'
            + "\n" * 3
            + '"""\n```\n'
        )
        done = silenced(ENTRY, f"{MATTER}\n{fence}", "python/snippet-syntax-error")
        assert done.document.text == f"{MATTER}\n{fence}"

    def test_the_whole_file_in_its_frontmatter(self, silenced) -> None:
        done = silenced(ENTRY, MATTER + "\n## Deep Guidance\n\nText.\n", "knowledge/short-entry")
        assert not done.left
        assert done.document.text.startswith("---\n")
        assert "# scaffold-lint: ignore" in done.document.text.partition("\n---\n")[0]

    def test_never_in_a_block_scalar(self, silenced) -> None:
        text = MATTER.replace("description: A", "description: |\n  One\n  TODO: two\n  three")
        done = silenced(ENTRY, text, "prose/placeholder-text", "knowledge/long-description")
        assert done.document.value("description") == "One\nTODO: two\nthree\n"


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        (".scaffold/state.json", '{ "schema-version": 1, "in_progress": 3 }', "schema"),
        ("content/knowledge/VERSION", "one\n", "knowledge/odd-version"),
    ],
)
def test_no_place(silenced, path: str, text: str, rule: str) -> None:
    done = silenced(path, text, rule)
    assert done.document.text == text
    assert done.left


def test_in_the_editor_too_there_may_be_no_place(make_project) -> None:
    project = make_project({"content/knowledge/VERSION": "one\n"})
    document = project.documents["content/knowledge/VERSION"]
    (finding,) = check(document, project, Config(only=("knowledge/odd-version",)))
    assert ignoring(document, finding, project.layout) is None


PIECES = (
    *(
        "TODO: x",
        "text",
        "",
        "## H",
        "- a TODO",
        "> q",
        "| a | b |",
        "|---|---|",
        "```python",
        "```",
        "x = 1  ",
        "<!-- c",
    ),
    *("-->", "    TODO", "a  ", "`TODO"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_prose_says_the_same_with_comments(lines) -> None:
    from scaffold_rules.documents.kind import Layout
    from scaffold_rules.documents.parse import parse
    from scaffold_rules.project import Project

    text = MATTER + "\n".join(lines) + "\n"
    document = parse(ENTRY, text, Layout("content/"))
    assert document is not None
    project = Project({ENTRY: document}, Layout("content/"), files=frozenset())
    config = Config(only=("prose", "knowledge", "fence", "suppression"))
    done = silence(document, project, config, lambda _: True)
    left = check(done.document, project.with_document(done.document), config)
    assert [finding for finding in left if finding.rule.startswith("suppression")] == []
    assert len(left) + len(done.silenced) == len(check(document, project, config))
    kept = "".join(line for line in done.document.text.splitlines(keepends=True) if "scaffold-lint" not in line)
    assert all(line.rstrip("\n") in text for line in kept.splitlines())
