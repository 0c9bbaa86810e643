"""YAML as people write it, by a random generator: every construct in every position, and slips in it."""

from __future__ import annotations

from random import Random

WORDS = [
    *(
        "a",
        "b",
        "name",
        "create-prd",
        "x y",
        "path/to/file.md",
        "http://x.y",
        "a:b",
        "a#b",
        "it's",
        "ümlaut",
        "日本",
        "😀",
    ),
    *(
        "true",
        "False",
        "null",
        "~",
        "yes",
        "1",
        "-1",
        "007",
        "0x1F",
        "0o17",
        "0b11",
        "1_000",
        "1.5",
        ".5",
        "1e3",
        "-.INF",
    ),
    *(
        ".nan",
        "2024-01-02",
        "2024-01-02 10:20:30",
        "2024-1-2t1:20:30.5 -1:30",
        "1:30",
        "<<",
        "=",
        "-a",
        "?a",
        ":a",
        "---a",
    ),
    *("9007199254740993", "a\u2028b", "a  b", "__proto__", "@a", "%a", "*", "a, b", "[a", "a}", "word " * 12 + "end"),
]
KEYS = [
    *(
        "name",
        "a",
        "b",
        "c",
        "d",
        "e",
        "steps",
        "create-prd",
        "x y",
        "ü",
        "a/b",
        "-y",
        "?x",
        "k1",
        "k2",
        "k3",
        "k4",
        "k5",
    ),
    *('"q"', "'it''s'", '"a\\nb"', "''", "1", "01", "1.5", "true", "~", "2024-01-01", "[a, b]", "{a: b}", "__proto__"),
]
TAGS = ["!!str", "!!int", "!!null", "!!seq", "!!map", "!!set", "!!omap", "!!pairs", "!!binary", "!", "!foo", "!e!x"]
HEADS = ["---", "# head\n", "--- # head", "%YAML 1.2\n---", "%TAG !e! tag:e,2000:\n---", "%a b\n---", "\ufeff---"]
TAILS = ["...", "... # end", "---", "---\na: b", "# end", ""]
ESCAPES = [
    "\\n",
    "\\t",
    "\\x41",
    "\\u00e9",
    "\\U0001F600",
    "\\ud83d\\ude00",
    "\\/",
    "\\ ",
    "\\\\",
    '\\"',
    "\\q",
    "\\x4",
]
PIECES = [
    *" \t\n:-?#,[]{}&*!|>'\"%@`a1.~<=\\+",
    ": ",
    "- ",
    "\n  ",
    "\n- ",
    " #",
    "\x07",
    "\u2028",
    "\n---\n",
    "&a ",
    "*a",
]
LINES = [
    "",
    "# c",
    "    # c",
    "\t",
    "a: b",
    "- a",
    "  - b",
    "  c: d",
    "...",
    '"',
    "}",
    "]",
    " x",
    "? k",
    ": v",
    "-",
    "a:",
]


