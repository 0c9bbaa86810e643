"""Hold our YAML reader against the scaffold tool's js-yaml, on texts that are made up.

    python tests/tools/compare_yaml.py JS_YAML compare [COUNT] [SEED]    shows where the two differ
    python tests/tools/compare_yaml.py JS_YAML cases                     writes the cases that the tests read

The differences that are known and left: js-yaml lets a key or a dash follow a closing quote or bracket on the last of
several lines, where a quote is missing as a rule; it never merges a ``<<`` that is explicit or tagged; and what it takes
an anchor for that stands alone, or with ``!`` alone, or around its own alias, hangs on what it tried to find there. It
lets a tab indent what follows an explicit key, and reads values that contain themselves.

JS_YAML is a folder with js-yaml 4.1.1 in it (``npm install js-yaml@4.1.1`` there); node must be found.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from yaml_texts import Texts

from scaffold_rules.documents.yaml import Dialect, parse_yaml, value_of

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
from yaml_values import as_json

CASES = Path(__file__).parents[1] / "rules" / "documents" / "yaml_cases.json"
COUNT_OF_CASES = 400
LONGEST_CASE = 110
BATCH = 2000

PROGRAM = """
const yaml = require(process.argv[1] + '/node_modules/js-yaml');
function json(value) {
  if (value === undefined || value === null || typeof value === 'boolean') return value ?? null;
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : {number: String(value)};
  if (value instanceof Date) return {date: value.getTime()};
  if (value instanceof Uint8Array) return {bytes: Buffer.from(value).toString('hex')};
  if (Array.isArray(value)) return value.map(json);
  return {map: Object.keys(value).sort().map(key => [json(key), json(value[key])])};
}
function read([dialect, text]) {
  try {
    return {value: json(yaml.load(text, {schema: yaml[dialect + '_SCHEMA']}))};
  } catch (error) {
    return {error: error instanceof RangeError ? 'itself inside itself' : error.reason ?? error.message};
  }
}
const texts = JSON.parse(require('fs').readFileSync(0, 'utf-8'));
process.stdout.write(JSON.stringify(texts.map(read)));
"""


def answers(folder: str, texts: list[tuple[str, str]]) -> list[dict[str, object]]:
    """What js-yaml makes of pairs of a dialect's name and a text."""
    command = ["node", "-e", PROGRAM, str(Path(folder).resolve())]
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return json.loads(done.stdout, parse_int=float)


def some_texts(texts: Texts, count: int, nodes: int) -> list[tuple[str, str]]:
    found = []
    for _ in range(count):
        text = texts.text(nodes)
        for _ in range(texts.choice([0, 1, 1, 2])):
            text = texts.slip(text)
        found.append((texts.choice(["FAILSAFE", "JSON", "DEFAULT", "DEFAULT"]), text))
    return found


def differs(dialect: str, text: str, answer: dict[str, object]) -> str | None:
    """How our reader differs from an answer of js-yaml."""
    tree = parse_yaml(text, Dialect[dialect])
    if "error" in answer or tree.problems:
        ours = tree.problems[0].message if tree.problems else "no problem"
        return None if "error" in answer and tree.problems else f"{answer.get('error', 'no error')} / {ours}"
    ours = as_json(value_of(tree.root))
    return None if ours == answer["value"] else f"{answer['value']} / {ours}"


def compare(folder: str, count: int, seed: int) -> None:
    texts = Texts(seed)
    for _ in range(0, count, BATCH):
        batch = some_texts(texts, BATCH, 24)
        for (dialect, text), answer in zip(batch, answers(folder, batch), strict=True):
            if difference := differs(dialect, text, answer):
                print(dialect, repr(text), "\n    ", difference)  # noqa: T201


def write_cases(folder: str) -> None:
    """Write cases: as many that js-yaml refuses as ones that it accepts, no error more often than others."""
    texts = Texts(1)
    batch = [case for case in some_texts(texts, 100 * COUNT_OF_CASES, 5) if len(case[1]) <= LONGEST_CASE]
    refused: dict[object, list[object]] = {}
    accepted: list[object] = []
    for (dialect, text), answer in zip(batch, answers(folder, batch), strict=True):
        if differs(dialect, text, answer):
            continue
        if "error" in answer:
            refused.setdefault(re.split('["<:;]', str(answer["error"]))[0], []).append([dialect, text, answer["error"]])
        elif "\n" in text.strip():
            accepted.append([dialect, text, {"value": answer["value"]}])
    share = max(1, COUNT_OF_CASES // 2 // len(refused))
    cases = [case for same in refused.values() for case in same[:share]]
    cases += accepted[: COUNT_OF_CASES - len(cases)]
    lines = ",\n".join(json.dumps(case, ensure_ascii=True) for case in cases)
    CASES.write_text(f"[\n{lines}\n]\n", encoding="utf-8")


if __name__ == "__main__":
    js_yaml, action, *numbers = sys.argv[1:]
    if action == "cases":
        write_cases(js_yaml)
    else:
        compare(js_yaml, *(int(number) for number in [*numbers, "20000", "1"][:2]))
