"""What a Markdown body offers: sections, items, links, prose, and the scaffold tool's own naive reading."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scaffold_rules.documents.markdown import parse_markdown
from scaffold_rules.text import Span

PIECES = [
    "```",
    "~~~",
    "  ",
    " ",
    "- ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "`",
    "<!--",
    "-->",
    "[a](b)",
    "![",
    "](",
    "<b>",
    "|",
    "\\",
]
PIECES += [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\ufeff",
    "\u2028",
    "\x85",
    "é",
    "😀",
    "\ud800",
    "---",
    "x",
    "word",
    "[r]: /u",
]
WILD = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)


def parse(text):
    return parse_markdown(text, Span(0, len(text)))


def texts(body, spans):
    return [span.of(body.text) for span in spans]


class TestHeadings:
    @pytest.mark.parametrize(
        ("text", "level", "title", "line", "written"),
        [
            ("## A title\nx", 2, "A title", "## A title", "A title"),
            ("  ##  A  ##  \nx", 2, "A", "##  A  ##", "A"),
            (
                "# A *b* `c` [d](e) &amp; \\* #\r\nx",
                1,
                "A b c d & *",
                "# A *b* `c` [d](e) &amp; \\* #",
                "A *b* `c` [d](e) &amp; \\*",
            ),
            ("> ### é — 😀\n", 3, "é — 😀", "### é — 😀", "é — 😀"),
            ("Set\next\n===\n", 1, "Set ext", "Set\next\n===", "Set\next"),
            ("Set\r\n---\r\n", 2, "Set", "Set\r\n---", "Set"),
            ("# a\rb", 1, "a", "# a", "a"),
            ("# <b>x", 1, "x", "# <b>x", "<b>x"),
            ("#", 1, "", "#", ""),
            ("## #", 2, "", "## #", ""),
            ("# a#", 1, "a#", "# a#", "a#"),
            ("\ufeff# first", 1, "first", "# first", "first"),
            ("—\n\n## **bold**\n", 2, "bold", "## **bold**", "**bold**"),
            ("# \ud800x", 1, "\ufffdx", "# \ud800x", "\ud800x"),
        ],
    )
    def test_one(self, text, level, title, line, written):
        (heading,) = parse(text).headings
        assert (heading.level, heading.title) == (level, title)
        assert heading.span.of(text) == line
        assert heading.title_span.of(text) == written

    def test_anchors_number_repeats(self):
        assert [heading.slug for heading in parse("# A b\n\n## A b\n\n- # C — d\n").headings] == [
            "a-b",
            "a-b-1",
            "c--d",
        ]

    def test_nested_in_a_list_or_a_quote(self):
        body = parse("# a\n\n- # b\n\n  text\n\n> # c\n\n# d\n")
        assert [(heading.title, heading.nested) for heading in body.headings] == [
            ("a", False),
            ("b", True),
            ("c", True),
            ("d", False),
        ]

    def test_above_an_offset(self):
        body = parse("x\n\n# a\n\ny\n\n## b\n\nz")
        above = [body.heading_above(body.text.index(char)) for char in "xyz"]
        assert [heading and heading.title for heading in above] == [None, "a", "b"]


class TestSections:
    TEXT = (
        "# T\n\nintro\n\n## A\nin a\n\n### A1\nin a1\n\n```md\n## not one\n```\n\n> ## nor this\n\n"
        "## B\n\nin b\n\n# U\nafter\n"
    )

    def test_end_at_the_next_heading_of_their_level_or_above(self):
        body = parse(self.TEXT)
        assert [section.heading.title for section in body.sections] == ["A", "B"]
        a, b = body.sections
        assert a.span.of(body.text).startswith("## A\nin a")
        assert a.span.of(body.text).endswith("> ## nor this\n\n")
        assert a.body.start == a.span.start + len("## A\n")
        assert b.span.of(body.text) == "## B\n\nin b\n\n"

    def test_by_title_and_level(self):
        body = parse(self.TEXT)
        assert body.section("B") == body.sections[1]
        assert body.section("A1") is None
        found = body.section("A1", level=3)
        assert found is not None
        assert found.body.of(body.text).startswith("in a1")
        assert found.span.end == body.section("A").span.end

    def test_the_first_of_two_and_a_heading_at_the_very_end(self):
        body = parse("## A\n1\n## A\n2\n## Z")
        assert body.section("A").body.of(body.text) == "1\n"
        assert body.section("Z").body == Span(len(body.text), len(body.text))

    def test_offsets_are_the_documents(self):
        text = "---\nname: é\n---\n## A\nx\n"
        body = parse_markdown(text, Span(text.index("## A"), len(text)))
        assert body.section("A").span.of(text) == "## A\nx\n"


class TestNaively:
    def test_sections_are_read_in_fences_but_not_indented_nested_or_with_crlf(self):
        body = parse("## A \n```\n## B\n```\n ## C\n> ## D\n##E\n### F\n## G\r\n## \n")
        assert [heading.title for heading in body.naive_h2] == ["A", "B"]
        assert texts(body, [heading.span for heading in body.naive_h2]) == ["## A ", "## B"]
        assert texts(body, [heading.title_span for heading in body.naive_h2]) == ["A ", "B"]

    @pytest.mark.parametrize(
        ("text", "injected"),
        [
            ("## Summary\ns\n\n## Deep Guidance\ng\n## More\nm", "g\n## More\nm"),
            ("## deep guidance  \r\ng\r\n", "g\r\n"),
            ("```\n## Deep Guidance\n```\n## Deep Guidance\ng", "```\n## Deep Guidance\ng"),
            ("### Deep Guidance\ng", "### Deep Guidance\ng"),
            ("## Deep Guidance:\ng", "## Deep Guidance:\ng"),
            (" ## Deep Guidance\ng", " ## Deep Guidance\ng"),
            ("a\n## Deep Guidance", ""),
        ],
    )
    def test_what_is_injected(self, text, injected):
        assert parse(text).injected.of(text) == injected


class TestFences:
    @pytest.mark.parametrize(
        ("info", "language"),
        [
            ("python", "python"),
            ("Python title=x.py", "python"),
            ("{python}", "python"),
            ("{.python .numberLines}", "python"),
            ("python{1,3}", "python"),
            ("python,ignore", "python"),
            ("ts:src/a.ts", "ts"),
            ("title=x", ""),
            ("c++", "c++"),
            ("c#", "c#"),
            ("objective-c", "objective-c"),
            ("", ""),
            ("{}", ""),
        ],
    )
    def test_language(self, info, language):
        (fence,) = parse(f"```  {info}  \nx\n```").fences
        assert (fence.info, fence.language) == (info, language)
        assert fence.info_span.of(fence.host) == info

    @pytest.mark.parametrize(
        ("text", "span", "content", "closed"),
        [
            ("a\n\n```py\nx\n```\n\nb", "```py\nx\n```", "x", True),
            ("```\n```", "```\n```", "", True),
            ("```\n\n```", "```\n\n```", "", True),
            ("```\nx\n  ```  \ny", "```\nx\n  ```", "x", True),
            ("```\nx", "```\nx", "x", False),
            ("```py", "```py", "", False),
            ("```\nx\n\n", "```\nx\n", "x\n", False),
            ("- ```\n  x\nb", "```\n  x", "x", False),
            ("> ```\n> x\n\nb", "```\n> x", "x", False),
            ("````\n```\n````\n", "````\n```\n````", "```", True),
            ("~~~ ~~~\nx\n", "~~~ ~~~\nx", "x", False),
            ("```\r\na\r\n\r\nb\r\n```\r\n", "```\r\na\r\n\r\nb\r\n```", "a\n\nb", True),
            ("> ```\r\n> a\r\n>\r\n> b\r\n> ```\r\n", "```\r\n> a\r\n>\r\n> b\r\n> ```", "a\n\nb", True),
            ("```\ra\rb\r```\rc", "```\ra\rb\r```", "a\nb", True),
            ("é—😀\n\n> ```é\n> é\n> ```", "```é\n> é\n> ```", "é", True),
            ("```\na\u2028b\x85c\x0cd\n```", "```\na\u2028b\x85c\x0cd\n```", "a\u2028b\x85c\x0cd", True),
            (" ```\n\ta\n ```", "```\n\ta\n ```", "\ta", True),
            ("```\na\n```\t\nb", "```\na\n```", "a", True),
        ],
    )
    def test_span_and_content(self, text, span, content, closed):
        fence = parse(text).fences[0]
        assert fence.span.of(text) == span
        assert fence.text == content
        assert fence.closed is closed


class TestItems:
    TEXT = "## A\n\n- one `x`\n  two\n  - three\n\n    para\n\n\n- four\n\n## B\n\n10) é <!-- c -->\n"

    def test_texts_depths_and_places(self):
        body = parse(self.TEXT)
        assert [(item.text, item.depth) for item in body.items()] == [
            ("one `x` two", 0),
            ("three", 1),
            ("four", 0),
            ("é <!-- c -->", 0),
        ]
        assert texts(body, [item.marker for item in body.items()]) == ["-", "-", "-", "10)"]
        assert texts(body, [item.text_span for item in body.items()])[:2] == ["one `x`\n  two", "three"]
        assert texts(body, [item.span for item in body.items()])[1:3] == ["- three\n\n    para", "- four"]

    def test_of_a_section(self):
        body = parse(self.TEXT)
        assert [item.text for item in body.items(body.section("B").span)] == ["é <!-- c -->"]

    def test_in_a_quote_and_empty(self):
        body = parse("> - a\n>   b\n> -\n")
        assert [item.text for item in body.items()] == ["a b", ""]


class TestLinks:
    @pytest.mark.parametrize(
        ("text", "target", "written", "label"),
        [
            ('[a](b.md#c "t")', "b.md#c", "b.md#c", "a"),
            ("[a]( <b c> 'x' )", "b c", "b c", "a"),
            ("[a]()", "", "", "a"),
            ("[a](b\\_c&amp;d)", "b_c&d", "b\\_c&amp;d", "a"),
            ('[a](b "x](y")', "b", "b", "a"),
            ("[`](` b](c(d))", "c(d)", "c(d)", "`](` b"),
            ("[é—](ü)", "ü", "ü", "é—"),
            ("<https://x.y>", "https://x.y", "https://x.y", "https://x.y"),
            ("> [a\n> b](c)", "c", "c", "a\n> b"),
        ],
    )
    def test_one(self, text, target, written, label):
        (link,) = parse("é " + text if not text.startswith(">") else text).links
        assert not link.image
        assert (link.target, link.text) == (target, label)
        source = "é " + text if not text.startswith(">") else text
        assert link.target_span.of(source) == written
        assert source.endswith(link.span.of(source))

    def test_an_image_in_a_link(self):
        body = parse("[![i](j.png)](k)")
        assert [(link.image, link.target, link.target_span.of(body.text)) for link in body.links] == [
            (False, "k", "k"),
            (True, "j.png", "j.png"),
        ]

    def test_references(self):
        body = parse("[a][r] [r] ![i][r] [none]\n\n[r]: /u 't'\n")
        assert [(link.image, link.target, link.text) for link in body.links] == [
            (False, "/u", "a"),
            (False, "/u", "r"),
            (True, "/u", "i"),
        ]
        assert texts(body, [link.target_span for link in body.links]) == ["[a][r]", "[r]", "![i][r]"]

    def test_none_in_code_or_comments(self):
        assert parse("`[a](b)` <!-- [c](d) -->\n\n```\n[e](f)\n```\n\n    [g](h)\n").links == ()


class TestProse:
    def test_leaves_out_code_and_comments(self):
        text = (
            "a `b` c\n\n```\nd\n```\n\ne <!-- f --> g\n\n    h\n\n<!-- i\n\nj -->\n\n- k ``l`m``\n\n  ```\n  n\n  ```\n"
        )
        body = parse(text)
        assert "".join("".join(texts(body, body.prose())).split()) == "aceg-k"
        assert texts(body, body.code_spans) == ["`b`", "``l`m``"]
        assert texts(body, body.html_comments) == ["<!-- f -->", "<!-- i\n\nj -->"]

    def test_a_comment_in_an_html_block_and_one_never_closed(self):
        body = parse("<div>\n<!-- a --> b <!-- c -->\n</div>\n\n<!-- d\n")
        assert texts(body, body.html_comments) == ["<!-- a -->", "<!-- c -->", "<!-- d\n"]

    def test_no_comment_in_code(self):
        assert parse("`<!-- a -->`\n\n```\n<!-- b -->\n```\n").html_comments == ()


@settings(deadline=None, max_examples=400)
@given(WILD, st.integers(0, 5))
def test_any_text_gives_a_body_with_every_span_inside(text, start):
    span = Span(min(start, len(text)), len(text))
    body = parse_markdown(text, span)
    spans = [*body.code_spans, *body.html_comments, *body.prose(), body.injected]
    for heading in body.headings:
        spans += [heading.span, heading.title_span]
        assert heading.span.start <= heading.title_span.start <= heading.title_span.end <= heading.span.end
    for fence in body.fences:
        spans += [fence.span, fence.info_span]
        assert fence.marker
        assert fence.span.of(text).startswith(fence.marker)
        assert fence.info_span.of(text) == fence.info
        assert all(fence.span.start <= at <= at + length <= fence.span.end for at, length in fence.lines)
        assert not {"\n", "\r"} & set("".join(text[at : at + length] for at, length in fence.lines))
    for link in body.links:
        spans += [link.span, link.target_span]
    for item in body.items():
        spans += [item.span, item.text_span, item.marker]
    for section in body.sections:
        spans += [section.span, section.body]
    spans += [part for heading in body.naive_h2 for part in heading[1:]]
    assert all(span.start <= part.start <= part.end <= span.end for part in spans)


@settings(deadline=None, max_examples=200)
@given(WILD)
def test_prose_and_code_make_up_the_whole(text):
    body = parse(text)
    gaps = list(body.prose())
    assert all(one.end < two.start for one, two in pairwise(gaps))
    for span in [*body.code_spans, *body.html_comments, *(fence.span for fence in body.fences)]:
        assert not any(span.start < gap.end and gap.start < span.end for gap in gaps)


@pytest.mark.parametrize(
    "bomb",
    [
        *(piece * 50_000 for piece in ("[", "[a](", "> ", "- ", "<!--", "```\n", "# \t#", "&amp;", "*a ")),
        "`" * 50_000 + "x",
        "```" + "\t" * 100_000 + "x",
        "|" * 50_000 + "\n" + "|-" * 50_000,
    ],
    ids=lambda bomb: bomb[:8].encode("unicode_escape").decode(),
)
def test_bombs_are_read_in_bounded_time(bomb):
    body = parse(bomb)
    assert sum(gap.end - gap.start for gap in body.prose()) <= len(bomb)
    assert len(body.links) + len(body.items()) + len(body.sections) <= len(bomb)