class Texts:
    """Random texts. Each method gives lines, the first of which stands behind a key, a dash or nothing."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.anchors: list[str] = []
        self.left = 0
        """How many nodes the text may still get."""

    def text(self, nodes: int = 24) -> str:
        """A text of a document, well-made as a rule."""
        self.anchors, self.left = [], nodes
        lines = self.choice([self.mapping, self.mapping, self.sequence])(self.choice([0] * 12 + [1, 2]), 3)
        if self.happens(0.15):
            lines = self.value(-1, 2)
        if self.happens(0.15):
            lines.insert(0, self.choice(HEADS))
        if self.happens(0.1):
            lines.append(self.choice(TAILS))
        return ("\n".join(lines) + self.choice(["\n", "\n", "", "\n\n"])).replace(
            "\n", self.choice(["\n"] * 9 + ["\r\n"])
        )

    def slip(self, text: str) -> str:
        """The text with something wrong in it, or not: a character or a line is another, or elsewhere."""
        lines = text.split("\n")
        number, at, count = self.random.randrange(len(lines)), self.random.randint(0, len(text)), self.choice([1, 2, 4])
        line = lines[number]
        match self.random.randrange(9):
            case 0 | 1:
                return text[:at] + text[at + 1 :]
            case 2 | 3:
                return text[:at] + self.choice(PIECES) + text[at:]
            case 4:
                del lines[number]
            case 5:
                lines.insert(number, line if self.happens(0.5) else self.choice(LINES))
            case 6:
                lines[number] = " " * count + line
            case 7:
                lines[number] = line[:count].lstrip(" ") + line[count:]
            case _:
                lines[number:] = [" " + below for below in lines[number : number + count]] + lines[number + count :]
        return "\n".join(lines)

    def choice(self, options):
        return self.random.choice(options)

    def happens(self, share: float) -> bool:
        return self.random.random() < share

    def comment(self) -> str:
        return self.choice([" # c", " #", "  # a: b", "\t# t"]) if self.happens(0.1) else ""

    def words(self) -> str:
        return " ".join(self.choice(WORDS) for _ in range(self.choice([1, 1, 1, 2])))

    def mapping(self, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        blanks = " " * column
        for _ in range(self.choice([1, 1, 2, 2, 3])):
            key = self.choice(KEYS)
            if self.happens(0.04):
                first, *rest = self.nested(column, depth)
                lines += [f"{blanks}? {first}", *rest]
                key = ""
            elif self.anchors and self.happens(0.05):
                key = "<<"
            elif self.happens(0.04):
                key = self.choice(["&k ", "!!str ", "? ", '"x" '])[: self.choice([2, 9])] + key
            first, *rest = self.value(column, depth, own_column=True) if key else self.nested(column, depth)
            colon = self.choice([":"] * 6 + [" :"]) if key else ":"
            lines += [f"{blanks}{key}{colon}{self.choice([' ', ' ', ' ', '  ']) if first else ''}{first}", *rest]
            lines += self.between(column)
        return lines

    def sequence(self, column: int, depth: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.choice([1, 2, 2, 3])):
            first, *rest = self.nested(column, depth) if self.happens(0.4) else self.value(column, depth)
            lines += [" " * column + "-" + (" " + first if first else self.choice(["", " "])), *rest]
            lines += self.between(column)
        return lines

    def between(self, column: int) -> list[str]:
        blanks = " " * self.random.randint(0, column + 4)
        return [self.choice([blanks + "# comment", "", blanks, "\t", "#"])] if self.happens(0.06) else []

    def nested(self, column: int, depth: int) -> list[str]:
        """A collection that starts on the line of its dash or question mark."""
        if depth <= 0:
            return self.value(column, 0)
        inner = self.choice([self.mapping, self.mapping, self.sequence])(column + 2, depth - 1)
        return [inner[0].lstrip(" "), *inner[1:]]

    def value(self, column: int, depth: int, *, own_column: bool = False) -> list[str]:
        """Any value below a key or a dash at the column; ``own_column``: a list may stand there, too."""
        self.left -= 1
        before = ""
        if self.happens(0.07):
            before = "&" + self.choice("xyz") + " "
        if self.happens(0.04):
            before += self.choice(TAGS) + " "
        if depth > 0 and self.left > 0 and self.happens(0.45):
            deeper = max(0, column + self.choice([2, 2, 2, 4, 1]))
            if self.happens(0.5):
                lines = self.mapping(deeper, depth - 1)
            else:
                lines = self.sequence(column if own_column and self.happens(0.4) else deeper, depth - 1)
            lines = [(before.rstrip(" ") + self.comment()).lstrip(" "), *lines]
        else:
            kinds = [
                self.plain,
                self.plain,
                self.plain,
                self.lines,
                self.block,
                self.flow,
                self.quoted,
                self.quoted,
                self.bare,
            ]
            first, *rest = self.choice(kinds)(column)
            lines = [before + first, *rest]
            if before and self.happens(0.2):
                lines = [before.rstrip(" "), " " * (column + 2) + first, *rest]
        if before.startswith("&"):
            self.anchors.append(before[1])
        return lines

    def plain(self, _column: int) -> list[str]:
        return [self.words() + self.comment()]

    def bare(self, _column: int) -> list[str]:
        """Nothing, or what stands somewhere else."""
        return ["*" + self.choice(self.anchors) if self.anchors and self.happens(0.6) else ""]

    def more(self, column: int, first: str) -> list[str]:
        lines = [first]
        for _ in range(self.choice([1, 1, 2])):
            if self.happens(0.2):
                lines.append(" " * self.random.randint(0, 4))
            lines.append(" " * max(0, column + self.choice([1, 2, 2, 4, 0])) + self.words())
        return lines

    def lines(self, column: int) -> list[str]:
        return self.more(column, self.words())

    def quoted(self, column: int) -> list[str]:
        quote = self.choice("'\"")
        lines = self.more(column, self.words()) if self.happens(0.3) else [self.words()]
        if quote == "'":
            lines = [line.replace("'", "''") for line in lines]
        elif self.happens(0.3):
            lines[0] += self.choice(ESCAPES)
        elif len(lines) > 1 and self.happens(0.2):
            lines[0] += "\\"
        lines[0] = quote + lines[0]
        lines[-1] += quote + self.comment()
        return lines

    def block(self, column: int) -> list[str]:
        width = self.choice([1, 2, 2, 2, 4])
        digit = str(width if self.happens(0.8) else self.random.randint(0, 9)) if self.happens(0.15) else ""
        marks = self.choice(["", "", "-", "+"])
        lines = [self.choice("|>") + self.choice([digit + marks, marks + digit]) + self.comment()]
        base = max(0, column) + width
        for _ in range(self.choice([0, 1, 2, 2, 3, 4])):
            blank = self.choice(["", " " * base, " " * (base + 1), " " * self.random.randint(0, base), "\t"])
            deeper = self.choice([1, 2]) if self.happens(0.15) else 0
            line = " " * (base + deeper) + self.choice([self.words(), "# c", "- a", "k: v", "a \t", "\tx"])
            lines.append(blank if self.happens(0.2) else line)
        return lines + [""] * self.choice([0, 0, 0, 1, 2])

    def flow(self, column: int) -> list[str]:
        return self.collection(column, 2).split("\n")

    def collection(self, column: int, depth: int) -> str:
        """A list or a mapping in brackets, on one line or several."""
        several = self.happens(0.3)

        def gap() -> str:
            if several and self.happens(0.5):
                return self.comment() + "\n" + " " * max(0, column + self.choice([1, 2, 2, 4, 0]))
            return self.choice(["", " ", " "])

        opener, closer = self.choice(["[]", "{}"])
        parts = []
        for _ in range(self.choice([0, 1, 2, 2, 3])):
            item = self.collection(column, depth - 1) if depth and self.happens(0.2) else self.item(column)
            if self.happens(0.75 if opener == "{" else 0.15):
                item = self.choice(KEYS) + self.choice([": ", ": ", " : ", ":", ":\n" + " " * (column + 1)]) + item
            parts.append(("? " if self.happens(0.03) else "") + item + self.choice(["", "", " "]))
        comma = "," if parts and self.happens(0.15) else ""
        return (
            opener
            + gap()
            + "".join(part + "," + gap() for part in parts[:-1])
            + "".join(parts[-1:])
            + comma
            + gap()
            + closer
        )

    def item(self, column: int) -> str:
        match self.random.randrange(8):
            case 0:
                return "\n".join(self.quoted(column))
            case 1:
                return "*" + self.choice(self.anchors) if self.anchors else ""
            case 2:
                return self.choice(["&x ", "!!str ", ""]) + self.choice(["x", "[y]", "", "1"])
            case _:
                return self.words()
